-- SPDX-License-Identifier: GPL-3.0-or-later
-- Grants and their ledger. The transfers stand in the vault and are never changed; what is here can be added up again
-- from them, and the doctor does.
SET LOCAL ROLE scrip_owner;

-- When Scrip met this database. What an organization had spent by then is its opening.
CREATE TABLE scrip.opening (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  at timestamptz NOT NULL
);

-- One row an organization, as its last pass left it. attributed is the part of the backend's total_spent that is booked:
-- on grants, or as overdraft where none covered it.
CREATE TABLE scrip.account (
  organization_id uuid PRIMARY KEY,
  attributed bigint NOT NULL DEFAULT 0,
  overdraft bigint NOT NULL DEFAULT 0 CHECK (overdraft >= 0),
  -- Attributed without a row in a usage log; rows that come late are held against it first.
  unlogged bigint NOT NULL DEFAULT 0 CHECK (unlogged >= 0),
  -- Spent when Scrip met the database; null: nothing, so that all of its usage burns by the times of the logs.
  opening_spent bigint,
  opened_at timestamptz,
  passed_at timestamptz,
  -- Rows of the usage logs up to here are not looked at any more.
  usage_floor timestamptz NOT NULL DEFAULT '-infinity',
  -- When something becomes due by itself: a release, an expiry, the booking of breakage.
  due_at timestamptz
);
CREATE INDEX account_due ON scrip.account (due_at) WHERE due_at IS NOT NULL;

-- Rows of the usage logs that are attributed, as far back as late ones are waited for.
CREATE TABLE scrip.usage_seen (
  organization_id uuid NOT NULL,
  usage_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, usage_id)
);
CREATE INDEX usage_seen_at ON scrip.usage_seen (organization_id, at);

CREATE TABLE scrip.grant (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  name text NOT NULL,
  origin text NOT NULL CHECK (origin IN ('claim', 'admin', 'purchase', 'adopted')),
  event_id uuid,
  claim_id uuid,
  currency text NOT NULL,
  -- In the metering currency: usage burns it, and a limits row stands for it while it counts.
  metered boolean NOT NULL,
  funding text NOT NULL DEFAULT 'none' CHECK (funding IN ('none', 'invoice', 'external')),
  availability text NOT NULL DEFAULT 'on_creation'
    CHECK (availability IN ('on_creation', 'on_authorization', 'on_settlement')),
  payment_status text CHECK (payment_status IN ('pending', 'authorized', 'settled', 'failed')),
  payment_reference text,
  cost_basis bigint CHECK (cost_basis > 0),
  cost_currency text,
  priority integer NOT NULL DEFAULT 10 CHECK (priority BETWEEN 1 AND 1000),
  labels jsonb NOT NULL DEFAULT '{}',
  effective_at timestamptz NOT NULL,
  expires_at timestamptz,
  created_at timestamptz NOT NULL,
  created_by text,
  -- Since when it burns; null while a payment is waited for.
  live_from timestamptz,
  -- As booked: a clock that steps back does not bring an expired grant to life.
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'active', 'expired', 'voided')),
  ended_at timestamptz,
  void_reason text,
  void_outcome jsonb,
  -- Had expired when Scrip met the database: settled only when somebody asks for it.
  before_opening boolean NOT NULL DEFAULT false,
  -- The chain of limits rows that stands for it, its row in force as last seen or written, and who writes it: a chain
  -- that the backend rewrites would undo what we wrote.
  credit_type text,
  limit_id uuid,
  limit_worth bigint,
  limit_expires_at timestamptz,
  limit_source text,
  backend_owned boolean NOT NULL DEFAULT false,
  written boolean NOT NULL DEFAULT false,
  -- The buckets.
  funded bigint NOT NULL DEFAULT 0 CHECK (funded >= 0),
  pending bigint NOT NULL DEFAULT 0 CHECK (pending >= 0),
  available bigint NOT NULL DEFAULT 0 CHECK (available >= 0),
  consumed bigint NOT NULL DEFAULT 0 CHECK (consumed >= 0),
  forfeited bigint NOT NULL DEFAULT 0 CHECK (forfeited >= 0),
  clawed_back bigint NOT NULL DEFAULT 0 CHECK (clawed_back >= 0),
  CHECK (pending + available + consumed + forfeited + clawed_back = funded),
  CHECK ((cost_basis IS NULL) = (cost_currency IS NULL)),
  CHECK (funding <> 'none' OR cost_basis IS NULL AND payment_status IS NULL)
);
CREATE INDEX grant_organization ON scrip.grant (organization_id, created_at);
CREATE UNIQUE INDEX grant_chain ON scrip.grant (organization_id, credit_type) WHERE credit_type IS NOT NULL;
CREATE INDEX grant_created ON scrip.grant (created_at, id);
CREATE INDEX grant_event ON scrip.grant (event_id) WHERE event_id IS NOT NULL;
CREATE UNIQUE INDEX grant_claim ON scrip.grant (claim_id) WHERE claim_id IS NOT NULL;

-- What a bulk void covers, fixed at its first call.
CREATE TABLE scrip.bulk_void (
  login text NOT NULL,
  key text NOT NULL,
  place integer NOT NULL,
  grant_id uuid NOT NULL,
  forfeited bigint,
  refusal text,
  PRIMARY KEY (login, key, place)
);

-- The last pass of maintenance, one row.
CREATE TABLE scrip.maintenance_pass (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  at timestamptz NOT NULL,
  login text NOT NULL
);

SET LOCAL ROLE scrip_vault;

-- Transfers between the buckets of a grant. at is the moment it took effect, booked_at when it was written.
CREATE SEQUENCE scrip_vault.entry_id;
CREATE TABLE scrip_vault.entry (
  id bigint PRIMARY KEY,
  at timestamptz NOT NULL,
  booked_at timestamptz NOT NULL,
  organization_id uuid NOT NULL,
  grant_id uuid NOT NULL,
  type text NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  currency text NOT NULL,
  from_bucket text NOT NULL,
  to_bucket text NOT NULL,
  actor_kind text NOT NULL CHECK (actor_kind IN ('system', 'user', 'admin')),
  actor text NOT NULL,
  reason text,
  request_id text,
  CHECK ((type, from_bucket, to_bucket) IN (
    ('funded', 'issuer', 'pending'), ('released', 'pending', 'available'), ('consumed', 'available', 'consumed'),
    ('consumed', 'forfeited', 'consumed'), ('expired', 'available', 'forfeited'), ('expired', 'pending', 'forfeited'),
    ('voided', 'available', 'forfeited'), ('voided', 'pending', 'forfeited'),
    ('clawed_back', 'available', 'clawed_back'), ('clawed_back', 'consumed', 'clawed_back'),
    ('adjusted', 'issuer', 'available'), ('adjusted', 'available', 'issuer'), ('adjusted', 'consumed', 'issuer'),
    ('adjusted', 'pending', 'issuer'), ('adjusted', 'consumed', 'available'), ('adjusted', 'available', 'pending')))
);
ALTER SEQUENCE scrip_vault.entry_id OWNED BY scrip_vault.entry.id;
CREATE INDEX entry_grant ON scrip_vault.entry (grant_id, id);
CREATE INDEX entry_organization ON scrip_vault.entry (organization_id, id);
CREATE INDEX entry_booked ON scrip_vault.entry (booked_at);

CREATE TRIGGER deny_change BEFORE UPDATE OR DELETE ON scrip_vault.entry
  FOR EACH ROW EXECUTE FUNCTION scrip_vault.deny();
CREATE TRIGGER deny_truncate BEFORE TRUNCATE ON scrip_vault.entry
  FOR EACH STATEMENT EXECUTE FUNCTION scrip_vault.deny();
ALTER TABLE scrip_vault.entry ENABLE ALWAYS TRIGGER deny_change;
ALTER TABLE scrip_vault.entry ENABLE ALWAYS TRIGGER deny_truncate;
GRANT SELECT, INSERT ON scrip_vault.entry TO scrip_owner;
GRANT USAGE ON SEQUENCE scrip_vault.entry_id TO scrip_owner;

SET LOCAL ROLE scrip_owner;

-- The books of one organization while they are computed, for a preview and for the real thing alike. grants are those
-- that can still change, in burn order; moves is what has to be written. attributed and overdraft as in scrip.account.
CREATE TYPE scrip.ledger AS (
  organization_id uuid,
  at timestamptz,
  spent bigint,
  attributed bigint,
  overdraft bigint,
  unlogged bigint,
  opening_spent bigint,
  opened_at timestamptz,
  passed_at timestamptz,
  usage_floor timestamptz,
  grants scrip.grant[],
  moves scrip_vault.entry[],
  seen_ids uuid[],
  seen_at timestamptz[]
);

RESET ROLE;
