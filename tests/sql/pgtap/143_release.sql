-- SPDX-License-Identifier: GPL-3.0-or-later
-- Releasing a claim, with and without its slot and its code; and another API key for one that was lost.
\ir ../lib/begin.psql
SELECT no_plan();

SELECT tap.event('{"max_claims": 3}') AS event \gset
SELECT tap.batch(:'event', 10) AS batch \gset
SELECT tap.batch(:'event', 1, '{"max_uses": 2}') AS poster \gset
CREATE FUNCTION tap.claim_id(p_event uuid, p_code text, p_email text) RETURNS uuid LANGUAGE sql AS $$
  SELECT (tap.take(p_event, p_code, p_email) #>> '{claim,id}')::uuid
$$;
CREATE FUNCTION tap.sick() RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(c, ', ') FROM jsonb_array_elements_text(scrip.doctor_checks()) c
  WHERE scrip.doctor(c) @> '{"ok": false, "severity": "error"}'
$$;
SELECT tap.claim_id(:'event', tap.code_text(:'batch', 1), 'a@x.com') AS a, tap.claim_id(:'event', tap.code_text(:'batch', 2), 'b@x.com') AS b,
       tap.claim_id(:'event', tap.code_text(:'batch', 3), 'c@x.com') AS c \gset
SELECT scrip_sandbox.spend((SELECT organization_id FROM credit_claims WHERE id = :'a'), '10');

-- The claim alone
SELECT scrip.release_claim('r1', 'boss', :'a', ' wrong person ', false, false) AS answer \gset
SELECT is(:'answer'::jsonb -> 'claim', scrip.claim(:'a'), 'it answers the claim');
SELECT is(:'answer'::jsonb -> 'claim' @> jsonb_build_object('released_by', session_user, 'slot_returned', false, 'code_freed', false), true, 'released');
SELECT isnt(:'answer'::jsonb #>> '{claim,released_at}', NULL, 'at a time');
SELECT is(:'answer'::jsonb ->> 'forfeited', '15.00', 'what was left of the credit is taken back');
SELECT is(:'answer'::jsonb -> 'grant' @> jsonb_build_object('status', 'voided', 'consumed', '10.00', 'available', '0.00', 'void_reason', 'wrong person'), true, 'and the grant is void');
SELECT is((SELECT spend_limit FROM organization_limits_history WHERE effective_until IS NULL AND organization_id = (SELECT organization_id FROM credit_claims WHERE id = :'a')), 10000000000, 'the backend is left with what was spent');
SELECT is((SELECT claim_count FROM credit_events WHERE id = :'event'), 3, 'the slot is gone');
SELECT is(scrip.code(tap.code_id(:'batch', 1)::text) ->> 'state', 'claimed', 'and so is the code');
SELECT is((SELECT concat_ws(' ', object_kind, object_id, reason, claimed_as) FROM scrip_vault.audit WHERE action = 'release_claim'), 'claim ' || :'a' || ' wrong person boss', 'audited');
SELECT is(scrip.release_claim('r1', 'boss', :'a', ' wrong person ', false, false) - 'replayed', :'answer'::jsonb - 'replayed', 'again under the key');
SELECT is(scrip.release_claim('r2', NULL, :'a', 'other', false, false) - '{replayed,ok}'::text[], :'answer'::jsonb - '{replayed,ok}'::text[], 'under another key: the first answer');
SELECT is((SELECT claim_count || ' ' || (SELECT count(*) FROM scrip_vault.audit WHERE action = 'release_claim') FROM credit_events WHERE id = :'event'), '3 1', 'and no change');
SELECT is(tap.take(:'event', tap.code_text(:'batch', 9), 'a@x.com') ->> 'name', 'user_already_claimed', 'that user may not claim again');
SELECT is(tap.sick(), NULL, 'nothing for the doctor');

-- With its slot: somebody else may come, by another code.
SELECT is(tap.take(:'event', tap.code_text(:'batch', 4), 'd@x.com') ->> 'name', 'max_claims_reached', 'the event is full');
SELECT scrip.release_claim(tap.key(), NULL, :'b', 'r', true);
SELECT is(tap.take(:'event', tap.code_text(:'batch', 2), 'd@x.com') ->> 'name', 'code_already_claimed', 'the code stays used');
SELECT is(scrip.event(:'event') @> '{"claim_count": 2, "codes": {"claimed": 3}}', true, 'a slot is free');
SELECT is(tap.take(:'event', tap.code_text(:'batch', 4), 'd@x.com') ->> 'ok', 'true', 'for another');
SELECT is(tap.sick(), NULL, 'nothing for the doctor');

-- With slot and code.
SELECT is(scrip.release_claim(tap.key(), NULL, :'c', 'r', true, true) -> 'claim' @> '{"slot_returned": true, "code_freed": true}', true, 'slot and code');
SELECT is(scrip.code(tap.code_id(:'batch', 3)::text) @> '{"state": "available", "uses": 0, "claimed_by": null, "claimed_at": null}', true, 'the code is available');
SELECT is((SELECT concat_ws(' ', is_claimed, claimed_by_user_id, claimed_at) FROM credit_event_codes WHERE id = tap.code_id(:'batch', 3)), 'f', 'for the backend too');
SELECT is(scrip.batch(:'batch') -> 'codes', '{"total": 10, "claimed": 3, "disabled": 0, "reissued": 0, "available": 7}', 'and counted so');
SELECT is(scrip.count_codes(:'event', :'batch', 'claimed') -> 'count', '3', 'by the list as well');
SELECT is((SELECT count(*) FROM scrip.codes(p_batch => :'batch', p_state => 'claimed')), 3::bigint, 'which has as many rows');
SELECT is((SELECT count(*) FROM scrip.codes(p_batch => :'batch', p_state => 'available')), 7::bigint, 'of either kind');
SELECT is(tap.take(:'event', tap.code_text(:'batch', 3), 'c@x.com') ->> 'name', 'user_already_claimed', 'not for who had it');
SELECT is(tap.take(:'event', tap.code_text(:'batch', 3), 'e@x.com') ->> 'ok', 'true', 'but for anybody else');
SELECT is((SELECT count(*) FROM credit_claims WHERE code_id = tap.code_id(:'batch', 3)), 2::bigint, 'both claims stay');
SELECT is(scrip.release_claim(tap.key(), NULL, :'c', 'r', true, true) #>> '{claim,code_freed}', 'true', 'releasing the first again');
SELECT is(scrip.code(tap.code_id(:'batch', 3)::text) ->> 'state', 'claimed', 'takes nothing from the second');
SELECT is(tap.sick(), NULL, 'nothing for the doctor');

-- What the first release did not give back a later one does, once, and nothing else.
SAVEPOINT later;
SELECT scrip.claim(:'a') AS was \gset
SELECT is(scrip.release_claim('r3', 'boss', :'a', 'the card is back', true, false) - '{replayed,ok}'::text[], :'answer'::jsonb - '{replayed,ok}'::text[] #- '{claim,slot_returned}' || jsonb_build_object('claim', :'was'::jsonb || '{"slot_returned": true}'), 'the slot later');
SELECT is(scrip.event(:'event') -> 'claim_count', '2', 'is given back');
SELECT is((SELECT concat_ws(' ', reason, claimed_as, before -> 'slot_returned', after -> 'slot_returned', after ->> 'forfeited', before -> 'released_at' = after -> 'released_at') FROM scrip_vault.audit WHERE request_id = 'r3'),
          'the card is back boss false true 0.00 t', 'audited');
SELECT is(scrip.release_claim('r3', 'boss', :'a', 'the card is back', true, false) ->> 'replayed', 'true', 'once');
SELECT is(scrip.release_claim(tap.key(), NULL, :'a', 'r', true, true) -> 'claim', :'was'::jsonb || '{"slot_returned": true, "code_freed": true}', 'then the code');
SELECT is(concat_ws(' ', scrip.event(:'event') -> 'claim_count', scrip.code(tap.code_id(:'batch', 1)::text) ->> 'state'), '2 available', 'and the slot no second time');
SELECT is(tap.take(:'event', tap.code_text(:'batch', 1), 'late@x.com') ->> 'name', 'max_claims_reached', 'as far as there is room')
FROM (SELECT tap.edit(:'event', '{"max_claims": 2}')) e;
SELECT is((SELECT string_agg(scrip.release_claim(tap.key(), NULL, :'a', 'r', s, f) #>> '{claim,code_freed}', ' ') FROM (VALUES (true, true), (false, false), (true, false)) w (s, f)), 'true true true', 'nothing is taken back');
SELECT is((SELECT count(*) FROM scrip_vault.audit WHERE action = 'release_claim' AND object_id = :'a'), 3::bigint, 'three times it was something');
SELECT is(tap.sick(), NULL, 'nothing for the doctor');
ROLLBACK TO later;

-- A use of a code of several.
SELECT tap.edit(:'event', '{"max_claims": 10}');
SELECT tap.claim_id(:'event', tap.code_text(:'poster', 1), 'p@x.com') AS p, tap.claim_id(:'event', tap.code_text(:'poster', 1), 'q@x.com') AS q \gset
SELECT is(scrip.code(tap.code_id(:'poster', 1)::text) ->> 'state', 'claimed', 'a poster is used up');
SELECT scrip.release_claim(tap.key(), NULL, :'q', 'r', true, true);
SELECT is(scrip.code(tap.code_id(:'poster', 1)::text) @> '{"state": "available", "uses": 1}', true, 'a use is free');
SELECT is((SELECT is_claimed FROM credit_event_codes WHERE id = tap.code_id(:'poster', 1)), true, 'through Scrip only');
SELECT is(tap.take(:'event', tap.code_text(:'poster', 1), 's@x.com') ->> 'ok', 'true', 'for another');
SELECT is(tap.sick(), NULL, 'nothing for the doctor');

-- Claims of the backend: booked when they are released; also of a code that is not ours.
SELECT tap.backend_claim(tap.code_id(:'batch', 5), 't@x.com');
INSERT INTO credit_event_codes (credit_event_id, code) VALUES (:'event', 'THEIRS') RETURNING id AS theirs \gset
SELECT tap.backend_claim(:'theirs', 'u@x.com');
SELECT is(scrip.release_claim(tap.key(), NULL, id, 'r', true, true) -> 'claim' @> '{"origin": "backend", "slot_returned": true, "code_freed": true}', true, 'one that the backend made')
FROM credit_claims WHERE code_id IN (tap.code_id(:'batch', 5), :'theirs');
SELECT is((SELECT count(*) FROM credit_event_codes WHERE id IN (tap.code_id(:'batch', 5), :'theirs') AND NOT is_claimed), 2::bigint, 'frees its code');
SELECT is(scrip.event(:'event') -> 'claim_count', '5', 'and its slot');
SELECT is(tap.sick(), NULL, 'nothing for the doctor');
SELECT is(scrip.reconcile_claims(100), 0::bigint, 'and nothing to book');
SELECT is(tap.take(:'event', 'THEIRS', 'v@x.com') ->> 'ok', 'true', 'their code again');
-- A grant that had expired is no reason against it.
SELECT scrip_sandbox.forward('100 days');
SELECT is(scrip.release_claim(tap.key(), NULL, :'p', 'r') ->> 'ok', 'true', 'after the credit expired');
SELECT is(tap.sick(), NULL, 'nothing for the doctor');

-- A freed code of an event that waits for approval stays held.
SELECT scrip_sandbox.real();
SELECT tap.event('{"max_claims": 2}') AS small \gset
SELECT tap.batch(:'small', 2) AS small_batch \gset
SELECT tap.claim_id(:'small', tap.code_text(:'small_batch', 1), 'w@x.com') AS w \gset
SELECT scrip.set_setting(tap.key(), NULL, 'approval_threshold', '60');
SELECT is(tap.edit(:'small', '{"max_claims": 5}') #>> '{event,status}', 'awaiting_approval', 'waiting');
SELECT scrip.release_claim(tap.key(), NULL, :'w', 'r', true, true);
SELECT is((SELECT is_claimed FROM credit_event_codes WHERE id = tap.code_id(:'small_batch', 1)), true, 'held');
SELECT is(tap.sick(), NULL, 'nothing for the doctor');

SELECT is(scrip.event(:'small') -> 'claim_count', '0', 'the only claim is not counted any more');
SELECT is(tap.edit(:'small', '{"amount": "7"}') ->> 'field', 'amount', 'but it froze the amount');

SELECT is(tap.outcome(call), outcome, call)
FROM (VALUES ('scrip.release_claim(tap.key(), NULL, gen_random_uuid(), ''r'')', 'not_found claim'),
             (format('scrip.release_claim(tap.key(), NULL, %L, '' '')', :'w'), 'reason_required reason'),
             (format('scrip.rotate_claim_key(tap.key(), NULL, %L, '''', tap.api_key())', :'w'), 'reason_required reason'),
             (format('scrip.rotate_claim_key(tap.key(), NULL, %L, ''r'', NULL)', :'w'), 'invalid_body'),
             (format('scrip.rotate_claim_key(tap.key(), NULL, %L, ''r'', ''{"hash": "x"}'')', :'w'), 'invalid_body api_key'),
             ('scrip.rotate_claim_key(tap.key(), NULL, gen_random_uuid(), ''r'', tap.api_key())', 'not_found claim')) t (call, outcome);

-- Another key.
SELECT tap.api_key() AS key \gset
SELECT (scrip.claim(:'w') ->> 'organization_id')::uuid AS organization \gset
SELECT api_key_id AS old FROM scrip.claim_detail WHERE claim_id = :'w' \gset
SELECT scrip.rotate_claim_key('k1', NULL, :'w', 'lost', :'key') AS answer \gset
SELECT is(:'answer'::jsonb - '{ok,replayed}'::text[] #- '{api_key,id}', jsonb_build_object('claim_id', :'w', 'api_key', jsonb_build_object('prefix', :'key'::jsonb ->> 'prefix', 'current', true)), 'a new key');
SELECT is((SELECT is_active OR deleted_at IS NULL FROM api_keys WHERE id = :'old'), false, 'the old one is dead');
SELECT is((SELECT (k.key_hash, k.created_by_user_id, w.organization_id, k.is_active)::text FROM api_keys k JOIN workspaces w ON w.id = k.workspace_id WHERE k.id = (:'answer'::jsonb #>> '{api_key,id}')::uuid),
          (SELECT (:'key'::jsonb ->> 'hash', user_id, :'organization'::uuid, true)::text FROM credit_claims WHERE id = :'w'), 'the new one in its place');
SELECT is(scrip.rotate_claim_key('k1', NULL, :'w', 'lost', tap.api_key()) #> '{api_key,current}', 'false', 'replayed for somebody who does not know it');
SELECT is((SELECT concat_ws(' ', object_id, reason, before ->> 'api_key', after -> 'api_key' = :'answer'::jsonb #> '{api_key,id}') FROM scrip_vault.audit WHERE action = 'rotate_claim_key'), concat_ws(' ', :'w', 'lost', :'old', 't'), 'audited');
SELECT is((scrip.rotate_claim_key(tap.key(), NULL, :'w', 'again', tap.api_key())) ->> 'ok', 'true', 'and once more');
SELECT is((SELECT count(*) FROM api_keys k JOIN workspaces w ON w.id = k.workspace_id WHERE w.organization_id = :'organization' AND k.is_active), 1::bigint, 'one key works');
SELECT is(tap.outcome(format('scrip.rotate_claim_key(tap.key(), NULL, %L, ''r'', tap.api_key())', id)), 'not_found api_key', 'a claim that made none')
FROM credit_claims WHERE code_id = :'theirs' AND id IN (SELECT claim_id FROM scrip.claim_detail WHERE origin = 'backend');
SELECT is(tap.outcome(format('scrip.rotate_claim_key(tap.key(), NULL, %L, ''r'', %L)', :'w', :'key')), 'invalid_body api_key', 'a key that there is already');
-- Within the bounds that the customer set, and not for somebody who is not active any more.
UPDATE api_keys SET spend_limit = 5000000000, expires_at = '2990-01-01Z' WHERE id = (SELECT api_key_id FROM scrip.claim_detail WHERE claim_id = :'w');
SELECT is(scrip.rotate_claim_key(tap.key(), NULL, :'w', 'lost', tap.api_key()) ->> 'ok', 'true', 'a key with bounds');
SELECT is((SELECT (k.spend_limit, k.expires_at, k.is_active)::text FROM api_keys k JOIN scrip.claim_detail d ON d.api_key_id = k.id WHERE d.claim_id = :'w'),
          (SELECT (5000000000, '2990-01-01Z'::timestamptz, true)::text), 'has a successor within them');
UPDATE users SET is_active = false WHERE email = 'w@x.com';
SELECT is(tap.outcome(format('scrip.rotate_claim_key(tap.key(), NULL, %L, ''r'', tap.api_key())', :'w')), 'user_inactive user', 'none for somebody who is not active');
SELECT is((SELECT k.is_active FROM api_keys k JOIN scrip.claim_detail d ON d.api_key_id = k.id WHERE d.claim_id = :'w'), true, 'the old one stays');
SELECT tap.books_are_sound();
\ir ../lib/end.psql
