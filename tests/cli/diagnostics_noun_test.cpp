// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/harness.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace scrip {

/// The file for whoever is to help: everything they need, and nothing that has to stay here.
class DiagnosticsNounTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QFile::remove(path()); }
    void tells();
    void isPrivateAndWhole();
    void tellsNoSecrets();
    void writesWithoutADatabase();
    void namesWhatCouldNotBeRead();
    void anUnreadableTargetIsNotQuoted();
    void refusesBeforeAnythingIsAsked();

private:
    [[nodiscard]] QString path() const { return m_dir.filePath(u"diagnostics.json"_s); }
    [[nodiscard]] QByteArray text() const
    {
        QFile file(path());
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] QJsonObject report() const { return QJsonDocument::fromJson(text()).object(); }
    CliCall written(CliHarness &harness, const QStringList &more = {})
    {
        return harness.call(QStringList{u"diagnostics"_s, u"--output"_s, path()} + more);
    }

    QTemporaryDir m_dir;
};

void DiagnosticsNounTest::tells()
{
    CliHarness harness;
    harness.environment.insert(u"PGSSLMODE"_s, u"require"_s);
    harness.environment.insert(u"HOME"_s, u"/home/mara"_s);
    const CliCall call = written(harness);
    QVERIFY2(call.status == 0, call.err.constData());
    QCOMPARE(call.object()["file"_L1].toString(), path());
    QVERIFY(call.object()["unread"_L1].toArray().isEmpty());
    const QJsonObject told = report();
    QCOMPARE(told.keys(),
             (QStringList{u"at"_s, u"connection"_s, u"doctor"_s, u"maintenance"_s, u"program"_s, u"recent_failures"_s,
                          u"schema"_s, u"session"_s, u"settings"_s, u"unread"_s, u"variables"_s}));
    QCOMPARE(told["program"_L1]["qt"_L1].toString(), QString::fromLatin1(qVersion()));
    QCOMPARE(told["variables"_L1].toArray(), QJsonArray{u"PGSSLMODE"_s});
    QCOMPARE(told["connection"_L1]["stages"_L1].toArray().size(), 7);
    QCOMPARE(told["settings"_L1].toArray().first()["name"_L1].toString(), u"default_prefix"_s);
    QVERIFY(told["doctor"_L1]["checks"_L1].isArray());
    QVERIFY(harness.gateway.administration.quick);
    QVERIFY(told["schema"_L1]["version"_L1].isDouble());
}

void DiagnosticsNounTest::isPrivateAndWhole()
{
    CliHarness harness;
    written(harness);
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QCOMPARE(QFile(path()).permissions() & others, QFile::Permissions());
    QCOMPARE(written(harness).errorName(), u"file_exists"_s);
    QCOMPARE(written(harness, {u"--overwrite"_s}).status, 0);
}

void DiagnosticsNounTest::tellsNoSecrets()
{
    CliHarness harness;
    for (const QString &name : {u"PGPASSWORD"_s, u"PGPASSFILE"_s, u"PGOPTIONS"_s, u"SCRIP_DB"_s, u"SCRIP_OTHER"_s})
        harness.environment.insert(name, u"hush-"_s + name);
    QCOMPARE(written(harness).status, 0);
    QVERIFY2(!text().contains("hush"), text().constData());
    QVERIFY(text().contains("PGPASSWORD")); // that it is set is worth knowing
}

void DiagnosticsNounTest::writesWithoutADatabase()
{
    CliHarness harness;
    harness.gateway.cluster.running = false;
    const CliCall call = written(harness);
    QCOMPARE(call.status, 0);
    QCOMPARE(call.object()["unread"_L1].toArray().size(), 2);
    QVERIFY(report()["connection"_L1].isNull());
    QVERIFY(!report().contains(u"session"_s));
    QCOMPARE(report()["unread"_L1].toArray().last()["part"_L1].toString(), u"database"_s);
    QCOMPARE(report()["unread"_L1].toArray().last()["name"_L1].toString(), u"connection_failed"_s);
}

void DiagnosticsNounTest::namesWhatCouldNotBeRead()
{
    CliHarness harness;
    harness.gateway.log.fail = Failure::named(u"not_permitted"_s, u"Not you."_s);
    QCOMPARE(written(harness).status, 0);
    QVERIFY(report()["unread"_L1].toArray().size() > 2);
    QVERIFY(report().contains(u"program"_s));
}

void DiagnosticsNounTest::anUnreadableTargetIsNotQuoted()
{
    CliHarness harness;
    harness.gateway.refuses =
        Failure::named(u"usage"_s, u"The connection cannot be read."_s, u"db"_s, u"invalid port: hush"_s);
    QCOMPARE(written(harness).status, 0);
    QVERIFY2(!text().contains("hush"), text().constData());
    QVERIFY(text().contains("The connection cannot be read."));
}

void DiagnosticsNounTest::refusesBeforeAnythingIsAsked()
{
    CliHarness harness;
    QCOMPARE(harness.call("diagnostics").status, 2);
    QCOMPARE(harness.call({u"diagnostics"_s, u"--output"_s, u""_s}).status, 2);
    QCOMPARE(harness.call({u"diagnostics"_s, u"--output"_s, u"/no/such/folder/x"_s}).errorName(),
             u"file_not_written"_s);
    QVERIFY(harness.gateway.book.tested.isEmpty());
    QVERIFY(harness.gateway.opened.program.isEmpty());
}

} // namespace scrip

QTEST_GUILESS_MAIN(scrip::DiagnosticsNounTest)
#include "diagnostics_noun_test.moc"
