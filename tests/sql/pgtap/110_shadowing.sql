-- SPDX-License-Identifier: GPL-3.0-or-later
-- A login that may make temporary tables and functions must not get its own run by a definer function.
\ir ../lib/begin.psql
SELECT no_plan();

SELECT tap.event() AS event \gset
SELECT tap.batch(:'event', 3) AS batch \gset
SELECT tap.code_text(:'batch', 1) AS code \gset
GRANT CREATE ON SCHEMA tap TO t_support;
SELECT tap.as_login('t_support', format('scrip.begin_lookup(%L)', t)) FROM unnest(ARRAY[:'code', 'AAAA-BBBB']) t;
SELECT tap.committed();

CREATE FUNCTION tap.attack(p_login text, p_statements text, p_call text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_answer jsonb;
BEGIN
  PERFORM set_config('session_authorization', p_login, true);
  EXECUTE p_statements;
  EXECUTE 'SELECT to_jsonb(x) FROM (SELECT ' || p_call || ') q (x)' INTO v_answer;
  RAISE SQLSTATE 'UNDO0';
EXCEPTION WHEN SQLSTATE 'UNDO0' THEN
  RETURN v_answer;
END
$$;
-- Tables of the names that functions read, as temporary ones that come first wherever they may.
SELECT is(tap.attack('t_support',
  'CREATE TEMP TABLE code (id uuid, norm text); CREATE TEMP TABLE batch (id uuid); CREATE TEMP TABLE setting (name text, value text);
   CREATE TEMP TABLE pg_roles (rolname name); CREATE TEMP TABLE credit_event_codes (id uuid, code text);
   CREATE TEMP TABLE pg_timezone_names (name text); SET LOCAL search_path = pg_temp, scrip, pg_catalog',
  format('scrip.code(%L)', :'code')) ->> 'serial', '1', 'temporary tables are not read');
-- Functions and operators of the names that functions call.
SELECT is(tap.attack('t_support',
  'CREATE FUNCTION pg_temp.pg_has_role(name, text, text) RETURNS boolean LANGUAGE sql AS ''SELECT true'';
   CREATE FUNCTION pg_temp.upper(text) RETURNS text LANGUAGE sql AS ''SELECT ''''HIJACKED'''''';
   SET LOCAL search_path = pg_temp, tap, pg_catalog', format('scrip.code(%L)', lower(:'code'))) ->> 'serial', '1', 'temporary functions are not called');
SELECT is(tap.attack('t_support',
  'CREATE FUNCTION tap.yes(text, text) RETURNS boolean LANGUAGE sql AS ''SELECT true'';
   CREATE OPERATOR tap.= (LEFTARG = text, RIGHTARG = text, FUNCTION = tap.yes);
   SET LOCAL search_path = tap, pg_catalog', 'scrip.code(''AAAA-BBBB'')') ->> 'name', 'code_not_found', 'nor another operator');
SELECT is(tap.attack('t_staff',
  'CREATE FUNCTION pg_temp.pg_has_role(name, text, text) RETURNS boolean LANGUAGE sql AS ''SELECT true'';
   SET LOCAL search_path = pg_temp, pg_catalog', 'scrip.hello()') -> 'roles', '["staff"]', 'roles are those of the login');
-- The backend's trigger, which a claim fires and which uses names that are not qualified, finds the backend's tables.
SELECT scrip_sandbox.add_user('new@example.com');
SELECT is(tap.attack('t_support',
  'CREATE TEMP TABLE organizations (id uuid, name text, is_active boolean, created_at timestamptz, updated_at timestamptz);
   CREATE TEMP TABLE organization_balance (organization_id uuid CHECK (false)); CREATE TEMP TABLE organization_members (organization_id uuid);
   CREATE TEMP TABLE workspaces (id uuid); CREATE TEMP TABLE api_keys (id uuid); CREATE TEMP TABLE credit_claims (id uuid);
   GRANT ALL ON organization_balance TO scrip_owner; SET LOCAL search_path = pg_temp, public, pg_catalog',
  format('scrip.create_claim(''shadow'', NULL, %L, %L, ''{"email": "new@example.com"}'', %L)', :'event', :'code', tap.api_key())) -> 'ok',
  'true', 'temporary tables take nothing of a claim');
-- A temporary table of a vault's name takes no audit row away.
SELECT is(tap.attack('t_admin',
  'CREATE TEMP TABLE audit (id bigint); CREATE TEMP TABLE idem_key (login text); SET LOCAL search_path = pg_temp, scrip_vault',
  format('(SELECT scrip.pause_event(''shadow'', NULL, %L, ''r'') -> ''ok'')', :'event')), 'true', 'writes go through');
-- Settings of the session authorise nothing.
SELECT is(tap.attack('t_staff', 'SELECT set_config(''scrip.on_behalf'', ''postgres'', true), set_config(''role'', ''scrip_staff'', true)',
                     'scrip.hello()') ->> 'login', 't_staff', 'the login is the login');
\ir ../lib/end.psql
