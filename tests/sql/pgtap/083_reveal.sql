-- SPDX-License-Identifier: GPL-3.0-or-later
-- Plain codes leave the database in one way, and never unseen.
\ir ../lib/begin.psql
SELECT no_plan();

SELECT tap.event() AS event \gset
SELECT tap.batch(:'event', 30) AS batch \gset
SELECT tap.batch(:'event', 5) AS other \gset
SELECT scrip.disable_codes(tap.key(), NULL, :'batch', 4, 5, 'r');
CREATE FUNCTION tap.audits() RETURNS text LANGUAGE sql AS $$
  SELECT concat_ws(' ', a.claimed_as, a.object_kind, a.object_id = (SELECT min(id::text) FROM scrip.batch), a.after)
  FROM scrip_vault.audit a WHERE a.action = 'reveal_codes' ORDER BY a.id DESC LIMIT 1
$$;

SELECT is((SELECT array_agg(code ORDER BY serial) FROM tap.revealed('boss', NULL, :'batch', NULL, NULL, 2, 4, NULL, NULL, 'print')),
          (SELECT array_agg(tap.code_text(:'batch', n) ORDER BY n) FROM generate_series(2, 4) n), 'a range of serials');
SELECT is(tap.audits(), 'boss batch t {"to": 4, "from": 2, "count": 3, "purpose": "print"}', 'audited: who, which, how many, what for');
SELECT is((SELECT count(*) FROM scrip_vault.audit a, credit_event_codes c WHERE a::text LIKE '%' || c.code || '%'), 0::bigint, 'and no code in it');
SELECT is((SELECT string_agg(state, ',' ORDER BY serial) FROM tap.revealed(NULL, NULL, :'batch', NULL, NULL, 3, 5, NULL, NULL, 'print')),
          'available,disabled,disabled', 'the state beside it');
SELECT is((SELECT count(*) FROM tap.revealed(NULL, NULL, :'batch', 'disabled', NULL, NULL, NULL, NULL, NULL, 'export')), 2::bigint, 'by state');
SELECT is((SELECT count(*) FROM tap.revealed(NULL, :'event', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'export')), 35::bigint, 'of an event');
SELECT is((SELECT count(*) FROM scrip_vault.audit WHERE action = 'reveal_codes' AND after ->> 'purpose' = 'export'), 3::bigint, 'one row a batch');
SELECT is((SELECT array_agg(serial) FROM tap.revealed(NULL, NULL, NULL, NULL, ARRAY[tap.code_id(:'batch', 9), tap.code_id(:'batch', 2)], NULL, NULL, NULL, NULL, 'reveal')),
          '{2,9}', 'by ids');
SELECT is(tap.audits(), 'batch t {"to": 9, "from": 2, "count": 2, "purpose": "reveal", "serials": "2, 9"}', 'which is audited: these and none between');
SELECT is((SELECT string_agg(n::text, ' ' ORDER BY n) FROM generate_series(1, 10) n WHERE EXISTS (
            SELECT FROM jsonb_array_elements(scrip.code_history(tap.code_id(:'batch', n))) h WHERE h #>> '{after,serials}' = '2, 9')), '2 9', 'and told of these');
SELECT is(scrip.serial_ranges(s), w, w) FROM (VALUES ('{5}'::integer[], '5'), ('{3,2,2,1}', '1-3'), ('{9,1,5,6,8,7,3}', '1, 3, 5-9'), ('{}', NULL)) t (s, w);
SELECT is(scrip.covers(jsonb_build_object('serials', scrip.serial_ranges(array_agg(n))), 3), false, 'many') FROM generate_series(2, 2000, 2) n;
SELECT is(right(scrip.serial_ranges(array_agg(n)), 7), '2000, …', 'no more than a thousand') FROM generate_series(2, 2002, 2) n;
SELECT is((SELECT code FROM tap.revealed(NULL, NULL, NULL, NULL, ARRAY[tap.code_id(:'batch', 9)], NULL, NULL, NULL, NULL, 'reveal')),
          tap.code_text(:'batch', 9), 'one alone');
SELECT is((SELECT concat(object_kind, ' ', object_id) FROM scrip_vault.audit ORDER BY id DESC LIMIT 1), 'code ' || tap.code_id(:'batch', 9), 'is noted as that one');
SELECT is((SELECT array_agg(serial ORDER BY serial) FROM tap.revealed(NULL, NULL, :'batch', NULL, NULL, NULL, NULL, tap.code_id(:'batch', 28)::text, 10, 'export')),
          '{29,30}', 'page after page');
SELECT is((SELECT count(*) FROM tap.revealed(NULL, NULL, :'batch', NULL, NULL, NULL, NULL, tap.code_id(:'batch', 30)::text, 10, 'export')), 0::bigint, 'to the end');

SELECT is(tap.outcome('scrip.reveal_codes(' || t.arguments || ')'), t.outcome, t.arguments)
FROM (VALUES (format('NULL, NULL, %L, NULL, NULL, NULL, NULL, NULL, 1, ''fun''', :'batch'), 'usage purpose'),
             (format('NULL, NULL, %L, NULL, NULL, NULL, NULL, NULL, 1, NULL', :'batch'), 'usage purpose'),
             ('NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, ''reveal''', 'usage batch'),
             (format('NULL, NULL, %L, ''x'', NULL, NULL, NULL, NULL, 1, ''reveal''', :'batch'), 'usage state'),
             (format('NULL, NULL, %L, NULL, NULL, NULL, NULL, ''x'', 1, ''reveal''', :'batch'), 'usage after'),
             ('NULL, NULL, NULL, NULL, ARRAY(SELECT gen_random_uuid() FROM generate_series(1, 10001)), NULL, NULL, NULL, 1, ''reveal''', 'invalid_count ids'))
       t (arguments, outcome);

-- A ticket is good for whoever asked, for a while, and not before it is committed.
CREATE FUNCTION tap.told(p_ticket uuid, p_login text DEFAULT session_user) RETURNS text LANGUAGE sql AS $$
  SELECT tap.outcome(format('(SELECT count(*) FROM scrip.revealed_codes(%L))', p_ticket), p_login)
$$;
SELECT scrip.reveal_codes(NULL, NULL, :'batch', NULL, NULL, NULL, NULL, NULL, NULL, 'reveal') AS ticket \gset
SELECT is(scrip.reveal_codes(NULL, NULL, :'batch', 'claimed', NULL, NULL, NULL, NULL, NULL, 'reveal'), NULL, 'none for no codes');
SELECT is(tap.told(:'ticket'), 'usage ticket', 'what a transaction wrote tells it nothing');
SELECT tap.committed();
SELECT is(tap.told(:'ticket'), 'ok', 'the next is told');
SELECT is(tap.told(:'ticket'), 'ok', 'and told again');
SELECT is(tap.told(:'ticket', 't_staff'), 'not_found ticket', 'another login is not');
SELECT is(tap.told(gen_random_uuid()), 'not_found ticket', 'nor whoever invents one');
UPDATE scrip.reveal_ticket SET at = at - interval '10 minutes';
SELECT is(tap.told(:'ticket'), 'not_found ticket', 'nor later on');
SELECT scrip.reveal_codes(NULL, NULL, :'batch', NULL, NULL, NULL, NULL, NULL, NULL, 'reveal') AS ticket \gset
SELECT is((SELECT array_agg(id) FROM scrip.reveal_ticket), ARRAY[:'ticket']::uuid[], 'those that are over are gone');

-- Support, by every way that is open to a login: nothing.
CREATE FUNCTION tap.probe(p_login text, p_statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_text text;
BEGIN
  PERFORM set_config('session_authorization', p_login, true);
  EXECUTE p_statement INTO v_text;
  RETURN coalesce(v_text, 'nothing');
EXCEPTION WHEN insufficient_privilege THEN
  RETURN 'refused';
END
$$;
ANALYZE credit_event_codes, scrip.code;
SELECT is(tap.probe('t_support', s), 'refused', left(s, 70)) FROM unnest(ARRAY[
  'SELECT code FROM public.credit_event_codes', 'SELECT norm FROM scrip.code', 'SELECT c::text FROM public.credit_event_codes c',
  'SELECT row_to_json(c) FROM public.credit_event_codes c', 'SELECT 1 FROM public.credit_event_codes WHERE code LIKE ''N%''',
  'SELECT count(*) FROM scrip.codes()', 'SELECT stavalues1::text FROM pg_statistic', 'SELECT after FROM scrip.audit',
  'SELECT key FROM scrip_vault.idem_key', 'SELECT code FROM scrip.random_codes(1, ''X'', 4)', 'SELECT scrip.code_object(NULL)',
  format('SELECT scrip.reveal_codes(NULL, NULL, %L, NULL, NULL, NULL, NULL, NULL, 1, ''reveal'')', :'batch'),
  'SELECT code FROM scrip.revealed_codes(gen_random_uuid())', 'SELECT id FROM scrip.reveal_ticket',
  'COPY public.credit_event_codes TO STDOUT']) s WHERE s NOT LIKE 'COPY%';
SELECT is(tap.probe('t_support', 'SELECT string_agg(histogram_bounds::text, '''') FROM pg_stats WHERE tablename IN (''code'', ''credit_event_codes'')'),
          'nothing', 'statistics tell nothing');
SELECT is(tap.probe('t_auditor', 'SELECT code FROM public.credit_event_codes'), 'refused', 'nor does an auditor read plain codes');
\ir ../lib/end.psql
