-- SPDX-License-Identifier: GPL-3.0-or-later
-- Codes that are taken: nothing of the kind happens by chance, so the generator is made to repeat itself.
\ir ../lib/begin.psql
SELECT plan(7);

SELECT tap.event() AS event \gset
SELECT tap.batch(:'event', 5) AS batch \gset
-- The first two attempts of a statement meet what is there: in the billing table, and here under another spelling.
CREATE SEQUENCE tap.attempts MINVALUE -1000 START 1;
GRANT USAGE ON SEQUENCE tap.attempts TO scrip_owner;
ALTER FUNCTION scrip.random_codes(integer, text, integer) RENAME TO real_codes;
CREATE FUNCTION scrip.random_codes(p_count integer, p_prefix text, p_groups integer) RETURNS TABLE (code text)
LANGUAGE plpgsql AS $$
BEGIN
  IF nextval('tap.attempts') <= 2 THEN
    RETURN QUERY SELECT c.code::text FROM public.credit_event_codes c LIMIT 3;
    RETURN QUERY SELECT 'NE-ARAAAABBBBCCCCDDDD';
    RETURN QUERY SELECT r.code FROM scrip.real_codes(p_count - 4, p_prefix, p_groups) r;
  ELSE
    RETURN QUERY SELECT r.code FROM scrip.real_codes(p_count, p_prefix, p_groups) r;
  END IF;
END
$$;
ALTER FUNCTION scrip.random_codes(integer, text, integer) OWNER TO scrip_owner;
INSERT INTO scrip.code (id, batch_id, serial, norm) VALUES (gen_random_uuid(), gen_random_uuid(), 1, 'NEARAAAABBBBCCCCDDDD');

SELECT tap.batch(:'event', 100) AS second \gset
SELECT is((SELECT last_value FROM tap.attempts), 3::bigint, 'it took three attempts');
SELECT is((SELECT count(*) FROM scrip.code WHERE batch_id = :'second'), 100::bigint, 'exactly as many codes as asked for');
SELECT is((SELECT count(*) FROM credit_event_codes), 105::bigint, 'in both tables');
SELECT is((SELECT (min(serial), max(serial), count(DISTINCT serial))::text FROM scrip.code WHERE batch_id = :'second'), '(1,100,100)',
          'numbered without gaps');
SELECT is((SELECT count(*) FROM credit_event_codes c JOIN scrip.code k USING (id) WHERE replace(c.code, '-', '') = k.norm), 105::bigint,
          'each the same in both');

-- One that never finds any gives up, and nothing of it stays.
ALTER SEQUENCE tap.attempts RESTART WITH -1000;
SELECT scrip.open_batch('never', NULL, :'event', 4) #>> '{batch,id}' AS never \gset
SELECT throws_ok(format('SELECT scrip.mint_chunk(''never'', NULL, %L, 0)', :'never'), 'P0001', NULL, 'gives up in the end');
SELECT is((SELECT count FROM scrip.batch WHERE id = :'never'), 0, 'and leaves nothing');
\ir ../lib/end.psql
