-- SPDX-License-Identifier: GPL-3.0-or-later
-- The vault is append-only for the role that every function runs as, whatever it tries.
\ir ../lib/begin.psql
SELECT plan(20);
SELECT tap.event();

-- Run as scrip_owner; the statement as a function's body, so that an error leaves the transaction alive.
CREATE FUNCTION tap.owner_tries(p_statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  SET LOCAL ROLE scrip_owner;
  EXECUTE p_statement;
  RESET ROLE;
  RETURN 'ok';
EXCEPTION WHEN OTHERS THEN
  RETURN SQLSTATE;
END
$$;
SELECT is(tap.owner_tries(s), '42501', s) FROM unnest(ARRAY[
  'UPDATE scrip_vault.audit SET login = ''somebody''',
  'DELETE FROM scrip_vault.audit',
  'TRUNCATE scrip_vault.audit',
  'UPDATE scrip_vault.seal SET root = ''''',
  'DELETE FROM scrip_vault.seal',
  'UPDATE scrip_vault.idem_key SET key = ''x''',
  'DELETE FROM scrip_vault.idem_result',
  'GRANT UPDATE ON scrip_vault.audit TO scrip_owner; UPDATE scrip_vault.audit SET login = ''x''',
  'ALTER TABLE scrip_vault.audit DISABLE TRIGGER ALL',
  'ALTER TABLE scrip_vault.audit OWNER TO scrip_owner',
  'DROP TABLE scrip_vault.audit',
  'ALTER SCHEMA scrip_vault RENAME TO elsewhere',
  'CREATE OR REPLACE FUNCTION scrip_vault.deny() RETURNS trigger LANGUAGE plpgsql AS ''BEGIN RETURN NEW; END''',
  'CREATE TABLE scrip_vault.mine (x int)',
  'SELECT setval(''scrip_vault.audit_id'', 1)']) s;
SELECT is(tap.owner_tries('SET SESSION session_replication_role = replica'), '42501', 'triggers cannot be sidestepped');

SELECT throws_ok('UPDATE scrip_vault.audit SET login = ''x''', '42501', NULL, 'nor does a superuser change one by mistake');
SET LOCAL session_replication_role = replica;
SELECT throws_ok('DELETE FROM scrip_vault.audit', '42501', NULL, 'not even as a replica would');
SET LOCAL session_replication_role = origin;
SELECT throws_ok(format('TRUNCATE scrip_vault.%I', t), '42501', NULL, 'nor empties ' || t) FROM unnest(ARRAY['idem_key', 'seal']) t;
\ir ../lib/end.psql
