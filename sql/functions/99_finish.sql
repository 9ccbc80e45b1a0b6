-- SPDX-License-Identifier: GPL-3.0-or-later
-- Ends a migrate: remembers what the functions and tables look like, and refuses a billing schema that they could not work with.
SET LOCAL ROLE scrip_owner;

-- Signatures are read back under this path.
SET LOCAL search_path = pg_catalog, pg_temp;
DELETE FROM scrip.function_source;
INSERT INTO scrip.function_source (signature, checksum)
SELECT p.oid::regprocedure::text, scrip.function_checksum(p.oid)
FROM pg_proc p WHERE p.pronamespace IN ('scrip'::regnamespace, 'scrip_vault'::regnamespace);
DELETE FROM scrip.table_form;
INSERT INTO scrip.table_form (name, checksum) SELECT f.name, f.checksum FROM scrip.table_forms() f;

DO $finish$
DECLARE
  v_lacking text := (SELECT string_agg(m.sentence, ' ') FROM scrip.billing_missing() m);
BEGIN
  IF v_lacking IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'SC001', MESSAGE = format('missing_table|%s|', v_lacking);
  END IF;
END
$finish$;

RESET ROLE;
RESET search_path;
