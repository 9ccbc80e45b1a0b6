-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the functions that come with it leave otherwise than before.
--
-- Grants of the backend's claims that are over and have no row left, as replace_limit() leaves them now: their chain is
-- free, so that what the backend books under the same name later becomes a grant.
SET LOCAL ROLE scrip_owner;

UPDATE scrip.grant g SET credit_type = NULL
WHERE g.written AND g.limit_id IS NULL AND g.credit_type COLLATE "C" ~ '^event:[0-9a-f-]{36}$';

-- As domain_of() makes them now.
UPDATE scrip.claim_detail d SET domain = btrim(d.domain, E'. \t\r\n') WHERE d.domain <> btrim(d.domain, E'. \t\r\n');

RESET ROLE;

-- The answer of a claim is compressed as it is written, which was a part of its time that one could measure: pglz takes
-- several times as long as lz4. Where the server has that; older answers stay as they are.
SET LOCAL ROLE scrip_vault;

DO $answers$
BEGIN
  IF EXISTS (SELECT FROM pg_settings s WHERE s.name = 'default_toast_compression' AND 'lz4' = ANY (s.enumvals)) THEN
    EXECUTE 'ALTER TABLE scrip_vault.idem_result ALTER COLUMN answer SET COMPRESSION lz4'; -- nothing that PostgreSQL 13 can read
  END IF;
END
$answers$;

RESET ROLE;
