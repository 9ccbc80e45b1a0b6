-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is told of codes is written down first, in a transaction that has ended by then: see 36_code_lookup.sql and
-- 37_reveal.sql.
SET LOCAL ROLE scrip_owner;

-- Which codes a login may be shown in plain, for a few minutes. Not in the vault, which keeps what it has: what says for
-- ever who saw which is the audit row of the same transaction.
CREATE TABLE scrip.reveal_ticket (
  id uuid PRIMARY KEY,
  login text NOT NULL,
  at timestamptz NOT NULL,
  xid xid8 NOT NULL,
  code_ids uuid[] NOT NULL
);

-- What a look-up was begun for, never as text, and in which transaction; the code that the text led to. All are null for
-- rows from before, and for those that count what needs no look-up of its own.
ALTER TABLE scrip.lookup
  ADD COLUMN xid xid8,
  ADD COLUMN fingerprint text,
  ADD COLUMN code_id uuid;
CREATE INDEX lookup_code ON scrip.lookup (code_id, login) WHERE code_id IS NOT NULL;

RESET ROLE;
