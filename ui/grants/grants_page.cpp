// SPDX-License-Identifier: GPL-3.0-or-later
// What the page is made of and what it asks for. What it does with grants is in grants_page_actions.cpp.
#include "ui/grants/grants_page.h"

#include "ui/grants/grant_actions.h"
#include "ui/grants/grant_detail.h"
#include "ui/grants/grant_filter_bar.h"
#include "ui/grants/grant_rights.h"
#include "ui/grants/grant_words.h"
#include "ui/grants/grants_table.h"
#include "ui/table/exported_lists.h"
#include "ui/table/place.h"
#include "ui/table/table_footer.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/filter_chips.h"
#include "ui/widgets/label.h"
#include "ui/widgets/money_field.h"

#include <QAction>
#include <QHBoxLayout>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

/// Beside the table where both fit: the ledger tells who moved what from where to where.
constexpr int besideWidth = 660;
constexpr int besideFrom = 1704;
constexpr int leastDetail = 210;

QWidget *legend()
{
    auto *box = new QWidget;
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::half);
    const auto add = [row](const BarPart &part, const QString &name) {
        auto *swatch = new Bar(nullptr, space::one);
        swatch->setParts({part});
        swatch->setFixedSize(space::one, space::one);
        row->addWidget(swatch);
        row->addWidget(Label::muted(name, Type::Caption));
        row->addSpacing(space::half);
    };
    add({1.0, Tone::Neutral, false}, GrantsPage::tr("consumed"));
    add({1.0, Tone::Accent, false}, GrantsPage::tr("available"));
    add({1.0, Tone::Bad, true}, GrantsPage::tr("forfeited"));
    return box;
}

} // namespace

GrantsPage::GrantsPage(const Stores &stores, const TablePorts &ports, QWidget *parent)
    : TablePage(tr("Grants"), ports, parent)
    , m_stores(stores)
    , m_model(new GrantsModel(*stores.grants, this))
    , m_rows(new GrantRows(*m_model, this))
    , m_actions(new GrantActions(this))
    , m_filters(new GrantFilterBar)
    , m_table(new GrantsTable(*m_rows))
    , m_detail(new GrantDetail(*stores.grants, ports))
{
    buildActions();
    m_filters->chips()->addRight(legend());
    connect(m_filters, &GrantFilterBar::filterChanged, this, &GrantsPage::onFilterChosen);
    connect(m_table, &TableView::selectionChangedByRow, this, [this] {
        if (m_table->selectedRowCount() > 0)
            m_wanted = {};
    });
    auto *empty = new EmptyState(EmptyState::Drawing::Codes,
                                 tr("A grant is credit of one organization: claims make them, and so do you."));
    empty->setAction(m_actions->create);
    assemble({u"grants"_s,
              m_model,
              m_table,
              m_filters,
              m_filters->chips(),
              m_detail,
              {besideWidth, leastDetail, besideFrom},
              {u"grant"_s, u"claim"_s, u"claims"_s, u"organization"_s},
              tr("No grant is left by these filters."),
              empty});
    addExportButton();
    for (QAction *action : {m_actions->payment, m_actions->clawBack, m_actions->voidMatching})
        footer()->addAction(action);
}

void GrantsPage::buildActions()
{
    addHeaderAction(m_actions->settle);
    addHeaderAction(m_actions->voidOne);
    addPrimaryAction(m_actions->create);
    addPageSeparator();
    for (QAction *action : {m_actions->payment, m_actions->voidMatching, m_actions->clawBack})
        addPageAction(action);
    addPageSeparator();
    for (QAction *action : {m_actions->onlyOrganization, m_actions->goToEvent, exportAction()})
        addPageAction(action);
    connect(m_actions->create, &QAction::triggered, this, &GrantsPage::openCreate);
    connect(m_actions->voidOne, &QAction::triggered, this, &GrantsPage::openVoid);
    connect(m_actions->clawBack, &QAction::triggered, this, &GrantsPage::openClawBack);
    connect(m_actions->payment, &QAction::triggered, this, &GrantsPage::openPayment);
    connect(m_actions->voidMatching, &QAction::triggered, this, &GrantsPage::openVoidMatching);
    connect(m_actions->settle, &QAction::triggered, this, &GrantsPage::openSettle);
    connect(m_actions->onlyOrganization, &QAction::triggered, this, &GrantsPage::filterByOrganization);
    connect(m_actions->goToEvent, &QAction::triggered, this, &GrantsPage::openEvent);
}

void GrantsPage::setClock(const QTimeZone &zone, const QDateTime &now)
{
    m_model->setZone(zone);
    m_detail->setClock(zone, now);
    m_table->setNow(now);
}

QString GrantsPage::reasonAgainstSeeing() const
{
    return reasonAgainstSeeingGrants(connection());
}

QString GrantsPage::failureText(const Failure &failure) const
{
    return grantFailureWords(failure);
}

void GrantsPage::ask()
{
    m_model->setQuery(m_filters->filter());
}

ExportSource GrantsPage::exportOfAll() const
{
    return exportOfGrants(*m_stores.grants, m_model->query());
}

void GrantsPage::readAgain()
{
    TablePage::readAgain();
    m_detail->reload();
}

void GrantsPage::loadLists()
{
    askEvents(*m_stores.events, [this](const QList<Event> &events) { m_filters->setEvents(events); });
}

void GrantsPage::onArrived()
{
    chooseWanted();
    const Grant *first = m_model->peek(0);
    if (first && !m_filters->filter().organization.isNull())
        m_filters->setOrganizationName(first->organizationName);
}

QString GrantsPage::subtitleText() const
{
    const TableCount count = m_model->rowsInAll();
    const bool estimate = count.certainty == TableCount::Certainty::Estimate;
    return count.rows == 0 ? QString()
                           : tr("%1 grant(s)", nullptr, int(count.rows)).arg(countText(count.rows, estimate));
}

void GrantsPage::showChosen()
{
    const Grant *grant = m_table->chosen();
    m_actions->update(grant, m_filters->filter(), connection());
    if (grant)
        m_detail->showGrant(*grant);
    else
        m_detail->clear();
}

QString GrantsPage::selectionRemark() const
{
    const Grant *grant = m_table->chosen();
    return grant ? tr("available %1").arg(moneyText(grant->available)) : QString();
}

void GrantsPage::chooseWanted()
{
    if (!m_wanted.isNull() && m_table->select(m_wanted))
        m_wanted = {};
    if (isFirstAnswer() && m_table->selectedRowCount() == 0 && m_model->peek(0) && m_wanted.isNull())
        m_table->selectRow(0);
}

void GrantsPage::focusFilter()
{
    m_filters->openName();
}

QUrlQuery GrantsPage::location() const
{
    const GrantQuery &filter = m_filters->filter();
    QUrlQuery place;
    if (filter.depleted || filter.status)
        addTo(place, u"status"_s, filter.depleted ? u"depleted"_s : grantStatusName(*filter.status));
    addTo(place, u"origin"_s, filter.origin ? grantOriginName(*filter.origin) : QString());
    addIdTo(place, u"event"_s, filter.event);
    addIdTo(place, u"organization"_s, filter.organization);
    addTo(place, u"search"_s, filter.search);
    return place;
}

bool GrantsPage::setPlace(const QUrlQuery &place)
{
    GrantQuery filter;
    const QString status = textOf(place, u"status"_s);
    filter.depleted = status == "depleted"_L1;
    filter.status = grantStatusFromName(status);
    filter.origin = grantOriginFromName(textOf(place, u"origin"_s));
    filter.event = idOf<EventId>(place, u"event"_s);
    filter.organization = idOf<OrganizationId>(place, u"organization"_s);
    filter.search = textOf(place, u"search"_s);
    const bool moved = !sameFilter(filter, m_filters->filter());
    m_filters->setFilter(filter);
    return moved;
}

QUrlQuery GrantsPage::chosenPlace() const
{
    const Grant *grant = m_table->chosen();
    if (!grant)
        return location();
    QUrlQuery place = placeOf(u"organization"_s, grant->organizationId);
    addIdTo(place, u"grant"_s, grant->id);
    return place;
}

void GrantsPage::goTo(const QUrlQuery &place)
{
    m_wanted = idOf<GrantId>(place, u"grant"_s);
    TablePage::goTo(place);
    if (m_model->isLoaded())
        chooseWanted();
}

} // namespace scrip
