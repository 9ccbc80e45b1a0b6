-- SPDX-License-Identifier: GPL-3.0-or-later
-- The books of one organization, in memory: read here, computed by the files that follow, written by 64_book.sql. So a
-- preview and the real thing are the same computation, and a read that has to know what is due writes nothing.
SET LOCAL ROLE scrip_owner;

CREATE FUNCTION scrip.bucket_move(p_grant scrip.grant, p_from text, p_to text, p_amount bigint)
RETURNS scrip.grant LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  g scrip.grant := p_grant;
BEGIN
  CASE p_from
    WHEN 'issuer' THEN g.funded := g.funded + p_amount;
    WHEN 'pending' THEN g.pending := g.pending - p_amount;
    WHEN 'available' THEN g.available := g.available - p_amount;
    WHEN 'consumed' THEN g.consumed := g.consumed - p_amount;
    WHEN 'forfeited' THEN g.forfeited := g.forfeited - p_amount;
  END CASE;
  CASE p_to
    WHEN 'issuer' THEN g.funded := g.funded - p_amount;
    WHEN 'pending' THEN g.pending := g.pending + p_amount;
    WHEN 'available' THEN g.available := g.available + p_amount;
    WHEN 'consumed' THEN g.consumed := g.consumed + p_amount;
    WHEN 'forfeited' THEN g.forfeited := g.forfeited + p_amount;
    WHEN 'clawed_back' THEN g.clawed_back := g.clawed_back + p_amount;
  END CASE;
  RETURN g;
END
$$;

-- One transfer of the grant at place p_i; nothing for an amount of zero. p_system: what of Scrip's own accord does it,
-- null when the login does.
CREATE FUNCTION scrip.move(p_ledger scrip.ledger, p_i integer, p_type text, p_from text, p_to text, p_amount bigint,
                           p_at timestamptz, p_system text DEFAULT NULL, p_reason text DEFAULT NULL)
RETURNS scrip.ledger LANGUAGE plpgsql STABLE AS $$
DECLARE
  l scrip.ledger := p_ledger;
  g scrip.grant := l.grants[p_i];
  e scrip_vault.entry;
BEGIN
  IF p_amount = 0 THEN
    RETURN l;
  END IF;
  e.at := p_at;
  e.organization_id := g.organization_id;
  e.grant_id := g.id;
  e.type := p_type;
  e.amount := p_amount;
  e.currency := g.currency;
  e.from_bucket := p_from;
  e.to_bucket := p_to;
  e.actor_kind := CASE WHEN p_system IS NOT NULL THEN 'system'
                       WHEN pg_has_role(session_user, 'scrip_admin', 'MEMBER') THEN 'admin' ELSE 'user' END;
  e.actor := coalesce(p_system, session_user);
  e.reason := p_reason;
  l.moves := l.moves || e;
  l.grants[p_i] := scrip.bucket_move(g, p_from, p_to, p_amount);
  RETURN l;
END
$$;

-- Promotional credit goes before paid credit.
CREATE FUNCTION scrip.is_paid(p_grant scrip.grant)
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_grant.funding <> 'none' OR p_grant.origin IN ('purchase', 'adopted')
$$;

CREATE FUNCTION scrip.in_burn_order(p_grants scrip.grant[])
RETURNS scrip.grant[] LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF cardinality(p_grants) < 2 THEN
    RETURN p_grants;
  END IF;
  RETURN (SELECT ARRAY(SELECT g FROM unnest(p_grants) g
                 ORDER BY g.priority, g.expires_at NULLS LAST, scrip.is_paid(g), g.effective_at, g.created_at, g.id));
END
$$;

-- Was available until its payment failed: pending since, with the moment as its end.
CREATE FUNCTION scrip.is_stopped(p_grant scrip.grant)
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_grant.state = 'pending' AND p_grant.ended_at IS NOT NULL
$$;

-- Whether usage at that moment burns it, were there something left.
CREATE FUNCTION scrip.is_live(p_grant scrip.grant, p_at timestamptz)
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_grant.live_from <= p_at AND (p_grant.state <> 'pending' OR scrip.is_stopped(p_grant)) AND p_grant.metered
     AND NOT p_grant.before_opening
     AND p_at < coalesce(p_grant.ended_at, p_grant.expires_at, 'infinity')
$$;

CREATE FUNCTION scrip.settlement_lag()
RETURNS interval LANGUAGE sql STABLE AS $$
  SELECT make_interval(mins => scrip.setting_value('settlement_lag')::integer)
$$;

-- Null when it is not among those loaded.
CREATE FUNCTION scrip.place_of(p_ledger scrip.ledger, p_grant uuid)
RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN (SELECT i FROM generate_subscripts(p_ledger.grants, 1) i WHERE (p_ledger.grants[i]).id = p_grant);
END
$$;

-- What the backend counts: its total_spent, and the sum of the rows in force that have not run out.
CREATE FUNCTION scrip.spent_of(p_organization uuid)
RETURNS bigint LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN coalesce((SELECT b.total_spent::bigint FROM @billing@.organization_balance b
                   WHERE b.organization_id = p_organization), 0);
END
$$;

CREATE FUNCTION scrip.limit_of(p_organization uuid, p_at timestamptz)
RETURNS numeric LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT coalesce(sum(r.spend_limit::bigint), 0) FROM @billing@.organization_limits_history r
          WHERE r.organization_id = p_organization AND r.effective_until IS NULL
            AND (r.credit_expires_at IS NULL OR r.credit_expires_at > p_at));
END
$$;

-- As booked. Grants that are over and have nothing left to give back are left out, unless p_all: only a correction of
-- usage downwards reaches them, and the backend, where it owns the chain.
CREATE FUNCTION scrip.read_ledger(p_organization uuid, p_at timestamptz, p_all boolean DEFAULT false)
RETURNS scrip.ledger LANGUAGE plpgsql STABLE AS $$
DECLARE
  l scrip.ledger;
BEGIN
  SELECT p_organization, p_at, scrip.spent_of(p_organization), coalesce(a.attributed, 0),
         coalesce(a.overdraft, 0), coalesce(a.unlogged, 0), a.opening_spent, a.opened_at, a.passed_at,
         coalesce(a.usage_floor, '-infinity'), '{}', '{}', '{}', '{}'
  INTO l FROM (SELECT 1) one LEFT JOIN scrip.account a ON a.organization_id = p_organization;
  l.grants := scrip.in_burn_order(ARRAY(
    SELECT g FROM scrip.grant g
    WHERE g.organization_id = p_organization
      AND (p_all OR l.spent < l.attributed OR g.state IN ('pending', 'active') OR scrip.is_read_back(g) OR g.available > 0
           OR g.forfeited > 0 AND g.ended_at > l.usage_floor)));
  RETURN l;
END
$$;

-- Everybody who writes to the books of an organization waits here. NO KEY UPDATE: the backend's usage holds the balance
-- row and then asks for the share lock of a foreign key.
CREATE FUNCTION scrip.lock_organization(p_organization uuid)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM @billing@.organizations o WHERE o.id = p_organization FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    PERFORM scrip.refuse('not_found', 'There is no such organization.', 'organization');
  END IF;
END
$$;

-- Locked, read, and brought up to now: what a write begins with. Its clock is read after the lock.
CREATE FUNCTION scrip.open_ledger(p_organization uuid, p_all boolean DEFAULT false)
RETURNS scrip.ledger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM scrip.lock_organization(p_organization);
  RETURN scrip.advance(scrip.read_ledger(p_organization, scrip.now(), p_all));
END
$$;
