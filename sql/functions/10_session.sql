-- SPDX-License-Identifier: GPL-3.0-or-later
-- Time and the session.
SET LOCAL ROLE scrip_owner;

-- Not the start of the transaction: an operation happens when it holds its locks. A sandbox replaces this function and
-- the next; there is no setting that could. PL/pgSQL for the reason that setting_value() has.
CREATE FUNCTION scrip.now()
RETURNS timestamptz LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN clock_timestamp();
END
$$;

CREATE FUNCTION scrip.is_sandbox()
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT false
$$;

CREATE FUNCTION scrip.schema_version()
RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT coalesce(max(m.number), 0) FROM scrip.migration m
$$;

-- All that a client wants to know before it shows anything. Touches no billing table.
CREATE FUNCTION scrip.hello()
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_now timestamptz := scrip.now();
  v_until timestamptz := scrip.unlocked_until(session_user);
BEGIN
  PERFORM scrip.need('admin', 'staff', 'support', 'auditor');
  RETURN jsonb_build_object(
    'version', scrip.schema_version(),
    'login', session_user,
    'roles', to_jsonb(scrip.roles_of(session_user)),
    'now', scrip.time_text(v_now),
    'environment', scrip.setting_value('environment'),
    'locked', scrip.is_locked(v_now),
    'unlocked_until', CASE WHEN v_until > v_now THEN scrip.time_text(v_until) END,
    'in_recovery', pg_is_in_recovery(),
    'system_identifier', scrip.system_identifier()::text,
    'metering_currency', scrip.setting_value('metering_currency'),
    'default_prefix', scrip.setting_value('default_prefix'),
    'time_zone', scrip.setting_value('time_zone'),
    'issuer', scrip.setting_value('issuer'),
    'billing_schema', scrip.billing_schema(),
    'sandbox', scrip.is_sandbox());
END
$$;
