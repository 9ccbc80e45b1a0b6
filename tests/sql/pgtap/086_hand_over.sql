-- SPDX-License-Identifier: GPL-3.0-or-later
-- One code a name, and no code to two.
\ir ../lib/begin.psql
SELECT no_plan();

SELECT tap.event() AS event \gset
SELECT tap.batch(:'event', 5) AS batch \gset
SELECT tap.batch(:'event', 2) AS second \gset
SELECT tap.batch(:'event', 1, '{"max_uses": 9}') AS poster \gset
SELECT scrip.disable_codes(tap.key(), NULL, :'batch', 1, 1, 'r');
SELECT tap.backend_claim(tap.code_id(:'batch', 2), 'bo@example.com');
SELECT scrip.hand_over_codes('h', 'boss', NULL, :'batch', ARRAY[' Ada ', 'Bo']) AS given \gset
SELECT is((:'given'::jsonb) - 'items', '{"ok": true, "replayed": false}', 'given');
SELECT is((SELECT string_agg(concat_ws(' ', i ->> 'recipient', i ->> 'serial', i ->> 'code_id' = tap.code_id(:'batch', (i ->> 'serial')::int)::text), ', ' ORDER BY n)
           FROM jsonb_array_elements(:'given'::jsonb -> 'items') WITH ORDINALITY x (i, n)), 'Ada 3 t, Bo 4 t',
          'the next that nobody has, in the order of the names');
SELECT is(scrip.batch(:'batch') -> 'handed_over', '2', 'counted');
SELECT is(scrip.hand_over_codes('h', 'boss', NULL, :'batch', ARRAY[' Ada ', 'Bo']) -> 'replayed', 'true', 'once');
SELECT is((SELECT concat_ws(' ', a.claimed_as, a.object_id = :'batch', a.after) FROM scrip_vault.audit a WHERE a.action = 'hand_over_codes'),
          'boss t {"to": 4, "from": 3, "count": 2}', 'audited, without names');
SELECT is((SELECT string_agg(concat_ws(' ', i ->> 'recipient', i ->> 'serial', i ->> 'by' = session_user), ', ') FROM jsonb_array_elements(scrip.hand_overs(:'batch')) i),
          'Ada 3 t, Bo 4 t', 'to be read later');
SELECT is(tap.outcome(format('scrip.hand_over_codes(tap.key(), NULL, NULL, %L, ARRAY[''Cy'', ''Di''])', :'batch')), 'invalid_count recipients', 'not enough left');
SELECT is(scrip.batch(:'batch') -> 'handed_over', '2', 'then nobody gets any');
-- Of an event: batch after batch, and no code of several uses.
SELECT is((SELECT string_agg(i ->> 'serial', ' ' ORDER BY n) FROM jsonb_array_elements(
            scrip.hand_over_codes(tap.key(), NULL, :'event', NULL, ARRAY['Cy', 'Di', 'Ed']) -> 'items') WITH ORDINALITY x (i, n)), '5 1 2', 'over batches');
SELECT is(tap.outcome(format('scrip.hand_over_codes(tap.key(), NULL, %L, NULL, ARRAY[''Fi''])', :'event')), 'invalid_count recipients', 'the poster is for nobody');
-- A code that takes the place of one that was given is another code.
SELECT scrip.reissue_codes(tap.key(), NULL, :'batch', 3, 3, 'lost');
SELECT is(scrip.hand_over_codes(tap.key(), NULL, NULL, :'batch', ARRAY['Ada']) #>> '{items,0,serial}', '3', 'given anew');
SELECT is(scrip.batch(:'batch') -> 'handed_over', '3', 'places are counted, not codes');

SELECT is(tap.outcome(t.call), t.outcome, left(t.call, 80)) FROM (VALUES
  (format('scrip.hand_over_codes(tap.key(), NULL, NULL, %L, ARRAY[]::text[])', :'batch'), 'invalid_count recipients'),
  (format('scrip.hand_over_codes(tap.key(), NULL, NULL, %L, NULL)', :'batch'), 'invalid_count recipients'),
  (format('scrip.hand_over_codes(tap.key(), NULL, NULL, %L, ARRAY[''a'', '' a''])', :'batch'), 'invalid_name recipients'),
  (format('scrip.hand_over_codes(tap.key(), NULL, NULL, %L, ARRAY[''''])', :'batch'), 'invalid_name recipients'),
  (format('scrip.hand_over_codes(tap.key(), NULL, NULL, %L, ARRAY[E''a\nb''])', :'batch'), 'invalid_name recipients'),
  ('scrip.hand_over_codes(tap.key(), NULL, NULL, NULL, ARRAY[''a''])', 'usage batch'),
  ('scrip.hand_over_codes(tap.key(), NULL, NULL, gen_random_uuid(), ARRAY[''a''])', 'not_found batch'),
  (format('scrip.hand_over_codes(tap.key(), NULL, gen_random_uuid(), %L, ARRAY[''a''])', :'batch'), 'not_found batch'),
  ('scrip.hand_over_codes(tap.key(), NULL, gen_random_uuid(), NULL, ARRAY[''a''])', 'not_found event'),
  ('scrip.hand_overs(gen_random_uuid())', 'not_found batch')) t (call, outcome);
SELECT scrip.archive_event(tap.key(), NULL, :'event', 'r');
SELECT is(tap.outcome(format('scrip.hand_over_codes(tap.key(), NULL, NULL, %L, ARRAY[''a''])', :'batch')), 'event_archived event', 'archived');
\ir ../lib/end.psql
