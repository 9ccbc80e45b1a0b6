-- SPDX-License-Identifier: GPL-3.0-or-later
-- A key does its work once, and a refusal leaves it free.
\ir ../lib/begin.psql
SELECT plan(22);

SELECT '{"name": "E", "amount": "1", "credit_expires_at": "2990-01-01T00:00:00Z"}' AS body \gset
SELECT scrip.create_event('k', NULL, :'body') AS first \gset
SELECT scrip.create_event('k', NULL, :'body') AS second \gset
SELECT is(:'first'::jsonb -> 'replayed', 'false', 'the first call does the work');
SELECT is(:'second'::jsonb -> 'replayed', 'true', 'the second answers what it did');
SELECT is(:'second'::jsonb - 'replayed', :'first'::jsonb - 'replayed', 'in the same words');
SELECT is((SELECT count(*) FROM credit_events), 1::bigint, 'and nothing is there twice');
SELECT is((SELECT count(*) FROM scrip_vault.audit), 1::bigint, 'nor audited twice');
SELECT is(scrip.create_event('k', NULL, '{"amount": "1", "credit_expires_at": "2990-01-01T00:00:00Z", "name": "E"}')
          -> 'replayed', 'true', 'the order of the fields makes no difference');
SELECT is(scrip.create_event('k', 'ceo', :'body') -> 'replayed', 'true', 'nor does an unverified claim');

SELECT is(tap.outcome($$scrip.create_event('k', NULL, '{"name": "F", "amount": "1", "credit_expires_at": "2990-01-01T00:00:00Z"}')$$),
          'idempotency_conflict key', 'another payload');
SELECT is(tap.outcome($$scrip.lock('k', NULL)$$), 'idempotency_conflict key', 'another operation');
SELECT is(tap.outcome($$scrip.create_event('k', NULL, '{"name": "F", "amount": "1", "credit_expires_at": "2990-01-01T00:00:00Z"}')$$, 't_admin'),
          'ok', 'the key of another login is another key');

SELECT is(tap.outcome($$scrip.create_event('r', NULL, '{"name": "", "amount": "1", "credit_expires_at": "2990-01-01T00:00:00Z"}')$$),
          'invalid_name name', 'a refusal');
SELECT is((SELECT count(*) FROM scrip_vault.idem_key WHERE key = 'r'), 0::bigint, 'takes its key away');
SELECT is(scrip.create_event('r', NULL, :'body') -> 'replayed', 'false', 'so that the mended call can use it');

SELECT is(tap.outcome(format('scrip.lock(%L, NULL)', k)), 'usage key', coalesce(translate(left(k, 5), E'\n', ' '), 'null'))
FROM unnest(ARRAY[NULL, '', E'a\nb', repeat('x', 256)]) k;
SELECT is(tap.outcome(format('scrip.lock(%L, NULL)', repeat('x', 255))), 'ok', '255 characters are a key');

-- Answers are compressed quickly, where the server can.
SELECT is((SELECT to_jsonb(a) ->> 'attcompression' FROM pg_attribute a WHERE a.attrelid = 'scrip_vault.idem_result'::regclass AND a.attname = 'answer'),
          CASE WHEN EXISTS (SELECT FROM pg_settings s WHERE s.name = 'default_toast_compression' AND 'lz4' = ANY (s.enumvals)) THEN 'l'
               ELSE (SELECT to_jsonb(a) ->> 'attcompression' FROM pg_attribute a WHERE a.attrelid = 'scrip_vault.idem_key'::regclass AND a.attname = 'key') END, 'by lz4');

-- Pruned and broken ones
ALTER TABLE scrip_vault.idem_result DISABLE TRIGGER deny_change;
UPDATE scrip_vault.idem_result SET answer = NULL WHERE key = 'k' AND login = session_user;
SELECT is(scrip.create_event('k', NULL, :'body') - 'ids', '{"ok": true, "replayed": true}', 'a pruned answer still replays');
SELECT is(scrip.create_event('k', NULL, :'body') #>> '{ids,event}', :'first'::jsonb #>> '{event,id}', 'with the ids');
DELETE FROM scrip_vault.idem_result WHERE key = 'k' AND login = session_user;
SELECT throws_ok(format('SELECT scrip.create_event(''k'', NULL, %L)', :'body'), 'XX001', NULL,
                 'a key without its result fails and never runs anew');
\ir ../lib/end.psql
