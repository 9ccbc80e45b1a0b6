// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/harness.h"

#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace scrip {

/// Verifying the audit, and the anchors it is compared with.
class AuditNounTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QFile::remove(path()); }
    void verifies();
    void writesAnAnchor();
    void writesItWholeOrNotAtAll();
    void neverReplacesUnasked();
    void verifiesAgainstAnAnchor();
    void refusesWhatIsNoAnchor_data();
    void refusesWhatIsNoAnchor();

private:
    [[nodiscard]] QString path() const { return m_dir.filePath(u"anchor.json"_s); }
    [[nodiscard]] QByteArray written() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    CliCall anchor(CliHarness &harness, const QStringList &more = {}) const
    {
        return harness.call(QStringList{u"audit"_s, u"anchor"_s, u"--output"_s, path()} + more);
    }
    CliCall verify(CliHarness &harness, const QString &file) const
    {
        return harness.call({u"audit"_s, u"verify"_s, u"--anchor"_s, file});
    }

    QTemporaryDir m_dir;
};

void AuditNounTest::verifies()
{
    CliHarness harness;
    const CliCall good = harness.call("audit verify");
    QCOMPARE(good.status, 0);
    QVERIFY(good.object()["first_bad"_L1].isNull());
    QVERIFY(!harness.gateway.administration.against);
    harness.gateway.administration.verdict.ok = false;
    harness.gateway.administration.verdict.firstBad = QJsonObject{
        {u"kind"_s, u"seal"_s}, {u"id"_s, 4}, {u"problem"_s, u"missing"_s}, {u"message"_s, u"Seal 4 is gone."_s}};
    const CliCall bad = harness.call("audit verify");
    QCOMPARE(bad.status, 1);
    QCOMPARE(bad.object()["ok"_L1].toBool(true), false);
    QCOMPARE(bad.object()["first_bad"_L1]["id"_L1].toInt(), 4);
    QVERIFY(bad.err.isEmpty());
    const CliCall told = harness.call("audit verify --table");
    QCOMPARE(told.status, 1);
    QVERIFY2(told.out.contains("Seal 4 is gone."), told.out.constData());
    QVERIFY(!told.out.contains("missing"));
}

void AuditNounTest::writesAnAnchor()
{
    CliHarness harness;
    const CliCall call = anchor(harness);
    QCOMPARE(call.status, 0);
    QCOMPARE(call.object()["file"_L1].toString(), path());
    QCOMPARE(call.object()["seal"_L1].toInt(), 3);
    const auto read = readAnchor(written());
    QVERIFY(read);
    QVERIFY(*read == harness.gateway.administration.newest);
    QCOMPARE(QFile::permissions(path()) &
                 (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
             QFile::Permissions());
}

void AuditNounTest::writesItWholeOrNotAtAll()
{
    CliHarness harness;
    harness.gateway.log.fail = Failure::named(u"not_permitted"_s, {});
    QCOMPARE(anchor(harness).status, 5);
    QVERIFY(!QFile::exists(path()));
    QCOMPARE(QDir(m_dir.path()).entryList(QDir::Files | QDir::Hidden).size(), 0);
    CliHarness other;
    const QString nowhere = m_dir.filePath(u"no/such/folder"_s);
    QCOMPARE(other.call({u"audit"_s, u"anchor"_s, u"--output"_s, nowhere}).errorName(), u"file_not_written"_s);
    QCOMPARE(other.call({u"audit"_s, u"anchor"_s, u"--output"_s, u""_s}).status, 2);
    QCOMPARE(other.call("audit anchor").status, 2);
}

void AuditNounTest::neverReplacesUnasked()
{
    CliHarness harness;
    QCOMPARE(anchor(harness).status, 0);
    harness.gateway.administration.newest.seal = 9;
    const CliCall again = anchor(harness);
    QCOMPARE(again.errorName(), u"file_exists"_s);
    QCOMPARE(again.status, 1);
    QCOMPARE(readAnchor(written())->seal, 3);
    QCOMPARE(anchor(harness, {u"--overwrite"_s}).status, 0);
    QCOMPARE(readAnchor(written())->seal, 9);
}

void AuditNounTest::verifiesAgainstAnAnchor()
{
    CliHarness harness;
    QCOMPARE(anchor(harness).status, 0);
    QCOMPARE(verify(harness, path()).status, 0);
    QVERIFY(harness.gateway.administration.against == harness.gateway.administration.newest);
}

void AuditNounTest::refusesWhatIsNoAnchor_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("name");
    QTest::newRow("no file") << QByteArray() << u"usage"_s;
    QTest::newRow("text") << QByteArray("anchor") << u"invalid_body"_s;
    QTest::newRow("without a root") << QByteArray(R"({"seal": 1})") << u"invalid_body"_s;
    QTest::newRow("endless") << QByteArray(100'000, ' ') + "{}" << u"invalid_body"_s;
}

void AuditNounTest::refusesWhatIsNoAnchor()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, name);
    if (!content.isEmpty()) {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    CliHarness harness;
    const CliCall call = verify(harness, path());
    QCOMPARE(call.status, 2);
    QCOMPARE(call.errorName(), name);
    QCOMPARE(call.error()["field"_L1].toString(), u"anchor"_s);
    QVERIFY(harness.gateway.log.calls.isEmpty());
}

} // namespace scrip

QTEST_GUILESS_MAIN(scrip::AuditNounTest)
#include "audit_noun_test.moc"
