-- SPDX-License-Identifier: GPL-3.0-or-later
-- Usage: how much there is says total_spent, when it was say the rows of the logs, and what is live then burns in order.
\ir ../lib/begin.psql
\ir ../lib/ledger.psql
SELECT no_plan();
SELECT scrip_sandbox.set_time('2990-01-01');

-- The burn order, one tie-break after the other: of two grants the second named burns first, whatever else they are.
CREATE FUNCTION tap.burns(p_first jsonb, p_second jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid := tap.org('Order ' || gen_random_uuid());
  v_first uuid := tap.grant(v_org, '{"amount": "10"}' || p_first);
  v_second uuid;
BEGIN
  PERFORM scrip_sandbox.forward('1 minute');
  v_second := tap.grant(v_org, '{"amount": "10"}' || p_second);
  PERFORM scrip_sandbox.forward('1 day');
  PERFORM tap.spend(v_org, '4');
  PERFORM tap.settle(v_org);
  RETURN concat_ws(', ', tap.buckets(v_first), tap.buckets(v_second));
END
$$;
SELECT is(tap.burns(a, b), 'active 10/0, active 6/4', w) FROM (VALUES
  ('{"priority": 10, "expires_at": "2991-01-01T00:00:00Z"}'::jsonb, '{"priority": 9}'::jsonb, 'the lower priority number'),
  ('{"priority": 1000}', '{"priority": 1}', 'from 1 to 1000'),
  ('{}', '{"expires_at": "2999-01-01T00:00:00Z"}', 'an expiry before none'),
  ('{"expires_at": "2991-01-01T00:00:00Z"}', '{"expires_at": "2990-12-31T00:00:00Z"}', 'the earlier expiry'),
  ('{"funding": "invoice"}', '{}', 'promotional before paid'),
  ('{"funding": "external", "expires_at": "2991-01-01T00:00:00Z"}', '{"expires_at": "2991-01-01T00:00:00Z"}', 'however it is paid'),
  ('{"expires_at": "2991-01-01T00:00:00Z"}', '{"funding": "invoice", "expires_at": "2990-12-31T00:00:00Z"}', 'but expiry before promotional')) v (a, b, w);
SELECT is(tap.burns('{}', '{}'), 'active 6/4, active 10/0', 'of equals the one that came into effect first');
SELECT tap.org('Effective') AS org \gset
SELECT tap.grant(:'org', '{"amount": "10", "effective_at": "2990-02-03T00:00:00Z"}') AS later \gset
SELECT tap.grant(:'org', '{"amount": "10", "effective_at": "2990-02-02T00:00:00Z"}') AS sooner \gset
SELECT scrip_sandbox.set_time('2990-02-04');
SELECT tap.spend(:'org', '4');
SELECT tap.settle(:'org');
SELECT is(tap.buckets(:'later') || ', ' || tap.buckets(:'sooner'), 'active 10/0, active 6/4', 'effective before created');
SELECT is((SELECT string_agg(o, ' ' ORDER BY o) FROM unnest(ARRAY['adopted', 'claim', 'purchase', 'admin']) o
           WHERE scrip.is_paid(jsonb_populate_record(NULL::scrip.grant, jsonb_build_object('funding', 'none', 'origin', o)))),
          'adopted purchase', 'claims and gifts are promotional, purchases and what the backend sold are paid');

-- By the times of the logs, not by when they are seen
SELECT scrip_sandbox.set_time('2990-01-01');
SELECT tap.org('Times') AS org \gset
SELECT tap.row(:'org', '50') AS p \gset
SELECT tap.claim(:'org', '25', '2990-01-10Z') AS e \gset
SELECT tap.spend(:'org', '8', '2990-01-12Z');
SELECT tap.spend(:'org', '6', '2990-01-05Z');
SELECT tap.spend(:'org', '1', '2990-01-10Z');
SELECT scrip_sandbox.set_time('2990-01-20');
SELECT tap.settle(:'org');
SELECT is(tap.buckets(:'e') || ', ' || tap.buckets(:'p'), 'expired 0/6 forfeited 19, active 41/9', 'usage burns what was live at its time');
SELECT is((SELECT string_agg(scrip.time_text(at) || ' ' || tap.plain(amount), ', ' ORDER BY at) FROM scrip_vault.entry WHERE grant_id = :'p' AND type = 'consumed'),
          '2990-01-12T00:00:00Z 9', 'the moment of the expiry is after it; usage between two turns is one entry at the time of its last row');
SELECT is_empty('SELECT tap.identity()', 'by time');
INSERT INTO services (service_name) VALUES ('search') ON CONFLICT DO NOTHING;
INSERT INTO organization_service_usage_log (organization_id, workspace_id, api_key_id, service_id, quantity, total_cost, created_at)
SELECT :'org', k.workspace_id, k.id, s.id, 1, 3000000000, '2990-01-06Z' FROM api_keys k, services s WHERE k.id = scrip_sandbox.usage_key(:'org');
SELECT tap.correct(:'org', '3');
SELECT tap.settle(:'org');
SELECT is(tap.buckets(:'e') || ' ' || tap.limit_row(:'e'), 'expired 0/9 forfeited 16 9', 'the log of services counts too, late usage reverses breakage');
SELECT is(tap.entries(:'e') LIKE '%, consumed 3 forfeited>consumed', true, 'out of what was forfeited');
SELECT tap.spend(:'org', '30', '2990-01-07Z');
SELECT tap.settle(:'org');
SELECT is(tap.buckets(:'e') || ', ' || tap.buckets(:'p'), 'expired 0/25, active 27/23', 'up to its remainder');
SELECT is_empty('SELECT tap.identity()', 'late usage');

-- Late usage of a grant that was voided, and one whose payment failed
SELECT tap.org('Voided late') AS org \gset
SELECT tap.claim(:'org', '25', '2991-01-10Z') AS e \gset
SELECT scrip_sandbox.forward('1 hour');
SELECT scrip.now() AS before \gset
SELECT scrip_sandbox.forward('1 hour');
SELECT tap.done(scrip.void_grant('v', NULL, :'e', 'why'));
SELECT tap.spend(:'org', '4', :'before');
SELECT tap.spend(:'org', '1');
SELECT tap.settle(:'org');
SELECT is(tap.buckets(:'e') || ' ' || tap.overdraft(:'org'), 'voided 0/4 forfeited 21 1', 'usage before the void, usage after it');
SELECT is_empty('SELECT tap.identity()', 'late for a voided one');

-- Overshoot and overdraft
SELECT tap.org('Owing') AS org \gset
SELECT tap.grant(:'org', '{"amount": "10"}') AS first \gset
SELECT tap.spend(:'org', '12.5');
SELECT tap.settle(:'org');
SELECT is(tap.buckets(:'first') || ' ' || tap.overdraft(:'org'), 'active 0/10 2.5', 'what no grant covers is overdraft');
SELECT is(scrip.grant(:'first') -> 'depleted', 'true', 'depleted');
SELECT is(tap.grant(:'org', '{"amount": "1", "priority": 1000}') IS NOT NULL, true, 'a new grant');
SELECT is(tap.overdraft(:'org'), '1.5', 'covers it before anything else');
SELECT tap.spend(:'org', '1', scrip.now() - interval '1 minute');
SELECT tap.grant(:'org', '{"amount": "5"}') AS third \gset
SELECT is(tap.buckets(:'third') || ' ' || tap.overdraft(:'org'), 'active 2.5/2.5 0', 'whatever its time is: it was owed');
SELECT is_empty('SELECT tap.identity()', 'owing');
SELECT tap.spend(:'org', '9');
SELECT tap.settle(:'org');
SELECT tap.claim(:'org', '3', '2991-01-10Z') AS claimed \gset
SELECT is(tap.buckets(:'claimed') || ' ' || tap.overdraft(:'org'), 'active 0/3 3.5', 'a claim covers what is owed');
SELECT tap.row(:'org', '20') AS paid \gset
SELECT tap.run_maintenance();
SELECT is(tap.buckets(:'paid') || ' ' || tap.overdraft(:'org'), 'active 16.5/3.5 0', 'so does a payment to the backend');
SELECT tap.org('Released') AS org \gset
SELECT tap.grant(:'org', '{"amount": "10", "effective_at": "2990-03-01T00:00:00Z"}') AS pending \gset
SELECT tap.spend(:'org', '4');
SELECT tap.settle(:'org');
SELECT is(tap.buckets(:'pending') || ' ' || tap.overdraft(:'org'), 'pending 0/0 pending 10 4', 'a pending grant covers nothing');
SELECT scrip_sandbox.set_time('2990-03-02');
SELECT tap.settle(:'org');
SELECT is(tap.buckets(:'pending') || ' ' || tap.overdraft(:'org'), 'active 6/4 0', 'until it is released');
SELECT is_empty('SELECT tap.identity()', 'covered');

-- total_spent goes down
SELECT scrip_sandbox.set_time('2990-04-01');
SELECT tap.org('Down') AS org \gset
SELECT tap.grant(:'org', '{"amount": "10", "priority": 1}') AS one \gset
SELECT tap.grant(:'org', '{"amount": "10", "priority": 2, "expires_at": "2990-04-05T00:00:00Z"}') AS two \gset
SELECT tap.grant(:'org', '{"amount": "10", "priority": 3}') AS three \gset
SELECT tap.grant(:'org', '{"amount": "10", "currency": "EUR"}') AS euro \gset
SELECT tap.spend(:'org', '10');
SELECT tap.settle(:'org');
SELECT tap.spend(:'org', '10');
SELECT tap.settle(:'org');
SELECT tap.spend(:'org', '12');
SELECT tap.settle(:'org');
SELECT tap.done(scrip.consume_grant('euro', NULL, :'euro', '6', 'r', NULL));
CREATE FUNCTION tap.three() RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(tap.buckets(g.id), ', ' ORDER BY g.priority) || ' owes ' || min(tap.overdraft(g.organization_id))
  FROM scrip.grant g JOIN organizations o ON o.id = g.organization_id AND o.name = 'Down' WHERE g.metered
$$;
SELECT is(tap.three(), 'active 0/10, active 0/10, active 0/10 owes 2', 'three are used up');
SELECT tap.correct(:'org', '-5');
SELECT is(tap.usd(:'org') @> '{"live": "3.00", "overdraft": "0.00", "consumed": "27.00"}', true, 'a correction downwards is seen by reads');
SELECT tap.settle(:'org');
SELECT is(tap.three(), 'active 0/10, active 0/10, active 3/7 owes 0', 'what is owed goes first, then the latest');
SELECT is((SELECT concat_ws(' ', type, from_bucket, to_bucket, actor) FROM scrip_vault.entry WHERE grant_id = :'three' ORDER BY id DESC LIMIT 1), 'adjusted consumed available usage', 'by adjusted entries');
SELECT is(tap.buckets(:'euro'), 'active 4/6', 'credit in another currency is not touched');
SELECT is_empty('SELECT tap.identity()', 'corrected down');
SELECT tap.correct(:'org', '-12');
SELECT tap.settle(:'org');
SELECT is(tap.three(), 'active 0/10, active 5/5, active 10/0 owes 0', 'then what was before it, not the same again');
SELECT tap.spend(:'org', '2');
SELECT tap.settle(:'org');
SELECT tap.correct(:'org', '-3');
SELECT tap.settle(:'org');
SELECT is(tap.three(), 'active 0/10, active 6/4, active 10/0 owes 0', 'the latest, then the rest of the one before');
SELECT scrip_sandbox.set_time('2990-04-06');
SELECT tap.settle(:'org');
SELECT tap.done(scrip.void_grant('v3', NULL, :'three', 'why'));
SELECT tap.spend(:'org', '3', '2990-04-02Z');
SELECT tap.settle(:'org');
SELECT is(tap.three(), 'active 0/10, expired 0/7 forfeited 3, voided 0/0 forfeited 10 owes 0', 'late usage of an expired one');
SELECT tap.correct(:'org', '-4');
SELECT tap.settle(:'org');
SELECT is(tap.three() || ' row ' || tap.limit_row(:'two'), 'active 0/10, expired 0/3 forfeited 7, voided 0/0 forfeited 10 owes 0 row 3', 'what an expired one gets back is forfeited at once');
SELECT tap.correct(:'org', '-13');
SELECT tap.settle(:'org');
SELECT is(tap.three(), 'active 10/0, expired 0/0 forfeited 10, voided 0/0 forfeited 10 owes 0', 'down to nothing');
SELECT is_empty('SELECT tap.identity()', 'down to nothing');
SELECT tap.org('Voided down') AS org \gset
SELECT tap.grant(:'org', '{"amount": "10"}') AS gone \gset
SELECT tap.spend(:'org', '6');
SELECT tap.done(scrip.void_grant('v4', NULL, :'gone', 'why'));
SELECT tap.correct(:'org', '-2');
SELECT tap.settle(:'org');
SELECT is(tap.buckets(:'gone') || ' row ' || tap.limit_row(:'gone'), 'voided 0/4 forfeited 6 row 4', 'a voided one too');
SELECT is((SELECT concat_ws(' ', type, from_bucket, to_bucket) FROM scrip_vault.entry WHERE grant_id = :'gone' ORDER BY id DESC LIMIT 1), 'voided available forfeited', 'as voided');
-- A claw back between: what it took out of consumed cannot be reversed again.
SELECT tap.org('Clawed down') AS org \gset
SELECT tap.grant(:'org', '{"amount": "10", "priority": 1}') AS a \gset
SELECT tap.grant(:'org', '{"amount": "10", "priority": 2}') AS b \gset
SELECT tap.spend(:'org', '10');
SELECT tap.settle(:'org');
SELECT tap.done(scrip.claw_back('c', NULL, :'a', '4', 'why'));
SELECT is(tap.buckets(:'a') || ', ' || tap.buckets(:'b'), 'active 0/6 clawed 4, active 6/4', 'clawed back');
SELECT tap.correct(:'org', '-7');
SELECT tap.settle(:'org');
SELECT is(tap.buckets(:'a') || ', ' || tap.buckets(:'b'), 'active 3/3 clawed 4, active 10/0', 'and corrected');
SELECT is_empty('SELECT tap.identity()', 'clawed back and corrected');

-- Unlogged usage, and rows that come without usage
SELECT scrip_sandbox.set_time('2990-05-01');
SELECT tap.org('Unlogged') AS org \gset
SELECT tap.row(:'org', '50') AS p \gset
SELECT tap.claim(:'org', '25', '2990-05-10Z') AS e \gset
SELECT tap.spend(:'org', '5', NULL, true);
SELECT tap.settle(:'org');
SELECT is(tap.buckets(:'e') || ' ' || (SELECT tap.plain(unlogged) FROM scrip.account WHERE organization_id = :'org'), 'active 20/5 5', 'usage without a row counts when it is seen');
SELECT scrip_sandbox.set_time('2990-05-11');
SELECT tap.spend(:'org', '7', NULL, true);
SELECT tap.settle(:'org');
SELECT is(tap.buckets(:'e') || ', ' || tap.buckets(:'p'), 'expired 0/5 forfeited 20, active 43/7', 'at that moment and no other');
SELECT tap.log_only(:'org', '5', '2990-05-02Z');
SELECT tap.log_only(:'org', '7', '2990-05-03Z');
SELECT tap.spend(:'org', '1', '2990-05-04Z');
SELECT tap.settle(:'org');
SELECT is(tap.buckets(:'e') || ', ' || tap.buckets(:'p'), 'expired 0/6 forfeited 19, active 43/7', 'rows of usage that was counted only settle that; newer usage burns by its own row');
SELECT is((SELECT unlogged FROM scrip.account WHERE organization_id = :'org'), 0::bigint, 'and nothing is waited for any more');
SELECT tap.log_only(:'org', '4', '2990-05-05Z');
SELECT tap.settle(:'org');
SELECT is(tap.buckets(:'e'), 'expired 0/6 forfeited 19', 'a row without its usage waits');
SELECT tap.correct(:'org', '4');
SELECT tap.settle(:'org');
SELECT is(tap.buckets(:'e'), 'expired 0/10 forfeited 15', 'until total_spent holds it');
SELECT tap.settle(:'org');
SELECT is(tap.buckets(:'e') || ', ' || tap.buckets(:'p'), 'expired 0/10 forfeited 15, active 43/7', 'no row counts twice');
SELECT tap.log_only(:'org', '6', '2990-05-10 12:00Z');
SELECT tap.spend(:'org', '2', '2990-05-06Z');
SELECT tap.settle(:'org');
SELECT is(tap.buckets(:'e') || ', ' || tap.buckets(:'p'), 'expired 0/12 forfeited 13, active 43/7', 'of several rows the earliest count, those beyond total_spent wait');
SELECT tap.correct(:'org', '6');
SELECT tap.settle(:'org');
SELECT is(tap.buckets(:'e') || ', ' || tap.buckets(:'p'), 'expired 0/12 forfeited 13, active 37/13', 'for theirs');
SELECT tap.spend(:'org', '2', '2990-04-20Z');
SELECT tap.settle(:'org');
SELECT is(tap.buckets(:'e') || ', ' || tap.buckets(:'p'), 'expired 0/12 forfeited 13, active 35/15', 'usage from before E burns P');
-- A row that is older than what is waited for counts now; one from the future too, and both once.
SELECT scrip_sandbox.set_time('2990-05-20');
SELECT tap.spend(:'org', '1', '2990-09-01Z');
SELECT tap.settle(:'org');
SELECT tap.spend(:'org', '3', '2990-05-06Z');
SELECT tap.settle(:'org');
SELECT is(tap.buckets(:'e') || ', ' || tap.buckets(:'p'), 'expired 0/12 forfeited 13, active 31/19', 'a week is waited for late rows');
SELECT scrip_sandbox.set_time('2990-06-20');
SELECT tap.spend(:'org', '1');
SELECT tap.settle(:'org');
SELECT tap.claim(:'org', '10', '2990-10-01Z') AS f \gset
SELECT scrip_sandbox.set_time('2990-09-02');
SELECT tap.spend(:'org', '1');
SELECT tap.settle(:'org');
SELECT is((SELECT count(*) FROM scrip.usage_seen n WHERE n.organization_id = :'org' AND n.at = '2990-09-01Z'), 1::bigint, 'a row from the future is remembered until its time');
SELECT is((SELECT scrip.time_text(max(at)) FROM scrip_vault.entry WHERE grant_id = :'f' AND type = 'consumed') > '2990-09-02', true, 'so the next one has its own');
SELECT is_empty('SELECT tap.identity()', 'unlogged');

-- The lag of settlement
SELECT scrip_sandbox.set_time('2990-07-01');
SELECT tap.org('Lag') AS org \gset
SELECT tap.claim(:'org', '25', '2990-07-02Z') AS e \gset
SELECT tap.spend(:'org', '5');
SELECT scrip_sandbox.set_time('2990-07-02');
SELECT is(scrip.preview_settle(:'org'), '{"released": 0, "settled": 1, "breakage": "0.00", "protected": "5.00"}', 'due at its expiry');
SELECT tap.run_maintenance();
SELECT is(tap.buckets(:'e') || ' row ' || tap.limit_row(:'e'), 'expired 20/5 row 5', 'the row is kept at what is consumed so far, the breakage waits');
SELECT is(tap.usd(:'org') @> '{"settled": "20.00", "live": "0.00"}', true, 'booked as available, and no longer so');
SELECT scrip_sandbox.forward('14 minutes 50 seconds');
SELECT tap.run_maintenance();
SELECT is(tap.buckets(:'e'), 'expired 20/5', 'fifteen minutes');
SELECT scrip_sandbox.forward('10 seconds');
SELECT is(scrip.preview_settle(:'org'), '{"released": 0, "settled": 0, "breakage": "20.00", "protected": "0.00"}', 'then it is due');
SELECT is((SELECT count(*) FROM scrip.due()), 1::bigint, 'by itself');
SELECT tap.run_maintenance();
SELECT is(tap.buckets(:'e'), 'expired 0/5 forfeited 20', 'and booked');
SELECT is(tap.entries(:'e') LIKE '%, expired 20 available>forfeited', true, 'as breakage');
SELECT tap.done(scrip.set_setting('lag', NULL, 'settlement_lag', '0'));
SELECT tap.claim(:'org', '8', scrip.now() + interval '1 hour') AS f \gset
SELECT scrip_sandbox.forward('1 hour');
SELECT tap.run_maintenance();
SELECT is(tap.buckets(:'f'), 'expired 0/0 forfeited 8', 'the lag is a setting');
SELECT is_empty('SELECT tap.identity()', 'lag');

-- A clock that steps back
SELECT scrip_sandbox.set_time('2990-08-01');
SELECT tap.org('Back') AS org \gset
SELECT tap.claim(:'org', '25', '2990-08-02Z') AS e \gset
SELECT tap.grant(:'org', '{"amount": "10", "effective_at": "2990-08-02T00:00:00Z"}') AS p \gset
SELECT scrip_sandbox.set_time('2990-08-03');
SELECT tap.spend(:'org', '12');
SELECT tap.settle(:'org');
SELECT is(tap.buckets(:'e') || ', ' || tap.buckets(:'p') || ' ' || tap.overdraft(:'org'), 'expired 0/0 forfeited 25, active 0/10 2', 'before');
SELECT scrip_sandbox.set_time('2990-08-01 12:00');
SELECT is(scrip.grant(:'e') ->> 'status' || ' ' || (scrip.grant(:'p') ->> 'status'), 'expired active', 'expired stays expired, released released');
SELECT tap.settle(:'org');
SELECT tap.spend(:'org', '3', NULL, true);
SELECT tap.settle(:'org');
SELECT is(tap.buckets(:'e') || ', ' || tap.buckets(:'p') || ' ' || tap.overdraft(:'org'), 'expired 0/0 forfeited 25, active 0/10 5', 'what counts now burns nothing that is over');
SELECT is(tap.limit_row(:'e'), 'none', 'and no row comes back');
SELECT tap.grant(:'org', '{"amount": "20"}') AS q \gset
SELECT is(tap.buckets(:'q') || ' ' || tap.overdraft(:'org'), 'active 15/5 0', 'a grant of that time covers it');
SELECT tap.spend(:'org', '4');
SELECT tap.settle(:'org');
SELECT is(tap.buckets(:'e') || ' row ' || tap.limit_row(:'e'), 'expired 0/4 forfeited 21 row 4', 'a row of the log that says it was before the expiry is late usage');
SELECT is_empty('SELECT tap.identity()', 'a clock that stepped back');

-- From the first pass on, also while the breakage is not booked yet: what an expiry decided is written down.
SELECT tap.done(scrip.set_setting('lag back', NULL, 'settlement_lag', '15'));
SELECT scrip_sandbox.set_time('2990-08-20');
SELECT tap.org('Back at once') AS org \gset
SELECT tap.claim(:'org', '25', '2990-08-21Z') AS e \gset
SELECT tap.spend(:'org', '10');
SELECT scrip_sandbox.set_time('2990-08-21');
SELECT tap.run_maintenance();
SELECT scrip_sandbox.set_time('2990-08-20 12:00');
SELECT tap.run_maintenance();
SELECT is(tap.buckets(:'e') || ' row ' || tap.limit_row(:'e'), 'expired 15/10 row 10', 'an earlier clock does not bring it back');
SELECT is(scrip.grant(:'e') ->> 'status', 'expired', 'for whoever looks at it');
SELECT is((SELECT i ->> 'status' FROM jsonb_array_elements(scrip.grants() -> 'items') i WHERE i ->> 'id' = :'e'), 'expired', 'and in lists');
SELECT is(tap.usd(:'org') @> '{"live": "0.00", "at_risk": "0.00"}' AND scrip.balance(:'org') -> 'blocked' = 'true', true, 'nor what is left');
SELECT is(tap.outcome(format('scrip.void_grant(tap.key(), NULL, %L, ''r'')', :'e')), 'grant_expired grant', 'nor can it be voided');
SELECT scrip_sandbox.set_time('2990-08-21 00:20');
SELECT tap.run_maintenance();
SELECT is(tap.buckets(:'e') || ' row ' || tap.limit_row(:'e'), 'expired 0/10 forfeited 15 row 10', 'and its breakage is booked once the clock is there again');
SELECT is((SELECT count(*) FROM scrip_vault.entry WHERE grant_id = :'e' AND type = 'expired'), 1::bigint, 'once');
SELECT is_empty('SELECT tap.identity()', 'back at once');

-- Released stays released, too.
SELECT scrip_sandbox.set_time('2990-09-10');
SELECT tap.org('Released and back') AS org \gset
SELECT tap.grant(:'org', '{"amount": "10", "funding": "invoice", "availability": "on_settlement"}') AS sold \gset
SELECT tap.done(scrip.set_payment('sold', NULL, :'sold', 'settled', NULL));
SELECT scrip_sandbox.set_time('2990-09-09');
SELECT tap.spend(:'org', '4', NULL, true);
SELECT tap.settle(:'org');
SELECT is(tap.buckets(:'sold') || ' ' || tap.overdraft(:'org'), 'active 6/4 0', 'what counts now burns what was released by a later clock');

-- As many passes as you like come to the same as one.
CREATE FUNCTION tap.paced(p_each boolean) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid;
  v_told text;
BEGIN
  PERFORM scrip_sandbox.set_time('2990-10-01');
  v_org := tap.org('Paced ' || gen_random_uuid());
  FOR i IN 0 .. 40 LOOP
    PERFORM scrip_sandbox.forward('5 hours');
    IF i % 7 = 0 THEN PERFORM tap.backend_grant(v_org, (i + 3)::text, scrip.now() + make_interval(days => 1 + i % 4)); END IF;
    IF i % 5 = 1 THEN PERFORM tap.row(v_org, (20 + i * 2)::text); END IF;
    IF i % 3 > 0 THEN PERFORM tap.spend(v_org, (i % 4 + 1)::text, scrip.now() - make_interval(hours => i % 9)); END IF;
    IF p_each THEN PERFORM tap.settle(v_org); END IF;
  END LOOP;
  PERFORM tap.settle(v_org);
  SELECT string_agg(tap.buckets(g.id), ', ' ORDER BY g.created_at) || ' ' || tap.overdraft(v_org) || ' ' || tap.backend(v_org)
  INTO v_told FROM scrip.grant g WHERE g.organization_id = v_org;
  RETURN concat_ws(E'\n', v_told, (SELECT string_agg(i, E'\n') FROM tap.identity() i));
END
$$;
SELECT is(tap.paced(true), tap.paced(false), 'a pass after every step, one pass for all');
SELECT unalike(tap.paced(false), E'%\n%', 'with the identity');
SELECT tap.books_are_sound();
\ir ../lib/end.psql
