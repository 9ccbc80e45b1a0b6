// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/batch_noun.h"

#include "core/object_json.h"

using namespace Qt::StringLiterals;

namespace scrip::cli {

void BatchNoun::declare(CLI::App &root)
{
    CLI::App &app = noun(root, "batch", Say::tr("Batches of codes."));
    Verb list = verb(app, "list", Say::tr("List batches, newest first."), u"scrip batch list --event 0190f3a1"_s,
                     work(this, &BatchNoun::list));
    list.value("--event", u"ID"_s, Say::tr("Only those of this event."), m_event);
    m_list.declare(list);
    verb(app, "show", Say::tr("Show one batch with what was printed and handed over."),
         u"scrip batch show 0190f3a1"_s, work(this, &BatchNoun::show))
        .argument("id", Say::tr("Its id, or at least 8 characters of the beginning or end."), m_id);
}

Result<Reply> BatchNoun::list(Context &context)
{
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    BatchQuery query;
    if (m_event) {
        const Result<EventId> event = awaited(stores->events->resolve(*m_event));
        if (!event)
            return event.failure();
        query.event = *event;
    }
    const auto fetch = [&](const QString &after, int limit) {
        query.after = after;
        query.limit = limit;
        return ListOptions::sliceOf(awaited(stores->batches->page(query)));
    };
    return m_list.run(context, batchColumns(), fetch);
}

Result<Reply> BatchNoun::show(Context &context)
{
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const Result<BatchId> id = awaited(stores->batches->resolve(m_id));
    if (!id)
        return id.failure();
    const Result<Batch> batch = awaited(stores->batches->batch(*id));
    if (!batch)
        return batch.failure();
    const auto prints = awaited(stores->batches->prints(*id));
    if (!prints)
        return prints.failure();
    QJsonArray history;
    for (const PrintRecord &record : *prints)
        history << toJson(record);
    QJsonObject answer = toJson(*batch);
    answer.insert(u"print_history"_s, history);
    const auto handOvers = awaited(stores->transfer->handOvers(*id));
    if (!handOvers)
        return handOvers.failure();
    QJsonArray given;
    for (const HandOver &handOver : *handOvers)
        given << toJson(handOver);
    answer.insert(u"hand_over_history"_s, given);
    return Reply::of(answer, batchFields());
}

} // namespace scrip::cli
