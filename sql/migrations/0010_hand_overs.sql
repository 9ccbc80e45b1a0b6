-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who was given which code: a name for each, so that no code is given to two.
SET LOCAL ROLE scrip_owner;

CREATE TABLE scrip.hand_over (
  id uuid PRIMARY KEY,
  batch_id uuid NOT NULL REFERENCES scrip.batch,
  code_id uuid NOT NULL,
  serial integer NOT NULL,
  recipient text NOT NULL,
  at timestamptz NOT NULL,
  login text NOT NULL
);
CREATE UNIQUE INDEX hand_over_code ON scrip.hand_over (code_id);
CREATE INDEX hand_over_batch ON scrip.hand_over (batch_id, serial);

RESET ROLE;
