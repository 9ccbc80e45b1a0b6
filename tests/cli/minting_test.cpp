// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/harness.h"

#include <QtTest>

#include <csignal>
#include <thread>

using namespace Qt::StringLiterals;

namespace scrip {

/// Ctrl-C while codes are minted.
class MintingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ctrlCKeepsWhatIsThere_data();
    void ctrlCKeepsWhatIsThere();
    void theHandlerGoesAgain();
};

void MintingTest::ctrlCKeepsWhatIsThere_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void MintingTest::ctrlCKeepsWhatIsThere()
{
    QFETCH(int, number);
    CliHarness harness;
    harness.gateway.batches.stopAtChunk = true;
    std::signal(number, SIG_IGN); // a signal sent before the call listens must not end the test
    std::jthread impatient([number](const std::stop_token &stop) {
        while (!stop.stop_requested()) {
            ::kill(::getpid(), number);
            std::this_thread::yield();
        }
    });
    const CliCall call = harness.call("code generate --event 000000000001 --count 50000 --key k1");
    impatient.request_stop();
    impatient.join();
    QCOMPARE(call.status, 4);
    QVERIFY(call.out.isEmpty());
    QCOMPARE(call.errorName(), u"unknown_outcome"_s);
    QCOMPARE(call.error()["key"_L1].toString(), u"k1"_s);
    QVERIFY(call.error()["hint"_L1].toString().contains(u"--key k1"_s));
    QVERIFY(call.error()["message"_L1].toString().contains(u"10000 of 50000"_s));
    QCOMPARE(call.error()["detail"_L1].toObject()["batch"_L1].toObject()["count"_L1].toInt(), 10000);
}

void MintingTest::theHandlerGoesAgain()
{
    std::signal(SIGINT, SIG_IGN);
    CliHarness harness;
    harness.call("code generate --event 000000000001 --count 5");
    struct sigaction now = {};
    sigaction(SIGINT, nullptr, &now);
    QVERIFY(now.sa_handler == SIG_IGN);
    std::signal(SIGINT, SIG_DFL);
}

} // namespace scrip

QTEST_GUILESS_MAIN(scrip::MintingTest)
#include "minting_test.moc"
