-- SPDX-License-Identifier: GPL-3.0-or-later
-- A list must not spell out codes, and a code is found in any spelling.
\ir ../lib/begin.psql
SELECT no_plan();

SELECT tap.event() AS event \gset
SELECT tap.batch(:'event', 200) AS batch \gset
SELECT tap.batch(:'event', 5, '{"prefix": "A0"}') AS digits \gset
SELECT tap.code_text(:'batch', 1) AS code \gset
SELECT tap.code_text(:'digits', 1) AS digit_code \gset
SELECT tap.code_id(:'batch', 1) AS id \gset

-- Beginnings: how many rows does each login get for the first n characters of a code it does not know?
CREATE FUNCTION tap.found(p_login text, p_prefix text) RETURNS integer LANGUAGE sql AS $$
  SELECT tap.as_login(p_login, format('(SELECT count(*) FROM scrip.codes(p_prefix => %L))', p_prefix))::integer
$$;
SELECT is(tap.found('t_auditor', left(:'code', 5)), 200, 'an auditor searches by the prefix of the batch');
SELECT is(tap.found('t_auditor', left(:'code', n)), 0, 'and not by ' || n || ' characters') FROM generate_series(6, 23) n;
SELECT cmp_ok(tap.found('t_staff', left(:'code', n)), '>=', 1, 'staff, who may reveal, by ' || n) FROM generate_series(6, 9) n;
SELECT is(tap.found('t_staff', left(:'code', n)), 0, 'and not by ' || n) FROM generate_series(11, 23) n;
SELECT is(tap.found('t_auditor', :'code'), 1, 'a whole code is found');
SELECT is(tap.found('t_staff', lower(replace(:'code', '-', ' '))), 1, 'in any spelling');
SELECT is((SELECT count(*) FROM scrip.codes(p_prefix => :'code', p_state => 'disabled')), 0::bigint, 'if the other filters let it');
SELECT is((SELECT array_agg(c.id ORDER BY n) FROM (SELECT id, row_number() OVER () AS n FROM scrip.codes(p_prefix => left(:'code', 6))) c),
          (SELECT array_agg(id ORDER BY norm) FROM scrip.code WHERE norm LIKE replace(left(:'code', 6), '-', '') || '%'), 'in the order of the codes');
SELECT is((SELECT array_agg(x.id) FROM scrip.codes(p_prefix => left(:'code', 6), p_after => (SELECT cursor FROM scrip.codes(p_prefix => left(:'code', 6), p_limit => 1))) x),
          (SELECT array_agg(id ORDER BY norm) FROM (SELECT id, norm FROM scrip.code WHERE norm LIKE replace(left(:'code', 6), '-', '') || '%' ORDER BY norm OFFSET 1) y),
          'page after page');
SELECT is((SELECT count(*) FROM scrip.codes() WHERE cursor LIKE '%NEAR%'), 0::bigint, 'no cursor holds a code');
SELECT is((scrip.count_codes(p_prefix => left(:'code', 6)) ->> 'count')::bigint, (SELECT count(*) FROM scrip.codes(p_prefix => left(:'code', 6))), 'counted');

-- Any spelling
SELECT is(scrip.code(t.typed) ->> 'id', :'id', t.why)
FROM (VALUES (:'code', 'as printed'), (lower(:'code'), 'small'), (replace(:'code', '-', ''), 'without dashes'),
             (replace(:'code', '-', ' '), 'with blanks'), (replace(:'code', '-', E'\u2013'), 'with other dashes'),
             (E'\u200B' || :'code' || E'\uFEFF', 'with characters nobody sees'), ('  ' || :'code' || E'\n', 'with blanks around'),
             (substr(:'code', 6), 'without its prefix'), (lower(replace(substr(:'code', 6), '-', '')), 'and without anything'),
             (:'id', 'by its id'), (upper(:'id'), 'in capitals')) t (typed, why);
SELECT is(scrip.code(:'code') ->> 'code', 'NEAR-····-····-····-' || right(:'code', 4), 'masked all the same');
-- O and I are not in the alphabet: a 0 or 1 typed for one can only be found where an imported code has the letter.
UPDATE credit_event_codes SET code = 'A0-OIOI-ABCD-EFGH-JKLM' WHERE id = tap.code_id(:'digits', 1);
UPDATE scrip.code SET norm = 'A0OIOIABCDEFGHJKLM' WHERE id = tap.code_id(:'digits', 1);
SELECT is(scrip.code(t.typed) ->> 'serial', t.serial, t.typed)
FROM (VALUES ('A0-0101-ABCD-EFGH-JKLM', '1'), ('0101-abcd-efgh-jklm', '1'), ('AO-0101-ABCD-EFGH-JKLM', NULL)) t (typed, serial);

-- What is no code
SELECT is(tap.outcome(format('scrip.code(%L)', t.typed)), t.outcome, translate(left(coalesce(t.typed, 'null'), 30), E'\n', ' '))
FROM (VALUES ('NEAR-AAAA-AAAA-AAAA-AAAA', 'code_not_found code'), ('AAAA', 'code_not_found code'), ('', 'invalid_code code'),
             (NULL, 'invalid_code code'), ('---', 'invalid_code code'), (repeat('A', 65), 'invalid_code code'),
             (repeat('A', 10000000), 'invalid_code code'), (E'NEAR-\u0421AAA', 'invalid_code code'),
             ('01a1fe0d-6a01-7dfd-88e2-bd2e285ae9d2', 'code_not_found code'), ('x'' OR true --', 'code_not_found code'))
       t (typed, outcome);
SELECT alike(scrip.code(E'NEAR-\u0421AAA') ->> 'message', '%U+0421%', 'the character at fault is named');
SELECT alike(scrip.code(E'NEAR-\U0001F600') ->> 'message', '%U+1F600%', 'with all its digits');

-- A code that the backend made
INSERT INTO credit_event_codes (credit_event_id, code) VALUES (:'event', 'Their-Code') RETURNING id AS theirs \gset
SELECT is(scrip.code('Their-Code') @> jsonb_build_object('id', :'theirs', 'batch_id', NULL, 'state', 'available', 'code', '····e'), true,
          'is found as it is spelled');

-- The cap on look-ups by support
SELECT scrip.set_setting(tap.key(), NULL, 'lookups_per_hour', '3');
CREATE FUNCTION tap.begun(p_text text) RETURNS text LANGUAGE sql AS $$
  SELECT tap.outcome(format('scrip.begin_lookup(%L)', p_text), 't_support')
$$;
SELECT is(tap.outcome(format('scrip.code(%L)', t), 't_support'), 'usage text', 'not begun: ' || t) FROM unnest(ARRAY[:'code', 'AAAA']) t;
SELECT is(tap.begun(:'code'), 'ok', 'a first');
SELECT is(tap.outcome(format('scrip.code(%L)', :'code'), 't_support'), 'usage text', 'begun, but perhaps to be rolled back');
SELECT tap.committed();
SELECT is(tap.outcome(format('scrip.code(%L)', t), 't_support'), 'ok', 'and found') FROM unnest(ARRAY[:'code', lower(:'code')]) t;
SELECT is(tap.outcome('scrip.code(''AAAA'')', 't_support'), 'usage text', 'no other text');
SELECT is(tap.begun('AAAA'), 'ok', 'a second');
SELECT tap.committed();
SELECT is(tap.outcome('scrip.code(''AAAA'')', 't_support'), 'code_not_found code', 'a miss');
SELECT is(tap.begun(:'code'), 'ok', 'a third');
SELECT is(tap.begun(:'code'), 'rate_limited', 'and no more');
SELECT tap.committed();
SELECT is(tap.outcome('scrip.begin_lookup(NULL)', 't_staff'), 'ok', 'nothing to begin');
SELECT is(tap.outcome(format('scrip.code(%L)', :'code'), 't_staff'), 'ok', 'it binds support alone');
GRANT scrip_admin TO t_support;
SELECT is(tap.outcome(format('scrip.code(%L)', :'code'), 't_support'), 'ok', 'who is no admin');
REVOKE scrip_admin FROM t_support;
SELECT scrip_sandbox.forward('61 minutes');
SELECT is(tap.outcome(format('scrip.code(%L)', :'code'), 't_support'), 'usage text', 'not long after');
SELECT is(tap.begun(:'code'), 'ok', 'until an hour has passed');
SELECT is((SELECT count(*) FILTER (WHERE found) || '/' || count(*) FROM scrip.lookup WHERE login = 't_support'), '1/4', 'each is noted, a miss unless it found something');
\ir ../lib/end.psql
