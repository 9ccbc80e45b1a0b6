-- SPDX-License-Identifier: GPL-3.0-or-later
-- Settling what is due, for one organization or, in maintenance, for all in short transactions.
SET LOCAL ROLE scrip_owner;

CREATE FUNCTION scrip.newly_expired(p_before scrip.ledger, p_after scrip.ledger)
RETURNS SETOF scrip.grant LANGUAGE sql STABLE AS $$
  SELECT a.* FROM unnest(p_after.grants) a
  LEFT JOIN unnest(p_before.grants) b ON b.id = a.id
  WHERE a.state = 'expired' AND NOT a.before_opening AND b.state IS DISTINCT FROM 'expired'
$$;

-- What a pass did, out of the transfers that it booked and the grants that it ended. protected is consumed credit that
-- the expiry of its row would have taken back.
CREATE FUNCTION scrip.pass_result(p_before scrip.ledger, p_after scrip.ledger)
RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'released', (SELECT count(*) FROM unnest(p_after.moves) m WHERE m.type = 'released'),
    'settled', (SELECT count(*) FROM scrip.newly_expired(p_before, p_after)),
    'breakage', scrip.money_text(coalesce((SELECT sum(m.amount) FROM unnest(p_after.moves) m WHERE m.type = 'expired'), 0)),
    'protected', scrip.money_text(coalesce((SELECT sum(n.consumed) FROM scrip.newly_expired(p_before, p_after) n), 0)))
$$;

-- The transfers of a grant, those booked and those not yet.
CREATE FUNCTION scrip.transfers(p_ledger scrip.ledger, p_grant uuid)
RETURNS SETOF scrip_vault.entry LANGUAGE sql STABLE AS $$
  SELECT e.* FROM scrip_vault.entry e WHERE e.grant_id = p_grant
  UNION ALL
  SELECT m.* FROM unnest(p_ledger.moves) m WHERE m.grant_id = p_grant
$$;

CREATE FUNCTION scrip.opening_consumed(p_ledger scrip.ledger, p_grant uuid)
RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(e.amount), 0)::bigint FROM scrip.transfers(p_ledger, p_grant) e
  WHERE e.actor = 'opening' AND e.actor_kind = 'system' AND e.to_bucket = 'consumed'
$$;

-- What a grant was worth when it was met.
CREATE FUNCTION scrip.first_worth(p_ledger scrip.ledger, p_grant uuid)
RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(e.amount), 0)::bigint FROM scrip.transfers(p_ledger, p_grant) e WHERE e.type = 'funded'
$$;

-- The usage of the time before Scrip, burnt as it would have been: what rows that had expired by then had consumed.
-- Grants of before_opening have it in consumed, the others what was then left for them.
CREATE FUNCTION scrip.replayed_opening(p_ledger scrip.ledger)
RETURNS scrip.grant[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  h scrip.ledger := p_ledger;
  g scrip.grant;
  v_times timestamptz[];
  v_usage record;
BEGIN
  h.at := p_ledger.opened_at;
  h.spent := p_ledger.opening_spent;
  h.attributed := 0;
  h.overdraft := 0;
  h.unlogged := 0;
  h.passed_at := NULL;
  h.usage_floor := '-infinity';
  h.moves := '{}';
  h.grants := '{}';
  FOREACH g IN ARRAY p_ledger.grants LOOP
    CONTINUE WHEN g.created_at > h.at OR NOT g.metered;
    g.live_from := g.created_at; -- also of what was closed since
    g.available := scrip.first_worth(p_ledger, g.id);
    g.pending := 0;
    g.consumed := 0;
    g.forfeited := 0;
    g.clawed_back := 0;
    g.state := 'active';
    g.ended_at := NULL;
    g.before_opening := false;
    h.grants := h.grants || g;
  END LOOP;
  v_times := scrip.turning_points(h);
  SELECT * INTO v_usage FROM scrip.fresh_usage(h, v_times);
  h := scrip.walk_time(h, v_times, v_usage.sums, v_usage.lasts);
  RETURN (scrip.burn(h, v_usage.rest, h.at)).grants;
END
$$;

-- Gives rows that had expired before Scrip came what they had consumed, and takes that off what it was booked on: what
-- nothing covers, then what the opening was booked on beyond its replay, then, where that was corrected or paid since,
-- any other usage. No more than is attributed at all.
CREATE FUNCTION scrip.settle_opening(p_ledger scrip.ledger)
RETURNS scrip.ledger LANGUAGE plpgsql STABLE AS $$
DECLARE
  l scrip.ledger := p_ledger;
  v_replayed scrip.grant[];
  g scrip.grant;
  v_given uuid[] := '{}';
  v_then bigint;
  v_moved bigint := 0;
  v_back bigint;
BEGIN
  IF l.opened_at IS NULL OR NOT EXISTS (SELECT FROM unnest(l.grants) o WHERE o.before_opening) THEN
    RETURN l;
  END IF;
  v_replayed := scrip.replayed_opening(l);
  FOR i IN 1 .. cardinality(l.grants) LOOP
    g := l.grants[i];
    CONTINUE WHEN NOT g.before_opening;
    v_then := least((SELECT r.consumed FROM unnest(v_replayed) r WHERE r.id = g.id), l.attributed - v_moved);
    l := scrip.move(l, i, 'consumed', 'forfeited', 'consumed', v_then, g.ended_at, 'opening');
    g := l.grants[i];
    g.before_opening := false;
    l.grants[i] := g;
    v_given := v_given || g.id;
    v_moved := v_moved + v_then;
  END LOOP;
  v_back := least(v_moved, l.overdraft);
  l.overdraft := l.overdraft - v_back;
  v_moved := v_moved - v_back;
  FOR v_turn IN 1 .. 2 LOOP
    FOR i IN REVERSE cardinality(l.grants) .. 1 LOOP
      g := l.grants[i];
      CONTINUE WHEN v_moved = 0 OR g.id = ANY (v_given) OR NOT g.metered;
      v_then := coalesce((SELECT r.consumed FROM unnest(v_replayed) r WHERE r.id = g.id), 0);
      v_back := CASE v_turn WHEN 1 THEN greatest(scrip.opening_consumed(p_ledger, g.id) - v_then, 0) ELSE g.consumed END;
      v_back := least(v_moved, v_back, g.consumed);
      l := scrip.move(l, i, 'adjusted', 'consumed', 'available', v_back, l.at, 'opening');
      v_moved := v_moved - v_back;
    END LOOP;
  END LOOP;
  RETURN scrip.forfeit(l);
END
$$;

CREATE FUNCTION scrip.preview_settle(p_organization uuid, p_before_adoption boolean DEFAULT false)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_before scrip.ledger;
  l scrip.ledger;
BEGIN
  PERFORM scrip.need('admin', 'auditor');
  IF NOT EXISTS (SELECT FROM @billing@.organizations o WHERE o.id = p_organization) THEN
    PERFORM scrip.refuse('not_found', 'There is no such organization.', 'organization');
  END IF;
  v_before := scrip.read_ledger(p_organization, scrip.now(), true);
  l := scrip.advance(v_before);
  IF p_before_adoption THEN
    RETURN scrip.opening_result(l, scrip.settle_opening(l), scrip.pass_result(v_before, l));
  END IF;
  RETURN scrip.pass_result(v_before, l);
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;

-- A pass with what the rows of before the opening got back.
CREATE FUNCTION scrip.opening_result(p_before scrip.ledger, p_after scrip.ledger, p_pass jsonb)
RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT p_pass || jsonb_build_object(
    'settled', (p_pass ->> 'settled')::bigint + count(*),
    'protected', scrip.money_text((p_pass ->> 'protected')::numeric * 1000000000 + coalesce(sum(a.consumed - b.consumed), 0)))
  FROM unnest(p_before.grants) b JOIN unnest(p_after.grants) a ON a.id = b.id
  WHERE b.before_opening
$$;

CREATE FUNCTION scrip.settle(p_key text, p_as text, p_organization uuid, p_before_adoption boolean DEFAULT false)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_answer jsonb;
  v_before scrip.ledger;
  l scrip.ledger;
  v_opening boolean := coalesce(p_before_adoption, false);
  v_detail text;
BEGIN
  PERFORM scrip.need('admin');
  v_answer := scrip.begin_write(p_key, 'settle',
                                jsonb_build_object('organization', p_organization, 'before_adoption', v_opening));
  IF v_answer IS NOT NULL THEN
    RETURN v_answer;
  END IF;
  PERFORM scrip.check_billing_version();
  PERFORM scrip.lock_organization(p_organization);
  v_before := scrip.read_ledger(p_organization, scrip.now(), true);
  l := scrip.advance(v_before);
  v_answer := scrip.pass_result(v_before, l);
  IF v_opening THEN
    v_answer := scrip.opening_result(l, scrip.settle_opening(l), v_answer);
    l := scrip.settle_opening(l);
  END IF;
  PERFORM scrip.book(l, p_key);
  PERFORM scrip.audit_write('settle', p_as, p_key, 'organization', p_organization::text, NULL,
                            scrip.audited_books(v_before), scrip.audited_books(l) || v_answer);
  RETURN scrip.end_write(p_key, jsonb_build_object('organization', p_organization), v_answer);
EXCEPTION WHEN SQLSTATE 'SC001' OR syntax_error_or_access_rule_violation OR not_null_violation THEN
  GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
  RETURN scrip.refused(SQLSTATE, SQLERRM, v_detail);
END
$$;

-- Organizations with something to do, in order of their ids.
CREATE FUNCTION scrip.due_organizations(p_before_adoption boolean, p_after uuid, p_limit integer, p_at timestamptz)
RETURNS SETOF uuid LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT d.id FROM (
    SELECT b.organization_id AS id FROM @billing@.organization_balance b
    LEFT JOIN scrip.account a ON a.organization_id = b.organization_id
    WHERE b.total_spent <> coalesce(a.attributed, 0) OR a.opening_spent IS NOT NULL AND a.opened_at IS NULL
    UNION
    SELECT a.organization_id FROM scrip.account a WHERE a.due_at <= p_at
    UNION
    SELECT r.organization_id FROM @billing@.organization_limits_history r
    LEFT JOIN scrip.grant g ON g.organization_id = r.organization_id AND g.credit_type = r.credit_type::text
    WHERE r.effective_until IS NULL AND r.currency = scrip.setting_value('metering_currency')
      AND scrip.is_strange(g, r.id, r.spend_limit::bigint, r.credit_expires_at)
    UNION
    SELECT g.organization_id FROM scrip.grant g
    LEFT JOIN @billing@.organization_limits_history r ON r.id = g.limit_id AND r.effective_until IS NULL
    WHERE g.limit_id IS NOT NULL AND scrip.is_read_back(g) AND r.id IS NULL
    UNION
    SELECT g.organization_id FROM scrip.grant g WHERE p_before_adoption AND g.before_opening) d
  JOIN @billing@.organizations o ON o.id = d.id
  WHERE p_after IS NULL OR d.id > p_after
  ORDER BY d.id LIMIT p_limit;
END
$$;

CREATE FUNCTION scrip.due(p_before_adoption boolean DEFAULT false, p_after uuid DEFAULT NULL, p_limit integer DEFAULT 200)
RETURNS TABLE (id uuid) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM scrip.need('admin', 'auditor');
  RETURN QUERY SELECT d FROM scrip.due_organizations(coalesce(p_before_adoption, false), p_after,
                                                     least(greatest(coalesce(p_limit, 200), 1), 10000), scrip.now()) d;
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;
