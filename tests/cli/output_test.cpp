// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/harness.h"
#include "cli/sentences.h"
#include "core/failure_names.h"

#include <QBuffer>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace scrip {

/// A pipe that nobody reads any more, after `room` bytes.
class ClosedPipe : public QIODevice
{
public:
    explicit ClosedPipe(qint64 room)
        : m_room(room)
    {
        open(QIODevice::WriteOnly | QIODevice::Unbuffered);
    }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *, qint64 size) override
    {
        if (m_room < size) {
            setErrorString(u"Broken pipe"_s);
            return -1;
        }
        m_room -= size;
        return size;
    }

private:
    qint64 m_room;
};

class OutputTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aClosedPipeIsAFailure_data();
    void aClosedPipeIsAFailure();
    void theWriteStaysDefinite();
    void errorObjects();
    void aDefectIsToldWithItsRequest();
    void everyNameHasASentence();
    void sentencesForPeople();
    void noColoursButOnATerminal();
    void oneLineUnlessOnATerminal();

private:
    static int callOn(QIODevice &out, FakeGateway &gateway, const char *words, QByteArray *err = nullptr);
};

int OutputTest::callOn(QIODevice &out, FakeGateway &gateway, const char *words, QByteArray *err)
{
    cli::SheetStudio sheets;
    QBuffer in;
    QBuffer errors(err);
    in.open(QIODevice::ReadOnly);
    errors.open(QIODevice::WriteOnly);
    return cli::run(QString::fromUtf8(words).split(u' '), gateway, sheets, {&in, &out, &errors, false, {}});
}

void OutputTest::aClosedPipeIsAFailure_data()
{
    QTest::addColumn<QString>("words");
    for (const char *words : {"event list", "event list --all", "event list --table", "--help", "--version",
                              "sheet templates --all", "doctor", "completion bash", "migrate --print-sql"})
        QTest::newRow(words) << QString::fromUtf8(words);
}

void OutputTest::aClosedPipeIsAFailure()
{
    QFETCH(QString, words);
    FakeGateway gateway;
    ClosedPipe out(0);
    QByteArray err;
    QCOMPARE(callOn(out, gateway, words.toUtf8().constData(), &err), 1);
    QVERIFY2(err.contains("could not be written"), err.constData());
}

void OutputTest::theWriteStaysDefinite()
{
    FakeGateway gateway;
    ClosedPipe out(0);
    QCOMPARE(callOn(out, gateway, "setting set issuer x"), 1);
    QCOMPARE(gateway.log.writes.size(), 1);
}

void OutputTest::errorObjects()
{
    Failure failure = Failure::named(u"unknown_outcome"_s, u"The answer was lost."_s);
    failure.key = u"k"_s;
    failure.requestId = u"r"_s;
    const QJsonObject error = cli::errorObject(cli::explained(failure));
    for (const char *field : {"name", "message", "field", "hint", "request_id", "key"})
        QVERIFY2(error.contains(QLatin1StringView(field)), field);
    QVERIFY(error["field"_L1].isNull());
    QCOMPARE(error["request_id"_L1].toString(), u"r"_s);
    QCOMPARE(error["key"_L1].toString(), u"k"_s);
}

void OutputTest::aDefectIsToldWithItsRequest()
{
    Failure failure = Failure::named(u"internal"_s, u"It broke."_s);
    failure.requestId = u"r-1"_s;
    QVERIFY(cli::errorSentence(failure).contains(u"r-1"_s));
    // Where nothing has to be reported it would only be in the way.
    Failure refused = Failure::named(u"busy"_s, u"It is held."_s);
    refused.requestId = u"r-1"_s;
    QVERIFY(!cli::errorSentence(refused).contains(u"r-1"_s));
}

void OutputTest::everyNameHasASentence()
{
    for (const QString &name : failureNames()) {
        const Failure told = cli::explained(Failure::named(name, {}));
        QVERIFY2(!told.message.isEmpty(), qPrintable(name));
    }
    QCOMPARE(cli::explained(Failure{}).name, u"internal"_s);
    Failure cancelled;
    cancelled.kind = FailureKind::Cancelled;
    QVERIFY(failureNames().contains(cli::explained(cancelled).name));
}

void OutputTest::sentencesForPeople()
{
    CliHarness harness;
    harness.terminal = true;
    harness.gateway.log.fail = Failure::named(u"stale_version"_s, u"Somebody \x1b[31mchanged this."_s);
    const CliCall call = harness.call("event show 000000000001");
    QVERIFY(call.err.startsWith("scrip: Somebody "));
    QVERIFY(!call.err.contains('\x1b'));
    QVERIFY(call.err.contains("\n       "));
    QVERIFY(call.out.isEmpty());
}

void OutputTest::noColoursButOnATerminal()
{
    CliHarness harness;
    QVERIFY(!harness.call("event list --table").out.contains('\x1b'));
    harness.terminal = true;
    QVERIFY(harness.call("event list").out.contains('\x1b'));
    harness.environment.insert(u"NO_COLOR"_s, u"1"_s);
    QVERIFY(!harness.call("event list").out.contains('\x1b'));
}

void OutputTest::oneLineUnlessOnATerminal()
{
    CliHarness harness;
    QCOMPARE(harness.call("event show 000000000001").out.count('\n'), 1);
    harness.terminal = true;
    QVERIFY(harness.call("event show 000000000001 --json").out.count('\n') > 10);
}

} // namespace scrip

QTEST_GUILESS_MAIN(scrip::OutputTest)
#include "output_test.moc"
