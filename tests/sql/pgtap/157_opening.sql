-- SPDX-License-Identifier: GPL-3.0-or-later
-- Meeting a database that has been used: the opening, once, changes no limit; what expired before it is settled only by
-- somebody who asks.
\ir ../lib/begin.psql
\ir ../lib/ledger.psql
SELECT no_plan();

-- Two organizations with the same past, one with none. p_steps are told to each between the beginning and the meeting.
CREATE FUNCTION tap.past(p_name text, p_paid text, p_event text, p_spent text, p_at timestamptz DEFAULT '2990-01-05Z', p_no_log boolean DEFAULT false)
RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid;
BEGIN
  PERFORM scrip_sandbox.set_time('2990-01-01');
  v_org := tap.org(p_name);
  PERFORM tap.row(v_org, p_paid);
  PERFORM scrip_sandbox.set_time('2990-01-02');
  PERFORM tap.backend_grant(v_org, p_event, '2990-02-01Z');
  PERFORM tap.spend(v_org, p_spent, p_at, p_no_log);
  RETURN v_org;
END
$$;
CREATE FUNCTION tap.e(p_org uuid) RETURNS uuid LANGUAGE sql AS $$ SELECT id FROM scrip.grant WHERE organization_id = p_org AND origin = 'claim' $$;
CREATE FUNCTION tap.both(p_org uuid) RETURNS text LANGUAGE sql AS $$
  SELECT concat_ws(', ', 'E ' || tap.buckets(tap.e(p_org)) || ' row ' || tap.limit_row(tap.e(p_org)),
                   'P ' || tap.buckets(tap.chain(p_org)), 'owes ' || tap.overdraft(p_org))
$$;

-- In force at the meeting
SELECT tap.past('In force', '50', '25', '30') AS inforce \gset
SELECT tap.past('Other past', '50', '25', '10') AS other \gset
SELECT tap.org('No past') AS none \gset
SELECT tap.row(:'none', '50');
SELECT scrip_sandbox.set_time('2990-01-10');
SELECT tap.meet(:'inforce');
SELECT tap.meet(:'other');
SELECT is((SELECT count(*) FROM scrip.due()), 3::bigint, 'all are due');
SELECT is(tap.usd(:'inforce') @> '{"live": "45.00", "consumed": "30.00", "baseline": "45.00", "at_risk": "0.00", "settled": "0.00"}', true, 'read before it is booked');
SELECT scrip_sandbox.set_time('2990-01-11');
SELECT tap.row(:'inforce', '5', 'gift', NULL, 'USD', 'gift', '2990-01-10 12:00Z') AS gift \gset
SELECT tap.run_maintenance();
SELECT is(tap.both(:'inforce'), 'E active 0/25 row 25…, P active 45/5, owes 0', 'the opening burns what was in force, in burn order');
SELECT is((SELECT string_agg(DISTINCT concat_ws(' ', actor_kind, actor, left(scrip.time_text(at), 19)), ', ') FROM scrip_vault.entry WHERE organization_id = :'inforce' AND type = 'consumed'),
          'system opening 2990-01-10T00:00:00', 'as one entry each, at the meeting');
SELECT is(tap.buckets(:'gift'), 'active 5/0', 'a row that came after it does not burn for it');
SELECT is((SELECT count(*) FROM organization_limits_history WHERE changed_by = 'scrip'), 0::bigint, 'no limit changes');
SELECT is((SELECT concat_ws(' ', attributed = 30000000000, opening_spent = 30000000000, left(scrip.time_text(opened_at), 19), usage_floor = opened_at) FROM scrip.account WHERE organization_id = :'inforce'),
          't t 2990-01-10T00:00:00 t', 'noted once; rows of the logs from before are not looked at');
SELECT is((SELECT concat_ws(' ', opening_spent, opened_at) FROM scrip.account WHERE organization_id = :'none'), '', 'who had spent nothing has no opening');
SELECT tap.spend(:'inforce', '3');
SELECT tap.run_maintenance();
SELECT is(tap.both(:'inforce'), 'E active 0/25 row 25…, P active 42/8, owes 0', 'usage after it burns as ever');
SELECT is(tap.both(:'other'), 'E active 15/10 row 25…, P active 50/0, owes 0', 'the other one by its own past');
SELECT is_empty('SELECT tap.identity()', 'met');
SELECT is(tap.settle(:'inforce', true), '{"released": 0, "settled": 0, "breakage": "0.00", "protected": "0.00"}', 'nothing had expired before');
SELECT scrip_sandbox.set_time('2990-02-01');
SELECT tap.run_maintenance();
SELECT is(tap.both(:'other'), 'E expired 15/10 row 10, P active 50/0, owes 0', 'what expires after the meeting is settled by itself');

-- Expired at the meeting. preview, then settle, then again.
CREATE FUNCTION tap.met(p_org uuid) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  PERFORM scrip_sandbox.set_time('2990-03-01');
  PERFORM tap.meet(p_org);
  PERFORM tap.run_maintenance();
  RETURN tap.both(p_org);
END
$$;
CREATE FUNCTION tap.asked(p_org uuid) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_preview jsonb := scrip.preview_settle(p_org, true);
  v_due boolean := p_org IN (SELECT id FROM scrip.due(true)) AND NOT p_org IN (SELECT id FROM scrip.due(false));
  v_result jsonb := tap.settle(p_org, true);
BEGIN
  RETURN concat_ws(', ', tap.both(p_org), 'protected ' || (v_result ->> 'protected'), CASE WHEN NOT v_due THEN 'was not due only when asked' END,
    CASE WHEN v_preview <> v_result THEN format('the preview was %s', v_preview) END,
    CASE WHEN tap.settle(p_org, true) <> '{"released": 0, "settled": 0, "breakage": "0.00", "protected": "0.00"}' THEN 'twice does more' END,
    (SELECT string_agg(i, E'\n') FROM tap.identity() i));
END
$$;
SELECT tap.past('Expired', '50', '25', '30') AS org \gset
SELECT is(tap.met(:'org'), 'E expired 0/0 forfeited 25 row 25…, P active 20/30, owes 0', 'a row that had expired stays as it is');
SELECT is(scrip.grant(tap.e(:'org')) @> '{"status": "expired", "forfeited": "25.00"}', true, 'recorded as expired');
SELECT tap.spend(:'org', '1', '2990-01-20Z');
SELECT tap.run_maintenance();
SELECT is(tap.both(:'org'), 'E expired 0/0 forfeited 25 row 25…, P active 19/31, owes 0', 'late usage from before does not burn it');
SELECT is(tap.outcome(format('scrip.preview_void(%L)', tap.e(:'org'))), 'grant_expired grant', 'nor can it be voided');
SELECT is(tap.asked(:'org'), 'E expired 0/25 row 25, P active 44/6, owes 0, protected 25.00', 'asked for, it keeps what it had consumed');
SELECT is(tap.entries(tap.e(:'org')), 'funded 25 issuer>pending, released 25 pending>available, expired 25 available>forfeited, consumed 25 forfeited>consumed', 'out of what was forfeited');
SELECT is(tap.entries(tap.chain(:'org')) LIKE '%, adjusted 25 consumed>available', true, 'and P gets it back');
SELECT is((SELECT after ->> 'protected' FROM scrip_vault.audit WHERE action = 'settle' AND object_id = :'org' ORDER BY id LIMIT 1), '25.00', 'audited');

SELECT tap.past('Partly', '50', '25', '10') AS org \gset
SELECT is(tap.met(:'org'), 'E expired 0/0 forfeited 25 row 25…, P active 40/10, owes 0', 'spent less');
SELECT is(tap.asked(:'org'), 'E expired 0/10 forfeited 15 row 10, P active 50/0, owes 0, protected 10.00', 'keeps as much');
SELECT tap.past('After', '50', '25', '10', '2990-02-15Z') AS org \gset
SELECT tap.met(:'org');
SELECT is(tap.asked(:'org'), 'E expired 0/0 forfeited 25 row none, P active 40/10, owes 0, protected 0.00', 'usage after the expiry was not from it');
SELECT tap.past('Unlogged', '50', '25', '10', NULL, true) AS org \gset
SELECT tap.met(:'org');
SELECT is(tap.asked(:'org'), 'E expired 0/0 forfeited 25 row none, P active 40/10, owes 0, protected 0.00', 'nor is what no log shows');
SELECT tap.past('First pass', '50', '25', '30') AS org \gset
SELECT scrip_sandbox.set_time('2990-03-01');
SELECT tap.meet(:'org');
SELECT is(scrip.preview_settle(:'org', true) ->> 'protected', '25.00', 'also when nothing was ever booked');
SELECT tap.settle(:'org', true);
SELECT is(tap.both(:'org'), 'E expired 0/25 row 25, P active 45/5, owes 0', 'in one go');
SELECT is_empty('SELECT tap.identity()', 'in one go');

-- Owed at the meeting
SELECT tap.past('Owing', '5', '25', '30') AS org \gset
SELECT is(tap.met(:'org'), 'E expired 0/0 forfeited 25 row 25…, P active 0/5, owes 25', 'beyond what was in force: overdraft');
SELECT is(scrip.balance(:'org') -> 'blocked', 'true', 'blocked, as it was before Scrip');
SELECT is(tap.asked(:'org'), 'E expired 0/25 row 25, P active 0/5, owes 0, protected 25.00', 'that goes first');
-- Paid meanwhile
SELECT tap.past('Paid since', '5', '25', '30') AS org \gset
SELECT tap.met(:'org');
SELECT tap.row(:'org', '50');
SELECT tap.run_maintenance();
SELECT is(tap.both(:'org'), 'E expired 0/0 forfeited 25 row 25…, P active 20/30, owes 0', 'a payment covered what was owed');
SELECT is(tap.asked(:'org'), 'E expired 0/25 row 25, P active 45/5, owes 0, protected 25.00', 'and is given back');
-- Corrected meanwhile
SELECT tap.past('Corrected', '50', '25', '30') AS org \gset
SELECT tap.met(:'org');
SELECT tap.correct(:'org', '-20');
SELECT tap.run_maintenance();
SELECT is(tap.asked(:'org'), 'E expired 0/10 forfeited 15 row 10, P active 50/0, owes 0, protected 10.00', 'no more than was spent after all');
-- Corrected before the first pass
SELECT tap.past('Corrected early', '50', '25', '30') AS org \gset
SELECT scrip_sandbox.set_time('2990-03-01');
SELECT tap.meet(:'org');
SELECT tap.correct(:'org', '-20');
SELECT tap.run_maintenance();
SELECT is(tap.both(:'org'), 'E expired 0/0 forfeited 25 row 25…, P active 40/10, owes 0', 'corrected before anything was booked');
SELECT is(tap.asked(:'org'), 'E expired 0/10 forfeited 15 row 10, P active 50/0, owes 0, protected 10.00', 'then asked');
-- P was smaller when it was met
SELECT scrip_sandbox.set_time('2990-01-01');
SELECT tap.org('Grown') AS org \gset
SELECT tap.row(:'org', '10');
SELECT tap.spend(:'org', '12', '2990-01-01 12:00Z');
SELECT tap.backend_grant(:'org', '25', '2990-02-01Z');
UPDATE organization_limits_history SET created_at = '2990-01-02' WHERE organization_id = :'org' AND credit_type <> 'payment';
SELECT tap.met(:'org');
SELECT tap.row(:'org', '40');
SELECT tap.run_maintenance();
SELECT is(tap.asked(:'org'), 'E expired 0/2 forfeited 23 row 2, P active 30/10, owes 0, protected 2.00', 'E had covered what P could not then, whatever P is now');
-- Also a chain that the backend owns.
SELECT scrip_sandbox.set_time('2990-01-01');
SELECT tap.org('Owned') AS org \gset
SELECT tap.row(:'org', '25', 'trial', '2990-02-01Z') AS trial \gset
SELECT tap.spend(:'org', '10');
SELECT tap.met(:'org');
SELECT tap.settle(:'org', true);
SELECT is(tap.buckets(:'trial') || ' row ' || tap.limit_row(:'trial') || ' owes ' || tap.overdraft(:'org'), 'expired 0/10 forfeited 15 row 10 owes 0', 'of the backend''s own chain too');
SELECT is_empty('SELECT tap.identity()', 'owned');
-- A chain that the backend renews is a grant like any other from then on.
SELECT scrip_sandbox.set_time('2990-01-01');
SELECT tap.org('Renewed') AS org \gset
SELECT tap.row(:'org', '25', 'trial', '2990-02-01Z') AS trial \gset
SELECT tap.spend(:'org', '10');
SELECT tap.met(:'org');
SELECT is(tap.buckets(:'trial') || ' ' || tap.overdraft(:'org'), 'expired 0/0 forfeited 25 10', 'expired before');
SELECT tap.row(:'org', '40', 'trial');
SELECT tap.run_maintenance();
SELECT is(tap.buckets(:'trial') || ' ' || tap.overdraft(:'org'), 'active 30/10 forfeited 25 0', 'renewed');
SELECT is_empty('SELECT tap.identity()', 'renewed');
SELECT is(tap.outcome(format('tap.settle(%L, true)', :'org')), 'ok', 'and nothing is left to ask for');
SELECT is_empty('SELECT tap.identity()', 'at the end');

-- Plain settling: preview = result, and twice nothing
SELECT tap.org('Plain') AS org \gset
SELECT tap.grant(:'org', '{"amount": "5", "effective_at": "2990-03-02T00:00:00Z"}');
SELECT tap.claim(:'org', '25', '2990-03-05Z');
SELECT tap.spend(:'org', '10');
SELECT scrip_sandbox.set_time('2990-03-06');
SELECT is(scrip.preview_settle(:'org'), '{"released": 1, "settled": 1, "breakage": "15.00", "protected": "10.00"}', 'what is due');
SELECT is(tap.settle(:'org'), '{"released": 1, "settled": 1, "breakage": "15.00", "protected": "10.00"}', 'is done');
SELECT is(scrip.preview_settle(:'org'), '{"released": 0, "settled": 0, "breakage": "0.00", "protected": "0.00"}', 'then nothing is');
SELECT is(tap.settle(:'org'), '{"released": 0, "settled": 0, "breakage": "0.00", "protected": "0.00"}', 'twice does nothing');
SELECT is(scrip.settle(tap.key(), NULL, :'org', NULL) -> 'ok', 'true', 'null is no');
SELECT tap.books_are_sound();

-- The moment that all of it goes by was moved back, or is gone.
UPDATE scrip.opening SET at = at - interval '30 days';
SELECT is(scrip.doctor('usage') -> 'violations' @> to_jsonb(ARRAY[:'inforce'::uuid]), true, 'a moved opening is found');
DELETE FROM scrip.opening;
SELECT is(scrip.doctor('usage') -> 'violations' @> to_jsonb(ARRAY[:'inforce'::uuid]), true, 'and one that is gone');
\ir ../lib/end.psql
