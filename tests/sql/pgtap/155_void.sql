-- SPDX-License-Identifier: GPL-3.0-or-later
-- Void: forward, the whole remainder, never what was spent. Claw back: reaches back, and what it un-funds is owed.
\ir ../lib/begin.psql
\ir ../lib/ledger.psql
SELECT no_plan();
SELECT scrip_sandbox.set_time('2990-01-01');
SELECT tap.org('Acme') AS org \gset
CREATE FUNCTION tap.void(p_grant uuid, p_reason text DEFAULT 'r') RETURNS jsonb LANGUAGE sql AS $$
  SELECT scrip.void_grant(tap.key(), NULL, p_grant, p_reason) - 'ok' - 'replayed'
$$;
CREATE FUNCTION tap.refusal(p_grant uuid, p_verb text) RETURNS text LANGUAGE sql AS $$
  SELECT concat_ws(', ', tap.outcome(format('scrip.preview_%s(%L)', p_verb, p_grant)),
    tap.outcome(format(CASE p_verb WHEN 'void' THEN 'scrip.void_grant(tap.key(), NULL, %L, ''r'')' ELSE 'scrip.claw_back(tap.key(), NULL, %L, NULL, ''r'')' END, p_grant)))
$$;

-- Preview, result, second void
SELECT tap.row(:'org', '50') AS p \gset
SELECT tap.claim(:'org', '25', '2990-06-01Z') AS e \gset
SELECT tap.spend(:'org', '10');
SELECT scrip.preview_void(:'e') AS preview \gset
SELECT is(:'preview'::jsonb - 'grant', '{"forfeited": "15.00", "consumed": "10.00", "balance_before": "65.00", "balance_after": "50.00", "blocked_after": false}', 'the preview');
SELECT is(:'preview'::jsonb -> 'grant' @> '{"status": "voided", "available": "0.00", "forfeited": "15.00", "consumed": "10.00"}', true, 'with the grant as it would be');
SELECT is(tap.buckets(:'e'), 'active 25/0', 'books nothing');
SELECT tap.void(:'e', 'fraud') AS first \gset
SELECT is(:'first'::jsonb - 'grant', :'preview'::jsonb - 'grant', 'the result is the preview');
SELECT is((:'first'::jsonb -> 'grant') - ARRAY['voided_at', 'void_reason'], (:'preview'::jsonb -> 'grant') - ARRAY['voided_at', 'void_reason'], 'its grant too');
SELECT is(:'first'::jsonb #>> '{grant,void_reason}', 'fraud', 'with the reason');
SELECT is(tap.buckets(:'e') || ' ' || tap.limit_row(:'e'), 'voided 0/10 forfeited 15 10', 'what was consumed stays, without an expiry');
SELECT is((SELECT change_reason FROM organization_limits_history WHERE id = (SELECT limit_id FROM scrip.grant WHERE id = :'e')), 'fraud', 'the row says why');
SELECT is((SELECT count(*) FROM organization_limits_history h WHERE h.credit_type = (SELECT credit_type FROM scrip.grant WHERE id = :'e') AND effective_until IS NOT NULL), 1::bigint, 'the old one is closed and still there');
SELECT is(tap.entries(:'e'), 'funded 25 issuer>pending, released 25 pending>available, consumed 10 available>consumed, voided 15 available>forfeited', 'usage is attributed first');
SELECT is((SELECT concat_ws(' ', actor_kind, actor, reason) FROM scrip_vault.entry WHERE grant_id = :'e' AND type = 'voided'), 'admin ' || session_user || ' fraud', 'by whom and why');
SELECT is_empty('SELECT tap.identity()', 'voided');
SELECT tap.spend(:'org', '5');
SELECT tap.void(:'e', 'again') AS second \gset
SELECT is(:'second'::jsonb - 'grant', :'first'::jsonb - 'grant', 'voiding again returns the first result');
SELECT is(:'second'::jsonb #>> '{grant,void_reason}', 'fraud', 'and the first reason');
SELECT is((scrip.preview_void(:'e')) - 'grant', :'first'::jsonb - 'grant', 'so does a preview');
SELECT is((SELECT count(*) FROM scrip_vault.audit WHERE action = 'void_grant'), 1::bigint, 'audited once');
-- Between preview and void: the remainder is computed at the commit.
SELECT tap.claim(:'org', '25', '2990-06-01Z') AS f \gset
SELECT scrip.preview_void(:'f') ->> 'forfeited' AS then \gset
SELECT tap.spend(:'org', '7');
SELECT is(:'then' || ' ' || (tap.void(:'f') ->> 'forfeited'), '25.00 18.00', 'the result says what really happened');
-- Whether the organization would be blocked
SELECT tap.org('Blocked') AS blocked \gset
SELECT tap.claim(:'blocked', '25', '2990-06-01Z') AS g \gset
SELECT tap.spend(:'blocked', '10');
SELECT is(scrip.preview_void(:'g') @> '{"balance_after": "0.00", "blocked_after": true}', true, 'blocked with nothing left');
SELECT is(tap.void(:'g') -> 'blocked_after', 'true', 'as the result says');
SELECT is(scrip.balance(:'blocked') -> 'blocked', 'true', 'and as it is');
SELECT is_empty('SELECT tap.identity()', 'blocked');

-- Conflicts
SELECT is(tap.refusal(tap.chain(:'org'), 'void'), 'grant_owned_by_backend grant, grant_owned_by_backend grant', 'a payment is the backend''s');
SELECT is(tap.refusal(tap.chain(:'org'), 'claw_back'), 'grant_owned_by_backend grant, grant_owned_by_backend grant', 'also for a claw back');
SELECT tap.grant(:'blocked', '{"amount": "5"}') AS used \gset
SELECT tap.spend(:'blocked', '5');
SELECT is(tap.refusal(:'used', 'void'), 'grant_depleted grant, grant_depleted grant', 'used up, though that was not booked');
SELECT tap.claim(:'blocked', '5', '2990-02-01Z') AS over \gset
SELECT scrip_sandbox.set_time('2990-02-01');
SELECT is(tap.refusal(:'over', 'void'), 'grant_expired grant, grant_expired grant', 'expired, though that was not booked');
SELECT tap.settle(:'blocked');
SELECT is(tap.refusal(:'over', 'void'), 'grant_expired grant, grant_expired grant', 'and when it was');
SELECT tap.backend_grant(:'blocked', '6', '2990-06-01Z') AS closed \gset
SELECT tap.run_maintenance();
SELECT tap.close_row(:'blocked', (SELECT credit_type FROM scrip.grant WHERE id = :'closed'));
SELECT is(tap.refusal(:'closed', 'void'), 'grant_depleted grant, grant_depleted grant', 'closed by the backend: nothing is left');
SELECT tap.settle(:'blocked');
SELECT is(tap.refusal(:'closed', 'void'), 'grant_depleted grant, grant_depleted grant', 'and when that was booked');
SELECT is((SELECT void_reason FROM scrip.grant WHERE id = :'closed'), 'Closed by the billing backend.', 'which it keeps saying');
-- A claim of the backend, met by the void
SELECT tap.backend_grant(:'blocked', '8', '2990-06-01Z') AS theirs \gset
SELECT is(tap.void(:'theirs') ->> 'forfeited', '8.00', 'a claim of the backend can be voided before it was ever booked');
SELECT is(tap.buckets(:'theirs') || ' ' || tap.limit_row(:'theirs'), 'voided 0/0 forfeited 8 none', 'and has no row left');
SELECT tap.grant(:'blocked', '{"amount": "5", "effective_at": "2990-05-01T00:00:00Z"}') AS pending \gset
SELECT is(tap.void(:'pending') ->> 'forfeited', '5.00', 'so can a pending one');
SELECT scrip_sandbox.set_time('2990-05-02');
SELECT tap.run_maintenance();
SELECT is(tap.buckets(:'pending') || ' ' || tap.limit_row(:'pending'), 'voided 0/0 forfeited 5 none', 'its time brings it nothing');
SELECT is_empty('SELECT tap.identity()', 'conflicts');

-- Released claims: what was forfeited, 0 when nothing was left
SELECT tap.org('Releasing') AS rel \gset
SELECT tap.claim(:'rel', '25', '2990-06-01Z') AS r1 \gset
SELECT tap.claim(:'rel', '25', '2990-06-02Z') AS r2 \gset
SELECT tap.spend(:'rel', '30');
SELECT is(scrip.void_for_release('rel', :'r1', 'returned'), 0::bigint, 'a depleted one');
SELECT is(scrip.void_for_release('rel', :'r2', 'returned'), 20000000000, 'the remainder of another');
SELECT is(scrip.void_for_release('rel', :'r2', 'returned'), 0::bigint, 'once');
SELECT is(tap.buckets(:'r1') || ', ' || tap.buckets(:'r2'), 'active 0/25, voided 0/5 forfeited 20', 'booked');
SELECT tap.claim(:'rel', '25', '2990-06-02Z') AS r3 \gset
SELECT scrip_sandbox.set_time('2990-06-03');
SELECT is(scrip.void_for_release('rel', :'r3', 'returned'), 0::bigint, 'an expired one');
SELECT is_empty('SELECT tap.identity()', 'released');

-- Claw back
CREATE FUNCTION tap.back(p_grant uuid, p_amount text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_preview jsonb := scrip.preview_claw_back(p_grant, p_amount);
  v_result jsonb := tap.done(scrip.claw_back(tap.key(), NULL, p_grant, p_amount, 'chargeback'));
BEGIN
  IF v_preview <> v_result - 'ok' - 'replayed' THEN
    RAISE EXCEPTION 'preview % result %', v_preview, v_result;
  END IF;
  RETURN v_result - 'grant' - 'ok' - 'replayed';
END
$$;
SELECT scrip_sandbox.set_time('2991-01-01');
SELECT tap.org('Claw') AS claw \gset
SELECT tap.grant(:'claw', '{"amount": "25", "priority": 1}') AS a \gset
SELECT tap.spend(:'claw', '10');
SELECT is(tap.back(:'a', '4'), '{"forfeited": "0.00", "consumed": "10.00", "clawed_back": "4.00", "overdraft_after": "0.00",
  "balance_before": "15.00", "balance_after": "11.00", "blocked_after": false}', 'a part, first from what is available');
SELECT is(tap.buckets(:'a') || ' ' || tap.limit_row(:'a'), 'active 11/10 clawed 4 21', 'its row shrinks');
SELECT is(tap.back(:'a', '12') @> '{"consumed": "9.00", "clawed_back": "12.00", "overdraft_after": "1.00", "balance_before": "11.00", "balance_after": "-1.00", "blocked_after": true}',
          true, 'then from what was consumed, which is owed at once');
SELECT is(tap.backend(:'claw'), 'L 9 S 10 left -1', 'and blocks');
SELECT is(tap.entries(:'a') LIKE '%, clawed_back 11 available>clawed_back, clawed_back 1 consumed>clawed_back', true, 'in two entries');
SELECT is_empty('SELECT tap.identity()', 'clawed back');
SELECT is(tap.outcome(format('scrip.claw_back(tap.key(), NULL, %L, %L, ''r'')', :'a', x)), 'invalid_amount amount', x) FROM unnest(ARRAY['9.000000001', '0', '-1', '', 'all']) x;
-- Other grants cover what is owed, in burn order, and never the one it was taken from.
SELECT tap.grant(:'claw', '{"amount": "5", "priority": 2}') AS b \gset
SELECT tap.grant(:'claw', '{"amount": "20", "priority": 3}') AS c \gset
SELECT is(tap.buckets(:'b'), 'active 4/1', 'the next one covers what was owed');
SELECT is(tap.back(:'a', NULL) @> '{"consumed": "0.00", "clawed_back": "9.00", "overdraft_after": "0.00", "balance_before": "24.00", "balance_after": "15.00"}', true, 'all of it');
SELECT is(concat_ws(', ', tap.buckets(:'a'), tap.buckets(:'b'), tap.buckets(:'c')), 'active 0/0 clawed 25, active 0/5, active 15/5', 'the others burn in their order');
SELECT is(tap.limit_row(:'a'), 'none', 'no row is left');
SELECT is(tap.refusal(:'a', 'claw_back'), 'grant_depleted grant, grant_depleted grant', 'nothing is left to claw back');
SELECT is(tap.refusal(:'a', 'void'), 'grant_depleted grant, grant_depleted grant', 'or to void');
SELECT is_empty('SELECT tap.identity()', 'covered');
-- From grants that are over: what they consumed can still be taken.
SELECT tap.void(:'c', 'r');
SELECT is(tap.back(:'c', '3') @> '{"clawed_back": "3.00", "overdraft_after": "3.00", "balance_after": "-3.00"}', true, 'a voided one');
SELECT is(tap.buckets(:'c') || ' ' || tap.limit_row(:'c'), 'voided 0/2 forfeited 15 clawed 3 2', 'is not brought back by what it owes');
SELECT tap.claim(:'claw', '25', '2991-02-01Z') AS d \gset
SELECT tap.spend(:'claw', '4');
SELECT scrip_sandbox.set_time('2991-02-01 00:05');
SELECT is(tap.back(:'d', '20') @> '{"clawed_back": "20.00", "overdraft_after": "2.00"}', true, 'an expired one, its breakage not booked yet');
SELECT is(tap.buckets(:'d') || ' ' || tap.limit_row(:'d'), 'expired 0/5 clawed 20 5', 'first that');
SELECT is(tap.refusal(tap.grant(:'claw', '{"amount": "1", "effective_at": "2999-01-01T00:00:00Z"}'), 'claw_back'), 'grant_depleted grant, grant_depleted grant', 'a pending one has nothing to take: it is voided');
SELECT is_empty('SELECT tap.identity()', 'over');
SELECT is(tap.outcome(format('scrip.claw_back(tap.key(), NULL, %L, NULL, ''r'')', :'d'), l), '42501 permission denied for function claw_back', l)
FROM unnest(ARRAY['t_support', 't_staff', 't_auditor']) l;
SELECT tap.books_are_sound();
\ir ../lib/end.psql
