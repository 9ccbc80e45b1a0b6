// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "ui/shell/about_dialog.h"
#include "ui/shell/connection_chip.h"
#include "ui/shell/doubt_strip.h"
#include "ui/shell/jobs.h"
#include "ui/shell/jobs_drawer.h"
#include "ui/shell/menu_bar.h"
#include "ui/shell/navigation.h"
#include "ui/shell/shortcuts_dialog.h"
#include "ui/shell/status_line.h"
#include "ui/shell/top_bar.h"
#include "ui/shell/window_actions.h"
#include "ui/theme/theme_controller.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/label.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/toast.h"

#include <QHBoxLayout>
#include <QScreen>
#include <QSettings>
#include <QStackedWidget>
#include <QToolBar>
#include <QVBoxLayout>

namespace scrip {

using namespace Qt::StringLiterals;

MainWindow::MainWindow(Jobs &jobs, ThemeController &theme, Prompts &prompts, QWidget *parent)
    : QMainWindow(parent)
    , m_jobs(jobs)
    , m_theme(theme)
    , m_prompts(prompts)
    , m_actions(new WindowActions(this))
{
    setWindowTitle(tr("Scrip"));
    setMinimumSize(960, 600);
    resize(QSize(1440, 900).boundedTo(screen()->availableSize()));
    buildTop();
    buildMiddle();
    connectParts();
    connectTheme();
    restoreWindow();
    applyConnection();
    updateHistoryActions();
    m_navigation->setFocus(Qt::OtherFocusReason);
}

MainWindow::~MainWindow() = default;

void MainWindow::buildTop()
{
    m_menu = new MenuBar(*m_actions, this);
    setMenuBar(m_menu);
    m_menu->showPage(nullptr);
    m_top = new TopBar(*m_actions, this);
    addToolBar(m_top);
    setContextMenuPolicy(Qt::NoContextMenu);
    m_status = new StatusLine(m_jobs, *m_actions, this);
    setStatusBar(m_status);
}

void MainWindow::buildMiddle()
{
    auto *middle = new QWidget(this);
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_banner = new InlineMessage(middle);
    m_banner->setButton(tr("Try again"));
    column->addWidget(m_banner);
    m_doubts = new DoubtStrip(middle);
    column->addWidget(m_doubts);
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    m_navigation = new Navigation(middle);
    m_foot = new Navigation(middle);
    m_foot->setAccessibleName(tr("Program"));
    m_foot->fitHeight();
    auto *pages = new QVBoxLayout;
    pages->setSpacing(0);
    pages->addWidget(m_navigation, 1);
    pages->addWidget(m_foot);
    row->addLayout(pages);
    row->addWidget(new Line(Qt::Vertical, middle));
    m_splitter = new Splitter(Qt::Vertical, middle);
    m_stack = new QStackedWidget(m_splitter);
    m_drawer = new JobsDrawer(m_jobs, m_splitter);
    m_drawer->hide();
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    row->addWidget(m_splitter, 1);
    column->addLayout(row, 1);
    setCentralWidget(middle);
}

void MainWindow::connectParts()
{
    connect(m_actions->back, &QAction::triggered, this, &MainWindow::goBack);
    connect(m_actions->forward, &QAction::triggered, this, &MainWindow::goForward);
    connect(m_actions->refresh, &QAction::triggered, this, &MainWindow::refresh);
    connect(m_actions->navigation, &QAction::toggled, this, [this](bool open) {
        m_navigation->setFolded(!open);
        m_foot->setFolded(!open);
        QSettings().setValue(u"window/navigation"_s, open);
    });
    connect(m_actions->jobs, &QAction::toggled, this, &MainWindow::showJobs);
    connect(m_actions->palette, &QAction::triggered, this, &MainWindow::openPalette);
    connect(m_actions->filter, &QAction::triggered, this, [this] {
        if (WindowPage *page = currentPage())
            page->focusFilter();
    });
    connect(m_actions->help, &QAction::triggered, this, &MainWindow::showHelp);
    connect(m_actions->shortcuts, &QAction::triggered, this, &MainWindow::showShortcuts);
    connect(m_actions->about, &QAction::triggered, this, &MainWindow::showAbout);
    connect(m_actions->newWindow, &QAction::triggered, this, [this] {
        const WindowPage *page = currentPage();
        Q_EMIT newWindowRequested(m_currentId, page ? page->location() : QUrlQuery());
    });
    connect(m_actions->closeWindow, &QAction::triggered, this, &QWidget::close);
    connect(m_actions->quit, &QAction::triggered, this, &MainWindow::quitRequested);
    for (const Navigation *list : {m_navigation, m_foot})
        connect(list, &Navigation::pageChosen, this, [this](const QString &id) { openPage(id); });
    connect(m_drawer, &JobsDrawer::closeRequested, m_actions->jobs, [this] { m_actions->jobs->setChecked(false); });
    connect(m_banner, &InlineMessage::buttonClicked, this, &MainWindow::reconnectRequested);
    connect(m_status, &StatusLine::mattersRequested, this, [this] { openPage(u"overview"_s); });
    connect(m_top->chip(), &ConnectionChip::reconnectRequested, this, &MainWindow::reconnectRequested);
    connect(m_top->chip(), &ConnectionChip::connectionsRequested, this, &MainWindow::connectionsRequested);
}

void MainWindow::connectTheme()
{
    const auto tie = [this](QAction *action, ThemeMode mode) {
        connect(action, &QAction::triggered, &m_theme, [this, mode] { m_theme.setMode(mode); });
        const auto show = [action, mode](ThemeMode now) { action->setChecked(now == mode); };
        connect(&m_theme, &ThemeController::modeChanged, action, show);
        show(m_theme.mode());
    };
    tie(m_actions->themeSystem, ThemeMode::System);
    tie(m_actions->themeLight, ThemeMode::Light);
    tie(m_actions->themeDark, ThemeMode::Dark);
    connect(m_actions->toggleTheme, &QAction::triggered, &m_theme, &ThemeController::toggle);
}

void MainWindow::restoreWindow()
{
    const QSettings settings;
    restoreGeometry(settings.value(u"window/geometry"_s).toByteArray());
    m_actions->navigation->setChecked(settings.value(u"window/navigation"_s, true).toBool());
}

void MainWindow::addPage(const PageSpec &spec)
{
    m_specs.append(spec);
    (spec.atFoot ? m_foot : m_navigation)->addPage(spec);
    m_foot->fitHeight();
    QAction *entry = makeAction(this, spec.title, spec.glyph, spec.shortcut);
    if (spec.shortcut.isEmpty() && m_specs.size() <= 9)
        entry->setShortcut(QKeySequence(Qt::CTRL | Qt::Key(int(Qt::Key_0) + int(m_specs.size()))));
    connect(entry, &QAction::triggered, this, [this, id = spec.id] { openPage(id); });
    addAction(entry);
    m_menu->addPageEntry(entry);
    m_pageEntries.append(entry);
}

void MainWindow::addBand(QToolBar *band)
{
    insertToolBar(m_top, band);
    insertToolBarBreak(m_top);
}

void MainWindow::addConnectionAction(QAction *action)
{
    addAction(action);
    m_menu->addFileEntry(action);
    m_connectionActions.append(action);
}

void MainWindow::closeDatabasePages()
{
    for (const PageSpec &spec : std::as_const(m_specs)) {
        if (spec.atFoot)
            continue;
        if (spec.id == m_currentId) {
            m_menu->showPage(nullptr);
            m_currentId.clear();
        }
        delete m_pages.take(spec.id);
    }
    m_history.clear();
    updateHistoryActions();
}

WindowPage *MainWindow::page(const QString &id)
{
    if (WindowPage *made = m_pages.value(id))
        return made;
    for (const PageSpec &spec : std::as_const(m_specs)) {
        if (spec.id != id)
            continue;
        WindowPage *made = spec.factory(m_stack);
        if (!made)
            return nullptr;
        m_stack->addWidget(made);
        m_pages.insert(id, made);
        made->setConnected(m_connection.state == ConnectionStatus::State::Connected);
        connect(made, &WindowPage::locationChanged, this, &MainWindow::noteLocation);
        connect(made, &WindowPage::openRequested, this, &MainWindow::openPage);
        connect(made, &WindowPage::newWindowRequested, this,
                [this, id](const QUrlQuery &location) { Q_EMIT newWindowRequested(id, location); });
        return made;
    }
    return nullptr;
}

WindowPage *MainWindow::currentPage() const
{
    return m_pages.value(m_currentId);
}

void MainWindow::openPage(const QString &id, const QUrlQuery &location)
{
    WindowPage *target = page(id);
    if (!target)
        return;
    if (const WindowPage *before = currentPage())
        m_history.replace({m_currentId, before->location()});
    const HistoryEntry entry{id, location.isEmpty() ? target->location() : location};
    m_history.visit(entry);
    goToEntry(entry);
}

void MainWindow::goBack()
{
    if (const WindowPage *before = currentPage())
        m_history.replace({m_currentId, before->location()});
    if (const auto entry = m_history.back())
        goToEntry(*entry);
}

void MainWindow::goForward()
{
    if (const auto entry = m_history.forward())
        goToEntry(*entry);
}

void MainWindow::goToEntry(const HistoryEntry &entry)
{
    WindowPage *target = page(entry.pageId);
    if (!target)
        return;
    m_moving = true;
    m_currentId = entry.pageId;
    m_stack->setCurrentWidget(target);
    m_navigation->showNone();
    m_foot->showNone();
    m_navigation->showCurrent(entry.pageId);
    m_foot->showCurrent(entry.pageId);
    m_menu->showPage(target);
    if (!entry.location.isEmpty() && entry.location != target->location())
        target->goTo(entry.location);
    target->activate();
    m_moving = false;
    setWindowTitle(tr("%1 – Scrip").arg(target->title()));
    updateHistoryActions();
    Q_EMIT pageShown(entry.pageId);
}

void MainWindow::noteLocation()
{
    const WindowPage *page = currentPage();
    if (m_moving || !page || sender() != page)
        return;
    m_history.visit({m_currentId, page->location()});
    updateHistoryActions();
}

void MainWindow::updateHistoryActions()
{
    m_actions->back->setEnabled(m_history.canGoBack());
    m_actions->forward->setEnabled(m_history.canGoForward());
}

void MainWindow::refresh()
{
    if (WindowPage *page = currentPage())
        page->refresh();
}

void MainWindow::showJobs(bool shown)
{
    m_drawer->setVisible(shown);
    m_actions->jobs->setChecked(shown);
}

QList<QAction *> MainWindow::paletteActions() const
{
    QList<QAction *> actions;
    if (QAction *undo = Toast::undoOn(this))
        actions.append(undo);
    actions.append(m_pageEntries);
    if (const WindowPage *page = currentPage())
        actions.append(page->pageActions());
    actions.append(m_connectionActions);
    actions.append({m_actions->refresh, m_actions->back, m_actions->forward, m_actions->navigation, m_actions->jobs,
                    m_actions->toggleTheme, m_actions->help, m_actions->shortcuts, m_actions->about,
                    m_actions->newWindow, m_actions->closeWindow, m_actions->quit});
    return actions;
}

DialogFrame *MainWindow::showShortcuts()
{
    auto *dialog =
        new ShortcutsDialog(paletteActions() + QList<QAction *>{m_actions->palette, m_actions->filter}, this);
    dialog->open();
    return dialog;
}

DialogFrame *MainWindow::showAbout()
{
    auto *dialog = new AboutDialog(this);
    dialog->open();
    return dialog;
}

void MainWindow::setConnection(const ConnectionStatus &status)
{
    if (status.name != m_connection.name)
        m_wasConnected = false;
    m_wasConnected = m_wasConnected || status.state == ConnectionStatus::State::Connected;
    m_connection = status;
    applyConnection();
}

void MainWindow::applyConnection()
{
    m_top->chip()->setStatus(m_connection);
    m_status->setConnection(m_connection);
    const bool lost = m_connection.state == ConnectionStatus::State::Lost;
    if (lost && !m_wasConnected)
        m_banner->show(Tone::Warn, tr("There is no connection yet."), m_connection.failure);
    else if (lost)
        m_banner->show(Tone::Warn, tr("The connection is lost."),
                       tr("What you see is as of then; nothing you did is lost. Reading resumes by itself. %1")
                           .arg(m_connection.failure));
    else if (m_connection.shutOut)
        m_banner->show(
            Tone::Warn, tr("Your role was taken away."),
            tr("%1 may neither read nor change anything here now. What you see is as of then, and what you "
               "typed stays; it goes on by itself once an admin gives a role back.")
                .arg(m_connection.login));
    else
        m_banner->clear();
    const bool connected = m_connection.state == ConnectionStatus::State::Connected;
    for (WindowPage *page : std::as_const(m_pages))
        page->setConnected(connected);
}

void MainWindow::setUpkeep(const UpkeepState &state)
{
    m_status->setUpkeep(state);
    m_navigation->setBadge(u"overview"_s, state.matters);
}

} // namespace scrip
