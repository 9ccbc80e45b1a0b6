-- SPDX-License-Identifier: GPL-3.0-or-later
-- Settings of the database. The table holds what differs from the default.
SET LOCAL ROLE scrip_owner;

CREATE FUNCTION scrip.setting_definitions()
RETURNS TABLE (name text, default_value text, description text) LANGUAGE sql IMMUTABLE AS $$
  VALUES
    ('alarm_event_misses', '100', 'Missed codes of one event in an hour that raise an alarm.'),
    ('alarm_login_misses', '30', 'Missed codes by one login in an hour that raise an alarm.'),
    ('alarm_user_misses', '10', 'Missed codes for one user in an hour that raise an alarm.'),
    ('approval_threshold', '', 'Worst case above which an event waits for a second admin; empty: the rule is off.'),
    ('billing_schema', 'public', 'Schema of the billing tables; taken up by the next migrate.'),
    ('claims_per_hour', '60', 'Claims that a login of support may try in an hour.'),
    ('default_prefix', 'NEAR', 'Prefix of new codes.'),
    ('environment', 'development', 'development, test, staging, sandbox or production; production locks writes.'),
    ('issuer', '', 'Name that stands on printed sheets as the issuer.'),
    ('late_usage_days', '7', 'Days after which a row of a usage log no longer counts at its own time.'),
    ('lookups_per_hour', '60', 'Codes that a login of support may look up in an hour.'),
    ('metering_currency', 'USD', 'Currency in which the backend meters.'),
    ('settlement_lag', '15', 'Minutes after its expiry at which what is left of a grant is booked as breakage.'),
    ('time_zone', 'UTC', 'Zone of dates typed where no event gives one.')
$$;

-- PL/pgSQL, as whatever every write calls more than once: a function of SQL is planned anew in each transaction.
CREATE FUNCTION scrip.setting_value(p_name text)
RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN coalesce((SELECT s.value FROM scrip.setting s WHERE s.name = p_name),
                  (SELECT d.default_value FROM scrip.setting_definitions() d WHERE d.name = p_name));
END
$$;

CREATE FUNCTION scrip.setting_objects()
RETURNS TABLE (name text, object jsonb) LANGUAGE sql STABLE AS $$
  SELECT d.name, jsonb_build_object('name', d.name, 'value', coalesce(s.value, d.default_value),
    'default', d.default_value, 'description', d.description,
    'updated_at', scrip.time_text(s.updated_at), 'updated_by', s.updated_by)
  FROM scrip.setting_definitions() d LEFT JOIN scrip.setting s ON s.name = d.name
$$;

CREATE FUNCTION scrip.settings()
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM scrip.need('admin', 'staff', 'support', 'auditor');
  RETURN (SELECT jsonb_agg(o.object ORDER BY o.name) FROM scrip.setting_objects() o);
END
$$;

CREATE FUNCTION scrip.setting(p_name text)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_setting jsonb;
BEGIN
  PERFORM scrip.need('admin', 'staff', 'support', 'auditor');
  SELECT o.object INTO v_setting FROM scrip.setting_objects() o WHERE o.name = p_name;
  IF NOT FOUND THEN
    PERFORM scrip.refuse('not_found', 'There is no setting of that name.', 'name');
  END IF;
  RETURN v_setting;
END
$$;

-- The value as it will be stored.
CREATE FUNCTION scrip.check_setting(p_name text, p_value text)
RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_value text := coalesce(scrip.check_text(p_value, 'value', 255), '');
BEGIN
  CASE p_name
    WHEN 'approval_threshold' THEN
      RETURN CASE WHEN v_value = '' THEN '' ELSE scrip.money_text(scrip.check_amount(v_value, 'value')) END;
    WHEN 'default_prefix' THEN
      RETURN scrip.check_prefix(v_value, 'value');
    WHEN 'time_zone' THEN
      RETURN scrip.check_zone(v_value, 'value');
    WHEN 'issuer' THEN
      RETURN CASE WHEN v_value = '' THEN '' ELSE scrip.check_name(v_value, 'value') END;
    WHEN 'environment' THEN
      IF v_value NOT IN ('development', 'test', 'staging', 'sandbox', 'production') THEN
        PERFORM scrip.refuse('invalid_setting', 'Choose development, test, staging, sandbox or production.', 'value');
      END IF;
    WHEN 'alarm_event_misses', 'alarm_login_misses', 'alarm_user_misses' THEN
      IF v_value COLLATE "C" !~ '^[1-9][0-9]{0,5}$' THEN
        PERFORM scrip.refuse('invalid_setting', 'Give a whole number from 1.', 'value');
      END IF;
    WHEN 'lookups_per_hour', 'claims_per_hour', 'late_usage_days', 'settlement_lag' THEN
      IF v_value COLLATE "C" !~ '^[0-9]{1,6}$' THEN
        PERFORM scrip.refuse('invalid_setting', 'Give a whole number.', 'value');
      END IF;
    WHEN 'metering_currency' THEN
      IF v_value COLLATE "C" !~ '^[A-Z]{3,10}$' THEN
        PERFORM scrip.refuse('invalid_currency', 'Write a currency as its capital letters, such as USD.', 'value');
      END IF;
    WHEN 'billing_schema' THEN
      IF NOT EXISTS (SELECT FROM pg_namespace n WHERE n.nspname = v_value) THEN
        PERFORM scrip.refuse('invalid_setting', 'There is no schema of that name.', 'value');
      END IF;
    ELSE
      PERFORM scrip.refuse('not_found', 'There is no setting of that name.', 'name');
  END CASE;
  RETURN v_value;
END
$$;

-- Books that are open are in one currency, the backend's: another one would leave them to themselves.
CREATE FUNCTION scrip.check_metering(p_currency text)
RETURNS void LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_booked text := (SELECT g.currency FROM scrip.grant g WHERE g.metered AND g.currency <> p_currency LIMIT 1);
BEGIN
  IF v_booked IS NOT NULL THEN
    PERFORM scrip.refuse('invalid_setting', format('Credit in %1$s is booked here, and the backend adds it up in one currency: '
      'leave the setting at %1$s. Grants may be in other currencies.', v_booked), 'value');
  END IF;
END
$$;

-- A null value goes back to the default.
CREATE FUNCTION scrip.set_setting(p_key text, p_as text, p_name text, p_value text)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_answer jsonb;
  v_before jsonb;
  v_detail text;
BEGIN
  PERFORM scrip.need('admin');
  v_answer := scrip.begin_write(p_key, 'set_setting', jsonb_build_object('name', p_name, 'value', p_value));
  IF v_answer IS NOT NULL THEN
    RETURN v_answer;
  END IF;
  -- Not the row, which is not there where the default holds: what is read here is what there was before.
  LOCK TABLE scrip.setting IN SHARE ROW EXCLUSIVE MODE;
  v_before := scrip.setting(p_name);
  IF p_value IS NULL THEN
    DELETE FROM scrip.setting s WHERE s.name = p_name;
  ELSE
    INSERT INTO scrip.setting AS s (name, value, updated_at, updated_by)
    VALUES (p_name, scrip.check_setting(p_name, p_value), scrip.now(), session_user)
    ON CONFLICT (name) DO UPDATE
      SET value = excluded.value, updated_at = excluded.updated_at, updated_by = excluded.updated_by;
  END IF;
  v_answer := jsonb_build_object('setting', scrip.setting(p_name));
  IF p_name = 'metering_currency' THEN
    PERFORM scrip.check_metering(v_answer #>> '{setting,value}');
  END IF;
  PERFORM scrip.audit_write('set_setting', p_as, p_key, 'setting', p_name, NULL,
                            jsonb_build_object('value', v_before -> 'value'),
                            jsonb_build_object('value', v_answer #> '{setting,value}'));
  RETURN scrip.end_write(p_key, jsonb_build_object('setting', p_name), v_answer);
EXCEPTION WHEN SQLSTATE 'SC001' THEN
  GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
  RETURN scrip.refused(SQLSTATE, SQLERRM, v_detail);
END
$$;

CREATE FUNCTION scrip.unlock(p_key text, p_as text, p_seconds integer, p_reason text)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_answer jsonb;
  v_until timestamptz;
  v_detail text;
BEGIN
  PERFORM scrip.need('admin', 'staff', 'support');
  v_answer := scrip.begin_write(p_key, 'unlock', jsonb_build_object('seconds', p_seconds, 'reason', p_reason), false);
  IF v_answer IS NOT NULL THEN
    RETURN v_answer;
  END IF;
  IF p_seconds IS NULL OR p_seconds NOT BETWEEN 1 AND 28800 THEN
    PERFORM scrip.refuse('invalid_count', 'Unlock for one second to eight hours.', 'seconds');
  END IF;
  p_reason := scrip.check_reason(p_reason);
  v_until := scrip.now() + make_interval(secs => p_seconds);
  INSERT INTO scrip.unlock (login, until, reason, at) VALUES (session_user, v_until, p_reason, scrip.now());
  v_answer := jsonb_build_object('until', scrip.time_text(v_until));
  PERFORM scrip.audit_write('unlock', p_as, p_key, 'session', session_user, p_reason, NULL, v_answer);
  RETURN scrip.end_write(p_key, jsonb_build_object('session', session_user), v_answer);
EXCEPTION WHEN SQLSTATE 'SC001' THEN
  GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
  RETURN scrip.refused(SQLSTATE, SQLERRM, v_detail);
END
$$;

CREATE FUNCTION scrip.lock(p_key text, p_as text)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_answer jsonb;
  v_now timestamptz;
  v_detail text;
BEGIN
  PERFORM scrip.need('admin', 'staff', 'support');
  v_answer := scrip.begin_write(p_key, 'lock', '{}', false);
  IF v_answer IS NOT NULL THEN
    RETURN v_answer;
  END IF;
  v_now := scrip.now();
  INSERT INTO scrip.unlock (login, until, at) VALUES (session_user, v_now, v_now);
  v_answer := jsonb_build_object('until', scrip.time_text(v_now));
  PERFORM scrip.audit_write('lock', p_as, p_key, 'session', session_user, NULL, NULL, v_answer);
  RETURN scrip.end_write(p_key, jsonb_build_object('session', session_user), v_answer);
EXCEPTION WHEN SQLSTATE 'SC001' THEN
  GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
  RETURN scrip.refused(SQLSTATE, SQLERRM, v_detail);
END
$$;
