-- SPDX-License-Identifier: GPL-3.0-or-later
-- Batches, their codes, and what was printed of them.
SET LOCAL ROLE scrip_owner;

-- The counters are kept by the functions in the transaction that changes a code. claimed and uses count what is booked
-- in scrip.code; claims that the backend made on its own come on top of them (claim_count of the event less uses).
CREATE TABLE scrip.batch (
  id uuid PRIMARY KEY,
  event_id uuid NOT NULL,
  number integer NOT NULL,
  prefix text COLLATE "C" NOT NULL,
  groups smallint NOT NULL CHECK (groups BETWEEN 3 AND 6),
  max_uses integer NOT NULL CHECK (max_uses > 0),
  requested integer NOT NULL CHECK (requested > 0),
  count integer NOT NULL DEFAULT 0,
  state text NOT NULL CHECK (state IN ('minting', 'complete', 'cancelled')),
  note text,
  -- The key it was opened under: its chunks are minted under the same.
  login text NOT NULL,
  key text NOT NULL,
  created_at timestamptz NOT NULL,
  claimed integer NOT NULL DEFAULT 0,
  uses bigint NOT NULL DEFAULT 0,
  disabled integer NOT NULL DEFAULT 0,
  reissued integer NOT NULL DEFAULT 0,
  prints integer NOT NULL DEFAULT 0,
  printed integer NOT NULL DEFAULT 0,
  handed_over integer NOT NULL DEFAULT 0,
  UNIQUE (event_id, number),
  CHECK (count BETWEEN 0 AND requested),
  CHECK (claimed >= 0 AND disabled >= 0 AND reissued >= 0 AND claimed + disabled + reissued <= count)
);
CREATE INDEX batch_prefix ON scrip.batch (prefix);

-- A chunk is there wholly or not at all; a twin minting the same one waits here.
CREATE TABLE scrip.batch_chunk (
  batch_id uuid NOT NULL REFERENCES scrip.batch,
  chunk integer NOT NULL,
  minted integer NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (batch_id, chunk)
);

-- One row beside each row of credit_event_codes that Scrip knows, under the same id. No foreign key to the batch: it
-- would fire for each of a million rows. norm is the code without dashes, in capitals: what any spelling comes down to.
CREATE TABLE scrip.code (
  id uuid PRIMARY KEY,
  batch_id uuid NOT NULL,
  serial integer NOT NULL,
  uses integer NOT NULL DEFAULT 0,
  state text COLLATE "C" NOT NULL DEFAULT 'available'
    CHECK (state IN ('available', 'claimed', 'disabled', 'reissued')),
  norm text COLLATE "C" NOT NULL,
  state_at timestamptz,
  reissued_to uuid
);
CREATE UNIQUE INDEX code_norm ON scrip.code (norm);
CREATE UNIQUE INDEX code_serial ON scrip.code (batch_id, serial);
CREATE INDEX code_state ON scrip.code (batch_id, state, serial);
CREATE INDEX code_reissued ON scrip.code (reissued_to) WHERE reissued_to IS NOT NULL;

CREATE TABLE scrip.print (
  id uuid PRIMARY KEY,
  batch_id uuid NOT NULL REFERENCES scrip.batch,
  number integer NOT NULL,
  template text NOT NULL,
  first_serial integer NOT NULL,
  last_serial integer NOT NULL,
  labels integer NOT NULL,
  pages integer NOT NULL,
  start_at integer NOT NULL,
  sheet_hash text NOT NULL,
  reprint boolean NOT NULL,
  reason text,
  file_name text,
  destination text,
  at timestamptz NOT NULL,
  login text NOT NULL,
  UNIQUE (batch_id, number),
  CHECK (first_serial BETWEEN 1 AND last_serial)
);
CREATE INDEX print_hash ON scrip.print (sheet_hash);

-- Look-ups of codes by support, which are capped by the hour; misses count as well.
CREATE TABLE scrip.lookup (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  login text NOT NULL,
  at timestamptz NOT NULL,
  found boolean NOT NULL
);
CREATE INDEX lookup_login ON scrip.lookup (login, at);

RESET ROLE;
