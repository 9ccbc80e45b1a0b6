-- SPDX-License-Identifier: GPL-3.0-or-later
-- Seals: each names a range of audit rows and chains their hashes to all that was sealed before. The rows themselves are
-- never touched.
SET LOCAL ROLE scrip_vault;

-- Transaction numbers mean something on one server only: after a restore elsewhere they start anew. Null for rows older
-- than this column, which belong to the server of seal 0.
ALTER TABLE scrip_vault.audit ADD COLUMN system_identifier bigint;

-- In this order rows are sealed; the change feed asks by xid.
CREATE INDEX audit_sealing ON scrip_vault.audit (xid, id);
DROP INDEX scrip_vault.audit_xid;

-- Covers the rows of a server from from_xid up to, and without, to_xid. Each begins where the one before of that server
-- ended, so every row lies under one seal at most. total counts the rows up to here.
CREATE TABLE scrip_vault.seal (
  id bigint PRIMARY KEY,
  at timestamptz NOT NULL,
  system_identifier bigint NOT NULL,
  from_xid xid8 NOT NULL,
  to_xid xid8 NOT NULL,
  rows bigint NOT NULL CHECK (rows >= 0),
  total bigint NOT NULL CHECK (total >= rows),
  prev_root bytea NOT NULL,
  root bytea NOT NULL,
  CHECK (from_xid <= to_xid)
);
CREATE INDEX seal_system ON scrip_vault.seal (system_identifier, id);

-- Seal 0 covers nothing: the chain begins with it.
INSERT INTO scrip_vault.seal (id, at, system_identifier, from_xid, to_xid, rows, total, prev_root, root)
SELECT 0, clock_timestamp(), c.system_identifier, '0', '0', 0, 0, '', sha256('') FROM pg_control_system() c;

-- As for the tables of 0003.
CREATE TRIGGER deny_change BEFORE UPDATE OR DELETE ON scrip_vault.seal
  FOR EACH ROW EXECUTE FUNCTION scrip_vault.deny();
CREATE TRIGGER deny_truncate BEFORE TRUNCATE ON scrip_vault.seal
  FOR EACH STATEMENT EXECUTE FUNCTION scrip_vault.deny();
ALTER TABLE scrip_vault.seal ENABLE ALWAYS TRIGGER deny_change;
ALTER TABLE scrip_vault.seal ENABLE ALWAYS TRIGGER deny_truncate;
GRANT SELECT, INSERT ON scrip_vault.seal TO scrip_owner;

RESET ROLE;
