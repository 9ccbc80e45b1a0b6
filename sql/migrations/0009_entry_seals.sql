-- SPDX-License-Identifier: GPL-3.0-or-later
-- Ledger entries go under the seals as well. They say which transaction of which server wrote them, which is the order
-- they are sealed in; their hashes are computed when they are sealed and stand in the seal, so writing them costs no more
-- than these columns.
SET LOCAL ROLE scrip_vault;

-- Entries that are there already stand before all transactions of this server, in the order of their ids. Constants, so
-- that no row is written anew.
ALTER TABLE scrip_vault.entry ADD COLUMN xid xid8 NOT NULL DEFAULT '0';
DO $$
BEGIN
  EXECUTE format('ALTER TABLE scrip_vault.entry ADD COLUMN system_identifier bigint NOT NULL DEFAULT %s',
                 (SELECT c.system_identifier FROM pg_control_system() c));
END
$$;
ALTER TABLE scrip_vault.entry
  ALTER COLUMN xid SET DEFAULT pg_current_xact_id(),
  ALTER COLUMN system_identifier SET DEFAULT (pg_control_system()).system_identifier;
CREATE INDEX entry_sealing ON scrip_vault.entry (xid, id);

-- The hashes of the entries under a seal, 32 bytes each, in order of xid and id: those of its server from entries_from up
-- to, and without, to_xid. Null for a seal from before these columns, which covers none; the next one of its server begins
-- where the last that does ended. total counts entries from then on, rows does not. Hashes do not compress.
ALTER TABLE scrip_vault.seal
  ADD COLUMN entries_from xid8,
  ADD COLUMN entry_hashes bytea,
  ADD CHECK ((entries_from IS NULL) = (entry_hashes IS NULL));
ALTER TABLE scrip_vault.seal ALTER COLUMN entry_hashes SET STORAGE EXTERNAL;

RESET ROLE;
