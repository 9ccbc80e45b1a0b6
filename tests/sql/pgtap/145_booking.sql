-- SPDX-License-Identifier: GPL-3.0-or-later
-- Claims that the backend made by itself are booked by maintenance; and what the doctor finds wrong with claims.
\ir ../lib/begin.psql
SELECT no_plan();

SELECT tap.event('{"max_per_organization": 2, "max_per_domain": 3}') AS event \gset
SELECT tap.batch(:'event', 10) AS batch \gset
SELECT tap.batch(:'event', 1, '{"max_uses": 3}') AS poster \gset
SELECT tap.event() AS other \gset
SELECT tap.batch(:'other', 3) AS other_batch \gset
INSERT INTO credit_event_codes (credit_event_id, code) VALUES (:'event', 'THEIRS-1'), (:'event', 'THEIRS-2');
CREATE FUNCTION tap.sick() RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(c, ', ') FROM jsonb_array_elements_text(scrip.doctor_checks()) c
  WHERE scrip.doctor(c) @> '{"ok": false, "severity": "error"}'
$$;
SELECT tap.take(:'event', tap.code_text(:'batch', 1), 'ours@x.com') ->> 'ok';
SELECT tap.backend_claim(tap.code_id(:'batch', n), 'u' || n || '@x.com') FROM generate_series(2, 3) n;

CREATE FUNCTION tap.seen(p_event uuid, p_batch uuid) RETURNS text LANGUAGE sql AS $$
  SELECT concat_ws(' ', scrip.event(p_event) -> 'codes', scrip.batch(p_batch) -> 'codes', scrip.count_codes(p_event, p_batch, 'claimed'),
    (SELECT string_agg(serial || state, ',' ORDER BY serial) FROM scrip.codes(p_event, p_batch)),
    (SELECT string_agg(serial::text, ',' ORDER BY serial) FROM scrip.codes(p_event, p_batch, 'claimed')),
    (SELECT string_agg(serial::text, ',' ORDER BY serial) FROM scrip.codes(p_event, p_batch, 'available')))
$$;
SELECT tap.seen(:'event', :'batch') AS before \gset
SELECT tap.backend_claim(tap.code_id(:'other_batch', 1), 'v@x.com'), tap.backend_claim(id, 'w@x.com') FROM credit_event_codes WHERE code = 'THEIRS-1';
UPDATE credit_claims SET claimed_at = claimed_at - interval '1 minute' WHERE code_id = tap.code_id(:'batch', 2);
SELECT is(tap.sick(), NULL, 'not booked yet is no fault');
SELECT is(scrip.reconcile_claims(1), 1::bigint, 'one at a time');
SELECT is((SELECT d.code_id FROM scrip.claim_detail d WHERE origin = 'backend'), tap.code_id(:'batch', 2), 'the oldest first');
SELECT is(scrip.maintain() - '{failed}'::text[], '{"busy": false, "next": "00000000-0000-0000-0000-000000000000", "alarms": 0, "sealed": 0, "settled": 0, "released": 0, "attributed": 0, "reconciled": 3}', 'maintenance books the rest in a step of its own');
SELECT is(scrip.reconcile_claims(100), 0::bigint, 'then nothing is left');
SELECT is(scrip.maintain('00000000-0000-0000-0000-000000000000') -> 'next', 'null', 'and goes on');
SELECT is(tap.seen(:'event', :'batch'), :'before', 'what people see is the same');
SELECT is((SELECT string_agg(concat_ws(' ', k.serial, k.state, k.uses, k.state_at = c.claimed_at), ', ' ORDER BY k.serial) FROM scrip.code k JOIN credit_claims c ON c.code_id = k.id WHERE k.batch_id = :'batch'),
          '1 claimed 1 t, 2 claimed 1 t, 3 claimed 1 t', 'booked in the codes');
SELECT is((SELECT b.claimed || ' ' || b.uses || ' ' || d.loose_claims FROM scrip.batch b JOIN scrip.event_detail d USING (event_id) WHERE b.id = :'batch'), '3 3 1', 'and in the counters');
SELECT is((SELECT string_agg(domain, ' ') FROM scrip.claim_detail), 'x.com x.com x.com x.com x.com', 'with what limits count by');
SELECT is(tap.sick(), NULL, 'nothing for the doctor');

-- Limits count claims of the backend, booked or not.
SELECT is(tap.take(:'event', tap.code_text(:'batch', 9), 'new@x.com') ->> 'name', 'domain_limit_reached', 'a domain that the backend filled');
SELECT is(scrip.doctor('claim_limits') -> 'violations', jsonb_build_array(:'event'), 'which the doctor tells, as a warning');
SELECT is(scrip.doctor('claim_limits', true) -> 'ok', 'false', 'also when in a hurry');
UPDATE scrip.event_detail SET max_per_domain = 5 WHERE event_id = :'event';
SELECT is(scrip.doctor('claim_limits') -> 'ok', 'true', 'within its limits');
SELECT tap.backend_claim(id, 'y@x.com') FROM credit_event_codes WHERE code = 'THEIRS-2';
SELECT is(tap.take(:'event', tap.code_text(:'batch', 9), 'new@x.com') ->> 'name', 'domain_limit_reached', 'counted before it is booked');
SELECT scrip.release_claim(tap.key(), NULL, c.id, 'r', true) FROM credit_claims c JOIN credit_event_codes k ON k.id = c.code_id WHERE k.code = 'THEIRS-1';
SELECT is(tap.take(:'event', tap.code_text(:'batch', 9), 'new@x.com') ->> 'ok', 'true', 'a slot given back counts no more');
UPDATE scrip.event_detail SET max_per_domain = NULL WHERE event_id = :'event';
SELECT scrip_sandbox.add_user('o' || n || '@z.com', NULL, 'Zed') FROM generate_series(1, 3) n;
SELECT is((SELECT string_agg(coalesce(tap.take(:'event', tap.code_text(:'batch', 5 + n), 'o' || n || '@z.com') ->> 'name', 'ok'), ' ' ORDER BY n) FROM generate_series(1, 3) n),
          'ok ok organization_limit_reached', 'an organization up to its limit');
SELECT scrip.release_claim(tap.key(), NULL, c.id, 'r', true) FROM credit_claims c JOIN users u ON u.id = c.user_id WHERE u.email = 'o1@z.com';
SELECT is(tap.take(:'event', tap.code_text(:'batch', 8), 'o3@z.com') ->> 'ok', 'true', 'and again when a slot was given back');
SELECT scrip.reconcile_claims(100);

-- Drift: a code used up by a claim of the backend that nobody may have made.
SELECT is(tap.sick(), NULL, 'nothing for the doctor');
CREATE FUNCTION tap.found(p_check text, p_break text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_finding jsonb;
  v_others text;
BEGIN
  EXECUTE p_break;
  v_finding := scrip.doctor(p_check);
  SELECT string_agg(c, ' ') INTO v_others FROM jsonb_array_elements_text(scrip.doctor_checks()) c
  WHERE c <> p_check AND scrip.doctor(c) @> '{"ok": false, "severity": "error"}';
  RAISE SQLSTATE 'UNDO0';
EXCEPTION WHEN SQLSTATE 'UNDO0' THEN
  RETURN concat_ws(' +', CASE WHEN v_finding -> 'ok' = 'true' THEN 'ok'
              ELSE (SELECT string_agg(v, ', ' ORDER BY v) FROM jsonb_array_elements_text(v_finding -> 'violations') v) END, v_others);
END
$$;
SELECT id AS claim, user_id AS ours FROM credit_claims WHERE code_id = tap.code_id(:'batch', 1) \gset
SELECT is(tap.found(t.check_name, t.broken), t.violation, t.check_name || ': ' || left(t.broken, 70))
FROM (VALUES
  ('claims', format('UPDATE scrip.claim_detail SET grant_id = gen_random_uuid() WHERE claim_id = %L', :'claim'), :'claim'),
  ('claims', format('UPDATE scrip.claim_detail SET grant_id = NULL WHERE claim_id = %L', :'claim'), :'claim'),
  ('claims', format('UPDATE credit_claims SET code_id = %L WHERE id = %L', tap.code_id(:'batch', 2), :'claim'), :'claim' || ' +code_state'),
  ('claims', format('DELETE FROM credit_claims WHERE id = %L; UPDATE credit_events SET claim_count = claim_count - 1 WHERE id = %L', :'claim', :'event'), :'claim' || ' +code_state'),
  ('claims', format('ALTER TABLE credit_claims DROP CONSTRAINT credit_claims_credit_event_id_user_id_key; INSERT INTO credit_claims (credit_event_id, code_id, near_account_id, user_id, organization_id) SELECT credit_event_id, %L, '''', user_id, organization_id FROM credit_claims WHERE id = %L; UPDATE credit_events SET claim_count = claim_count + 1 WHERE id = %L',
     tap.code_id(:'batch', 10), :'claim', :'event'), :'ours'),
  ('claims', format('UPDATE scrip.code SET uses = 2 WHERE id = %L; UPDATE scrip.batch SET uses = uses + 1 WHERE id = %L', tap.code_id(:'batch', 1), :'batch'), tap.code_id(:'batch', 1)::text),
  ('claims', format('UPDATE scrip.code SET uses = 1 WHERE id = %L; UPDATE scrip.batch SET uses = uses + 1 WHERE id = %L', tap.code_id(:'poster', 1), :'poster'), tap.code_id(:'poster', 1)::text),
  ('claim_count', format('UPDATE scrip.claim_detail SET slot_returned = false WHERE slot_returned AND event_id = %L AND code_id IN (SELECT id FROM scrip.code)', :'event'), :'event' || ' +code_state'),
  ('code_state', format('UPDATE scrip.batch SET returned = 5 WHERE id = %L', :'batch'), :'batch'),
  ('code_state', format('UPDATE scrip.batch SET freed = 5 WHERE id = %L', :'batch'), :'batch'),
  ('code_state', format('UPDATE scrip.batch SET dead_uses = 5 WHERE id = %L', :'batch'), :'batch'),
  ('code_state', format('UPDATE scrip.code SET generation = 1 WHERE id = %L', tap.code_id(:'batch', 10)), :'batch'),
  ('code_state', format('UPDATE credit_event_codes SET claimed_by_user_id = NULL, claimed_at = NULL WHERE id = %L', tap.code_id(:'batch', 1)), tap.code_id(:'batch', 1)::text),
  ('code_state', format('UPDATE credit_event_codes SET is_claimed = false WHERE id = %L', tap.code_id(:'batch', 1)), tap.code_id(:'batch', 1)::text))
  t (check_name, broken, violation);
SELECT is(scrip.doctor('claims', true) -> 'checked', to_jsonb((SELECT count(*) FROM scrip.claim_detail)), 'in a hurry the newest');
SELECT tap.books_are_sound();
\ir ../lib/end.psql
