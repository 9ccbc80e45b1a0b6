-- SPDX-License-Identifier: GPL-3.0-or-later
-- A new code in an old one's place: in the lists, in the counters, on paper, and against the backend.
\ir ../lib/begin.psql
SELECT no_plan();

SELECT tap.event('{"name": "E"}') AS event \gset
SELECT tap.batch(:'event', 10) AS batch \gset
SELECT tap.batch(:'event', 1, '{"max_uses": 5}') AS poster \gset
SELECT tap.code_text(:'batch', 3) AS old_code, tap.code_id(:'batch', 3) AS old \gset
CREATE FUNCTION tap.sick() RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(c, ', ') FROM jsonb_array_elements_text(scrip.doctor_checks()) c
  WHERE scrip.doctor(c) @> '{"ok": false, "severity": "error"}'
$$;
SELECT scrip.record_print(tap.key(), NULL, :'batch', jsonb_build_object('template', 't', 'sheet_hash', repeat('a', 64)));

SELECT scrip.reissue_code('r1', 'desk', lower(:'old_code'), ' lost ') AS answer \gset
SELECT :'answer'::jsonb ->> 'plain' AS plain, :'answer'::jsonb #>> '{items,0,new,id}' AS new \gset
SELECT is((SELECT code::text FROM credit_event_codes WHERE id = :'new'), :'plain'::text, 'the new code is told once');
SELECT matches(:'plain'::text, '^NEAR(-[A-HJ-NP-Z2-9]{4}){4}$', 'of the same shape');
SELECT is(:'answer'::jsonb #> '{items,0,old}' @> jsonb_build_object('id', :'old', 'state', 'reissued', 'serial', 3, 'reissued_to', scrip.masked(:'plain')), true, 'the old one leads to it');
SELECT is(:'answer'::jsonb #> '{items,0,new}' @> jsonb_build_object('id', :'new', 'state', 'available', 'serial', 3, 'batch_count', 10, 'uses', 0, 'reissued_from', scrip.masked(:'old_code')), true, 'whose place it takes');
SELECT is(scrip.reissue_code('r1', 'desk', :'old_code', ' lost ') - '{ok,replayed}'::text[], (:'answer'::jsonb - '{ok,replayed,plain}'::text[]) || '{"plain": null}', 'again: without the code');
SELECT is((SELECT count(*) FROM (SELECT r::text AS t FROM scrip_vault.idem_result r UNION ALL SELECT a::text FROM scrip_vault.audit a) x
           WHERE t LIKE '%' || :'plain' || '%' OR t LIKE '%' || :'old_code' || '%'), 0::bigint, 'nothing stored holds it');
SELECT is((SELECT string_agg(concat_ws(' ', object_id = :'old', reason, claimed_as), ', ' ORDER BY id) FROM scrip_vault.audit WHERE action = 'reissue_code'), 't lost desk, f lost desk', 'audited for both');
SELECT is((SELECT string_agg(c.is_claimed::text, ' ' ORDER BY c.id = :'new') FROM credit_event_codes c WHERE id IN (:'old', :'new')), 'true false', 'the backend takes the new one only');
SELECT is(scrip.batch(:'batch') @> '{"count": 10, "codes": {"total": 11, "available": 10, "reissued": 1}}', true, 'counted');
SELECT is(scrip.event(:'event') @> '{"exposure": "375.00", "codes": {"total": 12, "available": 11, "reissued": 1}}', true, 'without more to give out');
SELECT is(tap.sick(), NULL, 'nothing for the doctor');

-- Claiming
SELECT is(tap.take(:'event', :'old_code', 'a@x.com') ->> 'name', 'code_reissued', 'the old code is dead');
SELECT is(tap.take(:'event', :'plain', 'a@x.com') ->> 'ok', 'true', 'the new one is good');
SELECT is((scrip.code(:'old_code')) ->> 'state', 'reissued', 'both are found');

-- Lists: the new one first at its place, then the old.
CREATE FUNCTION tap.listed(p_batch uuid, p_state text, p_sort text, p_limit integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_all text[] := '{}';
  v_page text[];
  v_next text;
BEGIN
  LOOP
    SELECT array_agg(c.serial || left(c.state, 1)), (array_agg(c.cursor))[count(*)] INTO v_page, v_next
    FROM scrip.codes(NULL, p_batch, p_state, NULL, p_sort, v_next, p_limit) c;
    EXIT WHEN v_page IS NULL;
    v_all := v_all || v_page;
  END LOOP;
  RETURN array_to_string(v_all, ' ');
END
$$;
SELECT is(scrip.reissue_codes('r2', NULL, :'batch', 2, 4, 'a sheet is lost') #>> '{items,1,old,serial}', '4', 'a range, without those that are claimed');
SELECT is((SELECT count(*) FROM jsonb_array_elements(scrip.reissue_codes('r2', NULL, :'batch', 2, 4, 'a sheet is lost') -> 'items') i
           WHERE i #>> '{new,code}' ~ '····' AND i #>> '{old,state}' = 'reissued'), 2::bigint, 'masked, also when it is told again');
SELECT scrip.reissue_codes(tap.key(), NULL, :'batch', 4, 4, 'twice') #>> '{items,0,old,id}' AS second \gset
SELECT is(:'second', (SELECT id::text FROM scrip.code WHERE batch_id = :'batch' AND serial = 4 AND generation = 2), 'a successor is replaced as well');
SELECT is(tap.listed(:'batch', NULL, NULL, n), '1a 2a 2r 3c 3r 4a 4r 4r 5a 6a 7a 8a 9a 10a', 'in pages of ' || n) FROM unnest(ARRAY[1, 2, 3, 20]) n;
SELECT is(tap.listed(:'batch', NULL, '-', n), '10a 9a 8a 7a 6a 5a 4r 4r 4a 3r 3c 2r 2a 1a', 'backwards in pages of ' || n) FROM unnest(ARRAY[1, 3, 20]) n;
SELECT is(tap.listed(:'batch', 'reissued', NULL, n), '2r 3r 4r 4r', 'dead ones in pages of ' || n) FROM unnest(ARRAY[1, 3]) n;
SELECT is(tap.listed(:'batch', 'available', NULL, 3), '1a 2a 4a 5a 6a 7a 8a 9a 10a', 'available ones');
SELECT is(scrip.count_codes(NULL, :'batch', s) -> 'count', n, 'as many as are counted: ' || coalesce(s, 'all'))
FROM (VALUES (NULL, '14'::jsonb), ('available', '9'), ('claimed', '1'), ('reissued', '4')) t (s, n);
SELECT isnt(scrip.code_position(NULL, :'batch', 'reissued', NULL, NULL, 0.5), NULL, 'jumps work');
SELECT is(tap.sick(), NULL, 'nothing for the doctor');

-- Paper: what was printed there is the old code's label.
SELECT is((SELECT string_agg(coalesce(c.print_run::text, '-'), ' ' ORDER BY c.serial, c.state = 'reissued', c.state_at DESC) FROM scrip.codes(NULL, :'batch') c WHERE c.serial BETWEEN 1 AND 4), '1 - 1 - 1 - - 1', 'which code is on paper');
SELECT scrip.record_print(tap.key(), NULL, :'batch', jsonb_build_object('template', 't', 'sheet_hash', repeat('b', 64), 'from', 2, 'to', 4, 'reprint', true, 'reason', 'r'));
SELECT is((SELECT string_agg(coalesce(c.print_run::text, '-'), ' ' ORDER BY c.serial, c.state = 'reissued', c.state_at DESC) FROM scrip.codes(NULL, :'batch') c WHERE c.serial BETWEEN 1 AND 4), '1 2 1 2 1 2 - 1', 'after printing again');
SELECT is((SELECT string_agg(r.serial || left(r.state, 1), ' ') FROM tap.revealed(NULL, NULL, :'batch', NULL, NULL, 1, 4, NULL, 10, p) r), w, 'revealed for ' || p)
FROM (VALUES ('print', '1a 2a 3c 4a'), ('verify', '1a 2a 3c 4a'), ('export', '1a 2a 2r 3c 3r 4a 4r 4r')) t (p, w);

-- Disabling reaches the code that is meant.
SELECT is(tap.outcome(format('scrip.disable_code(tap.key(), NULL, %L, ''r'')', :'old')), 'code_reissued code', 'a dead one cannot be disabled');
SELECT scrip.disable_codes(tap.key(), NULL, :'batch', 1, 2, 'r');
SELECT is(scrip.reissue_code(tap.key(), NULL, tap.code_id(:'batch', 2)::text, 'r') #>> '{items,0,new,state}', 'available', 'a disabled one is replaced by one that is good');
SELECT is(scrip.batch(:'batch') -> 'codes', '{"total": 15, "claimed": 1, "disabled": 1, "reissued": 5, "available": 8}', 'counted');

-- A poster that was used: its uses stay with it.
SELECT tap.take(:'event', tap.code_text(:'poster', 1), 'p@x.com') #>> '{claim,id}' AS p \gset
SELECT tap.code_id(:'poster', 1) AS poster_old \gset
SELECT is(scrip.reissue_code(tap.key(), NULL, :'poster_old', 'on a photo') #> '{items,0,new}' @> '{"uses": 0, "max_uses": 5, "state": "available"}', true, 'a poster');
SELECT is((SELECT count(*) FROM credit_event_codes c JOIN scrip.code k ON k.id = c.id WHERE k.batch_id = :'poster' AND c.is_claimed), 2::bigint, 'held against the backend, both');
SELECT is(scrip.event(:'event') ->> 'exposure', '375.00', 'nine places that are not disabled, five uses, and one more that was claimed');
SELECT is(scrip.release_claim(tap.key(), NULL, :'p', 'r', true, true) #>> '{claim,code_freed}', 'true', 'freeing a use of a dead code');
SELECT is(scrip.code(:'poster_old') @> '{"state": "reissued", "uses": 0}', true, 'does not bring it to life');
SELECT is(tap.sick(), NULL, 'nothing for the doctor');

-- From claimed only after the claim was released and the code freed.
SELECT tap.backend_claim(tap.code_id(:'batch', 6), 'b@x.com');
SELECT is(tap.outcome(format('scrip.reissue_code(tap.key(), NULL, %L, ''r'')', c)), w, w || ' ' || left(c, 5))
FROM (VALUES (:'plain', 'code_already_claimed code'), (tap.code_id(:'batch', 6)::text, 'code_already_claimed code'), (:'old', 'code_reissued code'),
             ('NEAR-AAAA-AAAA-AAAA-AAAA', 'code_not_found code'), ('', 'invalid_code code')) t (c, w);
SELECT scrip.release_claim(tap.key(), NULL, id, 'r', false, true) FROM credit_claims WHERE code_id = :'new';
SELECT is(scrip.reissue_code(tap.key(), NULL, :'plain', 'r') ->> 'ok', 'true', 'then it can be');
SELECT is(tap.outcome(format('scrip.reissue_code(tap.key(), NULL, %L, '''')', tap.code_id(:'batch', 7))), 'reason_required reason', 'no reason');
SELECT is(tap.outcome(format('scrip.reissue_codes(tap.key(), NULL, %s, %s, %s, ''r'')', b, f, t)), w, concat_ws(' ', f, t))
FROM (VALUES ('gen_random_uuid()', '1', '1', 'not_found batch'), (quote_literal(:'batch'), '5', '4', 'invalid_count from'), (quote_literal(:'batch'), '1', '10001', 'invalid_count to')) x (b, f, t, w);
INSERT INTO credit_event_codes (credit_event_id, code) VALUES (:'event', 'THEIRS');
SELECT is(tap.outcome('scrip.reissue_code(tap.key(), NULL, ''THEIRS'', ''r'')'), 'code_not_found code', 'one that is not ours');
SELECT scrip.archive_event(tap.key(), NULL, :'event', 'r');
SELECT is(tap.outcome(format('scrip.reissue_code(tap.key(), NULL, %L, ''r'')', tap.code_id(:'batch', 7))), 'event_archived event', 'nor in the archive');
SELECT scrip.unarchive_event(tap.key(), NULL, :'event', 'r');
SELECT is(tap.sick(), NULL, 'nothing for the doctor');

-- Support: one at a time, told once, and counted.
SELECT scrip.set_setting(tap.key(), NULL, 'lookups_per_hour', '2');
CREATE FUNCTION tap.replaced(p_code text) RETURNS jsonb LANGUAGE sql AS $$
  SELECT tap.as_login('t_support', format('scrip.reissue_code(tap.key(), NULL, %L, ''r'')', p_code))
$$;
SELECT is(tap.replaced(tap.code_text(:'batch', 8)) ->> 'name', 'code_not_found', 'a code that support did not look up');
SELECT is(tap.replaced('NEAR-MISS-MISS-MISS-MISS') - 'ok', tap.replaced(tap.code_text(:'batch', 8)) - 'ok', 'is one that there is not');
SELECT tap.looks_up('t_support', tap.code_id(:'batch', 8)::text, format('scrip.code(%L)', tap.code_id(:'batch', 8)));
SELECT is(tap.replaced(tap.code_id(:'batch', 8)::text) ->> 'name', 'code_not_found', 'nor does the id tell the code');
SELECT scrip.set_setting(tap.key(), NULL, 'lookups_per_hour', '3');
SELECT is(tap.looks_up('t_support', tap.code_text(:'batch', 8), format('scrip.code(%L)', tap.code_text(:'batch', 8))) ->> 'serial', '8', 'it looks it up');
SELECT matches((tap.as_login('t_support', format('scrip.reissue_code(''s'', NULL, %L, ''lost card'')', tap.code_id(:'batch', 8)))) ->> 'plain', '^NEAR-', 'support is told the new code');
SELECT is((tap.as_login('t_support', format('scrip.reissue_code(''s'', NULL, %L, ''lost card'')', (SELECT id FROM scrip.code WHERE batch_id = :'batch' AND serial = 8 AND generation = 1)))) -> 'plain', 'null', 'once');
SELECT is((SELECT string_agg(found::text, ' ' ORDER BY id) FROM scrip.lookup WHERE login = 't_support'), 'true true true', 'all count');
SELECT is(tap.replaced(tap.code_text(:'batch', 8)) ->> 'name', 'rate_limited', 'and no more than that');
SELECT scrip_sandbox.forward('61 minutes');
SELECT scrip.release_claim(tap.key(), NULL, (tap.take(:'event', tap.code_text(:'batch', 10), 'z@x.com') #>> '{claim,id}')::uuid, 'r', true, true);
SELECT matches(tap.replaced(tap.code_id(:'batch', 10)::text) ->> 'plain', '^NEAR-', 'nor need it look up one that it saw claimed and freed');
SELECT scrip.release_claim(tap.key(), NULL, (tap.take(:'event', tap.code_text(:'poster', 1), 'y@x.com') #>> '{claim,id}')::uuid, 'r', true, true);
SELECT is(tap.replaced(tap.code_id(:'poster', 1)::text) ->> 'name', 'code_not_found', 'but a poster, which others have not used yet');
\ir ../lib/end.psql
