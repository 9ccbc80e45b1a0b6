-- SPDX-License-Identifier: GPL-3.0-or-later
-- A claim, whole or not at all. Locks in order: key, user, e-mail domain if it is limited, code, organization and what the
-- ledger locks of it, batch, event. Nothing announces itself: claims are the hot path.
SET LOCAL ROLE scrip_owner;

-- Two claims of one e-mail domain queue here where the event limits it.
CREATE FUNCTION scrip.lock_domain(p_event uuid, p_domain text)
RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(hashtextextended('scrip:' || p_event || ':' || p_domain, 0))
$$;

-- Locks a code, ours and the backend's row of it. For one that is in no batch, Scrip's row of its event instead of ours,
-- which counts such claims.
CREATE FUNCTION scrip.lock_claim_code(p_code uuid, p_event uuid, p_loose boolean)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF p_loose THEN
    PERFORM scrip.lock_detail(p_event);
    PERFORM FROM @billing@.credit_event_codes c WHERE c.id = p_code FOR NO KEY UPDATE;
  ELSE
    PERFORM FROM scrip.code k JOIN @billing@.credit_event_codes c ON c.id = k.id WHERE k.id = p_code FOR NO KEY UPDATE;
  END IF;
END
$$;

-- Takes one use of a code that is locked and free. The backend sees a code of one use as claimed; one of several stays
-- held against it.
CREATE FUNCTION scrip.take_code(p_code uuid, p_loose boolean, p_max_uses integer, p_user uuid, p_account text,
                                p_now timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF p_max_uses = 1 THEN
    UPDATE @billing@.credit_event_codes c
    SET is_claimed = true, claimed_by_user_id = p_user, claimed_by_near_account_id = nullif(p_account, ''),
        claimed_at = p_now
    WHERE c.id = p_code;
  END IF;
  IF NOT p_loose THEN
    UPDATE scrip.code k
    SET uses = k.uses + 1, state = CASE WHEN k.uses + 1 >= p_max_uses THEN 'claimed' ELSE k.state END,
        state_at = CASE WHEN k.uses + 1 >= p_max_uses THEN p_now ELSE k.state_at END
    WHERE k.id = p_code;
  END IF;
END
$$;

-- The end of a claim: the counters, which everybody who claims from the event waits for. Answers whether the event still
-- allowed it, which is decided here, and is what the grant was made of: nobody can change that from here on.
CREATE FUNCTION scrip.count_claim(p_event uuid, p_code uuid, p_batch uuid, p_grant uuid, p_now timestamptz)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF p_batch IS NULL THEN
    UPDATE scrip.event_detail d SET loose_claims = d.loose_claims + 1 WHERE d.event_id = p_event;
  ELSE
    UPDATE scrip.batch b
    SET uses = b.uses + 1, claimed = b.claimed + CASE WHEN k.state = 'claimed' THEN 1 ELSE 0 END
    FROM scrip.code k WHERE b.id = p_batch AND k.id = p_code;
  END IF;
  PERFORM scrip.yield_early();
  UPDATE @billing@.credit_events e SET claim_count = e.claim_count + 1
  WHERE e.id = p_event AND e.is_active AND e.starts_at <= p_now AND e.credit_expires_at > p_now
    AND (e.claim_deadline IS NULL OR e.claim_deadline > p_now)
    AND (e.max_claims IS NULL OR e.claim_count < e.max_claims)
    AND (e.credit_amount::bigint, e.credit_expires_at) = (SELECT g.funded, g.expires_at FROM scrip.grant g WHERE g.id = p_grant);
  RETURN FOUND;
END
$$;

-- The work of a claim after its key. Answers without what only the caller can tell of the API key.
CREATE FUNCTION scrip.book_claim(p_key text, p_as text, p_event uuid, p_code uuid, p_text text, p_user uuid,
                                 p_claimant jsonb, p_api_key jsonb)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_claim uuid := scrip.new_id();
  f record;
  v_user record;
  v_organization uuid;
  v_now timestamptz;
  v_places jsonb;
  v_booked record;
  v_answer jsonb;
  v_faults text[];
BEGIN
  -- Without a lock first: a refusal that is certain now spares everybody the queue.
  f := scrip.claim_facts(p_event, p_code, p_user, NULL);
  v_faults := scrip.claim_faults(f, scrip.now());
  IF v_faults <> '{}' THEN
    PERFORM scrip.refuse_fault(v_faults);
  END IF;
  SELECT u.email::text AS email, u.auth_provider::text AS provider, u.provider_user_id::text AS provider_user
  INTO v_user FROM @billing@.users u WHERE u.id = p_user FOR NO KEY UPDATE;
  IF f.max_per_domain IS NOT NULL THEN
    PERFORM scrip.lock_domain(p_event, f.domain);
  END IF;
  PERFORM scrip.lock_claim_code(p_code, p_event, f.batch_id IS NULL);
  v_organization := scrip.claim_organization(p_user, p_claimant);
  PERFORM FROM @billing@.organizations o WHERE o.id = v_organization FOR NO KEY UPDATE;
  v_now := scrip.now();
  f := scrip.claim_facts(p_event, p_code, p_user, v_organization);
  v_faults := scrip.claim_faults(f, v_now);
  IF v_faults <> '{}' THEN
    PERFORM scrip.refuse_fault(v_faults);
  END IF;

  v_places := scrip.provision(p_user, v_user.email, v_organization, p_api_key, v_now);
  v_organization := v_places #>> '{organization,id}';
  v_booked := scrip.claim_grant(p_key, v_claim, p_event, v_organization);
  v_answer := scrip.store_claim(v_claim, p_event, p_code, p_user, p_claimant, f, v_user, v_booked, v_places, v_now);
  PERFORM scrip.audit_write('create_claim', p_as, p_key, 'claim', v_claim::text, NULL, NULL, jsonb_build_object(
    'event', p_event, 'code', p_code, 'user', p_user, 'organization', v_organization, 'grant', v_booked.grant_id,
    'api_key', v_places #> '{api_key,id}'));
  PERFORM scrip.log_attempt(p_as, p_event, p_code, p_text, p_user, p_claimant, 'claimed');
  v_answer := scrip.end_write(p_key, jsonb_build_object('claim', v_claim, 'grant', v_booked.grant_id,
    'organization', v_organization, 'api_key', v_places #> '{api_key,id}'), v_answer);
  IF NOT scrip.count_claim(p_event, p_code, f.batch_id, v_booked.grant_id, v_now) THEN
    f := scrip.claim_facts(p_event, NULL, NULL, NULL);
    PERFORM scrip.refuse_fault(array_remove(scrip.claim_faults(f, v_now), 'code_not_found'));
    RAISE EXCEPTION 'The event changed while it was claimed.' USING ERRCODE = 'serialization_failure';
  END IF;
  RETURN v_answer;
END
$$;

-- Both rows of the claim, the code, and the answer. p_facts as claim_facts() tells them, p_booked as claim_grant().
CREATE FUNCTION scrip.store_claim(p_claim uuid, p_event uuid, p_code uuid, p_user uuid, p_claimant jsonb, p_facts record,
                                  p_person record, p_booked record, p_places jsonb, p_now timestamptz)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_account text := scrip.claim_account(p_claimant, p_person.provider, p_person.provider_user);
  v_organization uuid := p_places #>> '{organization,id}';
  v_name text := p_places #>> '{organization,name}';
  v_made scrip.grant := p_booked.made;
  v_detail scrip.claim_detail;
BEGIN
  PERFORM scrip.take_code(p_code, p_facts.batch_id IS NULL, p_facts.max_uses, p_user, v_account, p_now);
  INSERT INTO @billing@.credit_claims (id, credit_event_id, code_id, near_account_id, user_id, organization_id,
    organization_limit_id, claimed_at)
  VALUES (p_claim, p_event, p_code, v_account, p_user, v_organization, p_booked.limit_id, p_now)
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN -- through the backend, a moment ago
    PERFORM scrip.refuse_fault(ARRAY['user_already_claimed']);
  END IF;
  INSERT INTO scrip.claim_detail (claim_id, event_id, code_id, grant_id, origin, domain, claimed_at, login, workspace_id,
                                  api_key_id)
  VALUES (p_claim, p_event, p_code, p_booked.grant_id, 'scrip', scrip.domain_of(p_person.email), p_now, session_user,
          (p_places #>> '{workspace,id}')::uuid, (p_places #>> '{api_key,id}')::uuid)
  RETURNING * INTO v_detail;
  RETURN jsonb_build_object(
    'claim', scrip.claim_json(p_claim, p_event, v_made.name, p_code, p_facts.code_text, p_user, p_person.email,
                              v_organization, v_name, v_made.id, p_now, v_detail.origin, v_account, v_detail,
                              v_made.funded, v_made.currency, scrip.grant_status(v_made, p_now)),
    'grant', scrip.named_grant_json(v_made, v_name, p_now),
    'balance', scrip.booked_balance(v_organization, v_name, scrip.now())) || p_places;
END
$$;

-- Everything but the log of a refusal, which must outlive what is undone here. p_code is what the text came to, null when
-- it came to nothing.
CREATE FUNCTION scrip.try_claim(p_key text, p_as text, p_event uuid, p_code uuid, p_text text, p_user uuid,
                                p_claimant jsonb, p_api_key jsonb)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_answer jsonb;
BEGIN
  -- The payload holds no code: its id, or a print of one that there is not. Nor the key that the caller made.
  v_answer := scrip.begin_write(p_key, 'create_claim', jsonb_build_object(
    'event', p_event, 'code', coalesce(p_code::text, scrip.fingerprint(p_text)), 'claimant', p_claimant));
  IF v_answer IS NULL THEN
    PERFORM scrip.check_claim_cap();
    IF p_api_key IS NOT NULL THEN
      PERFORM scrip.check_api_key(p_api_key);
    END IF;
    IF NOT EXISTS (SELECT FROM @billing@.credit_events e WHERE e.id = p_event) THEN
      PERFORM scrip.refuse('not_found', 'There is no such event.', 'event');
    ELSIF p_user IS NULL THEN
      PERFORM scrip.refuse('not_found', 'There is no such user: people sign up with the service first.',
                           CASE WHEN p_claimant ? 'email' THEN 'email' ELSE 'user' END);
    END IF;
    v_answer := scrip.book_claim(p_key, p_as, p_event, p_code, p_text, p_user, p_claimant, p_api_key);
    RETURN CASE WHEN v_answer -> 'api_key' = 'null' THEN v_answer
                ELSE jsonb_set(v_answer, '{api_key,current}', 'true') END;
  END IF;
  RETURN scrip.with_current(v_answer, p_api_key);
END
$$;

CREATE FUNCTION scrip.create_claim(p_key text, p_as text, p_event uuid, p_code text, p_claimant jsonb,
                                   p_api_key jsonb DEFAULT NULL)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_api_key jsonb := nullif(p_api_key, 'null');
  v_user uuid;
  v_code uuid;
  v_answer jsonb;
  v_detail text;
BEGIN
  BEGIN
    PERFORM scrip.need('admin', 'support');
    v_user := scrip.claimant_user(p_claimant);
    v_code := scrip.find_code(p_code);
    RETURN scrip.try_claim(p_key, p_as, p_event, v_code, p_code, v_user, p_claimant, v_api_key);
  EXCEPTION WHEN SQLSTATE 'SC001' OR syntax_error_or_access_rule_violation OR not_null_violation THEN
    GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
    v_answer := scrip.refused(SQLSTATE, SQLERRM, v_detail);
  END;
  -- What was asked for wrongly, or by somebody who may not ask, is no attempt to claim.
  IF v_answer ->> 'name' NOT IN ('not_permitted', 'read_only', 'usage', 'invalid_body', 'idempotency_conflict') THEN
    PERFORM scrip.log_attempt(p_as, p_event, v_code, p_code, v_user, p_claimant, v_answer ->> 'name');
  END IF;
  RETURN v_answer;
END
$$;
