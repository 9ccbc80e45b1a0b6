// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/fake_codes.h"

#include <QThread>

using namespace Qt::StringLiterals;

namespace scrip {

BatchId batchIdOf(int number)
{
    return BatchId::fromText(u"0190f3b2-0000-7000-8000-%1"_s.arg(number, 12, 16, QChar(u'0')));
}

FakeBatches::FakeBatches(FakeLog &log)
    : m_log(log)
{
    Batch batch;
    batch.id = batchIdOf(1);
    batch.eventId = eventIdOf(1);
    batch.eventName = u"Event 1"_s;
    batch.number = 1;
    batch.prefix = u"NEAR"_s;
    batch.requested = batch.count = 30;
    batch.state = BatchState::Complete;
    batches << batch;
}

Answer<Written<Batch>> FakeBatches::mint(const MintRequest &request, const WriteContext &context,
                                         const JobControlPtr &control)
{
    minted = request;
    Batch batch = batches.first();
    batch.requested = request.count;
    batch.count = request.count;
    while (stopAtChunk && !control->isCancelled())
        QThread::yieldCurrentThread();
    if (control->isCancelled()) {
        batch.count = mintChunk;
        batch.state = BatchState::Cancelled;
    }
    control->report(batch.count, batch.requested);
    return m_log.written<Batch>(u"mint"_s, context, batch);
}

Answer<Written<Batch>> FakeBatches::finish(const Batch &batch, const WriteContext &context, const JobControlPtr &)
{
    return m_log.written<Batch>(u"finish"_s, context, batch);
}

Answer<Batch> FakeBatches::batch(const BatchId &id)
{
    for (const Batch &batch : batches) {
        if (batch.id == id)
            return m_log.answer<Batch>(u"batch"_s, batch);
    }
    return answered<Batch>(Failure::named(u"not_found"_s, u"There is no such batch."_s, u"batch"_s));
}

Answer<Page<Batch>> FakeBatches::page(const BatchQuery &query)
{
    Page<Batch> page;
    for (const Batch &batch : batches) {
        if (query.event.isNull() || batch.eventId == query.event)
            page.items << batch;
    }
    return m_log.answer<Page<Batch>>(u"batches"_s, page);
}

Answer<BatchId> FakeBatches::resolve(const QString &text)
{
    for (const Batch &batch : batches) {
        const QString id = batch.id.toText();
        if (text.size() >= 8 && (id.startsWith(text) || id.endsWith(text)))
            return answered<BatchId>(batch.id);
    }
    return answered<BatchId>(Failure::named(u"not_found"_s, u"There is no such batch."_s, u"batch"_s));
}

Answer<Written<PrintRecord>> FakeBatches::recordPrint(const PrintRecord &record, const WriteContext &context)
{
    if (recordFails)
        return answered<Written<PrintRecord>>(*recordFails);
    records << record;
    records.last().number = int(records.size());
    records.last().at = QDateTime::currentDateTimeUtc();
    return m_log.written<PrintRecord>(u"recordPrint"_s, context, records.last());
}

Answer<QList<PrintRecord>> FakeBatches::prints(const BatchId &)
{
    return m_log.answer<QList<PrintRecord>>(u"prints"_s, records);
}

Answer<PrintRecord> FakeBatches::printByHash(const QString &sheetHash)
{
    for (const PrintRecord &record : records) {
        if (record.sheetHash == sheetHash)
            return answered<PrintRecord>(record);
    }
    return answered<PrintRecord>(Failure::named(u"not_found"_s, u"There is no such print."_s));
}

FakeCodes::FakeCodes(FakeLog &log, int count)
    : m_log(log)
{
    for (int serial = 1; serial <= count; ++serial) {
        RevealedCode code;
        code.id = CodeId::fromText(u"0190f3c3-0000-7000-8000-%1"_s.arg(serial, 12, 16, QChar(u'0')));
        code.code = CodeText::canonical(u"NEAR-ABCD-EFGH-JKLM-%1"_s.arg(serial, 4, 10, QChar(u'Z')));
        code.serial = serial;
        code.eventId = eventIdOf(1);
        code.batchId = batchIdOf(1);
        codes << code;
    }
}

Code FakeCodes::maskedOf(const RevealedCode &code)
{
    Code masked;
    masked.id = code.id;
    masked.masked = code.code.masked();
    masked.state = code.state;
    masked.serial = code.serial;
    masked.eventId = code.eventId;
    masked.batchId = code.batchId;
    return masked;
}

Answer<Page<Code>> FakeCodes::page(const CodeQuery &query)
{
    asked = query;
    Page<Code> page;
    for (const RevealedCode &code : codes) {
        if (!query.filter.state || *query.filter.state == code.state)
            page.items << maskedOf(code);
    }
    return m_log.answer<Page<Code>>(u"codes"_s, page);
}

Answer<RowCount> FakeCodes::count(const CodeFilter &)
{
    return m_log.answer<RowCount>(u"count"_s, {codes.size(), true});
}

Answer<QString> FakeCodes::position(const CodeFilter &, const QString &, double)
{
    return m_log.answer<QString>(u"position"_s, {});
}

Answer<Code> FakeCodes::code(const QString &text)
{
    typed << text;
    return m_log.answer<Code>(u"code"_s, maskedOf(codes.first()));
}

Answer<Page<AuditEntry>> FakeCodes::history(const CodeId &)
{
    return m_log.answer<Page<AuditEntry>>(u"history"_s, {});
}

Answer<Page<RevealedCode>> FakeCodes::reveal(const RevealRequest &request)
{
    constexpr int chunk = 8; // small, so that every run takes several
    reveals << request;
    if (revealFails)
        return answered<Page<RevealedCode>>(*revealFails);
    Page<RevealedCode> page;
    for (const RevealedCode &code : codes) {
        const bool wanted = code.serial >= request.from && (request.to == 0 || code.serial <= request.to);
        if (wanted && code.serial > request.after.toInt() && page.items.size() < qMin(chunk, request.limit))
            page.items << code;
    }
    const int last = page.items.isEmpty() ? 0 : page.items.last().serial;
    if (last != 0 && last < (request.to == 0 ? codes.size() : request.to))
        page.next = QString::number(last);
    return m_log.answer<Page<RevealedCode>>(u"reveal"_s, page);
}

Answer<Written<Code>> FakeCodes::disable(const QString &code, const WriteContext &context)
{
    typed << code;
    return m_log.written<Code>(u"disable"_s, context, maskedOf(codes.first()));
}

Answer<Written<Code>> FakeCodes::enable(const QString &code, const WriteContext &context)
{
    typed << code;
    return m_log.written<Code>(u"enable"_s, context, maskedOf(codes.first()));
}

Answer<Changed> FakeCodes::disableRange(const SerialRange &serials, const WriteContext &context)
{
    range = serials;
    m_log.writes << context;
    return m_log.answer<Changed>(u"disableRange"_s, {3, 1, false});
}

Answer<Changed> FakeCodes::enableRange(const SerialRange &serials, const WriteContext &context)
{
    range = serials;
    m_log.writes << context;
    return m_log.answer<Changed>(u"enableRange"_s, {3, 1, false});
}

Answer<ReissueOutcome> FakeCodes::reissue(const QString &code, const WriteContext &context)
{
    typed << code;
    const bool again = !m_log.writes.isEmpty() && m_log.writes.last().key == context.key;
    m_log.writes << context;
    return m_log.answer<ReissueOutcome>(
        u"reissue"_s,
        {{{maskedOf(codes.at(0)), maskedOf(codes.at(1))}}, again ? QString() : codes.at(1).code.text(), again});
}

Answer<ReissueOutcome> FakeCodes::reissueRange(const SerialRange &serials, const WriteContext &context)
{
    range = serials;
    m_log.writes << context;
    return m_log.answer<ReissueOutcome>(u"reissueRange"_s, {{{maskedOf(codes.at(0)), maskedOf(codes.at(1))},
                                                             {maskedOf(codes.at(2)), maskedOf(codes.at(3))}},
                                                            {},
                                                            false});
}

} // namespace scrip
