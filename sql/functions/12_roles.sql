-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who has which role. Logins themselves are made by a DBA: scrip_owner may hand out its four groups and nothing else.
SET LOCAL ROLE scrip_owner;

CREATE FUNCTION scrip.roles()
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM scrip.need('admin', 'auditor');
  RETURN (
    SELECT coalesce(jsonb_agg(jsonb_build_object('login', l.rolname, 'roles', to_jsonb(scrip.roles_of(l.rolname)),
                                                 'superuser', l.rolsuper) ORDER BY l.rolname), '[]')
    FROM pg_roles l
    WHERE l.rolcanlogin AND scrip.roles_of(l.rolname) <> '{}');
END
$$;

-- Whether a login is a member of a group itself, not through another role.
CREATE FUNCTION scrip.holds_group(p_login text, p_group text)
RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM pg_auth_members m WHERE m.roleid = to_regrole(p_group)
                   AND m.member = to_regrole(quote_ident(p_login)))
$$;

CREATE FUNCTION scrip.audited_roles(p_login text)
RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('roles', scrip.roles_of(p_login))
$$;

-- Grants or revokes; doing what is done already is no mistake.
CREATE FUNCTION scrip.change_role(p_operation text, p_key text, p_as text, p_login text, p_role text)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_group text := 'scrip_' || p_role;
  v_answer jsonb;
  v_held boolean;
  v_before jsonb;
  v_after jsonb;
  v_detail text;
BEGIN
  PERFORM scrip.need('admin');
  v_answer := scrip.begin_write(p_key, p_operation, jsonb_build_object('login', p_login, 'role', p_role));
  IF v_answer IS NOT NULL THEN
    RETURN v_answer;
  END IF;
  IF p_role IS NULL OR p_role NOT IN ('admin', 'staff', 'support', 'auditor') THEN
    PERFORM scrip.refuse('not_found', 'Choose the role admin, staff, support or auditor.', 'role');
  ELSIF NOT EXISTS (SELECT FROM pg_roles l WHERE l.rolname = p_login AND l.rolcanlogin) THEN
    PERFORM scrip.refuse('not_found', 'The server has no login of that name.', 'login');
  END IF;
  v_held := scrip.holds_group(p_login, v_group);
  v_before := scrip.audited_roles(p_login);
  IF (p_operation = 'grant_role') <> v_held THEN
    EXECUTE format(CASE p_operation WHEN 'grant_role' THEN 'GRANT %I TO %I' ELSE 'REVOKE %I FROM %I' END,
                   v_group, p_login);
  END IF;
  v_after := scrip.audited_roles(p_login);
  v_answer := jsonb_build_object('login', p_login, 'roles', v_after -> 'roles', 'superuser',
                                 (SELECT l.rolsuper FROM pg_roles l WHERE l.rolname = p_login));
  IF scrip.holds_group(p_login, v_group) <> v_held THEN
    -- Held through another role as well, the login may do what it could before; the audit says all the same what changed.
    IF v_after = v_before THEN
      v_before := v_before || jsonb_build_object('itself', array_remove(ARRAY[CASE WHEN v_held THEN p_role END], NULL));
      v_after := v_after || jsonb_build_object('itself', array_remove(ARRAY[CASE WHEN NOT v_held THEN p_role END], NULL));
    END IF;
    PERFORM scrip.audit_write(p_operation, p_as, p_key, 'login', p_login, NULL, v_before, v_after);
  END IF;
  RETURN scrip.end_write(p_key, jsonb_build_object('login', p_login), v_answer);
EXCEPTION WHEN SQLSTATE 'SC001' OR insufficient_privilege THEN
  GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
  RETURN scrip.refused(SQLSTATE, SQLERRM, v_detail);
END
$$;

CREATE FUNCTION scrip.grant_role(p_key text, p_as text, p_login text, p_role text)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN scrip.change_role('grant_role', p_key, p_as, p_login, p_role);
END
$$;

CREATE FUNCTION scrip.revoke_role(p_key text, p_as text, p_login text, p_role text)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN scrip.change_role('revoke_role', p_key, p_as, p_login, p_role);
END
$$;
