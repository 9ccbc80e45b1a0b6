// SPDX-License-Identifier: GPL-3.0-or-later
// What the page is made of and what it asks for. What it does with claims is in claims_page_actions.cpp.
#include "ui/claims/claims_page.h"

#include "models/claims_model.h"
#include "ui/claims/claim_actions.h"
#include "ui/claims/claim_detail.h"
#include "ui/claims/claim_filter_bar.h"
#include "ui/claims/claim_rights.h"
#include "ui/claims/claims_table.h"
#include "ui/table/exported_lists.h"
#include "ui/table/place.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/search_field.h"

#include <QAction>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int detailWidth = 392;

QDateTime timeOf(const QUrlQuery &place, const QString &name)
{
    return QDateTime::fromString(textOf(place, name), Qt::ISODate).toUTC();
}

QString timeText(const QDateTime &when)
{
    return when.isValid() ? when.toUTC().toString(Qt::ISODate) : QString();
}

std::optional<bool> releasedOf(const QUrlQuery &place)
{
    const QString state = textOf(place, u"state"_s);
    if (state == u"released")
        return true;
    return state == u"claimed" ? std::optional(false) : std::nullopt;
}

} // namespace

ClaimsPage::ClaimsPage(const Stores &stores, const TablePorts &ports, QWidget *parent)
    : TablePage(tr("Claims"), ports, parent)
    , m_stores(stores)
    , m_model(new ClaimsModel(*stores.claims, this))
    , m_actions(new ClaimActions(this))
    , m_filters(new ClaimFilterBar)
    , m_table(new ClaimsTable(m_model))
    , m_detail(new ClaimDetail(stores, ports))
{
    buildActions();
    connect(m_filters, &ClaimFilterBar::filterChanged, this, &ClaimsPage::onFilterChosen);
    assemble({u"claims"_s,
              m_model,
              m_table,
              m_filters,
              m_filters->chips(),
              m_detail,
              {detailWidth, 0},
              {u"event"_s, u"claim"_s, u"claims"_s, u"grant"_s},
              tr("No claim is left by these filters."),
              makeEmpty()});
}

void ClaimsPage::buildActions()
{
    addHeaderAction(exportAction());
    addHeaderAction(m_actions->openCustomer);
    addHeaderAction(m_actions->release);
    addPageSeparator();
    for (QAction *action : {m_actions->reissue, m_actions->openGrant, m_actions->openEvent})
        addPageAction(action);
    connect(m_actions->release, &QAction::triggered, this, &ClaimsPage::openRelease);
    connect(m_actions->reissue, &QAction::triggered, this, &ClaimsPage::openReissue);
    connect(m_actions->openCustomer, &QAction::triggered, this, &ClaimsPage::openCustomer);
    connect(m_actions->openGrant, &QAction::triggered, this, &ClaimsPage::openGrant);
    connect(m_actions->openEvent, &QAction::triggered, this, &ClaimsPage::openEvent);
}

EmptyState *ClaimsPage::makeEmpty()
{
    auto *empty = new EmptyState(EmptyState::Drawing::Codes,
                                 tr("Nobody has claimed yet. A claim turns a code into credit of an organization."));
    auto *toCodes = makeAction(this, tr("Go to the codes"), Glyph::Code);
    connect(toCodes, &QAction::triggered, this, [this] { Q_EMIT openRequested(u"codes"_s, {}); });
    empty->setAction(toCodes);
    return empty;
}

void ClaimsPage::setClock(const QTimeZone &zone, const QDateTime &now)
{
    m_model->setZone(zone);
    m_table->setNow(now);
    m_filters->setClock(zone, now);
    m_detail->setClock(zone, now);
}

void ClaimsPage::ask()
{
    m_model->setFilter(m_filters->filter());
}

ExportSource ClaimsPage::exportOfAll() const
{
    return exportOfClaims(*m_stores.claims, m_model->query());
}

void ClaimsPage::readAgain()
{
    TablePage::readAgain();
    m_detail->reload();
}

void ClaimsPage::loadLists()
{
    askEvents(*m_stores.events, [this](const QList<Event> &events) {
        m_events = events;
        m_filters->setEvents(m_events);
        showSubtitle();
    });
}

void ClaimsPage::onArrived()
{
    if (const Claim *first = m_model->peek(0))
        m_filters->setNames(first->email, first->organizationName);
}

QString ClaimsPage::subtitleText() const
{
    const TableCount shown = m_model->rowsInAll();
    qint64 all = 0;
    int events = 0;
    for (const Event &event : m_events) {
        all += event.claimCount;
        events += event.claimCount > 0 ? 1 : 0;
    }
    if (!shown.isKnown())
        return {};
    if (!isFiltered() && all > 0)
        return tr("%1 claims count in %n event(s)", nullptr, events).arg(countText(all));
    const bool estimate = shown.certainty == TableCount::Certainty::Estimate;
    return shown.rows == 0 ? QString()
                           : tr("%1 claim(s)", nullptr, int(shown.rows)).arg(countText(shown.rows, estimate));
}

const Claim *ClaimsPage::selected() const
{
    return m_model->at(m_table->onlySelectedRow());
}

void ClaimsPage::showChosen()
{
    const Claim *claim = selected();
    m_actions->update(claim, connection());
    m_detail->setReasonAgainstLooking(reasonAgainstLooking(connection()));
    if (claim)
        m_detail->showClaim(*claim);
    else
        m_detail->clear();
}

void ClaimsPage::focusFilter()
{
    m_filters->search()->setFocus(Qt::ShortcutFocusReason);
    m_filters->search()->selectAll();
}

QUrlQuery ClaimsPage::location() const
{
    const ClaimQuery &filter = m_filters->filter();
    QUrlQuery place;
    addIdTo(place, u"event"_s, filter.event);
    addIdTo(place, u"user"_s, filter.user);
    addIdTo(place, u"organization"_s, filter.organization);
    if (filter.released)
        addTo(place, u"state"_s, *filter.released ? u"released"_s : u"claimed"_s);
    addTo(place, u"from"_s, timeText(filter.from));
    addTo(place, u"to"_s, timeText(filter.to));
    addTo(place, u"search"_s, filter.search);
    return place;
}

/// A user claims an event once, so both together name the claim.
QUrlQuery ClaimsPage::chosenPlace() const
{
    const Claim *claim = selected();
    if (!claim)
        return location();
    QUrlQuery place = placeOf(u"event"_s, claim->eventId);
    addIdTo(place, u"user"_s, claim->userId);
    return place;
}

bool ClaimsPage::setPlace(const QUrlQuery &place)
{
    ClaimQuery filter;
    filter.event = idOf<EventId>(place, u"event"_s);
    filter.user = idOf<UserId>(place, u"user"_s);
    filter.organization = idOf<OrganizationId>(place, u"organization"_s);
    filter.released = releasedOf(place);
    filter.from = timeOf(place, u"from"_s);
    filter.to = timeOf(place, u"to"_s);
    filter.search = textOf(place, u"search"_s);
    const bool moved = filter != m_filters->filter();
    m_filters->setFilter(filter);
    return moved;
}

} // namespace scrip
