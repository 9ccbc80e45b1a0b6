// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/settling.h"

#include "cli/grant_columns.h"
#include "cli/replies.h"
#include "core/grant_json.h"

using namespace Qt::StringLiterals;

namespace scrip::cli {

namespace {

constexpr int duePage = 1'000;

/// Settles one organization after the other and adds up what was done. Lives for one call.
class Settling
{
public:
    Settling(Context &context, const Stores &stores, const SettleCall &call)
        : m_context(context)
        , m_stores(stores)
        , m_call(call)
    {
    }

    Result<Reply> one();
    Result<Reply> all();

private:
    Result<SettleOutcome> outcomeOf(const OrganizationId &organization, const QString &key);
    Result<Done> take(const OrganizationId &organization);
    Result<Done> add(const SettleOutcome &outcome);
    [[nodiscard]] Failure summary() const;

    Context &m_context;
    const Stores &m_stores;
    const SettleCall &m_call;
    SettleOutcome m_sum;
    qint64 m_count = 0;
    bool m_allReplayed = true;
    std::optional<Failure> m_first;
    QJsonArray m_failed;
};

Result<SettleOutcome> Settling::outcomeOf(const OrganizationId &organization, const QString &key)
{
    const SettleRequest request{organization, m_call.beforeAdoption};
    if (m_call.dryRun)
        return awaited(m_stores.ledger->previewSettle(request));
    WriteContext write = m_context.write();
    write.key = key;
    return awaited(m_stores.ledger->settle(request, write));
}

Result<Reply> Settling::one()
{
    const Result<SettleOutcome> outcome = outcomeOf(m_call.organization, m_context.write().key);
    if (!outcome)
        return outcome.failure();
    if (m_call.dryRun)
        return Reply::of(toJson(*outcome), settleFields());
    return writtenReply(toJson(*outcome), outcome->replayed, settleFields());
}

Result<Done> Settling::add(const SettleOutcome &outcome)
{
    const Result<Money> breakage = m_sum.breakage.plus(outcome.breakage);
    if (!breakage)
        return breakage.failure();
    const Result<Money> protectedWorth = m_sum.protectedWorth.plus(outcome.protectedWorth);
    if (!protectedWorth)
        return protectedWorth.failure();
    m_sum.released += outcome.released;
    m_sum.settled += outcome.settled;
    m_sum.breakage = *breakage;
    m_sum.protectedWorth = *protectedWorth;
    m_allReplayed = m_allReplayed && outcome.replayed;
    ++m_count;
    return Done{};
}

Result<Done> Settling::take(const OrganizationId &organization)
{
    const QString key = m_context.write().key;
    const Result<SettleOutcome> outcome = outcomeOf(organization, partKey(key, organization.toText()));
    if (outcome)
        return add(*outcome);
    Failure failure = outcome.failure();
    if (!failure.key.isEmpty())
        failure.key = key; // what resolves it is the key of the call
    const bool itsOwn = failure.kind == FailureKind::Refused || failure.kind == FailureKind::Busy;
    if (!itsOwn)
        return failure;
    m_failed << QJsonObject{{u"organization_id"_s, organization.toText()}, {u"name"_s, failure.name}};
    if (!m_first)
        m_first = failure;
    return Done{};
}

Failure Settling::summary() const
{
    Failure failure = *m_first;
    failure.detail = toJson(m_sum);
    failure.detail.insert(u"failed"_s, m_failed);
    return failure;
}

Result<Reply> Settling::all()
{
    QString after;
    do {
        const auto page = awaited(m_stores.ledger->due(m_call.beforeAdoption, after, duePage));
        if (!page)
            return page.failure();
        for (const OrganizationId &organization : page->items) {
            if (const auto taken = take(organization); !taken)
                return taken.failure();
        }
        after = page->next;
    } while (!after.isEmpty());
    if (m_first)
        return summary();
    if (m_call.dryRun)
        return Reply::of(toJson(m_sum), settleFields());
    return writtenReply(toJson(m_sum), m_count > 0 && m_allReplayed, settleFields());
}

} // namespace

Result<Reply> settle(Context &context, const Stores &stores, const SettleCall &call)
{
    Settling settling(context, stores, call);
    return call.organization.isNull() ? settling.all() : settling.one();
}

} // namespace scrip::cli
