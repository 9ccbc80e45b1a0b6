// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/sandbox_process.h"

#include <QJsonArray>
#include <QtTest>

#include <csignal>

using namespace Qt::StringLiterals;

namespace scrip {

/// Clients that die, are interrupted, or work at the same time: a batch has exactly what was asked for.
class CliMintingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aKilledClientIsFinishedUnderTheSameKey();
    void anInterruptedClientSaysHowToGoOn();
    void twoClientsAtOnce();
    void twoClientsUnderOneKey();
    void cleanup();

private:
    QStringList generate(int count, const QString &key) const;
    [[nodiscard]] QJsonObject onlyBatch() const;
    /// Waits until some codes of the batch are there, but not all of them.
    bool waitForSome(const QProcess &client) const;

    static constexpr int many = 200'000;
    SandboxProcess m_scrip;
    QString m_event;
};

void CliMintingTest::init()
{
    m_event =
        m_scrip.call("event create --name Mint --amount 1 --credit-expires 2030-01-01").object()["id"_L1].toString();
    QVERIFY(!m_event.isEmpty());
}

void CliMintingTest::cleanup()
{
    const ProgramCall doctor = m_scrip.call("doctor --quick");
    QVERIFY2(doctor.status == 0, doctor.told().constData());
}

QStringList CliMintingTest::generate(int count, const QString &key) const
{
    return {u"code"_s, u"generate"_s, u"--event"_s, m_event, u"--count"_s, QString::number(count), u"--key"_s, key};
}

QJsonObject CliMintingTest::onlyBatch() const
{
    const ProgramCall list = m_scrip.call({u"batch"_s, u"list"_s, u"--event"_s, m_event});
    const QJsonArray items = list.object()["items"_L1].toArray();
    return items.size() == 1 ? items.first().toObject() : QJsonObject();
}

bool CliMintingTest::waitForSome(const QProcess &client) const
{
    while (client.state() == QProcess::Running) {
        const int count = onlyBatch()["count"_L1].toInt();
        if (count > 0)
            return count < many;
        QCoreApplication::processEvents();
    }
    return false;
}

void CliMintingTest::aKilledClientIsFinishedUnderTheSameKey()
{
    const auto client = m_scrip.begin(generate(many, u"killed"_s));
    QVERIFY(client->waitForStarted());
    QVERIFY(waitForSome(*client));
    client->kill(); // SIGKILL
    QVERIFY(client->waitForFinished());
    QCOMPARE(client->exitStatus(), QProcess::CrashExit);
    const int kept = onlyBatch()["count"_L1].toInt();
    QVERIFY2(kept < many, "the client was killed too late to prove anything");

    const ProgramCall again = m_scrip.call(generate(many, u"killed"_s));
    QVERIFY2(again.status == 0, again.err.constData());
    QCOMPARE(again.object()["batch"_L1].toObject()["count"_L1].toInt(), many);
    QCOMPARE(again.object()["batch"_L1].toObject()["state"_L1].toString(), u"complete"_s);
    const QJsonObject event = m_scrip.call({u"event"_s, u"show"_s, m_event}).object();
    QCOMPARE(event["codes"_L1].toObject()["total"_L1].toInt(), many);
    QCOMPARE(event["batches"_L1].toInt(), 1);
    QCOMPARE(
        m_scrip.sql(u"DO $$ BEGIN ASSERT (SELECT count(*) FROM credit_event_codes WHERE credit_event_id = '%1') = "
                    "%2; END $$"_s.arg(m_event)
                        .arg(many)),
        QByteArray());
}

void CliMintingTest::anInterruptedClientSaysHowToGoOn()
{
    const auto client = m_scrip.begin(generate(many, u"interrupted"_s));
    QVERIFY(client->waitForStarted());
    QVERIFY(waitForSome(*client));
    QCOMPARE(::kill(pid_t(client->processId()), SIGINT), 0);
    QVERIFY(client->waitForFinished(60'000));
    QCOMPARE(client->exitStatus(), QProcess::NormalExit);
    QCOMPARE(client->exitCode(), 4);
    QVERIFY(client->readAllStandardOutput().isEmpty());
    const QJsonObject error = QJsonDocument::fromJson(client->readAllStandardError()).object()["error"_L1].toObject();
    QCOMPARE(error["name"_L1].toString(), u"unknown_outcome"_s);
    QCOMPARE(error["key"_L1].toString(), u"interrupted"_s);
    const int kept = error["detail"_L1].toObject()["batch"_L1].toObject()["count"_L1].toInt();
    QCOMPARE(onlyBatch()["count"_L1].toInt(), kept);
    QVERIFY(kept > 0 && kept < many && kept % 10'000 == 0);
    const ProgramCall again = m_scrip.call(generate(many, u"interrupted"_s));
    QVERIFY2(again.status == 0, again.err.constData());
    QCOMPARE(onlyBatch()["count"_L1].toInt(), many);
}

void CliMintingTest::twoClientsAtOnce()
{
    const auto first = m_scrip.begin(generate(40'000, u"a"_s));
    const auto second = m_scrip.begin(generate(30'000, u"b"_s));
    for (QProcess *client : {first.get(), second.get()}) {
        QVERIFY(client->waitForFinished(120'000));
        QCOMPARE(client->exitCode(), 0);
    }
    const QJsonObject event = m_scrip.call({u"event"_s, u"show"_s, m_event}).object();
    QCOMPARE(event["codes"_L1].toObject()["total"_L1].toInt(), 70'000);
    const QJsonArray batches =
        m_scrip.call({u"batch"_s, u"list"_s, u"--event"_s, m_event}).object()["items"_L1].toArray();
    QSet<int> numbers;
    for (const auto &batch : batches)
        numbers << batch.toObject()["number"_L1].toInt();
    QCOMPARE(numbers, (QSet<int>{1, 2}));
}

void CliMintingTest::twoClientsUnderOneKey()
{
    const auto first = m_scrip.begin(generate(40'000, u"same"_s));
    const auto second = m_scrip.begin(generate(40'000, u"same"_s));
    QStringList ids;
    for (QProcess *client : {first.get(), second.get()}) {
        QVERIFY(client->waitForFinished(120'000));
        QVERIFY2(client->exitCode() == 0, client->readAllStandardError().constData());
        const QJsonObject answer = QJsonDocument::fromJson(client->readAllStandardOutput()).object();
        ids << answer["batch"_L1].toObject()["id"_L1].toString();
    }
    QCOMPARE(ids.first(), ids.last());
    QCOMPARE(onlyBatch()["count"_L1].toInt(), 40'000);
}

} // namespace scrip

QTEST_GUILESS_MAIN(scrip::CliMintingTest)
#include "cli_minting_test.moc"
