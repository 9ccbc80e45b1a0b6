-- SPDX-License-Identifier: GPL-3.0-or-later
-- Lists of claims in other orders, from behind, counted and jumped into.
\ir ../lib/begin.psql
\ir ../lib/pages.psql
SELECT no_plan();

SELECT tap.event('{"name": "Beta", "amount": "30"}') AS beta \gset
SELECT tap.event('{"name": "alpha", "amount": "7"}') AS alpha \gset
SELECT tap.batch(:'beta', 12) AS b \gset
SELECT tap.batch(:'alpha', 12) AS a \gset
-- Claims a minute apart, in both events by turns; the backend makes one, which is not booked.
CREATE FUNCTION tap.make(p_event uuid, p_batch uuid, p_serial integer, p_email text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT (tap.take(p_event, tap.code_text(p_batch, p_serial), p_email) ->> 'ok')::boolean THEN
    RAISE EXCEPTION 'no claim %', p_email;
  END IF;
  PERFORM scrip_sandbox.forward('1 minute');
END
$$;
SELECT tap.make(:'beta', :'b', n, chr(100 - n) || '@x.com'), tap.make(:'alpha', :'a', n, chr(100 - n) || '@x.com') FROM generate_series(1, 3) n;
SELECT tap.backend_claim(tap.code_id(:'b', 6), 'z@x.com');
UPDATE credit_claims c SET claimed_at = scrip.now() FROM users u WHERE u.id = c.user_id AND u.email = 'z@x.com';
SELECT scrip.release_claim(tap.key(), NULL, (SELECT id FROM credit_claims WHERE code_id = tap.code_id(:'a', 2)), 'r', true);

-- "event person" of a page.
CREATE FUNCTION tap.listed(p_filter jsonb DEFAULT '{}', p_after text DEFAULT NULL, p_limit integer DEFAULT 200) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(left(i ->> 'event_name', 1) || left(i ->> 'email', 1), ' ' ORDER BY n)
  FROM jsonb_array_elements(scrip.claims(p_filter, p_after, p_limit) -> 'items') WITH ORDINALITY x (i, n)
$$;
SELECT is(tap.listed(f::jsonb), w, f) FROM (VALUES
  ('{}', 'Bz aa Ba ab Bb ac Bc'), ('{"sort": "-claimed_at"}', 'Bz aa Ba ab Bb ac Bc'),
  ('{"sort": "claimed_at"}', 'Bc ac Bb ab Ba aa Bz'), ('{"sort": ""}', 'Bz aa Ba ab Bb ac Bc'),
  ('{"sort": "event_name"}', 'ac ab aa Bc Bb Ba Bz'), ('{"sort": "-event_name"}', 'Bz Ba Bb Bc aa ab ac'),
  ('{"sort": "email"}', 'Ba aa Bb ab Bc ac Bz'), ('{"sort": "-email"}', 'Bz ac Bc ab Bb aa Ba'),
  ('{"sort": "amount"}', 'ac ab aa Bc Bb Ba Bz'), ('{"sort": "-amount"}', 'Bz Ba Bb Bc aa ab ac'),
  ('{"sort": "-grant_status"}', 'ab aa Ba Bb ac Bc Bz'), ('{"sort": "-released_at"}', 'ab Bz aa Ba Bb ac Bc'),
  ('{"sort": "email", "released": true}', 'ab'), ('{"sort": "-email", "search": "a@x"}', 'aa Ba')) t (f, w);
SELECT is(tap.listed('{"sort": "organization_name"}') IS NOT NULL, true, 'by organization');
SELECT is((SELECT array_agg(o ORDER BY n) FROM (SELECT i ->> 'organization_name' AS o, n FROM jsonb_array_elements(scrip.claims('{"sort": "organization_name"}') -> 'items') WITH ORDINALITY x (i, n)) y),
          (SELECT array_agg(o.name::text ORDER BY lower(o.name) COLLATE "C") FROM credit_claims c JOIN organizations o ON o.id = c.organization_id), 'their names in order');

-- Each order in pages of each size, forwards and from behind.
SELECT tap.is_whole('claims', f, n)
FROM unnest(ARRAY[1, 2, 3, 7]) n,
     unnest(ARRAY['{}', '{"sort": "claimed_at"}', '{"sort": "email"}', '{"sort": "-event_name"}', '{"sort": "-grant_status"}', '{"sort": "released_at"}', jsonb_build_object('event', :'beta')]) f;
SELECT is(tap.listed('{}', scrip.claims('{"released": true}') #>> '{items,0,cursor}', 2), 'Bb ac', 'a row has its cursor');
SELECT is(tap.outcome(call), outcome, call) FROM (VALUES
  ('scrip.claims(''{"sort": "code"}'')', 'usage sort'), ('scrip.claims(''{"sort": 7}'')', 'usage sort'), ('scrip.claims(''{"back": "yes"}'')', 'invalid_body back'),
  ('scrip.claims(''{"sort": "email"}'', ''x'')', 'usage after'), (format('scrip.claims(''{"sort": "email"}'', %L)', gen_random_uuid()), 'usage after'),
  (format('scrip.claims(''{}'', %L)', gen_random_uuid()), 'usage after'), ('scrip.count_claims(''{"color": 1}'')', 'invalid_body color'),
  ('scrip.count_claims(''{"event": "x"}'')', 'not_found event'), ('scrip.claim_position(''{"sort": "x"}'', 0.5)', 'usage sort')) t (call, outcome);

-- Moments of one second, whose texts are not equally long.
SAVEPOINT moments;
UPDATE scrip.claim_detail d SET released_at = '2990-01-01Z'::timestamptz + t.later
FROM (VALUES ('Ba', interval '0'), ('aa', interval '20 ms'), ('Bb', interval '100 ms'), ('ab', interval '120 ms'), ('Bc', interval '1 s')) t (claim, later)
JOIN credit_events e ON left(e.name, 1) = left(t.claim, 1) JOIN users u ON left(u.email, 1) = right(t.claim, 1)
JOIN credit_claims c ON c.credit_event_id = e.id AND c.user_id = u.id WHERE d.claim_id = c.id;
SELECT is(tap.listed(f::jsonb), w, f || ' within a second') FROM (VALUES
  ('{"released": true, "sort": "released_at"}', 'Ba aa Bb ab Bc'), ('{"released": true, "sort": "-released_at"}', 'Bc ab Bb aa Ba')) t (f, w);
SELECT tap.is_whole('claims', '{"sort": "released_at"}', 2);
ROLLBACK TO moments;

-- Counts
SELECT is(scrip.count_claims(f), jsonb_build_object('count', jsonb_array_length(scrip.claims(f) -> 'items'), 'exact', true), format('count of %s', f))
FROM unnest(ARRAY['{}', '{"released": true}', '{"released": false}', '{"search": "z@"}', '{"search": "nobody"}', '{"sort": "email", "back": true}', jsonb_build_object('event', :'beta'), jsonb_build_object('event', :'alpha'),
  jsonb_build_object('event', :'alpha', 'released', false), jsonb_build_object('user', (SELECT id FROM users WHERE email = 'b@x.com')), jsonb_build_object('from', scrip.time_text(scrip.now() - interval '3 minutes'))]) f;

-- Jumps: what lies behind the cursor is the rest of the list, whatever its order.
SELECT is(coalesce(tap.listed(f, scrip.claim_position(f, part / 7.0)), ''), coalesce(array_to_string((string_to_array(tap.listed(f), ' '))[part + 1:], ' '), ''), format('%s behind %s of 7', f, part))
FROM generate_series(0, 7) part, unnest(ARRAY['{}', '{"sort": "claimed_at"}', '{"sort": "-email"}', '{"sort": "amount"}']::jsonb[]) f;
SELECT is(scrip.claim_position('{}', 0), NULL, 'the beginning needs no cursor');
SELECT is(scrip.claim_position('{"search": "nobody"}', 0.5), NULL, 'nor does an empty list');

-- A long list: too long to be sorted without an index, estimated where counting would take long, and jumped into by a
-- sample of its times.
INSERT INTO scrip.claim_detail (claim_id, event_id, code_id, origin, domain, claimed_at)
SELECT gen_random_uuid(), :'beta', gen_random_uuid(), 'scrip', 'x.com', '2020-01-01'::timestamptz + n * interval '1 minute' FROM generate_series(1, 120000) n;
ANALYZE scrip.claim_detail;
SELECT is(tap.outcome('scrip.claims(''{"sort": "email"}'')'), 'usage sort', 'too many to be sorted by that');
SELECT is(tap.outcome('scrip.claim_position(''{"sort": "email"}'', 0.9)'), 'usage sort', 'or to be jumped into');
SELECT is(tap.outcome('scrip.claims(''{"sort": "claimed_at"}'')'), 'ok', 'but not by time');
SELECT is(scrip.count_claims('{"released": true}') -> 'exact', 'true', 'few are counted');
SELECT is((c -> 'exact')::boolean, false, 'many are estimated') || E'\n' || ok((c ->> 'count')::integer BETWEEN 100001 AND 140000, format('not far off: %s', c))
FROM scrip.count_claims('{"released": false}') c;
SELECT ok(abs(extract(epoch FROM substr(p, 38)::timestamptz - ('2020-01-01'::timestamptz + interval '60000 minutes'))) < 6000 * 60, 'the middle, less than a twentieth off: ' || p)
FROM scrip.claim_position('{"released": false}', 0.5) p;
\ir ../lib/end.psql
