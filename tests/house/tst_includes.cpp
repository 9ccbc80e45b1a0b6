// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// Which rooms a room may include from: the arrows of docs/architecture.md.
const QHash<QString, QSet<QString>> &arrows()
{
    static const QHash<QString, QSet<QString>> allowed{
        {u"core"_s, {u"core"_s}},
        {u"sql"_s, {u"sql"_s}},
        {u"db"_s, {u"db"_s, u"core"_s, u"sql"_s}},
        {u"sheets"_s, {u"sheets"_s, u"core"_s}},
        {u"exports"_s, {u"exports"_s, u"core"_s}},
        {u"models"_s, {u"models"_s, u"core"_s}},
        {u"ui"_s, {u"ui"_s, u"models"_s, u"sheets"_s, u"exports"_s, u"core"_s}},
        {u"cli"_s, {u"cli"_s, u"sheets"_s, u"exports"_s, u"core"_s}},
        {u"app"_s, {u"app"_s, u"ui"_s, u"models"_s, u"sheets"_s, u"exports"_s, u"cli"_s, u"db"_s, u"core"_s}},
    };
    return allowed;
}

/// Libraries that only one room may know.
const QHash<QString, QString> &owners()
{
    static const QHash<QString, QString> owned{
        {u"libpq-fe.h"_s, u"db"_s},     {u"QSqlDatabase"_s, u"db"_s}, {u"QSqlQuery"_s, u"db"_s},
        {u"QSqlDriver"_s, u"db"_s},     {u"QSqlError"_s, u"db"_s},    {u"QtSql"_s, u"db"_s},
        {u"qrencode.h"_s, u"sheets"_s}, {u"CLI/CLI.hpp"_s, u"cli"_s}, {u"xlsxwriter.h"_s, u"exports"_s},
    };
    return owned;
}

struct Include
{
    QString file;
    QString target;
};

QList<Include> includesOf(const QString &room)
{
    static const QRegularExpression pattern(u"^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]"_s,
                                            QRegularExpression::MultilineOption);
    QList<Include> found;
    QDirIterator files(QStringLiteral(SCRIP_SOURCE_DIR "/") + room, {u"*.h"_s, u"*.cpp"_s}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QFile::ReadOnly))
            continue;
        auto matches = pattern.globalMatch(QString::fromUtf8(file.readAll()));
        while (matches.hasNext())
            found << Include{file.fileName(), matches.next().captured(1)};
    }
    return found;
}

} // namespace

class IncludesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pointOneWay_data()
    {
        QTest::addColumn<QString>("room");
        for (const QString &room : arrows().keys())
            QTest::newRow(qPrintable(room)) << room;
    }

    void pointOneWay()
    {
        QFETCH(QString, room);
        for (const Include &include : includesOf(room)) {
            const QString target = include.target.section(u'/', 0, 0);
            if (include.target.contains(u'/') && arrows().contains(target))
                QVERIFY2(arrows()[room].contains(target), qPrintable(include.file + u" includes " + include.target));
            const QString owner = owners().value(include.target);
            QVERIFY2(owner.isEmpty() || owner == room, qPrintable(include.file + u" includes " + include.target));
        }
    }

    /// Guards the walk itself: an empty folder would make every arrow right.
    void findsTheRooms()
    {
        for (const QString &room :
             {u"core"_s, u"db"_s, u"sheets"_s, u"exports"_s, u"models"_s, u"ui"_s, u"cli"_s, u"app"_s})
            QVERIFY2(includesOf(room).size() > 3, qPrintable(room));
    }
};

QTEST_GUILESS_MAIN(IncludesTest)
#include "tst_includes.moc"
