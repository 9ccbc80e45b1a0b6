// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/conninfo.h"

#include "db/ssh_tunnel.h"

#include <algorithm>
#include <memory>

#include <libpq-fe.h>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

Failure refusal(const QString &sentence, const QString &field = {}, const QString &hint = {})
{
    return Failure::named(u"usage"_s, sentence, field, hint);
}

struct OptionsDeleter
{
    void operator()(PQconninfoOption *options) const { PQconninfoFree(options); }
};
using Options = std::unique_ptr<PQconninfoOption, OptionsDeleter>;

ConnectionFields fieldsOf(const PQconninfoOption *option)
{
    ConnectionFields fields;
    for (; option != nullptr && option->keyword != nullptr; ++option) {
        if (option->val != nullptr)
            fields.insert(QString::fromLatin1(option->keyword), QString::fromUtf8(option->val));
    }
    return fields;
}

/// What libpq takes when nothing is written; asked once, since the environment does not change while we run.
const ConnectionFields &defaults()
{
    static const ConnectionFields fields = fieldsOf(Options(PQconndefaults()).get());
    return fields;
}

/// The parser's own words could quote a password, so they are left out where there may be one.
Failure unreadable(const QString &target, const char *reason)
{
    const bool secretive = target.contains(u'@') || target.contains("password"_L1, Qt::CaseInsensitive);
    return refusal(ConnInfo::tr("The connection cannot be read."), u"db"_s,
                   secretive ? QString() : QString::fromUtf8(reason).simplified());
}

Result<ConnectionFields> parsed(const QString &target)
{
    if (target.isEmpty())
        return ConnectionFields{};
    if (!target.contains(u'=') && !target.startsWith("postgres://"_L1) && !target.startsWith("postgresql://"_L1))
        return ConnectionFields{{u"service"_s, target}};
    char *reason = nullptr;
    const Options options(PQconninfoParse(target.toUtf8().constData(), &reason));
    const std::unique_ptr<char, void (*)(void *)> owner(reason, PQfreemem);
    return options ? Result<ConnectionFields>(fieldsOf(options.get())) : unreadable(target, reason);
}

bool isPath(const QString &host)
{
    return host.isEmpty() || host.startsWith(u'/') || host.startsWith(u'@');
}

bool isBadHost(const QString &host)
{
    return !isPath(host) && std::any_of(host.begin(), host.end(), [](QChar c) {
        return c.isSpace() || c == u'=' || c == u'\'' || c == u'"' || c == u'\\' || c == u';';
    });
}

/// Also what comes of a URI with a password and without its @.
bool isBadPort(const QString &port)
{
    return std::any_of(port.begin(), port.end(), [](QChar c) { return c < u'0' || c > u'9'; });
}

/// What was written must say where, and nothing that changes how.
std::optional<Failure> mistake(const ConnectionFields &fields)
{
    if (!fields.value(u"password"_s).isEmpty() || !fields.value(u"sslpassword"_s).isEmpty())
        return refusal(ConnInfo::tr("A password does not belong here: others could see it."), u"db"_s,
                       ConnInfo::tr("Use the password file ~/.pgpass, or PGPASSWORD."));
    if (fields.contains(u"options"_s) || fields.contains(u"replication"_s))
        return refusal(ConnInfo::tr("Options of the server cannot be given here."), u"options"_s);
    const QStringList hosts = fields.value(u"host"_s).split(u',');
    if (std::any_of(hosts.begin(), hosts.end(), isBadHost))
        return refusal(ConnInfo::tr("The host holds more than the name of a computer."), u"host"_s);
    const QStringList ports = fields.value(u"port"_s).split(u',');
    if (std::any_of(ports.begin(), ports.end(), isBadPort))
        return refusal(ConnInfo::tr("The port is no number."), u"port"_s);
    return std::nullopt;
}

/// QSqlDatabase takes a ';' for the end of a field.
std::optional<Failure> misfit(const ConnectionFields &fields)
{
    static const QStringList ownPlace{u"host"_s, u"dbname"_s, u"user"_s, u"password"_s};
    for (auto field = fields.begin(); field != fields.end(); ++field) {
        const bool control =
            std::any_of(field->begin(), field->end(), [](QChar c) { return c.category() == QChar::Other_Control; });
        if (control || (field->contains(u';') && !ownPlace.contains(field.key())))
            return refusal(ConnInfo::tr("A field of the connection holds a character that cannot be there."),
                           field.key());
    }
    return std::nullopt;
}

bool isLoopback(const QString &host)
{
    return isPath(host) || host == "localhost"_L1 || host == "127.0.0.1"_L1 || host == "::1"_L1;
}

} // namespace

Result<ConnInfo> ConnInfo::parse(const QString &target)
{
    const Result<ConnectionFields> written = parsed(target.trimmed());
    if (!written)
        return written.failure();
    if (const auto failure = mistake(*written))
        return *failure;
    ConnInfo info;
    info.m_fields = *written;
    const QString service =
        info.m_fields.contains(u"service"_s) ? info.m_fields.take(u"service"_s) : qEnvironmentVariable("PGSERVICE");
    if (!service.isEmpty()) {
        auto fields = readService(service);
        if (!fields)
            return refusal(
                ConnInfo::tr("There is no service of that name."), u"db"_s,
                ConnInfo::tr("Give a connection such as host=… dbname=…, or add the service to ~/.pg_service.conf."));
        fields->insert(info.m_fields);
        info.m_fields = *fields;
    }
    if (const auto failure = misfit(info.m_fields))
        return *failure;
    return info;
}

ConnInfo ConnInfo::unusable(const Failure &failure)
{
    ConnInfo info;
    info.m_fault = failure;
    return info;
}

ConnInfo ConnInfo::withPassword(const QString &password) const
{
    ConnInfo info = *this;
    if (!password.isEmpty())
        info.m_fields.insert(u"password"_s, password);
    return info;
}

Result<ConnInfo> ConnInfo::through(const TunnelEnd &end) const
{
    const QString address = effective(u"hostaddr"_s);
    const QString host = address.isEmpty() ? effective(u"host"_s) : address;
    if ((isPath(host) && !host.isEmpty()) || host.contains(u','))
        return refusal(ConnInfo::tr("Behind a tunnel the host is one name or address, as the far end knows it."),
                       u"host"_s);
    ConnInfo info = *this;
    if (host.isEmpty())
        info.m_fields.insert(u"host"_s, u"localhost"_s);
    info.m_tunnel =
        std::make_shared<SshTunnel>(end, host.isEmpty() ? u"localhost"_s : host, effective(u"port"_s).toInt());
    return info;
}

Result<Done> ConnInfo::reach(const std::function<bool()> &isInterrupted) const
{
    return m_tunnel ? m_tunnel->open(isInterrupted) : Result<Done>(Done{});
}

QString ConnInfo::effective(const QString &field) const
{
    const QString value = m_fields.value(field);
    return value.isEmpty() ? defaults().value(field) : value;
}

bool ConnInfo::isLocal() const
{
    // An address is what is connected to, whatever the name says.
    const QString address = effective(u"hostaddr"_s);
    const QStringList hosts = (address.isEmpty() ? effective(u"host"_s) : address).split(u',');
    return std::all_of(hosts.begin(), hosts.end(), isLoopback);
}

QString ConnInfo::target() const
{
    QString host = effective(u"host"_s);
    if (host.isEmpty())
        host = effective(u"hostaddr"_s);
    if (host.isEmpty())
        host = u"localhost"_s;
    const QString user = effective(u"user"_s);
    const QString database = effective(u"dbname"_s);
    const QString where =
        tr("%1 on %2:%3 as %4").arg(database.isEmpty() ? user : database, host, effective(u"port"_s), user);
    return m_tunnel ? tr("%1 through %2").arg(where, m_tunnel->end().destination) : where;
}

ConnectionFields ConnInfo::fields(const QString &program) const
{
    // A server that is gone must be noticed in seconds, also while nothing is sent.
    ConnectionFields fields{{u"connect_timeout"_s, u"5"_s},
                            {u"keepalives_idle"_s, u"10"_s},
                            {u"keepalives_interval"_s, u"5"_s},
                            {u"keepalives_count"_s, u"3"_s},
                            {u"tcp_user_timeout"_s, u"15000"_s}};
    if (!isLocal() && !qEnvironmentVariableIsSet("PGSSLMODE"))
        fields.insert(u"sslmode"_s, u"verify-full"_s);
    fields.insert(m_fields);
    fields.insert(u"application_name"_s, program);
    if (m_tunnel) {
        // The name stays, for the certificate; only the way to it is another one.
        fields.insert(u"hostaddr"_s, u"127.0.0.1"_s);
        fields.insert(u"port"_s, QString::number(m_tunnel->port()));
    }
    return fields;
}

QString ConnInfo::text(const QString &program) const
{
    QStringList parts;
    const ConnectionFields all = fields(program);
    for (auto field = all.begin(); field != all.end(); ++field)
        parts << QString(field.key() + u'=' + quoted(field.value()));
    return parts.join(u' ');
}

QString ConnInfo::quoted(const QString &value)
{
    QString escaped = value;
    escaped.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s);
    return u'\'' + escaped + u'\'';
}

} // namespace scrip
