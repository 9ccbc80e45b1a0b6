// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/saved_connections.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr QFile::Permissions privately = QFile::ReadOwner | QFile::WriteOwner;

QString usualPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/scrip/connections.json"_s;
}

bool isName(const QString &target)
{
    return !target.isEmpty() && !target.contains(u'=') && !target.contains(u"://"_s);
}

/// As a conninfo; what the profile leaves open is left open there.
QString conninfoOf(const ConnectionProfile &profile)
{
    const QList<std::pair<QString, QString>> fields{
        {u"service"_s, profile.service},
        {u"host"_s, profile.host},
        {u"port"_s, profile.port == 0 ? QString() : QString::number(profile.port)},
        {u"dbname"_s, profile.database},
        {u"user"_s, profile.user},
        {u"sslmode"_s, profile.sslMode},
        {u"sslrootcert"_s, profile.caFile}};
    QStringList parts;
    for (const auto &[name, value] : fields) {
        if (!value.isEmpty())
            parts << QString(name + u'=' + ConnInfo::quoted(value));
    }
    return parts.join(u' ');
}

auto named(const QString &name)
{
    return [name](const ConnectionProfile &profile) { return profile.name == name; };
}

} // namespace

SavedConnections::SavedConnections(const QString &path)
    : m_path(path.isEmpty() ? usualPath() : path)
{
}

Failure SavedConnections::unreadable(const QString &reason) const
{
    return Failure::named(u"usage"_s, tr("The saved connections in %1 cannot be read: %2").arg(m_path, reason),
                          u"connections"_s, tr("Mend the file, or move it away."));
}

Result<QList<ConnectionProfile>> SavedConnections::saved() const
{
    QFile file(m_path);
    if (!file.exists())
        return QList<ConnectionProfile>{};
    if (!file.open(QFile::ReadOnly))
        return unreadable(file.errorString());
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &error);
    if (error.error != QJsonParseError::NoError || !document.object()["connections"_L1].isArray())
        return unreadable(error.error == QJsonParseError::NoError ? tr("there is no list of connections in it.")
                                                                  : error.errorString());
    QList<ConnectionProfile> profiles;
    const QJsonArray items = document.object()["connections"_L1].toArray();
    for (const QJsonValue &item : items) {
        const auto profile = connectionProfileFromJson(item.toObject());
        if (!profile)
            return unreadable(profile.failure().message);
        if (const auto failures = validate(*profile); !failures.isEmpty())
            return unreadable(profile->name.left(80) + u": "_s + failures.first().message);
        profiles << *profile;
    }
    std::sort(profiles.begin(), profiles.end(),
              [](const ConnectionProfile &a, const ConnectionProfile &b) { return a.name < b.name; });
    return profiles;
}

Result<ConnInfo> SavedConnections::infoOf(const ConnectionProfile &profile) const
{
    Result<ConnInfo> info = ConnInfo::parse(conninfoOf(profile));
    if (!info || profile.tunnel.isEmpty())
        return info;
    const Result<TunnelEnd> end = tunnelEnd(profile.tunnel);
    return end ? info->through(*end) : Result<ConnInfo>(end.failure());
}

Result<ConnectionAddress> SavedConnections::address(const ConnectionProfile &profile) const
{
    const Result<ConnInfo> info = infoOf(profile);
    if (!info)
        return info.failure();
    ConnectionAddress address;
    address.host = info->effective(u"host"_s);
    if (address.host.isEmpty())
        address.host = info->effective(u"hostaddr"_s);
    address.port = info->effective(u"port"_s).toInt();
    address.user = info->effective(u"user"_s);
    const QString database = info->effective(u"dbname"_s);
    address.database = database.isEmpty() ? address.user : database;
    address.local = info->isLocal();
    const QString mode = info->fields({}).value(u"sslmode"_s);
    address.sslMode = mode.isEmpty() ? info->effective(u"sslmode"_s) : mode;
    return address;
}

Result<Done> SavedConnections::save(const ConnectionProfile &profile, const QString &replacing)
{
    if (const auto failures = validate(profile); !failures.isEmpty())
        return failures.first();
    if (profile.service != profile.name && readService(profile.name))
        return Failure::named(u"invalid_name"_s, tr("A service of libpq has that name, and --db means that one."),
                              u"name"_s, tr("Choose another name, or build on that service."));
    auto known = saved();
    if (!known)
        return known.failure();
    QList<ConnectionProfile> profiles = *known;
    const QString old = replacing.isEmpty() ? profile.name : replacing;
    if (old != profile.name && std::any_of(profiles.begin(), profiles.end(), named(profile.name)))
        return Failure::named(u"invalid_name"_s, tr("Another connection has that name."), u"name"_s);
    profiles.removeIf(named(old));
    profiles << profile;
    return write(profiles);
}

Result<Done> SavedConnections::remove(const QString &name)
{
    auto known = saved();
    if (!known)
        return known.failure();
    QList<ConnectionProfile> profiles = *known;
    if (profiles.removeIf(named(name)) == 0)
        return Failure::named(u"not_found"_s, tr("There is no saved connection of that name."), u"name"_s);
    return write(profiles);
}

Result<Done> SavedConnections::write(QList<ConnectionProfile> profiles) const
{
    std::sort(profiles.begin(), profiles.end(),
              [](const ConnectionProfile &a, const ConnectionProfile &b) { return a.name < b.name; });
    QJsonArray items;
    for (const ConnectionProfile &profile : profiles)
        items << toJson(profile);
    const QByteArray bytes = QJsonDocument(QJsonObject{{u"connections"_s, items}}).toJson();
    QDir().mkpath(QFileInfo(m_path).absolutePath());
    QSaveFile file(m_path);
    // Before anything is in it: what is written is the business of nobody else.
    if (!file.open(QFile::WriteOnly) || !file.setPermissions(privately) || file.write(bytes) != bytes.size() ||
        !file.commit())
        return Failure::named(u"file_not_written"_s,
                              tr("The connections could not be saved in %1: %2").arg(m_path, file.errorString()));
    return Done{};
}

Result<ConnInfo> SavedConnections::find(const QString &target) const
{
    const QString name = target.trimmed();
    if (!isName(name))
        return ConnInfo::parse(target);
    const bool service = readService(name).has_value();
    const auto profiles = saved();
    if (!profiles)
        return service ? ConnInfo::parse(target) : Result<ConnInfo>(profiles.failure());
    const auto found = std::find_if(profiles->begin(), profiles->end(), named(name));
    if (found == profiles->end() || (service && found->service != name))
        return ConnInfo::parse(target);
    return infoOf(*found);
}

} // namespace scrip
