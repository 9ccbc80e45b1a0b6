// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/claim_corpus.h"

#include "bench/server.h"
#include "bench/trial.h"

using namespace Qt::StringLiterals;

namespace scrip::bench {

namespace {

constexpr int events = 5;

void makeEvents(const QString &database)
{
    const Trial trial(database);
    for (int event = 0; event < events; ++event)
        (void)trial.createEvent(u"Campaign %1"_s.arg(event + 1));
}

/// One row a claim, with everything that the tables have to agree about. A person claims once of each event.
void drawUp(Server &server, qint64 claims)
{
    server.run(u"CREATE TEMPORARY TABLE person AS SELECT n, gen_random_uuid() AS user_id, "
               "gen_random_uuid() AS organization_id FROM generate_series(0, %1 / %2 - 1) n"_s.arg(claims)
                   .arg(events));
    server.run(
        u"CREATE TEMPORARY TABLE drawn AS SELECT gen_random_uuid() AS id, gen_random_uuid() AS grant_id, "
        "gen_random_uuid() AS code_id, e.id AS event_id, p.*, now() - (p.n * %1 + e.place) * interval '7 seconds' "
        "AS at, e.credit_amount::bigint AS amount, e.credit_expires_at AS expires_at FROM person p, "
        "(SELECT *, row_number() OVER (ORDER BY id) - 1 AS place FROM credit_events) e"_s.arg(events));
}

void fillBilling(Server &server)
{
    server.run(u"INSERT INTO users (id, email, username, auth_provider, provider_user_id) SELECT user_id, "
               "format('person.%s@company%s.example', n, n % 997), 'Person ' || n, 'github', n::text FROM person"_s);
    server.run(u"INSERT INTO organizations (id, name) SELECT organization_id, 'Company ' || n FROM person"_s);
    server.run(
        u"INSERT INTO credit_event_codes (id, credit_event_id, code, is_claimed, claimed_by_user_id, claimed_at) "
        "SELECT code_id, event_id, format('CAMP-%s-%s-%s-%s', substr(h, 1, 4), substr(h, 5, 4), "
        "substr(h, 9, 4), substr(h, 13, 4)), true, user_id, at "
        "FROM (SELECT *, upper(md5(code_id::text)) AS h FROM drawn) d"_s);
    server.run(u"INSERT INTO credit_claims (id, credit_event_id, code_id, near_account_id, user_id, organization_id, "
               "claimed_at) SELECT id, event_id, code_id, '', user_id, organization_id, at FROM drawn"_s);
    server.run(u"UPDATE credit_events e SET claim_count = (SELECT count(*) FROM drawn d WHERE d.event_id = e.id)"_s);
}

void fillScrip(Server &server)
{
    server.run(u"INSERT INTO scrip.account (organization_id) SELECT organization_id FROM person"_s);
    server.run(u"INSERT INTO scrip.grant (id, organization_id, name, origin, event_id, claim_id, currency, metered, "
               "effective_at, expires_at, created_at, live_from, state, funded, available) SELECT grant_id, "
               "organization_id, 'Campaign', 'claim', event_id, id, 'USD', true, at, expires_at, at, at, 'active', "
               "amount, amount FROM drawn"_s);
    server.run(
        u"INSERT INTO scrip.claim_detail (claim_id, event_id, code_id, grant_id, origin, domain, claimed_at, "
        "login, released_at, released_by) SELECT id, event_id, code_id, grant_id, 'scrip', "
        "format('company%s.example', n % 997), at, 'bench', CASE WHEN n % 100 = 7 THEN at + interval '1 day' END, "
        "CASE WHEN n % 100 = 7 THEN 'bench' END FROM drawn"_s);
    // The codes are in no batch.
    server.run(u"UPDATE scrip.event_detail d SET loose_claims = e.claim_count FROM credit_events e "
               "WHERE e.id = d.event_id"_s);
}

} // namespace

void fillWithClaims(const QString &database, qint64 claims)
{
    makeEvents(database);
    Server server(database);
    // The rows agree by the way they are made.
    server.run(u"SET session_replication_role = replica"_s);
    drawUp(server, claims);
    fillBilling(server);
    fillScrip(server);
}

} // namespace scrip::bench
