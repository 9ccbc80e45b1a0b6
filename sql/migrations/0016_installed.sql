-- SPDX-License-Identifier: GPL-3.0-or-later
-- Whose turn it is to do maintenance: whoever holds the row. A lock that any login of the server could take by its number
-- would let any login stop it.
SET LOCAL ROLE scrip_owner;

CREATE TABLE scrip.turn (
  one boolean PRIMARY KEY DEFAULT true CHECK (one)
);
INSERT INTO scrip.turn DEFAULT VALUES;

RESET ROLE;
