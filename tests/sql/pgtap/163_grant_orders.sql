-- SPDX-License-Identifier: GPL-3.0-or-later
-- Lists of grants in other orders, from behind, counted and jumped into.
\ir ../lib/begin.psql
\ir ../lib/ledger.psql
\ir ../lib/pages.psql
SELECT no_plan();
SELECT scrip_sandbox.set_time('2990-01-01');
SELECT tap.org('Zeta') AS zeta \gset
SELECT tap.org('acme') AS acme \gset
-- A minute apart; what is not said otherwise never expires.
CREATE FUNCTION tap.make(p_org uuid, p_body jsonb) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  v_id uuid := tap.grant(p_org, p_body);
BEGIN
  PERFORM scrip_sandbox.forward('1 minute');
  RETURN v_id;
END
$$;
SELECT tap.make(:'zeta', '{"amount": "9", "name": "a", "expires_at": "2990-03-01T00:00:00Z"}') AS a \gset
SELECT tap.make(:'acme', '{"amount": "100", "name": "b", "priority": 5, "expires_at": "2990-02-01T00:00:00Z"}') AS b \gset
SELECT tap.make(:'zeta', '{"amount": "25", "name": "c", "priority": 500}') AS c \gset
SELECT tap.make(:'acme', '{"amount": "9.5", "name": "d", "funding": "invoice", "availability": "on_settlement"}') AS d \gset
SELECT tap.make(:'zeta', '{"amount": "4", "name": "e", "expires_at": "2990-01-20T00:00:00Z"}') AS e \gset
SELECT scrip.void_grant(tap.key(), NULL, :'b', 'r');

CREATE FUNCTION tap.listed(p_filter jsonb DEFAULT '{}', p_after text DEFAULT NULL, p_limit integer DEFAULT 200) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(i ->> 'name', ' ' ORDER BY n) FROM jsonb_array_elements(scrip.grants(p_filter, p_after, p_limit) -> 'items') WITH ORDINALITY x (i, n)
$$;
SELECT is(tap.listed(f::jsonb), w, f) FROM (VALUES
  ('{}', 'e d c b a'), ('{"sort": "-created_at"}', 'e d c b a'), ('{"sort": "created_at"}', 'a b c d e'),
  ('{"sort": "amount"}', 'e a d c b'), ('{"sort": "-amount"}', 'b c d a e'), ('{"sort": "-available"}', 'c a e d b'),
  ('{"sort": "priority", "status": "active"}', 'a e c'), ('{"sort": "-origin"}', 'd e c b a'), ('{"sort": "amount", "search": "a"}', 'a')) t (f, w);
SELECT is(left(tap.listed('{"sort": "expires_at"}'), 5), 'e b a', 'what never expires comes last') || E'\n' || is(right(tap.listed('{"sort": "-expires_at"}'), 5), 'a b e', 'or first');
SELECT is(left(tap.listed('{"sort": "status"}'), 1), 'd', 'pending ones') || E'\n' || is(right(tap.listed('{"sort": "status"}'), 1), 'b', 'voided ones last');
SELECT is((SELECT string_agg(left(i ->> 'organization_name', 1), '' ORDER BY n) FROM jsonb_array_elements(scrip.grants('{"sort": "organization_name"}') -> 'items') WITH ORDINALITY x (i, n)), 'aaZZZ', 'by organization, capitals or not');
SELECT is(tap.listed(jsonb_build_object('organization', :'zeta') || f::jsonb), w, 'of one organization: ' || f) FROM (VALUES
  ('{}', 'e c a'), ('{"sort": "expires_at"}', 'e a c'), ('{"sort": "-amount"}', 'c a e')) t (f, w);

SELECT tap.is_whole('grants', f, n)
FROM unnest(ARRAY[1, 2, 5]) n,
     unnest(ARRAY['{}', '{"sort": "created_at"}', '{"sort": "expires_at"}', '{"sort": "-expires_at"}', '{"sort": "-available"}', '{"sort": "status"}', '{"sort": "organization_name"}', '{"sort": "-origin"}',
                  jsonb_build_object('organization', :'zeta'), jsonb_build_object('organization', :'zeta', 'sort', 'amount')]) f;
SELECT is(tap.outcome(call), outcome, call) FROM (VALUES
  ('scrip.grants(''{"sort": "labels"}'')', 'usage sort'), ('scrip.grants(''{"back": 1}'')', 'invalid_body back'), ('scrip.grants(''{"sort": "amount"}'', ''x'')', 'usage after'),
  (format('scrip.grants(''{"sort": "amount"}'', %L)', gen_random_uuid()), 'usage after'), (format('scrip.grants(''{"sort": "expires_at"}'', %L)', gen_random_uuid() || ':soon'), 'invalid_date after'),
  ('scrip.count_grants(''{"colour": 1}'')', 'invalid_body colour'), ('scrip.grant_position(''{"sort": "x"}'', 0.5)', 'usage sort'),
  ('scrip.preview_void_matching(''{"status": "active", "sort": "amount"}'')', 'invalid_body sort')) t (call, outcome);
SELECT is(tap.outcome('scrip.grants(' || f || ')'), 'invalid_body', f) FROM unnest(ARRAY['''[]''', '''"x"''']) f;

SELECT is(scrip.count_grants(f), jsonb_build_object('count', jsonb_array_length(scrip.grants(f) -> 'items'), 'exact', true), format('count of %s', f))
FROM unnest(ARRAY['{}', '{"status": "active"}', '{"status": "voided"}', '{"origin": "purchase"}', '{"search": "a"}', '{"search": "x"}', '{"sort": "amount", "back": true}', jsonb_build_object('organization', :'zeta'), jsonb_build_object('organization', :'zeta', 'status', 'active')]) f;
SELECT is(coalesce(tap.listed(f, scrip.grant_position(f, part / 5.0)), ''), coalesce(array_to_string((string_to_array(tap.listed(f), ' '))[part + 1:], ' '), ''), format('%s behind %s of 5', f, part))
FROM generate_series(0, 5) part, unnest(ARRAY['{}', '{"sort": "expires_at"}', '{"sort": "-expires_at"}', '{"sort": "-amount"}']::jsonb[]) f;
SELECT is(scrip.grant_position('{}', 0), NULL, 'the beginning needs no cursor') || E'\n' || is(scrip.grant_position('{"search": "x"}', 0.5), NULL, 'nor does an empty list');

-- Too many to be sorted without an index; jumped into by a sample.
INSERT INTO scrip.grant (id, organization_id, name, origin, event_id, currency, metered, effective_at, created_at, expires_at)
SELECT gen_random_uuid(), :'acme', 'Crowd', 'claim', md5('crowd')::uuid, 'USD', true, scrip.now(), '2980-01-01'::timestamptz + n * interval '1 minute',
       CASE WHEN n % 4 = 0 THEN NULL ELSE '2985-01-01'::timestamptz + n * interval '1 minute' END FROM generate_series(1, 60000) n;
ANALYZE scrip.grant;
SELECT is(tap.outcome(format('scrip.grants(%L)', f)), w, f) FROM (VALUES
  ('{"sort": "amount"}', 'usage sort'), ('{"sort": "amount", "search": "crowd"}', 'usage sort'), (format('{"sort": "expires_at", "event": "%s"}', md5('crowd')::uuid), 'usage sort'),
  ('{"sort": "amount", "search": "a"}', 'ok'), ('{"sort": "expires_at"}', 'ok'), ('{"sort": "expires_at", "search": "crowd"}', 'ok'), (format('{"event": "%s"}', md5('crowd')::uuid), 'ok')) v (f, w);
SELECT is(scrip.count_grants('{"search": "crowd"}'), '{"count": 60000, "exact": true}', 'counted all the same');
SELECT ok(abs(extract(epoch FROM substr(p, 38)::timestamptz - ('2980-01-01'::timestamptz + interval '6000 minutes'))) < 1500 * 60, 'nine tenths back in time, roughly: ' || p)
FROM scrip.grant_position('{"search": "crowd"}', 0.9) p;
SELECT is(substr(scrip.grant_position('{"sort": "expires_at", "search": "crowd"}', 0.9), 38), 'infinity', 'among those that never expire');
SELECT is(jsonb_array_length(scrip.grants('{"sort": "expires_at", "search": "crowd"}', scrip.grant_position('{"sort": "expires_at", "search": "crowd"}', 0.9), 1000) -> 'items'), 1000, 'which go on from there');
\ir ../lib/end.psql
