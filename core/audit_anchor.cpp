// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit_anchor.h"

#include "core/strict_json.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

/// Not so large that it could have been rounded on its way.
bool isWhole(const QJsonValue &value)
{
    constexpr qint64 exact = qint64(1) << 53;
    const qint64 whole = value.toInteger(-1);
    return value.isDouble() && whole >= 0 && whole < exact;
}

} // namespace

QJsonObject toJson(const AuditAnchor &anchor)
{
    return {{u"seal"_s, anchor.seal},
            {u"root"_s, anchor.root},
            {u"rows"_s, anchor.rows},
            {u"at"_s, anchor.at},
            {u"system_identifier"_s, anchor.systemIdentifier},
            {u"database"_s, anchor.database}};
}

AuditAnchor anchorFromJson(const QJsonObject &json)
{
    return {json["seal"_L1].toInteger(),
            json["root"_L1].toString(),
            json["rows"_L1].toInteger(),
            json["at"_L1].toString(),
            json["system_identifier"_L1].toString(),
            json["database"_L1].toString()};
}

std::optional<AuditAnchor> readAnchor(const QByteArray &content)
{
    static const QRegularExpression root(u"^[0-9a-f]{64}$"_s);
    const std::optional<QJsonObject> object = strictObject(content);
    const QJsonObject json = object.value_or(QJsonObject());
    if (!isWhole(json["seal"_L1]) || !isWhole(json["rows"_L1]))
        return std::nullopt;
    for (const QLatin1StringView field : {"at"_L1, "system_identifier"_L1, "database"_L1}) {
        if (json[field].toString().isEmpty())
            return std::nullopt;
    }
    AuditAnchor anchor = anchorFromJson(json);
    if (!root.match(anchor.root).hasMatch())
        return std::nullopt;
    return anchor;
}

} // namespace scrip
