// SPDX-License-Identifier: GPL-3.0-or-later
// How the page is put together and where its parts stand. What it asks for and what it shows of the answers is in
// table_page_loading.cpp.
#include "ui/table/table_page.h"

#include "models/columns.h"
#include "models/page_cache.h"
#include "ui/table/export_dialog.h"
#include "ui/table/table_commands.h"
#include "ui/table/table_footer.h"
#include "ui/table/view_chooser.h"
#include "ui/table/view_name_dialog.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/filter_chips.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/label.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/table_view.h"

#include <QAction>
#include <QLineEdit>
#include <QMenu>
#include <QResizeEvent>
#include <QScrollBar>
#include <QSettings>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <memory>

namespace scrip {

TablePage::TablePage(const QString &title, const TablePorts &ports, QWidget *parent)
    : WindowPage(title, parent)
    , m_ports(ports)
    , m_clearFilters(makeAction(this, tr("Clear &filters"), Glyph::Filter))
    , m_export(makeAction(this, tr("E&xport…"), Glyph::Export))
    , m_newWindow(makeAction(this, tr("Open in new &window"), Glyph::Window))
    , m_detailAction(
          makeAction(this, tr("&Details of the chosen row"), Glyph::Sidebar, QKeySequence(Qt::CTRL | Qt::Key_I)))
    , m_tryAgain(makeAction(this, tr("Try again"), Glyph::Refresh))
    , m_stack(new QStackedWidget)
    , m_strip(new InlineMessage)
    , m_footer(new TableFooter)
{
    m_detailAction->setCheckable(true);
    body()->addWidget(m_stack, 1);
}

TablePage::~TablePage()
{
    // The models go before the table, which tells then that nothing is selected any more; by then nobody is left who
    // could say what that means.
    m_parts.table->disconnect(this);
    m_parts.model->disconnect(this);
    m_ports.connection.disconnect(this);
    delete m_dialog;
}

void TablePage::assemble(const TableParts &parts)
{
    m_parts = parts;
    m_commands = new TableCommands(parts.table);
    m_views = new ViewChooser(
        parts.id, [this] { return present(); }, this);
    m_detailAction->setChecked(parts.place.height > 0);
    buildActions();
    buildContent();
    addTableActions();
    connectParts();
    connectNews();
}

void TablePage::buildActions()
{
    m_viewsAction = makeAction(this, tr("&Views…"), Glyph::Star);
    connect(m_viewsAction, &QAction::triggered, this, [this] { openBelow(m_views->menu(), m_viewsButton); });
    connect(m_views, &ViewChooser::chosen, this, &TablePage::showView);
    connect(m_views, &ViewChooser::everythingChosen, this, &TablePage::showEverything);
    connect(m_tryAgain, &QAction::triggered, this, &TablePage::refresh);
    connect(m_export, &QAction::triggered, this, &TablePage::openExport);
    connect(m_newWindow, &QAction::triggered, this, [this] { Q_EMIT newWindowRequested(chosenPlace()); });
    connect(m_clearFilters, &QAction::triggered, this, [this] {
        setPlace({});
        onFilterChosen();
    });
}

void TablePage::buildContent()
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    QToolButton *views = makeGlyphButton(Glyph::Star, tr("Views"));
    connect(views, &QToolButton::clicked, m_viewsAction, &QAction::trigger);
    m_viewsButton = views;
    m_parts.chips->addRight(views);
    m_parts.chips->addRight(m_commands->makeColumnsButton());
    column->addWidget(m_parts.filters);
    column->addWidget(m_strip);
    column->addWidget(new Line);
    column->addWidget(buildRows(), 1);
    column->addWidget(new Line);
    column->addWidget(m_footer);
    m_stack->addWidget(content);
    m_barred = new EmptyState(EmptyState::Drawing::Offline, {});
    m_stack->addWidget(m_barred);
    if (m_parts.empty)
        m_stack->addWidget(m_parts.empty);
}

QWidget *TablePage::buildRows()
{
    m_rows = new QStackedWidget;
    m_rows->addWidget(m_parts.table);
    auto *none = new EmptyState(EmptyState::Drawing::Search, m_parts.noneLeft);
    none->setAction(m_clearFilters);
    m_rows->addWidget(none);
    m_notLoaded = new EmptyState(EmptyState::Drawing::Offline, {});
    m_notLoaded->setAction(m_tryAgain);
    m_rows->addWidget(m_notLoaded);
    if (!m_parts.detail)
        return m_rows;
    m_split = new Splitter(Qt::Horizontal);
    m_split->addWidget(m_rows);
    m_split->addWidget(m_parts.detail);
    m_split->setStretchFactor(0, 1);
    m_split->setStretchFactor(1, 0);
    m_split->setCollapsible(0, false);
    m_parts.detail->setVisible(m_detailAction->isChecked());
    connect(m_split, &QSplitter::splitterMoved, this, &TablePage::keepDetailSize);
    connect(m_detailAction, &QAction::toggled, this, [this] { showState(); });
    return m_split;
}

void TablePage::addTableActions()
{
    addPageSeparator();
    for (QAction *action : {m_commands->copy, m_commands->copyCsv, m_commands->columns})
        addPageAction(action);
    if (m_parts.detail)
        addPageAction(m_detailAction);
    addPageAction(m_newWindow);
    addPageSeparator();
    for (QAction *action :
         {m_clearFilters, m_viewsAction, m_views->save, m_views->rename, m_views->remove, m_views->begin})
        addPageAction(action);
}

void TablePage::connectParts()
{
    TableView *table = m_parts.table;
    connect(m_strip, &InlineMessage::buttonClicked, this, &TablePage::refresh);
    connect(m_parts.model, &TableModelBase::failed, this, &TablePage::onFailure);
    connect(m_parts.model, &TableModelBase::loaded, this, &TablePage::onLoaded);
    connect(m_parts.model, &TableModelBase::countChanged, this, &TablePage::onCount);
    connect(table, &TableView::selectionChangedByRow, this, &TablePage::showSelection);
    connect(table, &TableView::rowMenuRequested, this,
            [this](const QModelIndex &, const QPoint &at) { showMenu(at); });
    connect(table->verticalScrollBar(), &QScrollBar::valueChanged, this, &TablePage::showPlace);
    connect(m_footer, &TableFooter::pageRequested, this, [this](int page) {
        m_parts.table->scrollToRow(page * PageCache<int>::pageRows);
        m_parts.table->setFocus(Qt::OtherFocusReason);
    });
    if (m_parts.detail && m_parts.place.height == 0)
        connect(table, &TableView::rowActivated, m_detailAction, &QAction::toggle);
}

void TablePage::connectNews()
{
    connect(&m_ports.connection, &ConnectionMonitor::sessionChanged, this, &TablePage::onSession);
    connect(&m_ports.connection, &ConnectionMonitor::stateChanged, this, [this] {
        showState();
        showSelection();
    });
    connect(&m_ports.connection, &ConnectionMonitor::changed, this, &TablePage::onNews);
    onSession();
}

void TablePage::resizeEvent(QResizeEvent *event)
{
    WindowPage::resizeEvent(event);
    if (!m_split)
        return;
    const bool beside = width() >= m_parts.place.beside;
    if (beside == m_beside && m_moved)
        return;
    const bool changed = beside != m_beside;
    m_beside = beside;
    m_moved = false;
    arrange();
    if (changed && m_parts.place.height == 0)
        m_detailAction->setChecked(beside);
}

void TablePage::arrange()
{
    const DetailPlace &place = m_parts.place;
    const bool below = place.height > 0 && !m_beside;
    m_split->setOrientation(below ? Qt::Vertical : Qt::Horizontal);
    m_parts.detail->setMinimumSize(below ? 0 : place.width, below ? place.height : 0);
    const int whole = below ? height() : width();
    const int second = QSettings().value(detailSizeKey(), usualDetailSize(below)).toInt();
    m_split->setSizes({whole - second, second});
}

int TablePage::usualDetailSize(bool below) const
{
    const DetailPlace &place = m_parts.place;
    return below ? std::max(place.height, height() * 2 / 5) : place.width;
}

void TablePage::keepDetailSize()
{
    m_moved = true;
    QSettings().setValue(detailSizeKey(), m_split->sizes().constLast());
}

QString TablePage::detailSizeKey() const
{
    return QLatin1StringView("splitters/") + m_parts.id +
           QLatin1StringView(m_split->orientation() == Qt::Vertical ? "/below" : "/beside");
}

void TablePage::addExportButton()
{
    QToolButton *button = makeGlyphButton(Glyph::Page, m_export->iconText());
    button->setDefaultAction(m_export); // with its glyph
    m_parts.chips->addRight(button);
}

bool TablePage::isAsking() const
{
    // One that was closed is still there until the event loop takes it away.
    const DialogFrame *dialog = m_dialog.data();
    return dialog && dialog->isVisible();
}

ExportSource TablePage::exportSource() const
{
    ExportSource source = exportOfAll();
    // What lies in an archive is not among all of them.
    source.filtered = isFiltered() || hasArchive();
    const TableCount count = m_parts.model->rowsInAll();
    const bool exact = count.certainty == TableCount::Certainty::Exact;
    if (exact || count.certainty == TableCount::Certainty::Estimate)
        source.count = RowCount{count.rows, exact};
    return source;
}

void TablePage::openExport()
{
    if (!isAsking())
        open(new ExportDialog(exportSource(), m_ports.jobs, m_ports.prompts, this));
}

void TablePage::open(DialogFrame *dialog)
{
    m_dialog = dialog;
    dialog->open();
}

void TablePage::showMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    fillMenu(menu);
    menu->addSeparator();
    m_commands->addTo(menu);
    menu->addAction(m_export);
    if (m_parts.detail)
        menu->addAction(m_detailAction);
    menu->addAction(m_newWindow);
    menu->popup(at);
}

void TablePage::whenLoaded(const std::function<void()> &ready)
{
    const auto there = [model = m_parts.model] {
        const TableCount count = model->rowsInAll();
        if (!count.isKnown())
            return model->hasFailed();
        return count.rows == 0 || model->index(0, 0).data(RowStateRole).toInt() != int(RowFill::Loading);
    };
    if (there()) {
        ready();
        return;
    }
    auto *wait = new QObject(this);
    const auto look = [wait, told = std::make_shared<bool>(false), there, ready] {
        if (*told || !there())
            return;
        *told = true;
        wait->deleteLater();
        ready();
    };
    connect(m_parts.model, &TableModelBase::loaded, wait, look);
    connect(m_parts.model, &TableModelBase::failed, wait, look);
    connect(m_parts.model, &TableModelBase::countChanged, wait, look);
}

TourStop TablePage::stopOf(const QString &name, const std::function<void(std::function<void()>)> &show)
{
    TourStop stop;
    stop.name = name;
    stop.prepare = [this, show](const std::function<void()> &ready) { whenLoaded([show, ready] { show(ready); }); };
    stop.finish = [this] {
        if (DialogFrame *open = m_dialog.data())
            open->close();
    };
    return stop;
}

TourStop TablePage::stopOfViews(const QList<SavedView> &samples)
{
    TourStop stop =
        stopOf(m_parts.id + QLatin1StringView("-views"), [this, samples](const std::function<void()> &ready) {
            m_views->showWith(samples, [this] { m_viewsAction->trigger(); });
            ready();
        });
    stop.finish = [this] { m_views->menu()->close(); };
    return stop;
}

TourStop TablePage::stopOfViewName(const QString &sample)
{
    TourStop stop = stopOf(QStringLiteral("save-view"), [this, sample](const std::function<void()> &ready) {
        m_views->save->trigger();
        if (const ViewNameDialog *dialog = m_views->dialog())
            dialog->nameField()->setText(sample);
        ready();
    });
    stop.finish = [this] {
        if (ViewNameDialog *dialog = m_views->dialog())
            dialog->close();
    };
    return stop;
}

} // namespace scrip
