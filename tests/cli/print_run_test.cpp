// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/fake_gateway.h"
#include "sheets/print_codes.h"
#include "sheets/print_run.h"
#include "sheets/template_catalogue.h"

#include <QBuffer>
#include <QPdfWriter>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace scrip {

class PrintRunTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void printsAndRecords();
    void leavesOutWhatCannotBeClaimed();
    void nothingLeftToPrint();
    void aFailedRecordLeavesNoFile();
    void aFailedFileLeavesNoRecord_data();
    void aFailedFileLeavesNoRecord();
    void refusesBeforeRevealing_data();
    void refusesBeforeRevealing();
    void reprints();
    void aRepeatedCallIsJudgedByTheDatabase();
    void warns();
    void cancelling();
    void onADevice();
    void aDeviceIsAbandoned();
    void onItsOwnThread();
    void serialsAsRanges_data();
    void serialsAsRanges();

private:
    static PrintRequest request(int from = 0, int to = 0);
    QString file(const char *name) const { return m_dir.filePath(QString::fromLatin1(name)); }

    QTemporaryDir m_dir;
};

PrintRequest PrintRunTest::request(int from, int to)
{
    PrintRequest request;
    request.batch = batchIdOf(1);
    request.stock = *TemplateCatalogue::builtIn().find(u"avery-l7160"_s);
    request.from = from;
    request.to = to;
    request.context = {u"key"_s, u"bob"_s, {}};
    return request;
}

void PrintRunTest::printsAndRecords()
{
    FakeGateway gateway;
    qint64 last = 0;
    JobControl control([&](qint64 done, qint64) { last = done; });
    const auto outcome = PrintRun(gateway.stores(), request()).toPdf(file("all.pdf"), false, control);
    QVERIFY2(outcome.ok(), qPrintable(outcome.ok() ? QString() : outcome.failure().message));
    QCOMPARE(outcome->labels, 30);
    QCOMPARE(outcome->pages, 2);
    QCOMPARE(outcome->first, 1);
    QCOMPARE(outcome->last, 30);
    QCOMPARE(last, 30);
    QCOMPARE(outcome->warnings, QStringList());
    const PrintRecord &record = gateway.batches.records.first();
    QCOMPARE(record.sheetHash, outcome->sheetHash);
    QCOMPARE(record.templateId, u"avery-l7160"_s);
    QCOMPARE(record.destination, u"pdf"_s);
    QCOMPARE(gateway.codes.reveals.first().purpose, u"print"_s);
    QCOMPARE(gateway.codes.reveals.first().as, u"bob"_s);
    QCOMPARE(QFile(file("all.pdf")).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void PrintRunTest::leavesOutWhatCannotBeClaimed()
{
    FakeGateway gateway;
    gateway.codes.codes[0].state = CodeState::Claimed;
    for (int i : {6, 7, 8, 12})
        gateway.codes.codes[i].state = CodeState::Disabled;
    gateway.codes.codes[29].state = CodeState::Reissued;
    JobControl control;
    const auto outcome = PrintRun(gateway.stores(), request()).toPdf(file("some.pdf"), false, control);
    QVERIFY(outcome.ok());
    QCOMPARE(outcome->labels, 24);
    QCOMPARE(outcome->first, 2);
    QCOMPARE(outcome->last, 29);
    QCOMPARE(outcome->warnings.size(), 3);
    QVERIFY(outcome->warnings.at(1).contains(u"7–9, 13"_s));
}

void PrintRunTest::nothingLeftToPrint()
{
    FakeGateway gateway;
    for (RevealedCode &code : gateway.codes.codes)
        code.state = CodeState::Disabled;
    JobControl control;
    const auto outcome = PrintRun(gateway.stores(), request()).toPdf(file("none.pdf"), false, control);
    QCOMPARE(outcome.failure().name, u"invalid_count"_s);
    QVERIFY(!QFile::exists(file("none.pdf")));
    QVERIFY(gateway.batches.records.isEmpty());
}

void PrintRunTest::aFailedRecordLeavesNoFile()
{
    FakeGateway gateway;
    gateway.batches.recordFails = Failure::named(u"unknown_outcome"_s, u"lost"_s);
    QTemporaryDir dir;
    JobControl control;
    const auto outcome = PrintRun(gateway.stores(), request()).toPdf(dir.filePath(u"x.pdf"_s), false, control);
    QCOMPARE(outcome.failure().name, u"unknown_outcome"_s);
    QCOMPARE(QDir(dir.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), QStringList());
}

void PrintRunTest::aFailedFileLeavesNoRecord_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("name");
    QTest::newRow("no folder") << file("nowhere/x.pdf") << u"file_not_written"_s;
    QTest::newRow("a folder") << m_dir.path() << u"file_exists"_s;
    QTest::newRow("proc") << u"/proc/x.pdf"_s << u"file_not_written"_s;
}

void PrintRunTest::aFailedFileLeavesNoRecord()
{
    QFETCH(QString, path);
    QFETCH(QString, name);
    FakeGateway gateway;
    JobControl control;
    const auto outcome = PrintRun(gateway.stores(), request()).toPdf(path, false, control);
    QCOMPARE(outcome.failure().name, name);
    QVERIFY(gateway.batches.records.isEmpty());
}

void PrintRunTest::refusesBeforeRevealing_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<int>("startAt");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("field");
    const int active = int(EventStatus::Active);
    QTest::newRow("archived") << int(EventStatus::Archived) << 0 << 0 << 1 << u"event_archived"_s << u"event"_s;
    QTest::newRow("ended") << int(EventStatus::Ended) << 0 << 0 << 1 << u"claim_deadline_passed"_s << u"event"_s;
    QTest::newRow("behind the batch") << active << 31 << 0 << 1 << u"invalid_count"_s << u"from"_s;
    QTest::newRow("to behind the batch") << active << 1 << 31 << 1 << u"invalid_count"_s << u"to"_s;
    QTest::newRow("turned around") << active << 9 << 3 << 1 << u"invalid_count"_s << u"to"_s;
    QTest::newRow("no such label") << active << 0 << 0 << 22 << u"invalid_count"_s << u"start_at"_s;
}

void PrintRunTest::refusesBeforeRevealing()
{
    QFETCH(int, status);
    QFETCH(int, from);
    QFETCH(int, to);
    QFETCH(int, startAt);
    QFETCH(QString, name);
    QFETCH(QString, field);
    FakeGateway gateway;
    gateway.events.events[0].status = EventStatus(status);
    PrintRequest asked = request(from, to);
    asked.startAt = startAt;
    JobControl control;
    const auto outcome = PrintRun(gateway.stores(), asked).toPdf(file("never.pdf"), false, control);
    QCOMPARE(outcome.failure().name, name);
    QCOMPARE(outcome.failure().field, field);
    QVERIFY(gateway.codes.reveals.isEmpty());
    QVERIFY(!QFile::exists(file("never.pdf")));
}

void PrintRunTest::reprints()
{
    FakeGateway gateway;
    JobControl control;
    QVERIFY(PrintRun(gateway.stores(), request(1, 10)).toPdf(file("first.pdf"), false, control).ok());
    const qsizetype reveals = gateway.codes.reveals.size();
    QCOMPARE(PrintRun(gateway.stores(), request(10, 12)).toPdf(file("again.pdf"), false, control).failure().name,
             u"already_printed"_s);
    QCOMPARE(gateway.codes.reveals.size(), reveals);
    PrintRequest again = request(10, 12);
    again.reprint = true;
    QCOMPARE(PrintRun(gateway.stores(), again).toPdf(file("again.pdf"), false, control).failure().name,
             u"reason_required"_s);
    again.context.reason = u"jammed"_s;
    PrintRun run(gateway.stores(), again);
    QVERIFY(run.toPdf(file("again.pdf"), false, control).ok());
    QCOMPARE(run.job().reprint, 1);
    QVERIFY(gateway.batches.records.last().reprint);
    QVERIFY(PrintRun(gateway.stores(), request(11, 20)).toPdf(file("b.pdf"), false, control).failure().name ==
            u"already_printed");
}

void PrintRunTest::aRepeatedCallIsJudgedByTheDatabase()
{
    FakeGateway gateway;
    JobControl control;
    QVERIFY(PrintRun(gateway.stores(), request()).toPdf(file("replay.pdf"), false, control).ok());
    PrintRequest again = request();
    again.mayBeReplay = true;
    const auto outcome = PrintRun(gateway.stores(), again).toPdf(file("replay.pdf"), true, control);
    QVERIFY(outcome.ok());
    QVERIFY(outcome->replayed);
    QCOMPARE(gateway.batches.records.at(0).sheetHash, gateway.batches.records.at(1).sheetHash);
}

void PrintRunTest::warns()
{
    FakeGateway gateway;
    gateway.events.events[0].status = EventStatus::Paused;
    gateway.administration.now.now = gateway.events.events[0].creditExpiresAt.addSecs(-3600);
    gateway.batches.batches[0].state = BatchState::Minting;
    gateway.batches.batches[0].requested = 100;
    JobControl control;
    const auto outcome = PrintRun(gateway.stores(), request()).toPdf(file("warned.pdf"), false, control);
    QVERIFY(outcome.ok());
    QCOMPARE(outcome->warnings.size(), 3);
    QVERIFY(outcome->warnings.join(u' ').contains(u"30 of 100"_s));
}

void PrintRunTest::cancelling()
{
    FakeGateway gateway;
    JobControl before;
    before.cancel();
    QVERIFY(PrintRun(gateway.stores(), request()).toPdf(file("c.pdf"), false, before).failure().kind ==
            FailureKind::Cancelled);
    JobControl *running = nullptr;
    JobControl during([&](qint64, qint64) { running->cancel(); });
    running = &during;
    const Failure cancelled = PrintRun(gateway.stores(), request()).toPdf(file("c.pdf"), false, during).failure();
    QCOMPARE(cancelled.kind, FailureKind::Cancelled);
    QCOMPARE(cancelled.name, u"file_not_written"_s);
    QVERIFY(!QFile::exists(file("c.pdf")));
    QVERIFY(gateway.batches.records.isEmpty());
}

void PrintRunTest::onADevice()
{
    FakeGateway gateway;
    QBuffer paper;
    paper.open(QIODevice::WriteOnly);
    JobControl control;
    {
        QPdfWriter printer(&paper);
        printer.setResolution(600);
        bool abandoned = false;
        const auto outcome =
            PrintRun(gateway.stores(), request()).toDevice(printer, u"Office"_s, control, [&] { abandoned = true; });
        QVERIFY(outcome.ok());
        QVERIFY(!abandoned);
        QCOMPARE(outcome->labels, 30);
        QCOMPARE(outcome->pages, 2);
        QCOMPARE(gateway.batches.records.first().destination, u"Office"_s);
        QCOMPARE(gateway.batches.records.first().sheetHash, outcome->sheetHash);
    }
    QVERIFY(paper.data().startsWith("%PDF"));
    QCOMPARE(paper.data().count("/Type /Page\n") + paper.data().count("/Type /Page "), 2);
}

void PrintRunTest::aDeviceIsAbandoned()
{
    FakeGateway gateway;
    gateway.batches.recordFails = Failure::named(u"busy"_s, {});
    QBuffer paper;
    paper.open(QIODevice::WriteOnly);
    QPdfWriter printer(&paper);
    JobControl control;
    bool abandoned = false;
    const auto outcome =
        PrintRun(gateway.stores(), request()).toDevice(printer, u"Office"_s, control, [&] { abandoned = true; });
    QCOMPARE(outcome.failure().name, u"busy"_s);
    QVERIFY(abandoned);
}

void PrintRunTest::onItsOwnThread()
{
    FakeGateway gateway;
    QObject context;
    std::optional<Result<PrintOutcome>> answer;
    onDone(&context,
           printToPdf(gateway.stores(), request(), file("thread.pdf"), false, std::make_shared<JobControl>()),
           [&](const Result<PrintOutcome> &result) { answer = result; });
    QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 20'000);
    QVERIFY(answer->ok());
    QVERIFY(QFile::exists(file("thread.pdf")));
}

void PrintRunTest::serialsAsRanges_data()
{
    QTest::addColumn<QList<qint32>>("serials");
    QTest::addColumn<QString>("text");
    QTest::newRow("one") << QList<qint32>{3} << u"3"_s;
    QTest::newRow("mixed") << QList<qint32>{1, 3, 4, 5, 9, 10} << u"1, 3–5, 9–10"_s;
    QTest::newRow("none") << QList<qint32>{} << u""_s;
    QList<qint32> many;
    for (qint32 i = 0; i < 50; ++i)
        many << i * 2;
    QTest::newRow("many") << many
                          << u"0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36, 38, …"_s;
}

void PrintRunTest::serialsAsRanges()
{
    QFETCH(QList<qint32>, serials);
    QFETCH(QString, text);
    QCOMPARE(serialRanges(serials), text);
}

} // namespace scrip

QTEST_MAIN(scrip::PrintRunTest)
#include "print_run_test.moc"
