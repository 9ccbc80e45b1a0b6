// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/testing.h"

#include "ui/shell/sample_page.h"

#include "ui/shell/jobs.h"
#include "ui/shell/jobs_drawer.h"
#include "ui/shell/main_window.h"
#include "ui/shell/tour.h"
#include "ui/widgets/dialog_frame.h"
#include "ui/widgets/prompts.h"

#include <QDir>
#include <QImage>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTimer>

using namespace scrip;
using namespace Qt::StringLiterals;
using scrip::testing::SamplePage;

/// The tour writes a picture of each stop in both themes, dialogs included, and says which stop never got ready.
class TestTour : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesBothThemes();
    void missesAStopThatIsNeverReady();
};

void TestTour::writesBothThemes()
{
    const QTemporaryDir folder;
    Jobs jobs;
    ScriptedPrompts prompts;
    MainWindow window(jobs, testing::theme(), prompts);
    DialogFrame *dialog = nullptr;
    window.addPage({u"events"_s, u"Events"_s, Glyph::Event, [&dialog](QWidget *parent) {
                        auto *page = new SamplePage(u"Events"_s, parent);
                        page->stops.append(
                            {u"events"_s,
                             [page](const std::function<void()> &ready) { QTimer::singleShot(5, page, ready); },
                             {}});
                        page->stops.append({u"new-event"_s,
                                            [page, &dialog](const std::function<void()> &ready) {
                                                dialog = new DialogFrame(u"New event"_s, 600, page);
                                                dialog->open();
                                                ready();
                                            },
                                            [&dialog] { dialog->close(); }});
                        return page;
                    }});
    Tour tour(window, testing::theme(), folder.filePath(u"out"_s));
    QSignalSpy finished(&tour, &Tour::finished);
    tour.start();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(tour.failures(), QStringList());
    QStringList expected;
    for (const char *stop : {"about", "connection-lost", "events", "help-page", "help-refusal", "jobs", "new-event",
                             "palette", "shortcuts"})
        expected << QString(QLatin1StringView(stop) + u"-dark.png")
                 << QString(QLatin1StringView(stop) + u"-light.png");
    QCOMPARE(QDir(folder.filePath(u"out"_s)).entryList(QDir::Files), expected);
    // What the stops showed is gone with them.
    QCOMPARE(jobs.rowCount(), 0);
    QVERIFY(!window.jobsDrawer()->isVisible());
    QVERIFY(window.connection().state != ConnectionStatus::State::Lost);
    const QImage plain(folder.filePath(u"out/events-light.png"_s));
    const QImage dimmed(folder.filePath(u"out/new-event-light.png"_s));
    const QImage dark(folder.filePath(u"out/events-dark.png"_s));
    QCOMPARE(plain.size(), QSize(1440, 900));
    QCOMPARE(plain.pixelColor(700, 700), lightTokens().base);
    QCOMPARE(dark.pixelColor(700, 700), darkTokens().base);
    QVERIFY(dimmed.pixelColor(700, 850).lightness() < plain.pixelColor(700, 850).lightness() - 40);
    // The dialog itself stands in the middle, undimmed.
    QCOMPARE(dimmed.pixelColor(720, dimmed.height() * 2 / 5 - 2).lightness(), 255);
    QTRY_VERIFY(!window.findChild<DialogFrame *>());
}

void TestTour::missesAStopThatIsNeverReady()
{
    const QTemporaryDir folder;
    Jobs jobs;
    ScriptedPrompts prompts;
    MainWindow window(jobs, testing::theme(), prompts);
    window.addPage({u"events"_s, u"Events"_s, Glyph::Event, [](QWidget *parent) {
                        auto *page = new SamplePage(u"Events"_s, parent);
                        page->stops.append({u"stuck"_s, [](const std::function<void()> &) {}, {}});
                        return page;
                    }});
    Tour tour(window, testing::theme(), folder.path());
    tour.addStop(u"events"_s, {u"after"_s, [](const std::function<void()> &ready) { ready(); }, {}});
    tour.setPatience(30);
    QSignalSpy finished(&tour, &Tour::finished);
    tour.start();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(tour.failures().size(), 1);
    QVERIFY(tour.failures().first().contains(u"stuck"_s));
    QCOMPARE(tour.written().size(), 16); // those of the window as well
}

SCRIP_UI_TEST_MAIN(TestTour)
#include "tst_tour.moc"
