-- SPDX-License-Identifier: GPL-3.0-or-later
-- Burning down: usage in the order of time takes what is live at its moment, in burn order. What nothing covers is
-- overdraft, which the next capacity that appears covers before anything else.
SET LOCAL ROLE scrip_owner;

-- Usage of a moment at which a grant lived reaches it also after its remainder was forfeited, or went back to pending
-- because its payment failed: then that much becomes available and is consumed at once. What counts now reaches
-- those that are booked as active, also when the clock stepped back before their beginning or the end of others.
CREATE FUNCTION scrip.burn(p_ledger scrip.ledger, p_amount bigint, p_at timestamptz, p_system text DEFAULT 'usage')
RETURNS scrip.ledger LANGUAGE plpgsql STABLE AS $$
DECLARE
  l scrip.ledger := p_ledger;
  g scrip.grant;
  v_left bigint := p_amount;
  v_take bigint;
BEGIN
  FOR i IN 1 .. cardinality(l.grants) LOOP
    EXIT WHEN v_left = 0;
    g := l.grants[i];
    CONTINUE WHEN g.available + g.forfeited + g.pending = 0;
    CONTINUE WHEN NOT coalesce(CASE WHEN p_at >= l.at THEN g.state = 'active' AND g.metered ELSE scrip.is_live(g, p_at) END,
                               false);
    IF scrip.is_stopped(g) THEN
      v_take := least(greatest(v_left - g.available, 0), g.pending);
      l := scrip.move(l, i, 'released', 'pending', 'available', v_take, p_at, p_system);
      g := l.grants[i];
    END IF;
    v_take := least(v_left, g.available);
    l := scrip.move(l, i, 'consumed', 'available', 'consumed', v_take, p_at, p_system);
    v_left := v_left - v_take;
    v_take := CASE WHEN g.state <> 'active' THEN least(v_left, g.forfeited) ELSE 0 END;
    l := scrip.move(l, i, 'consumed', 'forfeited', 'consumed', v_take, p_at, p_system);
    v_left := v_left - v_take;
  END LOOP;
  l.overdraft := l.overdraft + v_left;
  RETURN l;
END
$$;

CREATE FUNCTION scrip.cover(p_ledger scrip.ledger, p_at timestamptz)
RETURNS scrip.ledger LANGUAGE plpgsql STABLE AS $$
DECLARE
  l scrip.ledger := p_ledger;
  v_overdraft bigint := l.overdraft;
BEGIN
  IF v_overdraft = 0 THEN
    RETURN l;
  END IF;
  l.overdraft := 0;
  RETURN scrip.burn(l, v_overdraft, p_at);
END
$$;

-- What becomes of the grants at a moment: pending ones are released, others expire.
CREATE FUNCTION scrip.turn(p_ledger scrip.ledger, p_at timestamptz)
RETURNS scrip.ledger LANGUAGE plpgsql STABLE AS $$
DECLARE
  l scrip.ledger := p_ledger;
  g scrip.grant;
BEGIN
  FOR i IN 1 .. cardinality(l.grants) LOOP
    g := l.grants[i];
    IF g.state = 'pending' AND NOT scrip.is_stopped(g) AND g.live_from <= p_at AND (g.expires_at IS NULL OR g.expires_at > p_at) THEN
      g.state := 'active';
      l.grants[i] := g;
      l := scrip.move(l, i, 'released', 'pending', 'available', g.pending, g.live_from, 'settlement');
    ELSIF g.state IN ('pending', 'active') AND g.expires_at <= p_at THEN
      g.state := 'expired';
      g.ended_at := coalesce(g.ended_at, g.expires_at);
      l.grants[i] := g;
      l := scrip.move(l, i, 'expired', 'pending', 'forfeited', g.pending, g.expires_at, 'settlement');
    END IF;
  END LOOP;
  RETURN l;
END
$$;

-- What is left in a grant that is over: breakage, booked only when late usage had its time to come in.
CREATE FUNCTION scrip.forfeit(p_ledger scrip.ledger)
RETURNS scrip.ledger LANGUAGE plpgsql STABLE AS $$
DECLARE
  l scrip.ledger := p_ledger;
  g scrip.grant;
  v_lag interval := scrip.settlement_lag();
BEGIN
  FOR i IN 1 .. cardinality(l.grants) LOOP
    g := l.grants[i];
    CONTINUE WHEN g.available = 0;
    IF g.state = 'expired' AND g.ended_at + v_lag <= l.at THEN
      l := scrip.move(l, i, 'expired', 'available', 'forfeited', g.available, l.at, 'settlement');
    ELSIF g.state = 'voided' THEN
      l := scrip.move(l, i, 'voided', 'available', 'forfeited', g.available, l.at, 'settlement');
    ELSIF g.state = 'pending' THEN -- a payment that failed stopped it
      l := scrip.move(l, i, 'adjusted', 'available', 'pending', g.available, l.at, 'settlement');
    END IF;
  END LOOP;
  RETURN l;
END
$$;

-- The moments between which the same grants are live, from the beginning to now; overdraft from earlier passes joins at
-- the last of them.
CREATE FUNCTION scrip.turning_points(p_ledger scrip.ledger)
RETURNS timestamptz[] LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT array_agg(t.at ORDER BY t.at) FROM (
      SELECT g.live_from AS at FROM unnest(p_ledger.grants) g
      UNION SELECT coalesce(g.ended_at, g.expires_at) FROM unnest(p_ledger.grants) g
      UNION SELECT g.expires_at FROM unnest(p_ledger.grants) g WHERE g.state = 'pending'
      UNION SELECT p_ledger.passed_at
      UNION SELECT p_ledger.at
      UNION SELECT '-infinity') t
    WHERE t.at <= p_ledger.at);
END
$$;

-- Those of them at which a grant is released or expires.
CREATE FUNCTION scrip.due_times(p_ledger scrip.ledger)
RETURNS timestamptz[] LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT coalesce(array_agg(DISTINCT t.at), '{}')
    FROM unnest(p_ledger.grants) g
    CROSS JOIN LATERAL (VALUES (CASE WHEN g.state = 'pending' AND NOT scrip.is_stopped(g) THEN g.live_from END), (g.expires_at)) t (at)
    WHERE g.state IN ('pending', 'active') AND t.at <= p_ledger.at);
END
$$;

-- Through time, burning usage where it happened. Most segments of most passes are empty.
CREATE FUNCTION scrip.walk_time(p_ledger scrip.ledger, p_times timestamptz[], p_sums bigint[], p_lasts timestamptz[])
RETURNS scrip.ledger LANGUAGE plpgsql STABLE AS $$
DECLARE
  l scrip.ledger := p_ledger;
  v_due timestamptz[] := scrip.due_times(l);
  v_joins timestamptz := least(coalesce(l.passed_at, '-infinity'), l.at);
  v_old bigint := l.overdraft;
BEGIN
  l.overdraft := 0;
  FOR n IN 1 .. cardinality(p_times) LOOP
    IF p_times[n] = v_joins THEN
      l.overdraft := l.overdraft + v_old;
    END IF;
    IF p_times[n] = ANY (v_due) THEN
      l := scrip.turn(l, p_times[n]);
    END IF;
    IF l.overdraft > 0 THEN
      l := scrip.cover(l, p_times[n]);
    END IF;
    IF p_sums[n] > 0 THEN
      l := scrip.burn(l, p_sums[n], p_lasts[n]);
    END IF;
  END LOOP;
  RETURN l;
END
$$;

-- Brings the books up to their moment: everything due is adopted, attributed, released and settled.
CREATE FUNCTION scrip.advance(p_ledger scrip.ledger)
RETURNS scrip.ledger LANGUAGE plpgsql STABLE AS $$
DECLARE
  l scrip.ledger := scrip.adopt(p_ledger);
  v_times timestamptz[];
  v_usage record;
BEGIN
  IF l.spent < l.attributed THEN
    l := scrip.reverse_usage(l);
  END IF;
  v_times := scrip.turning_points(l);
  SELECT * INTO v_usage FROM scrip.fresh_usage(l, v_times);
  l := scrip.walk_time(l, v_times, v_usage.sums, v_usage.lasts);
  l := scrip.burn(l, v_usage.rest, l.at);
  l := scrip.forfeit(l);
  l.attributed := l.spent;
  l.unlogged := v_usage.unlogged;
  l.seen_ids := v_usage.ids;
  l.seen_at := v_usage.ats;
  l.passed_at := greatest(l.passed_at, l.at);
  RETURN l;
END
$$;
