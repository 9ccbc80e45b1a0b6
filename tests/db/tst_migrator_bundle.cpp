// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/sql_bundle.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace scrip;

/// The SQL that travels inside the program.
class TestMigratorBundle : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void migrationsAreNumberedWithoutGaps();
    void functionsComeInTheOrderOfTheirNames();
    void checksumFollowsTheText();
    void rightsAreReadFromTheGrants();
    void everythingIsThere_data();
    void everythingIsThere();
    void schemaIsFilledIn();
};

void TestMigratorBundle::migrationsAreNumberedWithoutGaps()
{
    const QList<SqlFile> files = SqlBundle().migrations();
    QVERIFY(files.size() >= 5);
    for (qsizetype i = 0; i < files.size(); ++i)
        QCOMPARE(files.at(i).number, static_cast<int>(i) + 1);
    QCOMPARE(SqlBundle().version(), static_cast<int>(files.size()));
}

void TestMigratorBundle::functionsComeInTheOrderOfTheirNames()
{
    const QList<SqlFile> files = SqlBundle().functions();
    QCOMPARE(files.first().name, u"00_drop"_s);
    QCOMPARE(files.last().name, u"99_finish"_s);
    for (qsizetype i = 1; i < files.size(); ++i)
        QVERIFY(files.at(i - 1).name < files.at(i).name);
}

void TestMigratorBundle::checksumFollowsTheText()
{
    const QList<SqlFile> files = SqlBundle().migrations();
    QCOMPARE(files.at(0).checksum.size(), 64);
    QVERIFY(files.at(0).checksum != files.at(1).checksum);
    QCOMPARE(files.at(0).checksum, SqlBundle().migrations().at(0).checksum);
    QVERIFY(SqlBundle().functionsChecksum(u"public"_s) != SqlBundle().functionsChecksum(u"billing"_s));
}

void TestMigratorBundle::rightsAreReadFromTheGrants()
{
    const QStringList rights = SqlBundle().billingRights();
    QVERIFY(rights.contains(u"credit_events UPDATE"_s));
    QVERIFY(rights.contains(u"credit_event_codes INSERT"_s));
    // The list is found by its form in the file: as many pairs as the file grants, and nothing else.
    const QString file = SqlBundle().text(u"functions/01_grants.sql"_s);
    QCOMPARE(rights.size(), file.section(u"ARRAY["_s, 1).section(u"];"_s, 0, 0).count(u'\'') / 4);
}

void TestMigratorBundle::everythingIsThere_data()
{
    QTest::addColumn<QString>("path");
    for (const QString &path : {u"sandbox/billing.sql"_s, u"sandbox/clock.sql"_s, u"sandbox/backend.sql"_s,
                                u"sandbox/demo.sql"_s, u"remove.sql"_s, u"migrations/0001_roles.sql"_s})
        QTest::newRow(qPrintable(path)) << path;
}

void TestMigratorBundle::everythingIsThere()
{
    QFETCH(QString, path);
    QVERIFY(!SqlBundle().text(path).isEmpty());
}

void TestMigratorBundle::schemaIsFilledIn()
{
    QCOMPARE(SqlBundle::forSchema(u"SELECT '@billing@' FROM @billing@.users"_s, u"\"B 2\""_s),
             u"SELECT '\"B 2\"' FROM \"B 2\".users"_s);
    QVERIFY(SqlBundle().text(u"nothing.sql"_s).isEmpty());
}

QTEST_GUILESS_MAIN(TestMigratorBundle)
#include "tst_migrator_bundle.moc"
