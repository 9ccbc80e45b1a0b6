-- SPDX-License-Identifier: GPL-3.0-or-later
-- Claims beside their billing rows, the log of attempts, and what reissuing and releasing change for codes.
SET LOCAL ROLE scrip_owner;

-- One row beside each row of credit_claims that is booked: at once for a claim through Scrip, by maintenance for one that
-- the backend made. What lists sort and limits count by stands here too, because the billing table has no index for it.
CREATE TABLE scrip.claim_detail (
  claim_id uuid PRIMARY KEY,
  event_id uuid NOT NULL,
  code_id uuid NOT NULL,
  grant_id uuid,
  origin text NOT NULL CHECK (origin IN ('scrip', 'backend')),
  domain text COLLATE "C" NOT NULL,
  claimed_at timestamptz NOT NULL,
  login text,
  workspace_id uuid,
  api_key_id uuid,
  released_at timestamptz,
  released_by text,
  release_reason text,
  forfeited bigint,
  slot_returned boolean NOT NULL DEFAULT false,
  code_freed boolean NOT NULL DEFAULT false,
  CHECK (released_at IS NOT NULL OR NOT slot_returned AND NOT code_freed)
);
CREATE INDEX claim_detail_time ON scrip.claim_detail (claimed_at, claim_id);
CREATE INDEX claim_detail_event ON scrip.claim_detail (event_id, claimed_at, claim_id);
CREATE INDEX claim_detail_domain ON scrip.claim_detail (event_id, domain);
CREATE INDEX claim_detail_returned ON scrip.claim_detail (event_id) WHERE slot_returned;
CREATE INDEX claim_detail_code ON scrip.claim_detail (code_id);

-- Every attempt to claim with its outcome. Never a code: code_id when there is such a code, and in any case a print of
-- what was typed, which only this database can make.
CREATE TABLE scrip.attempt (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  login text NOT NULL,
  claimed_as text,
  event_id uuid,
  user_id uuid,
  email text,
  outcome text NOT NULL,
  fingerprint text,
  code_id uuid
);
CREATE INDEX attempt_at ON scrip.attempt (at);
CREATE INDEX attempt_login ON scrip.attempt (login, at);
CREATE INDEX attempt_event ON scrip.attempt (event_id, id);
CREATE INDEX attempt_user ON scrip.attempt (user_id, id);
CREATE INDEX attempt_code ON scrip.attempt (code_id, id) WHERE code_id IS NOT NULL;

-- What prints of codes are made with. Without it a short code could be found out by trying all of them.
CREATE TABLE scrip.secret (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  value bytea NOT NULL
);
INSERT INTO scrip.secret (value) VALUES (uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));

-- A reissued code keeps its place in the batch, which its successor takes: the one that is good stands there as
-- generation 0, dead ones count up from 1. The index is no wider than before, two bytes of it were padding.
ALTER TABLE scrip.code ADD COLUMN generation smallint NOT NULL DEFAULT 0;
DROP INDEX scrip.code_serial;
CREATE UNIQUE INDEX code_serial ON scrip.code (batch_id, serial, generation);

-- count is the number of places, which reissuing does not change; reissued codes come on top. freed and returned count
-- uses given back and slots given back by releases; dead_uses the uses of reissued codes.
ALTER TABLE scrip.batch DROP CONSTRAINT batch_check1;
ALTER TABLE scrip.batch
  ADD COLUMN freed bigint NOT NULL DEFAULT 0,
  ADD COLUMN returned bigint NOT NULL DEFAULT 0,
  ADD COLUMN dead_uses bigint NOT NULL DEFAULT 0,
  ADD CONSTRAINT batch_places CHECK (claimed >= 0 AND disabled >= 0 AND reissued >= 0 AND claimed + disabled <= count),
  ADD CONSTRAINT batch_uses CHECK (uses >= 0 AND freed >= 0 AND returned >= 0 AND dead_uses >= 0);

-- Booked claims of codes that are in no batch of ours, less the slots they gave back.
ALTER TABLE scrip.event_detail ADD COLUMN loose_claims integer NOT NULL DEFAULT 0;

RESET ROLE;
