// SPDX-License-Identifier: GPL-3.0-or-later
// What the view asks for, and what is chosen in it.
#include "core/text_rules.h"
#include "models/timeline_model.h"
#include "ui/customers/customer_head.h"
#include "ui/customers/customer_view.h"
#include "ui/table/detail_table.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/label.h"

namespace scrip {

namespace {

constexpr int mostBalances = 4;
constexpr int mostGrants = 6;
constexpr int fewGrants = 1;

void fit(TableView *table, int rows)
{
    table->setFixedHeight(table->heightForRows(rows));
}

} // namespace

void CustomerView::watchModels()
{
    for (ListModelBase *model : {static_cast<ListModelBase *>(m_balances), static_cast<ListModelBase *>(m_grants),
                                 static_cast<ListModelBase *>(m_timeline)})
        connect(model, &ListModelBase::failed, this, &CustomerView::failed);
    connect(m_balances, &ListModelBase::loaded, this, &CustomerView::showBalances);
    connect(m_grants, &ListModelBase::loaded, this, [this] {
        fit(m_grantsTable, std::clamp(m_grants->filledRows(), fewGrants, mostGrants));
        tellLoaded();
    });
    connect(m_timeline, &ListModelBase::loaded, this, [this] {
        m_timelineCaption->setText(
            m_timeline->isCutOff()
                ? tr("the first %1; the latest are missing").arg(countText(TimelineModel::mostItems))
                : tr("latest first"));
        tellLoaded();
    });
    connect(m_balancesTable, &TableView::selectionChangedByRow, this, [this] {
        askGrants();
        Q_EMIT choiceChanged();
    });
    connect(m_keysTable, &TableView::selectionChangedByRow, this, &CustomerView::choiceChanged);
    connect(m_keys, &ListModelBase::loaded, this, &CustomerView::choiceChanged);
}

void CustomerView::showCustomer(const Customer &customer)
{
    m_customer = customer;
    m_known.clear();
    m_grantsOf = {};
    m_head->showCustomer(customer);
    m_balances->setSource({});
    m_grants->setSource({});
    const bool booked = customer.kind != Customer::Kind::Code;
    m_balancesPart->setVisible(booked);
    m_grantsPart->setVisible(booked);
    m_keysPart->setVisible(customer.kind == Customer::Kind::Person);
    fit(m_balancesTable, std::clamp(int(customer.organizations().size()), 1, mostBalances));
    fit(m_grantsTable, fewGrants);
    m_keys->setRows(customer.person.keys);
    m_timeline->setSubject(customer.timeline());
    askBalances();
}

void CustomerView::reload()
{
    askBalances();
    m_grants->reload();
    // A code's timeline counts as a look-up.
    if (m_customer.kind != Customer::Kind::Code)
        m_timeline->reload();
}

void CustomerView::clear()
{
    ++m_asking;
    m_customer = {};
    m_balances->setSource({});
    m_grants->setSource({});
    m_keys->setSource({});
    m_timeline->clear();
}

void CustomerView::askBalances()
{
    const int asking = ++m_asking;
    const QList<Membership> organizations = m_customer.organizations();
    m_awaited = int(organizations.size());
    for (const Membership &one : organizations)
        onDone<Balance>(this, m_stores.ledger->balance(one.organization),
                        [this, one, asking](const Result<Balance> &answer) { takeBalance(one, answer, asking); });
    if (organizations.isEmpty()) {
        m_grantsCaption->setText(tr("no organization yet; a claim makes one"));
        m_balances->setRows({});
    }
}

void CustomerView::takeBalance(const Membership &membership, const Result<Balance> &answer, int asking)
{
    if (asking != m_asking)
        return;
    if (answer)
        m_known.insert(membership.organization, *answer);
    else
        Q_EMIT failed(answer.failure());
    if (--m_awaited > 0)
        return;
    QList<BalanceRow> rows;
    const QList<Membership> organizations = m_customer.organizations();
    for (const Membership &one : organizations) {
        if (m_known.contains(one.organization))
            rows += balanceRows(one, m_known.value(one.organization));
    }
    m_balances->setRows(rows);
}

void CustomerView::showBalances()
{
    fit(m_balancesTable, std::clamp(m_balances->filledRows(), 1, mostBalances));
    if (organization().isNull() && m_balances->filledRows() > 0)
        m_balancesTable->selectRow(0);
    askGrants();
    tellLoaded();
}

OrganizationId CustomerView::organization() const
{
    const QModelIndexList rows = m_balancesTable->selectedRowIndexes();
    const BalanceRow *row = rows.isEmpty() ? nullptr : m_balances->at(rows.constFirst());
    return row ? row->organization : OrganizationId();
}

void CustomerView::askGrants()
{
    const OrganizationId chosen = organization();
    if (chosen.isNull() || chosen == m_grantsOf)
        return;
    m_grantsOf = chosen;
    const BalanceRow *row = m_balances->at(m_balancesTable->selectedRowIndexes().constFirst());
    m_grantsCaption->setText(tr("of %1").arg(shownText(row->name)));
    m_grants->setSource([store = m_stores.grants, chosen](const QString &after) {
        GrantQuery query;
        query.organization = chosen;
        query.after = after;
        return store->page(query);
    });
}

const PersonKey *CustomerView::key() const
{
    const QModelIndexList rows = m_keysTable->selectedRowIndexes();
    if (!rows.isEmpty())
        return m_keys->at(rows.constFirst());
    const PersonKey *only = nullptr;
    for (const PersonKey &one : m_keys->rows()) {
        if (one.claim.isNull() || !one.active)
            continue;
        if (only)
            return nullptr;
        only = &one;
    }
    return only;
}

void CustomerView::tellLoaded()
{
    const bool booked = m_balances->isLoaded() && (m_balances->filledRows() == 0 || m_grants->isLoaded());
    if (m_timeline->isLoaded() && (booked || m_customer.kind == Customer::Kind::Code))
        Q_EMIT loaded();
}

} // namespace scrip
