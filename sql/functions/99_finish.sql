-- SPDX-License-Identifier: GPL-3.0-or-later
-- Ends a migrate: remembers what the functions and tables look like.
SET LOCAL ROLE scrip_owner;

-- Signatures are read back under this path.
SET LOCAL search_path = pg_catalog, pg_temp;
DELETE FROM scrip.function_source;
INSERT INTO scrip.function_source (signature, checksum)
SELECT p.oid::regprocedure::text, scrip.function_checksum(p.oid)
FROM pg_proc p WHERE p.pronamespace IN ('scrip'::regnamespace, 'scrip_vault'::regnamespace);
DELETE FROM scrip.table_form;
INSERT INTO scrip.table_form (name, checksum) SELECT f.name, f.checksum FROM scrip.table_forms() f;

RESET ROLE;
RESET search_path;
