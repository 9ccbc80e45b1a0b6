// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json_fields.h"
#include "core/object_json.h"

using namespace Qt::StringLiterals;

namespace scrip {

QJsonObject toJson(const AuditEntry &entry)
{
    return {{u"id"_s, entry.id},
            {u"at"_s, json::of(entry.at)},
            {u"login"_s, entry.login},
            {u"as"_s, json::orNull(entry.as)},
            {u"action"_s, entry.action},
            {u"object_kind"_s, json::orNull(entry.objectKind)},
            {u"object_id"_s, json::orNull(entry.objectId)},
            {u"reason"_s, json::orNull(entry.reason)},
            {u"before"_s, entry.before},
            {u"after"_s, entry.after},
            {u"request_id"_s, json::orNull(entry.requestId)}};
}

AuditEntry auditFromJson(const QJsonObject &json)
{
    AuditEntry entry;
    entry.id = json["id"_L1].toInteger();
    entry.at = json::time(json["at"_L1]);
    entry.login = json["login"_L1].toString();
    entry.as = json["as"_L1].toString();
    entry.action = json["action"_L1].toString();
    entry.objectKind = json["object_kind"_L1].toString();
    entry.objectId = json["object_id"_L1].toString();
    entry.objectName = json["object_name"_L1].toString();
    entry.reason = json["reason"_L1].toString();
    entry.before = json.contains("before"_L1) ? json["before"_L1] : QJsonValue();
    entry.after = json.contains("after"_L1) ? json["after"_L1] : QJsonValue();
    entry.requestId = json["request_id"_L1].toString();
    return entry;
}

QJsonObject toJson(const Setting &setting)
{
    return {{u"name"_s, setting.name},
            {u"value"_s, setting.value},
            {u"default"_s, setting.defaultValue},
            {u"description"_s, setting.description},
            {u"updated_at"_s, json::of(setting.updatedAt)},
            {u"updated_by"_s, json::orNull(setting.updatedBy)}};
}

Setting settingFromJson(const QJsonObject &json)
{
    return {json["name"_L1].toString(),        json["value"_L1].toString(),       json["default"_L1].toString(),
            json["description"_L1].toString(), json::time(json["updated_at"_L1]), json["updated_by"_L1].toString()};
}

QJsonObject toJson(const LoginRoles &roles)
{
    return {{u"login"_s, roles.login}, {u"roles"_s, json::of(roles.roles)}, {u"superuser"_s, roles.superuser}};
}

LoginRoles loginRolesFromJson(const QJsonObject &json)
{
    return {json["login"_L1].toString(), json::texts(json["roles"_L1]), json["superuser"_L1].toBool()};
}

QJsonObject toJson(const Check &check)
{
    return {{u"name"_s, check.name},
            {u"severity"_s, check.severity},
            {u"ok"_s, check.ok},
            {u"checked"_s, check.checked},
            {u"violations"_s, json::of(check.violations)},
            {u"detail"_s, check.detail}};
}

Check checkFromJson(const QJsonObject &json)
{
    return {json["name"_L1].toString(),     json["severity"_L1].toString(),     json["ok"_L1].toBool(),
            json["checked"_L1].toInteger(), json::texts(json["violations"_L1]), json["detail"_L1].toString()};
}

Session sessionFromJson(const QJsonObject &json)
{
    Session session;
    session.schemaVersion = json["version"_L1].toInt();
    session.login = json["login"_L1].toString();
    session.roles = json::texts(json["roles"_L1]);
    session.now = json::time(json["now"_L1]);
    session.environment = json["environment"_L1].toString();
    session.locked = json["locked"_L1].toBool();
    session.unlockedUntil = json::time(json["unlocked_until"_L1]);
    session.inRecovery = json["in_recovery"_L1].toBool();
    session.sandbox = json["sandbox"_L1].toBool();
    session.meteringCurrency = Currency(json["metering_currency"_L1].toString(u"USD"_s));
    session.defaultPrefix = json["default_prefix"_L1].toString(u"NEAR"_s);
    session.timeZone = json["time_zone"_L1].toString(u"UTC"_s);
    return session;
}

} // namespace scrip
