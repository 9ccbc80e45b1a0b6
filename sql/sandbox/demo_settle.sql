-- SPDX-License-Identifier: GPL-3.0-or-later
-- The demo's books as if maintenance had run all along. In a transaction after the others: what they wrote is sealed.
DO $maintenance$
DECLARE
  v_next text;
BEGIN
  LOOP
    v_next := scrip.maintain(v_next) ->> 'next';
    EXIT WHEN v_next IS NULL;
  END LOOP;
END
$maintenance$;
