-- SPDX-License-Identifier: GPL-3.0-or-later
-- Rows that somebody else wrote become grants: the chain of an organization and a credit_type, not the row.
\ir ../lib/begin.psql
\ir ../lib/ledger.psql
SELECT no_plan();
SELECT scrip_sandbox.set_time('2990-01-01');

-- A new chain
SELECT tap.org('Up') AS org \gset
SELECT tap.row(:'org', '50') AS first \gset
SELECT is(scrip.grant(:'first') @> '{"status": "active", "origin": "adopted", "available": "50.00", "name": "payment", "priority": 10, "expires_at": null}',
          true, 'a row in force is a grant before anything is booked');
SELECT is((SELECT count(*) FROM scrip.grant), 0::bigint, 'nothing is booked by looking');
SELECT tap.run_maintenance();
SELECT is(tap.chain(:'org'), :'first'::uuid, 'a grant has the id of the row it was met with');
SELECT is(tap.buckets(:'first'), 'active 50/0', 'and its worth');
SELECT is(tap.entries(:'first'), 'funded 50 issuer>pending, released 50 pending>available', 'funded and released');
SELECT is((SELECT DISTINCT concat_ws(' ', actor_kind, actor, at = effective_at) FROM scrip_vault.entry e JOIN scrip.grant g ON g.id = e.grant_id),
          'system adoption t', 'by adoption, at the moment of the row');
SELECT is((SELECT count(*) FROM organization_limits_history), 1::bigint, 'adoption writes no row');

-- Up, down, below what was consumed
SELECT tap.spend(:'org', '20');
SELECT tap.row(:'org', '80') AS second \gset
SELECT tap.run_maintenance();
SELECT is(tap.buckets(:'first'), 'active 60/20', 'up: what is available grows');
SELECT is(tap.entries(:'first'), 'funded 50 issuer>pending, released 50 pending>available, adjusted 30 issuer>available, consumed 20 available>consumed', 'by the difference');
SELECT is((SELECT limit_id FROM scrip.grant WHERE id = :'first'), :'second'::uuid, 'the chain is known by its newest row');
SELECT is_empty('SELECT tap.identity()', 'up');
SELECT tap.row(:'org', '30');
SELECT tap.run_maintenance();
SELECT is(tap.buckets(:'first'), 'active 10/20', 'down: what is available shrinks');
SELECT is(scrip.grant(:'first') ->> 'amount', '30.00', 'and the amount is what the row says');
SELECT tap.row(:'org', '5');
SELECT tap.run_maintenance();
SELECT is(tap.buckets(:'first') || ' ' || tap.overdraft(:'org'), 'active 0/5 15', 'below what was consumed: the rest is overdraft');
SELECT is(tap.backend(:'org'), 'L 5 S 20 left -15', 'the backend blocks');
SELECT is_empty('SELECT tap.identity()', 'below what was consumed');
SELECT tap.row(:'org', '25');
SELECT tap.run_maintenance();
SELECT is(tap.buckets(:'first') || ' ' || tap.overdraft(:'org'), 'active 5/20 0', 'up again: the overdraft first');
SELECT is_empty('SELECT tap.identity()', 'up again');
SELECT tap.row(:'org', '70');
SELECT tap.row(:'org', '40');
SELECT tap.run_maintenance();
SELECT is(tap.buckets(:'first'), 'active 20/20', 'rows that came and went between two passes count by the newest');

-- Rows of nothing and below
SELECT tap.row(:'org', '0');
SELECT tap.run_maintenance();
SELECT is(tap.buckets(:'first') || ' ' || tap.overdraft(:'org'), 'active 0/0 20', 'a chain rewritten to nothing');
SELECT is_empty('SELECT tap.identity()', 'rewritten to nothing');
SELECT tap.row(:'org', '40');
SELECT tap.run_maintenance();
SELECT is(tap.buckets(:'first') || ' ' || tap.overdraft(:'org'), 'active 20/20 0', 'and back');
SELECT tap.org('Nothing') AS none \gset
SELECT tap.row(:'none', '0', 'trial');
SELECT tap.row(:'none', '-5', 'debt');
SELECT tap.row(:'none', '10');
SELECT tap.run_maintenance();
SELECT is((SELECT string_agg(name, ' ') FROM scrip.grant WHERE organization_id = :'none'), 'payment', 'rows of 0 and below are no grants');
SELECT is((SELECT count(*) FROM scrip.due_organizations(false, NULL, 100, scrip.now())), 0::bigint, 'and are not looked at again and again');
SELECT tap.row(:'none', '3', 'trial') AS trial \gset
SELECT tap.run_maintenance();
SELECT is(tap.buckets(:'trial'), 'active 3/0', 'until they are worth something');

-- Closed without a successor
SELECT tap.close_row(:'org', 'payment');
SELECT tap.run_maintenance();
SELECT is(tap.buckets(:'first') || ' ' || tap.overdraft(:'org'), 'voided 0/0 20', 'closed: all of it goes, consumed credit too');
SELECT is(scrip.grant(:'first') ->> 'void_reason', 'Closed by the billing backend.', 'with the reason');
SELECT is_empty('SELECT tap.identity()', 'closed');
SELECT tap.row(:'org', '60');
SELECT tap.run_maintenance();
SELECT is(tap.buckets(:'first') || ' ' || tap.overdraft(:'org'), 'active 40/20 0', 'a later row opens the chain again');
SELECT is(scrip.grant(:'first') -> 'void_reason', 'null', 'with no reason any more');
SELECT is_empty('SELECT tap.identity()', 'opened again');

-- Other currencies
SELECT tap.org('Foreign') AS foreign \gset
SELECT tap.row(:'foreign', '10');
SELECT tap.row(:'foreign', '99', 'euro', NULL, 'EUR');
SELECT tap.run_maintenance();
SELECT is((SELECT string_agg(name, ' ') FROM scrip.grant WHERE organization_id = :'foreign'), 'payment', 'a row in another currency is no grant');
SELECT tap.spend(:'foreign', '4');
SELECT tap.row(:'foreign', '10', 'payment', NULL, 'EUR');
SELECT tap.run_maintenance();
SELECT is(tap.buckets(tap.chain(:'foreign')) || ' ' || tap.overdraft(:'foreign'), 'voided 0/0 4', 'a chain that changes its currency has ended');
SELECT is_empty('SELECT tap.identity()', 'another currency');
SELECT tap.row(:'foreign', '10');
SELECT tap.run_maintenance();
SELECT is(tap.buckets(tap.chain(:'foreign')), 'active 6/4', 'until it changes back');

-- Claims of the backend
SELECT tap.org('Claimed') AS claimed \gset
SELECT tap.backend_grant(:'claimed', '25', '2990-03-01Z') AS claim \gset
SELECT tap.run_maintenance();
SELECT is(scrip.grant(:'claim') @> '{"origin": "claim", "name": "Meetup", "available": "25.00", "expires_at": "2990-03-01T00:00:00Z"}', true, 'a claim of the backend');
SELECT is((SELECT claim_id FROM scrip.grant WHERE id = :'claim'), (SELECT id FROM credit_claims WHERE organization_limit_id = :'claim'), 'knows its claim');
SELECT is((SELECT event_id FROM scrip.grant WHERE id = :'claim'), (SELECT credit_event_id FROM credit_claims WHERE organization_limit_id = :'claim'), 'and its event');
SELECT is(scrip.preview_void(:'claim') ->> 'forfeited', '25.00', 'and can be voided');
SELECT tap.backend_grant(:'claimed', '10', '2990-03-01Z') AS moved \gset
SELECT tap.row(:'claimed', '12', (SELECT credit_type FROM organization_limits_history WHERE id = :'moved'), '2990-03-01Z') AS successor \gset
SELECT tap.run_maintenance();
SELECT is(scrip.grant(:'successor') @> '{"origin": "claim", "available": "12.00"}', true, 'also when its row was rewritten before it was seen');

-- The backend calls the chain of a claim by its event alone. When a claim of it is over and no row is left, the next one of
-- that event in that organization is a grant like any other.
SELECT tap.event('{"name": "Again"}') AS again \gset
SELECT tap.batch(:'again', 4) AS again_batch \gset
CREATE FUNCTION tap.again(p_serial integer) RETURNS uuid LANGUAGE sql AS $$
  SELECT (scrip_sandbox.backend_claim(b.event_id, tap.code_text(b.id, p_serial),
                                      scrip_sandbox.add_user('again' || p_serial || '@x.com', NULL, 'Again') ->> 'email') ->> 'claim_id')::uuid
  FROM scrip.batch b JOIN credit_events e ON e.id = b.event_id WHERE e.name = 'Again'
$$;
SELECT tap.again(1) AS again_1 \gset
SELECT organization_id AS again_org FROM credit_claims WHERE id = :'again_1' \gset
SELECT tap.run_maintenance();
SELECT tap.done(scrip.release_claim(tap.key(), NULL, :'again_1', 'left', true));
SELECT is_empty('SELECT tap.identity()', 'a claim of the backend is released');
SELECT scrip_sandbox.forward('1 hour');
SELECT tap.again(2) AS again_2 \gset
-- Where that was not so, the migration mends it.
SAVEPOINT mended;
UPDATE scrip.grant g SET credit_type = 'event:' || :'again' WHERE g.claim_id = :'again_1';
SELECT tap.run_maintenance();
SELECT is(scrip.claim(:'again_2') -> 'grant_status', 'null', 'hidden behind the first one''s grant');
\ir ../../../sql/migrations/0014_claims_mended.sql
SELECT tap.run_maintenance();
SELECT is(scrip.claim(:'again_2') ->> 'grant_status', 'active', 'until the migration');
SELECT is_empty('SELECT tap.identity()', 'mended');
ROLLBACK TO mended;
SELECT is(scrip.balance(:'again_org') #>> '{currencies,0,live}', '25.00', 'the next one counts before anything is booked');
SELECT tap.run_maintenance();
SELECT is(scrip.claim(:'again_2') @> '{"grant_status": "active", "amount": "25.00"}', true, 'and is a grant after a pass');
SELECT is((SELECT string_agg(concat_ws(' ', g.state, g.origin, right(g.credit_type, 36) = :'again', g.claim_id = :'again_2', g.created_at = c.claimed_at), ', ' ORDER BY g.created_at)
           FROM scrip.grant g JOIN credit_claims c ON c.id = g.claim_id WHERE g.organization_id = :'again_org'), 'voided claim f t, active claim t t t', 'of that claim, since then');
SELECT is(scrip.doctor('claims') -> 'ok', 'true', 'which the doctor thinks, too');
SELECT is_empty('SELECT tap.identity()', 'claimed again');
-- Usage of the first one's time that comes late burns the first: its row is of another chain now.
SELECT tap.spend(:'again_org', '4', scrip.now() - interval '61 minutes');
SELECT tap.run_maintenance();
SELECT is((SELECT string_agg(tap.buckets(g.id) || ', ' || tap.limit_row(g.id), '; ' ORDER BY g.created_at) FROM scrip.grant g WHERE g.organization_id = :'again_org'),
          'voided 0/4 forfeited 21, 4; active 25/0, 25…', 'late usage of the first');
SELECT is_empty('SELECT tap.identity()', 'late usage of the first');
-- And so on: the second is voided, the third is adopted. What was consumed of the second keeps its row and the chain.
SELECT tap.done(scrip.void_grant(tap.key(), NULL, (SELECT g.id FROM scrip.grant g WHERE g.claim_id = :'again_2'), 'over'));
SAVEPOINT opened;
UPDATE organization_limits_history SET effective_until = NULL WHERE id = (SELECT g.id FROM scrip.grant g WHERE g.claim_id = :'again_1');
SELECT tap.run_maintenance();
SELECT is((SELECT string_agg(tap.buckets(g.id), '; ' ORDER BY g.created_at, g.claim_id NULLS LAST) FROM scrip.grant g WHERE g.organization_id = :'again_org'),
          'voided 0/4 forfeited 21; active 25/0; voided 0/0 forfeited 25', 'a row that was closed with its grant and is opened again is another grant');
SELECT is_empty('SELECT tap.identity()', 'opened again by hand');
ROLLBACK TO opened;
SELECT tap.again(3) AS again_3 \gset
SELECT tap.run_maintenance();
SELECT is(scrip.claim(:'again_3') ->> 'grant_status', 'active', 'a third');
SELECT tap.spend(:'again_org', '5');
SELECT tap.run_maintenance();
SELECT tap.done(scrip.release_claim(tap.key(), NULL, :'again_3', 'over'));
SELECT is(tap.outcome('tap.again(4)'), 'organization_limit_reached email', 'none beside a row of what was consumed');
SELECT is_empty('SELECT tap.identity()', 'a row of what was consumed');

-- Who owns a chain
SELECT tap.row(:'claimed', '5', t) FROM unnest(ARRAY['payment', 'gift', 'scrip:left-by-an-older-installation', 'event:orphan']) t;
SELECT tap.run_maintenance();
SELECT is((SELECT string_agg(tap.outcome(format('scrip.preview_void(%L)', id)), ', ' ORDER BY credit_type) FROM scrip.grant
           WHERE organization_id = :'claimed' AND origin = 'adopted'),
          'ok, grant_owned_by_backend grant, grant_owned_by_backend grant, ok', 'event and scrip chains are ours to void, all others the backend''s');
SELECT is((SELECT string_agg(tap.outcome(format('scrip.preview_claw_back(%L)', id)), ', ' ORDER BY credit_type) FROM scrip.grant
           WHERE organization_id = :'claimed' AND origin = 'adopted'),
          'ok, grant_owned_by_backend grant, grant_owned_by_backend grant, ok', 'and to claw back');
SELECT is_empty('SELECT tap.identity()', 'claims of the backend');

-- A chain of the backend that expires: Scrip keeps what was consumed; whatever the backend writes next is its own.
CREATE FUNCTION tap.trial(p_spent text, p_lag interval, p_then text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid := tap.org('Trial ' || gen_random_uuid());
  v_grant uuid;
  v_told text;
BEGIN
  v_grant := tap.row(v_org, '25', 'trial', scrip.now() + interval '1 day');
  IF p_spent <> '0' THEN
    PERFORM tap.spend(v_org, p_spent);
  END IF;
  PERFORM tap.run_maintenance();
  PERFORM scrip_sandbox.forward('1 day' + p_lag);
  PERFORM tap.run_maintenance();
  v_told := concat_ws(', ', tap.buckets(v_grant), tap.limit_row(v_grant));
  IF p_then IS NULL THEN
    PERFORM tap.close_row(v_org, 'trial');
  ELSE
    PERFORM tap.row(v_org, p_then, 'trial');
  END IF;
  PERFORM tap.run_maintenance();
  v_told := concat_ws(', ', v_told, tap.buckets(v_grant), tap.limit_row(v_grant), 'owes ' || nullif(tap.overdraft(v_org), '0'));
  -- More than the new row allows is owed, whatever was forfeited before.
  PERFORM tap.spend(v_org, '60');
  PERFORM tap.run_maintenance();
  v_told := concat_ws(', ', v_told, 'then owes ' || tap.overdraft(v_org));
  RETURN concat_ws(E'\n', v_told, (SELECT string_agg(i, E'\n') FROM tap.identity() i));
END
$$;
SELECT is(tap.trial('10', '1 minute', '50'), 'expired 15/10, 10, active 40/10, 50, then owes 20', 'renewed before its breakage was booked');
SELECT is(tap.trial('10', '1 hour', '50'), 'expired 0/10 forfeited 15, 10, active 40/10 forfeited 15, 50, then owes 20', 'renewed after it');
SELECT is(tap.trial('25', '1 hour', '50'), 'expired 0/25, 25, active 25/25, 50, then owes 35', 'renewed when it was used up');
SELECT is(tap.trial('0', '1 hour', '50'), 'expired 0/0 forfeited 25, none, active 50/0 forfeited 25, 50, then owes 10', 'renewed unused');
SELECT is(tap.trial('10', '1 minute', NULL), 'expired 15/10, 10, voided 0/0, none, owes 10, then owes 70', 'closed before its breakage was booked');
SELECT is(tap.trial('10', '1 hour', NULL), 'expired 0/10 forfeited 15, 10, voided 0/0 forfeited 15, none, owes 10, then owes 70', 'closed after it');

-- An expiry that moves moves the burn order with it.
SELECT tap.org('Order') AS org \gset
SELECT tap.row(:'org', '50') AS p \gset
SELECT tap.row(:'org', '50', 'trial', scrip.now() + interval '9 days') AS trial \gset
SELECT tap.run_maintenance();
SELECT tap.row(:'org', '50', 'payment', scrip.now() + interval '5 days');
SELECT tap.spend(:'org', '10');
SELECT tap.run_maintenance();
SELECT is(tap.buckets(:'p') || ', ' || tap.buckets(:'trial'), 'active 40/10, active 50/0', 'what expires first now burns first');
SELECT is(scrip.grant(:'p') ->> 'expires_at', scrip.time_text((SELECT expires_at FROM scrip.grant WHERE id = :'p')), 'the new expiry is taken over');

-- Seen late: a row burns from its created_at by the times of the logs.
SELECT tap.org('Seen late') AS org \gset
SELECT tap.row(:'org', '50') AS p \gset
SELECT tap.run_maintenance();
SELECT tap.row(:'org', '25', 'trial', scrip.now() + interval '2 days') AS trial \gset
SELECT tap.spend(:'org', '10', scrip.now() + interval '1 day');
SELECT tap.spend(:'org', '7', scrip.now() + interval '3 days');
SELECT scrip_sandbox.forward('4 days');
SELECT tap.run_maintenance();
SELECT is(tap.buckets(:'trial') || ', ' || tap.buckets(:'p'), 'expired 0/10 forfeited 15, active 43/7', 'lived and expired between two passes');
SELECT is(tap.limit_row(:'trial'), '10', 'and keeps what it had consumed');
-- A clock of the backend that is ahead of ours.
SELECT tap.org('Ahead') AS org \gset
SELECT tap.spend(:'org', '5');
SELECT tap.row(:'org', '50', 'payment', NULL, 'USD', 'stripe', scrip.now() + interval '1 minute') AS p \gset
SELECT tap.run_maintenance();
SELECT is(tap.buckets(:'p') || ' ' || tap.overdraft(:'org'), 'active 45/5 0', 'a row from the future counts now');
-- Two chains that nothing tells apart but their ids.
SELECT tap.org('Twins') AS org \gset
INSERT INTO organization_limits_history (id, organization_id, spend_limit, created_at, credit_type)
VALUES ('00000000-0000-4000-8000-00000000000b', :'org', 5000000000, '2990-01-01', 'one'), ('00000000-0000-4000-8000-00000000000a', :'org', 5000000000, '2990-01-01', 'two');
SELECT tap.spend(:'org', '3');
SELECT tap.run_maintenance();
SELECT is((SELECT string_agg(tap.buckets(id), ', ' ORDER BY id) FROM scrip.grant WHERE organization_id = :'org'), 'active 2/3, active 5/0', 'the smaller id burns first');
SELECT is_empty('SELECT tap.identity()', 'at the end');
SELECT tap.books_are_sound();
\ir ../lib/end.psql
