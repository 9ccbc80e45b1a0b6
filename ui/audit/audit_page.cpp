// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/audit_page.h"

#include "models/audit_log_model.h"
#include "ui/audit/audit_change.h"
#include "ui/audit/audit_rights.h"
#include "ui/audit/verify_audit_dialog.h"
#include "ui/codes/code_delegates.h"
#include "ui/events/event_words.h"
#include "ui/grants/grant_words.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/filter_chips.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/label.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/table_view.h"

#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QResizeEvent>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

/// From this width on a change is shown beside the table.
constexpr int roomBeside = 1500;
constexpr int besideWidth = 480;
constexpr int leastChange = 180;
const QList<int> columnWidths{152, 176, 190, 210, 240};

} // namespace

AuditPage::AuditPage(Administration &administration, ConnectionMonitor &connection, QWidget *parent)
    : WindowPage(tr("Audit"), parent)
    , m_administration(administration)
    , m_connection(connection)
    , m_model(new AuditLogModel(administration, this))
{
    buildActions();
    m_stack = new QStackedWidget;
    body()->addWidget(m_stack, 1);
    buildContent();
    m_barred = new EmptyState(EmptyState::Drawing::Offline, {});
    m_stack->addWidget(m_barred);
    connectModel();
    connect(&m_connection, &ConnectionMonitor::sessionChanged, this, &AuditPage::onSession);
    connect(&m_connection, &ConnectionMonitor::stateChanged, this, &AuditPage::showSelection);
    connect(&m_connection, &ConnectionMonitor::changed, this, [this] {
        // Whatever is written is in the audit.
        m_outdated = true;
        if (isVisible())
            activate();
    });
    onSession();
}

AuditPage::~AuditPage()
{
    // The model goes before the table, which tells then that nothing is selected any more.
    m_table->disconnect(this);
    delete m_dialog;
}

void AuditPage::buildActions()
{
    m_verify = makeAction(this, tr("&Verify…"), Glyph::Shield);
    m_onlyObject = makeAction(this, tr("Only this &object"), Glyph::Filter);
    m_onlyActor = makeAction(this, tr("Only this &login"), Glyph::User);
    m_copy = makeAction(this, tr("&Copy"), Glyph::Copy, QKeySequence::Copy);
    m_copy->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_clear = makeAction(this, tr("Clear &filters"), Glyph::Filter);
    m_verify->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_E));
    addPrimaryAction(m_verify);
    addPageSeparator();
    for (QAction *action : {m_onlyObject, m_onlyActor, m_copy, m_clear})
        addPageAction(action);
    connect(m_verify, &QAction::triggered, this, &AuditPage::openVerify);
    connect(m_onlyObject, &QAction::triggered, this, [this] { filterByChosen(true); });
    connect(m_onlyActor, &QAction::triggered, this, [this] { filterByChosen(false); });
    connect(m_copy, &QAction::triggered, this, [this] { m_table->copySelection(); });
    connect(m_clear, &QAction::triggered, this, [this] {
        setFilter({});
        Q_EMIT locationChanged();
    });
}

void AuditPage::buildContent()
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_failure = new InlineMessage;
    connect(m_failure, &InlineMessage::buttonClicked, this, &AuditPage::refresh);
    column->addWidget(buildFilters());
    column->addWidget(m_failure);
    column->addWidget(new Line);
    column->addWidget(buildRows(), 1);
    m_stack->addWidget(content);
}

QWidget *AuditPage::buildFilters()
{
    m_filters = new AuditFilterBar;
    QToolButton *columns = makeGlyphButton(Glyph::Columns, tr("Columns"));
    connect(columns, &QToolButton::clicked, this,
            [this, columns] { m_table->columnMenu()->popup(columns->mapToGlobal(QPoint(0, columns->height()))); });
    m_filters->chips()->addRight(columns);
    connect(m_filters, &AuditFilterBar::filterChanged, this, [this](const AuditFilter &filter) {
        setFilter(filter);
        Q_EMIT locationChanged();
    });
    return m_filters;
}

void AuditPage::buildTable()
{
    m_table = new TableView;
    m_table->setModel(m_model);
    m_table->setRowStateRole(RowStateRole);
    m_table->setAccessibleName(tr("Audit"));
    m_since = new SinceDelegate(m_table);
    m_table->setItemDelegateForColumn(AuditLogColumns::At, m_since);
    auto *action = new RowDelegate(m_table);
    action->setStrong(true);
    m_table->setItemDelegateForColumn(AuditLogColumns::Action, action);
    m_table->setColumnWidths(columnWidths);
    m_table->keepColumns(u"audit"_s);
}

QWidget *AuditPage::buildRows()
{
    buildTable();
    m_tableStack = new QStackedWidget;
    m_tableStack->addWidget(m_table);
    auto *none = new EmptyState(EmptyState::Drawing::Search, tr("Nothing is recorded that fits these filters."));
    none->setAction(m_clear);
    m_tableStack->addWidget(none);
    m_change = new AuditChange;
    m_split = new Splitter(Qt::Vertical);
    m_split->addWidget(m_tableStack);
    m_split->addWidget(m_change);
    m_split->setStretchFactor(0, 1);
    m_split->setStretchFactor(1, 0);
    m_split->setCollapsible(0, false);
    connect(m_split, &QSplitter::splitterMoved, this, [this] { m_moved = true; });
    return m_split;
}

void AuditPage::connectModel()
{
    connect(m_model, &ListModelBase::failed, this, &AuditPage::onFailure);
    connect(m_model, &ListModelBase::loaded, this, [this] {
        m_failure->clear();
        if (m_table->selectedRowIndexes().isEmpty() && m_model->filledRows() > 0)
            m_table->selectRow(0);
        showState();
        showSubtitle();
        showSelection();
    });
    connect(m_table, &TableView::selectionChangedByRow, this, &AuditPage::showSelection);
    connect(m_table, &TableView::rowMenuRequested, this,
            [this](const QModelIndex &, const QPoint &at) { showMenu(at); });
}

void AuditPage::onSession()
{
    const Session &session = m_connection.session();
    const QTimeZone zone = zoneOrUtc(session.timeZone);
    m_model->setZone(zone);
    m_since->setNow(session.now);
    m_change->setClock(zone, session.now, session.meteringCurrency);
    showState();
    showSelection();
}

void AuditPage::onFailure(const Failure &failure)
{
    m_failure->setButton(tr("Try again"));
    m_failure->show(Tone::Bad, tr("Not loaded."), grantFailureWords(failure));
    m_outdated = true;
}

void AuditPage::activate()
{
    if (!reasonAgainstAudit(m_connection).isEmpty())
        return;
    if (!isAncestorOf(QApplication::focusWidget()))
        m_table->setFocus(Qt::OtherFocusReason);
    if (!m_outdated)
        return;
    m_outdated = false;
    if (m_asked)
        m_model->reload();
    else
        ask();
}

void AuditPage::refresh()
{
    m_outdated = true;
    activate();
}

void AuditPage::setConnected(bool connected)
{
    WindowPage::setConnected(connected);
    showSelection();
    if (connected && isVisible())
        activate();
}

void AuditPage::ask()
{
    m_asked = true;
    m_outdated = false;
    m_model->setQuery(queryOf(m_filters->filter(), m_connection.session().now));
}

void AuditPage::setFilter(const AuditFilter &filter)
{
    m_filters->setFilter(filter);
    m_failure->clear();
    ask();
    showState();
    showSelection();
}

void AuditPage::showState()
{
    const QString barred = reasonAgainstAudit(m_connection);
    const bool shut = !barred.isEmpty() && m_connection.state() == ConnectionState::Connected;
    m_barred->setSentence(barred);
    m_stack->setCurrentIndex(shut ? 1 : 0);
    const bool none = m_model->isLoaded() && m_model->filledRows() == 0;
    m_tableStack->setCurrentIndex(none ? 1 : 0);
    m_change->setVisible(!none);
    setHeaderActionsVisible(!shut);
    setHeaderLine(shut);
}

void AuditPage::showSubtitle()
{
    const int rows = m_model->filledRows();
    const QString count = m_model->hasMore() ? QString(countText(rows) % u'+') : countText(rows);
    setSubtitle(rows == 0 ? QString() : tr("%1 row(s)", nullptr, rows).arg(count));
}

const AuditEntry *AuditPage::chosen() const
{
    const QModelIndexList selected = m_table->selectedRowIndexes();
    return selected.size() == 1 ? m_model->entry(selected.first()) : nullptr;
}

void AuditPage::showSelection()
{
    const AuditEntry *entry = chosen();
    const QString one = tr("Select one row");
    const QString barred = reasonAgainstAudit(m_connection);
    const bool connected = m_connection.state() == ConnectionState::Connected;
    setReasonAgainst(m_verify, connected ? barred : tr("There is no connection to the database"));
    setReasonAgainst(m_onlyObject, !entry                        ? one
                                   : entry->objectKind.isEmpty() ? tr("It was done to no object")
                                                                 : QString());
    setReasonAgainst(m_onlyActor, entry ? QString() : one);
    setReasonAgainst(m_copy, m_table->selectedRowIndexes().isEmpty() ? tr("Select rows first") : QString());
    setReasonAgainst(m_clear, m_filters->isFiltered() ? QString() : tr("Nothing is filtered"));
    if (entry)
        m_change->showEntry(*entry);
    else
        m_change->clear();
}

void AuditPage::filterByChosen(bool object)
{
    const AuditEntry *entry = chosen();
    if (!entry)
        return;
    AuditFilter filter = m_filters->filter();
    if (object)
        filter.object =
            entry->objectId.isEmpty() ? entry->objectKind : QString(entry->objectKind % u':' % entry->objectId);
    else
        filter.actor = entry->login;
    setFilter(filter);
    Q_EMIT locationChanged();
}

bool AuditPage::isDialogOpen() const
{
    // One that was closed is still there until the event loop takes it away.
    const DialogFrame *dialog = m_dialog.data();
    return dialog && dialog->isVisible();
}

void AuditPage::openVerify()
{
    if (isDialogOpen())
        return;
    auto *dialog = new VerifyAuditDialog(m_administration, zoneOrUtc(m_connection.session().timeZone), this);
    m_dialog = dialog;
    dialog->open();
}

void AuditPage::showMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_onlyObject, m_onlyActor, m_copy});
    menu->setToolTipsVisible(true);
    menu->popup(at);
}

void AuditPage::focusFilter()
{
    m_filters->openObject();
}

QUrlQuery AuditPage::location() const
{
    const AuditFilter &filter = m_filters->filter();
    QUrlQuery query;
    if (filter.span != "all"_L1)
        query.addQueryItem(u"span"_s, filter.span);
    if (!filter.actor.isEmpty())
        query.addQueryItem(u"actor"_s, filter.actor);
    if (!filter.object.isEmpty())
        query.addQueryItem(u"object"_s, filter.object);
    return query;
}

void AuditPage::goTo(const QUrlQuery &location)
{
    AuditFilter filter;
    filter.span = location.queryItemValue(u"span"_s);
    if (filter.span.isEmpty())
        filter.span = u"all"_s;
    filter.actor = location.queryItemValue(u"actor"_s, QUrl::FullyDecoded);
    filter.object = location.queryItemValue(u"object"_s, QUrl::FullyDecoded);
    if (filter != m_filters->filter() || !m_asked)
        setFilter(filter);
}

void AuditPage::resizeEvent(QResizeEvent *event)
{
    WindowPage::resizeEvent(event);
    const bool beside = width() >= roomBeside;
    if (beside == m_beside && m_moved)
        return;
    m_beside = beside;
    m_moved = false;
    m_split->setOrientation(m_beside ? Qt::Horizontal : Qt::Vertical);
    m_change->setMinimumSize(m_beside ? besideWidth : 0, m_beside ? 0 : leastChange);
    const int whole = m_beside ? width() : height();
    const int second = m_beside ? besideWidth : std::max(leastChange, height() * 2 / 5);
    m_split->setSizes({whole - second, second});
}

void AuditPage::whenLoaded(const std::function<void()> &ready)
{
    if (m_model->isLoaded() && !m_model->isLoading()) {
        ready();
        return;
    }
    auto *wait = new QObject(this);
    const auto go = [wait, ready] {
        wait->deleteLater();
        ready();
    };
    connect(m_model, &ListModelBase::loaded, wait, go);
    connect(m_model, &ListModelBase::failed, wait, go);
}

QList<TourStop> AuditPage::tourStops()
{
    TourStop table{u"audit"_s, [this](const std::function<void()> &ready) { whenLoaded(ready); }, {}};
    TourStop verify;
    verify.name = u"verify-audit"_s;
    verify.prepare = [this](const std::function<void()> &ready) {
        whenLoaded([this, ready] {
            openVerify();
            if (auto *dialog = qobject_cast<VerifyAuditDialog *>(m_dialog.data()))
                connect(dialog, &VerifyAuditDialog::ready, this, ready, Qt::SingleShotConnection);
            else
                ready();
        });
    };
    verify.finish = [this] {
        if (m_dialog)
            m_dialog->close();
    };
    return {table, verify};
}

} // namespace scrip
