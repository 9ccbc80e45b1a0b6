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
CREATE FUNCTION scrip.metered_json(p_sums record, p_limits record, p_spent bigint, p_overdraft bigint, p_currency text)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_left numeric := p_sums.available - p_overdraft;
BEGIN
  RETURN jsonb_build_object(
    'currency', p_currency, 'settled', scrip.money_text(p_sums.settled),
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
  RETURN scrip.metered_json(v_sums, p_limits, l.spent, l.overdraft, scrip.setting_value('metering_currency'));
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

-- Null when there is no such organization. Everything in here finds by keys: plans are kept from the first call of a
-- session on, as in try_claim().
CREATE FUNCTION scrip.balance_object(p_organization uuid)
RETURNS jsonb LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  IF EXISTS (SELECT FROM @billing@.organizations o WHERE o.id = p_organization) THEN
    RETURN scrip.balance_json(scrip.advance(scrip.read_ledger(p_organization, scrip.now(), true)));
  END IF;
  RETURN NULL;
END
$$;

-- All that is stored of an organization, added up in one look: what a claim decides by and answers with. level: nothing is
-- due, owed or waited for in its account; in_force and grants are how many there are. The sums are of metered grants,
-- total and credit as limits_of() tells them. The workspace is the oldest that is active.
CREATE FUNCTION scrip.stored_books(p_organization uuid, p_at timestamptz, p_currency text,
  OUT spent bigint, OUT overdraft bigint, OUT level boolean, OUT in_force bigint, OUT total numeric, OUT credit numeric,
  OUT grants bigint, OUT mixed boolean, OUT settled numeric, OUT available numeric, OUT pending numeric, OUT consumed numeric,
  OUT forfeited numeric, OUT clawed_back numeric, OUT workspace_id uuid, OUT workspace_name text)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  SELECT coalesce(b.total_spent::bigint, 0), coalesce(a.overdraft, 0),
         CASE WHEN a.organization_id IS NULL THEN coalesce(b.total_spent::bigint, 0) = 0
              ELSE a.attributed = coalesce(b.total_spent::bigint, 0) AND a.overdraft = 0 AND a.unlogged = 0
               AND coalesce(a.due_at > p_at, true) AND (a.opening_spent IS NULL OR a.opened_at IS NOT NULL) END,
         r.*, g.*, w.id, w.name
  INTO spent, overdraft, level, in_force, total, credit, grants, mixed, settled, available, pending, consumed, forfeited,
       clawed_back, workspace_id, workspace_name
  FROM (SELECT count(*),
               coalesce(sum(l.spend_limit::bigint) FILTER (WHERE l.credit_expires_at IS NULL OR l.credit_expires_at > p_at), 0),
               coalesce(sum(l.spend_limit::bigint) FILTER (WHERE (l.credit_expires_at IS NULL OR l.credit_expires_at > p_at)
                          AND l.spend_limit > 0 AND l.currency = p_currency), 0)
        FROM @billing@.organization_limits_history l
        WHERE l.organization_id = p_organization AND l.effective_until IS NULL) r
  CROSS JOIN (SELECT count(*), coalesce(bool_or(NOT x.metered), false), coalesce(sum(x.available) FILTER (WHERE x.metered), 0),
                     coalesce(sum(x.available) FILTER (WHERE x.metered AND x.state = 'active'), 0),
                     coalesce(sum(x.pending) FILTER (WHERE x.metered), 0), coalesce(sum(x.consumed) FILTER (WHERE x.metered), 0),
                     coalesce(sum(x.forfeited) FILTER (WHERE x.metered), 0),
                     coalesce(sum(x.clawed_back) FILTER (WHERE x.metered), 0)
              FROM scrip.grant x WHERE x.organization_id = p_organization) g
  LEFT JOIN scrip.account a ON a.organization_id = p_organization
  LEFT JOIN @billing@.organization_balance b ON b.organization_id = p_organization
  LEFT JOIN LATERAL (SELECT s.id, s.name::text FROM @billing@.workspaces s
                     WHERE s.organization_id = p_organization AND s.is_active ORDER BY s.created_at, s.id LIMIT 1) w ON true;
END
$$;

-- The balance of books that were brought up to now, under a lock that is still held: p_books as stored_books() told them,
-- and p_more of credit that was put beside them since.
CREATE FUNCTION scrip.booked_balance(p_organization uuid, p_name text, p_books record, p_more bigint, p_currency text,
                                     p_at timestamptz)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  b record := p_books;
BEGIN
  b.settled := b.settled + p_more;
  b.available := b.available + p_more;
  b.total := b.total + p_more;
  b.credit := b.credit + p_more;
  RETURN jsonb_build_object(
    'organization_id', p_organization, 'organization_name', p_name, 'blocked', b.spent >= b.total,
    'currencies', jsonb_build_array(scrip.metered_json(b, b, b.spent, b.overdraft, p_currency))
      || CASE WHEN b.mixed THEN scrip.foreign_balances(scrip.read_ledger(p_organization, p_at, true)) ELSE '[]' END);
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

-- Entries in the order they were written, for exports. Their ids are taken before they are committed, so a page may end
-- behind one that is still to come: whoever reads several pages asks ledger_end() before the first and gives its answer
-- with each, and gets what was there then.
CREATE FUNCTION scrip.ledger(p_organization uuid DEFAULT NULL, p_from timestamptz DEFAULT NULL,
                             p_to timestamptz DEFAULT NULL, p_after bigint DEFAULT NULL, p_limit integer DEFAULT 10000,
                             p_end text DEFAULT NULL)
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
    -- What came with a restored copy has the transactions of another server, all of them long over.
    || CASE WHEN p_end IS NOT NULL THEN ' AND (e.xid < $6 OR e.system_identifier <> $7)' ELSE '' END
    || ' ORDER BY e.id LIMIT $5'
  USING p_organization, p_from, p_to, coalesce(p_after, 0), least(greatest(coalesce(p_limit, 10000), 1), 10000),
        p_end::xid8, scrip.system_identifier();
END
$$;

-- The oldest transaction that is not over: all before it stay as they are.
CREATE FUNCTION scrip.ledger_end()
RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM scrip.need('admin', 'auditor');
  RETURN pg_snapshot_xmin(pg_current_snapshot());
END
$$;
