// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs of the grant noun that take credit away.
#include "cli/grant_columns.h"
#include "cli/grant_noun.h"
#include "cli/interrupt.h"
#include "cli/replies.h"
#include "cli/table.h"
#include "cli/values.h"
#include "core/grant_json.h"

using namespace Qt::StringLiterals;

namespace scrip::cli {

namespace {

Failure interrupted(const BulkVoidOutcome &outcome, const QString &key)
{
    Failure failure =
        Failure::cancelled(Say::tr("Cancelled: %1 of %2 grants are voided.").arg(outcome.voided).arg(outcome.total));
    failure.hint = Say::tr("The same call with --key %1 voids the others.").arg(key);
    failure.key = key;
    failure.detail = toJson(outcome);
    return failure;
}

/// For people the sums of each currency stand below those of the metering one, one a line.
Reply withCurrencies(Context &context, const QJsonObject &object, const Columns &columns, const Columns &sums)
{
    const QJsonArray currencies = object["currencies"_L1].toArray();
    if (context.output().isJson() || currencies.isEmpty())
        return Reply::of(object, columns);
    return Reply::plain(fieldsOf(object, columns) + u'\n' + tableOf(currencies, sums, false));
}

template <typename Outcome> Result<Reply> preview(const Result<Outcome> &outcome, const Columns &columns)
{
    return outcome ? Result<Reply>(Reply::of(toJson(*outcome), columns)) : outcome.failure();
}

Result<Reply> previewMatching(Context &context, GrantStore &grants, const VoidFilter &filter)
{
    const Result<BulkVoidPreview> outcome = awaited(grants.previewVoidMatching(filter));
    if (!outcome)
        return outcome.failure();
    return withCurrencies(context, toJson(*outcome), bulkPreviewFields(), currencySumColumns());
}

} // namespace

void GrantNoun::declareVoid(CLI::App &app)
{
    Verb declared = verb(app, "void",
                         Say::tr("Take away what is left of a grant, for good. What was spent stays spent. Ctrl-C "
                                 "stops a run over many; the same call under the same --key finishes it."),
                         u"scrip grant void 0190f3d4 --preview"_s, work(this, &GrantNoun::voidGrants));
    declared.optionalArgument("id", Say::tr("Its id, or at least 8 characters of the beginning or end."), m_voided);
    declared.flag("--preview", Say::tr("Only say what it would do."), m_preview);
    declared.value("--reason", u"TEXT"_s, Say::tr("Why; recorded."), m_reason);
    declared.flag("--all-matching", Say::tr("All that the next three options describe, instead of one."),
                  m_allMatching);
    declared.value("--event", u"ID"_s, Say::tr("Those of this event."), m_event);
    declared.value("--organization", u"ID"_s, Say::tr("Those of this organization."), m_organization);
    declared.value("--status", u"pending|active"_s, Say::tr("Those in this state."), m_status);
    declared.value("--expect", u"N"_s, Say::tr("How many the preview counted; another count voids none."), m_expect);
}

void GrantNoun::declareClawBack(CLI::App &app)
{
    Verb declared =
        verb(app, "claw-back",
             Say::tr("Take credit back even where it was spent: what was consumed becomes overdraft, which "
                     "burns other credit of the organization or blocks it."),
             u"scrip grant claw-back 0190f3d4 --amount 10 --preview"_s, work(this, &GrantNoun::clawBack));
    declared.argument("id", Say::tr("Its id, or at least 8 characters of the beginning or end."), m_id);
    declared.value("--amount", u"DECIMAL"_s, Say::tr("How much (all that is available or consumed)."), m_amount);
    declared.flag("--preview", Say::tr("Only say what it would do."), m_preview);
    declared.value("--reason", u"TEXT"_s, Say::tr("Why; recorded."), m_reason);
}

Result<Reply> GrantNoun::voidGrants(Context &context)
{
    if (m_allMatching == m_voided.has_value())
        return usage(Say::tr("Name one grant, or all that match with --all-matching."), u"id"_s);
    if (m_allMatching)
        return voidMatching(context);
    if (m_event || m_organization || m_status || m_expect)
        return usage(Say::tr("--event, --organization, --status and --expect go with --all-matching."),
                     u"all_matching"_s);
    return voidOne(context);
}

Result<Reply> GrantNoun::voidOne(Context &context)
{
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const Result<GrantId> id = awaited(stores->grants->resolve(*m_voided));
    if (!id)
        return id.failure();
    if (m_preview)
        return preview(awaited(stores->grants->previewVoid(*id)), voidFields());
    const Result<VoidOutcome> outcome = awaited(stores->grants->voidGrant(*id, context.write(m_reason)));
    if (!outcome)
        return outcome.failure();
    return writtenReply(toJson(*outcome), outcome->replayed, voidFields());
}

Result<VoidFilter> GrantNoun::voidFilter(const Stores &stores) const
{
    VoidFilter filter;
    if (!m_event && !m_organization && !m_status)
        return usage(Say::tr("Say of which event, organization or status."), u"event"_s);
    if (m_status) {
        filter.status = grantStatusFromName(*m_status);
        if (filter.status != GrantStatus::Pending && filter.status != GrantStatus::Active)
            return usage(Say::tr("Only pending and active grants can be voided."), u"status"_s);
    }
    const Result<EventId> ofEvent = event(stores);
    if (!ofEvent)
        return ofEvent.failure();
    const Result<OrganizationId> whose = organization(stores);
    if (!whose)
        return whose.failure();
    filter.event = *ofEvent;
    filter.organization = *whose;
    return filter;
}

Result<Reply> GrantNoun::voidMatching(Context &context)
{
    if (!m_preview && !m_expect)
        return usage(Say::tr("Say how many grants you expect with --expect; --preview counts them."), u"expect"_s);
    const auto expected = wholeNumber(m_expect.value_or(u"0"_s), 0, std::numeric_limits<qint32>::max());
    if (!expected)
        return Failure::named(u"invalid_count"_s, Say::tr("Give a whole number."), u"expect"_s);
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const Result<VoidFilter> filter = voidFilter(*stores);
    if (!filter)
        return filter.failure();
    if (m_preview)
        return previewMatching(context, *stores->grants, *filter);
    const WriteContext write = context.write(m_reason);
    const auto progress = context.progress(Say::tr("%1 of %2 grants"));
    const auto control =
        std::make_shared<JobControl>([&](qint64 done, qint64 total) { progress->show(done, total); });
    const auto outcome = [&] {
        const Interrupt interrupt(control);
        return awaited(stores->grants->voidMatching({*filter, int(*expected)}, write, control));
    }();
    if (!outcome)
        return outcome.failure();
    if (!outcome->done)
        return interrupted(*outcome, write.key);
    return withCurrencies(context, writtenReply(toJson(*outcome), outcome->replayed, {}).object, bulkVoidFields(),
                          forfeitedColumns());
}

Result<Reply> GrantNoun::clawBack(Context &context)
{
    QString amount;
    if (m_amount) {
        // Its currency is known to the database; the digits are the same in any.
        const Result<Money> typed = Money::parsePositive(*m_amount, Currency(), u"amount"_s);
        if (!typed)
            return typed.failure();
        amount = typed->toText();
    }
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const Result<GrantId> id = awaited(stores->grants->resolve(m_id));
    if (!id)
        return id.failure();
    if (m_preview)
        return preview(awaited(stores->grants->previewClawBack(*id, amount)), clawBackFields());
    const auto outcome = awaited(stores->grants->clawBack(*id, amount, context.write(m_reason)));
    if (!outcome)
        return outcome.failure();
    return writtenReply(toJson(*outcome), outcome->outcome.replayed, clawBackFields());
}

} // namespace scrip::cli
