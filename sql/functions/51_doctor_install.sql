-- SPDX-License-Identifier: GPL-3.0-or-later
-- Checks of what migrate left: tables and functions; 55 is about rights.
SET LOCAL ROLE scrip_owner;

CREATE FUNCTION scrip.own_tables()
RETURNS TABLE (name text, owner text) LANGUAGE sql IMMUTABLE AS $$
  VALUES ('scrip.migration', 'scrip_owner'), ('scrip.setting', 'scrip_owner'), ('scrip.unlock', 'scrip_owner'),
         ('scrip.function_source', 'scrip_owner'), ('scrip.event_detail', 'scrip_owner'),
         ('scrip.batch', 'scrip_owner'), ('scrip.batch_chunk', 'scrip_owner'), ('scrip.code', 'scrip_owner'),
         ('scrip.print', 'scrip_owner'), ('scrip.hand_over', 'scrip_owner'), ('scrip.lookup', 'scrip_owner'),
         ('scrip.opening', 'scrip_owner'), ('scrip.account', 'scrip_owner'), ('scrip.usage_seen', 'scrip_owner'), ('scrip.grant', 'scrip_owner'),
         ('scrip.bulk_void', 'scrip_owner'), ('scrip.maintenance_pass', 'scrip_owner'), ('scrip.turn', 'scrip_owner'),
         ('scrip.claim_detail', 'scrip_owner'), ('scrip.attempt', 'scrip_owner'), ('scrip.secret', 'scrip_owner'),
         ('scrip_vault.idem_key', 'scrip_vault'), ('scrip_vault.idem_result', 'scrip_vault'),
         ('scrip_vault.audit', 'scrip_vault'), ('scrip_vault.seal', 'scrip_vault'),
         ('scrip_vault.entry', 'scrip_vault')
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
        UNION ALL
        SELECT t.name, format('The table %s is missing: restore it from a backup.', t.name)
        FROM scrip.own_tables() t WHERE to_regclass(t.name) IS NULL) m;
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
