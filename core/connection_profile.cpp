// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connection_profile.h"

#include "core/text_rules.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr int highestPort = 65'535;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(scrip::ConnectionProfile)
};

/// A text that stands in a connection string; each of them may be empty.
struct TextField
{
    const char *name;
    QString ConnectionProfile::*member;
};

constexpr std::array textFields{
    TextField{"service", &ConnectionProfile::service},   TextField{"host", &ConnectionProfile::host},
    TextField{"database", &ConnectionProfile::database}, TextField{"user", &ConnectionProfile::user},
    TextField{"sslmode", &ConnectionProfile::sslMode},   TextField{"ca_file", &ConnectionProfile::caFile},
    TextField{"tunnel", &ConnectionProfile::tunnel},     TextField{"keyring", &ConnectionProfile::keyringEntry}};

bool isControl(QChar c)
{
    return c.category() == QChar::Other_Control;
}

/// A name is also what --db takes, where these make something else of it.
std::optional<Failure> wrongName(const QString &name)
{
    if (const auto checked = checkedName(name, u"name"_s); !checked)
        return checked.failure();
    if (name.contains(u'=') || name.contains(u"://"_s) || name.startsWith(u'-') || name != name.trimmed())
        return Failure::named(u"invalid_name"_s,
                              Words::tr("The name of a connection has no “=” and no “://” in it, and begins with no "
                                        "dash."),
                              u"name"_s);
    return std::nullopt;
}

bool isWrongHost(const QString &host)
{
    const bool path = host.startsWith(u'/') || host.startsWith(u'@');
    return std::any_of(host.begin(), host.end(), [path](QChar c) {
        return isControl(c) || c == u';' || (!path && (c.isSpace() || u"='\"\\"_s.contains(c)));
    });
}

/// Only what names of computers and users are made of: nothing that a program could take for an option.
bool isDestination(const QString &text)
{
    return !text.isEmpty() && !text.startsWith(u'-') && !text.startsWith(u'@') && !text.endsWith(u'@') &&
           text.count(u'@') <= 1 && std::all_of(text.begin(), text.end(), [](QChar c) {
               return c.isLetterOrNumber() || u"._-@"_s.contains(c);
           });
}

/// The far end has to know one computer by it.
bool isTunnelHost(const QString &host)
{
    return !host.startsWith(u'/') && !host.startsWith(u'@') && !host.contains(u',');
}

} // namespace

QString safetyName(SafetyLevel level)
{
    switch (level) {
    case SafetyLevel::Sandbox:
        return u"sandbox"_s;
    case SafetyLevel::Staging:
        return u"staging"_s;
    case SafetyLevel::Production:
        return u"production"_s;
    }
    return {};
}

std::optional<SafetyLevel> safetyFromName(const QString &name)
{
    for (const SafetyLevel level : {SafetyLevel::Sandbox, SafetyLevel::Staging, SafetyLevel::Production}) {
        if (name == safetyName(level))
            return level;
    }
    return std::nullopt;
}

const QStringList &sslModes()
{
    static const QStringList modes{u"verify-full"_s, u"verify-ca"_s, u"require"_s,
                                   u"prefer"_s,      u"allow"_s,     u"disable"_s};
    return modes;
}

Result<TunnelEnd> tunnelEnd(const QString &text)
{
    TunnelEnd end;
    const qsizetype colon = text.lastIndexOf(u':');
    end.destination = colon < 0 ? text : text.left(colon);
    bool number = true;
    if (colon >= 0)
        end.port = text.mid(colon + 1).toInt(&number);
    const bool port = colon < 0 || (number && end.port > 0 && end.port <= highestPort);
    if (!isDestination(end.destination) || !port)
        return Failure::named(u"invalid_text"_s,
                              Words::tr("A tunnel goes to a host that ssh knows, such as mara@gate.example.com or "
                                        "gate.example.com:2222."),
                              u"tunnel"_s);
    return end;
}

QList<Failure> validate(const ConnectionProfile &profile)
{
    QList<Failure> failures;
    const auto refuse = [&failures](const QString &name, const QString &sentence, const QString &field) {
        failures << Failure::named(name, sentence, field);
    };
    if (const auto failure = wrongName(profile.name))
        failures << *failure;
    if (isWrongHost(profile.host))
        refuse(u"invalid_text"_s, Words::tr("The host is one name, one address or the folder of a socket."),
               u"host"_s);
    if (profile.port < 0 || profile.port > highestPort)
        refuse(u"invalid_count"_s, Words::tr("A port is a number from 1 to 65535."), u"port"_s);
    for (const TextField &field : textFields) {
        const QString &text = profile.*field.member;
        if (std::any_of(text.begin(), text.end(), isControl))
            refuse(u"invalid_text"_s, Words::tr("This holds a control character: remove it."),
                   QString::fromLatin1(field.name));
    }
    if (!profile.sslMode.isEmpty() && !sslModes().contains(profile.sslMode))
        refuse(u"invalid_text"_s, Words::tr("Choose one of the modes %1.").arg(sslModes().join(u", "_s)),
               u"sslmode"_s);
    if (!profile.caFile.isEmpty() && !profile.caFile.startsWith(u'/'))
        refuse(u"invalid_text"_s, Words::tr("Give the file with its whole path, which begins with a slash."),
               u"ca_file"_s);
    if (!profile.tunnel.isEmpty()) {
        if (const auto end = tunnelEnd(profile.tunnel); !end)
            failures << end.failure();
        if (!isTunnelHost(profile.host))
            refuse(u"invalid_text"_s,
                   Words::tr("Behind a tunnel the host is one name or address, as the far end knows it."), u"host"_s);
    }
    if (!profile.safety)
        refuse(u"invalid_text"_s, Words::tr("Say whether this is a sandbox, staging or production."), u"safety"_s);
    return failures;
}

QJsonObject toJson(const ConnectionProfile &profile)
{
    QJsonObject json{{u"name"_s, profile.name},
                     {u"safety"_s, profile.safety ? QJsonValue(safetyName(*profile.safety)) : QJsonValue()}};
    for (const TextField &field : textFields) {
        if (const QString &text = profile.*field.member; !text.isEmpty())
            json.insert(QString::fromLatin1(field.name), text);
    }
    if (profile.port != 0)
        json.insert(u"port"_s, profile.port);
    return json;
}

Result<ConnectionProfile> connectionProfileFromJson(const QJsonObject &json)
{
    static const QStringList known{u"name"_s,    u"service"_s, u"host"_s,   u"port"_s,    u"database"_s, u"user"_s,
                                   u"sslmode"_s, u"ca_file"_s, u"tunnel"_s, u"keyring"_s, u"safety"_s};
    const QStringList keys = json.keys();
    for (const QString &key : keys) {
        if (key.contains(u"password"_s, Qt::CaseInsensitive))
            return Failure::named(u"usage"_s, Words::tr("A password does not belong among the saved connections."),
                                  key, Words::tr("Take it out, and use the password file ~/.pgpass."));
        if (!known.contains(key))
            return Failure::named(u"usage"_s, Words::tr("A saved connection has no field “%1”.").arg(key.left(80)),
                                  key.left(80));
    }
    ConnectionProfile profile;
    profile.name = json["name"_L1].toString();
    for (const TextField &field : textFields)
        profile.*field.member = json[QLatin1String(field.name)].toString();
    profile.port = json["port"_L1].toInt();
    profile.safety = safetyFromName(json["safety"_L1].toString());
    return profile;
}

} // namespace scrip
