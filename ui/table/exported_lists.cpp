// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/exported_lists.h"

#include "core/claim_json.h"
#include "core/grant_json.h"
#include "core/object_json.h"
#include "exports/list_columns.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(scrip::ExportedLists)
};

/// The pages of a query, from its beginning on.
template <typename T, typename Query, typename Ask>
ExportSource listOf(const QString &name, const QString &rows, const QList<ExportColumn> &columns, const Query &query,
                    Ask ask)
{
    ExportSource source;
    source.name = name;
    source.rows = rows;
    source.columns = columns;
    source.next = [query, ask](const QString &after, int limit) {
        Query next = query;
        next.after = after;
        next.limit = limit;
        return exportPage<T>(ask(next));
    };
    return source;
}

} // namespace

ExportSource exportOfClaims(ClaimStore &store, const ClaimQuery &query)
{
    return listOf<Claim>(u"claims"_s, Words::tr("claims"), claimFileColumns(), query,
                         [&store](const ClaimQuery &next) { return store.page(next); });
}

ExportSource exportOfGrants(GrantStore &store, const GrantQuery &query)
{
    return listOf<Grant>(u"grants"_s, Words::tr("grants"), grantFileColumns(), query,
                         [&store](const GrantQuery &next) { return store.page(next); });
}

ExportSource exportOfCodes(CodeStore &store, const CodeQuery &query)
{
    return listOf<Code>(u"codes"_s, Words::tr("codes"), codeFileColumns(), query,
                        [&store](const CodeQuery &next) { return store.page(next); });
}

ExportSource exportOfEvents(EventStore &store, const EventQuery &query)
{
    return listOf<Event>(u"events"_s, Words::tr("events"), eventFileColumns(), query,
                         [&store](const EventQuery &next) { return store.page(next); });
}

ExportSource exportOfAudit(Administration &store, const AuditQuery &query)
{
    return listOf<AuditEntry>(u"audit"_s, Words::tr("audit entries"), auditFileColumns(), query,
                              [&store](const AuditQuery &next) { return store.audit(next); });
}

ExportSource exportOfGrants(GrantStore &store, const QList<OrganizationId> &organizations, const QString &whose)
{
    ExportSource source;
    source.name = u"customer-grants"_s;
    source.rows = Words::tr("grants of %1").arg(whose);
    source.columns = grantFileColumns();
    // The cursor names the organization before the cursor among its grants.
    source.next = [&store, organizations](const QString &after, int limit) {
        const qsizetype at = after.section(u':', 0, 0).toInt();
        if (at >= organizations.size())
            return answered<Page<QJsonObject>>(Page<QJsonObject>());
        GrantQuery query;
        query.organization = organizations.at(at);
        query.after = after.section(u':', 1);
        query.limit = limit;
        const bool last = at + 1 == organizations.size();
        return exportPage<Grant>(store.page(query))
            .then(QtFuture::Launch::Sync, [at, last](Result<Page<QJsonObject>> page) {
                if (page && !page->next.isEmpty())
                    page.value().next = QString::number(at) + u':' + page->next;
                else if (page && !last)
                    page.value().next = QString::number(at + 1) + u':';
                return page;
            });
    };
    return source;
}

ExportSource exportOfBatches(BatchStore &store, const BatchQuery &query)
{
    return listOf<Batch>(u"batches"_s, Words::tr("batches"), batchFileColumns(), query,
                         [&store](const BatchQuery &next) { return store.page(next); });
}

ExportSource exportOfHistory(EventStore &store, const EventId &event)
{
    return listOf<AuditEntry>(
        u"event-history"_s, Words::tr("changes of this event"), auditFileColumns(), AuditQuery(),
        [&store, event](const AuditQuery &next) { return store.history(event, next.after, next.limit); });
}

ExportSource exportOfHistory(CodeStore &store, const CodeId &code)
{
    // It is answered whole.
    return listOf<AuditEntry>(u"code-history"_s, Words::tr("changes of this code"), auditFileColumns(), AuditQuery(),
                              [&store, code](const AuditQuery &) { return store.history(code); });
}

ExportSource exportOfEntries(GrantStore &store, const GrantId &grant)
{
    ExportSource source;
    source.name = u"grant-ledger"_s;
    source.rows = Words::tr("bookings of this grant");
    source.columns = entryFileColumns();
    source.next = [&store, grant](const QString &, int) {
        return exportPage<Entry>(store.grant(grant).then(
            QtFuture::Launch::Sync, [](const Result<GrantHistory> &answer) -> Result<Page<Entry>> {
                if (!answer)
                    return answer.failure();
                return Page<Entry>{answer->entries, {}};
            }));
    };
    return source;
}

ExportSource exportOfAttempts(ClaimStore &store, const AttemptQuery &query)
{
    return listOf<Attempt>(u"attempts"_s, Words::tr("attempts"), attemptFileColumns(), query,
                           [&store](const AttemptQuery &next) { return store.attempts(next); });
}

ExportSource exportOfTimeline(LookupStore &store, const TimelineQuery &subject, const QString &whose)
{
    ExportSource source = listOf<TimelineItem>(
        u"customer-timeline"_s, Words::tr("entries of the timeline of %1").arg(whose), timelineFileColumns(), subject,
        [&store](const TimelineQuery &next) { return store.timeline(next); });
    source.personal = true;
    return source;
}

} // namespace scrip
