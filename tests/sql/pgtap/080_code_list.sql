-- SPDX-License-Identifier: GPL-3.0-or-later
\ir ../lib/begin.psql
SELECT no_plan();

SELECT tap.event('{"name": "One"}') AS one \gset
SELECT tap.event('{"name": "Two"}') AS two \gset
SELECT tap.batch(:'one', 30) AS b1 \gset
SELECT tap.batch(:'two', 20, '{"prefix": "TWO"}') AS b2 \gset
SELECT tap.batch(:'one', 10) AS b3 \gset
SELECT scrip.disable_codes(tap.key(), NULL, :'b1', 11, 15, 'r');
SELECT tap.backend_claim(tap.code_id(:'b1', 3), 'ana@example.com'), tap.backend_claim(tap.code_id(:'b1', 5), 'bo@example.com'),
       tap.backend_claim(tap.code_id(:'b3', 10), 'cy@example.com');

-- "batch:serial" of a list; batches by their order of making.
CREATE FUNCTION tap.listed(p_event uuid DEFAULT NULL, p_batch uuid DEFAULT NULL, p_state text DEFAULT NULL,
  p_prefix text DEFAULT NULL, p_sort text DEFAULT NULL, p_after text DEFAULT NULL, p_limit integer DEFAULT 200,
  p_back boolean DEFAULT false) RETURNS text[] LANGUAGE sql AS $$
  SELECT coalesce(array_agg(b.place || ':' || c.serial ORDER BY c.n), '{}')
  FROM (SELECT *, row_number() OVER () AS n FROM scrip.codes(p_event, p_batch, p_state, p_prefix, p_sort, p_after, p_limit, p_back)) c
  JOIN (SELECT id, row_number() OVER (ORDER BY id) AS place FROM scrip.batch) b ON b.id = c.batch_id
$$;
CREATE FUNCTION tap.range(p_place integer, p_from integer, p_to integer) RETURNS text[] LANGUAGE sql AS $$
  SELECT array_agg(p_place || ':' || n ORDER BY n) FROM generate_series(p_from, p_to) n
$$;
SELECT tap.range(1, 1, 30) || tap.range(2, 1, 20) || tap.range(3, 1, 10) AS everything \gset

SELECT is(tap.listed(), :'everything'::text[], 'by batch and serial');
SELECT is(tap.listed(p_sort => '-'), ARRAY(SELECT x FROM unnest(:'everything'::text[]) WITH ORDINALITY u (x, n) ORDER BY n DESC), 'and the other way');
SELECT is(tap.listed(:'one'), tap.range(1, 1, 30) || tap.range(3, 1, 10), 'of an event');
SELECT is(tap.listed(NULL, :'b2'), tap.range(2, 1, 20), 'of a batch');
SELECT is(tap.listed(:'one', :'b2'), '{}', 'of a batch of another event');
SELECT is(tap.listed(p_state => 'disabled'), tap.range(1, 11, 15), 'disabled ones');
SELECT is(tap.listed(p_state => 'claimed'), ARRAY['1:3', '1:5', '3:10'], 'those that the backend claimed');
SELECT is(tap.listed(p_state => 'reissued'), '{}', 'none reissued');
SELECT is(cardinality(tap.listed(p_state => 'available')), 52, 'available ones');
SELECT is('1:3' = ANY (tap.listed(p_state => 'available')), false, 'are not claimed');
SELECT is(tap.listed(gen_random_uuid()), '{}', 'of nothing');

-- Pages of seven, forwards and backwards, in both orders and each state.
CREATE FUNCTION tap.paged(p_state text, p_sort text, p_back boolean) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
  v_all text[] := '{}';
  v_page text[];
  v_at text;
BEGIN
  FOR v_try IN 1 .. 30 LOOP
    v_page := tap.listed(p_state => p_state, p_sort => p_sort, p_after => v_at, p_limit => 7, p_back => p_back);
    EXIT WHEN v_page = '{}';
    SELECT (array_agg(cursor))[CASE WHEN p_back THEN 1 ELSE cardinality(v_page) END] INTO v_at
    FROM scrip.codes(NULL, NULL, p_state, NULL, p_sort, v_at, 7, p_back);
    v_all := CASE WHEN p_back THEN v_page || v_all ELSE v_all || v_page END;
  END LOOP;
  RETURN v_all;
END
$$;
SELECT is(tap.paged(state, sort, back), tap.listed(p_state => state, p_sort => sort),
          concat_ws(' ', 'pages', state, nullif(sort, ''), CASE WHEN back THEN 'back' END))
FROM unnest(ARRAY[NULL, 'available', 'claimed', 'disabled']) state, unnest(ARRAY['', '-']) sort, unnest(ARRAY[false, true]) back;
SELECT is(tap.listed(p_back => true, p_limit => 3), tap.range(3, 8, 10), 'the end of the list, in list order');

-- A row
SELECT is(to_jsonb(c) - '{id,state_at,cursor,claimed_at}'::text[], jsonb_build_object(
  'masked', 'NEAR-····-····-····-' || right(tap.code_text(:'b1', 3), 4), 'state', 'claimed', 'uses', 1, 'max_uses', 1,
  'event_id', :'one', 'event_name', 'One', 'batch_id', :'b1', 'batch_number', 1, 'serial', 3, 'batch_count', 30,
  'claimed_by', (SELECT id FROM users WHERE email = 'ana@example.com'), 'claimed_email', 'ana@example.com',
  'reissued_to', NULL, 'print_run', NULL), 'a claimed code')
FROM scrip.codes(p_state => 'claimed', p_limit => 1) c;
SELECT is((SELECT count(*) FROM scrip.codes() c WHERE c.masked ~ '[A-Z0-9]{5}' OR length(regexp_replace(c.masked, '^[A-Z]+-|[·-]', '', 'g')) > 4),
          0::bigint, 'no list shows more than prefix and four characters');

-- Counts
SELECT is(scrip.count_codes(t.event::uuid, t.batch::uuid, t.state, t.prefix), jsonb_build_object('count', t.n, 'exact', true),
          concat_ws(' ', 'count', t.state, t.prefix))
FROM (VALUES (NULL, NULL, NULL, NULL, 60), (:'one', NULL, NULL, NULL, 40), (NULL, :'b2', NULL, NULL, 20),
             (NULL, NULL, 'available', NULL, 52), (NULL, NULL, 'claimed', NULL, 3), (NULL, NULL, 'disabled', NULL, 5),
             (NULL, NULL, 'reissued', NULL, 0), (NULL, NULL, NULL, 'two', 20), (NULL, NULL, NULL, 'TWO-', 20),
             (NULL, NULL, NULL, 'xyz', 0)) t (event, batch, state, prefix, n);

-- Jumps
SELECT is((SELECT listed[1] FROM tap.listed(p_sort => t.sort, p_after => scrip.code_position(NULL, NULL, NULL, NULL, t.sort, t.fraction)) listed),
          t.first, 'at ' || t.fraction || ' ' || t.sort)
FROM (VALUES ('', 0.0, '1:1'), ('', 0.25, '1:16'), ('', 0.5, '2:1'), ('', 0.75, '2:16'), ('', 1.0, NULL), ('', -1, '1:1'),
             ('', 2, NULL), ('-', 0.5, '1:29'), ('-', 0.0, '3:10')) t (sort, fraction, first);
SELECT is(scrip.code_position(gen_random_uuid(), NULL, NULL, NULL, NULL, 0.5), NULL, 'in an empty list');
SELECT isnt(scrip.code_position(NULL, NULL, 'disabled', NULL, NULL, 0.5), NULL, 'among the disabled');

-- Refusals
SELECT is(tap.outcome('(SELECT count(*) FROM scrip.codes(' || t.arguments || '))'), t.outcome, t.arguments)
FROM (VALUES ('p_state => ''x''', 'usage state'), ('p_sort => ''name''', 'usage sort'), ('p_after => ''x''', 'usage after'),
             ('p_after => gen_random_uuid()::text', 'usage after'), ('p_limit => 0', 'ok'), ('p_limit => NULL', 'ok'))
       t (arguments, outcome);
\ir ../lib/end.psql
