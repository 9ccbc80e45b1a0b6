-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a credit event has beside its row in the billing table. No foreign key leads there: it would stand in the way of
-- the backend's own migrations. An event made by the backend has no row here until a person changes it.
SET LOCAL ROLE scrip_owner;

CREATE TABLE scrip.event_detail (
  event_id uuid PRIMARY KEY,
  time_zone text NOT NULL,
  claim_url text,
  max_per_organization integer CHECK (max_per_organization > 0),
  max_per_domain integer CHECK (max_per_domain > 0),
  budget bigint CHECK (budget > 0),
  tags text[] NOT NULL DEFAULT '{}',
  notes text,
  -- What a person asked for; is_active of the billing row is false also while archived or awaiting approval.
  paused boolean NOT NULL DEFAULT false,
  archived_at timestamptz,
  -- The two-person rule: since when and through whom it waits, and up to which worst case it was approved.
  awaiting_since timestamptz,
  awaiting_by text,
  approved_exposure bigint,
  approved_by text,
  version integer NOT NULL DEFAULT 1,
  created_by text,
  updated_at timestamptz NOT NULL
);
CREATE INDEX event_detail_tags ON scrip.event_detail USING gin (tags);

RESET ROLE;
