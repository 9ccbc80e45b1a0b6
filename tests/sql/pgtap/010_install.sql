-- SPDX-License-Identifier: GPL-3.0-or-later
-- What migrate leaves: owners, rights, and billing tables on which nothing hangs.
\ir ../lib/begin.psql
SELECT no_plan();

SELECT is((SELECT string_agg(rolname, ',' ORDER BY rolname) FROM pg_roles
           WHERE rolname LIKE 'scrip\_%' AND NOT rolcanlogin AND NOT rolcreaterole AND NOT rolsuper),
          'scrip_admin,scrip_auditor,scrip_owner,scrip_staff,scrip_support,scrip_vault',
          'six roles, none of which can log in or make roles');
SELECT schema_owner_is('scrip', 'scrip_owner');
SELECT schema_owner_is('scrip_vault', 'scrip_vault');
SELECT is_empty($$ SELECT c.oid::regclass FROM pg_class c WHERE c.relnamespace = 'scrip'::regnamespace
                   AND c.relowner <> 'scrip_owner'::regrole $$, 'scrip_owner owns all of schema scrip');
SELECT is_empty($$ SELECT c.oid::regclass FROM pg_class c WHERE c.relnamespace = 'scrip_vault'::regnamespace
                   AND c.relowner <> 'scrip_vault'::regrole $$, 'scrip_vault owns all of schema scrip_vault');
SELECT is_empty($$ SELECT a.grantee::regrole, c.oid::regclass FROM pg_class c, aclexplode(c.relacl) a
                   WHERE c.relnamespace IN ('scrip'::regnamespace, 'scrip_vault'::regnamespace)
                   AND a.grantee NOT IN ('scrip_owner'::regrole, 'scrip_vault'::regrole)
                   AND c.oid <> 'scrip.audit'::regclass $$, 'no group has a direct right on a table');
SELECT is((SELECT string_agg(a.grantee::regrole || ' ' || a.privilege_type, ',' ORDER BY a.grantee::regrole::text)
           FROM pg_class c, aclexplode(c.relacl) a
           WHERE c.oid = 'scrip.audit'::regclass AND a.grantee <> c.relowner),
          'scrip_admin SELECT,scrip_auditor SELECT', 'the view of the audit is for admin and auditor');

-- Functions
SELECT is_empty($$ SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'scrip'::regnamespace
                   AND (p.proacl IS NULL OR EXISTS (SELECT FROM aclexplode(p.proacl) a WHERE a.grantee = 0)) $$,
                'no function may be executed by PUBLIC');
SELECT is_empty($$ SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'scrip'::regnamespace
                   AND p.prosecdef AND p.proconfig IS DISTINCT FROM ARRAY['search_path=pg_catalog, pg_temp'] $$,
                'every definer function has the safe search path');
SELECT is_empty($$ SELECT p.oid::regprocedure, a.grantee::regrole FROM pg_proc p, aclexplode(p.proacl) a
                   WHERE p.pronamespace = 'scrip'::regnamespace AND NOT p.prosecdef
                   AND a.grantee <> 'scrip_owner'::regrole AND p.proname <> 'lock_user' $$,
                'what is not a definer function can be called by its owner alone, but for the one that takes the caller''s rights');
SELECT is_empty($$ SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'scrip'::regnamespace
                   AND p.proowner <> 'scrip_owner'::regrole $$, 'scrip_owner owns every function');
SELECT is_empty($$ SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'scrip_vault'::regnamespace
                   AND p.proname <> 'deny' $$, 'the vault has no function but deny()');
-- Statements put together in a function come from constants, from format() with %I and %s of known values, or from USING.
SELECT is_empty($$ SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'scrip'::regnamespace
                   AND p.prosrc ~ 'EXECUTE [^;]*\|\|\s*p_' $$, 'no statement is glued together with an argument');

-- Billing
SELECT is_empty($$
  SELECT d.classid::regclass, d.objid FROM pg_depend d
  JOIN pg_class b ON b.oid = d.refobjid AND d.refclassid = 'pg_class'::regclass
  WHERE b.relnamespace = 'public'::regnamespace AND b.relkind = 'r'
    AND (d.classid = 'pg_proc'::regclass AND (SELECT pronamespace FROM pg_proc WHERE oid = d.objid)
           IN ('scrip'::regnamespace, 'scrip_vault'::regnamespace)
      OR d.classid = 'pg_rewrite'::regclass
      OR d.classid = 'pg_constraint'::regclass AND (SELECT connamespace FROM pg_constraint WHERE oid = d.objid)
           IN ('scrip'::regnamespace, 'scrip_vault'::regnamespace)) $$,
  'no function, view or constraint depends on a billing table');
SELECT is_empty($$
  SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_type t ON t.oid = ANY (p.proargtypes::oid[] || p.prorettype)
  JOIN pg_class c ON c.oid = t.typrelid WHERE p.pronamespace = 'scrip'::regnamespace
    AND c.relnamespace = 'public'::regnamespace $$, 'no argument or result has the type of a billing table');
SELECT is_empty($$ SELECT g.tgname FROM pg_trigger g JOIN pg_proc p ON p.oid = g.tgfoid
                   WHERE p.pronamespace IN ('scrip'::regnamespace, 'scrip_vault'::regnamespace)
                   AND (SELECT relnamespace FROM pg_class WHERE oid = g.tgrelid) = 'public'::regnamespace $$,
                'no trigger of ours stands on a billing table');
SELECT is((SELECT string_agg(c.relname || ' ' || a.privilege_type, ', ' ORDER BY c.relname, a.privilege_type)
           FROM pg_class c, aclexplode(c.relacl) a
           WHERE c.relnamespace = 'public'::regnamespace AND a.grantee = 'scrip_owner'::regrole),
          'api_keys INSERT, api_keys SELECT, credit_claims INSERT, credit_claims SELECT, credit_event_codes INSERT, '
          'credit_event_codes SELECT, credit_event_codes UPDATE, credit_events INSERT, credit_events SELECT, '
          'credit_events UPDATE, organization_balance INSERT, organization_balance SELECT, '
          'organization_limits_history INSERT, organization_limits_history SELECT, organization_limits_history UPDATE, '
          'organization_members INSERT, organization_members SELECT, organization_service_usage_log SELECT, '
          'organization_usage_log SELECT, organizations INSERT, organizations SELECT, users SELECT, workspaces INSERT, '
          'workspaces SELECT',
          'scrip_owner has these rights on billing tables and no others');
SELECT is((SELECT string_agg(c.relname || '.' || t.attname || ' ' || a.privilege_type, ', ' ORDER BY c.relname, t.attname)
           FROM pg_class c JOIN pg_attribute t ON t.attrelid = c.oid CROSS JOIN aclexplode(t.attacl) a
           WHERE c.relnamespace = 'public'::regnamespace AND a.grantee = 'scrip_owner'::regrole),
          'api_keys.deleted_at UPDATE, api_keys.is_active UPDATE, organizations.updated_at UPDATE, users.last_login_at UPDATE',
          'and these on single columns');
SELECT is((SELECT string_agg(p.proname, ',') FROM pg_proc p WHERE p.pronamespace = 'scrip'::regnamespace
           AND p.proconfig::text LIKE '%public%'), 'insert_places', 'one function alone sees the billing schema');
SELECT is_empty($$ SELECT c.relname FROM pg_class c, aclexplode(c.relacl) a
                   WHERE c.relnamespace = 'public'::regnamespace
                   AND a.grantee IN ('scrip_admin'::regrole, 'scrip_staff'::regrole, 'scrip_support'::regrole,
                                     'scrip_auditor'::regrole, 'scrip_vault'::regrole) $$,
                'nobody else of ours has any');
\ir ../lib/end.psql
