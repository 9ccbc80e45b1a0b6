-- SPDX-License-Identifier: GPL-3.0-or-later
-- Whose turn it is, and what tables should look like.
SET LOCAL ROLE scrip_owner;

-- Whoever holds the row does maintenance. A lock that any login of the server could take by its number would let any login
-- stop it.
CREATE TABLE scrip.turn (
  one boolean PRIMARY KEY DEFAULT true CHECK (one)
);
INSERT INTO scrip.turn DEFAULT VALUES;

-- One row a table or view as the last migrate left it, so that the doctor can tell a changed one.
CREATE TABLE scrip.table_form (
  name text PRIMARY KEY,
  checksum text NOT NULL
);

RESET ROLE;
