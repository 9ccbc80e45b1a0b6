// SPDX-License-Identifier: GPL-3.0-or-later
// The window among windows: where it stands beside another, the dialogs over it, and how it goes.
#include "ui/shell/main_window.h"

#include "ui/shell/jobs.h"
#include "ui/widgets/dialog_frame.h"
#include "ui/widgets/prompts.h"

#include <QApplication>
#include <QCloseEvent>
#include <QScreen>
#include <QSettings>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

/// So far that the title bar of the one behind stays in sight.
constexpr int cascadeStep = 32;

} // namespace

void MainWindow::standBeside(const MainWindow &other)
{
    setWindowState(windowState() & ~(Qt::WindowMaximized | Qt::WindowFullScreen));
    const bool spread = other.isMaximized() || other.isFullScreen();
    const QRect before = spread ? other.normalGeometry() : other.geometry();
    const QPoint step(cascadeStep, cascadeStep);
    const QRect room = other.screen()->availableGeometry();
    QRect place = before.translated(step);
    // From the corner again, unless the other is there.
    const bool cornered = (before.topLeft() - room.topLeft()).manhattanLength() < cascadeStep;
    if (!room.contains(place) && !cornered)
        place.moveTopLeft(room.topLeft());
    setGeometry(place);
}

QList<DialogFrame *> MainWindow::dialogs() const
{
    QList<DialogFrame *> dialogs;
    const QWidgetList all = QApplication::topLevelWidgets();
    for (QWidget *one : all) {
        auto *dialog = qobject_cast<DialogFrame *>(one);
        bool over = false;
        for (const QWidget *below = dialog; below && !over; below = below->parentWidget())
            over = below->window() == this;
        if (over && dialog->isVisible())
            dialogs << dialog;
    }
    return dialogs;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_last && m_jobs.running() > 0 && !m_closing) {
        event->ignore();
        askToStopWork([this] { close(); });
        return;
    }
    QSettings().setValue(u"window/geometry"_s, saveGeometry());
    event->accept();
    Q_EMIT closed();
}

void MainWindow::askToStopWork(const std::function<void()> &then)
{
    if (m_jobs.running() == 0) {
        then();
        return;
    }
    const Question question{
        tr("Close while work is running?"),
        tr("%1 running. What is saved already stays; the rest can be finished later.")
            .arg(m_jobs.running() == 1 ? tr("1 job is") : tr("%1 jobs are").arg(m_jobs.running())),
        tr("Stop and close"), ButtonLook::Danger};
    m_prompts.ask(this, question, [this, then](bool yes) {
        if (!yes)
            return;
        m_closing = true;
        for (int row = 0; row < m_jobs.rowCount(); ++row)
            m_jobs.cancel(m_jobs.at(row).id);
        // Later: an answer that comes at once comes from inside the close event, and Qt ignores a close within a
        // close.
        QMetaObject::invokeMethod(this, then, Qt::QueuedConnection);
    });
}

} // namespace scrip
