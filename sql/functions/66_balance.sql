-- SPDX-License-Identifier: GPL-3.0-or-later
-- What an organization has. settled is as booked; everything else is as if all that is due were done now. baseline is
-- what the backend itself computes, at_risk how much lower that is than it should be until maintenance ran.
SET LOCAL ROLE scrip_owner;

-- p_limit as limit_of() tells it.
CREATE FUNCTION scrip.metered_balance(p_ledger scrip.ledger, p_limit numeric)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  l scrip.ledger := p_ledger;
  v_left numeric;
  v_baseline numeric := p_limit - l.spent;
  v_settled numeric;
  v_sum record;
BEGIN
  SELECT coalesce(sum(g.available), 0) INTO v_settled
  FROM scrip.grant g WHERE g.organization_id = l.organization_id AND g.metered;
  SELECT coalesce(sum(g.pending), 0) AS pending, coalesce(sum(g.consumed), 0) AS consumed,
         coalesce(sum(g.forfeited), 0) AS forfeited, coalesce(sum(g.clawed_back), 0) AS clawed_back,
         coalesce(sum(g.available) FILTER (WHERE g.state = 'active'), 0) AS available
  INTO v_sum FROM unnest(l.grants) g WHERE g.metered;
  v_left := v_sum.available - l.overdraft;
  RETURN jsonb_build_object(
    'currency', scrip.setting_value('metering_currency'), 'settled', scrip.money_text(v_settled),
    'live', scrip.money_text(greatest(v_left, 0)), 'pending', scrip.money_text(v_sum.pending),
    'consumed', scrip.money_text(v_sum.consumed), 'forfeited', scrip.money_text(v_sum.forfeited),
    'clawed_back', scrip.money_text(v_sum.clawed_back), 'overdraft', scrip.money_text(l.overdraft),
    'baseline', scrip.money_text(v_baseline), 'at_risk', scrip.money_text(greatest(v_left - v_baseline, 0)));
END
$$;

-- Other currencies: no limits row, no usage; only what their grants say.
CREATE FUNCTION scrip.foreign_balances(p_ledger scrip.ledger)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM unnest(p_ledger.grants) g WHERE NOT g.metered) THEN
    RETURN '[]';
  END IF;
  RETURN (SELECT coalesce(jsonb_agg(jsonb_build_object(
      'currency', c.currency, 'settled', scrip.money_text(c.settled), 'live', scrip.money_text(c.live),
      'pending', scrip.money_text(c.pending), 'consumed', scrip.money_text(c.consumed),
      'forfeited', scrip.money_text(c.forfeited), 'clawed_back', scrip.money_text(c.clawed_back),
      'overdraft', '0.00', 'baseline', NULL, 'at_risk', '0.00') ORDER BY c.currency), '[]')
    FROM (
      SELECT g.currency, sum(coalesce(b.available, 0)) AS settled, sum(g.pending) AS pending, sum(g.consumed) AS consumed,
             coalesce(sum(g.available) FILTER (WHERE g.state = 'active'), 0) AS live, sum(g.forfeited) AS forfeited,
             sum(g.clawed_back) AS clawed_back
      FROM unnest(p_ledger.grants) g LEFT JOIN scrip.grant b ON b.id = g.id
      WHERE NOT g.metered
      GROUP BY g.currency) c);
END
$$;

-- blocked is what the backend does now.
CREATE FUNCTION scrip.balance_json(p_ledger scrip.ledger)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  l scrip.ledger := p_ledger;
  v_limit numeric := scrip.limit_of(l.organization_id, l.at);
BEGIN
  RETURN jsonb_build_object(
    'organization_id', l.organization_id,
    'organization_name', (SELECT o.name FROM @billing@.organizations o WHERE o.id = l.organization_id),
    'blocked', l.spent >= v_limit,
    'currencies', jsonb_build_array(scrip.metered_balance(l, v_limit)) || scrip.foreign_balances(l));
END
$$;

-- Null when there is no such organization.
CREATE FUNCTION scrip.balance_object(p_organization uuid)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF EXISTS (SELECT FROM @billing@.organizations o WHERE o.id = p_organization) THEN
    RETURN scrip.balance_json(scrip.advance(scrip.read_ledger(p_organization, scrip.now(), true)));
  END IF;
  RETURN NULL;
END
$$;

-- The same of books that were brought up to now and written a moment ago, under a lock that is still held.
CREATE FUNCTION scrip.booked_balance(p_organization uuid)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN scrip.balance_json(scrip.read_ledger(p_organization, scrip.now(), true));
END
$$;

CREATE FUNCTION scrip.balance(p_organization uuid)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_balance jsonb;
BEGIN
  PERFORM scrip.need('admin', 'support', 'auditor');
  v_balance := scrip.balance_object(p_organization);
  IF v_balance IS NULL THEN
    PERFORM scrip.refuse('not_found', 'There is no such organization.', 'organization');
  END IF;
  RETURN v_balance;
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;

-- Entries in the order they were written, for exports.
CREATE FUNCTION scrip.ledger(p_organization uuid DEFAULT NULL, p_from timestamptz DEFAULT NULL,
                             p_to timestamptz DEFAULT NULL, p_after bigint DEFAULT NULL, p_limit integer DEFAULT 10000)
RETURNS TABLE (id bigint, at timestamptz, booked_at timestamptz, organization_id uuid, grant_id uuid, type text,
               amount bigint, currency text, from_bucket text, to_bucket text, actor_kind text, actor text, reason text,
               request_id text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM scrip.need('admin', 'auditor');
  RETURN QUERY EXECUTE
    'SELECT e.id, e.at, e.booked_at, e.organization_id, e.grant_id, e.type, e.amount, e.currency, e.from_bucket,
            e.to_bucket, e.actor_kind, e.actor, e.reason, e.request_id
     FROM scrip_vault.entry e WHERE e.id > $4'
    || CASE WHEN p_organization IS NOT NULL THEN ' AND e.organization_id = $1' ELSE '' END
    || CASE WHEN p_from IS NOT NULL THEN ' AND e.booked_at >= $2' ELSE '' END
    || CASE WHEN p_to IS NOT NULL THEN ' AND e.booked_at < $3' ELSE '' END
    || ' ORDER BY e.id LIMIT $5'
  USING p_organization, p_from, p_to, coalesce(p_after, 0), least(greatest(coalesce(p_limit, 10000), 1), 10000);
END
$$;
