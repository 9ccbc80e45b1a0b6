-- SPDX-License-Identifier: GPL-3.0-or-later
-- Settings, the production lock, and what the installed functions should look like.
SET LOCAL ROLE scrip_owner;

-- Only what differs from the default; names, defaults and rules stand in scrip.setting_definitions().
CREATE TABLE scrip.setting (
  name text PRIMARY KEY,
  value text NOT NULL,
  updated_at timestamptz NOT NULL,
  updated_by text NOT NULL
);

-- On a production database a login writes only while a row of its own has not run out. Rows are never changed:
-- locking again adds one that has run out already.
CREATE TABLE scrip.unlock (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  login text NOT NULL,
  until timestamptz NOT NULL,
  reason text,
  at timestamptz NOT NULL
);
CREATE INDEX unlock_login ON scrip.unlock (login, id);

-- One row a function as the last migrate left it, so that the doctor can tell a changed one.
CREATE TABLE scrip.function_source (
  signature text PRIMARY KEY,
  checksum text NOT NULL
);

RESET ROLE;
