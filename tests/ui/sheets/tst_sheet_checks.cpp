// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/fake_ports.h"
#include "ui/testing.h"

#include "sheets/template_catalogue.h"
#include "ui/sheets/checks_panel.h"
#include "ui/sheets/sheet_checks.h"
#include "ui/sheets/sheet_rights.h"
#include "ui/sheets/sheet_words.h"
#include "ui/widgets/figures.h"

using namespace scrip;
using namespace Qt::StringLiterals;

/// What is said about a run before it is printed, and in which words.
class TestSheetChecks : public QObject
{
    Q_OBJECT
private:
    const QDateTime m_now = QDateTime({2026, 11, 21}, {6, 32}, QTimeZone::utc());
    SheetWish m_wish;
    StockFit m_fit;

    [[nodiscard]] QList<CheckLine> checks(const QList<PrintRecord> &reprinted = {}) const;
    static bool says(const QList<CheckLine> &lines, Tone tone, const QString &beginning, const QString &measure = {});
    static LabelTemplate stock(const QString &id) { return TemplateCatalogue::builtIn().find(id).value(); }

private Q_SLOTS:
    void init();
    void aGoodRunHasNothingAgainstIt();
    void theVerdictIsTheWorstOfThem();
    void looksAtTheEvent_data();
    void looksAtTheEvent();
    void anEventThatIsOverBlocks_data();
    void anEventThatIsOverBlocks();
    void warnsWhenClaimingEndsSoon();
    void measuresTheSymbol_data();
    void measuresTheSymbol();
    void aStockWithoutRoomBlocks();
    void saysWhereTheGeometryIsFrom_data();
    void saysWhereTheGeometryIsFrom();
    void tellsOfAnUnfinishedBatch();
    void tellsOfWhatIsLeftOut();
    void tellsOfRunsOnPaper();
    void findsRunsWithinSerials_data();
    void findsRunsWithinSerials();
    void plansAroundWhatIsLeftOut();
    void refusesAPlanWithoutLabels_data();
    void refusesAPlanWithoutLabels();
    void namesStocks_data();
    void namesStocks();
    void countsInWords();
    void explainsFailures_data();
    void explainsFailures();
    void saysWhoMayPrint_data();
    void saysWhoMayPrint();
};

void TestSheetChecks::init()
{
    m_wish = {};
    m_wish.event.name = u"Devcon"_s;
    m_wish.event.amount = Money(25 * Money::unit, Currency(u"USD"_s));
    m_wish.event.status = EventStatus::Active;
    m_wish.event.timeZone = u"UTC"_s;
    m_wish.event.claimUrl = u"https://claim.test/{code}"_s;
    m_wish.event.claimDeadline = m_now.addDays(20);
    m_wish.event.creditExpiresAt = m_now.addDays(90);
    m_wish.batch.number = 3;
    m_wish.batch.prefix = u"NEAR"_s;
    m_wish.batch.groups = 4;
    m_wish.batch.requested = m_wish.batch.count = 480;
    m_wish.batch.state = BatchState::Complete;
    m_wish.stock = stock(u"avery-l7160"_s);
    m_wish.stock.grade = StockGrade::A;
    m_wish.to = 480;
    m_fit = {};
    m_fit.qr = fitQr(m_wish.stock, 33);
    m_fit.qr.verdict = QrVerdict::Ok;
    m_fit.tightestText = 20.4;
    m_fit.tightestRoom = 31.0;
}

QList<CheckLine> TestSheetChecks::checks(const QList<PrintRecord> &reprinted) const
{
    const Result<SheetPlan> plan = SheetPlan::make(m_wish);
    return plan ? checksOf(*plan, m_fit, m_now, reprinted) : QList<CheckLine>();
}

bool TestSheetChecks::says(const QList<CheckLine> &lines, Tone tone, const QString &beginning, const QString &measure)
{
    return std::any_of(lines.cbegin(), lines.cend(), [&](const CheckLine &line) {
        return line.tone == tone && line.text.startsWith(beginning) && (measure.isEmpty() || line.measure == measure);
    });
}

void TestSheetChecks::aGoodRunHasNothingAgainstIt()
{
    const QList<CheckLine> lines = checks();
    QVERIFY(!lines.isEmpty());
    for (const CheckLine &line : lines)
        QVERIFY2(line.tone == Tone::Good || line.tone == Tone::Info, qPrintable(line.text));
    QVERIFY(says(lines, Tone::Good, u"Text fits, tightest line 20.4 mm"_s, u"of 31.0 mm"_s));
    QVERIFY(says(lines, Tone::Info, u"Print at 100 %"_s));
}

void TestSheetChecks::theVerdictIsTheWorstOfThem()
{
    ChecksPanel panel;
    panel.setLines(checks());
    QCOMPARE(panel.verdict(), Tone::Good);
    PrintRecord before;
    before.from = 1;
    before.to = 480;
    panel.setLines(checks({before}));
    QCOMPARE(panel.verdict(), Tone::Warn);
    panel.setLines(checks({before}) + QList<CheckLine>{{Tone::Bad, u"The event is archived"_s, {}}});
    QCOMPARE(panel.verdict(), Tone::Bad);
}

void TestSheetChecks::looksAtTheEvent_data()
{
    QTest::addColumn<EventStatus>("status");
    QTest::addColumn<QString>("warning");
    QTest::newRow("paused") << EventStatus::Paused << u"The event is paused"_s;
    QTest::newRow("awaiting") << EventStatus::AwaitingApproval << u"The event waits for approval"_s;
}

void TestSheetChecks::looksAtTheEvent()
{
    QFETCH(EventStatus, status);
    QFETCH(QString, warning);
    QVERIFY(!says(checks(), Tone::Warn, warning));
    m_wish.event.status = status;
    QVERIFY(says(checks(), Tone::Warn, warning));
}

void TestSheetChecks::anEventThatIsOverBlocks_data()
{
    QTest::addColumn<EventStatus>("status");
    QTest::addColumn<QString>("reason");
    QTest::newRow("archived") << EventStatus::Archived << u"The event is archived"_s;
    QTest::newRow("ended") << EventStatus::Ended << u"The event has ended"_s;
}

void TestSheetChecks::anEventThatIsOverBlocks()
{
    QFETCH(EventStatus, status);
    QFETCH(QString, reason);
    m_wish.event.status = status;
    const QList<CheckLine> lines = checks();
    QCOMPARE(lines.first().tone, Tone::Bad); // what blocks comes first
    QVERIFY(lines.first().text.startsWith(reason));
    QVERIFY(reasonAgainstEventOnPaper(m_wish.event).startsWith(reason));
    m_wish.event.status = EventStatus::Upcoming;
    QCOMPARE(reasonAgainstEventOnPaper(m_wish.event), QString());
}

void TestSheetChecks::warnsWhenClaimingEndsSoon()
{
    m_wish.event.claimDeadline = m_now.addSecs(23 * 3600);
    QVERIFY(says(checks(), Tone::Warn, u"Claiming ends in less than a day"_s, u"23 h left"_s));
    m_wish.event.claimDeadline = m_now.addSecs(24 * 3600 + 1);
    QVERIFY(!says(checks(), Tone::Warn, u"Claiming ends"_s));
    // Without a deadline the credit's end is the end of claiming.
    m_wish.event.claimDeadline = {};
    m_wish.event.creditExpiresAt = m_now.addSecs(90 * 60);
    QVERIFY(says(checks(), Tone::Warn, u"Claiming ends in less than a day"_s, u"90 min left"_s));
}

void TestSheetChecks::measuresTheSymbol_data()
{
    QTest::addColumn<QrVerdict>("verdict");
    QTest::addColumn<Tone>("tone");
    QTest::addColumn<QString>("ending");
    QTest::newRow("ok") << QrVerdict::Ok << Tone::Good << u"cm"_s;
    QTest::newRow("near") << QrVerdict::Near << Tone::Warn << u"close up only"_s;
    QTest::newRow("tight") << QrVerdict::Tight << Tone::Warn << u"use a laser printer"_s;
}

void TestSheetChecks::measuresTheSymbol()
{
    QFETCH(QrVerdict, verdict);
    QFETCH(Tone, tone);
    QFETCH(QString, ending);
    m_fit.qr.verdict = verdict;
    const QList<CheckLine> lines = checks();
    const auto line = std::find_if(lines.cbegin(), lines.cend(),
                                   [](const CheckLine &one) { return one.text.startsWith(u"QR reads to "_s); });
    QVERIFY(line != lines.cend());
    QCOMPARE(line->tone, tone);
    QVERIFY(line->text.endsWith(ending));
    QCOMPARE(line->measure, QString(millimetres(m_fit.qr.moduleMm(), 2) + u" modules"_s));
    m_fit.textOnly = true;
    QVERIFY(says(checks(), Tone::Warn, u"No QR code: printed as text only"_s));
}

void TestSheetChecks::aStockWithoutRoomBlocks()
{
    m_fit.usable = false;
    m_fit.reason = u"On it there is no room."_s;
    const QList<CheckLine> lines = checks();
    QCOMPARE(lines.first(), (CheckLine{Tone::Bad, m_fit.reason, {}}));
    QVERIFY(!says(lines, Tone::Good, u"Text fits"_s)); // nothing is promised beside it
}

void TestSheetChecks::saysWhereTheGeometryIsFrom_data()
{
    QTest::addColumn<StockGrade>("grade");
    QTest::addColumn<Tone>("tone");
    QTest::addColumn<QString>("text");
    QTest::newRow("A") << StockGrade::A << Tone::Good << u"Grade A: sources agree"_s;
    QTest::newRow("B") << StockGrade::B << Tone::Warn << u"Grade B: hold a proof"_s;
    QTest::newRow("C") << StockGrade::C << Tone::Warn << u"Grade C: measure a sheet"_s;
}

void TestSheetChecks::saysWhereTheGeometryIsFrom()
{
    QFETCH(StockGrade, grade);
    QFETCH(Tone, tone);
    QFETCH(QString, text);
    m_wish.stock.grade = grade;
    QVERIFY(says(checks(), tone, text));
    QVERIFY(!gradeWords(grade).isEmpty());
}

void TestSheetChecks::tellsOfAnUnfinishedBatch()
{
    m_wish.batch.state = BatchState::Minting;
    m_wish.batch.requested = 20'000;
    QVERIFY(says(checks(), Tone::Warn, u"The batch is not complete yet"_s, u"480 of "_s + countText(20'000)));
}

void TestSheetChecks::tellsOfWhatIsLeftOut()
{
    m_wish.leftOut = {3, 7, 12};
    QVERIFY(says(checks(), Tone::Info, u"Left out: claimed, disabled or replaced"_s, u"3"_s));
}

void TestSheetChecks::tellsOfRunsOnPaper()
{
    PrintRecord run;
    run.number = 2;
    QVERIFY(says(checks({run}), Tone::Warn, u"On paper already: needs a reason"_s, u"run 2"_s));
    QVERIFY(says(checks({run, run, run}), Tone::Warn, u"On paper already"_s, u"3 runs"_s));
    QCOMPARE(runsText({}), QString());
}

void TestSheetChecks::findsRunsWithinSerials_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<QList<int>>("numbers");
    QTest::newRow("before") << 1 << 9 << QList<int>();
    QTest::newRow("touches its first") << 1 << 10 << QList<int>{1};
    QTest::newRow("touches its last") << 20 << 25 << QList<int>{1};
    QTest::newRow("within") << 12 << 13 << QList<int>{1};
    QTest::newRow("both") << 20 << 31 << QList<int>{1, 2};
    QTest::newRow("between") << 21 << 29 << QList<int>();
    QTest::newRow("around") << 1 << 100 << QList<int>{1, 2};
}

void TestSheetChecks::findsRunsWithinSerials()
{
    QFETCH(int, from);
    QFETCH(int, to);
    PrintRecord first;
    first.number = 1;
    first.from = 10;
    first.to = 20;
    PrintRecord second;
    second.number = 2;
    second.from = 30;
    second.to = 40;
    QList<int> numbers;
    const QList<PrintRecord> found = runsWithin({first, second}, from, to);
    for (const PrintRecord &run : found)
        numbers << run.number;
    QTEST(numbers, "numbers");
}

void TestSheetChecks::plansAroundWhatIsLeftOut()
{
    m_wish.from = 10;
    m_wish.to = 40;
    m_wish.leftOut = {5, 10, 12, 13, 40, 41}; // two of them lie outside
    m_wish.startAt = 20;
    const Result<SheetPlan> plan = SheetPlan::make(m_wish);
    QVERIFY(plan.ok());
    QCOMPARE(plan->labels(), 27);
    QCOMPARE(plan->wish().leftOut, (QList<int>{10, 12, 13, 40}));
    QList<qint64> serials;
    for (qint64 page = 0; page < plan->pages(); ++page) {
        const QList<LabelContent> labels = plan->labelsOn(page);
        for (const LabelContent &label : labels)
            serials << label.serial;
    }
    QCOMPARE(serials.size(), 27);
    QCOMPARE(serials.first(), 11);
    QCOMPARE(serials.at(1), 14);
    QCOMPARE(serials.last(), 39);
    QCOMPARE(plan->labelsOn(0).size(), 2); // two labels are left on the first sheet of 21
    QVERIFY(plan->labelsOn(0).first().code.startsWith(u"NEAR-"_s));
    QVERIFY(plan->job().masked);
}

void TestSheetChecks::refusesAPlanWithoutLabels_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<QList<int>>("leftOut");
    QTest::addColumn<int>("startAt");
    QTest::newRow("nothing chosen") << 5 << 4 << QList<int>() << 1;
    QTest::newRow("all left out") << 5 << 6 << QList<int>{5, 6} << 1;
    QTest::newRow("starts before the sheet") << 1 << 6 << QList<int>() << 0;
    QTest::newRow("starts behind the sheet") << 1 << 6 << QList<int>() << 22;
}

void TestSheetChecks::refusesAPlanWithoutLabels()
{
    QFETCH(int, from);
    QFETCH(int, to);
    QFETCH(QList<int>, leftOut);
    QFETCH(int, startAt);
    m_wish.from = from;
    m_wish.to = to;
    m_wish.leftOut = leftOut;
    m_wish.startAt = startAt;
    const Result<SheetPlan> plan = SheetPlan::make(m_wish);
    QVERIFY(!plan.ok());
    QCOMPARE(plan.failure().name, u"invalid_count"_s);
}

void TestSheetChecks::namesStocks_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("size");
    QTest::newRow("A4") << u"avery-l7160"_s << u"L7160"_s << u"63.5 × 38.1 mm"_s;
}

void TestSheetChecks::namesStocks()
{
    QFETCH(QString, id);
    QTEST(stockName(stock(id)), "name");
    QTEST(stockSize(stock(id)), "size");
    // Each shipped stock has a name of its own to choose it by.
    QSet<QString> names;
    const auto all = TemplateCatalogue::builtIn().all();
    for (const LabelTemplate &one : all) {
        QVERIFY(!stockName(one).isEmpty() && !stockSize(one).isEmpty());
        names << stockName(one);
    }
    QCOMPARE(names.size(), qsizetype(all.size()));
}

void TestSheetChecks::countsInWords()
{
    QCOMPARE(sheetsText(1), u"1 sheet"_s);
    QCOMPARE(sheetsText(1043), countText(1043) + u" sheets"_s);
    QCOMPARE(labelsText(1), u"1 label"_s);
    QCOMPARE(labelsText(0), u"0 labels"_s);
    QCOMPARE(millimetres(0.847, 2), u"0.85 mm"_s);
}

void TestSheetChecks::explainsFailures_data()
{
    QTest::addColumn<Failure>("failure");
    QTest::addColumn<QString>("words");
    QTest::newRow("cancelled") << Failure::cancelled(u"Cancelled; no file was written."_s, u"file_not_written"_s)
                               << u"Cancelled: no sheet was kept and none was recorded."_s;
    QTest::newRow("disk full") << Failure::named(u"file_not_written"_s, u"No space left on device."_s)
                               << u"No space left on device. Nothing was kept and nothing was lost."_s;
}

void TestSheetChecks::explainsFailures()
{
    QFETCH(Failure, failure);
    QTEST(sheetFailureWords(failure), "words");
}

void TestSheetChecks::saysWhoMayPrint_data()
{
    QTest::addColumn<QStringList>("roles");
    QTest::addColumn<ConnectionState>("state");
    QTest::addColumn<QString>("reason");
    const auto connected = ConnectionState::Connected;
    QTest::newRow("admin") << QStringList{u"admin"_s} << connected << QString();
    QTest::newRow("staff") << QStringList{u"staff"_s} << connected << QString();
    QTest::newRow("support") << QStringList{u"support"_s} << connected
                             << u"Only admin and staff may see and print codes"_s;
    QTest::newRow("auditor") << QStringList{u"auditor"_s} << connected
                             << u"Only admin and staff may see and print codes"_s;
    QTest::newRow("lost") << QStringList{u"admin"_s} << ConnectionState::Lost
                          << u"There is no connection to the database"_s;
}

void TestSheetChecks::saysWhoMayPrint()
{
    QFETCH(QStringList, roles);
    QFETCH(ConnectionState, state);
    testing::FakeMonitor monitor;
    monitor.be(roles);
    monitor.now = state;
    QTEST(reasonAgainstPlainCodes(monitor), "reason");
    // Whatever the role, a replica and a locked production database are not written to.
    monitor.now = ConnectionState::Connected;
    monitor.who.locked = true;
    QCOMPARE(reasonAgainstPlainCodes(monitor), u"Production is locked: unlock it to write"_s);
    monitor.who.inRecovery = true;
    QCOMPARE(reasonAgainstPlainCodes(monitor), u"This database is a replica: nothing can be written"_s);
}

SCRIP_UI_TEST_MAIN(TestSheetChecks)
#include "tst_sheet_checks.moc"
