-- SPDX-License-Identifier: GPL-3.0-or-later
\ir ../lib/begin.psql
SELECT no_plan();

SELECT tap.event() AS event \gset
SELECT tap.batch(:'event', 100) AS batch \gset
CREATE FUNCTION tap.print(p_from integer, p_to integer, p_more jsonb DEFAULT '{}') RETURNS text LANGUAGE sql AS $$
  SELECT jsonb_build_object('template', 'avery-l7160', 'from', p_from, 'to', p_to, 'labels', p_to - p_from + 1, 'pages', 2,
    'start_at', 3, 'sheet_hash', encode(sha256(convert_to(p_from || '-' || p_to, 'UTF8')), 'hex'), 'destination', 'pdf') || p_more
$$;

SELECT scrip.record_print('p', NULL, :'batch', tap.print(1, 30)::jsonb) AS first \gset
SELECT is(:'first'::jsonb -> 'print' #- '{id}' #- '{at}' #- '{sheet_hash}', jsonb_build_object(
  'number', 1, 'batch_id', :'batch', 'template', 'avery-l7160', 'from', 1, 'to', 30, 'labels', 30, 'pages', 2, 'start_at', 3,
  'reprint', false, 'reason', NULL, 'file_name', NULL, 'destination', 'pdf', 'by', session_user), 'a run on paper');
SELECT is(:'first'::jsonb -> 'batch' @> '{"prints": 1, "printed": 30}', true, 'counted in the batch');
SELECT is(scrip.record_print('p', NULL, :'batch', tap.print(1, 30)::jsonb) -> 'replayed', 'true', 'once');
SELECT is((SELECT concat_ws(' ', object_kind, after ->> 'to') FROM scrip_vault.audit WHERE request_id = 'p'), 'batch 30', 'audited');

SELECT scrip.record_print(tap.key(), NULL, :'batch', tap.print(25, 40)::jsonb) AS twice \gset
SELECT is(:'twice'::jsonb ->> 'name', 'already_printed', 'a serial is printed once');
SELECT is(:'twice'::jsonb -> 'detail', '{"first": 25}', 'the first of those on paper is named');
SELECT is(tap.outcome(format('scrip.record_print(tap.key(), NULL, %L, %L)', :'batch', tap.print(25, 40, '{"reprint": true}'))),
          'reason_required reason', 'a reprint asks for a reason');
SELECT is(scrip.record_print(tap.key(), NULL, :'batch', tap.print(25, 40, '{"reprint": true, "reason": "jam"}')::jsonb)
          -> 'batch' @> '{"prints": 2, "printed": 40}', true, 'and then goes through');
SELECT is(scrip.record_print(tap.key(), NULL, :'batch', tap.print(91, 100)::jsonb) -> 'batch' @> '{"prints": 3, "printed": 50}', true, 'distinct serials are counted');
SELECT is(scrip.record_print(tap.key(), NULL, :'batch', tap.print(41, 90)::jsonb) -> 'batch' @> '{"prints": 4, "printed": 100}', true, 'up to all of them');
SELECT is(scrip.event(:'event') -> 'printed', '100', 'of the event too');

SELECT is((SELECT string_agg(p ->> 'number' || ':' || (p ->> 'from'), ' ') FROM jsonb_array_elements(scrip.prints(:'batch')) p), '1:1 2:25 3:91 4:41', 'the runs');
SELECT is(scrip.print_by_hash(:'first'::jsonb #>> '{print,sheet_hash}'), :'first'::jsonb -> 'print', 'found by the hash of its sheets');
SELECT is(scrip.print_by_hash('x'), NULL, 'or not');
SELECT is((SELECT array_agg(print_run ORDER BY serial) FROM scrip.codes(NULL, :'batch') WHERE serial IN (1, 25, 50, 95)), '{1,2,4,3}', 'lists know the latest run');
SELECT is(jsonb_array_length(scrip.batches('{"printed": true}') -> 'items'), 1, 'batches by print');
SELECT is((scrip.code_history(tap.code_id(:'batch', 30)) @> '[{"action": "record_print", "reason": "jam"}]'), true, 'in the history of a code');

SELECT is(tap.outcome(format('scrip.record_print(tap.key(), NULL, %L, %L)', :'batch', t.print)), t.outcome, left(t.print, 60))
FROM (VALUES (tap.print(0, 5), 'invalid_count from'), (tap.print(5, 4), 'invalid_count to'), (tap.print(1, 101), 'invalid_count to'),
             (tap.print(101, 101), 'invalid_count from'), (tap.print(1, 5, '{"sheet_hash": "x"}'), 'invalid_body sheet_hash'),
             (tap.print(1, 5, '{"template": ""}'), 'invalid_name template'), (tap.print(1, 5, '{"x": ""}'), 'invalid_body x'),
             (tap.print(1, 5, '{"reprint": "yes"}'), 'invalid_body reprint'), (tap.print(1, 5, '{"pages": 0}'), 'invalid_count pages'),
             ('[]', 'invalid_body'), ('null', 'invalid_body')) t (print, outcome);
SELECT is(tap.outcome(format('scrip.record_print(tap.key(), NULL, gen_random_uuid(), %L)', tap.print(1, 5))), 'not_found batch', 'no such batch');
SELECT is(tap.outcome('scrip.prints(gen_random_uuid())'), 'not_found batch', 'nor its runs');
SELECT scrip.open_batch(tap.key(), NULL, :'event', 5) #>> '{batch,id}' AS empty \gset
SELECT is(tap.outcome(format('scrip.record_print(tap.key(), NULL, %L, %L)', :'empty', tap.print(1, 1))), 'invalid_count to', 'nothing minted, nothing printed');
\ir ../lib/end.psql
