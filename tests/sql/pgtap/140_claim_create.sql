-- SPDX-License-Identifier: GPL-3.0-or-later
-- A claim does everything at once: the code, what the user lacks, the credit and the counters.
\ir ../lib/begin.psql
SELECT no_plan();

SELECT tap.event('{"name": "Devcon"}') AS event \gset
SELECT tap.batch(:'event', 20) AS batch \gset
SELECT tap.batch(:'event', 1, '{"max_uses": 3}') AS poster \gset
SELECT scrip_sandbox.add_user('ana.b@example.com') ->> 'id' AS ana \gset
SELECT tap.api_key() AS key \gset

-- A user with nothing.
SELECT scrip.create_claim('one', 'desk 4', :'event', lower(replace(tap.code_text(:'batch', 1), '-', ' ')),
                          jsonb_build_object('user', :'ana'), :'key') AS answer \gset
SELECT :'answer'::jsonb #>> '{claim,id}' AS claim, :'answer'::jsonb #>> '{organization,id}' AS organization \gset
SELECT is((SELECT string_agg(k, ',' ORDER BY k) FROM jsonb_object_keys(:'answer'::jsonb) k),
          'api_key,balance,claim,grant,ok,organization,replayed,workspace', 'what it answers');
SELECT is(:'answer'::jsonb -> 'claim', scrip.claim(:'claim'), 'the claim as it is read');
SELECT is(:'answer'::jsonb -> 'grant', scrip.grant((:'answer'::jsonb #>> '{grant,id}')::uuid) - 'entries', 'the grant as it is read');
SELECT is(:'answer'::jsonb -> 'balance', scrip.balance(:'organization'), 'and the balance');
SELECT is(:'answer'::jsonb -> 'claim' @> jsonb_build_object('event_id', :'event', 'event_name', 'Devcon', 'user_id', :'ana',
  'email', 'ana.b@example.com', 'code_id', tap.code_id(:'batch', 1), 'origin', 'scrip', 'account', NULL, 'released_at', NULL,
  'slot_returned', false, 'code_freed', false, 'code', scrip.masked(tap.code_text(:'batch', 1))), true, 'with its fields');
SELECT is(:'answer'::jsonb #>> '{grant,id}', :'answer'::jsonb #>> '{claim,grant_id}', 'its grant');
SELECT is(:'answer'::jsonb #>> '{grant,available}', '25.00', 'of the event''s amount');
SELECT is(:'answer'::jsonb #>> '{balance,organization_id}', :'organization', 'and what the organization has now');
SELECT is((SELECT role FROM organization_members WHERE organization_id = :'organization' AND user_id = :'ana'), 'owner', 'the user owns it');
SELECT matches((SELECT name::text FROM organizations WHERE id = :'organization'), '^ana\.b-[a-z]{4}$', 'named after the e-mail and four letters');
SELECT is((SELECT count(*) FROM organization_balance WHERE organization_id = :'organization'), 1::bigint, 'the backend''s trigger ran');
SELECT is((SELECT concat_ws(' ', name, organization_id, created_by_user_id) FROM workspaces WHERE id = (:'answer'::jsonb #>> '{workspace,id}')::uuid),
          concat_ws(' ', 'default', :'organization', :'ana'), 'a workspace');
SELECT is((SELECT jsonb_build_object('hash', key_hash, 'prefix', key_prefix) FROM api_keys
           WHERE id = (:'answer'::jsonb #>> '{api_key,id}')::uuid AND is_active AND created_by_user_id = :'ana'), :'key'::jsonb, 'a key');
SELECT is(:'answer'::jsonb #> '{organization,created}', 'true', 'created, it says');
SELECT is((:'answer'::jsonb -> 'api_key') - '{id}'::text[], jsonb_build_object('prefix', :'key'::jsonb ->> 'prefix', 'current', true), 'and tells of the key what is no secret');

-- The billing rows
SELECT is((SELECT to_jsonb(c) - '{claimed_at,organization_limit_id}'::text[] FROM credit_claims c WHERE id = :'claim'),
  jsonb_build_object('id', :'claim', 'credit_event_id', :'event', 'code_id', tap.code_id(:'batch', 1), 'near_account_id', '',
                     'user_id', :'ana', 'organization_id', :'organization'), 'the claims row');
SELECT is((SELECT concat_ws(' ', organization_id, spend_limit, credit_type ~ ('^event:' || :'event' || ':.{7}$'), l.credit_expires_at = e.credit_expires_at)
           FROM organization_limits_history l, credit_events e
           WHERE l.id = (SELECT organization_limit_id FROM credit_claims WHERE id = :'claim') AND e.id = :'event'),
          :'organization' || ' 25000000000 t t', 'its limits row, of fifty characters at most');
SELECT is((SELECT concat_ws(' ', is_claimed, claimed_by_user_id, claimed_at = (SELECT claimed_at FROM credit_claims)) FROM credit_event_codes
           WHERE id = tap.code_id(:'batch', 1)), 't ' || :'ana' || ' t', 'the code is claimed for the backend');
SELECT is((SELECT claim_count FROM credit_events WHERE id = :'event'), 1, 'and counted');
SELECT is(scrip.event(:'event') -> 'codes', '{"total": 21, "claimed": 1, "disabled": 0, "reissued": 0, "available": 20}', 'in the event');
SELECT is(scrip.batch(:'batch') #> '{codes,claimed}', '1', 'in the batch');
SELECT is(scrip.code(tap.code_id(:'batch', 1)::text) @> jsonb_build_object('state', 'claimed', 'uses', 1, 'claimed_by', :'ana'), true, 'in the code');
SELECT is((SELECT concat_ws(' ', object_kind, object_id, claimed_as) FROM scrip_vault.audit WHERE action = 'create_claim'), 'claim ' || :'claim' || ' desk 4', 'audited');
SELECT is((SELECT (outcome, login, claimed_as, event_id, user_id, code_id, email)::text FROM scrip.attempt),
          format('(claimed,%s,"desk 4",%s,%s,%s,)', session_user, :'event', :'ana', tap.code_id(:'batch', 1)), 'and logged');
SELECT is((SELECT count(*) FROM scrip.attempt a WHERE a::text LIKE '%' || tap.code_text(:'batch', 1) || '%'
           OR a::text LIKE '%' || replace(tap.code_text(:'batch', 1), '-', '') || '%'), 0::bigint, 'without the code');
SELECT is((SELECT count(*) FROM (SELECT r::text AS t FROM scrip_vault.idem_result r UNION ALL SELECT a::text FROM scrip_vault.audit a) x
           WHERE t LIKE '%' || tap.code_text(:'batch', 1) || '%' OR t LIKE '%' || (:'key'::jsonb ->> 'hash') || '%'), 0::bigint, 'nothing stored holds the code or the key');
SELECT is((SELECT string_agg(c, ', ') FROM jsonb_array_elements_text(scrip.doctor_checks()) c WHERE scrip.doctor(c) @> '{"ok": false, "severity": "error"}'), NULL, 'nothing for the doctor');

-- The same again
SELECT scrip.create_claim('one', NULL, :'event', tap.code_text(:'batch', 1), jsonb_build_object('user', :'ana'), tap.api_key()) AS again \gset
SELECT is(:'again'::jsonb - 'replayed' - 'api_key', :'answer'::jsonb - 'replayed' - 'api_key', 'the same answer in another spelling');
SELECT is(:'again'::jsonb -> 'replayed', 'true', 'replayed');
SELECT is(:'again'::jsonb #> '{api_key,current}', 'false', 'whose key is not the one of this call');
SELECT is(scrip.create_claim('one', NULL, :'event', tap.code_text(:'batch', 1), jsonb_build_object('user', :'ana'), :'key') #> '{api_key,current}', 'true', 'but for the caller that made it');
SELECT is(scrip.create_claim('one', NULL, :'event', tap.code_text(:'batch', 1), jsonb_build_object('user', :'ana'), NULL) #> '{api_key,current}', 'false', 'nor of one that brings none');
SELECT is((SELECT count(*) FROM credit_claims) || ' ' || (SELECT count(*) FROM scrip.attempt), '1 1', 'once');
SELECT is(tap.outcome(format('scrip.create_claim(''one'', NULL, %L, %L, %L)', :'event', tap.code_text(:'batch', 2), jsonb_build_object('user', :'ana'))), 'idempotency_conflict key', 'another code under the key');

-- A second event: what is there is used.
SELECT tap.event('{"name": "Second"}') AS second \gset
SELECT tap.batch(:'second', 20) AS batch2 \gset
SELECT tap.take(:'second', tap.code_text(:'batch2', 1), 'ana.b@example.com') AS next \gset
SELECT is(:'next'::jsonb @> jsonb_build_object('organization', jsonb_build_object('id', :'organization', 'created', false),
  'workspace', jsonb_build_object('created', false), 'api_key', NULL), true, 'organization, workspace and key are there already');
UPDATE api_keys SET is_active = false;
SELECT is(tap.take(tap.event(), tap.code_text(:'batch2', 2), 'ana.b@example.com') ->> 'name', 'code_not_found', 'a code of another event is none');

-- Which organization: the one asked for, the only one, the oldest that is owned.
CREATE FUNCTION tap.chosen(p_event uuid, p_batch uuid, p_serial integer, p_email text, p_claimant jsonb DEFAULT '{}') RETURNS text LANGUAGE sql AS $$
  SELECT coalesce(a #>> '{organization,name}' || CASE WHEN (a #>> '{organization,created}')::boolean THEN ' new' ELSE '' END, concat_ws(' ', a ->> 'name', a ->> 'field'))
  FROM (SELECT tap.take(p_event, tap.code_text(p_batch, p_serial), p_email, p_claimant) AS a) x
$$;
SELECT scrip_sandbox.add_user('owner@acme.com', NULL, 'Acme'), scrip_sandbox.add_user('owner@acme.com', NULL, 'Beta'),
       scrip_sandbox.add_user('bo@acme.com', NULL, 'Acme'), scrip_sandbox.add_user('cy@acme.com', NULL, 'Acme'),
       scrip_sandbox.add_user('cy@acme.com', NULL, 'Beta'), scrip_sandbox.add_user('di@acme.com', NULL, 'Acme'),
       scrip_sandbox.add_user('di@acme.com', NULL, 'Beta'), scrip_sandbox.add_user('ed@acme.com', NULL, 'Acme');
UPDATE organizations SET created_at = '2020-01-01' WHERE name = 'Beta';
SELECT is(tap.chosen(:'second', :'batch2', 3, 'owner@acme.com'), 'Beta', 'the oldest of those that are owned');
SELECT is(tap.chosen(:'second', :'batch2', 4, 'bo@acme.com'), 'Acme', 'the only one');
SELECT is(tap.chosen(:'second', :'batch2', 5, 'cy@acme.com', jsonb_build_object('organization', (SELECT id FROM organizations WHERE name = 'Acme'))), 'Acme', 'the one asked for');
SELECT matches(tap.chosen(:'second', :'batch2', 6, 'di@acme.com'), '^di-[a-z]{4} new$', 'of several and none of them owned: one of their own');
SELECT is(tap.chosen(:'second', :'batch2', 7, 'ed@acme.com', jsonb_build_object('organization', (SELECT id FROM organizations WHERE name = 'Beta'))), 'not_found organization', 'not one of other people');
UPDATE organizations SET is_active = false WHERE name = 'Acme';
SELECT matches(tap.chosen(:'second', :'batch2', 7, 'ed@acme.com'), '^ed-[a-z]{4} new$', 'nor one that is closed');
-- Two members of one organization.
SELECT is((SELECT count(*) || ' ' || count(DISTINCT l.credit_type) FROM credit_claims c JOIN organization_limits_history l ON l.id = c.organization_limit_id
           JOIN organizations o ON o.id = c.organization_id WHERE o.name = 'Acme' AND l.effective_until IS NULL), '2 2', 'both keep their credit');
SELECT is((SELECT count(DISTINCT k.created_by_user_id) FROM api_keys k JOIN workspaces w ON w.id = k.workspace_id JOIN organizations o ON o.id = w.organization_id
           WHERE o.name = 'Acme'), 2::bigint, 'and each has a key');

-- Names: what is taken is tried again, and what would not be a name is left out.
INSERT INTO users (email, username, auth_provider, provider_user_id) VALUES (E'x\u0007 y@example.com', 'x', 'github', 'x') RETURNING id AS strange \gset
SELECT matches(scrip.create_claim(tap.key(), NULL, :'second', tap.code_text(:'batch2', 8), jsonb_build_object('user', :'strange')) #>> '{organization,name}',
               '^xy-[a-z]{4}$', 'a strange e-mail makes no strange name');
SELECT is(length(tap.take(:'second', tap.code_text(:'batch2', 9), repeat('y', 240) || '@example.com') #>> '{organization,name}'), 245, 'a long one fits');
-- The NEAR account
INSERT INTO users (email, username, auth_provider, provider_user_id) VALUES ('near@example.com', 'n', 'near', 'nia.near');
SELECT is(tap.take(:'second', tap.code_text(:'batch2', 10), 'near@example.com') #>> '{claim,account}', 'nia.near', 'is the provider''s, if that is NEAR');
SELECT is(tap.take(:'second', tap.code_text(:'batch2', 11), 'f@example.com', '{"account": "fay.near"}') #>> '{claim,account}', 'fay.near', 'or the one told');
SELECT is((SELECT claimed_by_near_account_id FROM credit_event_codes WHERE id = tap.code_id(:'batch2', 11)), 'fay.near', 'also beside the code');
-- An e-mail in other capitals; a key of nobody's making.
SELECT is(tap.take(:'second', tap.code_text(:'batch2', 12), 'gil@example.com') #>> '{claim,email}', 'gil@example.com', 'an e-mail');
SELECT is(scrip.check_claim(:'second', tap.code_text(:'batch2', 13), '{"email": " GIL@Example.com"}') #>> '{reasons,0,name}', 'user_already_claimed', 'is found in capitals');
SELECT scrip_sandbox.add_user('hal@example.com');
SELECT is(scrip.create_claim(tap.key(), NULL, :'second', tap.code_text(:'batch2', 13), '{"email": "hal@example.com"}') -> 'api_key', 'null', 'no key where the caller made none');

-- A code of several uses: each person once, until they are used up.
SELECT is(tap.take(:'event', tap.code_text(:'poster', 1), e) ->> 'ok', 'true', 'use by ' || e) FROM unnest(ARRAY['p1@example.com', 'p2@example.com']) e;
SELECT is(tap.take(:'event', tap.code_text(:'poster', 1), 'p1@example.com') ->> 'name', 'user_already_claimed', 'not twice');
SELECT is(scrip.code(tap.code_id(:'poster', 1)::text) @> '{"state": "available", "uses": 2, "max_uses": 3}', true, 'two uses of three');
SELECT is((SELECT concat_ws(' ', is_claimed, claimed_by_user_id, claimed_at) FROM credit_event_codes WHERE id = tap.code_id(:'poster', 1)), 't', 'held against the backend');
SELECT is(tap.take(:'event', tap.code_text(:'poster', 1), 'p3@example.com') ->> 'ok', 'true', 'the last use');
SELECT is(scrip.code(tap.code_id(:'poster', 1)::text) ->> 'state', 'claimed', 'then it is claimed');
SELECT is(tap.take(:'event', tap.code_text(:'poster', 1), 'p4@example.com') ->> 'name', 'code_already_claimed', 'and no longer good');
SELECT is(scrip.event(:'event') -> 'codes', '{"total": 21, "claimed": 2, "disabled": 0, "reissued": 0, "available": 19}', 'counted as one code');

-- A code that the backend made by itself.
INSERT INTO credit_event_codes (credit_event_id, code) VALUES (:'event', 'THEIRS-1');
SELECT is(tap.take(:'event', 'theirs-1', 'q@example.com') ->> 'ok', 'true', 'a code that Scrip did not make');
SELECT is(tap.take(:'event', 'THEIRS-1', 'r@example.com') ->> 'name', 'code_already_claimed', 'once');
SELECT is(scrip.event(:'event') #> '{codes,claimed}', '2', 'is none of those that are counted');
SELECT is((SELECT string_agg(c, ', ') FROM jsonb_array_elements_text(scrip.doctor_checks()) c WHERE scrip.doctor(c) @> '{"ok": false, "severity": "error"}'), NULL, 'nothing for the doctor');

-- By whom
SELECT is(tap.outcome(format('scrip.create_claim(tap.key(), NULL, %L, %L, ''{"email": "s@example.com"}'')', :'event', tap.code_text(:'batch', 15)), l), w, l)
FROM (VALUES ('t_support', 'not_found email'), ('t_admin', 'not_found email'), ('t_staff', '42501 permission denied for function create_claim')) t (l, w);
-- The answer is made of what the claim knows; it is what would be read, also beside usage that is due, other grants, what
-- is owed, other currencies and rows that are no credit.
SELECT tap.event('{"name": "Answer"}') AS answers \gset
SELECT tap.batch(:'answers', 3) AS cards \gset
CREATE FUNCTION tap.as_read(p_answer jsonb) RETURNS text LANGUAGE sql AS $$
  SELECT concat_ws(', ', p_answer ->> 'name',
    CASE WHEN p_answer -> 'claim' = scrip.claim((p_answer #>> '{claim,id}')::uuid) THEN 'claim' END,
    CASE WHEN p_answer -> 'grant' = scrip.grant((p_answer #>> '{grant,id}')::uuid) - 'entries' THEN 'grant' END,
    CASE WHEN p_answer -> 'balance' = scrip.balance((p_answer #>> '{organization,id}')::uuid) THEN 'balance' END)
$$;
SELECT scrip_sandbox.add_user('lived@example.com', NULL, 'Lived') #>> '{organizations,0,id}' AS lived \gset
SELECT scrip.create_grant(tap.key(), NULL, :'lived', '{"amount": "3", "currency": "EUR"}', 'r') -> 'ok' AS euros,
       scrip.create_grant(tap.key(), NULL, :'lived', '{"amount": "2", "funding": "invoice", "availability": "on_settlement"}', 'r') -> 'ok' AS sold;
INSERT INTO organization_limits_history (organization_id, spend_limit, credit_type) VALUES (:'lived', -4000000000, 'debt');
SELECT is(tap.as_read(tap.take(:'answers', tap.code_text(:'cards', 1), 'lived@example.com', '{"account": "lived.near"}')), 'claim, grant, balance', 'beside others');
SELECT scrip_sandbox.add_user('owing@example.com', NULL, 'Owing') #>> '{organizations,0,id}' AS owing \gset
SELECT scrip_sandbox.spend(:'owing', '7');
SELECT is(tap.as_read(tap.take(:'answers', tap.code_text(:'cards', 2), 'owing@example.com')), 'claim, grant, balance', 'of one that owed');
SELECT is(scrip.balance(:'owing') #>> '{currencies,0,live}', '18.00', 'and no longer does');
SELECT tap.books_are_sound();
\ir ../lib/end.psql
