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

} // namespace scrip
