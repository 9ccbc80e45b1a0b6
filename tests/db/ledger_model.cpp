// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/ledger_model.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace scrip::test {

bool LedgerModel::Grant::isLive(qint64 at) const
{
    const std::optional<qint64> end = ended ? ended : expires;
    return metered && !beforeOpening && (state != State::Pending || isStopped()) && liveFrom && *liveFrom <= at &&
           (!end || at < *end);
}

LedgerModel::Grant *LedgerModel::find(const QString &name)
{
    for (Grant &grant : m_grants) {
        if (grant.name == name)
            return &grant;
    }
    return nullptr;
}

LedgerModel::Grant *LedgerModel::ofChain(const QString &chain)
{
    const auto found =
        std::find_if(m_grants.begin(), m_grants.end(), [&](const Grant &grant) { return grant.chain == chain; });
    return found == m_grants.end() ? nullptr : &*found;
}

bool LedgerModel::isInForce(const QString &name) const
{
    return std::any_of(m_rows.begin(), m_rows.end(),
                       [&](const LimitRow &row) { return row.name == name && !row.closed; });
}

qsizetype LedgerModel::rowInForce(const QString &chain) const
{
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        if (m_rows.at(i).chain == chain && !m_rows.at(i).closed)
            return i;
    }
    return -1;
}

qint64 LedgerModel::firstMade(const QString &chain) const
{
    std::optional<qint64> first;
    for (const LimitRow &row : m_rows) {
        if (row.chain == chain && (!first || row.created < *first))
            first = row.created;
    }
    return first.value_or(0);
}

QList<LedgerModel::Grant *> LedgerModel::burnOrder()
{
    QList<Grant *> order;
    for (Grant &grant : m_grants)
        order << &grant;
    std::sort(order.begin(), order.end(), [](const Grant *a, const Grant *b) {
        if (a->priority != b->priority)
            return a->priority < b->priority;
        if (a->expires != b->expires)
            return a->expires && (!b->expires || *a->expires < *b->expires);
        if (a->paid != b->paid)
            return b->paid;
        if (a->effective != b->effective)
            return a->effective < b->effective;
        return a->created < b->created;
    });
    return order;
}

qint64 LedgerModel::backendLeft(qint64 now) const
{
    qint64 limit = 0;
    for (const LimitRow &row : m_rows) {
        if (!row.closed && (!row.until || *row.until > now))
            limit += row.worth;
    }
    return limit - m_spent;
}

qint64 LedgerModel::left() const
{
    qint64 sum = -m_overdraft;
    for (const Grant &grant : m_grants) {
        if (grant.metered && grant.state == State::Active)
            sum += grant.available;
    }
    return sum;
}

void LedgerModel::pass(qint64 now)
{
    adopt();
    bookOpening();
    reverse();
    walk(newUsage(now), now);
    forfeit(now);
    m_attributed = m_spent;
    m_passed = now;
}

void LedgerModel::adopt()
{
    QList<qsizetype> inForce;
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        if (!m_rows.at(i).closed && !m_rows.at(i).ours)
            inForce << i;
    }
    for (const qsizetype row : inForce)
        adoptRow(row);
    adoptClosings();
}

void LedgerModel::adoptRow(qsizetype row)
{
    const LimitRow &seen = m_rows.at(row);
    Grant *known = ofChain(seen.chain);
    if (known == nullptr && seen.worth > 0) {
        Grant grant;
        grant.name = seen.name;
        grant.chain = seen.chain;
        grant.backendOwned = !seen.claim;
        grant.paid = !seen.claim;
        grant.readBack = true;
        grant.created = seen.claim ? seen.created : firstMade(seen.chain);
        grant.effective = grant.created;
        grant.liveFrom = grant.created;
        grant.expires = seen.until;
        grant.row = row;
        grant.available = seen.worth;
        grant.firstWorth = seen.worth;
        m_grants << grant;
    } else if (known != nullptr && known->readBack && known->row != row) {
        adjust(known, seen.worth);
        known->row = row;
        known->expires = seen.until;
        known->state = State::Active; // until it expires by the new row
        known->ended.reset();
        known->beforeOpening = false;
        if (!known->liveFrom)
            known->liveFrom = seen.created;
    }
}

/// Closed without a successor: the credit is gone, and late usage does not bring it back.
void LedgerModel::adoptClosings()
{
    for (Grant &grant : m_grants) {
        if (!grant.readBack || grant.row < 0 || rowInForce(grant.chain) >= 0)
            continue;
        adjust(&grant, 0);
        grant.state = State::Voided;
        grant.liveFrom.reset();
        grant.beforeOpening = false;
        grant.ended = m_rows.at(grant.row).closed;
        grant.row = -1;
    }
}

/// What a row is worth takes the place of what the chain stood for.
void LedgerModel::adjust(Grant *grant, qint64 worth)
{
    const qint64 change = worth - grant->available - grant->consumed;
    if (change >= 0) {
        grant->available += change;
        return;
    }
    const qint64 unused = qMin(-change, grant->available);
    grant->available -= unused;
    uncover(grant, -change - unused);
    m_overdraft += -change - unused;
}

/// The backend corrected its total down: the latest attributions are taken back.
void LedgerModel::reverse()
{
    qint64 back = m_attributed - m_spent;
    if (back <= 0)
        return;
    const qint64 uncovered = qMin(back, m_overdraft);
    m_overdraft -= uncovered;
    back -= uncovered;
    while (back > 0) {
        Grant *grant = find(m_attributions.last().grant);
        const qint64 amount = qMin(back, m_attributions.last().amount);
        giveBack(grant, amount);
        back -= amount;
    }
    m_attributed = m_spent;
}

/// In force is a row worth what counts of each grant; of what is over, what it had consumed. Without one, the grant
/// of a claim by the backend leaves the chain to the next claim of that event.
void LedgerModel::writeRows(qint64 now)
{
    for (Grant &grant : m_grants) {
        if (!grant.metered || grant.beforeOpening || (grant.backendOwned && grant.state == State::Active))
            continue;
        const bool active = grant.state == State::Active;
        const qint64 worth = grant.consumed + (active ? grant.available : 0);
        const std::optional<qint64> until = active && worth > 0 ? grant.expires : std::nullopt;
        const qsizetype old = rowInForce(grant.chain);
        if (old < 0 ? worth == 0 : m_rows.at(old).worth == worth && m_rows.at(old).until == until)
            continue;
        if (old >= 0)
            m_rows[old].closed = now;
        grant.readBack = grant.backendOwned;
        grant.row = -1;
        if (worth > 0) {
            grant.row = m_rows.size();
            m_rows << LimitRow{grant.chain, grant.name, worth, until, now, {}, false, true};
        } else if (std::find(m_events.cbegin(), m_events.cend(), grant.chain) != m_events.cend()) {
            grant.chain = grant.name + u" alone"_s; // and the event's is free
        }
    }
}

} // namespace scrip::test
