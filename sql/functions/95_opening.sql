-- SPDX-License-Identifier: GPL-3.0-or-later
-- Once: what each organization had spent when Scrip met the database; the first that reads the billing tables at a migrate.
SET LOCAL ROLE scrip_owner;

SELECT scrip.check_billing();

DO $opening$
BEGIN
  INSERT INTO scrip.opening (at) VALUES (scrip.now()) ON CONFLICT DO NOTHING;
  IF FOUND THEN
    INSERT INTO scrip.account (organization_id, opening_spent)
    SELECT b.organization_id, b.total_spent FROM @billing@.organization_balance b WHERE b.total_spent > 0;
  END IF;
END
$opening$;
