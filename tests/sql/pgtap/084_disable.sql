-- SPDX-License-Identifier: GPL-3.0-or-later
\ir ../lib/begin.psql
SELECT no_plan();

SELECT tap.event() AS event \gset
SELECT tap.batch(:'event', 20) AS batch \gset
SELECT tap.batch(:'event', 2, '{"max_uses": 9}') AS poster \gset
SELECT tap.code_text(:'batch', 1) AS code \gset
CREATE FUNCTION tap.held(p_batch uuid, p_serial integer) RETURNS boolean LANGUAGE sql AS $$
  SELECT is_claimed FROM credit_event_codes WHERE id = tap.code_id(p_batch, p_serial)
$$;

SELECT is(scrip.disable_code('d', NULL, :'code', 'leak') #>> '{code,state}', 'disabled', 'disabled');
SELECT is(tap.held(:'batch', 1), true, 'for the backend too');
SELECT is(tap.backend_claim(tap.code_id(:'batch', 1), 'ana@example.com'), false, 'whose claim does not get it');
SELECT is(scrip.disable_code('d', NULL, lower(replace(:'code', '-', ' ')), 'leak') -> 'replayed', 'true', 'another spelling is the same call');
SELECT is((SELECT concat_ws(' ', object_kind, reason, before, after) FROM scrip_vault.audit WHERE request_id = 'd'),
          'code leak {"state": "available"} {"state": "disabled"}', 'audited');
SELECT is((SELECT count(*) FROM scrip_vault.idem_result r WHERE r::text LIKE '%' || :'code' || '%'), 0::bigint, 'no stored result holds a code');
SELECT is(scrip.disable_code(tap.key(), NULL, :'code', 'again') #>> '{code,state}', 'disabled', 'twice changes nothing');
SELECT is((SELECT count(*) FROM scrip_vault.audit WHERE action = 'disable_code'), 1::bigint, 'and is not audited');
SELECT is(scrip.event(:'event') @> '{"codes": {"disabled": 1, "available": 21}, "exposure": "925.00"}', true, 'counted, and no exposure any more');
SELECT is(scrip.enable_code('e', NULL, :'code', 'found') #>> '{code,state}', 'available', 'enabled again');
SELECT is(tap.held(:'batch', 1), false, 'for the backend too');
SELECT is(scrip.enable_code(tap.key(), NULL, :'code', 'r') #>> '{code,state}', 'available', 'twice changes nothing');
SELECT is(scrip.disable_code(tap.key(), NULL, tap.code_id(:'batch', 2)::text, 'r') #>> '{code,serial}', '2', 'by id');

SELECT tap.backend_claim(tap.code_id(:'batch', 3), 'ana@example.com');
SELECT tap.code_id(:'batch', 4) AS dead \gset
SELECT scrip.reissue_code(tap.key(), NULL, :'dead', 'lost');
INSERT INTO credit_event_codes (credit_event_id, code) VALUES (:'event', 'THEIRS');
SELECT is(tap.outcome(format('scrip.%s_code(tap.key(), NULL, %L, ''r'')', f, t.code)), t.outcome, f || ' ' || t.why)
FROM unnest(ARRAY['disable', 'enable']) f,
     (VALUES (tap.code_id(:'batch', 3)::text, 'code_already_claimed code', 'a claimed one'),
             (:'dead', 'code_reissued code', 'a dead one'),
             ('NEAR-AAAA-AAAA-AAAA-AAAA', 'code_not_found code', 'none'), ('THEIRS', 'code_not_found code', 'one that is not ours'),
             ('', 'invalid_code code', 'nothing')) t (code, outcome, why);
SELECT is(tap.outcome(format('scrip.%s_code(tap.key(), NULL, %L, '''')', f, :'code')), 'reason_required reason', f || ' without a reason')
FROM unnest(ARRAY['disable', 'enable']) f;

-- Ranges: 2 is disabled, 3 claimed, 4 the one that replaced another.
SELECT is(scrip.disable_codes('r', NULL, :'batch', 1, 10, 'a sheet is lost') - 'ok', '{"changed": 8, "skipped": 2, "replayed": false}', 'a range');
SELECT is((SELECT count(*) FROM generate_series(1, 10) n WHERE tap.held(:'batch', n)), 10::bigint, 'held against the backend');
SELECT is(scrip.disable_codes('r', NULL, :'batch', 1, 10, 'a sheet is lost') -> 'replayed', 'true', 'once');
SELECT is((SELECT after FROM scrip_vault.audit WHERE request_id = 'r'), '{"to": 10, "from": 1, "changed": 8, "skipped": 2, "disabled": 9}', 'audited');
SELECT is((SELECT before FROM scrip_vault.audit WHERE request_id = 'r'), '{"disabled": 1}', 'with how many there were before');
SELECT is(scrip.enable_codes('to the end', NULL, :'batch', 5, NULL, 'r') - 'ok', '{"changed": 6, "skipped": 10, "replayed": false}', 'to the end');
SELECT is((SELECT before || jsonb_build_object('after', after -> 'disabled') FROM scrip_vault.audit WHERE request_id = 'to the end'),
          '{"disabled": 9, "after": 3}', 'audited the same way');
SELECT is(scrip.enable_codes(tap.key(), NULL, :'batch', NULL, NULL, 'r') - 'ok', '{"changed": 3, "skipped": 17, "replayed": false}', 'all');
SELECT is(scrip.batch(:'batch') #> '{codes}', '{"total": 21, "available": 19, "claimed": 1, "disabled": 0, "reissued": 1}', 'counted');
SELECT is(tap.outcome(format('scrip.disable_codes(tap.key(), NULL, %L, %s, %s, ''r'')', :'batch', t.a, t.b)), 'invalid_count from', t.a || '-' || t.b)
FROM (VALUES ('5', '4'), ('-1', '4'), ('21', 'NULL')) t (a, b);
SELECT is(tap.outcome('scrip.disable_codes(tap.key(), NULL, gen_random_uuid(), 1, 1, ''r'')'), 'not_found batch', 'no such batch');
SELECT is(tap.outcome(format('scrip.enable_codes(tap.key(), NULL, %L, 1, 1, NULL)', :'batch')), 'reason_required reason', 'no reason');

-- Codes of several uses stay held.
SELECT scrip.disable_codes(tap.key(), NULL, :'poster', 1, 2, 'r');
UPDATE scrip.code SET uses = 9 WHERE id = tap.code_id(:'poster', 2);
SELECT scrip.enable_codes(tap.key(), NULL, :'poster', 1, 2, 'r');
SELECT is(tap.held(:'poster', 1), true, 'enabling a code of several uses does not open it to the backend');
SELECT is(scrip.code(tap.code_id(:'poster', 1)::text) ->> 'state', 'available', 'it is available here');
SELECT is(scrip.code(tap.code_id(:'poster', 2)::text) ->> 'state', 'claimed', 'one that was used up is claimed again');

-- History
SELECT is((SELECT string_agg(h ->> 'action', ' ') FROM jsonb_array_elements(scrip.code_history(tap.code_id(:'batch', 1))) h),
          'enable_codes disable_codes enable_code disable_code mint_chunk', 'what happened to a code, alone and in ranges');
SELECT is((SELECT string_agg(h ->> 'action', ' ') FROM jsonb_array_elements(scrip.code_history(tap.code_id(:'batch', 15))) h),
          'enable_codes enable_codes mint_chunk', 'and no more than that');
SELECT is(tap.outcome('scrip.code_history(gen_random_uuid())'), 'not_found code', 'of nothing');
\ir ../lib/end.psql
