-- SPDX-License-Identifier: GPL-3.0-or-later
-- How an event was claimed over time, in its own zone.
SET LOCAL ROLE scrip_owner;

-- The beginnings of the days or hours of a zone from the one that p_from lies in to the one that p_to lies in, and the
-- end of that; the newest p_most of them. A day that the zone skipped is not there, an hour that it had twice is twice.
CREATE FUNCTION scrip.series_bounds(p_bucket text, p_from timestamptz, p_to timestamptz, p_zone text, p_most integer)
RETURNS timestamptz[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_last date := (p_to AT TIME ZONE p_zone)::date;
  v_first date := greatest((p_from AT TIME ZONE p_zone)::date,
                           v_last - CASE p_bucket WHEN 'day' THEN p_most - 1 ELSE p_most / 24 - 1 END);
  v_starts timestamptz[];
BEGIN
  IF p_bucket = 'day' THEN
    RETURN ARRAY(SELECT DISTINCT (v_first + n)::timestamp AT TIME ZONE p_zone FROM generate_series(0, v_last - v_first + 1) n
                 ORDER BY 1);
  END IF;
  v_starts := ARRAY(SELECT DISTINCT h FROM generate_series(0, v_last - v_first) n, unnest(scrip.hours_of(v_first + n, p_zone)) h
                    ORDER BY h);
  RETURN v_starts[greatest(width_bucket(p_from, v_starts), 1):width_bucket(p_to, v_starts) + 1];
END
$$;

-- What is booked, less the slots that were given back: what counts against the cap, bucket by bucket. The last bucket
-- ends where claiming did, or goes on. cumulative is counted back from the counters, so that it needs no claim of before.
CREATE FUNCTION scrip.series_points(p_event uuid, p_bounds timestamptz[], p_booked bigint, p_amount numeric)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    WITH counted AS (
      SELECT width_bucket(d.claimed_at, p_bounds) AS n, count(*) AS claims FROM scrip.claim_detail d
      WHERE d.event_id = p_event AND d.claimed_at >= p_bounds[1] GROUP BY 1
      UNION ALL
      SELECT width_bucket(r.claimed_at, p_bounds), -count(*) FROM scrip.claim_detail r
      WHERE r.event_id = p_event AND r.slot_returned AND r.claimed_at >= p_bounds[1] GROUP BY 1
    ), points AS (
      SELECT n, coalesce(c.claims, 0) AS claims,
             p_booked - coalesce(sum(c.claims) OVER (ORDER BY n DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS cumulative
      FROM generate_series(1, cardinality(p_bounds)) n
      LEFT JOIN (SELECT x.n, sum(x.claims) AS claims FROM counted x GROUP BY x.n) c USING (n)
    )
    SELECT coalesce(jsonb_agg(jsonb_build_object(
      'at', scrip.time_text(p_bounds[p.n]), 'claims', p.claims, 'amount', scrip.money_text(p.claims * p_amount),
      'cumulative', p.cumulative) ORDER BY p.n), '[]')
    FROM points p WHERE p.n < cardinality(p_bounds));
END
$$;

-- p_bucket is hour or day. Without p_from from the first claim, or from when claims start; at most 4000 points, the newest.
-- unbooked counts claims that the backend made and maintenance is still to book: they are in claim_count alone.
CREATE FUNCTION scrip.event_series(p_event uuid, p_bucket text DEFAULT 'day', p_from timestamptz DEFAULT NULL)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_now timestamptz := scrip.now();
  e record;
  v_booked bigint;
  v_first timestamptz;
  v_last timestamptz;
  v_bounds timestamptz[];
BEGIN
  PERFORM scrip.need('admin', 'staff', 'support', 'auditor');
  IF p_bucket IS NULL OR p_bucket NOT IN ('hour', 'day') THEN
    PERFORM scrip.refuse('usage', 'A series is by hour or by day.', 'bucket');
  END IF;
  SELECT r.*, least(r.claim_deadline, r.credit_expires_at) AS closes_at INTO e FROM scrip.event_rows(ARRAY[p_event]) r;
  IF e.id IS NULL THEN
    PERFORM scrip.refuse('not_found', 'There is no such event.', 'event');
  END IF;
  v_booked := e.claim_count - scrip.unbooked_count(p_event);
  SELECT min(d.claimed_at), max(d.claimed_at) INTO v_first, v_last FROM scrip.claim_detail d WHERE d.event_id = p_event;
  v_first := coalesce(p_from, least(v_first, e.starts_at, v_now));
  v_last := greatest(least(v_now, greatest(v_last, e.closes_at)), v_first);
  v_bounds := scrip.series_bounds(p_bucket, v_first, v_last, e.time_zone, 4000);
  RETURN jsonb_build_object(
    'event_id', e.id, 'zone', e.time_zone, 'bucket', p_bucket, 'at', scrip.time_text(v_now),
    'to', scrip.time_text(v_bounds[cardinality(v_bounds)]), 'starts_at', scrip.time_text(e.starts_at),
    'closes_at', scrip.time_text(e.closes_at), 'status', e.status, 'amount', scrip.money_text(e.amount), 'currency', e.currency,
    'claim_count', e.claim_count, 'max_claims', e.max_claims, 'unbooked', e.claim_count - v_booked,
    'codes', scrip.event_object(p_event) -> 'codes',
    'series', scrip.series_points(p_event, v_bounds, v_booked, e.amount));
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;
