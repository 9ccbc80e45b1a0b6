// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/migrator_session.h"
#include "db/sandbox.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

QString isoText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

/// An empty argument is an absent one.
QString orNull(const QString &text)
{
    return text.isEmpty() ? QString() : text;
}

Failure noSandbox()
{
    return Failure::named(u"not_permitted"_s, u"This database is no sandbox."_s);
}

} // namespace

Result<QJsonObject> Sandbox::call(const QString &dsn, const QString &statement, const QStringList &parameters) const
{
    const auto session = MigratorSession::open(dsn);
    if (!session.ok())
        return session.failure();
    const auto schema = (*session)->rows(u"SELECT 1 FROM pg_namespace WHERE nspname = 'scrip_sandbox'"_s);
    if (!schema.ok())
        return schema.failure();
    if (schema->isEmpty())
        return noSandbox();
    const auto rows = (*session)->rows(statement, parameters);
    if (!rows.ok())
        return rows.failure();
    return QJsonDocument::fromJson(rows->value(0).value(0).toUtf8()).object();
}

Result<QJsonObject> Sandbox::addUser(const QString &dsn, const QString &email, const QString &username,
                                     const QString &organization)
{
    return call(dsn, u"SELECT scrip_sandbox.add_user($1, $2, $3)"_s, {email, orNull(username), orNull(organization)});
}

Result<QJsonObject> Sandbox::spend(const QString &dsn, const SandboxSpend &spend)
{
    return call(dsn, u"SELECT scrip_sandbox.spend($1::uuid, $2, $3::timestamptz, $4::boolean)"_s,
                {spend.organization.toText(), spend.amount, isoText(spend.at), spend.log ? u"false"_s : u"true"_s});
}

Result<QJsonObject> Sandbox::payment(const QString &dsn, const OrganizationId &organization, const QString &amount)
{
    return call(dsn, u"SELECT scrip_sandbox.payment($1::uuid, $2)"_s, {organization.toText(), amount});
}

Result<QJsonObject> Sandbox::backendClaim(const QString &dsn, const SandboxClaim &claim)
{
    return call(dsn, u"SELECT scrip_sandbox.backend_claim($1::uuid, $2, $3)"_s,
                {claim.event.toText(), claim.code, claim.email});
}

Result<QJsonObject> Sandbox::setTime(const QString &dsn, const QDateTime &to, const QString &forward)
{
    QString time = u"scrip_sandbox.real()"_s;
    QStringList parameters;
    if (to.isValid()) {
        time = u"scrip_sandbox.set_time($1::timestamptz)"_s;
        parameters.append(isoText(to));
    } else if (!forward.isEmpty()) {
        time = u"scrip_sandbox.forward($1)"_s;
        parameters.append(forward);
    }
    const QString statement = u"SELECT jsonb_build_object('now', scrip.time_text(%1))"_s.arg(time);
    return call(dsn, statement, parameters);
}

} // namespace scrip
