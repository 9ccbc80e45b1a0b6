// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/pg_batch_store.h"

#include "core/object_json.h"
#include "db/mint_job.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

QJsonObject filterOf(const BatchQuery &query)
{
    QJsonObject filter;
    if (!query.event.isNull())
        filter.insert(u"event"_s, query.event.toText());
    return filter;
}

/// What a print tells the database; the rest is decided there.
QJsonObject printArgument(const PrintRecord &record, const QString &reason)
{
    QJsonObject print{
        {u"template"_s, record.templateId},  {u"from"_s, record.from},      {u"to"_s, record.to},
        {u"labels"_s, record.labels},        {u"pages"_s, record.pages},    {u"start_at"_s, record.startAt},
        {u"sheet_hash"_s, record.sheetHash}, {u"reprint"_s, record.reprint}};
    if (!reason.isEmpty())
        print.insert(u"reason"_s, reason);
    if (!record.destination.isEmpty())
        print.insert(u"destination"_s, record.destination);
    return print;
}

Result<PrintRecord> foundPrint(const QJsonValue &json)
{
    if (json.isObject())
        return printFromJson(json.toObject());
    return Failure::named(
        u"not_found"_s, QCoreApplication::translate("scrip::PgBatchStore", "No print of these sheets is recorded."));
}

} // namespace

Answer<Written<Batch>> PgBatchStore::mint(const MintRequest &request, const WriteContext &context,
                                          const JobControlPtr &control)
{
    const WriteCall opening = MintJob::opening(request, context);
    return m_executor.run<Written<Batch>>(Kind::Bulk, [this, opening, control](Connection &connection) {
        return MintJob(m_writer, connection, control).run(opening);
    });
}

Answer<Written<Batch>> PgBatchStore::finish(const Batch &batch, const WriteContext &context,
                                            const JobControlPtr &control)
{
    const WriteCall reopening = MintJob::reopening(batch, context);
    return m_executor.run<Written<Batch>>(Kind::Bulk, [this, reopening, control](Connection &connection) {
        return MintJob(m_writer, connection, control).run(reopening);
    });
}

Answer<Batch> PgBatchStore::batch(const BatchId &id)
{
    return ask<Batch>(Statement::call("scrip.batch", id),
                      [](const QJsonValue &json) { return batchFromJson(json.toObject()); });
}

Answer<Page<Batch>> PgBatchStore::page(const BatchQuery &query)
{
    return ask<Page<Batch>>(Statement::call("scrip.batches", filterOf(query), orNull(query.after), query.limit),
                            [](const QJsonValue &json) { return pageFromJson<Batch>(json, batchFromJson); });
}

Answer<BatchId> PgBatchStore::resolve(const QString &text)
{
    return askRows<BatchId>(findId("batch", text), [](const Rows &rows) { return rows.single<BatchId>(); });
}

Answer<Written<PrintRecord>> PgBatchStore::recordPrint(const PrintRecord &record, const WriteContext &context)
{
    const QString reason = record.reason.isEmpty() ? context.reason : record.reason;
    return write<Written<PrintRecord>>(
        WriteCall::of("scrip.record_print", context, record.batchId, printArgument(record, reason)),
        written<PrintRecord>("print", printFromJson));
}

Answer<QList<PrintRecord>> PgBatchStore::prints(const BatchId &id)
{
    return ask<QList<PrintRecord>>(Statement::call("scrip.prints", id), [](const QJsonValue &json) {
        return listFromJson<PrintRecord>(json, printFromJson);
    });
}

Answer<PrintRecord> PgBatchStore::printByHash(const QString &sheetHash)
{
    return ask<PrintRecord>(Statement::call("scrip.print_by_hash", sheetHash), foundPrint);
}

} // namespace scrip
