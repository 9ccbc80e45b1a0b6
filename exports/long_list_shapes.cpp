// SPDX-License-Identifier: GPL-3.0-or-later
// The shapes of lists of which files have millions: their cells are made without an object in between. Each says the
// same as its object, see tst_list_shapes.
#include "core/event_times.h"
#include "core/grant_json.h"
#include "core/object_json.h"
#include "exports/list_shapes.h"

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

template <typename TypedId> CsvCell idCell(const TypedId &id)
{
    return {id.isNull() ? QString() : id.toText()};
}

CsvCell countCell(qint64 count)
{
    return {QString::number(count), true};
}

void codeCells(const Code &code, QList<CsvCell> &cells)
{
    cells << idCell(code.id) << CsvCell{code.masked} << CsvCell{codeStateName(code.state)} << countCell(code.uses)
          << countCell(code.maxUses) << idCell(code.eventId) << idCell(code.batchId) << countCell(code.serial)
          << idCell(code.claimedBy) << CsvCell{timeText(code.claimedAt)};
}

CsvCell entryNumber(const Entry &entry)
{
    return entry.id > 0 ? countCell(entry.id) : CsvCell{{}, true};
}

/// What a booking says beside its amount and before it.
void appendCause(const Entry &entry, QList<CsvCell> &cells)
{
    cells << CsvCell{entry.from} << CsvCell{entry.to} << CsvCell{entry.actor} << CsvCell{entry.reason}
          << CsvCell{entry.requestId};
}

void entryCells(const Entry &entry, QList<CsvCell> &cells)
{
    cells << entryNumber(entry) << CsvCell{timeText(entry.at)} << CsvCell{timeText(entry.bookedAt)}
          << CsvCell{entry.type} << CsvCell{entry.amount.toText(), true};
    appendCause(entry, cells);
}

void ledgerCells(const Entry &entry, QList<CsvCell> &cells)
{
    cells << entryNumber(entry) << CsvCell{timeText(entry.at)} << CsvCell{timeText(entry.bookedAt)}
          << idCell(entry.organizationId) << idCell(entry.grantId) << CsvCell{entry.type}
          << CsvCell{entry.amount.toText(), true} << CsvCell{entry.amount.currency().code()};
    appendCause(entry, cells);
}

} // namespace

ExportShape<Code> codeShape()
{
    return {{{u"id"_s},
             {u"code"_s},
             {u"state"_s},
             {u"uses"_s, true},
             {u"max_uses"_s, true},
             {u"event_id"_s},
             {u"batch_id"_s},
             {u"serial"_s, true},
             {u"claimed_by"_s},
             {u"claimed_at"_s}},
            [](const Code &code) { return toJson(code); },
            codeCells};
}

ExportShape<RevealedCode> revealedCodeShape()
{
    return {codeShape().columns, [](const RevealedCode &code) { return toJson(code); }};
}

ExportShape<Entry> entryShape()
{
    return {{{u"id"_s, true},
             {u"at"_s},
             {u"booked_at"_s},
             {u"type"_s},
             {u"amount"_s, true},
             {u"from"_s},
             {u"to"_s},
             {u"actor"_s},
             {u"reason"_s},
             {u"request_id"_s}},
            [](const Entry &entry) { return toJson(entry); },
            entryCells};
}

ExportShape<Entry> ledgerShape()
{
    return {{{u"id"_s, true},
             {u"at"_s},
             {u"booked_at"_s},
             {u"organization_id"_s},
             {u"grant_id"_s},
             {u"type"_s},
             {u"amount"_s, true},
             {u"currency"_s},
             {u"from"_s},
             {u"to"_s},
             {u"actor"_s},
             {u"reason"_s},
             {u"request_id"_s}},
            wholeJson,
            ledgerCells};
}

} // namespace scrip
