// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/service_file.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

QStringList serviceFiles()
{
    const QString mine = qEnvironmentVariable("PGSERVICEFILE", QDir::homePath() + u"/.pg_service.conf"_s);
    const QString shared = qEnvironmentVariable("PGSYSCONFDIR", u"/etc/postgresql-common"_s);
    return {mine, shared + u"/pg_service.conf"_s};
}

std::optional<ConnectionFields> readFrom(const QString &path, const QString &name)
{
    QFile file(path);
    if (!file.open(QFile::ReadOnly | QFile::Text))
        return std::nullopt;
    std::optional<ConnectionFields> fields;
    while (!file.atEnd()) {
        const QString line = QString::fromUtf8(file.readLine()).trimmed();
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        if (line.startsWith(u'[')) {
            if (fields)
                break;
            if (line == u'[' + name + u']')
                fields.emplace();
        } else if (fields) {
            fields->insert(line.section(u'=', 0, 0).trimmed(), line.section(u'=', 1).trimmed());
        }
    }
    return fields;
}

} // namespace

QStringList serviceNames()
{
    QStringList names;
    const QStringList paths = serviceFiles();
    for (const QString &path : paths) {
        QFile file(path);
        if (!file.open(QFile::ReadOnly | QFile::Text))
            continue;
        while (!file.atEnd()) {
            const QString line = QString::fromUtf8(file.readLine()).trimmed();
            if (line.startsWith(u'[') && line.endsWith(u']') && line.size() > 2)
                names << line.sliced(1, line.size() - 2);
        }
    }
    names.removeDuplicates();
    names.sort();
    return names;
}

std::optional<ConnectionFields> readService(const QString &name)
{
    const QStringList paths = serviceFiles();
    for (const QString &path : paths) {
        if (auto fields = readFrom(path, name))
            return fields;
    }
    return std::nullopt;
}

} // namespace scrip
