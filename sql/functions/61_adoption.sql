-- SPDX-License-Identifier: GPL-3.0-or-later
-- Adoption: limits rows that somebody else wrote become grants. What is adopted is the chain of rows of an organization
-- and a credit_type, whose newest row states an absolute worth.
SET LOCAL ROLE scrip_owner;

CREATE FUNCTION scrip.met_at()
RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT o.at FROM scrip.opening o
$$;

-- Whether the rows of a grant are looked at again. A chain that Scrip wrote and the backend does not own is not: the
-- doctor tells when it is no longer as written.
CREATE FUNCTION scrip.is_read_back(p_grant scrip.grant)
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT NOT p_grant.written OR p_grant.backend_owned
$$;

-- Whether a row in force is not as it was last seen; the grant is that of its chain, or none. A row worth nothing makes
-- no grant.
CREATE FUNCTION scrip.is_strange(p_grant scrip.grant, p_id uuid, p_worth bigint, p_expires_at timestamptz)
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_grant.id IS NULL THEN p_worth > 0
              ELSE scrip.is_read_back(p_grant)
               AND (p_grant.limit_id, p_grant.limit_worth, p_grant.limit_expires_at)
                   IS DISTINCT FROM (p_id, p_worth, p_expires_at) END
$$;

-- The strange rows of an organization. Rows in another currency are no grants; the doctor names them. since: when the
-- chain began; with the row itself where a claim points to it, since one that is void may have left the chain before.
CREATE FUNCTION scrip.strange_rows(p_organization uuid)
RETURNS TABLE (id uuid, credit_type text, worth bigint, expires_at timestamptz, source text, at timestamptz,
               since timestamptz) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT r.id, r.credit_type::text, r.spend_limit::bigint, r.credit_expires_at, r.source::text, r.created_at,
         CASE WHEN EXISTS (SELECT FROM @billing@.credit_claims c
                           WHERE c.organization_id = r.organization_id AND c.organization_limit_id = r.id) THEN r.created_at
              ELSE (SELECT min(h.created_at) FROM @billing@.organization_limits_history h
                    WHERE h.organization_id = r.organization_id AND h.credit_type = r.credit_type
                      AND (h.id = r.id OR NOT EXISTS (SELECT FROM scrip.grant o WHERE o.id = h.id))) END
  FROM @billing@.organization_limits_history r
  LEFT JOIN scrip.grant g ON g.organization_id = r.organization_id AND g.credit_type = r.credit_type::text
  WHERE r.organization_id = p_organization AND r.effective_until IS NULL
    AND r.currency = scrip.setting_value('metering_currency')
    AND scrip.is_strange(g, r.id, r.spend_limit::bigint, r.credit_expires_at)
  ORDER BY 7, 1;
END
$$;

-- A grant of so much, at once available when it has come into effect.
CREATE FUNCTION scrip.add_grant(p_ledger scrip.ledger, p_grant scrip.grant, p_amount bigint, p_at timestamptz,
                                p_system text DEFAULT NULL, p_reason text DEFAULT NULL)
RETURNS scrip.ledger LANGUAGE plpgsql STABLE AS $$
DECLARE
  l scrip.ledger := p_ledger;
  g scrip.grant := p_grant;
  v_place integer := cardinality(l.grants) + 1;
BEGIN
  g.funded := 0;
  g.pending := 0;
  g.available := 0;
  g.consumed := 0;
  g.forfeited := 0;
  g.clawed_back := 0;
  l.grants := l.grants || g;
  l := scrip.move(l, v_place, 'funded', 'issuer', 'pending', p_amount, p_at, p_system, p_reason);
  IF g.state = 'active' THEN
    l := scrip.move(l, v_place, 'released', 'pending', 'available', p_amount, p_at, p_system, p_reason);
  END IF;
  l.grants := scrip.in_burn_order(l.grants);
  RETURN l;
END
$$;

-- The grant that a new chain becomes; a claim that the backend booked is one, and so called: that of the row in force, or
-- of an earlier row of the chain unless it has its grant. A row whose time is still to come, by the clock of whoever wrote
-- it, counts at once as it does for the backend.
CREATE FUNCTION scrip.adopted_grant(p_organization uuid, p_row record, p_at timestamptz)
RETURNS scrip.grant LANGUAGE plpgsql STABLE AS $$
DECLARE
  g scrip.grant;
  v_event text;
BEGIN
  SELECT c.id, c.credit_event_id INTO g.claim_id, g.event_id
  FROM @billing@.credit_claims c JOIN @billing@.organization_limits_history h ON h.id = c.organization_limit_id
  WHERE c.organization_id = p_organization AND h.organization_id = p_organization AND h.credit_type = p_row.credit_type
    AND NOT EXISTS (SELECT FROM scrip.grant o WHERE o.claim_id = c.id)
  ORDER BY h.id <> p_row.id, c.id LIMIT 1;
  SELECT e.name INTO v_event FROM @billing@.credit_events e WHERE e.id = g.event_id;
  -- Its row's, unless that row was closed with another grant and opened again.
  g.id := CASE WHEN EXISTS (SELECT FROM scrip.grant o WHERE o.id = p_row.id) THEN scrip.new_id() ELSE p_row.id END;
  g.organization_id := p_organization;
  g.name := coalesce(v_event, p_row.credit_type);
  g.origin := CASE WHEN g.claim_id IS NOT NULL THEN 'claim' ELSE 'adopted' END;
  g.currency := scrip.setting_value('metering_currency');
  g.metered := true;
  g.funding := 'none';
  g.availability := 'on_creation';
  g.priority := 10;
  g.labels := '{}';
  g.effective_at := p_row.since;
  g.expires_at := p_row.expires_at;
  g.created_at := p_row.since;
  g.live_from := least(p_row.since, p_at);
  g.state := 'active';
  g.before_opening := false;
  g.credit_type := p_row.credit_type;
  g.limit_id := p_row.id;
  g.limit_worth := p_row.worth;
  g.limit_expires_at := p_row.expires_at;
  g.limit_source := p_row.source;
  g.backend_owned := p_row.credit_type !~ '^(event|scrip):';
  g.written := false;
  RETURN g;
END
$$;

-- A newer worth of a chain: up, and available grows; down, and first what is available goes, then what was consumed,
-- which nothing covers any more. Compared is what the grant still stands for, not its last row: a row that Scrip left
-- after an expiry lacks the breakage that is not booked yet. What was ever funded has to stay a number.
CREATE FUNCTION scrip.adjust_chain(p_ledger scrip.ledger, p_i integer, p_worth bigint, p_at timestamptz)
RETURNS scrip.ledger LANGUAGE plpgsql STABLE AS $$
DECLARE
  l scrip.ledger := p_ledger;
  g scrip.grant := l.grants[p_i];
  v_change bigint := least(greatest(p_worth, 0) - (g.available + g.consumed), 9223372036854775807 - g.funded);
  v_available bigint := least(greatest(-v_change, 0), g.available);
  v_consumed bigint := least(greatest(-v_change, 0) - v_available, g.consumed);
BEGIN
  l := scrip.move(l, p_i, 'adjusted', 'issuer', 'available', greatest(v_change, 0), p_at, 'adoption');
  l := scrip.move(l, p_i, 'adjusted', 'available', 'issuer', v_available, p_at, 'adoption');
  l := scrip.move(l, p_i, 'adjusted', 'consumed', 'issuer', v_consumed, p_at, 'adoption');
  l.overdraft := l.overdraft + v_consumed;
  RETURN l;
END
$$;

CREATE FUNCTION scrip.adopt_row(p_ledger scrip.ledger, p_row record)
RETURNS scrip.ledger LANGUAGE plpgsql STABLE AS $$
DECLARE
  l scrip.ledger := p_ledger;
  i integer := (SELECT p FROM generate_subscripts(l.grants, 1) p WHERE (l.grants[p]).credit_type = p_row.credit_type);
  g scrip.grant;
BEGIN
  IF i IS NULL THEN
    RETURN scrip.add_grant(l, scrip.adopted_grant(l.organization_id, p_row, l.at), p_row.worth, p_row.since,
                           'adoption');
  END IF;
  l := scrip.adjust_chain(l, i, p_row.worth, least(p_row.at, l.at));
  g := l.grants[i];
  g.limit_id := p_row.id;
  g.limit_worth := p_row.worth;
  g.limit_expires_at := p_row.expires_at;
  g.limit_source := p_row.source;
  g.expires_at := p_row.expires_at;
  IF g.state IN ('expired', 'voided') THEN
    g.state := 'active'; -- until the new row's own expiry, which may have passed too
    g.live_from := coalesce(g.live_from, least(p_row.at, l.at));
    g.ended_at := NULL;
    g.void_reason := NULL;
    g.before_opening := false;
  END IF;
  l.grants[i] := g;
  RETURN l;
END
$$;

-- Chains whose row was closed without a successor: the credit is gone, also the part that was consumed.
CREATE FUNCTION scrip.adopt_closings(p_ledger scrip.ledger)
RETURNS scrip.ledger LANGUAGE plpgsql STABLE AS $$
DECLARE
  l scrip.ledger := p_ledger;
  g scrip.grant;
  v_closed timestamptz;
BEGIN
  FOR i IN 1 .. cardinality(l.grants) LOOP
    g := l.grants[i];
    CONTINUE WHEN g.limit_id IS NULL OR NOT scrip.is_read_back(g);
    SELECT coalesce(r.effective_until, l.at) INTO v_closed FROM (SELECT 1) one
    LEFT JOIN @billing@.organization_limits_history r ON r.id = g.limit_id
    WHERE NOT EXISTS (SELECT FROM @billing@.organization_limits_history n WHERE n.organization_id = l.organization_id
                        AND n.credit_type = g.credit_type AND n.effective_until IS NULL AND n.currency = g.currency);
    CONTINUE WHEN NOT FOUND;
    l := scrip.adjust_chain(l, i, 0, v_closed);
    g := l.grants[i];
    g.limit_id := NULL;
    g.limit_worth := NULL;
    g.limit_expires_at := NULL;
    g.live_from := NULL; -- late usage must not bring back what the backend took
    g.before_opening := false; -- nor what was consumed before Scrip came
    g.state := 'voided';
    g.ended_at := v_closed;
    g.void_reason := 'Closed by the billing backend.';
    l.grants[i] := g;
  END LOOP;
  RETURN l;
END
$$;

-- What an organization had spent when Scrip met the database is booked on what was in force then, and no limit changes.
-- Rows that had run out by then stay as they are until somebody asks for them. What was corrected away since is not
-- booked.
CREATE FUNCTION scrip.book_opening(p_ledger scrip.ledger)
RETURNS scrip.ledger LANGUAGE plpgsql STABLE AS $$
DECLARE
  l scrip.ledger := p_ledger;
  g scrip.grant;
  v_met timestamptz := scrip.met_at();
  v_spent bigint := least(l.opening_spent, l.spent);
BEGIN
  FOR i IN 1 .. cardinality(l.grants) LOOP
    g := l.grants[i];
    CONTINUE WHEN g.expires_at IS NULL OR g.expires_at > v_met;
    g.state := 'expired';
    g.ended_at := g.expires_at;
    g.before_opening := true;
    l.grants[i] := g;
    l := scrip.move(l, i, 'expired', 'available', 'forfeited', g.available, g.expires_at, 'opening');
  END LOOP;
  l := scrip.burn(l, v_spent, v_met, 'opening');
  l.attributed := v_spent;
  l.opened_at := v_met;
  l.passed_at := v_met;
  l.usage_floor := v_met;
  RETURN l;
END
$$;

CREATE FUNCTION scrip.adopt(p_ledger scrip.ledger)
RETURNS scrip.ledger LANGUAGE plpgsql STABLE AS $$
DECLARE
  l scrip.ledger := p_ledger;
  v_row record;
BEGIN
  FOR v_row IN SELECT * FROM scrip.strange_rows(l.organization_id) LOOP
    l := scrip.adopt_row(l, v_row);
  END LOOP;
  l := scrip.adopt_closings(l);
  l.grants := scrip.in_burn_order(l.grants); -- an expiry may have moved
  IF l.opening_spent IS NOT NULL AND l.opened_at IS NULL THEN
    l := scrip.book_opening(l);
  END IF;
  RETURN l;
END
$$;
