-- SPDX-License-Identifier: GPL-3.0-or-later
-- Each refusal of a claim, their order, and what a refusal leaves behind: a line in the log and nothing else.
\ir ../lib/begin.psql
SELECT no_plan();

SELECT tap.event('{"name": "Full", "max_claims": 1, "max_per_organization": 1, "max_per_domain": 1}') AS event \gset
SELECT tap.batch(:'event', 10) AS batch \gset
SELECT scrip_sandbox.add_user('ana@acme.com', NULL, 'Acme') ->> 'id' AS ana \gset
SELECT scrip_sandbox.add_user('bo@acme.com', NULL, 'Acme') ->> 'id' AS bo \gset

-- Breaks something, tries a claim by bo with the third code, mends it by rolling back: the refusal, and what the check says.
CREATE FUNCTION tap.refused(p_event uuid, p_code text, p_break text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_claimant jsonb := '{"email": "bo@acme.com"}';
  v_answer jsonb;
  v_check jsonb;
BEGIN
  EXECUTE p_break;
  v_check := scrip.check_claim(p_event, p_code, v_claimant);
  v_answer := scrip.create_claim('refused', NULL, p_event, p_code, v_claimant, tap.api_key());
  RAISE SQLSTATE 'UNDO0';
EXCEPTION WHEN SQLSTATE 'UNDO0' THEN
  RETURN concat_ws(' ', coalesce(v_answer ->> 'name', 'ok'), v_answer ->> 'field') || ': '
         || coalesce((SELECT string_agg(r ->> 'name', ' ') FROM jsonb_array_elements(v_check -> 'reasons') r), '')
         || CASE WHEN (v_check ->> 'claimable')::boolean THEN 'claimable' ELSE '' END;
END
$$;
CREATE FUNCTION tap.quoted(p_statement text, p_event text, p_code text) RETURNS text LANGUAGE sql AS $$
  SELECT replace(replace(p_statement, ':event', quote_literal(p_event)), ':code', quote_literal(p_code))
$$;
SELECT is(tap.refused(:'event', tap.code_text(:'batch', 3), tap.quoted(t.broken, :'event', tap.code_id(:'batch', 3)::text)), t.outcome, t.broken)
FROM (VALUES
  ('', 'ok: claimable'),
  ('SELECT scrip.reissue_code(tap.key(), NULL, :code, ''r'')', 'code_reissued code: code_reissued'),
  ('SELECT scrip.disable_code(tap.key(), NULL, :code, ''r'')', 'code_disabled code: code_disabled'),
  ('SELECT scrip.archive_event(tap.key(), NULL, :event, ''r'')', 'event_archived event: event_archived'),
  ('UPDATE scrip.event_detail SET awaiting_since = now(), awaiting_by = ''{x}''; UPDATE credit_events SET is_active = false', 'awaiting_approval event: awaiting_approval'),
  ('SELECT scrip.pause_event(tap.key(), NULL, :event, ''r'')', 'event_inactive event: event_inactive'),
  ('UPDATE credit_events SET starts_at = now() + interval ''1 day''', 'claim_not_started event: claim_not_started'),
  ('UPDATE credit_events SET claim_deadline = now() - interval ''1 second''', 'claim_deadline_passed event: claim_deadline_passed'),
  ('UPDATE credit_events SET credit_expires_at = now() - interval ''1 second''', 'claim_deadline_passed event: claim_deadline_passed'),
  ('UPDATE credit_events SET currency = ''EUR''', 'currency_not_metered event: currency_not_metered'),
  ('CREATE TABLE public.organization_credit_consumption (id uuid)', 'billing_version_unsupported: billing_version_unsupported'),
  ('UPDATE users SET is_active = false WHERE email = ''bo@acme.com''', 'user_inactive user: user_inactive'),
  ('SELECT tap.backend_claim(:code, ''cy@else.com'')', 'code_already_claimed code: code_already_claimed max_claims_reached'),
  ('UPDATE credit_event_codes SET is_claimed = true WHERE id = :code', 'code_already_claimed code: code_already_claimed'),
  ('UPDATE credit_events SET max_claims = NULL; UPDATE scrip.event_detail SET max_per_domain = NULL; SELECT tap.take(:event, tap.code_text((SELECT batch_id FROM scrip.code WHERE id = :code), 1), ''ana@acme.com'')',
   'organization_limit_reached organization: organization_limit_reached'),
  ('UPDATE credit_events SET max_claims = NULL; SELECT tap.take(:event, tap.code_text((SELECT batch_id FROM scrip.code WHERE id = :code), 1), ''new@ACME.com'')',
   'domain_limit_reached user: domain_limit_reached'),
  ('SELECT tap.take(:event, tap.code_text((SELECT batch_id FROM scrip.code WHERE id = :code), 1), ''new@else.com'')', 'max_claims_reached event: max_claims_reached'),
  ('UPDATE credit_events SET max_claims = NULL; SELECT tap.take(:event, tap.code_text((SELECT batch_id FROM scrip.code WHERE id = :code), 1), ''bo@acme.com'')',
   'user_already_claimed user: user_already_claimed organization_limit_reached domain_limit_reached'),
  -- Everything at once is told in order.
  ('SELECT tap.take(:event, tap.code_text((SELECT batch_id FROM scrip.code WHERE id = :code), 1), ''bo@acme.com'');
    SELECT scrip.disable_code(tap.key(), NULL, :code, ''r''); SELECT scrip.archive_event(tap.key(), NULL, :event, ''r'');
    UPDATE scrip.event_detail SET awaiting_since = now(); UPDATE users SET is_active = false;
    UPDATE credit_events SET starts_at = now() + interval ''1 day'', claim_deadline = now() - interval ''1 day'', currency = ''EUR'';
    CREATE TABLE public.organization_credit_consumption (id uuid)',
   'code_disabled code: code_disabled event_archived awaiting_approval claim_not_started claim_deadline_passed currency_not_metered billing_version_unsupported user_inactive user_already_claimed organization_limit_reached domain_limit_reached max_claims_reached'))
  t (broken, outcome);
-- A domain is one however it is written.
SELECT is(scrip.domain_of(e), 'acme.com', e) FROM unnest(ARRAY['a@acme.com', 'a@ACME.com.', 'a@acme.com ', E'a@acme.com. \t\n', '"x@y"@acme.com', 'a@ acme.com']) e;
SELECT is(tap.refused(:'event', tap.code_text(:'batch', 3), tap.quoted(format('UPDATE users SET email = %L WHERE email = ''ana@acme.com''; UPDATE credit_events SET max_claims = NULL; UPDATE scrip.event_detail SET max_per_organization = NULL;
  SELECT scrip.create_claim(tap.key(), NULL, :event, tap.code_text((SELECT batch_id FROM scrip.code WHERE id = :code), 1), jsonb_build_object(''user'', %L))', e, :'ana'), :'event', tap.code_id(:'batch', 3)::text)),
  'domain_limit_reached user: domain_limit_reached', 'after a claim by ' || e) FROM unnest(ARRAY['ana@acme.com.', 'ana@acme.com ']) e;
SELECT is(tap.refused(:'event', 'NEAR-AAAA-BBBB-CCCC-DDDD', ''), 'code_not_found code: code_not_found', 'no such code');
SELECT is(tap.refused(:'event', tap.code_text(tap.batch(tap.event(), 1), 1), ''), 'code_not_found code: code_not_found', 'one of another event is none');

-- Awaiting approval, codes are held against the backend; that is no claim of theirs.
SELECT scrip.set_setting(tap.key(), NULL, 'approval_threshold', '100');
SELECT tap.event('{"max_claims": 100}') AS waiting \gset
SELECT tap.batch(:'waiting', 1) AS waiting_batch \gset
SELECT is(tap.refused(:'waiting', tap.code_text(:'waiting_batch', 1), ''), 'awaiting_approval event: awaiting_approval', 'a held code of an event that waits');
SELECT scrip.set_setting(tap.key(), NULL, 'approval_threshold', NULL);

-- What is asked for wrongly.
SELECT is(tap.outcome(format('scrip.create_claim(tap.key(), NULL, %L, %L, %L, %L)', t.event, tap.code_text(:'batch', 3), t.claimant, t.key)), t.outcome, t.outcome || ': ' || t.claimant)
FROM (VALUES (gen_random_uuid()::text, '{"email": "bo@acme.com"}', NULL, 'not_found event'),
             (:'event', '{"email": "nobody@acme.com"}', NULL, 'not_found email'), (:'event', '{"user": "0"}', NULL, 'not_found user'),
             (:'event', '{}', NULL, 'invalid_body user'), (:'event', '{"user": "x", "email": "y"}', NULL, 'invalid_body user'),
             (:'event', '{"email": 5}', NULL, 'invalid_body email'), (:'event', '{"name": "bo"}', NULL, 'invalid_body name'),
             (:'event', '{"email": "bo@acme.com", "organization": "x"}', NULL, 'not_found organization'),
             (:'event', E'{"email": "bo@acme.com", "account": "a\\nb"}', NULL, 'invalid_name account'),
             (:'event', '{"email": "bo@acme.com"}', '{"hash": "x", "prefix": "sk-1234567"}', 'invalid_body api_key'),
             (:'event', '{"email": "bo@acme.com"}', jsonb_build_object('hash', repeat('A', 64), 'prefix', 'sk-1234567')::text, 'invalid_body api_key'),
             (:'event', '{"email": "bo@acme.com"}', jsonb_build_object('hash', repeat('a', 64), 'prefix', 'sk-12345678')::text, 'invalid_body api_key'),
             (:'event', '{"email": "bo@acme.com"}', jsonb_build_object('hash', repeat('a', 64), 'prefix', 'sk-1234567', 'secret', 's')::text, 'invalid_body secret'))
  t (event, claimant, key, outcome);
SELECT is(tap.outcome(format('scrip.create_claim(tap.key(), NULL, %L, %L, ''{"email": "bo@acme.com"}'')', :'event', c)), 'invalid_code code', 'no code: ' || left(coalesce(c, 'null'), 20))
FROM unnest(ARRAY[NULL, '', repeat('x', 200000), E'NE\u0410R']) c;
SELECT is(scrip.check_claim(:'event', tap.code_text(:'batch', 3), c::jsonb) #>> '{reasons,0,name}', 'not_found', 'the check tells the same of ' || c)
FROM unnest(ARRAY['{"email": "nobody@acme.com"}', '{"email": "bo@acme.com", "organization": "x"}']) c;
SELECT is(tap.outcome(format('scrip.check_claim(%L, ''X'', ''{"email": "bo@acme.com"}'')', gen_random_uuid())), 'not_found event', 'no event to check against');

-- What a refusal leaves.
SELECT max(id) AS attempts FROM scrip.attempt \gset
SELECT scrip.pause_event(tap.key(), NULL, :'event', 'r');
CREATE TABLE tap.before AS SELECT 'k' AS what, count(*) AS n FROM scrip_vault.idem_key UNION ALL SELECT 'o', count(*) FROM organizations
  UNION ALL SELECT 'a', count(*) FROM scrip_vault.audit UNION ALL SELECT 'l', count(*) FROM organization_limits_history;
SELECT scrip_sandbox.add_user('free@else.com') ->> 'id' AS free \gset
SELECT is(scrip.create_claim('again', 'me', :'event', lower(tap.code_text(:'batch', 3)), '{"email": "free@else.com"}') ->> 'name', 'event_inactive', 'a refusal');
SELECT is_empty('SELECT * FROM tap.before EXCEPT (SELECT ''k'', count(*) FROM scrip_vault.idem_key UNION ALL SELECT ''o'', count(*) FROM organizations
  UNION ALL SELECT ''a'', count(*) FROM scrip_vault.audit UNION ALL SELECT ''l'', count(*) FROM organization_limits_history)', 'undoes its work');
SELECT is((SELECT (count(*) OVER (), outcome, event_id, user_id, code_id, claimed_as, email IS NULL)::text FROM scrip.attempt WHERE id > :attempts),
          format('(1,event_inactive,%s,%s,%s,me,t)', :'event', :'free', tap.code_id(:'batch', 3)), 'and is in the log');
SELECT scrip.resume_event(tap.key(), NULL, :'event', 'r');
SELECT is(scrip.create_claim('again', 'me', :'event', tap.code_text(:'batch', 3), '{"email": "free@else.com"}') ->> 'replayed', 'false', 'its key is free');
-- What was refused at the last moment, by the counter, is told like what was seen before.
SELECT is((SELECT claim_count FROM credit_events WHERE id = :'event'), 1, 'counted once');

-- Misses: nobody's code, nobody's e-mail, and the same print for each spelling.
SELECT scrip.create_claim(tap.key(), NULL, :'event', c, '{"email": "no@else.com"}') FROM unnest(ARRAY['NEAR-ZZZZ-ZZZZ-ZZZZ-ZZZZ', 'near zzzz zzzz zzzz zzzz', 'NEAR-ZZZZ-ZZZZ-ZZZZ-ZZZY']) c;
SELECT is((SELECT string_agg(concat_ws(' ', a ->> 'email', a ->> 'outcome'), ', ') FROM jsonb_array_elements(scrip.attempts('{}', NULL, 3) -> 'items') a),
          'no@else.com not_found, no@else.com not_found, no@else.com not_found', 'an e-mail without a user is kept');
SELECT is((SELECT string_agg(n::text, ' ' ORDER BY n) FROM (SELECT count(*) AS n FROM (SELECT fingerprint FROM scrip.attempt ORDER BY id DESC LIMIT 3) a GROUP BY fingerprint) x), '1 2', 'and prints tell codes apart');
SELECT isnt((SELECT fingerprint FROM scrip.attempt ORDER BY id DESC LIMIT 1), left(encode(sha256('NEARZZZZZZZZZZZZZZZY'), 'hex'), 16), 'but nobody can make them');
-- Wrong questions are no attempts.
SELECT count(*) AS attempts FROM scrip.attempt \gset
SELECT scrip.create_claim('again', NULL, :'event', tap.code_text(:'batch', 4), '{"email": "free@else.com"}'), scrip.create_claim('', NULL, :'event', 'X', '{"email": "free@else.com"}'),
       scrip.create_claim(tap.key(), NULL, :'event', 'X', '{}');
SELECT is((SELECT count(*) FROM scrip.attempt), :attempts::bigint, 'a conflict of keys, no key and no claimant are not logged');

-- Production
SELECT scrip.set_setting(tap.key(), NULL, 'environment', 'production');
SELECT is(tap.outcome(format('scrip.create_claim(tap.key(), NULL, %L, ''X'', ''{"email": "bo@acme.com"}'')', :'event')), 'read_only', 'locked');
SELECT is((SELECT count(*) FROM scrip.attempt), :attempts::bigint, 'and nothing is written then');
\ir ../lib/end.psql
