-- SPDX-License-Identifier: GPL-3.0-or-later
-- Locking a person out: no login any more, sessions ended. It takes rights over the server's roles that scrip_owner must
-- never have, so the caller's own are used: this is the one function for people that does not run as its owner.
SET LOCAL ROLE scrip_owner;

-- Writes down what was done; refuses when it was not, so that nobody can make the audit say so.
CREATE FUNCTION scrip.record_locked_user(p_key text, p_as text, p_login text)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_answer jsonb;
  v_detail text;
BEGIN
  PERFORM scrip.need('admin');
  v_answer := scrip.begin_write(p_key, 'lock_user', jsonb_build_object('login', p_login));
  IF v_answer IS NOT NULL THEN
    RETURN v_answer;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles l WHERE l.rolname = p_login AND NOT l.rolcanlogin) THEN
    PERFORM scrip.refuse('not_found', 'The server has no login of that name.', 'login');
  END IF;
  v_answer := jsonb_build_object('login', p_login, 'locked', true);
  PERFORM scrip.audit_write('lock_user', p_as, p_key, 'login', p_login, NULL, NULL, jsonb_build_object('locked', true));
  RETURN scrip.end_write(p_key, jsonb_build_object('login', p_login), v_answer);
EXCEPTION WHEN SQLSTATE 'SC001' THEN
  GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
  RETURN scrip.refused(SQLSTATE, SQLERRM, v_detail);
END
$$;

-- Sessions are ended last: that cannot be undone. A session that begins in the moment before is ended by calling again.
CREATE FUNCTION scrip.lock_user(p_key text, p_as text, p_login text)
RETURNS jsonb LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_answer jsonb;
BEGIN
  IF p_login = session_user OR p_login LIKE 'scrip\_%' OR p_login LIKE 'pg\_%' THEN
    RETURN jsonb_build_object('ok', false, 'name', 'not_permitted', 'field', 'login', 'detail', NULL,
      'message', 'Nobody can lock themselves out, nor the roles of the database itself.');
  END IF;
  IF EXISTS (SELECT FROM pg_roles l WHERE l.rolname = p_login AND l.rolcanlogin) THEN
    EXECUTE format('ALTER ROLE %I NOLOGIN', p_login);
  END IF;
  v_answer := scrip.record_locked_user(p_key, p_as, p_login);
  IF NOT (v_answer ->> 'ok')::boolean THEN
    RAISE SQLSTATE 'SC001'; -- undoes the lock
  END IF;
  RETURN v_answer || jsonb_build_object('sessions_ended', (
    SELECT count(*) FILTER (WHERE pg_terminate_backend(a.pid)) FROM pg_stat_activity a WHERE a.usename = p_login));
EXCEPTION
  WHEN SQLSTATE 'SC001' THEN
    RETURN v_answer;
  WHEN insufficient_privilege THEN
  RETURN jsonb_build_object('ok', false, 'name', 'missing_privilege', 'field', 'login', 'detail', NULL,
    'message', format('Your login needs CREATEROLE and the role pg_signal_backend for this: %s.', SQLERRM));
END
$$;
