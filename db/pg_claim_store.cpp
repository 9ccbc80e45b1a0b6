// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/pg_claim_store.h"

#include "core/claim_json.h"
#include "core/event_times.h"

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

template <typename TypedId> void narrow(QJsonObject &filter, QLatin1String field, const TypedId &id)
{
    if (!id.isNull())
        filter.insert(field, id.toText());
}

void narrow(QJsonObject &filter, QLatin1String field, const QDateTime &time)
{
    if (time.isValid())
        filter.insert(field, timeText(time));
}

QJsonObject filterOf(const ClaimQuery &query)
{
    QJsonObject filter;
    narrow(filter, "event"_L1, query.event);
    narrow(filter, "user"_L1, query.user);
    narrow(filter, "organization"_L1, query.organization);
    narrow(filter, "from"_L1, query.from);
    narrow(filter, "to"_L1, query.to);
    if (query.released)
        filter.insert("released"_L1, *query.released);
    if (!query.search.isEmpty())
        filter.insert("search"_L1, query.search);
    if (!query.sort.isEmpty())
        filter.insert("sort"_L1, query.sort);
    if (query.back)
        filter.insert("back"_L1, true);
    return filter;
}

QJsonObject filterOf(const AttemptQuery &query)
{
    QJsonObject filter;
    narrow(filter, "event"_L1, query.event);
    narrow(filter, "user"_L1, query.user);
    return filter;
}

} // namespace

Answer<ClaimOutcome> PgClaimStore::create(const ClaimRequest &request, const WriteContext &context)
{
    // A wrong code has to reach the database, which logs the attempt: so no look-up of its id goes before.
    return write<ClaimOutcome>(WriteCall::of("scrip.create_claim", context, request.event, WithheldText{request.code},
                                             toJson(request.claimant), toJson(request.apiKey)),
                               claimOutcomeFromJson);
}

Answer<ClaimCheck> PgClaimStore::check(const ClaimRequest &request)
{
    return lookUp<ClaimCheck>(
        request.code, Statement::call("scrip.check_claim", request.event, request.code, toJson(request.claimant)),
        orRefusal<ClaimCheck>(claimCheckFromJson));
}

Answer<Claim> PgClaimStore::claim(const ClaimId &id)
{
    return ask<Claim>(Statement::call("scrip.claim", id),
                      [](const QJsonValue &json) { return claimFromJson(json.toObject()); });
}

Answer<Page<Claim>> PgClaimStore::page(const ClaimQuery &query)
{
    return ask<Page<Claim>>(Statement::call("scrip.claims", filterOf(query), orNull(query.after), query.limit),
                            [](const QJsonValue &json) { return pageFromJson<Claim>(json, claimFromJson); });
}

Answer<RowCount> PgClaimStore::count(const ClaimQuery &query)
{
    return ask<RowCount>(Statement::call("scrip.count_claims", filterOf(query)), rowCountFromJson);
}

Answer<QString> PgClaimStore::position(const ClaimQuery &query, double fraction)
{
    return askRows<QString>(Statement::call("scrip.claim_position", filterOf(query), fraction),
                            [](const Rows &rows) { return rows.single<QString>(); });
}

Answer<ClaimId> PgClaimStore::resolve(const QString &text)
{
    return askRows<ClaimId>(findId("claim", text), [](const Rows &rows) { return rows.single<ClaimId>(); });
}

Answer<ReleaseOutcome> PgClaimStore::release(const ReleaseRequest &request, const WriteContext &context)
{
    return write<ReleaseOutcome>(WriteCall::of("scrip.release_claim", context, request.claim, context.reason,
                                               request.returnSlot, request.freeCode),
                                 releaseOutcomeFromJson);
}

Answer<RotatedKey> PgClaimStore::rotateKey(const ClaimId &id, const ApiKeyPrint &fresh, const WriteContext &context)
{
    return write<RotatedKey>(WriteCall::of("scrip.rotate_claim_key", context, id, context.reason, toJson(fresh)),
                             rotatedKeyFromJson);
}

Answer<Page<Attempt>> PgClaimStore::attempts(const AttemptQuery &query)
{
    return ask<Page<Attempt>>(Statement::call("scrip.attempts", filterOf(query), orNull(query.after), query.limit),
                              [](const QJsonValue &json) { return pageFromJson<Attempt>(json, attemptFromJson); });
}

} // namespace scrip
