// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/fake_overview_store.h"
#include "ui/testing.h"

#include "ui/charts/chart_card.h"
#include "ui/charts/chart_legend.h"
#include "ui/charts/event_charts.h"
#include "ui/charts/plot_view.h"
#include "ui/help/help_link.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/label.h"
#include "ui/widgets/table_view.h"

#include <QAction>
#include <QClipboard>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// Ticks, plots and the card around them, with real mouse and keys.
class TestCharts : public QObject
{
    Q_OBJECT
private:
    static ChartContent threeBars();
    static QStringList texts(const QList<PlotTick> &ticks);

private Q_SLOTS:
    void roundsValues_data();
    void roundsValues();
    void writesValuesShort_data();
    void writesValuesShort();
    void marksHours();
    void marksHoursThatComeTwice();
    void marksDays();

    void drawsTheCapAndAForecast();
    void keepsAFarCapOutOfThePicture();
    void drawsHoursOfTheEventsZone();
    void tellsCodesByState();
    void drawsNoMoreThanCanBeSeen();
    void leavesRoomForTheLastLabel();

    void tellsWhatThePointerIsOn();
    void saysItsCaptionBeforeItsColours();
    void goesByKey();
    void choosesByClick();
    void choosesNothingBesideIt();
    void showsATable();
    void copiesDataAndPicture();
    void offersAMenu();
    void keepsWhatItShowsWhenItFails();
    void saysThatThereIsNothing();
    void namesItsColours();
    void followsTheTheme();
};

ChartContent TestCharts::threeBars()
{
    ChartContent content;
    content.series = {u"Hour"_s,
                      {{u"Claims"_s, std::nullopt}, {u"Credit"_s, Currency()}},
                      {{u"09:00"_s, {}, {}, {4, 100 * Money::unit}},
                       {u"10:00"_s, {}, {}, {1200, 30'000 * Money::unit}},
                       {u"11:00"_s, {}, {}, {0, 0}}}};
    content.plot.to = 2.5;
    content.plot.bars = {{u"Devcon"_s, PlotInk::First, {4, 1200, 0}}};
    content.plot.ticks = {{0, u"09"_s}, {2, u"11"_s}};
    content.caption = u"Singapore"_s;
    content.description = u"1 204 claims."_s;
    return content;
}

QStringList TestCharts::texts(const QList<PlotTick> &ticks)
{
    QStringList found;
    for (const PlotTick &tick : ticks)
        found << u"%1:%2"_s.arg(tick.at).arg(tick.text);
    return found;
}

void TestCharts::roundsValues_data()
{
    QTest::addColumn<double>("most");
    QTest::addColumn<int>("about");
    QTest::addColumn<QList<double>>("values");
    QTest::newRow("nothing") << 0.0 << 4 << QList<double>();
    QTest::newRow("one") << 1.0 << 2 << QList<double>{0, 1};
    QTest::newRow("107") << 107.0 << 4 << QList<double>{0, 50, 100, 150};
    QTest::newRow("exactly") << 100.0 << 5 << QList<double>{0, 25, 50, 75, 100};
    QTest::newRow("thousands") << 4930.0 << 6 << QList<double>{0, 1000, 2000, 3000, 4000, 5000};
    QTest::newRow("nano") << 21'968'750'000'000.0 << 3 << QList<double>{0, 2e13, 4e13};
}

void TestCharts::roundsValues()
{
    QFETCH(double, most);
    QFETCH(int, about);
    QFETCH(QList<double>, values);
    const QList<double> found = roundValues(most, about);
    QVERIFY(found.size() >= 2);
    QCOMPARE(found.first(), 0.0);
    QVERIFY(found.last() >= most);
    if (!values.isEmpty())
        QCOMPARE(found, values);
    const QList<double> whole = roundValues(most, about, 1); // as counts are
    for (const double value : whole)
        QCOMPARE(value, double(qint64(value)));
}

void TestCharts::writesValuesShort_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("most");
    QTest::addColumn<bool>("money");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << 0.0 << 1e6 << false << u"0"_s;
    QTest::newRow("hundreds") << 150.0 << 150.0 << false << u"150"_s;
    QTest::newRow("halves") << 2.5 << 5.0 << false << u"2.50"_s;
    QTest::newRow("thousands beside uneven ones") << 1000.0 << 1500.0 << false << u"1\u2009000"_s;
    QTest::newRow("many thousands") << 12'500.0 << 25'000.0 << false << u"12.5k"_s;
    QTest::newRow("less than a thousand of many") << 500.0 << 10'000.0 << false << u"0.5k"_s;
    QTest::newRow("a quarter of a million") << 250'000.0 << 1e6 << false << u"0.25M"_s;
    QTest::newRow("millions") << 1.5e6 << 2e6 << false << u"1.5M"_s;
    QTest::newRow("money") << 2e13 << 2e13 << true << u"20k"_s;
    QTest::newRow("milliards") << 3e18 << 3e18 << true << u"3G"_s;
}

void TestCharts::writesValuesShort()
{
    QFETCH(double, value);
    QFETCH(double, most);
    QFETCH(bool, money);
    QTEST(shortValue(value, most, money), "text");
}

void TestCharts::marksHours()
{
    const QTimeZone zone("Asia/Singapore");
    QList<QDateTime> day;
    for (int hour = 0; hour < 24; ++hour)
        day.append(sampleTime(u"2026-11-20T16:00:00Z"_s).addSecs(3600 * hour));
    QCOMPARE(texts(hourTicks(day, zone, 8)), (QStringList{u"0:00"_s, u"3:03"_s, u"6:06"_s, u"9:09"_s, u"12:12"_s,
                                                          u"15:15"_s, u"18:18"_s, u"21:21"_s}));
    QCOMPARE(texts(hourTicks(day, zone, 3)).size(), 2);
    QVERIFY(hourTicks({}, zone, 8).isEmpty());
    QList<QDateTime> week;
    for (int hour = 0; hour < 7 * 24; ++hour)
        week.append(day.first().addSecs(3600 * hour));
    QCOMPARE(texts(hourTicks(week, zone, 7)).first(), u"0:21 Nov"_s);
    QCOMPARE(hourTicks(week, zone, 7).size(), 7);
}

void TestCharts::marksHoursThatComeTwice()
{
    const QTimeZone zone("Europe/Berlin");
    QList<QDateTime> day;
    for (int hour = 0; hour < 25; ++hour)
        day.append(sampleTime(u"2026-10-24T22:00:00Z"_s).addSecs(3600 * hour));
    const QList<PlotTick> ticks = hourTicks(day, zone, 25);
    QCOMPARE(ticks.size(), 24);
    QCOMPARE(ticks.at(3), (PlotTick{4, u"03"_s}));
}

void TestCharts::marksDays()
{
    QList<QDateTime> days;
    for (int day = 0; day < 30; ++day)
        days.append(sampleTime(u"2026-11-21T00:00:00Z"_s).addDays(day));
    QCOMPARE(texts(dayTicks(days, QTimeZone::utc(), 5)),
             (QStringList{u"0:21 Nov"_s, u"7:28 Nov"_s, u"14:5 Dec"_s, u"21:12 Dec"_s, u"28:19 Dec"_s}));
    QCOMPARE(dayTicks(days.mid(0, 3), QTimeZone::utc(), 5).size(), 3);
}

void TestCharts::drawsTheCapAndAForecast()
{
    const EventSeries days = sampleSeries(SeriesBucket::Day);
    const auto forecast = forecastOf(days);
    QVERIFY(forecast);
    const ChartContent chart = cumulativeChart(days, forecast);
    QCOMPARE(chart.plot.limit.value(), 5000);
    QVERIFY(chart.plot.band);
    QCOMPARE(chart.plot.lines.size(), 2);
    QVERIFY(chart.plot.lines.last().dashed);
    // From now, in the middle of the fifth day, to the end of the eighth.
    QVERIFY(chart.plot.lines.last().points.first().x() > 3.5 && chart.plot.lines.last().points.first().x() < 4.5);
    QVERIFY(qAbs(chart.plot.to - 7.5) < 0.01);
    QCOMPARE(chart.plot.lines.last().points.last().y(), double(forecast->claims));
    QVERIFY2(chart.caption.startsWith(u"forecast "_s), qPrintable(chart.caption));
    QCOMPARE(chart.plot.lines.last().endText, countText(forecast->claims));
    QCOMPARE(chart.plot.lines.first().endText, QString(countText(days.claimCount) + u" now"_s));
    QCOMPARE(chart.plot.now.value(), chart.plot.lines.last().points.first().x());
    QVERIFY(qAbs(chart.plot.deadline.value() - 7.5) < 0.01);
    QVERIFY2(chart.plot.deadlineText.startsWith(u"claim until "_s), qPrintable(chart.plot.deadlineText));
    QVERIFY(chart.description.contains(u"9 in 10"_s));
    QCOMPARE(chart.series.rows.size(), 5);
    QCOMPARE(chart.series.rows.last().values.last().value(), days.claimCount);
    const ChartContent bare = cumulativeChart(days, std::nullopt);
    QVERIFY(!bare.plot.band);
    QCOMPARE(bare.plot.to, 4.5);
    QVERIFY(!bare.plot.deadline);
}

void TestCharts::keepsAFarCapOutOfThePicture()
{
    EventSeries days = sampleSeries(SeriesBucket::Day);
    days.maxClaims = 400'000;
    days.unbooked = 7;
    const ChartContent chart = cumulativeChart(days, std::nullopt);
    QVERIFY(!chart.plot.limit);
    QCOMPARE(chart.caption, QString(u"cap 400\u2009000 · 7 more wait for maintenance"_s));
    days.points.clear();
    QVERIFY(cumulativeChart(days, std::nullopt).series.rows.isEmpty());
}

void TestCharts::drawsHoursOfTheEventsZone()
{
    const EventSeries hours = sampleSeries(SeriesBucket::Hour);
    const ChartContent chart = claimsChart(hours, 72);
    QCOMPARE(chart.series.rows.size(), 72);
    QCOMPARE(chart.series.rows.last().name, u"Sat 21 Nov 14:00"_s);
    QCOMPARE(chart.series.rows.last().from, hours.points.last().at);
    QCOMPARE(chart.series.rows.last().to, hours.to);
    QCOMPARE(chart.series.rows.at(70).to, hours.points.last().at);
    QVERIFY(chart.caption.contains(u"Singapore"_s));
    QCOMPARE(chart.plot.bars.first().values.size(), 72);
    QCOMPARE(claimsChart(sampleSeries(SeriesBucket::Day), 366).series.rows.size(), 5);
}

void TestCharts::tellsCodesByState()
{
    const ChartContent chart = codesChart({5000, 1804, 3184, 12, 0});
    // Each in the colour of its pill.
    QCOMPARE(chart.plot.bars.size(), 4);
    QCOMPARE(chart.plot.bars.at(1).values, (QList<qint64>{0, 3184, 0, 0}));
    QCOMPARE(chart.plot.bars.at(1).ink, PlotInk::First);
    QCOMPARE(chart.plot.bars.at(2).ink, PlotInk::Warn);
    QCOMPARE(allChartStates().size(), chart.series.rows.size());
    QCOMPARE(chart.description, QString(u"Available 1\u2009804, Claimed 3\u2009184, Disabled 12, Reissued 0"_s));
}

void TestCharts::drawsNoMoreThanCanBeSeen()
{
    Plot plot;
    PlotLine line;
    for (int i = 0; i < 1'000'000; ++i)
        line.points.append({double(i), double(i % 1000)});
    plot.from = 0;
    plot.to = 1e6;
    plot.lines = {line};
    PlotView view;
    view.resize(900, 300);
    view.setPlot(plot, 0);
    QVERIFY(view.drawnPoints() > 100);
    QVERIFY(view.drawnPoints() <= 4000);
    showOnScreen(&view, {1400, 300}); // at another width as well
    QVERIFY(view.drawnPoints() <= 4000);
}

void TestCharts::leavesRoomForTheLastLabel()
{
    Plot plot;
    plot.to = 10;
    plot.ticks = {{0, u"26 Nov"_s}, {10, u"28 Nov"_s}};
    PlotView view;
    showOnScreen(&view, {400, 200});
    view.setPlot(plot, 0);
    const auto right = [&view] { return view.chart()->plotArea().right(); };
    QTRY_VERIFY(right() > 300 && right() < view.width() - 12);
    plot.ticks = {{0, u"26 Nov"_s}, {5, u"27 Nov"_s}};
    view.setPlot(plot, 0);
    QTRY_VERIFY(right() > view.width() - 8);
}

void TestCharts::tellsWhatThePointerIsOn()
{
    ChartCard card(u"Claims by hour"_s);
    showOnScreen(&card, {700, 260});
    card.setContent(threeBars());
    QCOMPARE(card.told(), u"Singapore"_s);
    QVERIFY(card.legend()->isVisible());
    QTest::mouseMove(card.view()->viewport(), card.view()->placeOf(1));
    QTRY_COMPARE(card.told(), QString(u"Claims 1\u2009200 · Credit $30,000.00 · 10:00"_s));
    QCOMPARE(card.view()->currentRow(), 1);
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(card.view()->viewport(), &leave);
    QCOMPARE(card.told(), u"Singapore"_s);
    saveGallery(&card, u"chart-card"_s);
}

void TestCharts::saysItsCaptionBeforeItsColours()
{
    ChartCard card(u"Claims"_s);
    ChartContent content = threeBars();
    content.caption = u"forecast 578 (492–664)"_s;
    content.plot.bars.append({u"Builders Autumn Mailing"_s, PlotInk::Second, {1, 1, 1}});
    card.setContent(content);
    showOnScreen(&card, {420, 260});
    const auto labels = card.findChildren<Label *>();
    const auto told = std::find_if(labels.cbegin(), labels.cend(),
                                   [&content](const Label *label) { return label->text() == content.caption; });
    QVERIFY(told != labels.cend());
    QTRY_VERIFY((*told)->width() >= (*told)->fontMetrics().horizontalAdvance(content.caption));
    QVERIFY(card.legend()->width() < card.legend()->sizeHint().width());
    card.resize(900, 260);
    QTRY_VERIFY(card.legend()->width() >= card.legend()->sizeHint().width());
}

void TestCharts::goesByKey()
{
    ChartCard card(u"Claims by hour"_s);
    showOnScreen(&card, {700, 260});
    card.setContent(threeBars());
    QSignalSpy chosen(&card, &ChartCard::rowActivated);
    card.view()->setFocus();
    QTest::keyClick(card.view(), Qt::Key_Return);
    QCOMPARE(chosen.size(), 0); // none stands out
    QTest::keyClick(card.view(), Qt::Key_Right);
    QCOMPARE(card.view()->currentRow(), 0);
    QTest::keyClick(card.view(), Qt::Key_End);
    QTest::keyClick(card.view(), Qt::Key_Right);
    QCOMPARE(card.view()->currentRow(), 2);
    QTest::keyClick(card.view(), Qt::Key_Left);
    QVERIFY2(card.told().contains(u"10:00"_s), qPrintable(card.told()));
    QTest::keyClick(card.view(), Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().first().toInt(), 1);
}

void TestCharts::choosesByClick()
{
    ChartCard card(u"Claims by hour"_s);
    showOnScreen(&card, {700, 260});
    card.setContent(threeBars());
    QSignalSpy chosen(&card, &ChartCard::rowActivated);
    for (const int row : {2, 0}) {
        QTest::mouseClick(card.view()->viewport(), Qt::LeftButton, {}, card.view()->placeOf(row));
        QCOMPARE(chosen.last().first().toInt(), row);
    }
}

void TestCharts::choosesNothingBesideIt()
{
    ChartCard card(u"Claims by hour"_s);
    showOnScreen(&card, {700, 260});
    card.setContent(threeBars());
    QSignalSpy chosen(&card, &ChartCard::rowActivated);
    QTest::mouseClick(card.view()->viewport(), Qt::LeftButton, {}, QPoint(2, 2));
    QTest::mousePress(card.view()->viewport(), Qt::LeftButton, {}, card.view()->placeOf(0));
    QTest::mouseRelease(card.view()->viewport(), Qt::LeftButton, {}, card.view()->placeOf(2)); // dragged away
    QCOMPARE(chosen.size(), 0);
}

void TestCharts::showsATable()
{
    ChartCard card(u"Claims by hour"_s);
    showOnScreen(&card, {700, 260});
    card.setContent(threeBars());
    QVERIFY(!card.table()->isVisible());
    QToolButton *flip = card.findChild<QToolButton *>();
    QVERIFY(flip);
    QTest::mouseClick(flip, Qt::LeftButton);
    QVERIFY(card.table()->isVisible());
    QVERIFY(!card.view()->isVisible());
    QVERIFY(card.asTable()->isChecked());
    QCOMPARE(card.table()->model()->index(1, 2).data().toString(), u"30000.00"_s);
    QSignalSpy chosen(&card, &ChartCard::rowActivated);
    card.table()->setCurrentIndex(card.table()->model()->index(1, 0));
    QTest::keyClick(card.table(), Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    card.asTable()->setChecked(false);
    QVERIFY(card.view()->isVisible());
    QVERIFY(!flip->isChecked());
}

void TestCharts::copiesDataAndPicture()
{
    ChartCard card(u"Claims by hour"_s);
    showOnScreen(&card, {700, 260});
    card.setContent(threeBars());
    card.copyData()->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text().trimmed(),
             u"Hour\tClaims\tCredit\n09:00\t4\t100.00\n10:00\t1200\t30000.00\n11:00\t0\t0.00"_s);
    card.copyPicture()->trigger();
    const QImage picture = QGuiApplication::clipboard()->image();
    QVERIFY(!picture.isNull());
    QCOMPARE(picture.deviceIndependentSize().toSize(), card.view()->size());
}

void TestCharts::offersAMenu()
{
    ChartCard card(u"Claims by hour"_s);
    card.setRowAction(u"Show these claims"_s);
    showOnScreen(&card, {700, 260});
    card.setContent(threeBars());
    // Where the pointer is already, a move is none.
    QTest::mouseMove(card.view()->viewport(), QPoint(1, 1));
    QTest::mouseMove(card.view()->viewport(), card.view()->placeOf(1));
    QTRY_COMPARE(card.view()->currentRow(), 1);
    QContextMenuEvent event(QContextMenuEvent::Mouse, QPoint(300, 120), card.mapToGlobal(QPoint(300, 120)));
    QCoreApplication::sendEvent(&card, &event);
    QMenu *menu = card.findChild<QMenu *>();
    QVERIFY(menu);
    QVERIFY(menu->actions().contains(card.copyPicture()) && menu->actions().contains(card.copyData()));
    QSignalSpy chosen(&card, &ChartCard::rowActivated);
    menu->actions().first()->trigger();
    QCOMPARE(chosen.size(), 1);
    menu->close();
}

void TestCharts::keepsWhatItShowsWhenItFails()
{
    ChartCard card(u"Claims by hour"_s);
    showOnScreen(&card, {700, 260});
    QVERIFY(!card.view()->isVisible());
    card.setFailure(u"Not loaded."_s, u"Gone."_s);
    QVERIFY(card.failure()->isVisible());
    QVERIFY(!card.view()->isVisible());
    card.setContent(threeBars());
    QVERIFY(!card.failure()->isVisible());
    QVERIFY(!card.failure()->helpLink()->isVisible());
    card.setFailure(u"Not loaded."_s, u"Gone."_s, u"connection_failed"_s);
    QVERIFY(card.failure()->helpLink()->isVisible());
    QVERIFY(card.view()->isVisible());
    QSignalSpy again(&card, &ChartCard::retryRequested);
    QTest::mouseClick(card.failure()->findChild<QPushButton *>(), Qt::LeftButton);
    QCOMPARE(again.size(), 1);
    card.setLoading();
    QVERIFY(!card.view()->isVisible());
    QCOMPARE(card.model().rowCount(), 0);
}

void TestCharts::saysThatThereIsNothing()
{
    ChartCard card(u"Claims by hour"_s);
    showOnScreen(&card, {700, 260});
    card.setContent(threeBars());
    card.setNothing(u"Nobody has claimed yet."_s);
    QVERIFY(!card.view()->isVisible());
    QVERIFY(!card.copyData()->isEnabled());
    QCOMPARE(card.told(), QString());
    card.setContent(threeBars());
    QVERIFY(card.view()->isVisible());
    QVERIFY(card.copyData()->isEnabled());
}

void TestCharts::namesItsColours()
{
    ChartCard card(u"Claims by hour"_s);
    ChartContent content = threeBars();
    content.plot.marks = {1, 2, 3};
    content.plot.marksName = u"yesterday"_s;
    content.plot.lines = {{u"Forecast"_s, PlotInk::First, true, false, {{0, 1}, {1, 2}}, {}}};
    card.setContent(content);
    QCOMPARE(card.legend()->names(), (QStringList{u"Devcon"_s, u"Forecast"_s, u"yesterday"_s}));
    QCOMPARE(card.view()->accessibleDescription(), u"1 204 claims."_s);
    QCOMPARE(markupLabels(&card), QStringList());
    QCOMPARE(namelessControls(&card), QStringList());
}

/// Each ink stands out from the ground it is drawn on, in both themes.
void TestCharts::followsTheTheme()
{
    for (const Tokens *tokens : {&lightTokens(), &darkTokens()}) {
        for (const PlotInk ink : {PlotInk::First, PlotInk::Past, PlotInk::Limit, PlotInk::Warn})
            QVERIFY(contrast(inkOf(ink, *tokens), tokens->base) >= 3.0);
        QVERIFY(contrast(inkOf(PlotInk::Second, *tokens), inkOf(PlotInk::First, *tokens)) >= 1.5);
    }
    ChartCard card(u"Claims by hour"_s);
    showOnScreen(&card, {700, 260});
    card.setContent(threeBars());
    theme().setMode(ThemeMode::Dark);
    QCoreApplication::processEvents();
    const QImage dark = card.view()->grab().toImage();
    QCOMPARE(dark.pixelColor(1, 1), darkTokens().base);
    theme().setMode(ThemeMode::Light);
    QCoreApplication::processEvents();
    QCOMPARE(card.view()->grab().toImage().pixelColor(1, 1), lightTokens().base);
}

SCRIP_UI_TEST_MAIN(TestCharts)
#include "tst_charts.moc"
