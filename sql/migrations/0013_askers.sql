-- SPDX-License-Identifier: GPL-3.0-or-later
-- Everybody through whom an event waits for a second admin, not the last alone: none of them may approve it.
SET LOCAL ROLE scrip_owner;

ALTER TABLE scrip.event_detail
  ALTER COLUMN awaiting_by TYPE text[] USING CASE WHEN awaiting_by IS NOT NULL THEN ARRAY[awaiting_by] END;

RESET ROLE;
