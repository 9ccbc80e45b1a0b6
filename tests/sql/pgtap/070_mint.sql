-- SPDX-License-Identifier: GPL-3.0-or-later
\ir ../lib/begin.psql
SELECT no_plan();

SELECT tap.event('{"max_claims": 20000}') AS event \gset
SELECT scrip.open_batch('b', NULL, :'event', 25000, '{"prefix": "dev", "note": "n"}') AS opened \gset
SELECT :'opened'::jsonb #>> '{batch,id}' AS batch \gset
SELECT is((:'opened'::jsonb -> 'batch') - '{id,created_at}'::text[], jsonb_build_object(
  'event_id', :'event', 'event_name', 'Event', 'number', 1, 'prefix', 'DEV', 'groups', 4, 'max_uses', 1, 'requested', 25000,
  'count', 0, 'state', 'minting', 'note', 'n', 'created_by', session_user, 'prints', 0, 'printed', 0, 'handed_over', 0,
  'codes', '{"total": 0, "available": 0, "claimed": 0, "disabled": 0, "reissued": 0}'::jsonb, 'key', 'b'), 'a batch without codes yet');
SELECT is(scrip.open_batch('b', NULL, :'event', 25000, '{"prefix": "dev", "note": "n"}') @> '{"replayed": true}', true, 'once');

SELECT is(scrip.mint_chunk('b', NULL, :'batch', 1) - 'batch', '{"ok": true, "replayed": false, "minted": 10000, "done": false}', 'a chunk, in any order');
SELECT is(scrip.mint_chunk('b', NULL, :'batch', 1) - 'batch', '{"ok": true, "replayed": true, "minted": 10000, "done": false}', 'once');
SELECT is((SELECT count(*) FROM scrip.code), 10000::bigint, 'ten thousand codes');
SELECT is(scrip.cancel_batch(tap.key(), NULL, :'batch') #>> '{batch,state}', 'cancelled', 'cancelled in between');
SELECT is(scrip.batch(:'batch') -> 'count', '10000', 'keeps the chunks that are there');
-- Whoever opened it finds its key again, in a later session as well; nobody else does, and the audit does not repeat it.
SELECT is(scrip.batch(:'batch') ->> 'key', 'b', 'the key of an unfinished batch, for the login that opened it');
SELECT is(scrip.batches(jsonb_build_object('event', :'event')) #>> '{items,0,key}', 'b', 'in lists too');
SELECT is(tap.as_login(l, format('scrip.batch(%L)', :'batch')) ? 'key', false, 'not for ' || l)
FROM unnest(ARRAY['t_admin', 't_staff', 't_auditor']) l;
SELECT is((SELECT bool_or(a.after ? 'key') FROM scrip_vault.audit a WHERE a.action = 'open_batch'), false, 'not in the audit');
SELECT is(scrip.mint_chunk('b', NULL, :'batch', 2) #>> '{batch,state}', 'minting', 'the same key takes it up again');
SELECT is(scrip.mint_chunk('b', NULL, :'batch', 0) - 'batch', '{"ok": true, "replayed": false, "minted": 10000, "done": true}', 'the last one');
SELECT is(scrip.batch(:'batch') @> '{"count": 25000, "state": "complete", "codes": {"total": 25000, "available": 25000}}', true, 'complete');
SELECT is(scrip.batch(:'batch') ? 'key', false, 'a complete batch tells no key');
SELECT is(scrip.cancel_batch(tap.key(), NULL, :'batch') #>> '{batch,state}', 'complete', 'nothing left to cancel');
SELECT is(scrip.event(:'event') @> '{"exposure": "500000.00", "batches": 1}', true, 'exposure is min(cap, codes) × amount');

-- The codes. Earlier tests were rolled back and left the planner with wrong ideas of the tables.
ANALYZE scrip.code, credit_event_codes;
SELECT is((SELECT count(*) FROM credit_event_codes c JOIN scrip.code k USING (id)
           WHERE c.code ~ '^DEV(-[A-HJ-NP-Z2-9]{4}){4}$' AND k.norm = replace(c.code, '-', '') AND NOT c.is_claimed
             AND c.credit_event_id = :'event'), 25000::bigint, 'the same code in both tables, in its alphabet, claimable');
SELECT is((SELECT (min(serial), max(serial), count(DISTINCT serial))::text FROM scrip.code), '(1,25000,25000)', 'serials without gaps');
SELECT is((SELECT array_agg(DISTINCT substr(id::text, 15, 1)) FROM scrip.code), '{7}', 'ids of version 7');
SELECT ok((SELECT abs(corr(serial, r)) < 0.1 FROM (SELECT serial, row_number() OVER (ORDER BY norm) AS r FROM scrip.code
           WHERE serial <= 10000) x), 'serials tell nothing about the order of codes');
SELECT ok((SELECT abs(corr(a, b)) < 0.1 FROM (SELECT row_number() OVER (ORDER BY id) AS a, row_number() OVER (ORDER BY norm) AS b
           FROM scrip.code WHERE serial <= 10000) x), 'nor do ids');
-- 400,000 characters over 32: each within six standard deviations of 12,500.
SELECT ok((SELECT count(*) = 32 AND min(n) > 12500 - 660 AND max(n) < 12500 + 660
           FROM (SELECT count(*) AS n FROM scrip.code, generate_series(4, 19) p GROUP BY substr(norm, p, 1)) x),
          'all characters are equally likely');
SELECT is((SELECT count(*) FROM (SELECT p, q, corr(ascii(substr(norm, p, 1)), ascii(substr(norm, q, 1))) AS c
           FROM (SELECT norm FROM scrip.code LIMIT 5000) k, generate_series(4, 19) p, generate_series(4, 19) q
           WHERE p < q GROUP BY p, q) x WHERE abs(c) > 0.085), 0::bigint, 'and none goes with another');

-- Shapes
CREATE TABLE tap.shapes AS SELECT g, tap.batch(:'event', 1, jsonb_build_object('groups', g)) AS batch FROM generate_series(3, 6) g;
SELECT matches(tap.code_text(s.batch, 1), '^NEAR(-[A-HJ-NP-Z2-9]{4}){' || s.g || '}$', s.g || ' groups') FROM tap.shapes s;
SELECT tap.batch(:'event', 1) AS sixth \gset
SELECT is(scrip.batch(:'sixth') -> 'number', '6', 'batches are numbered within their event');
SELECT tap.batch(:'event', 2, '{"max_uses": 50}') AS poster \gset
SELECT is((SELECT bool_and(is_claimed) FROM credit_event_codes c JOIN scrip.code k USING (id) WHERE batch_id = :'poster'), true,
          'a code of several uses is held against the backend');
SELECT is(scrip.batch(:'poster') #> '{codes,available}', '2', 'and available here');
SELECT is(scrip.event(:'event') ->> 'exposure', '500000.00', 'the cap still bounds the exposure');

-- Refusals
SELECT is(tap.outcome(format('scrip.open_batch(tap.key(), NULL, %L, %s, %L)', :'event', t.count, t.options)), t.outcome, t.count || ' ' || t.options)
FROM (VALUES ('0', '{}', 'invalid_count count'), ('-1', '{}', 'invalid_count count'), ('1000001', '{}', 'invalid_count count'),
             ('NULL', '{}', 'invalid_count count'), ('1', '{"groups": 2}', 'invalid_count groups'),
             ('1', '{"groups": 7}', 'invalid_count groups'), ('1', '{"max_uses": 0}', 'invalid_count max_uses'),
             ('1', '{"prefix": "a-b"}', 'invalid_prefix prefix'), ('1', '{"prefix": 5}', 'invalid_prefix prefix'),
             ('1', '{"note": 5}', 'invalid_text note'), ('1', '{"x": 5}', 'invalid_body x'), ('1', '{"prefix": ""}', 'ok'))
       t (count, options, outcome);
SELECT is(tap.outcome('scrip.open_batch(tap.key(), NULL, gen_random_uuid(), 1)'), 'not_found event', 'no such event');
SELECT tap.event('{"amount": "9000000000"}') AS dear \gset
SELECT is(tap.outcome(format('scrip.open_batch(tap.key(), NULL, %L, 2)', :'dear')), 'invalid_count count', 'count × amount must fit');
SELECT is(tap.outcome(format('scrip.mint_chunk(%L, NULL, %L, %s)', t.key, :'batch', t.chunk)), t.outcome, t.key || ' ' || t.chunk)
FROM (VALUES ('x', '0', 'idempotency_conflict key'), ('b', '3', 'invalid_count chunk'), ('b', '-1', 'invalid_count chunk'),
             ('b', 'NULL', 'invalid_count chunk'), ('b', '2147483647', 'invalid_count chunk')) t (key, chunk, outcome);
SELECT is(tap.outcome(format('scrip.mint_chunk(''b'', NULL, %L, 0)', :'batch'), 't_staff'), 'idempotency_conflict key', 'the key of another login');
SELECT is(tap.outcome('scrip.mint_chunk(''b'', NULL, gen_random_uuid(), 0)'), 'not_found batch', 'no such batch');
SELECT is(tap.outcome('scrip.cancel_batch(tap.key(), NULL, gen_random_uuid())'), 'not_found batch', 'to cancel');
SELECT is(tap.outcome('scrip.batch(gen_random_uuid())'), 'not_found batch', 'to read');
SELECT scrip.open_batch('late', NULL, :'dear', 1) #>> '{batch,id}' AS late \gset
SELECT scrip.archive_event(tap.key(), NULL, :'dear', 'r');
SELECT is(tap.outcome(format('scrip.open_batch(tap.key(), NULL, %L, 1)', :'dear')), 'event_archived event', 'archived: no new batch');
SELECT is(tap.outcome(format('scrip.mint_chunk(''late'', NULL, %L, 0)', :'late')), 'event_archived event', 'nor a chunk of an open one');
SELECT is((SELECT count(*) FROM scrip.batch_chunk WHERE batch_id = :'late'), 0::bigint, 'which leaves nothing behind');

-- Lists
SELECT is(jsonb_array_length(scrip.batches(jsonb_build_object('event', :'event')) -> 'items'), 8, 'the batches of an event');
SELECT is(scrip.batches('{}', NULL, 1) #>> '{items,0,id}', :'late', 'newest first');
SELECT is(scrip.batches('{}', scrip.batches('{}', NULL, 1) ->> 'next', 1) #>> '{items,0,id}',
          (SELECT id::text FROM scrip.batch ORDER BY id DESC OFFSET 1 LIMIT 1), 'page after page');
SELECT is(jsonb_array_length(scrip.batches('{"state": "minting"}') -> 'items'), 2, 'by state');
SELECT is(jsonb_array_length(scrip.batches('{"printed": true}') -> 'items'), 0, 'by print');
SELECT is(tap.outcome(format('scrip.batches(%L, %L)', t.filter, t.after)), t.outcome, t.filter)
FROM (VALUES ('{"x": 1}', NULL, 'invalid_body x'), ('{"event": "x"}', NULL, 'not_found event'), ('{}', 'x', 'usage after')) t (filter, after, outcome);
\ir ../lib/end.psql
