-- SPDX-License-Identifier: GPL-3.0-or-later
-- Everything below this folder is replaced whole, in one transaction: a function that a version no longer has must not
-- stay callable. RESTRICT on purpose: a table that depends on a function is a mistake that should show here.
DO $drop$
DECLARE
  v_drop text;
BEGIN
  FOR v_drop IN
    SELECT format('DROP VIEW %s', c.oid::regclass) FROM pg_class c
    WHERE c.relnamespace = to_regnamespace('scrip') AND c.relkind = 'v'
  LOOP
    EXECUTE v_drop;
  END LOOP;
  FOR v_drop IN
    SELECT format('DROP ROUTINE %s', p.oid::regprocedure) FROM pg_proc p
    WHERE p.pronamespace = to_regnamespace('scrip')
       OR p.pronamespace = to_regnamespace('scrip_vault') AND p.proname <> 'deny'
  LOOP
    EXECUTE v_drop;
  END LOOP;
END
$drop$;
