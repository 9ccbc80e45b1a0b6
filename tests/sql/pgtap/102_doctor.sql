-- SPDX-License-Identifier: GPL-3.0-or-later
-- Each check is healthy on a healthy database, and finds what is broken in front of it.
\ir ../lib/begin.psql
SELECT no_plan();

SELECT tap.event() AS event \gset
SELECT tap.batch(:'event', 10) AS batch \gset
SELECT tap.batch(:'event', 1, '{"max_uses": 5}') AS poster \gset
SELECT tap.backend_claim(tap.code_id(:'batch', 1), 'ana@example.com');
SELECT scrip.disable_codes(tap.key(), NULL, :'batch', 2, 3, 'r');
SELECT tap.code_id(:'batch', 5) AS code \gset
SELECT scrip.maintain(scrip.maintain() ->> 'next'); -- claims are booked in a step of their own
ANALYZE scrip.code, credit_event_codes;

SELECT is(scrip.doctor(c, quick) - '{checked,severity}'::text[],
          jsonb_build_object('name', c, 'ok', true, 'violations', '[]'::jsonb, 'detail', ''), concat_ws(' ', c, CASE WHEN quick THEN 'quick' END))
FROM jsonb_array_elements_text(scrip.doctor_checks()) c, unnest(ARRAY[false, true]) quick;
SELECT is((SELECT string_agg(c, ' ') FROM jsonb_array_elements_text(scrip.doctor_checks()) c WHERE scrip.doctor(c) ->> 'severity' = 'warn'),
          'members event_state claim_limits overdue foreign_rows taken_back orphans unsealed maintenance shared_logins logging', 'all but these are errors');
SELECT is(scrip.doctor('code_state') -> 'checked', '11', 'it says how much it looked at');
SELECT is(tap.outcome('scrip.doctor(''x'')'), 'not_found check', 'no such check');

-- Breaks something, asks a check, mends it by rolling back.
CREATE FUNCTION tap.found(p_check text, p_break text, p_quick boolean DEFAULT false) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_finding jsonb;
BEGIN
  EXECUTE p_break;
  v_finding := scrip.doctor(p_check, p_quick);
  RAISE SQLSTATE 'UNDO0';
EXCEPTION WHEN SQLSTATE 'UNDO0' THEN
  RETURN CASE WHEN v_finding -> 'ok' = 'true' THEN 'ok'
              ELSE (SELECT string_agg(v, ', ') FROM jsonb_array_elements_text(v_finding -> 'violations') v) END;
END
$$;
SELECT is(tap.found(t.check_name, t.broken), t.violation, t.check_name || ': ' || left(t.broken, 70))
FROM (VALUES
  ('claim_count', 'UPDATE credit_events SET claim_count = 5', :'event'),
  ('claim_count', 'DELETE FROM credit_claims', :'event'),
  ('code_state', 'UPDATE credit_event_codes SET is_claimed = false WHERE id = ' || quote_literal(tap.code_id(:'batch', 2)), tap.code_id(:'batch', 2)::text),
  ('code_state', 'UPDATE credit_event_codes SET is_claimed = true WHERE id = ' || quote_literal(:'code'), :'code'),
  ('code_state', 'UPDATE credit_event_codes SET code = ''NEAR-OTHER'' WHERE id = ' || quote_literal(:'code'), :'code'),
  ('code_state', 'DELETE FROM credit_event_codes WHERE id = ' || quote_literal(:'code'), :'code'),
  ('code_state', 'UPDATE credit_event_codes SET is_claimed = false WHERE id = ' || quote_literal(tap.code_id(:'poster', 1)), tap.code_id(:'poster', 1)::text),
  ('code_state', 'UPDATE scrip.code SET state = ''claimed'' WHERE id = ' || quote_literal(:'code'), :'code' || ', ' || :'batch'),
  ('code_state', 'UPDATE scrip.batch SET disabled = 1 WHERE number = 1', :'batch'),
  ('code_state', 'UPDATE scrip.batch_chunk SET minted = 9 WHERE minted = 10', :'batch'),
  ('idempotency', 'INSERT INTO scrip_vault.idem_key VALUES (''me'', ''k'', ''o'', '''', now())', 'me:k'),
  ('idempotency', 'INSERT INTO scrip_vault.idem_result VALUES (''me'', ''k'', ''{}'', ''{}'', now())', 'me:k'),
  ('audit_rows', 'INSERT INTO scrip_vault.audit SELECT 99999, at, xid, login, claimed_as, action, object_kind, object_id, reason, before, after, request_id, row_hash FROM scrip_vault.audit LIMIT 1', '99999'),
  ('functions', 'CREATE OR REPLACE FUNCTION scrip.schema_version() RETURNS integer LANGUAGE sql STABLE AS ''SELECT 99''', 'scrip.schema_version()'),
  ('functions', 'ALTER FUNCTION scrip.hello() SET search_path = public', 'scrip.hello()'),
  ('functions', 'ALTER FUNCTION scrip.hello() SECURITY INVOKER', 'scrip.hello()'),
  ('functions', 'GRANT EXECUTE ON FUNCTION scrip.refuse TO PUBLIC', 'scrip.refuse(text,text,text,jsonb)'),
  ('functions', 'CREATE FUNCTION scrip.mine() RETURNS int LANGUAGE sql AS ''SELECT 1''', 'scrip.mine()'),
  ('functions', 'DROP FUNCTION scrip.lock(text, text)', 'scrip.lock(text,text)'),
  ('rights', 'GRANT SELECT ON scrip.code TO scrip_support', 'scrip_support may use scrip.code directly'),
  ('rights', 'GRANT DELETE ON scrip_vault.audit TO scrip_owner', 'scrip_owner may change scrip_vault.audit'),
  ('rights', 'ALTER TABLE scrip_vault.audit DISABLE TRIGGER deny_change', 'scrip_vault.audit is not guarded against changes'),
  ('rights', 'ALTER TABLE scrip_vault.audit ENABLE TRIGGER deny_change', 'scrip_vault.audit is not guarded against changes'),
  ('rights', 'ALTER ROLE scrip_owner LOGIN CREATEROLE', 'scrip_owner may log in or make roles'),
  ('rights', 'ALTER TABLE scrip_vault.audit OWNER TO scrip_owner', 'scrip_owner may change scrip_vault.audit, scrip_vault.audit belongs to another role'),
  ('rights', 'ALTER SCHEMA scrip_vault OWNER TO scrip_owner', 'schema scrip_vault belongs to another role'),
  ('rights', 'REVOKE UPDATE ON credit_events FROM scrip_owner', 'scrip_owner lacks UPDATE on credit_events'),
  ('rights', 'GRANT CREATE ON SCHEMA public TO PUBLIC', 'PUBLIC may create objects in schema public'),
  ('rights', 'REVOKE scrip_staff FROM scrip_owner', 'scrip_owner cannot hand out scrip_staff'),
  ('schema', 'DROP TABLE scrip.lookup', 'scrip.lookup'),
  ('schema', 'ALTER TABLE users RENAME TO people', 'users'),
  ('schema', 'ALTER TABLE users DROP COLUMN email', 'users.email'),
  ('schema', 'ALTER TABLE credit_events ALTER COLUMN credit_amount TYPE numeric', 'credit_events.credit_amount'),
  ('functions', 'CREATE OR REPLACE FUNCTION scrip_vault.deny() RETURNS trigger LANGUAGE plpgsql AS ''BEGIN RETURN coalesce(NEW, OLD); END''', 'scrip_vault.deny()'),
  ('functions', 'CREATE FUNCTION scrip_vault.mine() RETURNS int LANGUAGE sql AS ''SELECT 1''', 'scrip_vault.mine()'),
  ('functions', 'GRANT EXECUTE ON FUNCTION scrip.claw_back TO scrip_support', 'scrip.claw_back(text,text,uuid,text,text)'),
  ('functions', 'REVOKE EXECUTE ON FUNCTION scrip.maintain FROM scrip_admin', 'scrip.maintain(text)'),
  ('functions', 'CREATE FUNCTION tap.less(bigint, bigint) RETURNS bigint LANGUAGE sql AS ''SELECT 0::bigint''; CREATE OR REPLACE AGGREGATE scrip.total(bigint) (SFUNC = tap.less, STYPE = bigint, PARALLEL = SAFE)', 'scrip.total(bigint)'),
  ('schema', 'DROP INDEX scrip.code_norm', 'scrip.code'),
  ('schema', 'UPDATE pg_index SET indisvalid = false WHERE indexrelid = ''scrip.code_norm''::regclass', 'scrip.code'),
  ('schema', 'ALTER TABLE scrip.grant DROP CONSTRAINT grant_check; ALTER TABLE scrip_vault.entry DROP CONSTRAINT entry_transfer', 'scrip.grant, scrip_vault.entry'),
  ('schema', 'ALTER TABLE scrip_vault.idem_key DROP CONSTRAINT idem_key_pkey', 'scrip_vault.idem_key'),
  ('schema', 'ALTER TABLE scrip.event_detail DROP COLUMN approved_exposure', 'scrip.event_detail'),
  ('schema', 'ALTER TABLE scrip_vault.audit ALTER COLUMN row_hash DROP NOT NULL', 'scrip_vault.audit'),
  ('schema', 'ALTER TABLE scrip.unlock ALTER COLUMN id SET GENERATED BY DEFAULT', 'scrip.unlock'),
  ('schema', 'ALTER TABLE scrip_vault.entry ALTER COLUMN xid SET DEFAULT ''1''', 'scrip_vault.entry'),
  ('schema', 'CREATE TRIGGER theirs BEFORE UPDATE ON scrip.grant FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()', 'scrip.grant'),
  ('schema', 'ALTER TABLE scrip.print DISABLE TRIGGER ALL', 'scrip.print'),
  ('schema', 'CREATE RULE theirs AS ON INSERT TO scrip.lookup DO INSTEAD NOTHING', 'scrip.lookup'),
  ('schema', 'CREATE TABLE scrip.theirs (x int)', 'scrip.theirs'),
  ('schema', 'CREATE OR REPLACE VIEW scrip.audit AS SELECT * FROM scrip_vault.audit WHERE login <> ''mallory''', 'scrip.audit'),
  ('schema', 'DROP VIEW scrip.audit', 'scrip.audit'),
  ('schema', 'DROP TABLE scrip.table_form', 'scrip.table_form'),
  ('schema', 'DELETE FROM scrip.migration WHERE number = 12', 'rows of scrip.migration'),
  ('schema', 'INSERT INTO scrip.migration (number, name, checksum) VALUES (0, ''functions'', ''x'') ON CONFLICT (number) DO UPDATE SET checksum = ''x''', 'ok'),
  ('schema', 'CREATE INDEX "code_norm_ccnew1" ON scrip.code (norm)', 'ok'),
  ('rights', 'GRANT ALL ON scrip.grant TO t_nobody', 't_nobody may use scrip.grant directly'),
  ('rights', 'GRANT USAGE ON SCHEMA scrip_vault TO t_nobody', 't_nobody may use schema scrip_vault directly'),
  ('rights', 'GRANT CREATE ON SCHEMA scrip TO scrip_admin', 'scrip_admin may use schema scrip directly'),
  ('rights', 'GRANT SELECT ON scrip.secret TO PUBLIC', 'PUBLIC may use scrip.secret directly'),
  ('rights', 'GRANT SELECT (id, norm) ON scrip.code TO scrip_support', 'scrip_support may use scrip.code directly'),
  ('rights', 'GRANT DELETE ON scrip.audit TO scrip_auditor', 'scrip_auditor may use scrip.audit directly'),
  ('rights', 'GRANT UPDATE ON SEQUENCE scrip_vault.audit_id TO t_nobody', 't_nobody may use scrip_vault.audit_id directly'),
  ('rights', 'GRANT UPDATE (reason) ON scrip_vault.entry TO scrip_owner', 'scrip_owner may change scrip_vault.entry'),
  ('members', 'GRANT scrip_owner TO t_nobody', 't_nobody is a member of scrip_owner'),
  ('members', 'CREATE ROLE t_team ROLE t_nobody; GRANT scrip_vault TO t_team', 't_nobody is a member of scrip_vault, t_team is a member of scrip_vault'),
  ('members', 'GRANT scrip_vault TO scrip_owner', 'scrip_owner is a member of scrip_vault'),
  ('members', 'GRANT scrip_owner, scrip_vault TO t_nobody; UPDATE scrip.migration SET applied_by = ''t_nobody'' WHERE number = 1', 'ok'),
  ('logging', 'SET LOCAL log_statement = ''all''; SET LOCAL log_parameter_max_length = -1', 'log_parameter_max_length'),
  ('logging', 'SET LOCAL log_statement = ''all''; SET LOCAL log_parameter_max_length = 0', 'ok'),
  ('claim_count', 'ALTER TABLE credit_claims RENAME TO claims', 'credit_claims'),
  ('code_state', 'ALTER TABLE credit_event_codes DROP COLUMN is_claimed CASCADE', 'credit_event_codes.is_claimed'))
  t (check_name, broken, violation);
SELECT is(tap.found('code_state', 'DELETE FROM credit_event_codes WHERE id = ' || quote_literal(:'code'), true), :'code', 'the quick check looks at small tables wholly');
SELECT is(jsonb_array_length((tap.as_login('t_auditor', 'scrip.doctor(''code_state'')')) -> 'violations'), 0, 'an auditor may ask');

-- A claim booked twice is found; one that the backend just made is no fault.
SELECT tap.backend_claim(tap.code_id(:'batch', 9), 'bo@example.com');
SELECT is(scrip.doctor(c) -> 'ok', 'true', c || ' after a claim of the backend') FROM unnest(ARRAY['claim_count', 'code_state']) c;
SELECT alike(scrip.doctor('schema') ->> 'detail', '', 'nothing to say of a healthy schema');
\ir ../lib/end.psql
