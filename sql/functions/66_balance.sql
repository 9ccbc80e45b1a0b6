-- SPDX-License-Identifier: GPL-3.0-or-later
-- What an organization has. settled is as booked; everything else is as if all that is due were done now. baseline is
-- what the backend itself computes, at_risk how much lower that is than it should be until maintenance ran.
SET LOCAL ROLE scrip_owner;

-- What the backend adds up, and the part of it that is credit: rows below zero and rows in another currency count for the
-- backend, are no grants, and are nothing that maintenance could mend.
CREATE FUNCTION scrip.limits_of(p_organization uuid, p_at timestamptz, OUT total numeric, OUT credit numeric)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  SELECT coalesce(sum(r.spend_limit::bigint), 0),
         coalesce(sum(r.spend_limit::bigint) FILTER (WHERE r.spend_limit > 0 AND r.currency = scrip.setting_value('metering_currency')), 0)
  INTO total, credit FROM @billing@.organization_limits_history r
  WHERE r.organization_id = p_organization AND r.effective_until IS NULL
    AND (r.credit_expires_at IS NULL OR r.credit_expires_at > p_at);
END
$$;

-- p_sums: settled, available, pending, consumed, forfeited, clawed_back; p_limits as limits_of() tells them.
CREATE FUNCTION scrip.metered_json(p_sums record, p_limits record, p_spent bigint, p_overdraft bigint)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_left numeric := p_sums.available - p_overdraft;
BEGIN
  RETURN jsonb_build_object(
    'currency', scrip.setting_value('metering_currency'), 'settled', scrip.money_text(p_sums.settled),
    'live', scrip.money_text(greatest(v_left, 0)), 'pending', scrip.money_text(p_sums.pending),
    'consumed', scrip.money_text(p_sums.consumed), 'forfeited', scrip.money_text(p_sums.forfeited),
    'clawed_back', scrip.money_text(p_sums.clawed_back), 'overdraft', scrip.money_text(p_overdraft),
    'baseline', scrip.money_text(p_limits.total - p_spent),
    'at_risk', scrip.money_text(greatest(v_left - (p_limits.credit - p_spent), 0)));
END
$$;

CREATE FUNCTION scrip.metered_balance(p_ledger scrip.ledger, p_limits record)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  l scrip.ledger := p_ledger;
  v_sums record;
BEGIN
  SELECT (SELECT coalesce(sum(b.available), 0) FROM scrip.grant b
          WHERE b.organization_id = l.organization_id AND b.metered) AS settled,
         coalesce(sum(g.available) FILTER (WHERE g.state = 'active'), 0) AS available,
         coalesce(sum(g.pending), 0) AS pending, coalesce(sum(g.consumed), 0) AS consumed,
         coalesce(sum(g.forfeited), 0) AS forfeited, coalesce(sum(g.clawed_back), 0) AS clawed_back
  INTO v_sums FROM unnest(l.grants) g WHERE g.metered;
  RETURN scrip.metered_json(v_sums, p_limits, l.spent, l.overdraft);
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
  v_limits record := scrip.limits_of(l.organization_id, l.at);
BEGIN
  RETURN jsonb_build_object(
    'organization_id', l.organization_id,
    'organization_name', (SELECT o.name FROM @billing@.organizations o WHERE o.id = l.organization_id),
    'blocked', l.spent >= v_limits.total,
    'currencies', jsonb_build_array(scrip.metered_balance(l, v_limits)) || scrip.foreign_balances(l));
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

-- The same of books that were brought up to now and written a moment ago, under a lock that is still held: what is stored
-- needs only to be added up.
CREATE FUNCTION scrip.booked_balance(p_organization uuid, p_name text, p_at timestamptz)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_limits record := scrip.limits_of(p_organization, p_at);
  v_spent bigint := scrip.spent_of(p_organization);
  v_sums record;
BEGIN
  SELECT coalesce(sum(g.available), 0) AS settled, coalesce(sum(g.available) FILTER (WHERE g.state = 'active'), 0) AS available,
         coalesce(sum(g.pending), 0) AS pending, coalesce(sum(g.consumed), 0) AS consumed,
         coalesce(sum(g.forfeited), 0) AS forfeited, coalesce(sum(g.clawed_back), 0) AS clawed_back,
         (SELECT a.overdraft FROM scrip.account a WHERE a.organization_id = p_organization) AS overdraft,
         EXISTS (SELECT FROM scrip.grant f WHERE f.organization_id = p_organization AND NOT f.metered) AS is_mixed
  INTO v_sums FROM scrip.grant g WHERE g.organization_id = p_organization AND g.metered;
  RETURN jsonb_build_object(
    'organization_id', p_organization, 'organization_name', p_name, 'blocked', v_spent >= v_limits.total,
    'currencies', jsonb_build_array(scrip.metered_json(v_sums, v_limits, v_spent, coalesce(v_sums.overdraft, 0)))
      || CASE WHEN v_sums.is_mixed THEN scrip.foreign_balances(scrip.read_ledger(p_organization, p_at, true)) ELSE '[]' END);
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
