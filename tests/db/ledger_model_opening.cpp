// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/ledger_model.h"

#include <algorithm>

namespace scrip::test {

/// At the first pass over an organization that had spent something before we came: all of it is booked on what was in
/// force and alive then. What had run out by then stays as it is until somebody asks for it.
void LedgerModel::bookOpening()
{
    if (!m_met || m_opened)
        return;
    m_opened = true;
    for (Grant &grant : m_grants) {
        if (!grant.expires || *grant.expires > *m_met)
            continue;
        grant.state = State::Expired;
        grant.ended = grant.expires;
        grant.beforeOpening = true;
        grant.forfeited += grant.available;
        grant.available = 0;
    }
    m_attributed = qMin(m_openingSpent, m_spent);
    burn(m_attributed, *m_met);
    for (Grant &grant : m_grants)
        grant.opening = grant.consumed;
    m_passed = m_met;
    m_floor = m_met;
}

/// The time before we came as it would have been had we been there.
QList<LedgerModel::Grant> LedgerModel::replayedOpening() const
{
    LedgerModel then;
    then.m_spent = m_openingSpent;
    for (const Grant &grant : m_grants) {
        if (grant.firstWorth == 0 || grant.created > *m_met)
            continue;
        Grant young;
        young.name = grant.name;
        young.paid = grant.paid;
        young.effective = grant.effective;
        young.created = grant.created;
        young.liveFrom = grant.created;
        young.expires = grant.expires;
        young.available = grant.firstWorth;
        then.m_grants << young;
    }
    for (UsageRow row : m_usage) {
        row.taken = false;
        if (row.at <= *m_met)
            then.m_usage << row;
    }
    then.walk(then.newUsage(*m_met), *m_met);
    return then.m_grants;
}

/// What had expired before we came gets what it had consumed; that is taken off what nothing covers, then off what
/// the opening burnt beyond the replay, the last in burn order first, and then off any other usage.
void LedgerModel::settleOpening(qint64 now)
{
    const auto waits = [](const Grant &grant) { return grant.beforeOpening; };
    if (!m_opened || std::none_of(m_grants.cbegin(), m_grants.cend(), waits))
        return;
    const QList<Grant> replayed = replayedOpening();
    const auto consumedThen = [&replayed](const QString &name) {
        const auto found =
            std::find_if(replayed.cbegin(), replayed.cend(), [&](const Grant &g) { return g.name == name; });
        return found == replayed.cend() ? 0 : found->consumed;
    };
    QList<Grant *> others = burnOrder();
    qint64 given = 0;
    for (Grant *grant : burnOrder()) {
        if (!grant->beforeOpening)
            continue;
        const qint64 amount = qMin(consumedThen(grant->name), m_attributed - given);
        grant->forfeited -= amount;
        grant->consumed += amount;
        grant->beforeOpening = false;
        given += amount;
        others.removeOne(grant);
        if (amount > 0)
            m_attributions << Attribution{grant->name, amount};
    }
    const qint64 owed = qMin(given, m_overdraft);
    m_overdraft -= owed;
    given -= owed;
    std::reverse(others.begin(), others.end());
    for (const bool anyUsage : {false, true}) {
        for (Grant *grant : others) {
            const qint64 beyond = qMax<qint64>(grant->opening - consumedThen(grant->name), 0);
            const qint64 amount =
                qMin(given, grant->metered ? qMin(anyUsage ? grant->consumed : beyond, grant->consumed) : 0);
            giveBack(grant, amount);
            given -= amount;
        }
    }
    forfeit(now);
}

void LedgerModel::giveBack(Grant *grant, qint64 amount)
{
    uncover(grant, amount);
    grant->available += amount;
}

} // namespace scrip::test
