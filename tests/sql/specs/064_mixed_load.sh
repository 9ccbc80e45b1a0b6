#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Sixteen clients do everything at once for some seconds: claims through Scrip and through the backend on the same event,
# codes and organizations, voids, claw backs, payments, usage, codes disabled and enabled, the event edited, maintenance.
# Nobody may fail, no server may find a deadlock, and the books must be right. SCRIP_LOAD_SECONDS makes it longer.
. "$(dirname "$0")/../lib/spec.sh"
"$here/install.sh" "$dsn" && with_books || exit 1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"; admin "DROP DATABASE IF EXISTS $database WITH (FORCE)"' EXIT
value "SELECT scrip.create_event('e' || n, NULL, jsonb_build_object('name', 'E' || n, 'amount', '25', 'max_claims', 3000 + n, 'credit_expires_at', '2990-01-01T00:00:00Z')) FROM generate_series(1, 2) n;
       SELECT scrip.mint_chunk('b', NULL, (scrip.open_batch('b', NULL, (SELECT id FROM credit_events WHERE name = 'E1'), 4000) #>> '{batch,id}')::uuid, 0);
       SELECT scrip.mint_chunk('c', NULL, (scrip.open_batch('c', NULL, (SELECT id FROM credit_events WHERE name = 'E2'), 4000) #>> '{batch,id}')::uuid, 0);
       INSERT INTO models (model_name) VALUES ('m');
       SELECT count(scrip_sandbox.add_user(format('u%s@example.com', n), NULL, 'Org ' || n % 8)) FROM generate_series(0, 399) n;
       SELECT count(scrip_sandbox.usage_key(id)) FROM organizations;
       CREATE TABLE spec.code AS SELECT row_number() OVER (ORDER BY k.id) AS n, k.id, c.code, b.event_id FROM scrip.code k JOIN scrip.batch b ON b.id = k.batch_id JOIN credit_event_codes c ON c.id = k.id;
       CREATE UNIQUE INDEX ON spec.code (n);
       CREATE TABLE spec.person AS SELECT row_number() OVER (ORDER BY u.id) AS n, u.id, m.organization_id FROM users u JOIN organization_members m ON m.user_id = u.id;
       CREATE UNIQUE INDEX ON spec.person (n);
       CREATE SEQUENCE spec.key; CREATE SEQUENCE spec.done; CREATE SEQUENCE spec.conflict; ANALYZE" >/dev/null
# A call under one key until it goes through, as clients do; and what the backend does, which never tries again.
value "CREATE FUNCTION spec.call(p_sql text) RETURNS text LANGUAGE plpgsql AS \$\$
       DECLARE v_key text := 'k' || nextval('spec.key'); v_answer jsonb;
       BEGIN
         FOR v_try IN 1 .. 20 LOOP
           BEGIN
             EXECUTE p_sql INTO v_answer USING v_key;
             PERFORM nextval('spec.done') WHERE (v_answer ->> 'ok')::boolean;
             RETURN coalesce(v_answer ->> 'name', 'ok');
           EXCEPTION WHEN serialization_failure OR deadlock_detected OR lock_not_available THEN
             PERFORM nextval('spec.conflict');
           END;
         END LOOP;
         RAISE EXCEPTION 'busy for ever: %', p_sql;
       END \$\$;
       CREATE FUNCTION spec.some_grant(p_organization uuid) RETURNS uuid LANGUAGE sql AS
       'SELECT id FROM scrip.grant WHERE organization_id = p_organization AND NOT backend_owned ORDER BY random() LIMIT 1'" >/dev/null
script() { # NAME WEIGHT: the statements from standard input
  { echo '\set c random(1, 8000)'; echo '\set p random(1, 400)'; cat; } >"$scratch/$1"
  scripts+=(-f "$scratch/$1@$2")
}
person="(SELECT organization_id FROM spec.person WHERE n = :p)"
scripts=()
script claim 40 <<EOS
SELECT spec.call(format('SELECT scrip.create_claim(\$1, NULL, %L, %L, %L, %L)', event_id, code, jsonb_build_object('user', (SELECT id FROM spec.person WHERE n = :p)),
  jsonb_build_object('hash', encode(sha256(code::bytea), 'hex'), 'prefix', 'sk-0000000'))) FROM spec.code WHERE n = :c;
EOS
script backend_claim 10 <<EOS
SELECT spec.backend_claim(c.id, p.id, p.organization_id) FROM spec.code c, spec.person p WHERE c.n = :c AND p.n = :p;
EOS
script spend 15 <<EOS
SELECT spec.spend($person, 1500000000, gen_random_uuid());
EOS
script pay 4 <<EOS
SELECT spec.pay($person, 1000000000::bigint * :p);
EOS
script void 8 <<EOS
SELECT spec.call(format('SELECT scrip.void_grant(\$1, NULL, %L, ''r'')', spec.some_grant($person)));
EOS
script claw_back 4 <<EOS
SELECT spec.call(format('SELECT scrip.claw_back(\$1, NULL, %L, ''1'', ''r'')', spec.some_grant($person)));
EOS
script grant 5 <<EOS
SELECT spec.call(format('SELECT scrip.create_grant(\$1, NULL, %L, ''{"amount": "10"}'', ''r'')', $person));
EOS
script release 4 <<EOS
SELECT spec.call(format('SELECT scrip.release_claim(\$1, NULL, %L, ''r'', true, true)', (SELECT claim_id FROM scrip.claim_detail WHERE released_at IS NULL ORDER BY random() LIMIT 1)));
EOS
script disable 4 <<EOS
SELECT spec.call(format('SELECT scrip.disable_code(\$1, NULL, %L, ''r'')', id)) FROM spec.code WHERE n = :c;
SELECT spec.call(format('SELECT scrip.enable_code(\$1, NULL, %L, ''r'')', id)) FROM spec.code WHERE n = :c;
EOS
script edit 2 <<EOS
SELECT spec.call(format('SELECT scrip.edit_event(\$1, NULL, %L, %L, %L)', event_id, scrip.event(event_id) ->> 'version', jsonb_build_object('max_claims', 3000 + :p))) FROM spec.code WHERE n = :c;
EOS
script maintain 4 <<EOS
SELECT scrip.maintain();
EOS
# No check takes what is under way for a mistake: an error ends the client.
script doctor 1 <<EOS
SELECT 1 / (count(*) = 0)::integer FROM jsonb_array_elements_text(scrip.doctor_checks()) c, scrip.doctor(c) d WHERE d @> '{"ok": false, "severity": "error"}';
EOS
pgbench -n -c 16 -j 2 -T "${SCRIP_LOAD_SECONDS:-8}" "${scripts[@]}" -d "$dsn" >"$scratch/out" 2>"$scratch/err"
is "$? $(grep -c 'aborted' "$scratch/err")" '0 0' 'no client fails'
grep -m 5 'ERROR\|aborted' "$scratch/err" | sed 's/^/# /'
is "$(value "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")" 0 'no deadlock'
is "$(wrong)" '' 'the books are right'
is "$(value "SELECT string_agg(c, ',') FROM jsonb_array_elements_text(scrip.doctor_checks()) c, scrip.doctor(c) d WHERE d ->> 'ok' = 'false' AND d ->> 'severity' = 'error'")" '' 'the doctor finds no error'
is "$(value "SELECT count(*) > 0 FROM credit_claims c JOIN scrip.claim_detail d ON d.claim_id = c.id WHERE d.origin = 'backend'")" t 'the backend has claimed'
is "$(value "SELECT count(*) > 0 FROM scrip.claim_detail WHERE origin = 'scrip'")" t 'and so have we'
echo "# $(grep -o 'transactions actually processed: [0-9]*' "$scratch/out"), $(value 'SELECT last_value FROM spec.done') writes done, $(value 'SELECT last_value - (NOT is_called)::int FROM spec.conflict') conflicts tried again"
finish
