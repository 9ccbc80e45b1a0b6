-- SPDX-License-Identifier: GPL-3.0-or-later
-- Checks of what migrate left: tables and functions; 55 is about rights.
SET LOCAL ROLE scrip_owner;

CREATE FUNCTION scrip.own_tables()
RETURNS TABLE (name text, owner text) LANGUAGE sql IMMUTABLE AS $$
  VALUES ('scrip.migration', 'scrip_owner'), ('scrip.setting', 'scrip_owner'), ('scrip.unlock', 'scrip_owner'),
         ('scrip.function_source', 'scrip_owner'), ('scrip.event_detail', 'scrip_owner'),
         ('scrip.batch', 'scrip_owner'), ('scrip.batch_chunk', 'scrip_owner'), ('scrip.code', 'scrip_owner'),
         ('scrip.print', 'scrip_owner'), ('scrip.hand_over', 'scrip_owner'), ('scrip.lookup', 'scrip_owner'),
         ('scrip.reveal_ticket', 'scrip_owner'),
         ('scrip.opening', 'scrip_owner'), ('scrip.account', 'scrip_owner'), ('scrip.usage_seen', 'scrip_owner'), ('scrip.grant', 'scrip_owner'),
         ('scrip.bulk_void', 'scrip_owner'), ('scrip.maintenance_pass', 'scrip_owner'), ('scrip.turn', 'scrip_owner'), ('scrip.table_form', 'scrip_owner'),
         ('scrip.claim_detail', 'scrip_owner'), ('scrip.attempt', 'scrip_owner'), ('scrip.secret', 'scrip_owner'),
         ('scrip_vault.idem_key', 'scrip_vault'), ('scrip_vault.idem_result', 'scrip_vault'),
         ('scrip_vault.audit', 'scrip_vault'), ('scrip_vault.seal', 'scrip_vault'),
         ('scrip_vault.entry', 'scrip_vault')
$$;

-- All that makes a table or view what it is; whose it is and who may use it is another check. Left out are an index that is
-- being built or is broken, and what REINDEX CONCURRENTLY has beside the old one for a while. Of the triggers behind foreign
-- keys it says how many are switched off.
CREATE FUNCTION scrip.table_checksum(p_class oid)
RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT encode(sha256(convert_to(concat_ws(E'\n', c.relkind, c.relpersistence, c.relrowsecurity,
    (SELECT string_agg(concat_ws('|', a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
                                 a.attgenerated, a.attcollation::regcollation, pg_get_expr(d.adbin, d.adrelid)),
                       E'\n' ORDER BY a.attnum)
     FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
    (SELECT string_agg(concat_ws('|', k.conname, k.convalidated, pg_get_constraintdef(k.oid)), E'\n' ORDER BY k.conname)
     FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype IN ('c', 'f', 'p', 'u', 'x')),
    (SELECT string_agg(x.definition, E'\n' ORDER BY x.definition COLLATE "C")
     FROM (SELECT pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i JOIN pg_class n ON n.oid = i.indexrelid
           WHERE i.indrelid = c.oid AND i.indisvalid AND n.relname !~ '_cc(new|old)[0-9]*$') x),
    (SELECT string_agg(concat_ws('|', g.tgenabled, pg_get_triggerdef(g.oid)), E'\n' ORDER BY g.tgname)
     FROM pg_trigger g WHERE g.tgrelid = c.oid AND NOT g.tgisinternal),
    (SELECT count(*) FROM pg_trigger g WHERE g.tgrelid = c.oid AND g.tgisinternal AND g.tgenabled <> 'O'),
    (SELECT string_agg(pg_get_ruledef(w.oid), E'\n' ORDER BY w.rulename) FROM pg_rewrite w WHERE w.ev_class = c.oid)),
    'UTF8')), 'hex')
  FROM pg_class c WHERE c.oid = p_class
$$;

-- The tables and views of both schemas as they are, and which migrations made them.
CREATE FUNCTION scrip.table_forms()
RETURNS TABLE (name text, checksum text) LANGUAGE sql STABLE AS $$
  SELECT n.nspname || '.' || c.relname, scrip.table_checksum(c.oid)
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname IN ('scrip', 'scrip_vault') AND c.relkind NOT IN ('i', 'I', 'S', 't')
  UNION ALL
  SELECT 'rows of scrip.migration', encode(sha256(convert_to(coalesce(string_agg(
           concat_ws('|', m.number, m.name, m.checksum, m.applied_by), E'\n' ORDER BY m.number), ''), 'UTF8')), 'hex')
  FROM scrip.migration m WHERE m.number > 0 -- 0 is for the functions, noted after this is kept
$$;

-- What is gone, has another form than migrate left, or was put beside it.
CREATE FUNCTION scrip.wrong_tables()
RETURNS TABLE (what text, sentence text) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT t.name, format('The table %s is missing: restore it from a backup.', t.name)
  FROM scrip.own_tables() t WHERE to_regclass(t.name) IS NULL;
  IF to_regclass('scrip.table_form') IS NOT NULL THEN
    RETURN QUERY
    SELECT coalesce(f.name, k.name),
           'Something in Scrip''s schemas is not as migrate left it: find out who changed it, and restore it from a backup.'
    FROM scrip.table_forms() f FULL JOIN scrip.table_form k ON k.name = f.name
    WHERE f.checksum IS DISTINCT FROM k.checksum
      AND (f.name IS NOT NULL OR k.name NOT IN (SELECT t.name FROM scrip.own_tables() t));
  END IF;
END
$$;

CREATE FUNCTION scrip.doctor_schema()
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_what text[];
  v_sentences text;
  v_checked bigint;
BEGIN
  SELECT array_agg(DISTINCT m.what), string_agg(DISTINCT m.sentence, ' ') INTO v_what, v_sentences
  FROM (SELECT b.what, b.sentence FROM scrip.billing_missing() b
        UNION ALL SELECT w.what, w.sentence FROM scrip.wrong_tables() w) m;
  v_checked := (SELECT count(*) FROM scrip.billing_needs()) + (SELECT count(*) FROM scrip.own_tables());
  RETURN scrip.finding('schema', 'error', v_checked, v_what, v_sentences);
END
$$;

-- All that makes a function what it is, who may call it too; formatted under a fixed search path.
CREATE FUNCTION scrip.function_checksum(p_function oid)
RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT encode(sha256(convert_to(concat_ws('|', p.prosrc, p.prosecdef, p.provolatile, p.proisstrict, p.prokind,
           p.proconfig::text, pg_get_function_result(p.oid), l.lanname,
           (SELECT to_jsonb(a) - 'aggfnoid' FROM pg_aggregate a WHERE a.aggfnoid = p.oid),
           ARRAY(SELECT i::text FROM unnest(p.proacl) i ORDER BY i::text COLLATE "C")), 'UTF8')), 'hex')
  FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang WHERE p.oid = p_function
$$;

CREATE FUNCTION scrip.doctor_functions()
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_wrong text[];
  v_checked bigint;
BEGIN
  SELECT array_agg(coalesce(f.signature, s.signature) ORDER BY coalesce(f.signature, s.signature))
           FILTER (WHERE NOT coalesce(f.safe AND f.checksum = s.checksum, false)), count(*)
  INTO v_wrong, v_checked
  FROM (SELECT p.oid::regprocedure::text AS signature, scrip.function_checksum(p.oid) AS checksum,
               p.proowner = CASE n.nspname WHEN 'scrip' THEN 'scrip_owner'::regrole ELSE 'scrip_vault'::regrole END
               AND p.proacl IS NOT NULL
               AND NOT EXISTS (SELECT FROM aclexplode(p.proacl) a WHERE a.grantee = 0)
               AND (NOT p.prosecdef OR p.proconfig = ARRAY['search_path=pg_catalog, pg_temp']) AS safe
        FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace AND n.nspname IN ('scrip', 'scrip_vault')) f
  FULL JOIN scrip.function_source s ON s.signature = f.signature;
  RETURN scrip.finding('functions', 'error', v_checked, v_wrong,
                       'These functions are not as migrate left them: run migrate again and find out who changed them.');
END
$$;

-- Codes are bound as parameters: a server that logs all of them writes money into its log.
CREATE FUNCTION scrip.doctor_logging()
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_logged boolean := current_setting('log_statement') = 'all'
                      OR current_setting('log_min_duration_statement') <> '-1'
                      OR current_setting('log_min_duration_sample') <> '-1' AND current_setting('log_statement_sample_rate') <> '0';
BEGIN
  RETURN scrip.finding('logging', 'warn', 1,
    CASE WHEN v_logged AND current_setting('log_parameter_max_length') <> '0' THEN ARRAY['log_parameter_max_length'] END,
    'The server logs statements with their parameters, so plain codes get into its log: set log_parameter_max_length = 0.');
END
$$;
