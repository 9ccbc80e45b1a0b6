// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/pg_grant_store.h"

#include "core/grant_json.h"
#include "db/bulk_void_job.h"

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

QJsonObject filterOf(const GrantQuery &query)
{
    QJsonObject filter;
    if (!query.organization.isNull())
        filter.insert(u"organization"_s, query.organization.toText());
    if (!query.event.isNull())
        filter.insert(u"event"_s, query.event.toText());
    if (query.depleted)
        filter.insert(u"status"_s, u"depleted"_s);
    else if (query.status)
        filter.insert(u"status"_s, grantStatusName(*query.status));
    if (query.origin)
        filter.insert(u"origin"_s, grantOriginName(*query.origin));
    if (!query.search.isEmpty())
        filter.insert(u"search"_s, query.search);
    if (!query.sort.isEmpty())
        filter.insert(u"sort"_s, query.sort);
    if (query.back)
        filter.insert(u"back"_s, true);
    return filter;
}

} // namespace

Answer<Written<Grant>> PgGrantStore::create(const GrantDraft &draft, const WriteContext &context)
{
    return write<Written<Grant>>(
        WriteCall::of("scrip.create_grant", context, draft.organization, toJson(draft), context.reason),
        written<Grant>("grant", grantFromJson));
}

Answer<Page<Grant>> PgGrantStore::page(const GrantQuery &query)
{
    return ask<Page<Grant>>(Statement::call("scrip.grants", filterOf(query), orNull(query.after), query.limit),
                            [](const QJsonValue &json) { return pageFromJson<Grant>(json, grantFromJson); });
}

Answer<RowCount> PgGrantStore::count(const GrantQuery &query)
{
    return ask<RowCount>(Statement::call("scrip.count_grants", filterOf(query)), rowCountFromJson);
}

Answer<QString> PgGrantStore::position(const GrantQuery &query, double fraction)
{
    return askRows<QString>(Statement::call("scrip.grant_position", filterOf(query), fraction),
                            [](const Rows &rows) { return rows.single<QString>(); });
}

Answer<GrantHistory> PgGrantStore::grant(const GrantId &id)
{
    return ask<GrantHistory>(Statement::call("scrip.grant", id),
                             [](const QJsonValue &json) { return grantHistoryFromJson(json.toObject()); });
}

Answer<GrantId> PgGrantStore::resolve(const QString &text)
{
    // A whole id is taken as it is: a grant that is not adopted yet answers to its id, but is in no table to search.
    if (const GrantId whole = GrantId::fromText(text.trimmed()); !whole.isNull())
        return answered<GrantId>(whole);
    return askRows<GrantId>(findId("grant", text), [](const Rows &rows) { return rows.single<GrantId>(); });
}

Answer<VoidOutcome> PgGrantStore::previewVoid(const GrantId &id)
{
    return ask<VoidOutcome>(Statement::call("scrip.preview_void", id),
                            [](const QJsonValue &json) { return voidOutcomeFromJson(json.toObject()); });
}

Answer<VoidOutcome> PgGrantStore::voidGrant(const GrantId &id, const WriteContext &context)
{
    return write<VoidOutcome>(WriteCall::of("scrip.void_grant", context, id, context.reason), voidOutcomeFromJson);
}

Answer<ClawBackOutcome> PgGrantStore::previewClawBack(const GrantId &id, const QString &amount)
{
    return ask<ClawBackOutcome>(Statement::call("scrip.preview_claw_back", id, orNull(amount)),
                                [](const QJsonValue &json) { return clawBackOutcomeFromJson(json.toObject()); });
}

Answer<ClawBackOutcome> PgGrantStore::clawBack(const GrantId &id, const QString &amount, const WriteContext &context)
{
    return write<ClawBackOutcome>(WriteCall::of("scrip.claw_back", context, id, orNull(amount), context.reason),
                                  clawBackOutcomeFromJson);
}

Answer<BulkVoidPreview> PgGrantStore::previewVoidMatching(const VoidFilter &filter)
{
    return ask<BulkVoidPreview>(Statement::call("scrip.preview_void_matching", BulkVoidJob::argument(filter)),
                                [](const QJsonValue &json) { return bulkVoidPreviewFromJson(json.toObject()); });
}

Answer<BulkVoidOutcome> PgGrantStore::voidMatching(const BulkVoid &request, const WriteContext &context,
                                                   const JobControlPtr &control)
{
    const WriteCall opening = BulkVoidJob::opening(request, context);
    return m_executor.run<BulkVoidOutcome>(Kind::Bulk, [this, opening, control](Connection &connection) {
        return BulkVoidJob(m_writer, connection, control).run(opening);
    });
}

Answer<Written<Grant>> PgGrantStore::setPayment(const PaymentUpdate &payment, const WriteContext &context)
{
    return write<Written<Grant>>(WriteCall::of("scrip.set_payment", context, payment.grant,
                                               paymentStatusName(payment.status), orNull(payment.reference)),
                                 written<Grant>("grant", grantFromJson));
}

Answer<Written<Grant>> PgGrantStore::consume(const Consumption &consumption, const WriteContext &context)
{
    return write<Written<Grant>>(WriteCall::of("scrip.consume_grant", context, consumption.grant, consumption.amount,
                                               context.reason, orNull(consumption.reference)),
                                 written<Grant>("grant", grantFromJson));
}

} // namespace scrip
