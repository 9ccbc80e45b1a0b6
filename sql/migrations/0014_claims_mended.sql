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
