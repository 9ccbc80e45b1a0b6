-- SPDX-License-Identifier: GPL-3.0-or-later
-- What every write of the ledger has in common: its fields one by one, keys, the audit, what it refuses; and that reads
-- write nothing.
\ir ../lib/begin.psql
\ir ../lib/ledger.psql
SELECT no_plan();
SELECT scrip_sandbox.set_time('2990-01-01');
SELECT tap.org('Acme') AS org \gset

CREATE FUNCTION tap.made(p_body text, p_reason text DEFAULT 'r') RETURNS text LANGUAGE sql AS $$
  SELECT tap.outcome(format('scrip.create_grant(tap.key(), NULL, %L, %L, %L)', (SELECT id FROM organizations WHERE name = 'Acme'), p_body, p_reason))
$$;
SELECT is(tap.made(('{"amount": "1"}'::jsonb || b::jsonb)::text), w, b) FROM (VALUES
  ('{"amount": null}', 'invalid_amount amount'), ('{"amount": ""}', 'invalid_amount amount'), ('{"amount": "0"}', 'invalid_amount amount'),
  ('{"amount": "0.00"}', 'invalid_amount amount'), ('{"amount": "-1"}', 'invalid_amount amount'), ('{"amount": "1,00"}', 'invalid_amount amount'),
  ('{"amount": "1e3"}', 'invalid_amount amount'), ('{"amount": 25}', 'invalid_amount amount'), ('{"amount": "0.0000000001"}', 'invalid_amount amount'),
  ('{"amount": "9223372036.854775808"}', 'invalid_amount amount'), ('{"amount": "0.000000001"}', 'ok'),
  ('{"currency": "usd"}', 'invalid_currency currency'), ('{"currency": "US"}', 'invalid_currency currency'), ('{"currency": ""}', 'invalid_currency currency'),
  ('{"currency": "EUR"}', 'ok'),
  ('{"name": 5}', 'invalid_name name'), ('{"name": "a\nb"}', 'invalid_name name'), ('{"name": ""}', 'ok'), ('{"name": " Gift "}', 'ok'),
  ('{"funding": "cash"}', 'invalid_body funding'), ('{"availability": "later"}', 'invalid_body availability'),
  ('{"availability": "on_settlement"}', 'invalid_body availability'), ('{"funding": "none", "availability": "on_creation"}', 'ok'),
  ('{"priority": 0}', 'invalid_priority priority'), ('{"priority": 1001}', 'invalid_priority priority'), ('{"priority": 1.5}', 'invalid_priority priority'),
  ('{"priority": "10"}', 'invalid_priority priority'), ('{"priority": 1}', 'ok'), ('{"priority": 1000}', 'ok'), ('{"priority": null}', 'ok'),
  ('{"effective_at": "tomorrow"}', 'invalid_date effective_at'), ('{"effective_at": "2990-02-30T00:00:00Z"}', 'invalid_date effective_at'),
  ('{"effective_at": "2989-01-01T00:00:00Z"}', 'ok'), ('{"expires_at": "2989-01-01T00:00:00Z"}', 'invalid_date expires_at'),
  ('{"expires_at": "infinity"}', 'invalid_date expires_at'),
  ('{"effective_at": "2990-03-01T00:00:00Z", "expires_at": "2990-02-01T00:00:00Z"}', 'invalid_date expires_at'),
  ('{"effective_at": "2990-03-01T00:00:00Z", "expires_at": "2990-03-01T00:00:00Z"}', 'invalid_date expires_at'),
  ('{"labels": []}', 'invalid_text labels'), ('{"labels": {"a": 1}}', 'invalid_text labels'), ('{"labels": {"": "x"}}', 'invalid_name labels'),
  ('{"labels": {"team": "growth"}}', 'ok'), ('{"colour": "red"}', 'invalid_body colour')) v (b, w);
SELECT is(tap.made(b), 'invalid_body', b) FROM unnest(ARRAY['[]', 'null', '"x"']) b;
SELECT is(tap.made('{"amount": "1"}', r), 'reason_required reason', 'no reason') FROM unnest(ARRAY['', '  ', NULL]) r;
SELECT is(tap.outcome('scrip.create_grant(tap.key(), NULL, gen_random_uuid(), ''{"amount": "1"}'', ''r'')'), 'not_found organization', 'no such organization');
SELECT is(tap.outcome('scrip.create_grant(tap.key(), NULL, NULL, ''{"amount": "1"}'', ''r'')'), 'not_found organization', 'nor none');

-- All of its fields
SELECT scrip.create_grant('full', 'ceo', :'org', '{"amount": "12.5", "name": " Launch gift ", "funding": "external", "availability": "on_creation",
  "cost_basis": "0.80", "cost_currency": "EUR", "priority": 7, "effective_at": "2990-01-02T00:00:00+02:00", "expires_at": "2991-01-01T00:00:00Z",
  "labels": {"team": "growth"}}', 'launch') AS full \gset
SELECT is(:'full'::jsonb -> 'grant' @> replace('{"organization_name": "Acme", "name": "Launch gift", "origin": "purchase", "event_id": null, "claim_id": null,
  "amount": "12.50", "available": "0.00", "consumed": "0.00", "forfeited": "0.00", "clawed_back": "0.00", "pending": "12.50", "currency": "USD",
  "status": "pending", "depleted": false, "priority": 7, "funding": "external", "availability": "on_creation", "payment_status": "pending",
  "payment_reference": null, "cost_basis": "0.80", "cost_currency": "EUR", "effective_at": "2990-01-01T22:00:00Z", "expires_at": "2991-01-01T00:00:00Z",
  "created_by": "postgres", "voided_at": null, "void_reason": null, "labels": {"team": "growth"}}', 'postgres', session_user)::jsonb, true, 'as entered');
SELECT is(scrip.grant((:'full'::jsonb #>> '{grant,id}')::uuid) #> '{entries,0}' @> replace('{"type": "funded", "amount": "12.50", "from": "issuer", "to": "pending",
  "actor": "admin:postgres", "reason": "launch", "request_id": "full"}', 'postgres', session_user)::jsonb, true, 'its entry says who, why and under which key');
SELECT is((SELECT array_agg(k ORDER BY k) FROM jsonb_object_keys(:'full'::jsonb -> 'grant') k), (SELECT array_agg(k ORDER BY k) FROM unnest(string_to_array(
  'id organization_id organization_name name origin event_id claim_id amount available consumed unpaid forfeited clawed_back pending currency status depleted priority funding availability payment_status payment_reference cost_basis cost_currency effective_at expires_at created_at created_by voided_at void_reason labels', ' ')) k), 'exactly the fields of the contract');
SELECT tap.grant(:'org', '{"amount": "1"}') AS plain \gset
SELECT is(scrip.grant(:'plain') @> '{"name": "Credit", "origin": "admin", "priority": 10, "expires_at": null, "funding": "none", "payment_status": null, "cost_basis": null, "labels": {}}', true, 'the defaults');

-- Limits that could not be added up any more
SELECT tap.org('Rich') AS rich \gset
SELECT is(tap.outcome(format('scrip.create_grant(tap.key(), NULL, %L, ''{"amount": "9223372036.854775807"}'', ''r'')', :'rich')), 'ok', 'as much as a number holds');
SELECT is(tap.outcome(format('scrip.create_grant(tap.key(), NULL, %L, ''{"amount": "0.000000001"}'', ''r'')', :'rich')), 'invalid_amount amount', 'and no more');
SELECT is(tap.outcome(format('scrip.create_grant(tap.key(), NULL, %L, ''{"amount": "5", "currency": "EUR"}'', ''r'')', :'rich')), 'ok', 'other currencies are not added');
SAVEPOINT rich;
-- Nor by a claim, nor with what is still to be released: it counts when it is promised, and once.
CREATE FUNCTION tap.claimed_by(p_organization text, p_claims integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_event uuid := tap.event();
  v_batch uuid := tap.batch(v_event, p_claims);
BEGIN
  RETURN (SELECT string_agg(concat_ws(' ', coalesce(c ->> 'name', 'ok'), c ->> 'field'), ', ') FROM (
    SELECT scrip.create_claim(tap.key(), NULL, v_event, tap.code_text(v_batch, n), jsonb_build_object('email',
      scrip_sandbox.add_user(v_event || '-' || n || '@x.com', NULL, p_organization) ->> 'email')) AS c
    FROM generate_series(1, p_claims) n) q);
END
$$;
SELECT is(tap.claimed_by('Rich', 1), 'invalid_amount amount', 'nor by a claim');
SELECT tap.org('Met rich') AS met \gset
SELECT tap.row(:'met', '9223372036.854775807');
SELECT is(tap.claimed_by('Met rich', 1), 'invalid_amount amount', 'nor one beside a row that is met with it');
SELECT tap.org('Soon rich') AS soon \gset
SELECT is(tap.outcome(format('scrip.create_grant(tap.key(), NULL, %L, ''{"amount": "9000000000", "effective_at": "2990-01-02T00:00:00Z"}'', ''r'')', :'soon')), 'ok', 'one that is pending');
SELECT is(tap.outcome(format('scrip.create_grant(tap.key(), NULL, %L, ''{"amount": "9000000000", "effective_at": "2990-01-03T00:00:00Z"}'', ''r'')', :'soon')), 'invalid_amount amount', 'counts');
SELECT is(tap.outcome(format('scrip.create_grant(tap.key(), NULL, %L, ''{"amount": "223371986.854775807"}'', ''r'')', :'soon')), 'ok', 'up to fifty');
SELECT is(tap.claimed_by('Soon rich', 3), 'ok, ok, invalid_amount amount', 'which two claims take');
SELECT scrip_sandbox.set_time('2990-01-02 12:00+00');
SELECT is(tap.outcome(format('scrip.create_grant(tap.key(), NULL, %L, ''{"amount": "0.000000001"}'', ''r'')', :'soon')), 'invalid_amount amount', 'no more when it is due');
SELECT is(tap.claimed_by('Soon rich', 1), 'invalid_amount amount', 'nor by a claim');
SELECT tap.run_maintenance();
SELECT is((SELECT sum(spend_limit)::bigint FROM organization_limits_history WHERE organization_id = :'soon' AND effective_until IS NULL), 9223372036854775807, 'when it is released it is what a number holds');
SELECT is(tap.claimed_by('Soon rich', 1), 'invalid_amount amount', 'and still no more');
ROLLBACK TO rich;
SELECT tap.row(:'rich', '9223372036.854775807');
SELECT is(tap.usd(:'rich') ->> 'live', '18446744073.709551614', 'what the backend grants beyond is added up nevertheless');
SELECT tap.run_maintenance();
SELECT tap.row(:'rich', '9223372036.854775807', 'payment', '2990-02-01Z');
SELECT tap.run_maintenance();
SELECT scrip_sandbox.set_time('2990-02-02');
SELECT tap.run_maintenance();
SELECT tap.row(:'rich', '9223372036.854775807');
SELECT is(scrip.maintain() -> 'failed', '[]', 'nor does it stop maintenance when it comes back after its breakage');
DELETE FROM organization_limits_history WHERE organization_id = :'rich';
DELETE FROM scrip.account WHERE organization_id = :'rich';
ALTER TABLE scrip_vault.entry DISABLE TRIGGER deny_change;
DELETE FROM scrip_vault.entry WHERE organization_id = :'rich';
DELETE FROM scrip.grant WHERE organization_id = :'rich';
ALTER TABLE scrip_vault.entry ENABLE ALWAYS TRIGGER deny_change;

-- Keys: each write does its work once
SELECT tap.grant(:'org', '{"amount": "9", "funding": "invoice"}') AS sold \gset
SELECT tap.grant(:'org', '{"amount": "9", "currency": "EUR"}') AS euro \gset
SELECT tap.grant(:'org', '{"amount": "9"}') AS void \gset
CREATE TABLE tap.writes AS SELECT v.name, v.call, v.other FROM (VALUES
  ('create_grant', format('scrip.create_grant(%%L, NULL, %L, ''{"amount": "3"}'', ''r'')', :'org'), format('scrip.create_grant(%%L, NULL, %L, ''{"amount": "4"}'', ''r'')', :'org')),
  ('set_payment', format('scrip.set_payment(%%L, NULL, %L, ''authorized'', NULL)', :'sold'), format('scrip.set_payment(%%L, NULL, %L, ''settled'', NULL)', :'sold')),
  ('consume_grant', format('scrip.consume_grant(%%L, NULL, %L, ''2'', ''r'', NULL)', :'euro'), format('scrip.consume_grant(%%L, NULL, %L, ''2'', ''r'', ''x'')', :'euro')),
  ('claw_back', format('scrip.claw_back(%%L, NULL, %L, ''2'', ''r'')', :'void'), format('scrip.claw_back(%%L, NULL, %L, NULL, ''r'')', :'void')),
  ('void_grant', format('scrip.void_grant(%%L, NULL, %L, ''r'')', :'void'), format('scrip.void_grant(%%L, NULL, %L, ''other'')', :'void')),
  ('settle', format('scrip.settle(%%L, NULL, %L)', :'org'), format('scrip.settle(%%L, NULL, %L, true)', :'org'))) v (name, call, other);
CREATE FUNCTION tap.twice(p_name text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  w tap.writes;
  v_first jsonb;
  v_second jsonb;
  v_entries bigint;
BEGIN
  SELECT * INTO w FROM tap.writes WHERE name = p_name;
  v_first := tap.as_login(session_user, format(w.call, 'key-' || w.name));
  SELECT count(*) INTO v_entries FROM scrip_vault.entry;
  v_second := tap.as_login(session_user, format(w.call, 'key-' || w.name));
  RETURN concat_ws(' ', v_first -> 'replayed', v_second -> 'replayed', v_first - 'replayed' = v_second - 'replayed',
                   v_entries = (SELECT count(*) FROM scrip_vault.entry),
                   tap.outcome(format(w.other, 'key-' || w.name)), (SELECT count(*) FROM scrip_vault.audit WHERE request_id = 'key-' || w.name));
END
$$;
SELECT is(tap.twice(name), 'false true t t idempotency_conflict key 1', name || ' twice, then another one') FROM tap.writes;
SELECT is(tap.outcome(format(call, '')), 'usage key', name || ' without a key') FROM tap.writes;
SELECT is((SELECT string_agg(concat_ws(':', action, object_kind, object_id IN (:'org', :'sold', :'euro', :'void'), reason), ' ' ORDER BY id) FROM scrip_vault.audit WHERE request_id LIKE 'key-%'),
          'create_grant:grant:f:r set_payment:grant:t consume_grant:grant:t:r claw_back:grant:t:r void_grant:grant:t:r settle:organization:t', 'audited');
SELECT is((SELECT count(*) FROM scrip_vault.audit WHERE request_id LIKE 'key-%' AND (before IS NULL) <> (action = 'create_grant')), 0::bigint, 'with what was before, where there was anything');
SELECT is((SELECT concat_ws(' ', claimed_as, login) FROM scrip_vault.audit WHERE request_id = 'full'), 'ceo ' || session_user, 'and for whom, unverified');
-- Every write does first what is due: here a new row, usage and an expiry.
CREATE FUNCTION tap.catches_up(p_call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid := (SELECT id FROM organizations WHERE name = 'Acme');
  v_row uuid;
  v_due boolean;
  v_told text;
BEGIN
  v_row := tap.row(v_org, '5', 'trial', scrip.now() + interval '1 hour');
  PERFORM tap.spend(v_org, '1');
  PERFORM scrip_sandbox.forward('2 hours');
  v_due := v_org IN (SELECT id FROM scrip.due());
  v_told := tap.outcome(p_call);
  v_told := concat_ws(' ', v_due, v_told, v_org IN (SELECT id FROM scrip.due()),
    (SELECT a.attributed = b.total_spent FROM scrip.account a JOIN organization_balance b USING (organization_id) WHERE a.organization_id = v_org), tap.buckets(v_row));
  RAISE SQLSTATE 'UNDO0';
EXCEPTION WHEN SQLSTATE 'UNDO0' THEN
  RETURN v_told;
END
$$;
SELECT tap.grant(:'org', '{"amount": "9"}') AS fresh \gset
SELECT is(tap.catches_up(replace(format(call, tap.key()), :'void', :'fresh')), 't ok f t expired 0/0 forfeited 5', name || ' catches up') FROM tap.writes;
-- A refusal leaves neither key nor entries.
SELECT is(tap.outcome(format('scrip.claw_back(''refused'', NULL, %L, ''100'', ''r'')', :'sold')), 'invalid_amount amount', 'refused');
SELECT is((SELECT count(*) FROM scrip_vault.idem_key WHERE key = 'refused'), 0::bigint, 'its key is free');

-- A backend that keeps consumption itself
CREATE TABLE public.organization_credit_consumption (id uuid);
SELECT is(tap.outcome(format(call, tap.key())), 'billing_version_unsupported', name || ' refuses') FROM tap.writes;
SELECT is(tap.outcome('scrip.maintain()'), 'billing_version_unsupported', 'so does maintenance');
SELECT is(tap.outcome(format('scrip.balance(%L)', :'org')), 'ok', 'reads go on');
DROP TABLE public.organization_credit_consumption;

-- The production lock
SELECT tap.done(scrip.set_setting('env', NULL, 'environment', 'production'));
SELECT is(tap.outcome(format(call, tap.key())), 'read_only', name || ' is locked') FROM tap.writes;
SELECT is(tap.outcome('scrip.void_matching(tap.key(), NULL, ''{"status": "pending"}'', ''r'', 1, 0)'), 'read_only', 'void_matching too');
SELECT is(tap.outcome('scrip.maintain()'), 'ok', 'maintenance is not');
SELECT tap.done(scrip.unlock(tap.key(), NULL, 60, 'r'));
SELECT tap.done(scrip.set_setting('env2', NULL, 'environment', 'sandbox'));

-- Nothing of it exists
SELECT is(tap.outcome(replace(c, ':id', quote_literal(gen_random_uuid()))), w, c) FROM (VALUES
  ('scrip.grant(:id)', 'not_found grant'), ('scrip.preview_void(:id)', 'not_found grant'), ('scrip.preview_claw_back(:id)', 'not_found grant'),
  ('scrip.void_grant(tap.key(), NULL, :id, ''r'')', 'not_found grant'), ('scrip.claw_back(tap.key(), NULL, :id, NULL, ''r'')', 'not_found grant'),
  ('scrip.settle(tap.key(), NULL, :id)', 'not_found organization'), ('scrip.preview_settle(:id)', 'not_found organization'),
  ('scrip.balance(:id)', 'not_found organization'), ('scrip.grant(NULL)', 'not_found grant'), ('scrip.balance(NULL)', 'not_found organization')) v (c, w);
SELECT is(tap.outcome(c), 'reason_required reason', c) FROM unnest(ARRAY[format('scrip.void_grant(tap.key(), NULL, %L, '''')', :'plain'),
  format('scrip.claw_back(tap.key(), NULL, %L, NULL, NULL)', :'plain'), 'scrip.void_matching(tap.key(), NULL, ''{"status": "active"}'', '' '', 1, 0)']) c;

-- Lists
SELECT tap.spend(:'org', '1');
SELECT tap.settle(:'org');
SELECT tap.grant(:'org', '{"amount": "1", "effective_at": "2991-01-01T00:00:00Z"}');
SELECT is((SELECT string_agg(i ->> 'name', ' ') FROM jsonb_array_elements(scrip.grants(jsonb_build_object('organization', :'org', 'search', 'LAUNCH')) -> 'items') i), 'Launch gift', 'found by a part of the name');
SELECT is(jsonb_array_length(scrip.grants(f::jsonb) -> 'items') > 0, true, f) FROM unnest(ARRAY['{"origin": "admin"}', '{"status": "pending"}', '{"status": "voided"}', '{"origin": "purchase", "status": "active"}', '{"status": "depleted"}', '{}']) f;
SELECT is((SELECT bool_and((i -> 'depleted')::boolean AND i ->> 'status' = 'active') FROM jsonb_array_elements(scrip.grants('{"status": "depleted"}') -> 'items') i), true, 'depleted is a flag of active');
SELECT is(tap.outcome(format('scrip.grants(%L)', f)), w, f) FROM (VALUES ('{"status": "gone"}', 'usage status'), ('{"origin": "x"}', 'usage origin'),
  ('{"organization": "x"}', 'not_found organization'), ('{"event": "x"}', 'not_found event'), ('{"colour": "red"}', 'invalid_body colour')) v (f, w);
SELECT is(tap.outcome(format('scrip.grants(''{}'', %L)', c)), w, 'no cursor: ' || c) FROM (VALUES ('x', 'usage after'), (gen_random_uuid()::text, 'usage after'),
  (gen_random_uuid() || ':', 'usage after'), (gen_random_uuid() || ':x', 'invalid_date after'), (gen_random_uuid() || ':2990-01-01T00:00:00Z', 'ok')) v (c, w);
CREATE FUNCTION tap.listed(p_filter jsonb) RETURNS uuid[] LANGUAGE plpgsql AS $$
DECLARE
  v_page jsonb;
  v_after text;
  v_ids uuid[] := '{}';
BEGIN
  LOOP
    v_page := scrip.grants(p_filter, v_after, 2);
    v_ids := v_ids || ARRAY(SELECT (i ->> 'id')::uuid FROM jsonb_array_elements(v_page -> 'items') i);
    v_after := v_page ->> 'next';
    EXIT WHEN v_after IS NULL;
  END LOOP;
  RETURN v_ids;
END
$$;
SELECT is(tap.listed(f), ARRAY(SELECT id FROM scrip.grant ORDER BY created_at DESC, id DESC), 'page by page, newest first')
FROM unnest(ARRAY['{}'::jsonb, jsonb_build_object('organization', :'org')]) f;
-- More than a page can hold, many of one moment
CREATE FUNCTION tap.counted(p_filter jsonb, p_limit integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_page jsonb;
  v_ids text[] := '{}';
  v_pages integer := 0;
BEGIN
  LOOP
    v_page := scrip.grants(p_filter, v_page ->> 'next', p_limit);
    v_ids := v_ids || ARRAY(SELECT i ->> 'id' FROM jsonb_array_elements(v_page -> 'items') i);
    v_pages := v_pages + 1;
    EXIT WHEN v_page ->> 'next' IS NULL OR v_pages > 100;
  END LOOP;
  RETURN format('%s, %s different ones, in %s pages', cardinality(v_ids), (SELECT count(DISTINCT i) FROM unnest(v_ids) i), v_pages);
END
$$;
INSERT INTO scrip.grant (id, organization_id, name, origin, event_id, currency, metered, effective_at, created_at)
SELECT gen_random_uuid(), :'org', 'Crowd', 'claim', md5('crowd')::uuid, 'USD', true, scrip.now(), scrip.now() - (n % 3) * interval '1 second'
FROM generate_series(1, 1205) n;
SELECT is(tap.counted(f::jsonb, n), w, f || ' by ' || n) FROM (VALUES ('{"search": "crowd"}', 5000, '1205, 1205 different ones, in 2 pages'),
  (format('{"event": "%s"}', md5('crowd')::uuid), 400, '1205, 1205 different ones, in 4 pages'), ('{"search": "crowd", "origin": "claim"}', 1000, '1205, 1205 different ones, in 2 pages')) v (f, n, w);
DELETE FROM scrip.grant WHERE name = 'Crowd';

-- A cursor is a place and not a row: what was listed before it was adopted may be gone by the next page
SELECT tap.org('Chains') AS chains \gset
INSERT INTO organization_limits_history (organization_id, spend_limit, credit_type, source, created_at)
SELECT :'chains', 1000000000, 'seat-' || n, 'stripe', scrip.now() - n * interval '1 second' FROM generate_series(1, 5) n;
SELECT scrip.grants(jsonb_build_object('organization', :'chains'), NULL, 2) ->> 'next' AS next \gset
SELECT tap.close_row(:'chains', 'seat-2');
SELECT is((SELECT string_agg(i ->> 'name', ' ') FROM jsonb_array_elements(scrip.grants(jsonb_build_object('organization', :'chains'), :'next', 5) -> 'items') i), 'seat-3 seat-4 seat-5', 'behind it');
SELECT tap.settle(:'chains');
SELECT is(tap.counted(jsonb_build_object('organization', :'chains'), 2), '4, 4 different ones, in 2 pages', 'adopted');

-- Reads write nothing
SELECT tap.backend_grant(:'org', '25', '2990-02-03Z') AS strange \gset
SELECT tap.spend(:'org', '3');
SELECT scrip_sandbox.set_time('2990-02-04');
SET LOCAL transaction_read_only = on;
SELECT is(tap.outcome(c), 'ok', c) FROM unnest(ARRAY[format('scrip.grant(%L)', :'strange'), format('scrip.balance(%L)', :'org'), format('scrip.preview_settle(%L)', :'org'),
  format('scrip.preview_settle(%L, true)', :'org'), format('scrip.preview_void(%L)', :'plain'), format('scrip.preview_claw_back(%L)', :'plain'),
  'scrip.preview_void_matching(''{"status": "active"}'')', 'scrip.grants()', format('scrip.grants(%L)', jsonb_build_object('organization', :'org')),
  '(SELECT count(*) FROM scrip.due())', '(SELECT count(*) FROM scrip.ledger())', 'scrip.maintenance()']) c;
SELECT tap.books_are_sound();
\ir ../lib/end.psql
