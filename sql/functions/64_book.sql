-- SPDX-License-Identifier: GPL-3.0-or-later
-- Writing the books, and with them the limits rows that the backend adds up: a grant that counts has one worth what is
-- left and what was consumed, one that is over keeps a row worth exactly what it had consumed.
SET LOCAL ROLE scrip_owner;

-- Closes the row in force and puts another in its place, none when it would be worth nothing. Two statements: the
-- unique index over rows in force would see both at once otherwise. A chain named by its event alone is free for the next
-- claim that the backend books once no row of it is left; a row that is wanted again after that is of a chain of its own.
CREATE FUNCTION scrip.replace_limit(p_grant scrip.grant, p_worth bigint, p_expires_at timestamptz, p_at timestamptz,
                                    p_reason text)
RETURNS scrip.grant LANGUAGE plpgsql AS $$
DECLARE
  g scrip.grant := p_grant;
BEGIN
  IF g.limit_id IS NOT NULL THEN
    UPDATE @billing@.organization_limits_history r SET effective_until = p_at
    WHERE r.id = g.limit_id AND r.effective_until IS NULL;
  END IF;
  g.limit_id := NULL;
  g.limit_worth := NULL;
  g.limit_expires_at := NULL;
  g.written := true;
  IF p_worth <= 0 AND g.credit_type COLLATE "C" ~ '^event:[0-9a-f-]{36}$' THEN
    g.credit_type := NULL;
  ELSIF p_worth > 0 THEN
    g.credit_type := coalesce(g.credit_type, 'scrip:' || g.id);
    g.limit_id := scrip.new_id();
    g.limit_worth := p_worth;
    g.limit_expires_at := p_expires_at;
    INSERT INTO @billing@.organization_limits_history (id, organization_id, spend_limit, effective_from, changed_by,
      change_reason, created_at, credit_type, source, currency, credit_expires_at)
    VALUES (g.limit_id, g.organization_id, p_worth, p_at, 'scrip', left(p_reason, 500), p_at, g.credit_type,
            g.limit_source, g.currency, p_expires_at);
  END IF;
  RETURN g;
END
$$;

-- Rows that are no longer worth what the books say. A chain that the backend rewrites is its own as long as it counts;
-- only when it expires Scrip keeps what was consumed from it.
CREATE FUNCTION scrip.write_limits(p_ledger scrip.ledger, p_reason text)
RETURNS scrip.ledger LANGUAGE plpgsql AS $$
DECLARE
  l scrip.ledger := p_ledger;
  g scrip.grant;
  v_worth bigint;
  v_expires_at timestamptz;
BEGIN
  FOR i IN 1 .. cardinality(l.grants) LOOP
    g := l.grants[i];
    CONTINUE WHEN NOT g.metered OR g.before_opening OR g.backend_owned AND g.state <> 'expired';
    v_worth := g.consumed + CASE g.state WHEN 'active' THEN g.available ELSE 0 END;
    v_expires_at := CASE WHEN g.state = 'active' AND v_worth > 0 THEN g.expires_at END;
    CONTINUE WHEN coalesce(g.limit_worth, 0) = v_worth AND g.limit_expires_at IS NOT DISTINCT FROM v_expires_at;
    l.grants[i] := scrip.replace_limit(g, v_worth, v_expires_at, l.at,
      coalesce(p_reason, CASE g.state WHEN 'expired' THEN 'Expired: what was consumed stays.' ELSE g.name END));
  END LOOP;
  RETURN l;
END
$$;

-- One look-up by the key for each: set against all that there are, the table would be read whole.
CREATE FUNCTION scrip.write_grants(p_ledger scrip.ledger)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  g scrip.grant;
  v_old scrip.grant;
BEGIN
  FOREACH g IN ARRAY p_ledger.grants LOOP
    SELECT o.* INTO v_old FROM scrip.grant o WHERE o.id = g.id;
    IF NOT FOUND THEN
      INSERT INTO scrip.grant SELECT g.*;
    ELSIF v_old IS DISTINCT FROM g THEN
      UPDATE scrip.grant t SET
        payment_status = g.payment_status, payment_reference = g.payment_reference, expires_at = g.expires_at,
        live_from = g.live_from, state = g.state, ended_at = g.ended_at, void_reason = g.void_reason,
        void_outcome = g.void_outcome, before_opening = g.before_opening, limit_id = g.limit_id,
        credit_type = g.credit_type, limit_worth = g.limit_worth, limit_expires_at = g.limit_expires_at,
        limit_source = g.limit_source, written = g.written, funded = g.funded, pending = g.pending,
        available = g.available, consumed = g.consumed, forfeited = g.forfeited, clawed_back = g.clawed_back
      WHERE t.id = g.id;
    END IF;
  END LOOP;
END
$$;

CREATE FUNCTION scrip.write_entries(p_ledger scrip.ledger, p_key text)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO scrip_vault.entry (id, at, booked_at, organization_id, grant_id, type, amount, currency, from_bucket,
                                 to_bucket, actor_kind, actor, reason, request_id, system_identifier)
  SELECT nextval('scrip_vault.entry_id'), e.at, p_ledger.at, e.organization_id, e.grant_id, e.type, e.amount, e.currency,
         e.from_bucket, e.to_bucket, e.actor_kind, e.actor, e.reason, p_key,
         (SELECT scrip.system_identifier()) -- once, it reads a file
  FROM unnest(p_ledger.moves) e;
END
$$;

-- When something becomes due by itself, null when nothing does.
CREATE FUNCTION scrip.next_due(p_ledger scrip.ledger)
RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT min(CASE WHEN g.state IN ('pending', 'active')
                    THEN least(CASE WHEN g.state = 'pending' AND NOT scrip.is_stopped(g) THEN g.live_from END, g.expires_at)
                    WHEN g.state = 'expired' AND g.available > 0 THEN g.ended_at + scrip.settlement_lag() END)
    FROM unnest(p_ledger.grants) g);
END
$$;

-- Rows of the logs that were taken, as far back as late ones are waited for.
CREATE FUNCTION scrip.write_usage(p_ledger scrip.ledger)
RETURNS timestamptz LANGUAGE plpgsql AS $$
DECLARE
  v_floor timestamptz := p_ledger.usage_floor;
BEGIN
  IF cardinality(p_ledger.seen_ids) > 0 THEN
    v_floor := greatest(v_floor, least(p_ledger.seen_at[cardinality(p_ledger.seen_at)], p_ledger.at) - scrip.late_usage());
    INSERT INTO scrip.usage_seen (organization_id, usage_id, at)
    SELECT p_ledger.organization_id, u.id, u.at FROM unnest(p_ledger.seen_ids, p_ledger.seen_at) u (id, at)
    ON CONFLICT DO NOTHING;
    DELETE FROM scrip.usage_seen n WHERE n.organization_id = p_ledger.organization_id AND n.at <= v_floor;
  END IF;
  RETURN v_floor;
END
$$;

-- Books all of it and answers the ledger as booked. p_reason stands in the limits rows.
CREATE FUNCTION scrip.book(p_ledger scrip.ledger, p_key text, p_reason text DEFAULT NULL)
RETURNS scrip.ledger LANGUAGE plpgsql AS $$
DECLARE
  l scrip.ledger := p_ledger;
BEGIN
  l.usage_floor := scrip.write_usage(l);
  l.seen_ids := '{}'; -- may be many, and would be copied at every step
  l.seen_at := '{}';
  l := scrip.write_limits(l, p_reason);
  PERFORM scrip.write_grants(l);
  PERFORM scrip.write_entries(l, p_key);
  INSERT INTO scrip.account AS a (organization_id, attributed, overdraft, unlogged, opened_at, passed_at, usage_floor, due_at)
  VALUES (l.organization_id, l.attributed, l.overdraft, l.unlogged, l.opened_at, l.passed_at, l.usage_floor,
          scrip.next_due(l))
  ON CONFLICT (organization_id) DO UPDATE SET
    attributed = excluded.attributed, overdraft = excluded.overdraft, unlogged = excluded.unlogged,
    opened_at = excluded.opened_at, passed_at = excluded.passed_at, usage_floor = excluded.usage_floor,
    due_at = excluded.due_at;
  l.moves := '{}';
  RETURN l;
END
$$;

-- What the books say is left, and the backend with them once they are written: below zero it blocks the organization.
CREATE FUNCTION scrip.left_of(p_ledger scrip.ledger)
RETURNS numeric LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN (SELECT coalesce(sum(g.available), 0) - p_ledger.overdraft
    FROM unnest(p_ledger.grants) g WHERE g.metered AND g.state = 'active');
END
$$;

-- The same in the currency of a grant. In others the backend spends nothing, and nothing is owed.
CREATE FUNCTION scrip.left_in(p_ledger scrip.ledger, p_currency text, p_metered boolean)
RETURNS numeric LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF p_metered THEN
    RETURN scrip.left_of(p_ledger);
  END IF;
  RETURN (SELECT coalesce(sum(g.available), 0) FROM unnest(p_ledger.grants) g
          WHERE NOT g.metered AND g.currency = p_currency AND g.state = 'active');
END
$$;
