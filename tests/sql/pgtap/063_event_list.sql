-- SPDX-License-Identifier: GPL-3.0-or-later
\ir ../lib/begin.psql
SELECT no_plan();

SELECT tap.event('{"name": "Alpha", "amount": "5", "tags": ["x"], "max_claims": 4}') AS a \gset
SELECT tap.event('{"name": "beta", "amount": "30", "notes": "50% off_day"}') AS b \gset
SELECT tap.event('{"name": "Gamma", "amount": "200", "tags": ["x", "y"], "starts_at": "2989-01-01T00:00:00Z", "credit_expires_at": "2990-01-01T00:00:00Z"}') AS c \gset
SELECT tap.event('{"name": "delta", "amount": "7", "claim_deadline": "2989-01-01T00:00:00Z", "credit_expires_at": "2990-01-01T00:00:00Z"}') AS d \gset
SELECT tap.batch(:'a', 3) AS batch_a \gset
SELECT tap.batch(:'b', 2) AS batch_b \gset
SELECT scrip.archive_event(tap.key(), NULL, :'d', 'r');
-- The clock of the tests moves, so creation times differ.
UPDATE credit_events SET created_at = CASE id WHEN :'a' THEN '2026-01-01'::timestamptz WHEN :'b' THEN '2026-01-02'
  WHEN :'c' THEN '2026-01-03' ELSE '2026-01-04' END;
SELECT tap.backend_claim(tap.code_id(:'batch_a', 1), 'ana@example.com');

CREATE FUNCTION tap.names(p_filter jsonb, p_after text DEFAULT NULL, p_limit integer DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(e ->> 'name', ' ' ORDER BY n)
  FROM jsonb_array_elements(scrip.events(p_filter, p_after, p_limit) -> 'items') WITH ORDINALITY i (e, n)
$$;
SELECT is(tap.names(t.filter::jsonb), t.names, t.filter)
FROM (VALUES
  ('{}', 'Gamma beta Alpha'), ('{"archived": true}', 'delta Gamma beta Alpha'), ('{"archived": false}', 'Gamma beta Alpha'),
  ('{"status": "archived"}', 'delta'), ('{"status": ["active", "upcoming"]}', 'Gamma beta Alpha'),
  ('{"status": "upcoming"}', 'Gamma'), ('{"status": []}', 'Gamma beta Alpha'), ('{"status": "paused"}', NULL),
  ('{"tag": "x"}', 'Gamma Alpha'), ('{"tag": "z"}', NULL), ('{"search": "ALPHA"}', 'Alpha'),
  ('{"search": "delt"}', 'delta'), ('{"search": "%"}', 'beta'), ('{"search": "f_d"}', 'beta'), ('{"search": "y"}', 'Gamma beta'),
  ('{"search": ""}', 'Gamma beta Alpha'),
  ('{"sort": "created"}', 'Alpha beta Gamma'), ('{"sort": "-created"}', 'Gamma beta Alpha'),
  ('{"sort": "name"}', 'Alpha beta Gamma'), ('{"sort": "-name"}', 'Gamma beta Alpha'),
  ('{"sort": "amount"}', 'Alpha beta Gamma'), ('{"sort": "-amount"}', 'Gamma beta Alpha'),
  ('{"sort": "-expiry"}', 'Gamma beta Alpha'), ('{"sort": "-exposure"}', 'beta Alpha Gamma'),
  ('{"sort": "-claimed"}', 'Alpha Gamma beta'), ('{"sort": "-status"}', 'Gamma beta Alpha'),
  ('{"sort": "deadline", "archived": true}', 'delta Alpha beta Gamma')) t (filter, names);
SELECT is(tap.outcome(format('scrip.events(%L, %L)', t.filter, t.after)), t.outcome, t.filter || coalesce(t.after, ''))
FROM (VALUES ('{"status": "x"}', NULL, 'usage status'), ('{"sort": "x"}', NULL, 'usage sort'), ('{"x": 1}', NULL, 'invalid_body x'),
             ('{"archived": "yes"}', NULL, 'invalid_body archived'), ('{}', 'nonsense', 'usage after')) t (filter, after, outcome);

-- Pages: every order, one by one, forwards through the cursors.
CREATE FUNCTION tap.paged(p_sort text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_page jsonb;
  v_names text := '';
BEGIN
  FOR v_try IN 1 .. 10 LOOP
    v_page := scrip.events(jsonb_build_object('sort', p_sort), v_page ->> 'next', 1);
    v_names := concat_ws(' ', nullif(v_names, ''), v_page #>> '{items,0,name}');
    EXIT WHEN v_page ->> 'next' IS NULL;
  END LOOP;
  RETURN v_names;
END
$$;
SELECT is(tap.paged(s), tap.names(jsonb_build_object('sort', s)), 'pages by ' || s)
FROM unnest(ARRAY['created', '-created', 'name', '-name', 'deadline', '-deadline', 'status', '-status', 'amount', '-amount',
                  'expiry', '-expiry', 'exposure', '-exposure', 'claimed', '-claimed']) s;

SELECT is(scrip.event_counts() - 'exposure' - 'claimed_amount',
  '{"all": 3, "active": 2, "upcoming": 1, "paused": 0, "exhausted": 0, "ended": 0, "awaiting_approval": 0, "archived": 1}', 'counts');
SELECT is(scrip.event_counts() ->> 'exposure', '75.00', 'exposure of what may still be claimed');
SELECT is(scrip.event_counts() ->> 'claimed_amount', '5.00', 'and what was');

-- Ids
SELECT is(scrip.find_id('event', left(:'a', 36)), :'a', 'a whole id');
SELECT is(scrip.find_id('event', upper(right(:'a', 8))), :'a', 'the end of one');
SELECT is(scrip.find_id('batch', right(:'batch_a', 9)), :'batch_a', 'of a batch');
SELECT is(scrip.find_id('code', right(tap.code_id(:'batch_a', 2)::text, 12)), tap.code_id(:'batch_a', 2), 'of a code');
INSERT INTO organizations (id, name) VALUES ('bbbbbbbb-1111-4111-8111-111111111111', 'Acme');
SELECT scrip.create_grant('find', NULL, 'bbbbbbbb-1111-4111-8111-111111111111', '{"amount": "1"}', 'why')
  #>> '{grant,id}' AS granted \gset
SELECT is(scrip.find_id('organization', 'bbbbbbbb'), 'bbbbbbbb-1111-4111-8111-111111111111', 'of an organization');
SELECT is(scrip.find_id('grant', right(:'granted', 12)), :'granted', 'of a grant');
INSERT INTO credit_events (id, name, credit_amount, credit_expires_at)
VALUES ('aaaaaaaa-1111-4111-8111-111111111111', 'x', 1, '2990-01-01'), ('aaaaaaaa-2222-4111-8111-111111111111', 'y', 1, '2990-01-01');
SELECT is(tap.outcome(format('scrip.find_id(%L, %L)', t.kind, t.text)), t.outcome, t.kind || ' ' || t.text)
FROM (VALUES ('event', 'aaaaaaaa', 'ambiguous_id event'), ('event', 'aaaaaaaa-1', 'ok'), ('event', 'aaaaaaaa-11', 'ok'),
             ('event', '111111111111', 'ambiguous_id event'), ('event', 'aaaaaaa', 'not_found event'),
             ('event', 'aaaaaaaa''--', 'not_found event'), ('event', '', 'not_found event'),
             ('batch', 'ffffffff', 'not_found batch'), ('user', 'aaaaaaaa', 'not_found user'), ('role', 'aaaaaaaa', 'usage kind')) t (kind, text, outcome);

-- Moments within one second are in order, whatever their fractions look like as text, from page to page as well.
SELECT tap.event(jsonb_build_object('name', t.name, 'claim_deadline', t.at, 'credit_expires_at', t.at, 'tags', '["second"]'::jsonb))
FROM (VALUES ('third', '2990-01-01T00:00:00.5Z'), ('first', '2990-01-01T00:00:00Z'), ('second', '2990-01-01T00:00:00.123456Z'),
             ('fourth', '2990-01-01T00:00:00.51Z'), ('fifth', '2990-01-01T00:00:01Z')) t (name, at);
CREATE FUNCTION tap.names(p_sort text) RETURNS text LANGUAGE sql AS $$
  WITH RECURSIVE page AS (
    SELECT scrip.events(jsonb_build_object('tag', 'second', 'sort', p_sort), NULL, 1) AS p
    UNION ALL
    SELECT scrip.events(jsonb_build_object('tag', 'second', 'sort', p_sort), p ->> 'next', 1) FROM page WHERE p ->> 'next' IS NOT NULL)
  SELECT string_agg(p #>> '{items,0,name}', ' ') FROM page
$$;
SELECT is(tap.names(s), 'first second third fourth fifth', s) FROM unnest(ARRAY['deadline', 'expiry']) s;
SELECT is(tap.names('-' || s), 'fifth fourth third second first', '-' || s) FROM unnest(ARRAY['deadline', 'expiry']) s;
\ir ../lib/end.psql
