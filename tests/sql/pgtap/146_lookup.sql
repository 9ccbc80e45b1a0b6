-- SPDX-License-Identifier: GPL-3.0-or-later
-- Whatever somebody has of a customer is found, and what happened around it is told.
\ir ../lib/begin.psql
SELECT no_plan();

SELECT scrip_sandbox.set_time(scrip.now() - interval '1 hour');
SELECT tap.event('{"name": "Devcon Lisbon"}') AS event \gset
SELECT tap.batch(:'event', 5) AS batch \gset
SELECT scrip_sandbox.add_user('ana@example.com', NULL, 'Acme Rockets') ->> 'id' AS ana \gset
SELECT id AS acme FROM organizations WHERE name = 'Acme Rockets' \gset
SELECT scrip.record_print(tap.key(), NULL, :'batch', jsonb_build_object('template', 't', 'sheet_hash', repeat('a', 64)));
SELECT tap.take(:'event', tap.code_text(:'batch', 1), 'ana@example.com', '{"account": "ana.near"}') #>> '{claim,id}' AS claim \gset
SELECT k.id AS key, k.key_prefix AS prefix FROM api_keys k WHERE created_by_user_id = :'ana' \gset
SELECT grant_id AS grant FROM scrip.claim_detail WHERE claim_id = :'claim' \gset
SELECT scrip_sandbox.forward('5 minutes');

-- "kind:label" of what is found, and the kind of all of it.
CREATE FUNCTION tap.found(p_text text, p_login text DEFAULT session_user) RETURNS text LANGUAGE sql AS $$
  SELECT coalesce(l ->> 'name', concat_ws(' = ', l ->> 'kind',
    (SELECT string_agg((m ->> 'kind') || ':' || (m ->> 'label'), ', ' ORDER BY m ->> 'kind', m ->> 'label') FROM jsonb_array_elements(l -> 'matches') m)))
  FROM tap.looks_up(p_login, p_text, format('scrip.lookup(%L)', p_text)) l
$$;
SELECT is(tap.found(t.text), t.found, t.text)
FROM (VALUES ('ana@example.com', 'user = user:ana@example.com'), (' ANA@Example.COM ', 'user = user:ana@example.com'),
  (:'ana', 'user = user:ana@example.com'), (left(:'ana', 9), 'user = user:ana@example.com'),
  (:'acme', 'organization = organization:Acme Rockets'), ('rocket', 'organization = organization:Acme Rockets'),
  ('acme rockets', 'organization = organization:Acme Rockets'), ('lisbon', 'event = event:Devcon Lisbon'), (:'event', 'event = event:Devcon Lisbon'),
  (:'batch', 'batch = batch:NEAR #1'), (:'claim', 'claim = claim:ana@example.com · Devcon Lisbon'), (:'grant', 'grant = grant:Devcon Lisbon'),
  (:'key', 'api_key = api_key:' || :'prefix'), (:'prefix', 'api_key = api_key:' || :'prefix'), (upper(left(:'prefix', 8)), 'api_key = api_key:' || :'prefix'),
  (:'prefix' || repeat('0', 25), 'api_key = api_key:' || :'prefix'), ('ana.near', 'account = account:ana.near'),
  (tap.code_text(:'batch', 2), 'code = code:' || scrip.masked(tap.code_text(:'batch', 2))),
  (lower(replace(tap.code_text(:'batch', 2), '-', ' ')), 'code = code:' || scrip.masked(tap.code_text(:'batch', 2))),
  (tap.code_id(:'batch', 1)::text, 'code = code:' || scrip.masked(tap.code_text(:'batch', 1))),
  (right(:'ana', 8), 'user = user:ana@example.com'), (upper(right(:'acme', 12)), 'organization = organization:Acme Rockets'),
  (right(:'event', 8), 'event = event:Devcon Lisbon'), (right(:'batch', 9), 'batch = batch:NEAR #1'),
  (right(:'claim', 17), 'claim = claim:ana@example.com · Devcon Lisbon'), (' ' || right(:'grant', 8), 'grant = grant:Devcon Lisbon'),
  (right(:'key', 8), 'api_key = api_key:' || :'prefix'),
  (right(tap.code_id(:'batch', 1)::text, 8), 'code = code:' || scrip.masked(tap.code_text(:'batch', 1))),
  (right(:'ana', 7), ''), (right(:'acme', 8) || '-', ''), (left(:'claim', 18) || '-0000-000000000000', ''),
  ('nothing like it', ''), ('12345678', ''), ('sk-', ''), ('%', ''), (repeat('x', 100000), ''), ('', 'usage'), (NULL, 'usage')) t (text, found);
SELECT is((SELECT count(*) FROM jsonb_array_elements(scrip.lookup(left(:'batch', 8)) -> 'matches') m WHERE m ->> 'kind' = 'code'), 5::bigint, 'what was made at one time is found by the beginning of its id');
SELECT is((tap.looks_up('t_support', left(:'batch', 8), format('scrip.lookup(%L)', left(:'batch', 8))) -> 'matches') @> '[{"kind": "code"}]', false, 'but support is told no codes that it does not have');
SELECT is(tap.found(right(tap.code_id(:'batch', 1)::text, 8), 't_support'), '', 'by the end of the id neither');
SELECT is(tap.found(:'batch', 't_support'), '', 'nor of batches');
SELECT is(tap.found(right(:'claim', 8), 't_support'), 'claim = claim:ana@example.com · Devcon Lisbon', 'of a claim the end will do');
SELECT is(tap.found(tap.code_text(:'batch', 3), 't_support'), 'code = code:' || scrip.masked(tap.code_text(:'batch', 3)), 'one that it was told, masked');

-- Nor does any other call tell support the id of a code, or take one in the place of the code.
SELECT is(tap.outcome(format('scrip.find_id(%L, %L)', k, t), 't_support'), 'not_permitted kind', format('no %s is found by %s characters', k, length(t)))
FROM (VALUES ('code', left(:'batch', 8)), ('code', tap.code_id(:'batch', 4)::text), ('code', 'ffffffff'), ('batch', left(:'batch', 8)), ('batch', :'batch')) t (k, t);
CREATE ROLE t_staff_too LOGIN IN ROLE scrip_support, scrip_staff;
CREATE ROLE t_auditor_too LOGIN IN ROLE scrip_support, scrip_auditor;
SELECT is(tap.outcome(format('scrip.find_id(''code'', %L)', tap.code_id(:'batch', 4)), l), 'ok', l || ' finds them') FROM unnest(ARRAY['t_staff', 't_staff_too', 't_auditor_too']) l;
SELECT is(tap.outcome(format('scrip.find_id(''event'', %L)', :'event'), 't_support'), 'ok', 'and support other things');
SELECT scrip_sandbox.add_user('ida@example.com');
CREATE FUNCTION tap.claiming(p_login text, p_event uuid) RETURNS text LANGUAGE sql AS $$
  SELECT concat_ws(' ', a ->> 'name', tap.looks_up(p_login, c, format('scrip.check_claim(%L, %L, ''{"email": "ida@example.com"}'')', p_event, c)) #>> '{reasons,0,name}')
  FROM (SELECT tap.code_id(b.id, 4)::text FROM scrip.batch b WHERE b.event_id = p_event) t (c),
       tap.as_login(p_login, format('scrip.create_claim(tap.key(), NULL, %L, %L, ''{"email": "ida@example.com"}'')', p_event, c)) a
$$;
SELECT is(tap.claiming(l, :'event'), 'code_not_found code_not_found', 'an id is no code to claim with: ' || l) FROM unnest(ARRAY['t_support', 't_auditor_too']) l;
SELECT is(tap.claiming('t_staff_too', :'event'), 'user_already_claimed', 'but it is for whoever may reveal the code anyway');
DELETE FROM scrip.lookup WHERE login LIKE '%_too';
DELETE FROM scrip.attempt WHERE email = 'ida@example.com';
SELECT tap.take(:'event', tap.code_text(:'batch', 4), 'ana@example.com') ->> 'name';
SELECT is((SELECT string_agg(DISTINCT (i -> 'code_id' = 'null')::text, ' ') FROM jsonb_array_elements(tap.as_login(l, 'scrip.attempts()') -> 'items') i WHERE i ->> 'outcome' = 'user_already_claimed'), w, 'ids in attempts: ' || l)
FROM (VALUES ('t_support', 'true'), ('t_auditor', 'false')) t (l, w);
SELECT is((SELECT string_agg(DISTINCT (i #> '{refs,code}' = 'null')::text, ' ') FROM jsonb_array_elements(tap.as_login(l, format('scrip.timeline(p_user => %L)', :'ana')) -> 'items') i WHERE i ->> 'kind' = 'attempt'), w, 'in timelines: ' || l)
FROM (VALUES ('t_support', 'true'), ('t_auditor', 'false')) t (l, w);
SELECT scrip.disable_code(tap.key(), NULL, tap.code_id(:'batch', 5)::text, 'r'), scrip.enable_code(tap.key(), NULL, tap.code_id(:'batch', 5)::text, 'r');
SELECT is((SELECT string_agg(coalesce(c ->> 'id', 'none'), ' ') FROM jsonb_array_elements(tap.as_login(l, 'scrip.changes(''1:1:'')') -> 'changes') c WHERE c ->> 'kind' = 'code'), w, 'among changes: ' || l)
FROM (VALUES ('t_support', 'none'), ('t_auditor', tap.code_id(:'batch', 5)::text)) t (l, w);
DELETE FROM scrip.attempt;
SELECT is(tap.found('ana@example.com', 't_auditor'), 'user = user:ana@example.com', 'an auditor may look');
SELECT is((SELECT string_agg(found::text, ' ' ORDER BY id) FROM scrip.lookup), 'true false false true true true', 'look-ups by support are counted, found or not');
SELECT is(scrip.lookup('ana@example.com') #> '{matches,0,organizations,0,name}', '"Acme Rockets"', 'a person with organizations');
SELECT is(scrip.lookup('ana@example.com') #> '{matches,0,api_keys}', jsonb_build_array(jsonb_build_object('id', :'key', 'prefix', :'prefix',
  'name', 'Credit claim', 'workspace', 'default', 'organization_id', :'acme', 'active', true,
  'created_at', (SELECT scrip.time_text(k.created_at) FROM api_keys k WHERE k.id = :'key'), 'claim_id', :'claim')), 'and with API keys, by their beginnings, and the claims that made them');
SELECT is((SELECT count(*) FROM api_keys k WHERE strpos(scrip.lookup('ana@example.com')::text, k.key_hash) > 0), 0::bigint, 'never with what they are made of');
INSERT INTO users (email, username, auth_provider, provider_user_id) VALUES ('ana@EXAMPLE.com', 'x', 'x', 'x');
SELECT is((SELECT string_agg(m ->> 'api_keys', '') FROM jsonb_array_elements(scrip.lookup('ana@EXAMPLE.com') -> 'matches') m), NULL, 'several people without');
DELETE FROM users WHERE email = 'ana@EXAMPLE.com';
INSERT INTO organizations (name) SELECT 'Copy ' || n FROM generate_series(1, 50) n;
SELECT is(jsonb_array_length(scrip.lookup('copy') -> 'matches'), 20, 'at most twenty of a kind');
SELECT is(scrip.lookup('devcon') ->> 'kind', 'event', 'one kind');
INSERT INTO organizations (name) VALUES ('Devcon Ltd');
SELECT is(scrip.lookup('devcon') ->> 'kind', 'several', 'or several');

-- The timeline
SELECT tap.take(:'event', tap.code_text(:'batch', 1), 'bo@example.com');
SELECT scrip_sandbox.spend(:'acme', '7');
SELECT scrip_sandbox.forward('5 minutes');
SELECT scrip.settle(tap.key(), NULL, :'acme');
SELECT scrip_sandbox.forward('5 minutes');
SELECT scrip.release_claim(tap.key(), NULL, :'claim', 'wrong person', true, true);
SELECT scrip_sandbox.forward('5 minutes');
SELECT scrip.reissue_code(tap.key(), NULL, tap.code_id(:'batch', 1)::text, 'lost') #>> '{items,0,old,id}' AS old \gset
CREATE FUNCTION tap.told(p_call text, p_limit integer DEFAULT 200) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_all text[] := '{}';
  v_page jsonb;
BEGIN
  LOOP
    EXECUTE format('SELECT scrip.timeline(%s, p_after => %L, p_limit => %s)', p_call, v_page ->> 'next', p_limit) INTO v_page;
    v_all := v_all || ARRAY(SELECT (i ->> 'kind') || coalesce(' ' || substring(i ->> 'summary' FROM '^(Funded|Released|Consumed|Voided) '), '')
                            FROM jsonb_array_elements(v_page -> 'items') WITH ORDINALITY x (i, n) ORDER BY n);
    EXIT WHEN v_page ->> 'next' IS NULL OR cardinality(v_all) > 50;
  END LOOP;
  RETURN array_to_string(v_all, ', ');
END
$$;
SELECT is(tap.told(format('p_user => %L', :'ana'), n), 'claim, entry Funded, entry Released, entry Consumed, entry Voided, release', 'of a person in pages of ' || n)
FROM unnest(ARRAY[1, 2, 3, 200]) n;
SELECT is(tap.told(format('p_organization => %L', :'acme')), 'claim, entry Funded, entry Released, entry Consumed, entry Voided, release', 'of an organization');
SELECT is(tap.told(format('p_code => %L', :'old')), 'audit, print, claim, entry Funded, entry Released, attempt, entry Consumed, entry Voided, release, audit', 'of a code');
SELECT is(tap.told(format('p_code => %L', tap.code_id(:'batch', 1))), 'audit', 'of the one that replaced it');
SELECT is((SELECT string_agg(i ->> 'summary', '; ' ORDER BY i ->> 'at') FROM jsonb_array_elements(scrip.timeline(p_user => :'ana') -> 'items') i WHERE i ->> 'kind' IN ('claim', 'release')),
  format('ana@example.com claimed Devcon Lisbon through %1$s; %1$s released the claim of Devcon Lisbon, slot returned, code freed: wrong person', session_user), 'in words');
SELECT is(scrip.timeline(p_user => :'ana') #> '{items,0,refs}', jsonb_build_object('claim', :'claim', 'event', :'event', 'code', :'old', 'user', :'ana', 'organization', :'acme'), 'with what they are about');
SELECT is(scrip.timeline(p_user => (SELECT id FROM users WHERE email = 'bo@example.com')) #>> '{items,0,summary}', format('An attempt by %s was refused: code_already_claimed', session_user), 'of one who tried');
SELECT is(scrip.timeline(p_user => gen_random_uuid()), '{"next": null, "items": []}', 'of nobody');
SELECT is(tap.outcome('scrip.timeline(' || a || ')'), w, w || ': ' || a)
FROM (VALUES ('', 'usage user'), ('p_user => gen_random_uuid(), p_organization => gen_random_uuid()', 'usage user'), ('p_code => ''NEAR-MISS-MISS-MISS-MISS''', 'code_not_found code'),
             ('p_code => E''\u0410''', 'invalid_code code'), ('p_user => gen_random_uuid(), p_after => ''x''', 'usage after')) t (a, w);
SELECT is((SELECT count(*) FROM (SELECT scrip.timeline(p_code => :'old')::text || scrip.lookup(left(:'batch', 8))::text AS t) x, credit_event_codes c WHERE strpos(x.t, c.code) > 0), 0::bigint, 'no code in the clear anywhere');
SELECT tap.books_are_sound();
\ir ../lib/end.psql
