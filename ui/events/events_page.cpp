// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/events_page.h"

#include "core/text_rules.h"
#include "ui/events/event_actions.h"
#include "ui/events/event_detail.h"
#include "ui/events/event_rows.h"
#include "ui/events/event_words.h"
#include "ui/events/events_table.h"
#include "ui/events/redemption_tab.h"
#include "ui/table/list_export.h"
#include "ui/table/table_commands.h"
#include "ui/table/table_page.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/filter_chips.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/label.h"
#include "ui/widgets/money_field.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/toast.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QSettings>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

const QString allId = u"all"_s;
constexpr int besideFrom = 1560;  ///< From this width on the detail stands beside the table.
constexpr int besideWidth = 1080; ///< Of the table then: all columns fit.
constexpr int leastDetail = 306;  ///< Head, tabs, and the whole funnel.
constexpr int aboveTable = 96;    ///< Page header and filter row.
constexpr int searchWidth = 200;
constexpr int placeholderRows = 8;
constexpr int rowsAtFirst = 10; ///< How many the table shows before somebody moves the splitter.

} // namespace

EventsPage::EventsPage(const Stores &stores, const TablePorts &ports, QWidget *parent)
    : WindowPage(tr("Events"), parent)
    , m_stores(stores)
    , m_monitor(ports.connection)
    , m_model(new EventsModel(*stores.events, this))
    , m_rows(new EventRows(*m_model, this))
    , m_actions(new EventActions({stores, ports.connection, ports.jobs, [this] { return m_clock.now(); }, this}))
{
    m_clock.set(m_monitor.session().now);
    m_model->setPlaceholderRows(placeholderRows);
    m_export = new ListExport(
        makeAction(this, tr("E&xport…"), Glyph::Export), [this] { return exportSource(); }, ports, this);
    setReasonAgainst(m_export->action(), tr("There is nothing to export"));
    buildActions();
    buildFilter();
    buildContent();
    buildStates();
    connectParts();
    m_minute.setInterval(60'000);
    m_minute.start();
}

void EventsPage::buildActions()
{
    addHeaderAction(m_actions->duplicate);
    addHeaderAction(m_actions->edit);
    addPrimaryAction(m_actions->create);
    addPageSeparator();
    for (QAction *action :
         {m_actions->approve, m_actions->mint, m_actions->print, m_actions->pause, m_actions->resume})
        addPageAction(action);
    addPageSeparator();
    for (QAction *action : {m_actions->archive, m_actions->unarchive})
        addPageAction(action);
}

void EventsPage::buildFilter()
{
    m_chips = new FilterChips;
    QList<ChipSpec> choices{{allId, tr("All")}};
    for (const EventStatus status :
         {EventStatus::Active, EventStatus::Paused, EventStatus::AwaitingApproval, EventStatus::Upcoming,
          EventStatus::Exhausted, EventStatus::Ended, EventStatus::Archived})
        choices << ChipSpec{statusName(status), statusPill(statusName(status)).text};
    m_chips->setChoices(choices);
    m_search = new SearchField(tr("Name, tag or note"));
    m_search->setAccessibleName(tr("Search events"));
    m_search->setFixedWidth(searchWidth);
    m_chips->addRight(m_search);
}

void EventsPage::buildContent()
{
    m_table = new EventsTable(*m_rows, [this] { return m_clock.now(); });
    m_commands = new TableCommands(m_table);
    m_chips->addRight(m_commands->makeColumnsButton());
    addPageSeparator();
    for (QAction *action : {m_commands->copy, m_commands->copyCsv, m_commands->columns, m_export->action()})
        addPageAction(action);
    m_commands->append(m_export->action());
    m_detail = new EventDetail(m_stores, *m_actions);
    m_splitter = new Splitter(Qt::Vertical);
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);
    m_table->setMinimumHeight(m_table->heightForRows(3));
    m_detail->setMinimumHeight(leastDetail);
    m_splitter->keepSizes(u"events"_s);
    m_failure = new InlineMessage;
}

void EventsPage::buildStates()
{
    m_states = new QStackedWidget;
    m_states->addWidget(m_splitter);
    auto *none = new EmptyState(EmptyState::Drawing::Sheet,
                                tr("An event sets the credit, the dates and the cap; codes come after."));
    none->setAction(m_actions->create);
    m_states->addWidget(none);
    m_showAll = makeAction(this, tr("Show all events"), Glyph::Close);
    auto *noMatch = new EmptyState(EmptyState::Drawing::Search, tr("No event is like that."));
    noMatch->setAction(m_showAll);
    m_states->addWidget(noMatch);
    m_tryAgain = makeAction(this, tr("Try again"), Glyph::Refresh);
    m_notLoaded = new EmptyState(EmptyState::Drawing::Offline, {});
    m_notLoaded->setAction(m_tryAgain);
    m_states->addWidget(m_notLoaded);
    auto *strip = new QHBoxLayout;
    strip->setContentsMargins(space::pageLeft, 0, space::pageRight, 0);
    strip->addWidget(m_failure);
    body()->addWidget(m_chips);
    body()->addLayout(strip);
    body()->addWidget(m_states, 1);
}

void EventsPage::connectParts()
{
    connect(m_model, &ListModelBase::loaded, this, &EventsPage::onLoaded);
    connect(m_model, &ListModelBase::failed, this, &EventsPage::onFailed);
    connect(m_table, &TableView::selectionChangedByRow, this, &EventsPage::showChosen);
    connect(m_table, &TableView::rowActivated, this, [this] {
        if (m_actions->edit->isEnabled())
            m_actions->edit->trigger();
    });
    connect(m_table, &TableView::rowMenuRequested, this, &EventsPage::openMenu);
    connect(m_chips, &FilterChips::chosenChanged, this, &EventsPage::applyFilter);
    connect(m_search, &SearchField::searchChanged, this, &EventsPage::applyFilter);
    connect(m_showAll, &QAction::triggered, this, &EventsPage::clearFilter);
    connect(m_tryAgain, &QAction::triggered, this, &EventsPage::refresh);
    connect(m_failure, &InlineMessage::buttonClicked, this, &EventsPage::refresh);
    connect(&m_monitor, &ConnectionMonitor::changed, this, &EventsPage::onChanged);
    connect(&m_monitor, &ConnectionMonitor::sessionChanged, this,
            [this](const Session &session) { m_clock.set(session.now); });
    connect(m_actions, &EventActions::written, this, &EventsPage::onWritten);
    connect(m_actions, &EventActions::printRequested, this, [this](const EventId &id) {
        Q_EMIT openRequested(u"sheets"_s, QUrlQuery({{u"event"_s, id.toText()}}));
    });
    connect(m_actions, &EventActions::batchPrintRequested, this, [this](const BatchId &id) {
        Q_EMIT openRequested(u"sheets"_s, QUrlQuery({{u"batch"_s, id.toText()}}));
    });
    connect(m_actions, &EventActions::batchRequested, this, [this](const BatchId &id) {
        Q_EMIT openRequested(u"codes"_s, QUrlQuery({{u"batch"_s, id.toText()}}));
    });
    connect(m_detail->redemption(), &RedemptionTab::claimsRequested, this,
            [this](const EventId &id, const QDateTime &from, const QDateTime &to) {
                Q_EMIT openRequested(u"claims"_s, QUrlQuery({{u"event"_s, id.toText()},
                                                             {u"from"_s, from.toUTC().toString(Qt::ISODate)},
                                                             {u"to"_s, to.toUTC().toString(Qt::ISODate)}}));
            });
    connect(m_detail->redemption(), &RedemptionTab::codesRequested, this,
            [this](const EventId &id, const QString &state) {
                Q_EMIT openRequested(u"codes"_s, QUrlQuery({{u"event"_s, id.toText()}, {u"state"_s, state}}));
            });
    connect(&m_minute, &QTimer::timeout, m_table->viewport(), qOverload<>(&QWidget::update));
}

void EventsPage::resizeEvent(QResizeEvent *event)
{
    WindowPage::resizeEvent(event);
    const Qt::Orientation wanted = width() >= besideFrom ? Qt::Horizontal : Qt::Vertical;
    if (m_splitter->orientation() == wanted && m_arranged)
        return;
    const bool kept =
        !m_arranged && QSettings().contains(u"splitters/events"_s) && m_splitter->orientation() == wanted;
    m_arranged = true;
    if (kept)
        return;
    m_splitter->setOrientation(wanted);
    m_splitter->setHandleWidth(wanted == Qt::Vertical ? 5 : 1);
    if (wanted == Qt::Horizontal)
        m_splitter->setSizes({besideWidth, width() - besideWidth});
    else {
        const int table = m_table->heightForRows(rowsAtFirst) + m_splitter->handleWidth() + 1;
        m_splitter->setSizes({table, std::max(leastDetail, height() - aboveTable - table)});
    }
}

void EventsPage::openMenu(const QModelIndex &, const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    menu->addActions({m_actions->edit, m_actions->duplicate});
    menu->addSeparator();
    menu->addActions({m_actions->approve, m_actions->pause, m_actions->resume, m_actions->mint, m_actions->print});
    menu->addSeparator();
    menu->addActions({m_actions->archive, m_actions->unarchive});
    menu->addSeparator();
    m_commands->addTo(menu);
    menu->popup(at);
}

void EventsPage::focusFilter()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

} // namespace scrip
