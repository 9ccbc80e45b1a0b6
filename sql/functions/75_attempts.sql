-- SPDX-License-Identifier: GPL-3.0-or-later
-- Reading the log of attempts, and what in it looks like somebody guessing.
SET LOCAL ROLE scrip_owner;

CREATE FUNCTION scrip.attempts(p_filter jsonb DEFAULT '{}', p_after text DEFAULT NULL, p_limit integer DEFAULT 200)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_filter jsonb := coalesce(p_filter, '{}');
  v_event uuid := scrip.filter_id(v_filter, 'event');
  v_user uuid := scrip.filter_id(v_filter, 'user');
  v_limit integer := least(greatest(coalesce(p_limit, 200), 1), 1000);
  v_after bigint := CASE WHEN p_after COLLATE "C" ~ '^[0-9]{1,18}$' THEN p_after END;
  v_sees boolean := scrip.sees_codes();
  v_ids bigint[];
BEGIN
  PERFORM scrip.need('admin', 'support', 'auditor');
  PERFORM scrip.check_keys(v_filter, 'event', 'user');
  IF p_after <> '' AND v_after IS NULL THEN
    PERFORM scrip.refuse('usage', 'This is no cursor of a list of attempts.', 'after');
  END IF;
  EXECUTE 'SELECT ARRAY(SELECT a.id FROM scrip.attempt a WHERE true'
    || CASE WHEN v_event IS NOT NULL THEN ' AND a.event_id = $1' ELSE '' END
    || CASE WHEN v_user IS NOT NULL THEN ' AND a.user_id = $2' ELSE '' END
    || CASE WHEN v_after IS NOT NULL THEN ' AND a.id < $3' ELSE '' END || ' ORDER BY a.id DESC LIMIT $4)'
  INTO v_ids USING v_event, v_user, v_after, v_limit + 1;
  RETURN jsonb_build_object(
    'items', (SELECT coalesce(jsonb_agg(jsonb_build_object(
        'id', a.id, 'at', scrip.time_text(a.at), 'login', a.login, 'as', a.claimed_as, 'event_id', a.event_id,
        'user_id', a.user_id, 'email', coalesce(u.email, a.email), 'outcome', a.outcome, 'fingerprint', a.fingerprint,
        'code_id', CASE WHEN v_sees THEN a.code_id END) ORDER BY a.id DESC), '[]')
      FROM scrip.attempt a LEFT JOIN @billing@.users u ON u.id = a.user_id WHERE a.id = ANY (v_ids[1:v_limit])),
    'next', CASE WHEN cardinality(v_ids) > v_limit THEN v_ids[v_limit]::text END);
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;

-- Whether an attempt missed the code, as somebody does who tries many.
CREATE FUNCTION scrip.is_miss(p_outcome text)
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_outcome IN ('code_not_found', 'invalid_code', 'code_reissued', 'code_disabled', 'code_already_claimed')
$$;

-- Misses of the last hour by who tried, for whom, and where; a login's look-ups that found nothing count as well.
CREATE FUNCTION scrip.guessing(p_since timestamptz)
RETURNS TABLE (kind text, id text, misses bigint, since timestamptz) LANGUAGE sql STABLE AS $$
  SELECT 'user', a.user_id::text, count(*), min(a.at) FROM scrip.attempt a
  WHERE a.at > p_since AND scrip.is_miss(a.outcome) AND a.user_id IS NOT NULL GROUP BY a.user_id
  HAVING count(*) >= scrip.setting_value('alarm_user_misses')::bigint
  UNION ALL
  SELECT 'login', m.login, count(*), min(m.at)
  FROM (SELECT a.login, a.at FROM scrip.attempt a WHERE a.at > p_since AND scrip.is_miss(a.outcome)
        UNION ALL SELECT l.login, l.at FROM scrip.lookup l WHERE l.at > p_since AND NOT l.found) m
  GROUP BY m.login HAVING count(*) >= scrip.setting_value('alarm_login_misses')::bigint
  UNION ALL
  SELECT 'event', a.event_id::text, count(*), min(a.at) FROM scrip.attempt a
  WHERE a.at > p_since AND scrip.is_miss(a.outcome) AND a.event_id IS NOT NULL GROUP BY a.event_id
  HAVING count(*) >= scrip.setting_value('alarm_event_misses')::bigint
$$;

CREATE FUNCTION scrip.alarms()
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM scrip.need('admin', 'staff', 'auditor');
  RETURN (
    SELECT coalesce(jsonb_agg(jsonb_build_object(
      'name', 'many_misses', 'kind', g.kind, 'id', g.id, 'count', g.misses, 'since', scrip.time_text(g.since),
      'message', format('%s misses within an hour for the %s %s: somebody may be guessing codes.', g.misses, g.kind,
                        coalesce(u.email, e.name, g.id))) ORDER BY g.misses DESC, g.kind, g.id), '[]')
    FROM scrip.guessing(scrip.now() - interval '1 hour') g
    LEFT JOIN @billing@.users u ON g.kind = 'user' AND u.id = scrip.uuid_or_null(g.id)
    LEFT JOIN @billing@.credit_events e ON g.kind = 'event' AND e.id = scrip.uuid_or_null(g.id));
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;
