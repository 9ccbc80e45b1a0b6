// SPDX-License-Identifier: GPL-3.0-or-later
// The pictures of what belongs to the window and to no page.
#include "ui/help/help_dialog.h"
#include "ui/shell/about_dialog.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/jobs.h"
#include "ui/shell/main_window.h"
#include "ui/shell/palette_lookup.h"
#include "ui/shell/shortcuts_dialog.h"

#include <QLineEdit>

#include <memory>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

/// A dialog that is there at once.
TourStop stopOfDialog(const QString &name, const std::function<QWidget *()> &open)
{
    const auto opened = std::make_shared<QPointer<QWidget>>();
    return {name,
            [opened, open](const std::function<void()> &ready) {
                *opened = open();
                ready();
            },
            [opened] { delete *opened; }};
}

/// One at work and one that failed.
QList<int> addSampleJobs(Jobs &jobs)
{
    const auto add = [&jobs](const QString &title, const QString &unit, int secondsAgo) {
        Job job;
        job.title = title;
        job.unit = unit;
        job.started = QDateTime::currentDateTimeUtc().addSecs(-secondsAgo);
        job.cancel = [] {};
        return jobs.add(job);
    };
    const int failed = add(MainWindow::tr("Export claims to claims.csv"), MainWindow::tr("claims"), 9);
    jobs.setProgress(failed, 400, 1148);
    jobs.finish(failed, Job::State::Failed,
                MainWindow::tr("The database cannot be reached. Nothing was sent. No file was written."),
                MainWindow::tr("Try again"), [] {});
    const int running =
        add(MainWindow::tr("Mint 50 000 codes, Builders Autumn Mailing"), MainWindow::tr("codes"), 12);
    jobs.setProgress(running, 30'000, 50'000);
    jobs.setDetail(running, MainWindow::tr("Batch 2. What is minted stays; the rest can be finished later."));
    return {failed, running};
}

} // namespace

TourStop MainWindow::tourOfPalette()
{
    return {u"palette"_s,
            [this](const std::function<void()> &ready) {
                openPalette();
                CommandPalette *palette = m_palette;
                PaletteLookup *lookup = palette ? palette->lookup() : nullptr;
                if (!lookup) {
                    ready();
                    return;
                }
                connect(lookup, &PaletteLookup::changed, palette, [lookup, ready] {
                    using enum PaletteLookup::State;
                    if (lookup->state() == Found || lookup->state() == Failed)
                        ready();
                });
                palette->field()->setText(u"dev"_s);
            },
            [this] { delete m_palette; }};
}

TourStop MainWindow::tourOfJobs()
{
    const auto samples = std::make_shared<QList<int>>();
    return {u"jobs"_s,
            [this, samples](const std::function<void()> &ready) {
                *samples = addSampleJobs(m_jobs);
                showJobs(true);
                ready();
            },
            [this, samples] {
                showJobs(false);
                for (const int id : std::as_const(*samples))
                    m_jobs.finish(id, Job::State::Cancelled, {});
                m_jobs.clearEnded();
            }};
}

TourStop MainWindow::tourOfLoss()
{
    const auto before = std::make_shared<ConnectionStatus>();
    return {u"connection-lost"_s,
            [this, before](const std::function<void()> &ready) {
                *before = m_connection;
                ConnectionStatus lost = m_connection;
                lost.state = ConnectionStatus::State::Lost;
                lost.failure = tr("The server closed the connection.");
                setConnection(lost);
                ready();
            },
            [this, before] { setConnection(*before); }};
}

QList<TourStop> MainWindow::tourStops()
{
    return {tourOfPalette(),
            stopOfDialog(u"help-refusal"_s,
                         [this] { return HelpDialog::openRefusal(u"code_disabled"_s, currentPage()); }),
            stopOfDialog(u"help-page"_s,
                         [this] {
                             return HelpDialog::openPage(u"events"_s, tr("Help: %1").arg(tr("Events")),
                                                         currentPage());
                         }),
            stopOfDialog(u"shortcuts"_s, [this] { return showShortcuts(); }),
            stopOfDialog(u"about"_s, [this] { return showAbout(); }),
            tourOfJobs(),
            tourOfLoss()};
}

} // namespace scrip
