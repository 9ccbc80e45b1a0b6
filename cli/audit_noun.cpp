// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/audit_noun.h"

#include "cli/values.h"
#include "core/object_json.h"

using namespace Qt::StringLiterals;

namespace scrip::cli {

void AuditNoun::declare(CLI::App &root)
{
    CLI::App &app = noun(root, "audit", Say::tr("Who did what."));
    Verb list = verb(app, "list", Say::tr("List what was done, newest first."),
                     u"scrip audit list --object event --from 2027-06-01"_s, work(this, &AuditNoun::list));
    list.value("--object", u"KIND|ID|KIND:ID"_s, Say::tr("Only what was done to these."), m_object);
    list.value("--actor", u"LOGIN"_s, Say::tr("Only what this login did."), m_actor);
    list.value("--from", u"TIME"_s, Say::tr("Not before; a bare date means its beginning."), m_from);
    list.value("--to", u"TIME"_s, Say::tr("Not after; a bare date means its end."), m_to);
    m_list.declare(list);
    verb(app, "verify", Say::tr("Recompute the hash of every entry. Exit status 1 unless all is as it was written."),
         u"scrip audit verify"_s, work(this, &AuditNoun::verify));
}

Result<Reply> AuditNoun::list(Context &context)
{
    AuditQuery query;
    query.object = m_object.value_or(QString());
    query.actor = m_actor.value_or(QString());
    const Result<QDateTime> from = timeValue(context, m_from, false, u"from"_s);
    if (!from)
        return from.failure();
    const Result<QDateTime> to = timeValue(context, m_to, true, u"to"_s);
    if (!to)
        return to.failure();
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    query.from = *from;
    query.to = *to;
    const auto fetch = [&](const QString &after, int limit) {
        query.after = after;
        query.limit = limit;
        return ListOptions::sliceOf(awaited(stores->administration->audit(query)));
    };
    return m_list.run(context, auditColumns(), fetch);
}

Result<Reply> AuditNoun::verify(Context &context)
{
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const Result<AuditVerdict> verdict = awaited(stores->administration->verifyAudit());
    if (!verdict)
        return verdict.failure();
    const QJsonObject answer{{u"ok"_s, verdict->ok},
                             {u"rows"_s, verdict->rows},
                             {u"seals"_s, verdict->seals},
                             {u"unsealed"_s, verdict->unsealed},
                             {u"first_bad"_s, verdict->firstBad}};
    return Reply::of(answer, {}, verdict->ok ? 0 : 1);
}

} // namespace scrip::cli
