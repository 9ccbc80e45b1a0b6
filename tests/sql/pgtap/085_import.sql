-- SPDX-License-Identifier: GPL-3.0-or-later
-- Codes that were made elsewhere: all of a file or none of it.
\ir ../lib/begin.psql
SELECT no_plan();

SELECT tap.event('{"max_claims": 100}') AS event \gset
SELECT scrip.import_codes('i', NULL, :'event', ARRAY['Welcome-2026-alpha', ' Welcome-2026-beta ', 'WELCOME gamma'], 'from a file') AS imported \gset
SELECT :'imported'::jsonb #>> '{batch,id}' AS batch \gset
SELECT is((:'imported'::jsonb) - 'batch', '{"ok": true, "replayed": false, "accepted": 3}', 'all taken');
SELECT is(scrip.batch(:'batch') @> '{"number": 1, "requested": 3, "count": 3, "state": "complete", "max_uses": 1, "note": "from a file",
  "codes": {"total": 3, "available": 3, "claimed": 0}}', true, 'a batch of their own, complete');
SELECT is((SELECT array_agg(c.code::text || ' ' || c.is_claimed ORDER BY k.serial) FROM scrip.code k JOIN credit_event_codes c USING (id) WHERE k.batch_id = :'batch'),
          ARRAY['Welcome-2026-alpha false', 'Welcome-2026-beta false', 'WELCOME gamma false'], 'as printed, in the order of the file, for the backend too');
SELECT is(scrip.event(:'event') ->> 'exposure', '75.00', 'they count for the exposure');
SELECT is(scrip.import_codes('i', NULL, :'event', ARRAY['Welcome-2026-alpha', ' Welcome-2026-beta ', 'WELCOME gamma'], 'from a file') -> 'replayed', 'true', 'once');
SELECT is(tap.outcome(format('scrip.import_codes(''i'', NULL, %L, ARRAY[''another''], ''from a file'')', :'event')), 'idempotency_conflict key', 'the key stands for these codes');
SELECT is((SELECT count(*) FROM scrip_vault.audit a WHERE a.action = 'import_codes' AND a.object_id = :'batch' AND a.after ->> 'count' = '3'), 1::bigint, 'audited');
SELECT is((SELECT count(*) FROM scrip_vault.audit a, credit_event_codes c WHERE a::text ILIKE '%' || c.code || '%')
        + (SELECT count(*) FROM scrip_vault.idem_result r, credit_event_codes c WHERE r::text ILIKE '%' || c.code || '%'), 0::bigint, 'and no code in audit and answers');
-- Any spelling finds them, a claim takes them.
SELECT is(scrip.code(t) ->> 'serial', s, t) FROM (VALUES ('welcome-2026-ALPHA', '1'), ('welcome2026beta', '2'), (' welcome – Gamma', '3')) x (t, s);
SELECT is(tap.take(:'event', 'welcome 2026 alpha', 'ada@example.com') -> 'ok', 'true', 'claimed');
SELECT is(scrip.batch(:'batch') #> '{codes,claimed}', '1', 'and counted');
SELECT is(tap.backend_claim(tap.code_id(:'batch', 2), 'bo@example.com'), true, 'the backend claims one too');

-- Which part of them is a secret is known of the shape alone that Scrip makes.
SELECT is(scrip.masked(t.code), t.masked, t.code) FROM (VALUES
  ('NEAR-A7K3-X9M2-P4Q8-B6DH', 'NEAR-····-····-····-B6DH'), ('near-a7k3-x9m2-p4q8', 'near-····-····-··q8'),
  ('A-B6DH-B6DH-B6DH-B6DH-B6DH-P4Q8', 'A-····-····-····-····-····-P4Q8'),
  ('A7F3K9Q2M4ZZTOPSECRET-1-X9', '····1-X9'), ('AB-CD-EF', '····'), ('SUMMER-1-2', '····'), ('SUMMERTIME', '····ME'),
  ('SUMMERTIME2027', '····2027'), ('SUMMER27', '····'), ('', '····'), ('ABCDEFGHIJKLM-A7K3-X9M2-P4Q8', '····P4Q8'),
  ('-A7K3-X9M2-P4Q8', '····P4Q8'), ('NEAR-A7K3-X9M2', '····X9M2'), ('N-A7K3-A7K3-A7K3-A7K3-A7K3-A7K3-A7K3', '····A7K3'),
  ('NEAR-A7K3-X9M2-P4Q8B', '····4Q8B'), ('NEAR-A7K3--X9M-P4Q8', '····P4Q8')) t (code, masked);
SELECT is((SELECT string_agg(c.masked, ' ' ORDER BY c.serial) FROM scrip.codes(:'event') c), '····lpha ····beta ····amma', 'in lists as well');

-- What cannot be taken, by its place; then nothing is.
SELECT tap.batch(:'event', 1) AS minted \gset
INSERT INTO credit_event_codes (id, credit_event_id, code) VALUES (gen_random_uuid(), :'event', 'OF-THE-BACKEND');
CREATE TABLE tap.bad AS SELECT ARRAY['fine', '', '  ', '---', repeat('x', 65), 'caf' || chr(233), 'N' || chr(1045) || 'AR-1', 'one' || chr(10) || 'two',
  gen_random_uuid()::text, 'fi-NE', 'welcome-2026-beta', tap.code_text(:'minted', 1), 'of-the-backend', NULL, repeat('y', 64)] AS codes;
SELECT is((SELECT string_agg((r ->> 'place') || ' ' || (r ->> 'message'), E'\n' ORDER BY (r ->> 'place')::int)
           FROM tap.bad b, jsonb_array_elements(scrip.check_import(:'event', b.codes) -> 'rejected') r),
  concat_ws(E'\n', '2 There is no code in this line.', '3 There is no code in this line.', '4 There is no code in this line.',
    '5 A code has at most 64 characters.', '6 The character U+00E9 is not one of a code.', '7 The character U+0415 is not one of a code.',
    '8 The character U+000A is not one of a code.', '9 A code must not look like an id: it would be taken for one.', '10 The same code stands further up.',
    '11 There is such a code already.', '12 There is such a code already.', '13 There is such a code already.', '14 There is no code in this line.'),
  'each with what is wrong');
SELECT is((SELECT scrip.check_import(:'event', codes) ->> 'accepted' FROM tap.bad), '2', 'the others would be taken');
SELECT is((SELECT tap.outcome(format('scrip.import_codes(tap.key(), NULL, %L, %L)', :'event', codes)) FROM tap.bad), 'invalid_code codes', 'refused as a whole');
SELECT is((SELECT jsonb_array_length(scrip.import_codes('x', NULL, :'event', codes) #> '{detail,rejected}') FROM tap.bad), 13, 'telling which');
SELECT is((SELECT count(*) FROM credit_event_codes WHERE code = 'fine'), 0::bigint, 'nothing of it is there');
SELECT is(scrip.import_codes('x', NULL, :'event', ARRAY['fine']) -> 'accepted', '1', 'and the key is free');

SELECT is(tap.outcome(t.call), t.outcome, left(t.call, 60)) FROM (VALUES
  (format('scrip.import_codes(tap.key(), NULL, %L, ARRAY[]::text[])', :'event'), 'invalid_count codes'),
  (format('scrip.import_codes(tap.key(), NULL, %L, NULL)', :'event'), 'invalid_count codes'),
  (format('scrip.import_codes(tap.key(), NULL, %L, ARRAY(SELECT n::text FROM generate_series(1, 100001) n))', :'event'), 'invalid_count codes'),
  ('scrip.import_codes(tap.key(), NULL, gen_random_uuid(), ARRAY[''a''])', 'not_found event'),
  ('scrip.check_import(gen_random_uuid(), ARRAY[''a''])', 'not_found event'),
  (format('scrip.check_import(%L, ARRAY[]::text[])', :'event'), 'invalid_count codes'),
  (format('scrip.import_codes(tap.key(), NULL, %L, ARRAY[''a''], %L)', :'event', repeat('n', 2001)), 'invalid_text note')) t (call, outcome);

-- More than a chunk; nothing can be minted into such a batch.
SELECT scrip.import_codes('big', NULL, :'event', ARRAY(SELECT 'B' || n FROM generate_series(1, 10001) n)) #>> '{batch,id}' AS big \gset
SELECT is(scrip.mint_chunk('big', NULL, :'big', 1) - 'batch', '{"ok": true, "replayed": true, "minted": 1, "done": true}', 'complete');
SELECT is((SELECT count(*) FROM scrip.code WHERE batch_id = :'big'), 10001::bigint, 'no code more');

-- Each is looked up by an index, under the collation that it has: no table is read whole.
SET LOCAL enable_seqscan = off;
DISCARD PLANS;
SELECT sum(s.seq_tup_read + s.idx_tup_fetch) AS before FROM pg_stat_xact_user_tables s WHERE s.relname IN ('credit_event_codes', 'code') \gset
SELECT count(*) AS wrong FROM scrip.rejected_codes(ARRAY['welcome-2026-beta', 'new', 'of-the-backend']) \gset
SELECT ok((SELECT sum(s.seq_tup_read + s.idx_tup_fetch) - :before < 100 FROM pg_stat_xact_user_tables s WHERE s.relname IN ('credit_event_codes', 'code')), 'through indexes');
RESET enable_seqscan;

-- One that takes their place begins like them where they all begin alike.
SELECT is((SELECT prefix FROM scrip.batch WHERE id = :'batch'), 'NEAR', 'not alike: the default');
SELECT scrip.import_codes('p', NULL, :'event', ARRAY['vip-1', 'VIP-2']) #>> '{batch,id}' AS vip \gset
SELECT is((SELECT prefix FROM scrip.batch WHERE id = :'vip'), 'VIP', 'alike');
SELECT scrip.import_codes('s', NULL, :'event', ARRAY['topsecret-1']) #>> '{batch,id}' AS alone \gset
SELECT is((SELECT prefix FROM scrip.batch WHERE id = :'alone'), 'NEAR', 'one alone is not told by its batch');
SELECT scrip.import_codes('t', NULL, :'event', ARRAY['ours-ABCD-EFGH-JKLM']) #>> '{batch,id}' AS alone \gset
SELECT is((SELECT prefix FROM scrip.batch WHERE id = :'alone'), 'OURS', 'unless its prefix is known to be one');
SELECT matches(scrip.reissue_code(tap.key(), NULL, 'VIP1', 'r') ->> 'plain', '^VIP(-[A-HJ-NP-Z2-9]{4}){4}$', 'replaced');
SELECT is(scrip.disable_code(tap.key(), NULL, 'vip2', 'r') #>> '{code,state}', 'disabled', 'disabled');
SELECT is((SELECT string_agg(d.finding ->> 'name', ',') FROM unnest(ARRAY['code_state', 'claim_count']) c CROSS JOIN LATERAL (SELECT scrip.doctor(c)) d (finding)
           WHERE d.finding -> 'ok' = 'false'), NULL, 'the doctor finds nothing');

-- More than one admin may spend alone waits for a second one; archived events take none.
SELECT scrip.set_setting(tap.key(), NULL, 'approval_threshold', '1000');
SELECT tap.event() AS dear \gset
SELECT scrip.import_codes('d', NULL, :'dear', ARRAY(SELECT 'DEAR-' || n FROM generate_series(1, 41) n)) #>> '{batch,id}' AS dears \gset
SELECT is(scrip.event(:'dear') ->> 'status', 'awaiting_approval', 'approval is waited for');
SELECT is((SELECT concat_ws(' ', a.action, a.request_id, a.before ->> 'status', a.after ->> 'status', a.after ->> 'exposure') FROM scrip_vault.audit a
           WHERE a.object_id = :'dear' ORDER BY a.id DESC LIMIT 1), 'import_codes d active awaiting_approval 1025.00', 'audited of the event');
SELECT is(scrip.event(:'dear') ->> 'version', '2', 'as a new version of it');
SELECT is((SELECT bool_and(c.is_claimed) FROM credit_event_codes c WHERE c.credit_event_id = :'dear'), true, 'and the codes are held meanwhile');
SELECT is(tap.approve(:'dear', 't_admin2') -> 'ok', 'true', 'approved');
SELECT is((SELECT bool_or(c.is_claimed) FROM credit_event_codes c WHERE c.credit_event_id = :'dear'), false, 'free');
SELECT scrip.archive_event(tap.key(), NULL, :'dear', 'r');
SELECT is(tap.outcome(format('scrip.import_codes(tap.key(), NULL, %L, ARRAY[''late''])', :'dear')), 'event_archived event', 'archived');
SELECT is(tap.outcome(format('scrip.check_import(%L, ARRAY[''late''])', :'dear')), 'event_archived event', 'to look as well');
\ir ../lib/end.psql
