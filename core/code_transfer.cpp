// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/code_transfer.h"

#include "core/json_fields.h"
#include "core/object_json.h"

using namespace Qt::StringLiterals;

namespace scrip {

QList<ImportRejection> rejectionsFromJson(const QJsonValue &json)
{
    QList<ImportRejection> rejected;
    const QJsonArray items = json.toArray();
    for (const QJsonValue &item : items)
        rejected << ImportRejection{item["place"_L1].toInt(), item["name"_L1].toString(),
                                    item["message"_L1].toString()};
    return rejected;
}

ImportOutcome importOutcomeFromJson(const QJsonObject &json)
{
    ImportOutcome outcome;
    outcome.accepted = json["accepted"_L1].toInteger();
    outcome.rejected = rejectionsFromJson(json["rejected"_L1]);
    outcome.batch = batchFromJson(json["batch"_L1].toObject());
    outcome.replayed = json["replayed"_L1].toBool();
    return outcome;
}

HandOver handOverFromJson(const QJsonObject &json)
{
    HandOver handOver;
    handOver.recipient = json["recipient"_L1].toString();
    handOver.code = json::id<CodeId>(json["code_id"_L1]);
    handOver.batch = json::id<BatchId>(json["batch_id"_L1]);
    handOver.serial = json["serial"_L1].toInt();
    handOver.at = json::time(json["at"_L1]);
    handOver.by = json["by"_L1].toString();
    return handOver;
}

QJsonObject toJson(const HandOver &handOver)
{
    return {{u"recipient"_s, handOver.recipient},
            {u"serial"_s, handOver.serial},
            {u"code_id"_s, json::of(handOver.code)},
            {u"at"_s, json::of(handOver.at)},
            {u"by"_s, json::orNull(handOver.by)}};
}

HandOverOutcome handOverOutcomeFromJson(const QJsonObject &json)
{
    HandOverOutcome outcome;
    const QJsonArray items = json["items"_L1].toArray();
    for (const QJsonValue &item : items)
        outcome.items << handOverFromJson(item.toObject());
    outcome.replayed = json["replayed"_L1].toBool();
    return outcome;
}

} // namespace scrip
