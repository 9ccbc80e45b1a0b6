-- SPDX-License-Identifier: GPL-3.0-or-later
-- Uninstalling leaves the billing tables as they were met, with the rows that were written.
\ir ../lib/begin.psql
SELECT plan(5);
SELECT tap.batch(tap.event(), 3);
DROP OWNED BY t_admin, t_admin2, t_staff, t_support, t_auditor, t_nobody;
DROP ROLE t_admin, t_admin2, t_staff, t_support, t_auditor, t_nobody;
\ir ../../../sql/remove.sql

SELECT is_empty($$ SELECT nspname FROM pg_namespace WHERE nspname LIKE 'scrip%' $$, 'no schema');
SELECT is_empty($$ SELECT c.relname, a.grantee FROM pg_class c, aclexplode(c.relacl) a
                   WHERE c.relnamespace = 'public'::regnamespace AND a.grantee <> c.relowner $$, 'no right');
SELECT is_empty($$ SELECT d.oid FROM pg_default_acl d $$, 'no default right');
SELECT is((SELECT count(*) FROM pg_roles WHERE rolname LIKE 'scrip%' AND oid NOT IN (SELECT refobjid FROM pg_shdepend)), 0::bigint,
          'no role but those that another database of the server uses');
SELECT is((SELECT count(*) FROM credit_event_codes), 3::bigint, 'the codes stay');
\ir ../lib/end.psql
