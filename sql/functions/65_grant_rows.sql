-- SPDX-License-Identifier: GPL-3.0-or-later
-- A grant as people see it, with everything that is due computed into the answer; lists are in 6D_grant_lists.sql.
SET LOCAL ROLE scrip_owner;

CREATE FUNCTION scrip.grant_status(p_grant scrip.grant, p_at timestamptz)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_grant.state IN ('voided', 'expired') THEN p_grant.state
              WHEN p_grant.expires_at <= p_at THEN 'expired'
              WHEN p_grant.state = 'pending' AND (coalesce(p_grant.live_from > p_at, true) OR scrip.is_stopped(p_grant))
              THEN 'pending'
              ELSE 'active' END
$$;

CREATE FUNCTION scrip.named_grant_json(p_grant scrip.grant, p_organization_name text, p_at timestamptz)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  g scrip.grant := p_grant;
  v_status text := scrip.grant_status(g, p_at);
  v_due boolean := g.state = 'pending' AND v_status = 'active';
BEGIN
  RETURN jsonb_build_object(
    'id', g.id, 'organization_id', g.organization_id, 'organization_name', p_organization_name, 'name', g.name, 'origin', g.origin, 'event_id', g.event_id, 'claim_id', g.claim_id,
    'amount', scrip.money_text(g.funded),
    'available', scrip.money_text(CASE WHEN v_due THEN g.pending ELSE g.available END),
    'consumed', scrip.money_text(g.consumed),
    'unpaid', scrip.money_text(CASE WHEN g.payment_status = 'failed' THEN g.consumed ELSE 0 END),
    'forfeited', scrip.money_text(g.forfeited), 'clawed_back', scrip.money_text(g.clawed_back),
    'pending', scrip.money_text(CASE WHEN v_due THEN 0 ELSE g.pending END),
    'currency', g.currency, 'status', v_status,
    'depleted', v_status = 'active' AND g.available = 0 AND NOT v_due,
    'priority', g.priority, 'funding', g.funding) || jsonb_build_object(
    'availability', g.availability, 'payment_status', g.payment_status, 'payment_reference', g.payment_reference,
    'cost_basis', scrip.money_text(g.cost_basis), 'cost_currency', g.cost_currency,
    'effective_at', scrip.time_text(g.effective_at), 'expires_at', scrip.time_text(g.expires_at),
    'created_at', scrip.time_text(g.created_at), 'created_by', g.created_by,
    'voided_at', CASE WHEN g.state = 'voided' THEN scrip.time_text(g.ended_at) END,
    'void_reason', g.void_reason, 'labels', g.labels);
END
$$;

CREATE FUNCTION scrip.grant_json(p_grant scrip.grant, p_at timestamptz)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN scrip.named_grant_json(p_grant, (SELECT o.name::text FROM @billing@.organizations o
                                          WHERE o.id = p_grant.organization_id), p_at);
END
$$;

-- What the audit says of a grant, the same before a change and after it: its buckets and what its organization has left.
CREATE FUNCTION scrip.audited_grant(p_ledger scrip.ledger, p_i integer)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  g scrip.grant := p_ledger.grants[p_i];
BEGIN
  RETURN jsonb_build_object(
    'status', scrip.grant_status(g, p_ledger.at), 'amount', scrip.money_text(g.funded),
    'pending', scrip.money_text(g.pending), 'available', scrip.money_text(g.available),
    'consumed', scrip.money_text(g.consumed), 'forfeited', scrip.money_text(g.forfeited),
    'clawed_back', scrip.money_text(g.clawed_back), 'overdraft', scrip.money_text(p_ledger.overdraft),
    'balance', scrip.money_text(scrip.left_in(p_ledger, g.currency, g.metered)), 'blocked', scrip.left_of(p_ledger) <= 0);
END
$$;

-- The same of all that an organization has in the metering currency.
CREATE FUNCTION scrip.audited_books(p_ledger scrip.ledger)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT jsonb_build_object(
      'pending', scrip.money_text(coalesce(sum(g.pending), 0)), 'available', scrip.money_text(coalesce(sum(g.available), 0)),
      'consumed', scrip.money_text(coalesce(sum(g.consumed), 0)), 'forfeited', scrip.money_text(coalesce(sum(g.forfeited), 0)),
      'clawed_back', scrip.money_text(coalesce(sum(g.clawed_back), 0)), 'overdraft', scrip.money_text(p_ledger.overdraft),
      'balance', scrip.money_text(scrip.left_of(p_ledger)))
    FROM unnest(p_ledger.grants) g WHERE g.metered);
END
$$;

CREATE FUNCTION scrip.entry_json(p_entry scrip_vault.entry)
RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'id', p_entry.id, 'at', scrip.time_text(p_entry.at), 'booked_at', scrip.time_text(p_entry.booked_at),
    'type', p_entry.type, 'amount', scrip.money_text(p_entry.amount), 'from', p_entry.from_bucket,
    'to', p_entry.to_bucket, 'actor', p_entry.actor_kind || ':' || p_entry.actor, 'reason', p_entry.reason,
    'request_id', p_entry.request_id)
$$;

CREATE FUNCTION scrip.grant_object(p_id uuid)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT scrip.grant_json(g, scrip.now()) FROM scrip.grant g WHERE g.id = p_id);
END
$$;

-- The organization of a grant, also of one that is not adopted yet: it has the id of its limits row. Null for none.
CREATE FUNCTION scrip.organization_of_grant(p_id uuid)
RETURNS uuid LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN coalesce((SELECT g.organization_id FROM scrip.grant g WHERE g.id = p_id),
                  (SELECT r.organization_id FROM @billing@.organization_limits_history r
                   WHERE r.id = p_id AND r.effective_until IS NULL));
END
$$;

-- All grants of an organization as they are at this moment, computed and not booked.
CREATE FUNCTION scrip.grants_now(p_organization uuid, p_at timestamptz)
RETURNS SETOF scrip.grant LANGUAGE plpgsql STABLE AS $$
DECLARE
  l scrip.ledger := scrip.advance(scrip.read_ledger(p_organization, p_at, true));
BEGIN
  RETURN QUERY SELECT g.* FROM unnest(l.grants) g;
END
$$;

CREATE FUNCTION scrip.grant(p_id uuid)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_now timestamptz := scrip.now();
  l scrip.ledger;
  v_grant jsonb;
BEGIN
  PERFORM scrip.need('admin', 'support', 'auditor');
  l := scrip.advance(scrip.read_ledger(scrip.organization_of_grant(p_id), v_now, true));
  SELECT scrip.grant_json(g, v_now) INTO v_grant FROM unnest(l.grants) g WHERE g.id = p_id;
  IF v_grant IS NULL THEN
    PERFORM scrip.refuse('not_found', 'There is no such grant.', 'grant');
  END IF;
  -- What is due but not booked yet has no number.
  RETURN v_grant || jsonb_build_object('entries',
    coalesce((SELECT jsonb_agg(scrip.entry_json(e) ORDER BY e.id) FROM scrip_vault.entry e WHERE e.grant_id = p_id), '[]')
    || coalesce((SELECT jsonb_agg(scrip.entry_json(m)) FROM unnest(l.moves) m WHERE m.grant_id = p_id), '[]'));
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;

-- Whether a grant is meant by a filter of lists and of bulk voids.
CREATE FUNCTION scrip.grant_matches(p_grant scrip.grant, p_filter jsonb, p_at timestamptz)
RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT (p_filter ->> 'event' IS NULL OR p_grant.event_id = scrip.uuid_or_null(p_filter ->> 'event'))
     AND (p_filter ->> 'organization' IS NULL
          OR p_grant.organization_id = scrip.uuid_or_null(p_filter ->> 'organization'))
     AND (p_filter ->> 'origin' IS NULL OR p_grant.origin = p_filter ->> 'origin')
     AND (p_filter ->> 'status' IS NULL OR scrip.grant_status(p_grant, p_at) = p_filter ->> 'status'
          OR p_filter ->> 'status' = 'depleted' AND scrip.grant_status(p_grant, p_at) = 'active'
             AND p_grant.available + p_grant.pending = 0)
     AND (p_filter ->> 'search' IS NULL OR strpos(lower(p_grant.name), lower(p_filter ->> 'search')) > 0)
$$;

CREATE FUNCTION scrip.check_grant_filter(p_filter jsonb)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_filter jsonb := jsonb_strip_nulls(coalesce(p_filter, '{}'));
BEGIN
  PERFORM scrip.check_keys(v_filter, 'organization', 'event', 'status', 'origin', 'search');
  IF v_filter ->> 'status' NOT IN ('pending', 'active', 'expired', 'voided', 'depleted') THEN
    PERFORM scrip.refuse('usage', 'A status is pending, active, expired, voided or depleted.', 'status');
  ELSIF v_filter ->> 'origin' NOT IN ('claim', 'admin', 'purchase', 'adopted') THEN
    PERFORM scrip.refuse('usage', 'An origin is claim, admin, purchase or adopted.', 'origin');
  ELSIF v_filter ? 'organization' AND scrip.uuid_or_null(v_filter ->> 'organization') IS NULL THEN
    PERFORM scrip.refuse('not_found', 'There is no such organization.', 'organization');
  ELSIF v_filter ? 'event' AND scrip.uuid_or_null(v_filter ->> 'event') IS NULL THEN
    PERFORM scrip.refuse('not_found', 'There is no such event.', 'event');
  END IF;
  RETURN v_filter;
END
$$;
