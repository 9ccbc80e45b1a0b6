// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/claim_statements.h"

#include "bench/trial.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace scrip::bench {

namespace {

/// name(types) AS statement; what scrip.create_claim() reads and writes, row for row. What a program can know once
/// for all its claims it keeps and does not ask for: the secret that prints are made with, the identifier of the
/// server.
const QStringList statements = {
    u"may AS SELECT pg_has_role(session_user, 'scrip_admin', 'MEMBER') OR pg_has_role(session_user, 'scrip_support', "
    "'MEMBER'), (SELECT value FROM scrip.setting WHERE name = 'environment'), (SELECT value FROM scrip.setting WHERE "
    "name = 'metering_currency')"_s,
    u"event_first(uuid) AS SELECT e.name, e.credit_amount, e.currency, e.max_claims, e.claim_count, e.is_active, "
    "e.starts_at, e.claim_deadline, e.credit_expires_at, d.archived_at, d.awaiting_since, d.max_per_organization, "
    "d.max_per_domain FROM public.credit_events e JOIN scrip.event_detail d ON d.event_id = e.id "
    "WHERE e.id = $1 FOR UPDATE OF e"_s,
    u"event_look(uuid) AS SELECT e.name, e.credit_amount, e.currency, e.max_claims, e.claim_count, e.is_active, "
    "e.starts_at, e.claim_deadline, e.credit_expires_at, d.archived_at, d.awaiting_since, d.max_per_organization, "
    "d.max_per_domain FROM public.credit_events e JOIN scrip.event_detail d ON d.event_id = e.id WHERE e.id = $1"_s,
    u"code_id(text) AS SELECT id FROM scrip.code WHERE norm = replace($1, '-', '')"_s,
    u"key(text, bytea) AS INSERT INTO scrip_vault.idem_key (login, key, operation, payload_hash, at) "
    "VALUES (session_user, $1, 'bench', $2, clock_timestamp())"_s,
    u"person(uuid) AS SELECT email, is_active, auth_provider, provider_user_id FROM public.users WHERE id = $1 "
    "FOR NO KEY UPDATE"_s,
    u"claimed(uuid, uuid) AS SELECT 1 FROM public.credit_claims WHERE credit_event_id = $1 AND user_id = $2"_s,
    u"code(uuid) AS SELECT c.code, k.state, k.uses, b.max_uses, c.is_claimed FROM scrip.code k "
    "JOIN public.credit_event_codes c ON c.id = k.id JOIN scrip.batch b ON b.id = k.batch_id "
    "WHERE k.id = $1 FOR NO KEY UPDATE OF k, c"_s,
    u"member(uuid, uuid) AS SELECT o.name FROM public.organization_members m "
    "JOIN public.organizations o ON o.id = m.organization_id "
    "WHERE m.user_id = $1 AND m.organization_id = $2 AND o.is_active"_s,
    u"organization(uuid) AS SELECT name FROM public.organizations WHERE id = $1 FOR NO KEY UPDATE"_s,
    u"balance(uuid) AS SELECT total_spent FROM public.organization_balance WHERE organization_id = $1"_s,
    u"workspace(uuid) AS SELECT id, name FROM public.workspaces WHERE organization_id = $1 AND is_active "
    "ORDER BY created_at, id LIMIT 1"_s,
    u"account_look(uuid) AS SELECT attributed, overdraft, unlogged, due_at, opening_spent, opened_at FROM "
    u"scrip.account "
    "WHERE organization_id = $1"_s,
    u"in_force(uuid) AS SELECT id, spend_limit, credit_expires_at, credit_type, currency FROM "
    "public.organization_limits_history WHERE organization_id = $1 AND effective_until IS NULL"_s,
    u"grants(uuid) AS SELECT id, limit_id, written, backend_owned, metered, state, available, pending, consumed, "
    "forfeited, clawed_back FROM scrip.grant WHERE organization_id = $1"_s,
    u"limits(uuid, uuid, text) AS INSERT INTO public.organization_limits_history (id, organization_id, spend_limit, "
    "changed_by, change_reason, credit_type, source, credit_expires_at) VALUES ($1, $2, 25000000000, 'bench', "
    "'Claims', "
    "$3, 'event_claim', now() + interval '1 year')"_s,
    u"grant_row(uuid, uuid, uuid, uuid, uuid, text) AS INSERT INTO scrip.grant (id, organization_id, name, origin, "
    "event_id, claim_id, currency, metered, effective_at, expires_at, created_at, created_by, live_from, state, "
    "credit_type, limit_id, limit_worth, limit_source, written, funded, available) VALUES ($1, $2, 'Bench', 'claim', "
    "$3, $4, 'USD', true, now(), now() + interval '1 year', now(), session_user, now(), 'active', $6, $5, "
    "25000000000, 'event_claim', true, 25000000000, 25000000000)"_s,
    u"entries(uuid, uuid, text, bigint) AS INSERT INTO scrip_vault.entry (id, at, booked_at, organization_id, "
    "grant_id, type, amount, currency, from_bucket, to_bucket, actor_kind, actor, request_id, system_identifier) "
    "VALUES (nextval('scrip_vault.entry_id'), now(), now(), $1, $2, 'funded', 25000000000, 'USD', 'issuer', "
    "'pending', "
    "'admin', session_user, $3, $4), (nextval('scrip_vault.entry_id'), now(), now(), $1, $2, 'released', "
    "25000000000, "
    "'USD', 'pending', 'available', 'admin', session_user, $3, $4)"_s,
    u"account(uuid) AS INSERT INTO scrip.account (organization_id, passed_at, due_at) VALUES ($1, now(), now() + "
    "interval '1 year') ON CONFLICT (organization_id) DO UPDATE SET passed_at = excluded.passed_at"_s,
    u"take(uuid, uuid) AS UPDATE public.credit_event_codes SET is_claimed = true, claimed_by_user_id = $2, "
    "claimed_at = now() WHERE id = $1 AND NOT is_claimed"_s,
    u"take_own(uuid) AS UPDATE scrip.code SET uses = uses + 1, state = 'claimed', state_at = now() WHERE id = $1"_s,
    u"claim(uuid, uuid, uuid, uuid, uuid, uuid) AS INSERT INTO public.credit_claims (id, credit_event_id, code_id, "
    "near_account_id, user_id, organization_id, organization_limit_id) VALUES ($1, $2, $3, '', $4, $5, $6)"_s,
    u"detail(uuid, uuid, uuid, uuid, uuid) AS INSERT INTO scrip.claim_detail (claim_id, event_id, code_id, grant_id, "
    "origin, domain, claimed_at, login, workspace_id) VALUES ($1, $2, $3, $4, 'scrip', 'bench.example', now(), "
    "session_user, $5)"_s,
    u"attempt(uuid, uuid, uuid) AS INSERT INTO scrip.attempt (at, login, event_id, user_id, outcome, fingerprint, "
    "code_id) VALUES (now(), session_user, $1, $2, 'claimed', '0123456789abcdef', $3)"_s,
    u"audit(uuid, text, jsonb, bigint) AS INSERT INTO scrip_vault.audit (id, at, xid, login, action, object_kind, "
    "object_id, after, request_id, row_hash, system_identifier) VALUES (nextval('scrip_vault.audit_id'), now(), "
    "pg_current_xact_id(), session_user, 'create_claim', 'claim', $1, $3, $2, sha256(convert_to($3::text, 'UTF8')), "
    "$4)"_s,
    u"result(text, jsonb, jsonb) AS INSERT INTO scrip_vault.idem_result (login, key, ids, answer, at) "
    "VALUES (session_user, $1, $2, $3, clock_timestamp())"_s,
    u"batch(uuid) AS UPDATE scrip.batch SET uses = uses + 1, claimed = claimed + 1 WHERE id = $1"_s,
    u"count(uuid) AS UPDATE public.credit_events SET claim_count = claim_count + 1 WHERE id = $1 AND is_active AND "
    "starts_at <= now() AND credit_expires_at > now() AND (claim_deadline IS NULL OR claim_deadline > now()) AND "
    "(max_claims IS NULL OR claim_count < max_claims) AND credit_amount = 25000000000"_s};

QString newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

/// What the call answers, which is stored under its key: the claim, the grant and the balance with all their fields.
QString answerOf(const Ticket &ticket, const QString &claim, const QString &grant)
{
    const QString now = u"2027-01-01T00:00:00.000000Z"_s;
    const QString masked = u"NEAR-····-····-····-"_s + ticket.code.right(4);
    const QJsonObject claimed{{u"id"_s, claim},
                              {u"event_id"_s, ticket.event},
                              {u"event_name"_s, u"Claims 0"_s},
                              {u"code_id"_s, ticket.codeId},
                              {u"code"_s, masked},
                              {u"user_id"_s, ticket.user},
                              {u"email"_s, u"u10000@bench.example"_s},
                              {u"organization_id"_s, ticket.organization},
                              {u"organization_name"_s, u"o10000"_s},
                              {u"grant_id"_s, grant},
                              {u"claimed_at"_s, now},
                              {u"released_at"_s, QJsonValue()},
                              {u"released_by"_s, QJsonValue()},
                              {u"slot_returned"_s, false},
                              {u"code_freed"_s, false},
                              {u"origin"_s, u"scrip"_s},
                              {u"account"_s, QJsonValue()}};
    QJsonObject granted{{u"id"_s, grant},
                        {u"organization_id"_s, ticket.organization},
                        {u"organization_name"_s, u"o10000"_s},
                        {u"name"_s, u"Claims 0"_s},
                        {u"origin"_s, u"claim"_s},
                        {u"event_id"_s, ticket.event},
                        {u"claim_id"_s, claim},
                        {u"amount"_s, u"25.00"_s},
                        {u"available"_s, u"25.00"_s},
                        {u"currency"_s, u"USD"_s},
                        {u"status"_s, u"active"_s},
                        {u"depleted"_s, false},
                        {u"priority"_s, 10},
                        {u"funding"_s, u"none"_s},
                        {u"labels"_s, QJsonObject()},
                        {u"availability"_s, u"on_creation"_s},
                        {u"effective_at"_s, now},
                        {u"expires_at"_s, now},
                        {u"created_at"_s, now},
                        {u"created_by"_s, u"bench"_s}};
    for (const QString &bucket : {u"consumed"_s, u"forfeited"_s, u"clawed_back"_s, u"pending"_s})
        granted[bucket] = u"0.00"_s;
    for (const QString &unset : {u"payment_status"_s, u"payment_reference"_s, u"cost_basis"_s, u"cost_currency"_s,
                                 u"voided_at"_s, u"void_reason"_s})
        granted[unset] = QJsonValue();
    QJsonObject currency{{u"currency"_s, u"USD"_s}, {u"settled"_s, u"25.00"_s}, {u"live"_s, u"25.00"_s}};
    for (const QString &sum :
         {u"pending"_s, u"consumed"_s, u"forfeited"_s, u"clawed_back"_s, u"overdraft"_s, u"at_risk"_s})
        currency[sum] = u"0.00"_s;
    currency[u"baseline"_s] = u"25.00"_s;
    QJsonObject balance{{u"organization_id"_s, ticket.organization}, {u"organization_name"_s, u"o10000"_s}};
    balance[u"blocked"_s] = false;
    balance[u"currencies"_s] = QJsonArray{currency};
    const QJsonObject place{{u"id"_s, ticket.organization}, {u"name"_s, u"o10000"_s}, {u"created"_s, false}};
    QJsonObject answer{{u"claim"_s, claimed}, {u"grant"_s, granted}, {u"balance"_s, balance}};
    answer[u"organization"_s] = place;
    answer[u"workspace"_s] = place;
    answer[u"api_key"_s] = QJsonValue();
    return QString::fromUtf8(QJsonDocument(answer).toJson(QJsonDocument::Compact));
}

} // namespace

ClaimStatements::ClaimStatements(Server &server)
    : m_server(server)
    , m_identifier(server.value(u"SELECT system_identifier FROM pg_control_system()"_s))
{
    for (const QString &statement : statements)
        m_server.run(u"PREPARE "_s + statement);
}

void ClaimStatements::claim(const Ticket &ticket, EventLock lock, const QString &key)
{
    const QString claim = newId();
    const QString grant = newId();
    const QString limit = newId();
    const QString chain = u"event:%1:%2"_s.arg(ticket.event, claim.right(7));
    const QString after =
        u"{\"event\": \"%1\", \"user\": \"%2\", \"grant\": \"%3\"}"_s.arg(ticket.event, ticket.user, grant);
    m_server.run(u"BEGIN"_s);
    m_server.execute("may", {});
    m_server.execute(lock == EventLock::First ? "event_first" : "event_look", {ticket.event});
    m_server.execute("code_id", {ticket.code});
    m_server.execute("key", {key, u"\\x00"_s});
    m_server.execute("person", {ticket.user});
    m_server.execute("claimed", {ticket.event, ticket.user});
    m_server.execute("code", {ticket.codeId});
    m_server.execute("member", {ticket.user, ticket.organization});
    m_server.execute("organization", {ticket.organization});
    m_server.execute("balance", {ticket.organization});
    const QString workspace = m_server.execute("workspace", {ticket.organization});
    m_server.execute("account_look", {ticket.organization});
    m_server.execute("in_force", {ticket.organization});
    m_server.execute("grants", {ticket.organization});
    m_server.execute("limits", {limit, ticket.organization, chain});
    m_server.execute("grant_row", {grant, ticket.organization, ticket.event, claim, limit, chain});
    m_server.execute("entries", {ticket.organization, grant, key, m_identifier});
    m_server.execute("account", {ticket.organization});
    m_server.execute("take", {ticket.codeId, ticket.user});
    m_server.execute("take_own", {ticket.codeId});
    m_server.execute("claim", {claim, ticket.event, ticket.codeId, ticket.user, ticket.organization, limit});
    m_server.execute("detail", {claim, ticket.event, ticket.codeId, grant, workspace});
    m_server.execute("attempt", {ticket.event, ticket.user, ticket.codeId});
    m_server.execute("audit", {claim, key, after, m_identifier});
    m_server.execute("result", {key, after, answerOf(ticket, claim, grant)});
    m_server.execute("batch", {ticket.batch});
    m_server.execute("count", {ticket.event});
    m_server.run(u"COMMIT"_s);
}

QList<Ticket> makeTickets(const QString &database, int events, int count)
{
    const Trial trial(database);
    for (int event = 0; event < events; ++event)
        trial.mint(trial.createEvent(u"Claims %1"_s.arg(event)), (count + events - 1) / events, newKey());
    Server server(database);
    server.run(
        u"INSERT INTO users (id, email, username, auth_provider, provider_user_id) "
        "SELECT md5('u' || n)::uuid, 'u' || n || '@bench.example', 'u' || n, 'github', n FROM generate_series(1, %1) n"_s
            .arg(count));
    server.run(
        u"INSERT INTO organizations (id, name) SELECT md5('o' || n)::uuid, 'o' || n FROM generate_series(1, %1) n"_s
            .arg(count));
    server.run(u"INSERT INTO organization_members (organization_id, user_id, role) SELECT md5('o' || n)::uuid, "
               u"md5('u' || n)::uuid, "
               "'owner' FROM generate_series(1, %1) n"_s.arg(count));
    server.run(u"INSERT INTO workspaces (id, name, organization_id, created_by_user_id) SELECT md5('w' || n)::uuid, "
               u"'default', "
               "md5('o' || n)::uuid, md5('u' || n)::uuid FROM generate_series(1, %1) n"_s.arg(count));
    server.run(
        u"INSERT INTO api_keys (key_hash, name, workspace_id, created_by_user_id, key_prefix) SELECT md5('k' || n) "
        u"|| "
        "md5('l' || n), 'default', md5('w' || n)::uuid, md5('u' || n)::uuid, 'sk-0000000' FROM generate_series(1, %1) n"_s
            .arg(count));
    server.run(u"ANALYZE"_s);
    // The codes of all events in turn, so that neighbours are of different ones.
    const QString lines = server.value(
        u"SELECT string_agg(concat_ws(' ', md5('u' || n)::uuid, md5('o' || n)::uuid, code, id, event, batch), E'\\n' "
        u"ORDER BY n) FROM ("
        "SELECT c.code, k.id, b.event_id AS event, b.id AS batch, row_number() OVER (ORDER BY k.serial, b.id) AS n "
        "FROM scrip.code k "
        "JOIN scrip.batch b ON b.id = k.batch_id JOIN credit_event_codes c ON c.id = k.id) t WHERE n <= %1"_s.arg(
            count));
    QList<Ticket> tickets;
    for (const QString &line : lines.split(u'\n')) {
        const QStringList parts = line.split(u' ');
        tickets << Ticket{parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]};
    }
    return tickets;
}

} // namespace scrip::bench
