-- SPDX-License-Identifier: GPL-3.0-or-later
-- The transfers that there are, as one array of texts instead of sixteen rows. A server reads the checks of a table out of
-- the catalogue for each statement that writes to it, and those rows were half of all that it read so for a claim. The
-- parts are a word each: three words with a blank between can come about in one way only. All entries are looked at once.
SET LOCAL ROLE scrip_vault;

ALTER TABLE scrip_vault.entry
  DROP CONSTRAINT entry_check,
  ADD CONSTRAINT entry_transfer CHECK (type || ' ' || from_bucket || ' ' || to_bucket = ANY (
    '{funded issuer pending, released pending available, consumed available consumed, consumed forfeited consumed, '
    'expired available forfeited, expired pending forfeited, voided available forfeited, voided pending forfeited, '
    'clawed_back available clawed_back, clawed_back consumed clawed_back, adjusted issuer available, '
    'adjusted available issuer, adjusted consumed issuer, adjusted pending issuer, adjusted consumed available, '
    'adjusted available pending}'::text[]));

RESET ROLE;
