-- SPDX-License-Identifier: GPL-3.0-or-later
-- Payments and claims as the sandbox's stand-in for the backend makes them.
\ir ../lib/begin.psql
SELECT no_plan();

SELECT scrip_sandbox.add_user('ana@example.com', NULL, 'Acme') #>> '{organizations,0,id}' AS acme \gset
CREATE VIEW tap.payments AS
  SELECT spend_limit, effective_until IS NULL AS in_force, effective_from, effective_until, source, credit_expires_at
  FROM organization_limits_history WHERE organization_id = (SELECT id FROM organizations WHERE name = 'Acme')
  AND credit_type = 'payment';

SELECT is(scrip_sandbox.payment(:'acme', '50') - '{limit_id,at}'::text[], jsonb_build_object('organization_id', :'acme', 'amount', '50.00', 'before', NULL), 'a first payment');
SELECT is(scrip_sandbox.payment(:'acme', '30') ->> 'before', '50.00', 'is replaced by another worth');
SELECT is((SELECT (count(*), sum(spend_limit), count(*) FILTER (WHERE in_force), sum(spend_limit) FILTER (WHERE in_force))::text FROM tap.payments),
          '(2,80000000000,1,30000000000)', 'all told, and the older row is closed');
SELECT ok((SELECT max(effective_until) <= max(effective_from) FROM tap.payments), 'no later than the new one begins');
SELECT is(tap.outcome(format('scrip_sandbox.payment(%L, %L)', :'acme', a)), 'invalid_amount amount', 'no amount') FROM unnest(ARRAY['0', '-1', 'x', '']) a;
SELECT is(tap.outcome('scrip_sandbox.payment(gen_random_uuid(), ''1'')'), 'not_found organization', 'by nobody');
SELECT is((SELECT count(*) FROM tap.payments), 2::bigint, 'which writes nothing');

SELECT tap.event('{"name": "Backend", "amount": "25", "max_claims": 10}') AS event \gset
SELECT tap.batch(:'event', 6) AS batch \gset
SELECT scrip_sandbox.add_user('bo@example.com', NULL, 'Acme') ->> 'id' AS bo, scrip_sandbox.add_user('cy@example.com') ->> 'id' AS cy \gset
CREATE FUNCTION tap.claim(p_serial integer, p_email text) RETURNS text LANGUAGE sql AS $$
  SELECT format('scrip_sandbox.backend_claim(%L, %L, %L)', b.event_id, tap.code_text(b.id, p_serial), p_email)
  FROM scrip.batch b ORDER BY b.number LIMIT 1
$$;

SELECT is(tap.outcome(tap.claim(1, 'ana@example.com')), 'ok', 'the backend claims');
SELECT results_eq('SELECT l.spend_limit, l.credit_type, l.source, l.changed_by, l.currency, l.credit_expires_at = e.credit_expires_at, l.organization_id
                   FROM credit_claims c JOIN organization_limits_history l ON l.id = c.organization_limit_id JOIN credit_events e ON e.id = c.credit_event_id',
  format('VALUES (25000000000::bigint, %L::varchar, ''event_claim''::varchar, ''credit_event_claim''::varchar, ''USD''::varchar, true, %L::uuid)', 'event:' || :'event', :'acme'), 'with a limits row');
SELECT is((SELECT length(credit_type) FROM organization_limits_history WHERE source = 'event_claim'), 42, 'that fits');
SELECT is((SELECT (claim_count, (SELECT count(*) FROM credit_event_codes WHERE is_claimed AND claimed_by_user_id IS NOT NULL))::text FROM credit_events WHERE id = :'event'), '(1,1)', 'counter and code');
SELECT is(tap.outcome(tap.claim(1, 'cy@example.com')), 'code_not_found code', 'a code once');
SELECT is(tap.outcome(tap.claim(2, 'bo@example.com')), 'organization_limit_reached email', 'an organization once');
SELECT is(tap.outcome(tap.claim(2, 'nobody@example.com')), 'not_found email', 'nobody cannot');
SELECT is(tap.outcome(format('scrip_sandbox.backend_claim(gen_random_uuid(), %L, %L)', tap.code_text(:'batch', 2), 'cy@example.com')), 'not_found event', 'of no event');
SELECT is((SELECT claim_count FROM credit_events WHERE id = :'event'), 1, 'and none of it counts');

SELECT is(tap.as_login(session_user::text, tap.claim(3, 'cy@example.com')) ->> 'user_id', :'cy', 'a user of no organization');
SELECT is((SELECT count(*) FROM organization_members m JOIN organizations o ON o.id = m.organization_id WHERE m.user_id = :'cy' AND m.role = 'owner' AND o.name ~ '^cy-[0-9a-f]{4}$'), 1::bigint, 'gets one');
UPDATE organization_limits_history SET effective_until = now() WHERE source = 'event_claim' AND organization_id <> :'acme';
SELECT is(tap.outcome(tap.claim(4, 'cy@example.com')), 'user_already_claimed email', 'but no second credit of the event');

SELECT ok((scrip.disable_codes(tap.key(), NULL, :'batch', 5, 5, 'lost') -> 'ok')::boolean, 'a disabled code');
SELECT is(tap.outcome(tap.claim(5, 'bo@example.com')), 'code_not_found code', 'is none for the backend');
SELECT ok((scrip.pause_event(tap.key(), NULL, :'event', 'leak') -> 'ok')::boolean, 'a paused event');
SELECT is(tap.outcome(tap.claim(6, 'bo@example.com')), 'event_inactive event', 'takes no claims');
\ir ../lib/end.psql
