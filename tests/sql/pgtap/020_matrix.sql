-- SPDX-License-Identifier: GPL-3.0-or-later
-- Role × function. Every function that any group may execute has its row here, and every row its function: a new one
-- without a row fails. The rights themselves are tried, not read: as each login, each function is called.
\ir ../lib/begin.psql
SELECT no_plan();

\ir ../lib/matrix.psql

SELECT set_eq(
  $$ SELECT DISTINCT p.proname::text FROM pg_proc p WHERE p.pronamespace = 'scrip'::regnamespace AND p.prosecdef $$,
  'SELECT function FROM tap.matrix', 'every public function has its row and every row its function');
SELECT is_empty($$ SELECT proname FROM pg_proc WHERE pronamespace = 'scrip'::regnamespace AND prosecdef
                   GROUP BY proname HAVING count(*) > 1 $$, 'and no two share a name');

CREATE ROLE t_guest LOGIN;
CREATE ROLE t_locked;
SELECT tap.fixtures();

SELECT is(left(tap.tried('t_' || g, m.call), 5),
          CASE WHEN g = ANY (string_to_array(m.groups, ' ')) THEN 'ok' ELSE '42501' END, format('%s: %s', g, m.function))
FROM tap.matrix m CROSS JOIN unnest(ARRAY['admin', 'staff', 'support', 'auditor', 'nobody']) g
ORDER BY m.function, g;

-- need() stands behind the grants: a right given by mistake is not enough.
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA scrip TO scrip_support;
SELECT is(tap.tried('t_support', m.call), 'not_permitted',
          format('support with a stray right: %s', m.function))
FROM tap.matrix m WHERE 'support' <> ALL (string_to_array(m.groups, ' ')) ORDER BY m.function;

-- The login counts, whatever role was set.
CREATE FUNCTION tap.as_role(p_login text, p_role text, p_call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_value jsonb;
BEGIN
  PERFORM set_config('session_authorization', p_login, true);
  EXECUTE format('SET LOCAL ROLE %I', p_role);
  EXECUTE 'SELECT ' || p_call INTO v_value;
  RETURN coalesce(v_value ->> 'name', 'ok');
EXCEPTION WHEN OTHERS THEN
  RETURN SQLSTATE;
END
$$;
SELECT is(tap.as_role('t_staff', r, 'scrip.hello()'), '42501', 'staff cannot become ' || r)
FROM unnest(ARRAY['scrip_admin', 'scrip_owner', 'scrip_vault']) r;
\ir ../lib/end.psql
