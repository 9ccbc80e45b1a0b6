// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sheets/serials_panel.h"
#include "ui/sheets/sheets_bench.h"
#include "ui/sheets/stock_panel.h"
#include "ui/shell/main_window.h"
#include "ui/shell/tour_stop.h"

#include <QSpinBox>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// The page within its window, as the tour shows it; pictures are kept where somebody wants to look at them.
class TestSheetsGallery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStopComesUp_data();
    void everyStopComesUp();
    void hostileNames();
};

namespace {

struct Window
{
    Window(SheetsBench &sheets, const QSize &size)
        : window(sheets.jobs, theme(), sheets.prompts)
    {
        sheets.monitor.setSession(sheets.desk.theSession);
        window.addPage({u"sheets"_s, u"&Sheets"_s, Glyph::Sheet, [&](QWidget *parent) {
                            page = new SheetsPage(
                                SheetPorts{sheets.desk.stores(), sheets.monitor, sheets.jobs, sheets.prompts},
                                parent);
                            return page;
                        }});
        ConnectionStatus status;
        status.state = ConnectionStatus::State::Connected;
        status.name = u"embedded PostgreSQL"_s;
        status.login = u"mara.lindqvist"_s;
        status.role = u"admin"_s;
        status.zone = "Asia/Singapore";
        status.databaseTime = sheets.desk.theSession.now;
        window.setConnection(status);
        window.openPage(u"sheets"_s);
        showOnScreen(&window, size);
    }

    MainWindow window;
    SheetsPage *page = nullptr;
};

PrintRecord earlierRun(const Batch &batch, int from, int to)
{
    PrintRecord run;
    run.id = PrintId(QUuid::createUuid());
    run.batchId = batch.id;
    run.number = 1;
    run.templateId = u"avery-l7160"_s;
    run.from = from;
    run.to = to;
    run.labels = to - from + 1;
    run.pages = 3;
    run.destination = u"pdf"_s;
    run.at = QDateTime(QDate(2026, 11, 18), QTime(1, 5), Qt::UTC);
    run.by = u"mara.lindqvist"_s;
    return run;
}

} // namespace

void TestSheetsGallery::everyStopComesUp_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("1440") << QSize(1440, 900);
    QTest::newRow("1280") << QSize(1280, 800);
}

void TestSheetsGallery::everyStopComesUp()
{
    QFETCH(QSize, size);
    SheetsBench sheets;
    sheets.desk.runs = {earlierRun(sheets.desk.theBatch, 1, 63)};
    sheets.desk.theBatch.prints = 1;
    sheets.desk.theBatch.printed = 63;
    sheets.desk.setClaimed({70, 71, 90});
    Window shown(sheets, size);
    QTRY_VERIFY(shown.page && shown.page->plan());
    shown.page->stocks()->choose(u"L7159"_s);
    shown.page->preview()->startField()->setValue(7);
    QTRY_VERIFY_WITH_TIMEOUT(shown.page->preview()->canvas()->hasPicture(), 20'000);
    const auto stops = shown.page->tourStops();
    QCOMPARE(stops.size(), 3);
    for (const TourStop &stop : stops) {
        bool ready = false;
        stop.prepare([&] { ready = true; });
        QTRY_VERIFY(ready);
        QCOMPARE(markupLabels(&shown.window), QStringList());
        QCOMPARE(namelessControls(shown.page), QStringList());
        QTest::qWait(50); // the picture of the right size
        saveGallery(&shown.window, stop.name + u'-' + QString::number(size.width()));
        if (stop.finish)
            stop.finish();
    }
}

void TestSheetsGallery::hostileNames()
{
    SheetsBench sheets;
    sheets.desk.theEvent.name = u"<b>Bold</b> &amp; <img src=x> "_s.repeated(7).left(200);
    Window shown(sheets, {1280, 800});
    QTRY_VERIFY(shown.page && shown.page->plan());
    QTRY_VERIFY_WITH_TIMEOUT(shown.page->preview()->canvas()->hasPicture(), 20'000);
    QVERIFY(shown.page->minimumSizeHint().width() <= 1072);
    QCOMPARE(markupLabels(&shown.window), QStringList());
    saveGallery(&shown.window, u"sheets-hostile"_s);
}

SCRIP_UI_TEST_MAIN(TestSheetsGallery)
#include "tst_sheets_gallery.moc"
