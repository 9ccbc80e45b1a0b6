// SPDX-License-Identifier: GPL-3.0-or-later
// What the page is made of. How it comes by what it shows is in events_page_loading.cpp.
#include "ui/events/events_page.h"

#include "core/text_rules.h"
#include "ui/events/event_actions.h"
#include "ui/events/event_detail.h"
#include "ui/events/event_rows.h"
#include "ui/events/events_table.h"
#include "ui/events/redemption_tab.h"
#include "ui/table/place.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/filter_chips.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/search_field.h"

#include <QAction>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

/// Where the details stand beside the table its columns fit, and the funnel does.
constexpr DetailPlace detailPlace{632, 306, 1672};
constexpr int leastSearch = 120;
constexpr int searchWidth = 200;
constexpr int placeholderRows = 8;
constexpr int minute = 60'000;

} // namespace

EventsPage::EventsPage(const Stores &stores, const TablePorts &ports, QWidget *parent)
    : TablePage(tr("Events"), ports, parent)
    , m_stores(stores)
    , m_model(new EventsModel(*stores.events, this))
    , m_rows(new EventRows(*m_model, this))
    , m_actions(new EventActions(
          {stores, ports.connection, ports.jobs, ports.prompts, [this] { return m_clock.now(); }, this}))
    , m_table(new EventsTable(*m_rows, [this] { return m_clock.now(); }))
    , m_detail(new EventDetail(m_stores, *m_actions, ports))
{
    m_model->setPlaceholderRows(placeholderRows);
    m_table->setMinimumHeight(m_table->heightForRows(3));
    buildActions();
    buildFilter();
    connectParts();
    connectPlaces();
    assemble({u"events"_s,
              m_model,
              m_table,
              m_chips,
              m_chips,
              m_detail,
              detailPlace,
              {u"event"_s, u"batch"_s, u"code"_s, u"claims"_s, u"print"_s},
              tr("No event is like that."),
              makeEmpty()});
    addExportButton();
    m_minute.setInterval(minute);
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
    addPageSeparator();
    addPageAction(exportAction());
}

void EventsPage::buildFilter()
{
    m_chips = new FilterChips;
    QList<ChipSpec> choices{{u"all"_s, tr("All")}};
    for (const EventStatus status :
         {EventStatus::Active, EventStatus::Paused, EventStatus::AwaitingApproval, EventStatus::Upcoming,
          EventStatus::Exhausted, EventStatus::Ended, EventStatus::Archived})
        choices << ChipSpec{statusName(status), statusPill(statusName(status)).text};
    m_chips->setChoices(choices);
    m_search = new SearchField(tr("Name, tag, note"));
    m_search->setAccessibleName(tr("Search events"));
    m_search->setMinimumWidth(leastSearch);
    m_search->setMaximumWidth(searchWidth);
    m_chips->addRight(m_search);
}

EmptyState *EventsPage::makeEmpty()
{
    auto *none = new EmptyState(EmptyState::Drawing::Sheet,
                                tr("An event sets the credit, the dates and the cap; codes come after."));
    none->setAction(m_actions->create);
    return none;
}

void EventsPage::connectParts()
{
    connect(m_table, &TableView::rowActivated, this, [this] {
        if (m_actions->edit->isEnabled())
            m_actions->edit->trigger();
    });
    connect(m_chips, &FilterChips::chosenChanged, this, &EventsPage::onFilterChosen);
    connect(m_search, &SearchField::searchChanged, this, &EventsPage::onFilterChosen);
    connect(m_actions, &EventActions::written, this, &EventsPage::onWritten);
    connect(&m_minute, &QTimer::timeout, m_table->viewport(), qOverload<>(&QWidget::update));
}

/// The ways to other pages.
void EventsPage::connectPlaces()
{
    connect(m_actions, &EventActions::printRequested, this,
            [this](const EventId &id) { Q_EMIT openRequested(u"sheets"_s, placeOf(u"event"_s, id)); });
    connect(m_actions, &EventActions::batchPrintRequested, this,
            [this](const BatchId &id) { Q_EMIT openRequested(u"sheets"_s, placeOf(u"batch"_s, id)); });
    connect(m_actions, &EventActions::batchRequested, this,
            [this](const BatchId &id) { Q_EMIT openRequested(u"codes"_s, placeOf(u"batch"_s, id)); });
    connect(m_detail->redemption(), &RedemptionTab::claimsRequested, this,
            [this](const EventId &id, const QDateTime &from, const QDateTime &to) {
                QUrlQuery place = placeOf(u"event"_s, id);
                addTo(place, u"from"_s, from.toUTC().toString(Qt::ISODate));
                addTo(place, u"to"_s, to.toUTC().toString(Qt::ISODate));
                Q_EMIT openRequested(u"claims"_s, place);
            });
    connect(m_detail->redemption(), &RedemptionTab::codesRequested, this,
            [this](const EventId &id, const QString &state) {
                QUrlQuery place = placeOf(u"event"_s, id);
                addTo(place, u"state"_s, state);
                Q_EMIT openRequested(u"codes"_s, place);
            });
}

void EventsPage::fillMenu(QMenu *menu)
{
    menu->addActions({m_actions->edit, m_actions->duplicate});
    menu->addSeparator();
    menu->addActions({m_actions->approve, m_actions->pause, m_actions->resume, m_actions->mint, m_actions->print});
    menu->addSeparator();
    menu->addActions({m_actions->archive, m_actions->unarchive});
}

void EventsPage::focusFilter()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

} // namespace scrip
