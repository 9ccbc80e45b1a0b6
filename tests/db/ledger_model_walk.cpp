// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/ledger_model.h"

#include <algorithm>

namespace scrip::test {

namespace {

constexpr qint64 minute = 60;
constexpr qint64 lag = minute * 15;
constexpr qint64 lateUsage = minute * 60 * 24 * 7;

} // namespace

/// Usage that is not attributed yet, with its moments: of rows as far as they explain it, now for the rest.
QList<LedgerModel::UsageRow> LedgerModel::newUsage(qint64 now)
{
    const qint64 fresh = m_spent - m_attributed;
    std::sort(m_usage.begin(), m_usage.end(),
              [](const UsageRow &a, const UsageRow &b) { return a.at != b.at ? a.at < b.at : a.step < b.step; });
    QList<UsageRow> taken;
    qint64 logged = 0;
    std::optional<qint64> newest;
    for (UsageRow &row : m_usage) {
        if (row.taken || (m_floor && row.at <= *m_floor))
            continue;
        if (logged + row.cost > fresh + m_unlogged)
            break;
        logged += row.cost;
        row.taken = true;
        taken << row;
        newest = qMin(row.at, now);
    }
    if (newest)
        m_floor = qMax(m_floor.value_or(*newest - lateUsage), *newest - lateUsage);
    qint64 counted = qMax<qint64>(logged - fresh, 0); // when they were not known yet
    m_unlogged -= counted;
    qint64 explained = 0;
    for (UsageRow &row : taken) {
        const qint64 before = qMin(row.cost, counted);
        counted -= before;
        row.cost -= before;
        row.at = qMin(row.at, now);
        explained += row.cost;
    }
    m_unlogged += fresh - explained;
    taken << UsageRow{0, now, fresh - explained, true};
    return taken;
}

/// Through time: at each moment grants begin and end, what is owed is covered, and then usage burns.
void LedgerModel::walk(const QList<UsageRow> &usage, qint64 now)
{
    QList<qint64> moments{now};
    for (const Grant &grant : m_grants) {
        if (grant.liveFrom)
            moments << *grant.liveFrom;
        if (const auto end = grant.ended ? grant.ended : grant.expires)
            moments << *end;
        if (grant.isStopped() && grant.expires)
            moments << *grant.expires;
    }
    const qint64 last = m_passed.value_or(now);
    moments << last;
    for (const UsageRow &row : usage)
        moments << row.at;
    std::sort(moments.begin(), moments.end());
    qint64 owed = m_overdraft; // since the last pass
    m_overdraft = 0;
    qsizetype next = 0;
    for (const qint64 at : moments) {
        if (at > now)
            break;
        if (at >= last) {
            m_overdraft += owed;
            owed = 0;
        }
        turn(at);
        cover(at);
        for (; next < usage.size() && usage.at(next).at <= at; ++next)
            burn(usage.at(next).cost, at);
    }
}

void LedgerModel::turn(qint64 at)
{
    for (Grant &grant : m_grants) {
        if (grant.isOver())
            continue;
        if (grant.expires && *grant.expires <= at) {
            grant.state = State::Expired;
            grant.ended = grant.ended ? grant.ended : grant.expires;
            grant.forfeited += grant.pending;
            grant.pending = 0;
        } else if (grant.state == State::Pending && !grant.isStopped() && grant.liveFrom && *grant.liveFrom <= at) {
            grant.state = State::Active;
            grant.available += grant.pending;
            grant.pending = 0;
        }
    }
}

void LedgerModel::cover(qint64 at)
{
    const qint64 owed = m_overdraft;
    m_overdraft = 0;
    burn(owed, at);
}

void LedgerModel::burn(qint64 amount, qint64 at)
{
    const QList<Grant *> order = burnOrder();
    for (Grant *grant : order) {
        if (!grant->isLive(at))
            continue;
        const qint64 left = qMin(amount, grant->available);
        grant->available -= left;
        const qint64 breakage = grant->isOver() ? qMin(amount - left, grant->forfeited) : 0;
        const qint64 unpaid = grant->isStopped() ? qMin(amount - left, grant->pending) : 0;
        const qint64 taken = left + breakage + unpaid;
        grant->forfeited -= breakage;
        grant->pending -= unpaid;
        grant->consumed += taken;
        amount -= taken;
        if (taken > 0)
            m_attributions << Attribution{grant->name, taken};
    }
    m_overdraft += amount;
}

/// Takes the latest that a grant covers from it.
void LedgerModel::uncover(Grant *grant, qint64 amount)
{
    grant->consumed -= amount;
    for (qsizetype i = m_attributions.size() - 1; i >= 0 && amount > 0 && grant->metered; --i) {
        Attribution &attribution = m_attributions[i];
        if (attribution.grant != grant->name)
            continue;
        const qint64 part = qMin(amount, attribution.amount);
        attribution.amount -= part;
        amount -= part;
    }
    m_attributions.removeIf([](const Attribution &attribution) { return attribution.amount == 0; });
}

void LedgerModel::forfeit(qint64 now)
{
    for (Grant &grant : m_grants) {
        if (grant.state == State::Voided || (grant.state == State::Expired && *grant.ended + lag <= now)) {
            grant.forfeited += grant.available;
            grant.available = 0;
        } else if (grant.state == State::Pending) {
            grant.pending += grant.available;
            grant.available = 0;
        }
    }
}

} // namespace scrip::test
