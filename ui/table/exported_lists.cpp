// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/exported_lists.h"

#include "core/ports/administration.h"
#include "exports/list_shapes.h"

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
ExportSource listOf(const QString &name, const QString &rows, const ExportShape<T> &shape, const Query &query,
                    Ask ask)
{
    ExportSource source;
    source.name = name;
    source.rows = rows;
    source.columns = shape.columns;
    source.next = [query, ask, shape](const QString &after, int limit) {
        Query next = query;
        next.after = after;
        next.limit = limit;
        return exportPage(ask(next), shape);
    };
    return source;
}

} // namespace

ExportSource exportOfClaims(ClaimStore &store, const ClaimQuery &query)
{
    return listOf(u"claims"_s, Words::tr("claims"), claimShape(), query,
                  [&store](const ClaimQuery &next) { return store.page(next); });
}

ExportSource exportOfGrants(GrantStore &store, const GrantQuery &query)
{
    return listOf(u"grants"_s, Words::tr("grants"), grantShape(), query,
                  [&store](const GrantQuery &next) { return store.page(next); });
}

ExportSource exportOfCodes(CodeStore &store, const CodeQuery &query)
{
    return listOf(u"codes"_s, Words::tr("codes"), codeShape(), query,
                  [&store](const CodeQuery &next) { return store.page(next); });
}

ExportSource exportOfEvents(EventStore &store, const EventQuery &query)
{
    return listOf(u"events"_s, Words::tr("events"), eventShape(), query,
                  [&store](const EventQuery &next) { return store.page(next); });
}

ExportSource exportOfAudit(Administration &store, const AuditQuery &query)
{
    return listOf(u"audit"_s, Words::tr("audit entries"), auditShape(), query,
                  [&store](const AuditQuery &next) { return store.audit(next); });
}

ExportSource exportOfGrants(GrantStore &store, const QList<OrganizationId> &organizations, const QString &whose)
{
    ExportSource source;
    source.name = u"customer-grants"_s;
    source.rows = Words::tr("grants of %1").arg(whose);
    source.columns = grantShape().columns;
    // The cursor names the organization before the cursor among its grants.
    source.next = [&store, organizations](const QString &after, int limit) {
        const qsizetype at = after.section(u':', 0, 0).toInt();
        if (at >= organizations.size())
            return answered<ExportPage>(exportPage(Page<Grant>(), grantShape()));
        GrantQuery query;
        query.organization = organizations.at(at);
        query.after = after.section(u':', 1);
        query.limit = limit;
        const bool last = at + 1 == organizations.size();
        return exportPage(store.page(query), grantShape())
            .then(QtFuture::Launch::Sync, [at, last](Result<ExportPage> page) {
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
    return listOf(u"batches"_s, Words::tr("batches"), batchShape(), query,
                  [&store](const BatchQuery &next) { return store.page(next); });
}

ExportSource exportOfHistory(EventStore &store, const EventId &event)
{
    return listOf(u"event-history"_s, Words::tr("changes of this event"), auditShape(), AuditQuery(),
                  [&store, event](const AuditQuery &next) { return store.history(event, next.after, next.limit); });
}

ExportSource exportOfHistory(CodeStore &store, const CodeId &code)
{
    // It is answered whole.
    return listOf(u"code-history"_s, Words::tr("changes of this code"), auditShape(), AuditQuery(),
                  [&store, code](const AuditQuery &) { return store.history(code); });
}

ExportSource exportOfEntries(GrantStore &store, const GrantId &grant)
{
    ExportSource source;
    source.name = u"grant-ledger"_s;
    source.rows = Words::tr("bookings of this grant");
    source.columns = entryShape().columns;
    source.next = [&store, grant](const QString &, int) {
        return store.grant(grant).then(QtFuture::Launch::Sync,
                                       [](const Result<GrantHistory> &answer) -> Result<ExportPage> {
                                           if (!answer)
                                               return answer.failure();
                                           return exportPage(Page<Entry>{answer->entries, {}}, entryShape());
                                       });
    };
    return source;
}

ExportSource exportOfAttempts(ClaimStore &store, const AttemptQuery &query)
{
    return listOf(u"attempts"_s, Words::tr("attempts"), attemptShape(), query,
                  [&store](const AttemptQuery &next) { return store.attempts(next); });
}

ExportSource exportOfTimeline(LookupStore &store, const TimelineQuery &subject, const QString &whose)
{
    ExportSource source =
        listOf(u"customer-timeline"_s, Words::tr("entries of the timeline of %1").arg(whose), timelineShape(),
               subject, [&store](const TimelineQuery &next) { return store.timeline(next); });
    source.personal = true;
    return source;
}

} // namespace scrip
