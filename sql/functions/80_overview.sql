-- SPDX-License-Identifier: GPL-3.0-or-later
-- What somebody wants to know first: what is claimed today, what is given out and what it may come to, and what needs a
-- person. Claims are counted where they are booked, of two days; nothing here grows with all that was ever claimed.
SET LOCAL ROLE scrip_owner;

-- The beginnings of the hours of a local day and, last, its end: 23 or 25 hours where the clock changes.
CREATE FUNCTION scrip.hours_of(p_day date, p_zone text)
RETURNS timestamptz[] LANGUAGE sql STABLE AS $$
  SELECT ARRAY(SELECT h FROM generate_series(p_day::timestamp AT TIME ZONE p_zone,
                                             ((p_day + 1)::timestamp AT TIME ZONE p_zone) - interval '1 microsecond',
                                             interval '1 hour') h ORDER BY h)
         || ((p_day + 1)::timestamp AT TIME ZONE p_zone)
$$;

-- Claims of today and yesterday by the hours of p_zone, today's by event: the three with the most, the others together.
-- own: those since p_starts, the beginning of the day where the events p_ids are.
CREATE FUNCTION scrip.claims_today(p_now timestamptz, p_zone text, p_ids uuid[], p_starts timestamptz[])
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_day date := (p_now AT TIME ZONE p_zone)::date;
  v_today timestamptz[] := scrip.hours_of(v_day, p_zone);
  v_before timestamptz[] := scrip.hours_of(v_day - 1, p_zone);
  v_hours integer := cardinality(v_today) - 1;
  v_passed integer := cardinality(v_before) - 1; -- hours that yesterday had
  v_cut timestamptz := ((p_now AT TIME ZONE p_zone) - interval '1 day') AT TIME ZONE p_zone;
BEGIN
  RETURN (
    WITH counted AS MATERIALIZED (
      SELECT d.event_id, width_bucket(d.claimed_at, v_before[:v_passed] || v_today) AS hour, count(*) AS claims,
             count(*) FILTER (WHERE d.claimed_at < v_cut) AS early, count(*) FILTER (WHERE d.claimed_at >= s.start) AS own
      FROM scrip.claim_detail d LEFT JOIN unnest(p_ids, p_starts) s (id, start) ON s.id = d.event_id
      WHERE d.claimed_at >= least(v_before[1], (SELECT min(x) FROM unnest(p_starts) x)) AND d.claimed_at < v_today[v_hours + 1]
      GROUP BY d.event_id, 2
    ), ranked AS (
      SELECT c.event_id, sum(c.claims) AS claims, row_number() OVER (ORDER BY sum(c.claims) DESC, c.event_id) AS place
      FROM counted c WHERE c.hour > v_passed GROUP BY c.event_id
    ), series AS (
      SELECT least(r.place, 4) AS place, c.hour - v_passed AS hour, sum(c.claims) AS claims
      FROM counted c JOIN ranked r ON r.event_id = c.event_id WHERE c.hour > v_passed GROUP BY 1, 2
    )
    SELECT jsonb_build_object(
      'day', v_day, 'zone', p_zone, 'starts', (SELECT jsonb_agg(scrip.time_text(h) ORDER BY h) FROM unnest(v_today) h),
      'today', (SELECT coalesce(sum(r.claims), 0) FROM ranked r),
      'yesterday', (SELECT coalesce(sum(c.claims), 0) FROM counted c WHERE c.hour BETWEEN 1 AND v_passed),
      'yesterday_by_now', (SELECT coalesce(sum(c.early), 0) FROM counted c WHERE c.hour BETWEEN 1 AND v_passed),
      'yesterday_hours', (
        SELECT jsonb_agg((SELECT coalesce(sum(c.claims), 0) FROM counted c WHERE c.hour = h) ORDER BY h)
        FROM generate_series(1, v_passed) h),
      'events', coalesce((
        SELECT jsonb_agg(jsonb_build_object(
          'id', e.id, 'name', e.name, 'today', t.claims, 'hours', (
            SELECT jsonb_agg(coalesce(s.claims, 0) ORDER BY h) FROM generate_series(1, v_hours) h
            LEFT JOIN series s ON s.place = t.place AND s.hour = h)) ORDER BY t.place)
        FROM (SELECT least(r.place, 4) AS place, sum(r.claims) AS claims FROM ranked r GROUP BY 1) t
        LEFT JOIN ranked o ON o.place = t.place AND t.place < 4
        LEFT JOIN @billing@.credit_events e ON e.id = o.event_id), '[]'),
      'own', coalesce((SELECT jsonb_object_agg(o.event_id, o.own)
                       FROM (SELECT c.event_id, sum(c.own) AS own FROM counted c GROUP BY c.event_id) o WHERE o.own > 0), '{}')));
END
$$;

-- Consumed credit that the backend takes back until maintenance settles: that of grants whose limits row has run out.
CREATE FUNCTION scrip.at_risk_now(p_now timestamptz)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT jsonb_build_object('amount', scrip.money_text(coalesce(sum(g.consumed), 0)),
                              'organizations', count(DISTINCT g.organization_id))
    FROM scrip.account a JOIN scrip.grant g ON g.organization_id = a.organization_id
    WHERE a.due_at <= p_now AND g.metered AND NOT g.before_opening AND g.consumed > 0 AND g.limit_id IS NOT NULL
      AND g.limit_expires_at <= p_now);
END
$$;

-- How far the audit is sealed. Counting what is under no seal ends at a thousand.
CREATE FUNCTION scrip.sealed_so_far()
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT jsonb_build_object('seal', s.id, 'sealed_at', scrip.time_text(s.at), 'rows', s.total,
                              'unsealed', (SELECT count(*) FROM (SELECT FROM scrip.unsealed() LIMIT 1000) u))
    FROM scrip_vault.seal s ORDER BY s.id DESC LIMIT 1);
END
$$;

-- The parts that come from the events, all of them read once. The events that can be claimed come first by what ends next.
CREATE FUNCTION scrip.overview_events(p_now timestamptz)
RETURNS TABLE (parts jsonb, ids uuid[], starts timestamptz[]) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH events AS MATERIALIZED (
    SELECT r.*, d.awaiting_by, r.claim_count::numeric * r.amount AS given,
           date_trunc('day', p_now AT TIME ZONE r.time_zone) AT TIME ZONE r.time_zone AS day_start,
           least(r.claim_deadline, r.credit_expires_at) AS closes_at
    FROM scrip.event_rows() r LEFT JOIN scrip.event_detail d ON d.event_id = r.id
    WHERE r.status <> 'archived'
  ), active AS (
    SELECT e.* FROM events e WHERE e.status = 'active' ORDER BY e.closes_at, e.id LIMIT 50
  )
  SELECT jsonb_build_object(
      'events', (SELECT count(*) FROM events),
      'active', coalesce((
        SELECT jsonb_agg(jsonb_build_object(
          'id', a.id, 'name', a.name, 'claim_count', a.claim_count, 'max_claims', a.max_claims,
          'places', least(a.max_claims, a.live_uses), 'amount', scrip.money_text(a.amount), 'currency', a.currency,
          'exposure', scrip.money_text(a.exposure), 'closes_at', scrip.time_text(a.closes_at), 'time_zone', a.time_zone)
          ORDER BY a.closes_at, a.id) FROM active a), '[]'),
      'exposure', coalesce((
        SELECT jsonb_agg(jsonb_build_object(
          'status', s.status, 'events', s.events, 'claimed', scrip.money_text(s.given),
          'open', scrip.money_text(s.left_open), 'exposure', scrip.money_text(s.exposure)) ORDER BY s.place)
        FROM (SELECT e.status, count(*) AS events, sum(e.given) AS given, sum(greatest(e.exposure - e.given, 0)) AS left_open,
                     sum(e.exposure) AS exposure,
                     array_position(ARRAY['active', 'paused', 'awaiting_approval', 'upcoming', 'exhausted'], e.status) AS place
              FROM events e WHERE e.status <> 'ended' GROUP BY e.status) s), '[]'),
      'approvals', coalesce((
        SELECT jsonb_agg(jsonb_build_object(
          'id', w.id, 'name', w.name, 'exposure', scrip.money_text(w.exposure), 'since', scrip.time_text(w.awaiting_since),
          'by', array_to_string(w.awaiting_by, ', ')) ORDER BY w.awaiting_since, w.id)
        FROM events w WHERE w.status = 'awaiting_approval'), '[]'),
      'budgets', coalesce((
        SELECT jsonb_agg(jsonb_build_object(
          'id', b.id, 'name', b.name, 'budget', scrip.money_text(b.budget), 'claimed', scrip.money_text(b.given))
          ORDER BY b.given - b.budget DESC, b.id)
        FROM events b WHERE b.given >= b.budget AND b.status <> 'ended'), '[]')),
    ARRAY(SELECT a.id FROM active a ORDER BY a.id), ARRAY(SELECT a.day_start FROM active a ORDER BY a.id);
END
$$;

-- What the login may not see is null: alarms to support, money of customers to staff, the seals to both.
CREATE FUNCTION scrip.overview()
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_now timestamptz := scrip.now();
  v_roles text[] := scrip.roles_of(session_user);
  v_events record;
  v_claims jsonb;
BEGIN
  PERFORM scrip.need('admin', 'staff', 'support', 'auditor');
  SELECT * INTO v_events FROM scrip.overview_events(v_now);
  v_claims := scrip.claims_today(v_now, scrip.setting_value('time_zone'), v_events.ids, v_events.starts);
  RETURN v_events.parts || jsonb_build_object(
    'at', scrip.time_text(v_now), 'currency', scrip.setting_value('metering_currency'), 'claims', v_claims - 'own',
    'active', (SELECT coalesce(jsonb_agg(a.o || jsonb_build_object('today', coalesce(v_claims #> ARRAY['own', a.o ->> 'id'], '0'))
                                         ORDER BY a.n), '[]')
               FROM jsonb_array_elements(v_events.parts -> 'active') WITH ORDINALITY a (o, n)),
    'alarms', CASE WHEN v_roles && ARRAY['admin', 'staff', 'auditor'] THEN scrip.alarms() END,
    'at_risk', CASE WHEN v_roles && ARRAY['admin', 'support', 'auditor'] THEN scrip.at_risk_now(v_now) END,
    'seals', CASE WHEN v_roles && ARRAY['admin', 'auditor'] THEN scrip.sealed_so_far() END,
    'maintenance', scrip.maintenance());
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;

-- Credit that is left and expires within p_days, by the days of the database's zone; the event that most of it is from
-- stands beside each. In the metering currency. scrip.account knows which organizations have something due by then, so
-- this costs as much as what expires, not as what there is.
CREATE FUNCTION scrip.expiring(p_days integer DEFAULT 30)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_days integer := least(greatest(coalesce(p_days, 30), 1), 366);
  v_zone text := scrip.setting_value('time_zone');
  v_now timestamptz := scrip.now();
  v_first date := (v_now AT TIME ZONE v_zone)::date;
  v_bounds timestamptz[] := ARRAY(SELECT (v_first + n)::timestamp AT TIME ZONE v_zone FROM generate_series(0, v_days) n ORDER BY n);
BEGIN
  PERFORM scrip.need('admin', 'support', 'auditor');
  RETURN (
    WITH due AS MATERIALIZED (
      SELECT width_bucket(g.expires_at, v_bounds) AS day, g.event_id, count(*) AS grants, sum(g.available) AS amount,
             min(g.expires_at) AS first
      FROM scrip.account a JOIN scrip.grant g ON g.organization_id = a.organization_id
      WHERE a.due_at < v_bounds[v_days + 1] AND g.metered AND g.state = 'active' AND g.available > 0
        AND g.expires_at > v_now AND g.expires_at < v_bounds[v_days + 1]
      GROUP BY 1, g.event_id
    )
    SELECT jsonb_build_object(
      'zone', v_zone, 'currency', scrip.setting_value('metering_currency'),
      'grants', (SELECT coalesce(sum(d.grants), 0) FROM due d), 'amount', (SELECT scrip.money_text(coalesce(sum(d.amount), 0)) FROM due d),
      'first', (SELECT scrip.time_text(min(d.first)) FROM due d),
      'days', (
        SELECT jsonb_agg(jsonb_build_object(
          'at', scrip.time_text(v_bounds[n]), 'grants', coalesce(s.grants, 0), 'amount', scrip.money_text(coalesce(s.amount, 0)),
          'event_id', m.event_id, 'event_name', m.name) ORDER BY n)
        FROM generate_series(1, v_days) n
        LEFT JOIN (SELECT d.day, sum(d.grants) AS grants, sum(d.amount) AS amount FROM due d GROUP BY d.day) s ON s.day = n
        LEFT JOIN LATERAL (SELECT d.event_id, e.name FROM due d JOIN @billing@.credit_events e ON e.id = d.event_id
                           WHERE d.day = n ORDER BY d.amount DESC, d.event_id LIMIT 1) m ON true)));
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;
