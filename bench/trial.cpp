// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/trial.h"

#include "bench/server.h"
#include "core/awaited.h"

using namespace Qt::StringLiterals;

namespace scrip::bench {

Trial::Trial(const QString &database)
    : m_gateway(WriteJournal(m_journal.path()))
    , m_stores(must(m_gateway.open({Server::dsn(database), 15'000, u"bench"_s})).stores)
{
}

EventId Trial::createEvent(const QString &name) const
{
    EventDraft draft;
    draft.name = name;
    draft.amount = Money(25 * Money::unit, Currency(u"USD"_s));
    draft.creditExpiresAt = QDateTime::currentDateTimeUtc().addYears(1);
    draft.claimUrl = u"https://app.example.com/claim?code={code}"_s;
    return must(awaited(m_stores.events->create(draft, {newKey(), {}, {}}))).object.id;
}

BatchId Trial::mint(const EventId &event, qint64 count, const QString &key) const
{
    MintRequest request;
    request.event = event;
    request.count = count;
    const Batch batch = must(awaited(m_stores.batches->mint(request, {key, {}, {}}, {}))).object;
    if (batch.count != count)
        giveUp(u"Minted %1 of %2."_s.arg(batch.count).arg(count));
    return batch.id;
}

} // namespace scrip::bench
