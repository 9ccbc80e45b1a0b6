-- SPDX-License-Identifier: GPL-3.0-or-later
-- Voiding all that match: expected count, chunks, each grant on its own, taken up again under the same key.
\ir ../lib/begin.psql
\ir ../lib/ledger.psql
SELECT no_plan();
SELECT scrip_sandbox.set_time('2990-01-01');
SELECT tap.event('{"name": "Fair", "amount": "10", "credit_expires_at": "2990-06-01T00:00:00Z"}') AS event \gset
CREATE TABLE tap.members AS SELECT n, tap.org('Member ' || n) AS org FROM generate_series(1, 5) n;
CREATE TABLE tap.claims AS
  SELECT m.n, m.org, (tap.claim_grant(tap.key(), gen_random_uuid(), :'event', m.org)).id AS grant_id FROM tap.members m;
SELECT jsonb_build_object('event', :'event') AS filter \gset
CREATE FUNCTION tap.matching(p_filter jsonb, p_expect integer, p_chunk integer DEFAULT 0, p_key text DEFAULT tap.key(), p_reason text DEFAULT 'fair cancelled')
RETURNS jsonb LANGUAGE sql AS $$ SELECT scrip.void_matching(p_key, NULL, p_filter, p_reason, p_expect, p_chunk) $$;

-- One has spent a part, one all (not booked), one something else besides, one is voided already.
SELECT tap.spend(org, '4') FROM tap.members WHERE n = 1;
SELECT tap.spend(org, '10') FROM tap.members WHERE n = 2;
SELECT tap.row(org, '50') FROM tap.members WHERE n = 3;
SELECT tap.done(scrip.void_grant(tap.key(), NULL, grant_id, 'r')) FROM tap.claims WHERE n = 4;
SELECT tap.grant(org, '{"amount": "3"}') FROM tap.members WHERE n = 5;

SELECT is(scrip.preview_void_matching(:'filter'), '{"count": 4, "forfeited": "26.00", "consumed": "4.00", "balance_before": "79.00", "balance_after": "53.00", "blocked_after": 1}',
          'the preview, summed over what can be voided');
-- What it says is what the previews of each say together.
CREATE FUNCTION tap.summed(p_grants uuid[]) RETURNS jsonb LANGUAGE sql AS $$
  SELECT jsonb_build_object('forfeited', scrip.money_text(sum(tap.nano(v ->> 'forfeited'))), 'consumed', scrip.money_text(sum(tap.nano(v ->> 'consumed'))),
    'balance_before', scrip.money_text(sum(tap.nano(v ->> 'balance_before'))), 'balance_after', scrip.money_text(sum(tap.nano(v ->> 'balance_after'))),
    'blocked_after', count(*) FILTER (WHERE v -> 'blocked_after' = 'true'))
  FROM unnest(p_grants) g CROSS JOIN LATERAL scrip.preview_void(g) v
$$;
SELECT is(scrip.preview_void_matching(:'filter') - 'count', tap.summed((SELECT array_agg(grant_id) FROM tap.claims WHERE n IN (1, 3, 5))), 'as the preview of each says it');
SELECT is((SELECT count(*) FROM scrip.grant WHERE state = 'voided'), 1::bigint, 'voids nothing');
-- Currencies do not add up: the sums are of the metering one, and where there are others, each is told.
SELECT tap.org('Several') AS many \gset
SELECT tap.grant(:'many', g::jsonb) FROM unnest(ARRAY['{"amount": "10"}', '{"amount": "7", "currency": "EUR"}', '{"amount": "2", "currency": "EUR"}']) g;
SELECT is(scrip.preview_void_matching(jsonb_build_object('organization', :'many')), '{"count": 3, "forfeited": "10.00", "consumed": "0.00", "balance_before": "10.00", "balance_after": "0.00", "blocked_after": 1,
  "currencies": [{"currency": "USD", "forfeited": "10.00", "consumed": "0.00", "balance_before": "10.00", "balance_after": "0.00"},
                 {"currency": "EUR", "forfeited": "9.00", "consumed": "0.00", "balance_before": "9.00", "balance_after": "0.00"}]}', 'each currency by itself');
SELECT tap.matching(jsonb_build_object('organization', :'many'), 3) AS run \gset
SELECT is(:'run'::jsonb - 'skipped', '{"ok": true, "replayed": false, "voided": 3, "total": 3, "done": true, "forfeited": "10.00",
  "currencies": [{"currency": "USD", "forfeited": "10.00"}, {"currency": "EUR", "forfeited": "9.00"}]}', 'also of what was voided');
SELECT tap.org('Euro') AS euro \gset
SELECT tap.grant(:'euro', '{"amount": "7", "currency": "EUR"}') AS seven \gset
SELECT tap.grant(:'euro', '{"amount": "2", "currency": "CHF"}');
SELECT tap.row(:'euro', '50');
SELECT is(scrip.preview_void_matching(jsonb_build_object('organization', :'euro')), '{"count": 2, "forfeited": "0.00", "consumed": "0.00",
  "balance_before": "0.00", "balance_after": "0.00", "blocked_after": 0,
  "currencies": [{"currency": "CHF", "forfeited": "2.00", "consumed": "0.00", "balance_before": "2.00", "balance_after": "0.00"},
                 {"currency": "EUR", "forfeited": "7.00", "consumed": "0.00", "balance_before": "7.00", "balance_after": "0.00"}]}', 'those that are not metered in are told beside');
SELECT is(scrip.preview_void(:'seven') - 'grant', '{"forfeited": "7.00", "consumed": "0.00", "balance_before": "7.00", "balance_after": "0.00", "blocked_after": false}',
          'the balance is in the currency of the grant');
SELECT tap.close_row(:'euro', 'payment');
SELECT is(scrip.preview_void_matching(jsonb_build_object('organization', :'euro')) -> 'blocked_after', '1', 'one that is blocked already is blocked afterwards');
SELECT is(scrip.preview_void(:'seven') -> 'blocked_after', 'true', 'as the preview of one says');
SELECT is(tap.outcome(format('tap.matching(%L, %s)', :'filter', e)), 'count_mismatch expect', e) FROM unnest(ARRAY['3', '5', 'NULL']) e;
SELECT is(tap.matching(:'filter', 3) #> '{detail,count}', '4', 'the refusal says how many match');
SELECT is(tap.outcome(format('tap.matching(%L, 9)', f)), w, f) FROM (VALUES ('{}', 'usage event'), ('{"origin": "claim"}', 'usage event'),
  ('{"search": "Fair"}', 'usage event'), ('{"status": "gone"}', 'usage status'), ('{"event": "x"}', 'not_found event'), ('{"organization": "x"}', 'not_found organization'), (NULL, 'usage event')) v (f, w);
SELECT is(tap.outcome(format('tap.matching(%L, 4, %s)', :'filter', c)), 'invalid_count chunk', c) FROM unnest(ARRAY['-1', 'NULL']) c;

SELECT tap.matching(:'filter', 4, 0, 'run') AS run \gset
SELECT is(:'run'::jsonb - 'skipped', '{"ok": true, "replayed": false, "voided": 3, "forfeited": "26.00", "total": 4, "done": true}', 'the result is the preview');
SELECT is((SELECT string_agg(s ->> 'name', ' ') FROM jsonb_array_elements(:'run'::jsonb -> 'skipped') s), 'grant_depleted', 'what turned out to be used up is named');
SELECT is((SELECT string_agg(tap.buckets(grant_id), ', ' ORDER BY n) FROM tap.claims),
          'voided 0/4 forfeited 6, active 10/0, voided 0/0 forfeited 10, voided 0/0 forfeited 10, voided 0/0 forfeited 10', 'each on its own; what is refused books nothing');
SELECT is((SELECT string_agg(tap.backend(org), ', ' ORDER BY n) FROM tap.members WHERE n IN (1, 3, 5)), 'L 4 S 4 left 0, L 50 S 0 left 50, L 3 S 0 left 3', 'others are untouched');
SELECT is((SELECT count(*) FROM scrip_vault.audit WHERE request_id = 'run' AND action = 'void_grant' AND reason = 'fair cancelled'), 3::bigint, 'each audited');
SELECT is((SELECT count(DISTINCT request_id) FROM scrip_vault.entry WHERE type = 'voided' AND request_id = 'run'), 1::bigint, 'under one key');
SELECT is(tap.matching(:'filter', 4, 0, 'run'), :'run'::jsonb || '{"replayed": true}', 'again: the same');
SELECT is(tap.matching(:'filter', 4, 7, 'run') - 'replayed', :'run'::jsonb - 'replayed', 'a chunk beyond the last does nothing');
SELECT is(tap.outcome(format('tap.matching(%L, 5, 0, ''run'')', :'filter')), 'idempotency_conflict key', 'the key is of this run');
SELECT is(tap.outcome(format('tap.matching(%L, 4, 0, ''run'', ''other'')', :'filter')), 'idempotency_conflict key', 'with this reason');
SELECT tap.run_maintenance();
SELECT is(tap.matching(:'filter', 0) - 'ok' - 'replayed', '{"voided": 0, "skipped": [], "forfeited": "0.00", "total": 0, "done": true}', 'nothing is left that matches');
SELECT is_empty('SELECT tap.identity()', 'voided');

-- Skipped: those that changed between the first call and their chunk
CREATE OR REPLACE FUNCTION scrip.void_chunk_size() RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT 2 $$;
SELECT tap.org('Many') AS many \gset
CREATE TABLE tap.many AS SELECT n, tap.grant(:'many', '{"amount": "1", "name": "Small"}') AS id FROM generate_series(1, 7) n;
SELECT jsonb_build_object('organization', :'many', 'status', 'active') AS filter \gset
SELECT is(tap.matching(:'filter', 7, 0, 'chunks') - 'skipped', '{"ok": true, "replayed": false, "voided": 2, "forfeited": "2.00", "total": 7, "done": false}', 'the first chunk');
SELECT is((SELECT count(*) FROM scrip.bulk_void WHERE key = 'chunks'), 7::bigint, 'fixes what is covered');
SELECT tap.grant(:'many', '{"amount": "1", "name": "Later"}') AS later \gset
SELECT tap.done(scrip.void_grant(tap.key(), NULL, (SELECT grant_id FROM scrip.bulk_void WHERE key = 'chunks' AND place = 3), 'meanwhile'));
-- The connection was cut in the second chunk: nothing of it is there.
CREATE FUNCTION tap.cut() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tap.matching((SELECT jsonb_build_object('organization', id, 'status', 'active') FROM organizations WHERE name = 'Many'), 7, 1, 'chunks');
  RAISE SQLSTATE 'UNDO0';
EXCEPTION WHEN SQLSTATE 'UNDO0' THEN
  RETURN (SELECT count(forfeited) || ' voided' FROM scrip.bulk_void WHERE key = 'chunks');
END
$$;
SELECT is(tap.cut(), '2 voided', 'a chunk that was cut left nothing');
SELECT tap.matching(:'filter', 7, 1, 'chunks') AS run \gset
SELECT is(:'run'::jsonb @> '{"replayed": true, "voided": 3, "forfeited": "3.00", "done": false}', true, 'and is taken up again');
SELECT is(:'run'::jsonb #>> '{skipped,0,name}', 'already_voided', 'one was voided meanwhile');
SELECT tap.spend(:'many', '0.5');
SELECT is(tap.matching(:'filter', 7, c, 'chunks') @> d::jsonb, true, d) FROM (VALUES (2, '{"voided": 5, "done": false}'), (3, '{"voided": 6, "done": true}')) v (c, d);
SELECT is(tap.matching(:'filter', 7, 2, 'chunks') @> '{"voided": 6, "done": true}', true, 'a chunk twice is a chunk once');
SELECT is((SELECT count(*) FROM scrip_vault.entry WHERE request_id = 'chunks' AND type = 'voided'), 6::bigint, 'no grant twice');
SELECT is(tap.buckets(:'later'), 'active 1/0', 'what came later is not covered');
SELECT is(tap.outcome(format('tap.matching(%L, 1, 0, ''chunks'')', jsonb_build_object('status', 'active')), 't_admin'), 'count_mismatch expect', 'the key of another login is another run');
SELECT is_empty('SELECT tap.identity()', 'in chunks');

-- What the backend owns, what expired and what is depleted does not match.
SELECT tap.org('Mixed') AS mixed \gset
SELECT tap.row(:'mixed', '5');
SELECT tap.claim(:'mixed', '5', '2990-02-01Z');
SELECT tap.grant(:'mixed', '{"amount": "5", "effective_at": "2990-03-01T00:00:00Z"}') AS waiting \gset
SELECT tap.grant(:'mixed', '{"amount": "5"}') AS lasting \gset
SELECT scrip_sandbox.set_time('2990-02-02');
SELECT jsonb_build_object('organization', :'mixed') AS filter \gset
SELECT is(scrip.preview_void_matching(:'filter') @> '{"count": 2, "forfeited": "10.00", "blocked_after": 0}', true, 'active and pending ones of ours do');
SELECT is(scrip.preview_void_matching(:'filter'::jsonb || '{"status": "pending"}') @> '{"count": 1, "forfeited": "5.00"}', true, 'by status');
SELECT is(scrip.preview_void_matching(:'filter'::jsonb || '{"status": "expired"}') @> '{"count": 0, "forfeited": "0.00"}', true, 'expired ones never');
SELECT is(tap.matching(:'filter', 2, 0, 'mixed') @> '{"voided": 2, "total": 2, "done": true}', true, 'and are voided');
SELECT is(tap.buckets(:'waiting') || ', ' || tap.buckets(:'lasting'), 'voided 0/0 forfeited 5, voided 0/0 forfeited 5', 'both');
SELECT is_empty('SELECT tap.identity()', 'mixed');
SELECT tap.books_are_sound();
\ir ../lib/end.psql
