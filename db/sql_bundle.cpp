// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/sql_bundle.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

QString sha256(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

} // namespace

SqlBundle::SqlBundle(QString root)
    : m_root(std::move(root))
{
}

QString SqlBundle::text(const QString &path) const
{
    QFile file(m_root % u'/' % path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.readAll());
}

QList<SqlFile> SqlBundle::filesIn(const QString &folder) const
{
    QList<SqlFile> files;
    const QDir dir(m_root % u'/' % folder);
    const QStringList names = dir.entryList({u"*.sql"_s}, QDir::Files, QDir::Name);
    for (const QString &fileName : names) {
        SqlFile file;
        file.name = fileName.chopped(4);
        file.text = text(folder % u'/' % fileName);
        file.checksum = sha256(file.text.toUtf8());
        files.append(file);
    }
    return files;
}

QList<SqlFile> SqlBundle::migrations() const
{
    QList<SqlFile> files = filesIn(u"migrations"_s);
    for (SqlFile &file : files)
        file.number = file.name.section(u'_', 0, 0).toInt();
    std::sort(files.begin(), files.end(), [](const SqlFile &a, const SqlFile &b) { return a.number < b.number; });
    return files;
}

QList<SqlFile> SqlBundle::functions() const
{
    return filesIn(u"functions"_s);
}

int SqlBundle::version() const
{
    const QList<SqlFile> files = migrations();
    return files.isEmpty() ? 0 : files.last().number;
}

QString SqlBundle::functionsChecksum(const QString &billingSchema) const
{
    QByteArray all = billingSchema.toUtf8();
    const QList<SqlFile> files = functions();
    for (const SqlFile &file : files)
        all += '\n' + file.name.toUtf8() + ' ' + file.checksum.toLatin1();
    for (const QString &path : {u"sandbox/clock.sql"_s, u"sandbox/backend.sql"_s})
        all += '\n' + text(path).toUtf8();
    return sha256(all);
}

QStringList SqlBundle::billingRights() const
{
    static const QRegularExpression list(u"v_wanted CONSTANT text\\[\\] := ARRAY\\[(.*?)\\];"_s,
                                         QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression pair(u"'([a-z_]+)',\\s*'([A-Z]+(?:\\([a-z_]+\\))?)'"_s);
    QStringList rights;
    const QString wanted = list.match(text(u"functions/01_grants.sql"_s)).captured(1);
    auto matches = pair.globalMatch(wanted);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        rights.append(match.captured(1) % u' ' % match.captured(2));
    }
    return rights;
}

QString SqlBundle::forSchema(QString text, const QString &billingSchema)
{
    return text.replace("@billing@"_L1, billingSchema);
}

} // namespace scrip
