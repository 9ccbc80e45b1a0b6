-- SPDX-License-Identifier: GPL-3.0-or-later
-- Checks of who may do what past the functions.
SET LOCAL ROLE scrip_owner;

-- Who was given what on the schemas and what is in them, other than the owners; what scrip_owner may do in the vault is
-- looked at by itself.
CREATE FUNCTION scrip.given_rights()
RETURNS TABLE (name text, grantee text, privilege text) LANGUAGE sql STABLE AS $$
  WITH ours AS (SELECT n.oid, n.nspname, n.nspowner, n.nspacl FROM pg_namespace n WHERE n.nspname IN ('scrip', 'scrip_vault')),
  given AS (
    SELECT 'schema ' || o.nspname AS name, o.nspowner AS owner, a.grantee, a.privilege_type
    FROM ours o CROSS JOIN aclexplode(o.nspacl) a
    UNION ALL
    SELECT o.nspname || '.' || c.relname, c.relowner, a.grantee, a.privilege_type
    FROM ours o JOIN pg_class c ON c.relnamespace = o.oid CROSS JOIN aclexplode(c.relacl) a
    WHERE o.nspname = 'scrip' OR a.grantee <> to_regrole('scrip_owner')
    UNION ALL
    SELECT o.nspname || '.' || c.relname, c.relowner, a.grantee, a.privilege_type
    FROM ours o JOIN pg_class c ON c.relnamespace = o.oid JOIN pg_attribute t ON t.attrelid = c.oid
    CROSS JOIN aclexplode(t.attacl) a
    WHERE o.nspname = 'scrip' OR a.grantee <> to_regrole('scrip_owner'))
  SELECT g.name, CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE g.grantee::regrole::text END, g.privilege_type
  FROM given g WHERE g.grantee <> g.owner
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
  WHERE t.owner = 'scrip_vault' AND (has_table_privilege('scrip_owner', c.oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER')
                                     OR has_any_column_privilege('scrip_owner', c.oid, 'UPDATE'))
  UNION ALL
  SELECT format('%s is not guarded against changes', t.name) FROM scrip.own_tables() t
  JOIN pg_class c ON c.oid = to_regclass(t.name)
  WHERE t.owner = 'scrip_vault' AND (SELECT count(*) FROM pg_trigger g WHERE g.tgrelid = c.oid AND g.tgenabled = 'A'
    AND g.tgfoid = to_regprocedure('scrip_vault.deny()')) < 2
  UNION ALL
  -- Groups read the audit through its view and everything else through functions, and nobody else has any right.
  SELECT DISTINCT format('%s may use %s directly', g.grantee, g.name) FROM scrip.given_rights() g
  WHERE (g.name, g.grantee) NOT IN (('scrip.audit', 'scrip_admin'), ('scrip.audit', 'scrip_auditor'),
          ('schema scrip', 'scrip_admin'), ('schema scrip', 'scrip_staff'), ('schema scrip', 'scrip_support'),
          ('schema scrip', 'scrip_auditor'), ('schema scrip_vault', 'scrip_owner'))
     OR g.privilege NOT IN ('SELECT', 'USAGE')
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

-- Roles that can become an owner: they are past all that the functions refuse. Whoever migrated needs that.
CREATE FUNCTION scrip.doctor_members()
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_wrong text[];
  v_checked bigint;
BEGIN
  SELECT array_agg(m.rolname || ' is a member of ' || m.owner ORDER BY m.owner, m.rolname) FILTER (WHERE m.member), count(*)
  INTO v_wrong, v_checked
  FROM (SELECT r.rolname, o.owner, pg_has_role(r.oid, o.owner::regrole, 'MEMBER') AND r.rolname <> o.owner
               AND NOT EXISTS (SELECT FROM scrip.migration n WHERE n.applied_by = r.rolname) AS member
        FROM pg_roles r CROSS JOIN (VALUES ('scrip_owner'), ('scrip_vault')) o (owner) WHERE NOT r.rolsuper) m;
  RETURN scrip.finding('members', 'warn', v_checked, v_wrong,
    'These roles can change the books, codes and audit past every function, which only a login that migrates needs to: '
    'revoke that.');
END
$$;
