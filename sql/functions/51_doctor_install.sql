-- SPDX-License-Identifier: GPL-3.0-or-later
-- Checks of what migrate left: tables, rights, functions.
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

-- One sentence for each right that is too much or too little.
CREATE FUNCTION scrip.wrong_rights()
RETURNS TABLE (what text) LANGUAGE sql STABLE AS $$
  SELECT format('%s may log in or make roles', r.rolname) FROM pg_roles r
  WHERE r.rolname IN ('scrip_owner', 'scrip_vault')
    AND (r.rolcanlogin OR r.rolsuper OR r.rolcreaterole OR r.rolcreatedb OR r.rolbypassrls)
  UNION ALL
  SELECT format('%s belongs to another role', t.name) FROM scrip.own_tables() t JOIN pg_class c ON c.oid = to_regclass(t.name)
  WHERE c.relowner <> to_regrole(t.owner)
  UNION ALL
  SELECT format('schema %s belongs to another role', n.nspname) FROM pg_namespace n
  WHERE n.nspname = 'scrip' AND n.nspowner <> to_regrole('scrip_owner')
     OR n.nspname = 'scrip_vault' AND n.nspowner <> to_regrole('scrip_vault')
  UNION ALL
  SELECT format('scrip_owner may change %s', t.name)
  FROM scrip.own_tables() t JOIN pg_class c ON c.oid = to_regclass(t.name)
  WHERE t.owner = 'scrip_vault' AND has_table_privilege('scrip_owner', c.oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER')
  UNION ALL
  SELECT format('%s is not guarded against changes', t.name) FROM scrip.own_tables() t
  JOIN pg_class c ON c.oid = to_regclass(t.name)
  WHERE t.owner = 'scrip_vault' AND (SELECT count(*) FROM pg_trigger g WHERE g.tgrelid = c.oid AND g.tgenabled = 'A'
    AND g.tgfoid = to_regprocedure('scrip_vault.deny()')) < 2
  UNION ALL
  -- Groups read the audit through its view and everything else through functions.
  SELECT format('%s may use %s directly', g.rolname, c.oid::regclass) FROM pg_class c
  CROSS JOIN (SELECT rolname FROM pg_roles
              WHERE rolname IN ('scrip_admin', 'scrip_staff', 'scrip_support', 'scrip_auditor')) g
  WHERE c.relnamespace IN (to_regnamespace('scrip'), to_regnamespace('scrip_vault')) AND c.relkind IN ('r', 'p', 'v')
    AND c.oid IS DISTINCT FROM to_regclass('scrip.audit')
    AND has_table_privilege(g.rolname, c.oid, 'SELECT, INSERT, UPDATE, DELETE')
  UNION ALL
  SELECT format('scrip_owner lacks %s on %s', w.privilege, w.name)
  FROM (VALUES ('credit_events', 'SELECT'), ('credit_events', 'INSERT'), ('credit_events', 'UPDATE'),
               ('credit_event_codes', 'SELECT'), ('credit_event_codes', 'INSERT'), ('credit_event_codes', 'UPDATE'),
               ('credit_claims', 'SELECT'), ('credit_claims', 'INSERT'), ('users', 'SELECT'), ('organizations', 'SELECT'),
               ('organizations', 'INSERT'), ('organization_members', 'SELECT'), ('organization_members', 'INSERT'),
               ('organization_balance', 'SELECT'), ('organization_balance', 'INSERT'), ('workspaces', 'SELECT'),
               ('workspaces', 'INSERT'), ('api_keys', 'SELECT'), ('api_keys', 'INSERT'),
               ('organization_usage_log', 'SELECT'), ('organization_service_usage_log', 'SELECT'),
               ('organization_limits_history', 'SELECT'), ('organization_limits_history', 'INSERT'),
               ('organization_limits_history', 'UPDATE')) w (name, privilege)
  JOIN pg_class c ON c.oid = scrip.billing_table(w.name)
  WHERE NOT has_table_privilege('scrip_owner', c.oid, w.privilege)
  UNION ALL
  SELECT format('scrip_owner lacks UPDATE on %s.%s', w.name, w.attribute)
  FROM (VALUES ('organizations', 'updated_at'), ('users', 'last_login_at'), ('api_keys', 'is_active'),
               ('api_keys', 'deleted_at')) w (name, attribute)
  JOIN pg_attribute a ON a.attrelid = scrip.billing_table(w.name) AND a.attname = w.attribute AND NOT a.attisdropped
  WHERE NOT has_column_privilege('scrip_owner', a.attrelid, a.attnum, 'UPDATE')
  UNION ALL
  SELECT format('PUBLIC may create objects in schema %s', n.nspname) FROM pg_namespace n
  WHERE n.oid = to_regnamespace(scrip.billing_schema()) AND has_schema_privilege('public', n.oid, 'CREATE')
  UNION ALL
  SELECT format('scrip_owner cannot hand out %s', g) FROM unnest(ARRAY['scrip_admin', 'scrip_staff', 'scrip_support',
                                                                       'scrip_auditor']) g
  WHERE NOT EXISTS (SELECT FROM pg_auth_members m WHERE m.roleid = to_regrole(g)
                      AND m.member = to_regrole('scrip_owner') AND m.admin_option)
$$;

CREATE FUNCTION scrip.doctor_rights()
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_wrong text[] := ARRAY(SELECT w.what FROM scrip.wrong_rights() w ORDER BY w.what);
BEGIN
  RETURN scrip.finding('rights', 'error', (SELECT count(*) FROM scrip.own_tables()) + 8, v_wrong,
                       array_to_string(v_wrong, '; ') || '. Run migrate again.');
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
