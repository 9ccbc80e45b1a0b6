-- SPDX-License-Identifier: GPL-3.0-or-later
-- What lists of claims and grants are sorted and narrowed by, so that each page is read from an index.
SET LOCAL ROLE scrip_owner;

-- Few claims are released.
CREATE INDEX claim_detail_released ON scrip.claim_detail (claimed_at, claim_id) WHERE released_at IS NOT NULL;

-- What never expires does so last.
CREATE INDEX grant_expires ON scrip.grant (coalesce(expires_at, 'infinity'), id);

-- An event may have a million grants, which are listed by age.
DROP INDEX scrip.grant_event;
CREATE INDEX grant_event ON scrip.grant (event_id, created_at, id) WHERE event_id IS NOT NULL;

RESET ROLE;
