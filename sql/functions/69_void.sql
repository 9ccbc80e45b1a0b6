-- SPDX-License-Identifier: GPL-3.0-or-later
-- Void: forward, the whole remainder, never what was spent. Claw back: another verb, which reaches back. A preview is the
-- same computation without the lock and without booking.
SET LOCAL ROLE scrip_owner;

-- What an outcome says beside the grant; p_before and p_after are the same books before and after. The balance is that in
-- the currency of the grant; blocked is what the backend does, which looks at its own alone.
CREATE FUNCTION scrip.outcome_of(p_before scrip.ledger, p_after scrip.ledger, p_i integer)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  b scrip.grant := p_before.grants[p_i];
  a scrip.grant := p_after.grants[p_i];
BEGIN
  RETURN jsonb_build_object(
    'forfeited', scrip.money_text(a.forfeited - b.forfeited), 'consumed', scrip.money_text(a.consumed),
    'balance_before', scrip.money_text(scrip.left_in(p_before, b.currency, b.metered)),
    'balance_after', scrip.money_text(scrip.left_in(p_after, a.currency, a.metered)), 'blocked_after', scrip.left_of(p_after) <= 0);
END
$$;

-- Why a grant cannot be voided, null when it can.
CREATE FUNCTION scrip.void_refusal(p_grant scrip.grant)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_grant.backend_owned THEN 'grant_owned_by_backend'
              WHEN p_grant.state = 'expired' THEN 'grant_expired'
              WHEN p_grant.pending + p_grant.available = 0 THEN 'grant_depleted' END
$$;

CREATE FUNCTION scrip.refuse_void(p_name text)
RETURNS void LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  PERFORM scrip.refuse(p_name, CASE p_name
    WHEN 'grant_owned_by_backend' THEN 'The billing backend keeps this credit itself: its next write would undo the change.'
    WHEN 'grant_expired' THEN 'The grant has expired: there is nothing left to void.'
    ELSE 'All of this grant is consumed: there is nothing left to void.' END, 'grant');
END
$$;

-- The remainder is forfeited; the grant as it stands in the answer has the outcome for whoever asks again.
CREATE FUNCTION scrip.void(p_ledger scrip.ledger, p_i integer, p_reason text)
RETURNS scrip.ledger LANGUAGE plpgsql STABLE AS $$
DECLARE
  l scrip.ledger := p_ledger;
  g scrip.grant := l.grants[p_i];
BEGIN
  l := scrip.move(l, p_i, 'voided', 'pending', 'forfeited', g.pending, l.at, NULL, p_reason);
  l := scrip.move(l, p_i, 'voided', 'available', 'forfeited', g.available, l.at, NULL, p_reason);
  g := l.grants[p_i];
  IF scrip.is_stopped(g) THEN
    g.live_from := NULL; -- its end is that of the void from now on, and it was not live until then
  END IF;
  g.state := 'voided';
  g.ended_at := l.at;
  g.void_reason := p_reason;
  g.void_outcome := scrip.outcome_of(p_ledger, l, p_i);
  l.grants[p_i] := g;
  RETURN l;
END
$$;

CREATE FUNCTION scrip.void_answer(p_grant scrip.grant, p_at timestamptz)
RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('grant', scrip.grant_json(p_grant, p_at)) || p_grant.void_outcome
$$;

CREATE FUNCTION scrip.preview_void(p_id uuid)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_open scrip.ledger;
  i integer;
  g scrip.grant;
BEGIN
  PERFORM scrip.need('admin', 'support', 'auditor');
  v_open := scrip.peek_grant(p_id);
  i := scrip.place_of(v_open, p_id);
  g := v_open.grants[i];
  IF g.void_outcome IS NULL THEN
    IF scrip.void_refusal(g) IS NOT NULL THEN
      PERFORM scrip.refuse_void(scrip.void_refusal(g));
    END IF;
    g := (scrip.void(v_open, i, NULL)).grants[i];
  END IF;
  RETURN scrip.void_answer(g, v_open.at);
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;

-- The work of a void on one grant and its row in the audit, or a refusal. One that is voided answers what the first void
-- did.
CREATE FUNCTION scrip.void_one(p_key text, p_as text, p_id uuid, p_reason text, OUT answer jsonb, OUT done boolean)
LANGUAGE plpgsql AS $$
DECLARE
  v_open scrip.ledger;
  i integer;
  g scrip.grant;
  l scrip.ledger;
BEGIN
  v_open := scrip.open_grant(p_id);
  i := scrip.place_of(v_open, p_id);
  g := v_open.grants[i];
  done := g.void_outcome IS NULL;
  IF done THEN
    IF scrip.void_refusal(g) IS NOT NULL THEN
      PERFORM scrip.refuse_void(scrip.void_refusal(g));
    END IF;
    l := scrip.book(scrip.void(v_open, i, p_reason), p_key, p_reason);
    g := l.grants[i];
    PERFORM scrip.audit_write('void_grant', p_as, p_key, 'grant', p_id::text, p_reason, scrip.audited_grant(v_open, i),
                              scrip.audited_grant(l, i));
  END IF;
  answer := scrip.void_answer(g, v_open.at);
END
$$;

CREATE FUNCTION scrip.void_grant(p_key text, p_as text, p_id uuid, p_reason text)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_answer jsonb;
  v_detail text;
BEGIN
  PERFORM scrip.need('admin');
  v_answer := scrip.begin_write(p_key, 'void_grant', jsonb_build_object('id', p_id, 'reason', p_reason));
  IF v_answer IS NOT NULL THEN
    RETURN v_answer;
  END IF;
  p_reason := scrip.check_reason(p_reason);
  v_answer := (SELECT v.answer FROM scrip.void_one(p_key, p_as, p_id, p_reason) v);
  RETURN scrip.end_write(p_key, jsonb_build_object('grant', p_id), v_answer);
EXCEPTION WHEN SQLSTATE 'SC001' OR syntax_error_or_access_rule_violation OR not_null_violation THEN
  GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
  RETURN scrip.refused(SQLSTATE, SQLERRM, v_detail);
END
$$;

-- The remainder of a claim that is released: what was forfeited, in nano-units, 0 when nothing was left. The caller
-- audits.
CREATE FUNCTION scrip.void_for_release(p_key text, p_grant uuid, p_reason text)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_open scrip.ledger;
  i integer;
  g scrip.grant;
  l scrip.ledger;
BEGIN
  v_open := scrip.open_grant(p_grant);
  i := scrip.place_of(v_open, p_grant);
  g := v_open.grants[i];
  l := v_open;
  IF scrip.void_refusal(g) IS NULL AND g.void_outcome IS NULL THEN
    l := scrip.void(l, i, p_reason);
  END IF;
  l := scrip.book(l, p_key, p_reason);
  RETURN (l.grants[i]).forfeited - g.forfeited;
END
$$;

-- Takes p_amount back, first what is available, then what was consumed, which is owed at once and burns what else is
-- live; what that cannot cover stays below zero, and the backend blocks the organization.
CREATE FUNCTION scrip.take_back(p_ledger scrip.ledger, p_i integer, p_amount bigint, p_reason text)
RETURNS scrip.ledger LANGUAGE plpgsql STABLE AS $$
DECLARE
  l scrip.ledger := p_ledger;
  g scrip.grant := l.grants[p_i];
  v_available bigint := least(p_amount, g.available);
BEGIN
  l := scrip.move(l, p_i, 'clawed_back', 'available', 'clawed_back', v_available, l.at, NULL, p_reason);
  l := scrip.move(l, p_i, 'clawed_back', 'consumed', 'clawed_back', p_amount - v_available, l.at, NULL, p_reason);
  IF g.metered THEN
    l.overdraft := l.overdraft + p_amount - v_available;
  END IF;
  RETURN scrip.cover(l, l.at);
END
$$;

-- The amount meant, in nano-units: all there is when none is named.
CREATE FUNCTION scrip.claw_back_amount(p_grant scrip.grant, p_amount text)
RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_most bigint := p_grant.available + p_grant.consumed;
  v_amount bigint := CASE WHEN p_amount IS NULL THEN v_most ELSE scrip.check_amount(p_amount, 'amount') END;
BEGIN
  IF p_grant.backend_owned THEN
    PERFORM scrip.refuse_void('grant_owned_by_backend');
  ELSIF v_most = 0 THEN
    PERFORM scrip.refuse('grant_depleted', 'Nothing of this grant is available or consumed: there is nothing to claw back.',
                         'grant');
  ELSIF v_amount > v_most THEN
    PERFORM scrip.refuse('invalid_amount', format('At most %s can be clawed back.', scrip.money_text(v_most)), 'amount');
  END IF;
  RETURN v_amount;
END
$$;

CREATE FUNCTION scrip.claw_back_answer(p_before scrip.ledger, p_after scrip.ledger, p_i integer, p_amount bigint)
RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('grant', scrip.grant_json(p_after.grants[p_i], p_after.at),
                            'clawed_back', scrip.money_text(p_amount),
                            'overdraft_after', scrip.money_text(p_after.overdraft))
         || scrip.outcome_of(p_before, p_after, p_i)
$$;

CREATE FUNCTION scrip.preview_claw_back(p_id uuid, p_amount text DEFAULT NULL)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_open scrip.ledger;
  i integer;
  v_amount bigint;
BEGIN
  PERFORM scrip.need('admin', 'auditor');
  v_open := scrip.peek_grant(p_id);
  i := scrip.place_of(v_open, p_id);
  v_amount := scrip.claw_back_amount(v_open.grants[i], p_amount);
  RETURN scrip.claw_back_answer(v_open, scrip.take_back(v_open, i, v_amount, NULL), i,
                                v_amount);
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;

CREATE FUNCTION scrip.claw_back(p_key text, p_as text, p_id uuid, p_amount text, p_reason text)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_answer jsonb;
  v_open scrip.ledger;
  i integer;
  v_amount bigint;
  l scrip.ledger;
  v_detail text;
BEGIN
  PERFORM scrip.need('admin');
  v_answer := scrip.begin_write(p_key, 'claw_back',
                                jsonb_build_object('id', p_id, 'amount', p_amount, 'reason', p_reason));
  IF v_answer IS NOT NULL THEN
    RETURN v_answer;
  END IF;
  p_reason := scrip.check_reason(p_reason);
  v_open := scrip.open_grant(p_id);
  i := scrip.place_of(v_open, p_id);
  v_amount := scrip.claw_back_amount(v_open.grants[i], p_amount);
  l := scrip.book(scrip.take_back(v_open, i, v_amount, p_reason), p_key, p_reason);
  v_answer := scrip.claw_back_answer(v_open, l, i, v_amount);
  PERFORM scrip.audit_write('claw_back', p_as, p_key, 'grant', p_id::text, p_reason, scrip.audited_grant(v_open, i),
                            scrip.audited_grant(l, i));
  RETURN scrip.end_write(p_key, jsonb_build_object('grant', p_id), v_answer);
EXCEPTION WHEN SQLSTATE 'SC001' OR syntax_error_or_access_rule_violation OR not_null_violation THEN
  GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
  RETURN scrip.refused(SQLSTATE, SQLERRM, v_detail);
END
$$;
