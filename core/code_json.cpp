// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json_fields.h"
#include "core/object_json.h"

using namespace Qt::StringLiterals;

namespace scrip {

QJsonObject toJson(const Batch &batch)
{
    QJsonObject object{{u"id"_s, json::of(batch.id)},
                       {u"event_id"_s, json::of(batch.eventId)},
                       {u"event_name"_s, batch.eventName},
                       {u"number"_s, batch.number},
                       {u"prefix"_s, batch.prefix},
                       {u"groups"_s, batch.groups},
                       {u"max_uses"_s, batch.maxUses},
                       {u"requested"_s, batch.requested},
                       {u"count"_s, batch.count},
                       {u"state"_s, batchStateName(batch.state)},
                       {u"note"_s, json::orNull(batch.note)},
                       {u"created_at"_s, json::of(batch.createdAt)},
                       {u"created_by"_s, json::orNull(batch.createdBy)},
                       {u"prints"_s, batch.prints},
                       {u"printed"_s, batch.printed},
                       {u"handed_over"_s, batch.handedOver},
                       {u"codes"_s, toJson(batch.codes)}};
    if (!batch.key.isEmpty())
        object.insert(u"key"_s, batch.key);
    return object;
}

Batch batchFromJson(const QJsonObject &json)
{
    Batch batch;
    batch.id = json::id<BatchId>(json["id"_L1]);
    batch.eventId = json::id<EventId>(json["event_id"_L1]);
    batch.eventName = json["event_name"_L1].toString();
    batch.number = json["number"_L1].toInt();
    batch.prefix = json["prefix"_L1].toString();
    batch.groups = json["groups"_L1].toInt(4);
    batch.maxUses = json["max_uses"_L1].toInt(1);
    batch.requested = json["requested"_L1].toInteger();
    batch.count = json["count"_L1].toInteger();
    batch.state = batchStateFromName(json["state"_L1].toString());
    batch.note = json["note"_L1].toString();
    batch.createdAt = json::time(json["created_at"_L1]);
    batch.createdBy = json["created_by"_L1].toString();
    batch.prints = json["prints"_L1].toInteger();
    batch.printed = json["printed"_L1].toInteger();
    batch.handedOver = json["handed_over"_L1].toInteger();
    batch.codes = codeCountsFromJson(json["codes"_L1].toObject());
    batch.key = json["key"_L1].toString();
    return batch;
}

QJsonObject toJson(const PrintRecord &record)
{
    return {{u"id"_s, json::of(record.id)},
            {u"batch_id"_s, json::of(record.batchId)},
            {u"number"_s, record.number},
            {u"template"_s, record.templateId},
            {u"from"_s, record.from},
            {u"to"_s, record.to},
            {u"labels"_s, record.labels},
            {u"pages"_s, record.pages},
            {u"start_at"_s, record.startAt},
            {u"sheet_hash"_s, record.sheetHash},
            {u"reprint"_s, record.reprint},
            {u"reason"_s, json::orNull(record.reason)},
            {u"destination"_s, json::orNull(record.destination)},
            {u"at"_s, json::of(record.at)},
            {u"by"_s, json::orNull(record.by)}};
}

PrintRecord printFromJson(const QJsonObject &json)
{
    PrintRecord record;
    record.id = json::id<PrintId>(json["id"_L1]);
    record.batchId = json::id<BatchId>(json["batch_id"_L1]);
    record.number = json["number"_L1].toInt();
    record.templateId = json["template"_L1].toString();
    record.from = json["from"_L1].toInt();
    record.to = json["to"_L1].toInt();
    record.labels = json["labels"_L1].toInt();
    record.pages = json["pages"_L1].toInt();
    record.startAt = json["start_at"_L1].toInt(1);
    record.sheetHash = json["sheet_hash"_L1].toString();
    record.reprint = json["reprint"_L1].toBool();
    record.reason = json["reason"_L1].toString();
    record.destination = json["destination"_L1].toString();
    record.at = json::time(json["at"_L1]);
    record.by = json["by"_L1].toString();
    return record;
}

QJsonObject toJson(const Code &code)
{
    return {{u"id"_s, json::of(code.id)},
            {u"code"_s, code.masked},
            {u"state"_s, codeStateName(code.state)},
            {u"uses"_s, code.uses},
            {u"max_uses"_s, code.maxUses},
            {u"event_id"_s, json::of(code.eventId)},
            {u"event_name"_s, code.eventName},
            {u"batch_id"_s, json::of(code.batchId)},
            {u"batch_number"_s, code.batchNumber},
            {u"batch_count"_s, code.batchCount},
            {u"serial"_s, code.serial},
            {u"claimed_by"_s, json::of(code.claimedBy)},
            {u"claimed_at"_s, json::of(code.claimedAt)},
            {u"state_at"_s, json::of(code.stateAt)},
            {u"reissued_to"_s, json::orNull(code.reissuedTo)}};
}

Code codeFromJson(const QJsonObject &json)
{
    Code code;
    code.id = json::id<CodeId>(json["id"_L1]);
    code.masked = json["code"_L1].toString();
    code.state = codeStateFromName(json["state"_L1].toString()).value_or(CodeState::Available);
    code.uses = json["uses"_L1].toInt();
    code.maxUses = json["max_uses"_L1].toInt(1);
    code.eventId = json::id<EventId>(json["event_id"_L1]);
    code.eventName = json["event_name"_L1].toString();
    code.batchId = json::id<BatchId>(json["batch_id"_L1]);
    code.batchNumber = json["batch_number"_L1].toInt();
    code.batchCount = json["batch_count"_L1].toInteger();
    code.serial = json["serial"_L1].toInt();
    code.claimedBy = json::id<UserId>(json["claimed_by"_L1]);
    code.claimedEmail = json["claimed_email"_L1].toString();
    code.claimedAt = json::time(json["claimed_at"_L1]);
    code.stateAt = json::time(json["state_at"_L1]);
    code.reissuedTo = json["reissued_to"_L1].toString();
    return code;
}

QJsonObject toJson(const RevealedCode &code)
{
    return {{u"id"_s, json::of(code.id)},
            {u"code"_s, code.code.text()},
            {u"state"_s, codeStateName(code.state)},
            {u"uses"_s, code.uses},
            {u"max_uses"_s, code.maxUses},
            {u"event_id"_s, json::of(code.eventId)},
            {u"batch_id"_s, json::of(code.batchId)},
            {u"serial"_s, code.serial},
            {u"claimed_by"_s, json::of(code.claimedBy)},
            {u"claimed_at"_s, json::of(code.claimedAt)}};
}

ReissueOutcome reissueFromJson(const QJsonObject &json)
{
    ReissueOutcome outcome;
    const QJsonArray items = json["items"_L1].toArray();
    for (const QJsonValue &item : items)
        outcome.items << Reissue{codeFromJson(item["old"_L1].toObject()), codeFromJson(item["new"_L1].toObject())};
    outcome.plain = json["plain"_L1].toString();
    outcome.replayed = json["replayed"_L1].toBool();
    return outcome;
}

} // namespace scrip
