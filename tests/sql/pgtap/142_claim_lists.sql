-- SPDX-License-Identifier: GPL-3.0-or-later
-- Lists of claims, whoever made them, and of attempts; caps for support and alarms.
\ir ../lib/begin.psql
SELECT no_plan();

SELECT tap.event('{"name": "One"}') AS one \gset
SELECT tap.event('{"name": "Two"}') AS two \gset
SELECT tap.batch(:'one', 12) AS b1 \gset
SELECT tap.batch(:'two', 12) AS b2 \gset
-- Claims a minute apart, a and b by turns in both events; the backend makes two of them.
CREATE FUNCTION tap.make(p_event uuid, p_batch uuid, p_serial integer, p_email text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT (tap.take(p_event, tap.code_text(p_batch, p_serial), p_email) ->> 'ok')::boolean THEN
    RAISE EXCEPTION 'no claim %', p_email;
  END IF;
  PERFORM scrip_sandbox.forward('1 minute');
END
$$;
SELECT tap.make(:'one', :'b1', n, 'p' || n || '@acme.com'), tap.make(:'two', :'b2', n, 'p' || n || '@acme.com') FROM generate_series(1, 5) n;
SELECT tap.backend_claim(tap.code_id(:'b1', 6), 'p6@acme.com'), tap.backend_claim(tap.code_id(:'b1', 7), 'p7@else.com');
UPDATE credit_claims c SET claimed_at = scrip.now() + CASE WHEN u.email = 'p6@acme.com' THEN interval '0' ELSE interval '1 minute' END
FROM users u WHERE u.id = c.user_id AND u.email IN ('p6@acme.com', 'p7@else.com');

-- "event person" of a page.
CREATE FUNCTION tap.listed(p_filter jsonb DEFAULT '{}', p_after text DEFAULT NULL, p_limit integer DEFAULT 200) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg((i ->> 'event_name') || ' ' || left(i ->> 'email', 2), ', ' ORDER BY n)
  FROM jsonb_array_elements(scrip.claims(p_filter, p_after, p_limit) -> 'items') WITH ORDINALITY x (i, n)
$$;
SELECT is(tap.listed(), 'One p7, One p6, Two p5, One p5, Two p4, One p4, Two p3, One p3, Two p2, One p2, Two p1, One p1', 'newest first, the backend''s among them');
SELECT is(tap.listed(jsonb_build_object('event', :'two')), 'Two p5, Two p4, Two p3, Two p2, Two p1', 'of an event');
SELECT is(tap.listed(jsonb_build_object('event', :'one')), 'One p7, One p6, One p5, One p4, One p3, One p2, One p1', 'of one with claims of the backend');
SELECT is(tap.listed(jsonb_build_object('user', (SELECT id FROM users WHERE email = 'p3@acme.com'))), 'Two p3, One p3', 'of a person');
SELECT is(tap.listed(jsonb_build_object('user', (SELECT id FROM users WHERE email = 'p3@acme.com'), 'event', :'one')), 'One p3', 'in an event');
SELECT is(tap.listed(jsonb_build_object('organization', (SELECT organization_id FROM organization_members m JOIN users u ON u.id = m.user_id WHERE email = 'p6@acme.com'))), 'One p6', 'of an organization');
SELECT is(tap.listed(jsonb_build_object('code', tap.code_id(:'b1', 7))), 'One p7', 'of a code');
SELECT is(tap.listed('{"search": "ELSE.com"}'), 'One p7', 'by a part of the e-mail');
SELECT is(tap.listed('{"search": "p4-"}'), 'Two p4, One p4', 'or of the organization''s name');
SELECT is(tap.listed('{"search": "p4-", "released": true}'), NULL, 'none of them released');
SELECT is(tap.listed(jsonb_build_object('from', scrip.time_text(scrip.now() - interval '61 seconds'))), 'One p7, One p6, Two p5', 'since then');
SELECT is(tap.listed(jsonb_build_object('to', scrip.time_text(scrip.now() - interval '9 minutes 59 seconds'))), 'One p1', 'until then');
SELECT scrip.release_claim(tap.key(), NULL, (SELECT id FROM credit_claims WHERE code_id = tap.code_id(:'b2', 2)), 'r');
SELECT is(tap.listed('{"released": true}'), 'Two p2', 'those that were released');
SELECT is(tap.listed('{"released": false}'), 'One p7, One p6, Two p5, One p5, Two p4, One p4, Two p3, One p3, One p2, Two p1, One p1', 'and the others');

SELECT is((SELECT string_agg(DISTINCT concat_ws(' ', i ->> 'amount', i ->> 'currency', i ->> 'grant_status'), ', ' ORDER BY concat_ws(' ', i ->> 'amount', i ->> 'currency', i ->> 'grant_status'))
           FROM jsonb_array_elements(scrip.claims('{"released": true}') -> 'items') i), '25.00 USD voided', 'with the credit and what became of it');
SELECT is(scrip.claim((SELECT id FROM credit_claims WHERE code_id = tap.code_id(:'b1', 6))) #> '{grant_status}', 'null', 'a grant that is still to be adopted has no status');
SELECT is(scrip.claim((SELECT id FROM credit_claims WHERE code_id = tap.code_id(:'b1', 6))) ->> 'amount', '25.00', 'but the amount of its event');

CREATE FUNCTION tap.paged(p_filter jsonb, p_limit integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_all text[] := '{}';
  v_next text;
BEGIN
  LOOP
    v_all := v_all || tap.listed(p_filter, v_next, p_limit);
    v_next := scrip.claims(p_filter, v_next, p_limit) ->> 'next';
    EXIT WHEN v_next IS NULL OR cardinality(v_all) > 30;
  END LOOP;
  RETURN array_to_string(v_all, ', ');
END
$$;
SELECT is(tap.paged(f, n), tap.listed(f), format('in pages of %s: %s', n, f))
FROM unnest(ARRAY[1, 5, 6]) n, unnest(ARRAY['{}', jsonb_build_object('event', :'one'), '{"search": "acme"}']) f;
SELECT scrip.reconcile_claims(100);
SELECT is(tap.listed(), 'One p7, One p6, Two p5, One p5, Two p4, One p4, Two p3, One p3, Two p2, One p2, Two p1, One p1', 'booking changes no list');
SELECT is(scrip.claim((SELECT id FROM credit_claims WHERE code_id = tap.code_id(:'b1', 6))) ->> 'origin', 'backend', 'nor who made it');
SELECT is(tap.outcome(call), outcome, call)
FROM (VALUES ('scrip.claims(''{"event": "x"}'')', 'not_found event'), ('scrip.claims(''{"color": "x"}'')', 'invalid_body color'),
             ('scrip.claims(''{}'', ''x'')', 'usage after'), ('scrip.claims(''{"from": "yesterday"}'')', 'invalid_date from'),
             ('scrip.claims(''{"released": "yes"}'')', 'invalid_body released'), ('scrip.claim(gen_random_uuid())', 'not_found claim'),
             ('scrip.attempts(''{}'', ''x'')', 'usage after'), ('scrip.attempts(''{"user": "x"}'')', 'not_found user')) t (call, outcome);
SELECT is(scrip.find_id('claim', right(id::text, 12)), id, 'a claim by the end of its id') FROM (SELECT id FROM credit_claims LIMIT 1) c;
SELECT is((SELECT count(*) FROM jsonb_array_elements(scrip.claims() -> 'items') i WHERE i ->> 'code' !~ '^NEAR-····-····-····-[A-Z0-9]{4}$'), 0::bigint, 'codes are masked');

-- Attempts
SELECT is((SELECT string_agg(DISTINCT i ->> 'outcome', ' ') FROM jsonb_array_elements(scrip.attempts(jsonb_build_object('event', :'one')) -> 'items') i), 'claimed', 'attempts in an event');
SELECT is(jsonb_array_length(scrip.attempts(jsonb_build_object('user', (SELECT id FROM users WHERE email = 'p3@acme.com'))) -> 'items'), 2, 'of a person');
SELECT is((SELECT count(DISTINCT i) FROM (SELECT a.next, a.items FROM (SELECT scrip.attempts('{}', NULL, 6) AS first) f
             CROSS JOIN LATERAL (VALUES (f.first ->> 'next', f.first -> 'items'), (NULL, scrip.attempts('{}', f.first ->> 'next', 6) -> 'items')) a (next, items)) p,
             jsonb_array_elements(p.items) i), 10::bigint, 'in pages');
SELECT is((SELECT string_agg(k, ',' ORDER BY k) FROM jsonb_object_keys(scrip.attempts() #> '{items,0}') k), 'as,at,code_id,email,event_id,fingerprint,id,login,outcome,user_id', 'their fields');

-- Alarms
SELECT is(scrip.alarms(), '[]', 'nobody guesses');
SELECT scrip.set_setting(tap.key(), NULL, 'alarm_user_misses', '3'), scrip.set_setting(tap.key(), NULL, 'alarm_event_misses', '5'), scrip.set_setting(tap.key(), NULL, 'alarm_login_misses', '4');
SELECT tap.take(:'two', 'NEAR-MISS-MISS-MISS-MIS' || n, 'p7@else.com') FROM generate_series(2, 4) n;
SELECT is((SELECT jsonb_agg(a - '{since,message}'::text[]) FROM jsonb_array_elements(scrip.alarms()) a),
  jsonb_build_array(jsonb_build_object('name', 'many_misses', 'kind', 'user', 'id', (SELECT id FROM users WHERE email = 'p7@else.com'), 'count', 3)), 'for one person');
SELECT matches(scrip.alarms() #>> '{0,message}', '3 misses within an hour for the user p7@else.com', 'in words');
SELECT tap.take(:'two', 'NEAR-MISS-MISS-MISS-MIS' || n, 'q' || n || '@else.com') FROM generate_series(5, 6) n;
SELECT is((SELECT string_agg((a ->> 'kind') || ' ' || (a ->> 'count'), ', ') FROM jsonb_array_elements(scrip.alarms()) a), 'event 5, login 5, user 3', 'in one event, by one login');
SELECT scrip_sandbox.forward('61 minutes');
SELECT is(scrip.alarms(), '[]', 'an hour later it is over');
SELECT is(tap.looks_up('t_support', c, format('scrip.code(%L)', c)) ->> 'name', 'code_not_found', 'a look-up that misses') FROM generate_series(2, 5) n, concat('NEAR-MISS-MISS-MISS-MIS', n) c;
SELECT is((SELECT string_agg(concat_ws(' ', a ->> 'kind', a ->> 'id', a ->> 'count'), ', ') FROM jsonb_array_elements(scrip.alarms()) a), 'login t_support 4', 'counts as well');
SELECT is(scrip.maintain('ffffffff-ffff-ffff-ffff-ffffffffffff') -> 'alarms', '1', 'maintenance says how many there are');
SELECT is(tap.outcome(format('scrip.set_setting(tap.key(), NULL, %L, %L)', n, v)), w, n || ' ' || v)
FROM (VALUES ('alarm_user_misses', '0', 'invalid_setting value'), ('alarm_event_misses', 'x', 'invalid_setting value'), ('claims_per_hour', '0', 'ok'), ('claims_per_hour', '-1', 'invalid_setting value')) t (n, v, w);

-- Support: so many claims in an hour, misses included.
SELECT scrip.set_setting(tap.key(), NULL, 'claims_per_hour', '3'), scrip.set_setting(tap.key(), NULL, 'lookups_per_hour', '1000');
CREATE ROLE t_both LOGIN IN ROLE scrip_admin, scrip_support;
CREATE FUNCTION tap.by(p_login text, p_event uuid, p_code text, p_key text DEFAULT tap.key()) RETURNS text LANGUAGE sql AS $$
  SELECT coalesce(a ->> 'name', 'ok') FROM tap.as_login(p_login, format('scrip.create_claim(%L, NULL, %L, %L, ''{"email": "sup@else.com"}'')', p_key, p_event, p_code)) a
$$;
SELECT scrip_sandbox.add_user('sup@else.com');
SELECT is(tap.by('t_support', :'two', 'NEAR-MISS-MISS-MISS-MISS'), 'code_not_found', 'one');
SELECT is(tap.by('t_support', :'two', tap.code_text(:'b2', 8), 'sup'), 'ok', 'two');
SELECT is(tap.by('t_support', :'two', tap.code_text(:'b2', 9)), 'user_already_claimed', 'three');
SELECT is(tap.by('t_support', :'one', tap.code_text(:'b1', 9)), 'rate_limited', 'no more than that');
SELECT is(tap.by('t_support', :'two', tap.code_text(:'b2', 8), 'sup'), 'ok', 'but what was done is answered again');
SELECT is(tap.by('t_both', :'one', 'NEAR-MISS-MISS-MISS-MISS'), 'code_not_found', 'an admin is not bound') FROM generate_series(1, 5);
SELECT is(tap.by('t_support', :'one', tap.code_text(:'b1', 9)), 'rate_limited', 'still');
SELECT scrip_sandbox.forward('61 minutes');
SELECT is(tap.by('t_support', :'one', tap.code_text(:'b1', 9)), 'ok', 'until the hour is over');
SELECT scrip.set_setting(tap.key(), NULL, 'lookups_per_hour', '1');
SELECT is((tap.looks_up('t_support', tap.code_text(:'b1', 9), format('scrip.check_claim(%L, %L, ''{"email": "p1@acme.com"}'')', :'one', tap.code_text(:'b1', 9)))) ? 'reasons', true, 'checking is looking up');
SELECT is((tap.as_login('t_support', call)) ->> 'name', w, call)
FROM (VALUES ('scrip.lookup(''p1@acme.com'')', 'usage'), ('scrip.timeline(p_code => ''NEAR-MISS-MISS-MISS-MISS'')', 'usage'), ('scrip.code(''NEAR-MISS'')', 'usage'),
             (format('scrip.check_claim(%L, ''X'', ''{"email": "p1@acme.com"}'')', :'one'), 'usage'), ('scrip.reissue_code(tap.key(), NULL, ''NEAR-MISS-MISS-MISS-MISS'', ''r'')', 'rate_limited')) t (call, w);
SELECT is(tap.outcome('scrip.begin_lookup(''p1@acme.com'')', 't_support'), 'rate_limited', 'one an hour');
\ir ../lib/end.psql
