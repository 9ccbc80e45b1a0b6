-- SPDX-License-Identifier: GPL-3.0-or-later
-- Payments of grants that are sold, and what was used elsewhere of those in another currency.
SET LOCAL ROLE scrip_owner;

-- The books of the organization of a grant, locked and brought up to now; refuses when there is no such grant in them.
CREATE FUNCTION scrip.open_grant(p_grant uuid)
RETURNS scrip.ledger LANGUAGE plpgsql AS $$
DECLARE
  v_organization uuid := scrip.organization_of_grant(p_grant);
  l scrip.ledger;
BEGIN
  IF v_organization IS NOT NULL THEN
    PERFORM scrip.check_billing_version();
    l := scrip.open_ledger(v_organization, true);
  END IF;
  IF scrip.place_of(l, p_grant) IS NULL THEN
    PERFORM scrip.refuse('not_found', 'There is no such grant.', 'grant');
  END IF;
  RETURN l;
END
$$;

-- The same without a lock: for previews.
CREATE FUNCTION scrip.peek_grant(p_grant uuid)
RETURNS scrip.ledger LANGUAGE plpgsql STABLE AS $$
DECLARE
  l scrip.ledger := scrip.advance(scrip.read_ledger(scrip.organization_of_grant(p_grant), scrip.now(), true));
BEGIN
  IF scrip.place_of(l, p_grant) IS NULL THEN
    PERFORM scrip.refuse('not_found', 'There is no such grant.', 'grant');
  END IF;
  RETURN l;
END
$$;

-- pending → authorized → settled, pending → settled, any → failed.
CREATE FUNCTION scrip.pay(p_ledger scrip.ledger, p_i integer, p_status text, p_reference text)
RETURNS scrip.ledger LANGUAGE plpgsql STABLE AS $$
DECLARE
  l scrip.ledger := p_ledger;
  g scrip.grant := l.grants[p_i];
BEGIN
  IF g.payment_status IS NULL THEN
    PERFORM scrip.refuse('payment_transition_invalid', 'Nobody pays for this grant.', 'status');
  ELSIF (g.payment_status, p_status) NOT IN (('pending', 'authorized'), ('pending', 'settled'), ('authorized', 'settled'),
           ('pending', 'failed'), ('authorized', 'failed'), ('settled', 'failed')) AND g.payment_status <> p_status THEN
    PERFORM scrip.refuse('payment_transition_invalid',
                         format('A payment that is %s cannot become %s.', g.payment_status, p_status), 'status');
  END IF;
  g.payment_reference := coalesce(p_reference, g.payment_reference);
  IF p_status = g.payment_status THEN
    l.grants[p_i] := g;
    RETURN l;
  END IF;
  g.payment_status := p_status;
  IF p_status = 'failed' AND g.state IN ('pending', 'active') THEN
    IF g.state = 'active' THEN
      g.ended_at := l.at; -- usage of the time before still burns it when it comes late
    ELSE
      g.live_from := NULL;
    END IF;
    g.state := 'pending';
    l.grants[p_i] := g;
    RETURN scrip.move(l, p_i, 'adjusted', 'available', 'pending', g.available, l.at, 'payment');
  ELSIF g.state = 'pending' AND g.live_from IS NULL
        AND (g.availability = 'on_authorization' AND p_status IN ('authorized', 'settled') OR p_status = 'settled') THEN
    g.live_from := greatest(g.effective_at, l.at);
  END IF;
  l.grants[p_i] := g;
  RETURN scrip.cover(scrip.turn(l, l.at), l.at);
END
$$;

CREATE FUNCTION scrip.audited_payment(p_ledger scrip.ledger, p_i integer)
RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT scrip.audited_grant(p_ledger, p_i) || jsonb_build_object(
    'payment_status', (p_ledger.grants[p_i]).payment_status, 'reference', (p_ledger.grants[p_i]).payment_reference)
$$;

CREATE FUNCTION scrip.set_payment(p_key text, p_as text, p_id uuid, p_status text, p_reference text)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_answer jsonb;
  v_open scrip.ledger;
  l scrip.ledger;
  i integer;
  v_detail text;
BEGIN
  PERFORM scrip.need('admin');
  v_answer := scrip.begin_write(p_key, 'set_payment',
                                jsonb_build_object('id', p_id, 'status', p_status, 'reference', p_reference));
  IF v_answer IS NOT NULL THEN
    RETURN v_answer;
  END IF;
  IF p_status IS NULL OR p_status NOT IN ('authorized', 'settled', 'failed') THEN
    PERFORM scrip.refuse('payment_transition_invalid', 'A payment becomes authorized, settled or failed.', 'status');
  END IF;
  v_open := scrip.open_grant(p_id);
  i := scrip.place_of(v_open, p_id);
  l := scrip.book(scrip.pay(v_open, i, p_status,
                            scrip.check_text(p_reference, 'reference', 255)), p_key, 'Payment ' || p_status);
  v_answer := jsonb_build_object('grant', scrip.grant_object(p_id));
  PERFORM scrip.audit_write('set_payment', p_as, p_key, 'grant', p_id::text, NULL,
                            scrip.audited_payment(v_open, i), scrip.audited_payment(l, i));
  RETURN scrip.end_write(p_key, jsonb_build_object('grant', p_id), v_answer);
EXCEPTION WHEN SQLSTATE 'SC001' OR syntax_error_or_access_rule_violation OR not_null_violation THEN
  GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
  RETURN scrip.refused(SQLSTATE, SQLERRM, v_detail);
END
$$;

CREATE FUNCTION scrip.consume_grant(p_key text, p_as text, p_id uuid, p_amount text, p_reason text, p_reference text)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_answer jsonb;
  v_open scrip.ledger;
  l scrip.ledger;
  i integer;
  g scrip.grant;
  v_amount bigint;
  v_detail text;
BEGIN
  PERFORM scrip.need('admin');
  v_answer := scrip.begin_write(p_key, 'consume_grant',
    jsonb_build_object('id', p_id, 'amount', p_amount, 'reason', p_reason, 'reference', p_reference));
  IF v_answer IS NOT NULL THEN
    RETURN v_answer;
  END IF;
  p_reason := scrip.check_reason(p_reason);
  p_reference := scrip.check_text(p_reference, 'reference', 255);
  v_amount := scrip.check_amount(p_amount, 'amount');
  v_open := scrip.open_grant(p_id);
  i := scrip.place_of(v_open, p_id);
  g := v_open.grants[i];
  IF g.metered THEN
    PERFORM scrip.refuse('invalid_currency', format('Usage in %s is booked by the billing backend.', g.currency), 'grant');
  ELSIF g.state = 'expired' THEN
    PERFORM scrip.refuse('grant_expired', 'The grant has expired.', 'grant');
  ELSIF g.available < v_amount THEN
    PERFORM scrip.refuse(CASE WHEN g.available = 0 THEN 'grant_depleted' ELSE 'invalid_amount' END,
      format('Only %s %s are available.', scrip.money_text(g.available), g.currency), 'amount');
  END IF;
  l := scrip.book(scrip.move(v_open, i, 'consumed', 'available', 'consumed', v_amount,
                             v_open.at, NULL, p_reason), p_key);
  v_answer := jsonb_build_object('grant', scrip.grant_object(p_id));
  PERFORM scrip.audit_write('consume_grant', p_as, p_key, 'grant', p_id::text, p_reason, scrip.audited_grant(v_open, i),
                            scrip.audited_grant(l, i) || jsonb_build_object('reference', p_reference));
  RETURN scrip.end_write(p_key, jsonb_build_object('grant', p_id), v_answer);
EXCEPTION WHEN SQLSTATE 'SC001' OR syntax_error_or_access_rule_violation OR not_null_violation THEN
  GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
  RETURN scrip.refused(SQLSTATE, SQLERRM, v_detail);
END
$$;
