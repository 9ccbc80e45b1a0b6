// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/console_driver.h"
#include "e2e/console_fixture.h"
#include "e2e/fitting_eye.h"

#include "db/private_cluster.h"
#include "ui/shell/window_actions.h"
#include "ui/shell/window_picture.h"

#include <QDialog>

using namespace scrip;
using namespace scrip::test;
using namespace Qt::StringLiterals;

/// Every stop of the tour in the smallest window that counts, 1280×800, in both themes: no text is cut off, none of
/// the amounts, figures and states in a table, no table is scrolled sideways, no dialog is larger than the
/// window, and every label can be read on the ground that it is really painted on.
class ConsoleSizesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyTextFits_data();
    void everyTextFits();
    void cleanupTestCase() { m_console.reset(); }

private:
    struct Seen
    {
        QStringList clipped;
        QStringList faint;
        int looked = 0;
    };
    /// What is wrong in the window, or in the dialog above it.
    [[nodiscard]] Seen look() const;

    PrivateCluster m_cluster;
    std::unique_ptr<ConsoleDriver> m_console;
    QList<std::pair<QString, TourStop>> m_stops;
};

void ConsoleSizesTest::initTestCase()
{
    QVERIFY2(m_cluster.problem().isEmpty(), qPrintable(m_cluster.problem()));
    const QString demo = m_cluster.demoDatabase();
    // Of an empty page every text fits.
    QVERIFY(m_cluster.value(demo, u"SELECT count(*) FROM scrip.grant"_s).toInt() > 100);
    m_console = std::make_unique<ConsoleDriver>(demo);
    MainWindow *window = m_console->window();
    window->resize(1280, 800);
    QTRY_VERIFY(m_console->isConnected());
    QCOMPARE(window->size(), QSize(1280, 800));
}

void ConsoleSizesTest::everyTextFits_data()
{
    QTest::addColumn<int>("stop");
    MainWindow *window = m_console->window();
    const QList<PageSpec> pages = window->pageSpecs();
    for (const PageSpec &page : pages) {
        const QList<TourStop> stops = window->page(page.id)->tourStops();
        for (const TourStop &stop : stops) {
            QTest::newRow(qPrintable(stop.name)) << int(m_stops.size());
            m_stops << std::pair(page.id, stop);
        }
    }
    // What belongs to the window, or to the whole program, and to no page.
    const QList<TourStop> own = window->tourStops() + m_console->tourStops();
    for (const TourStop &stop : own) {
        QTest::newRow(qPrintable(stop.name)) << int(m_stops.size());
        m_stops << std::pair(pages.first().id, stop);
    }
}

ConsoleSizesTest::Seen ConsoleSizesTest::look() const
{
    MainWindow *window = m_console->window();
    const QImage picture = pictureOf(window); // paints, which is when shortened labels get their tool tips
    const QWidget *top = m_console->dialog() ? static_cast<const QWidget *>(m_console->dialog()) : window;
    const FittingEye eye(top, picture, window->mapFromGlobal(top->mapToGlobal(QPoint(0, 0))));
    Seen seen{eye.clipped(), eye.faint(), eye.looked()};
    const QRect place(window->mapFromGlobal(top->mapToGlobal(QPoint(0, 0))), top->size());
    if (!window->rect().contains(place))
        seen.clipped << u"%1 reaches beyond the window"_s.arg(top->windowTitle());
    return seen;
}

void ConsoleSizesTest::everyTextFits()
{
    QFETCH(int, stop);
    MainWindow *window = m_console->window();
    const auto &[page, tour] = m_stops.at(stop);
    bool ready = false;
    window->openPage(page);
    tour.prepare([&ready] { ready = true; });
    QTRY_VERIFY_WITH_TIMEOUT(ready, 20'000);
    QStringList clipped;
    QStringList faint;
    for (QAction *theme : {window->actions().themeLight, window->actions().themeDark}) {
        theme->trigger();
        QCoreApplication::processEvents();
        // What comes late, such as a sum that was asked for, finds its place first.
        Seen seen;
        (void)QTest::qWaitFor(
            [this, &seen] {
                seen = look();
                return seen.clipped.isEmpty() && seen.faint.isEmpty();
            },
            3000);
        QVERIFY(seen.looked > 0);
        clipped << seen.clipped;
        faint << seen.faint;
    }
    if (tour.finish)
        tour.finish();
    clipped.removeDuplicates();
    QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(u'\n')));
    QVERIFY2(faint.isEmpty(), qPrintable(faint.join(u'\n')));
}

SCRIP_CONSOLE_TEST_MAIN(ConsoleSizesTest)
#include "tst_console_sizes.moc"
