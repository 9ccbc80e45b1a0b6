// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json_fields.h"
#include "core/lookup.h"

using namespace Qt::StringLiterals;

namespace scrip {

QJsonObject toJson(const LookupResult &result)
{
    QJsonArray matches;
    for (const Match &match : result.matches) {
        QJsonObject json = match.fields;
        json.insert(u"kind"_s, match.kind);
        json.insert(u"id"_s, match.id);
        json.insert(u"label"_s, match.label);
        matches << json;
    }
    return {{u"kind"_s, json::orNull(result.kind)}, {u"matches"_s, matches}};
}

LookupResult lookupFromJson(const QJsonObject &json)
{
    LookupResult result;
    result.kind = json["kind"_L1].toString();
    const QJsonArray matches = json["matches"_L1].toArray();
    for (const QJsonValue &match : matches)
        result.matches << Match{match["kind"_L1].toString(), match["id"_L1].toString(), match["label"_L1].toString(),
                                match.toObject()};
    return result;
}

QJsonObject toJson(const TimelineItem &item)
{
    return {
        {u"at"_s, json::of(item.at)}, {u"kind"_s, item.kind}, {u"summary"_s, item.summary}, {u"refs"_s, item.refs}};
}

TimelineItem timelineItemFromJson(const QJsonObject &json)
{
    return {json::time(json["at"_L1]), json["kind"_L1].toString(), json["summary"_L1].toString(),
            json["refs"_L1].toObject()};
}

} // namespace scrip
