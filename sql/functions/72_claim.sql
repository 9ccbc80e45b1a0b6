-- SPDX-License-Identifier: GPL-3.0-or-later
-- A claim, whole or not at all. Locks in order: the login if it is capped, key, user, e-mail domain if it is limited,
-- organization, code, what the ledger locks of the organization, batch, event. Nothing announces itself: claims are the
-- hot path.
--
-- The backend holds an event and then asks for the code. So whoever holds a code here waits for nothing longer than
-- yield_early() lets it: for an organization it waits before, where nobody waits for what it holds.
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

-- The end of a claim: the counters, which everybody who claims from the event waits for. Answers whether the event still
-- allowed it, which is decided here, and is what the grant was made of: nobody can change that from here on.
CREATE FUNCTION scrip.count_claim(p_event uuid, p_batch uuid, p_last boolean, p_amount bigint, p_expires_at timestamptz,
                                  p_now timestamptz)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  PERFORM scrip.yield_early();
  IF p_batch IS NULL THEN
    UPDATE scrip.event_detail d SET loose_claims = d.loose_claims + 1 WHERE d.event_id = p_event;
  ELSE
    UPDATE scrip.batch b SET uses = b.uses + 1, claimed = b.claimed + CASE WHEN p_last THEN 1 ELSE 0 END WHERE b.id = p_batch;
  END IF;
  UPDATE @billing@.credit_events e SET claim_count = e.claim_count + 1
  WHERE e.id = p_event AND e.is_active AND e.starts_at <= p_now AND e.credit_expires_at > p_now
    AND (e.claim_deadline IS NULL OR e.claim_deadline > p_now)
    AND (e.max_claims IS NULL OR e.claim_count < e.max_claims)
    AND e.credit_amount::bigint = p_amount AND e.credit_expires_at = p_expires_at;
  RETURN FOUND;
END
$$;

-- The locks of a claim in their order, up to that of the code. Answers the organization: null when one is to be made.
-- p_domain: null unless the event limits it.
CREATE FUNCTION scrip.lock_for_claim(p_event uuid, p_code uuid, p_loose boolean, p_user uuid, p_domain text, p_claimant jsonb,
                                     OUT organization uuid, OUT name text)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM @billing@.users u WHERE u.id = p_user FOR NO KEY UPDATE;
  IF p_domain IS NOT NULL THEN
    PERFORM scrip.lock_domain(p_event, p_domain);
  END IF;
  IF p_claimant ->> 'organization' <> '' THEN
    SELECT o.id, o.name INTO organization, name
    FROM @billing@.organization_members m JOIN @billing@.organizations o ON o.id = m.organization_id
    WHERE m.user_id = p_user AND m.organization_id = scrip.uuid_or_null(p_claimant ->> 'organization') AND o.is_active
    FOR NO KEY UPDATE OF o;
  END IF;
  IF organization IS NULL THEN -- chosen, or refused
    organization := scrip.claim_organization(p_user, p_claimant);
    SELECT o.name INTO name FROM @billing@.organizations o WHERE o.id = organization FOR NO KEY UPDATE;
  END IF;
  PERFORM scrip.lock_claim_code(p_code, p_event, p_loose);
END
$$;

-- Looks first, and without a lock: a refusal that is certain now spares everybody the queue. Then locks, and answers as
-- lock_for_claim() does.
CREATE FUNCTION scrip.enter_claim(p_event uuid, p_code uuid, p_user uuid, p_claimant jsonb, p_currency text,
                                  OUT organization uuid, OUT name text)
LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := scrip.now();
  v_plain boolean := scrip.looks_claimable(p_event, p_code, v_now);
  f record;
  v_domain text;
  v_loose boolean := false;
  v_place record;
BEGIN
  IF v_plain IS NULL THEN
    PERFORM scrip.refuse('not_found', 'There is no such event.', 'event');
  ELSIF p_user IS NULL THEN
    PERFORM scrip.refuse('not_found', 'There is no such user: people sign up with the service first.',
                         CASE WHEN p_claimant ? 'email' THEN 'email' ELSE 'user' END);
  ELSIF NOT v_plain THEN
    f := scrip.claim_facts(p_event, p_code, p_user, NULL, p_currency);
    PERFORM scrip.refuse_fault(scrip.claim_faults(f, v_now));
    v_loose := f.batch_id IS NULL;
    v_domain := CASE WHEN f.max_per_domain IS NOT NULL THEN f.domain END;
  END IF;
  v_place := scrip.lock_for_claim(p_event, p_code, v_loose, p_user, v_domain, p_claimant);
  organization := v_place.organization;
  name := v_place.name;
END
$$;

-- The work of a claim after its key. Answers without what only the caller can tell of the API key.
CREATE FUNCTION scrip.book_claim(p_key text, p_as text, p_event uuid, p_code uuid, p_text text, p_user uuid,
                                 p_claimant jsonb, p_api_key jsonb)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_claim uuid := scrip.new_id();
  v_currency text := scrip.setting_value('metering_currency');
  v_server bigint := scrip.system_identifier();
  v_place record;
  v_now timestamptz;
  f record;
  v_faults text[];
  v_books record;
  v_places jsonb;
  v_granted record;
  v_answer jsonb;
BEGIN
  v_place := scrip.enter_claim(p_event, p_code, p_user, p_claimant, v_currency);
  -- Under the locks, nobody else changes what is read from here on.
  v_now := scrip.now();
  f := scrip.claim_facts(p_event, p_code, p_user, v_place.organization, v_currency);
  v_faults := scrip.claim_faults(f, v_now);
  IF v_faults <> '{}' THEN
    PERFORM scrip.refuse_fault(v_faults);
  END IF;
  v_books := scrip.stored_books(v_place.organization, v_now, v_currency);
  v_places := scrip.provision(p_user, f.email, v_place.organization, v_place.name, v_books.workspace_id,
                              v_books.workspace_name, p_api_key, v_now);
  IF v_place.organization IS NULL THEN
    v_place.organization := v_places #>> '{organization,id}';
    v_place.name := v_places #>> '{organization,name}';
    v_books := scrip.stored_books(v_place.organization, v_now, v_currency);
  END IF;

  v_granted := scrip.claim_grant(p_key, v_claim, p_event, v_place.organization, f, v_books, v_currency, v_now, v_server);
  v_answer := scrip.store_claim(v_claim, p_event, p_code, p_user, p_claimant, f, v_place, v_granted, v_places,
    scrip.balance_after(v_place, v_granted, v_books, v_currency, v_now), v_now);
  PERFORM scrip.audit_write('create_claim', p_as, p_key, 'claim', v_claim::text, NULL, NULL, jsonb_build_object(
            'event', p_event, 'code', p_code, 'user', p_user, 'organization', v_place.organization,
            'grant', (v_granted.made).id, 'api_key', v_places #> '{api_key,id}'), v_now, v_server),
          scrip.log_attempt(p_as, p_event, p_code, p_text, p_user, p_claimant, 'claimed', v_now);
  v_answer := scrip.end_write(p_key, jsonb_build_object('claim', v_claim, 'grant', (v_granted.made).id,
    'organization', v_place.organization, 'api_key', v_places #> '{api_key,id}'), v_answer);
  IF NOT scrip.count_claim(p_event, f.batch_id, f.code_uses + 1 >= f.max_uses, f.amount, f.expires_at, v_now) THEN
    f := scrip.claim_facts(p_event, NULL, NULL, NULL, v_currency);
    PERFORM scrip.refuse_fault(array_remove(scrip.claim_faults(f, v_now), 'code_not_found'));
    RAISE EXCEPTION 'The event changed while it was claimed.' USING ERRCODE = 'serialization_failure';
  END IF;
  RETURN v_answer;
END
$$;

-- What the organization has now. Other credit changed with the grant unless that was put beside it: then it is read again.
CREATE FUNCTION scrip.balance_after(p_place record, p_granted record, p_books record, p_currency text, p_now timestamptz)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF p_granted.beside THEN
    RETURN scrip.booked_balance(p_place.organization, p_place.name, p_books, (p_granted.made).funded, p_currency, p_now);
  END IF;
  RETURN scrip.booked_balance(p_place.organization, p_place.name,
    scrip.stored_books(p_place.organization, p_now, p_currency), 0, p_currency, p_now);
END
$$;

-- One use of the code, which is locked and free, and both rows of the claim; the answer. The backend sees a code of one use
-- as claimed; one of several stays held against it. p_facts as claim_facts() tells them, p_place as lock_for_claim(),
-- p_granted as claim_grant(), p_places as provision().
CREATE FUNCTION scrip.store_claim(p_claim uuid, p_event uuid, p_code uuid, p_user uuid, p_claimant jsonb, p_facts record,
                                  p_place record, p_granted record, p_places jsonb, p_balance jsonb, p_now timestamptz)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_account text := scrip.claim_account(p_claimant, p_facts.provider, p_facts.provider_user);
  v_last boolean := p_facts.code_uses + 1 >= p_facts.max_uses;
  g scrip.grant := p_granted.made;
BEGIN
  IF p_facts.max_uses = 1 THEN
    UPDATE @billing@.credit_event_codes c
    SET is_claimed = true, claimed_by_user_id = p_user, claimed_by_near_account_id = nullif(v_account, ''),
        claimed_at = p_now
    WHERE c.id = p_code;
  END IF;
  IF p_facts.batch_id IS NOT NULL THEN
    UPDATE scrip.code k
    SET uses = k.uses + 1, state = CASE WHEN v_last THEN 'claimed' ELSE k.state END,
        state_at = CASE WHEN v_last THEN p_now ELSE k.state_at END
    WHERE k.id = p_code;
  END IF;
  INSERT INTO @billing@.credit_claims (id, credit_event_id, code_id, near_account_id, user_id, organization_id,
    organization_limit_id, claimed_at)
  VALUES (p_claim, p_event, p_code, v_account, p_user, p_place.organization, g.limit_id, p_now)
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN -- through the backend, a moment ago
    PERFORM scrip.refuse_fault(ARRAY['user_already_claimed']);
  END IF;
  INSERT INTO scrip.claim_detail (claim_id, event_id, code_id, grant_id, origin, domain, claimed_at, login, workspace_id,
                                  api_key_id)
  VALUES (p_claim, p_event, p_code, g.id, 'scrip', p_facts.domain, p_now, session_user,
          (p_places #>> '{workspace,id}')::uuid, (p_places #>> '{api_key,id}')::uuid);
  RETURN jsonb_build_object(
    'claim', scrip.claim_json(p_claim, p_event, p_facts.event_name, p_code, p_facts.code_text, p_user, p_facts.email,
                              p_place.organization, p_place.name, g.id, p_now, 'scrip', v_account, NULL, g.funded,
                              g.currency, scrip.grant_status(g, p_now)),
    'grant', scrip.named_grant_json(g, p_place.name, p_now), 'balance', p_balance,
    'organization', p_places -> 'organization', 'workspace', p_places -> 'workspace', 'api_key', p_places -> 'api_key');
END
$$;

-- Everything but the log of a refusal, which must outlive what is undone here. p_code is what the text came to, null when
-- it came to nothing.
-- Whatever runs in here finds by keys, and so its plans can be kept from the first call of a session on.
CREATE FUNCTION scrip.try_claim(p_key text, p_as text, p_event uuid, p_code uuid, p_text text, p_user uuid,
                                p_claimant jsonb, p_api_key jsonb)
RETURNS jsonb LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
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
  PERFORM scrip.queue_capped('claims');
  BEGIN
    PERFORM scrip.need('admin', 'support');
    v_user := scrip.claimant_user(p_claimant);
    v_code := scrip.find_typed_code(p_code);
    RETURN scrip.try_claim(p_key, p_as, p_event, v_code, p_code, v_user, p_claimant, v_api_key);
  EXCEPTION WHEN SQLSTATE 'SC001' OR syntax_error_or_access_rule_violation OR not_null_violation THEN
    GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
    v_answer := scrip.refused(SQLSTATE, SQLERRM, v_detail);
  END;
  -- What was asked for wrongly, or by somebody who may not ask, is no attempt to claim.
  IF v_answer ->> 'name' NOT IN ('not_permitted', 'read_only', 'usage', 'invalid_body', 'idempotency_conflict') THEN
    PERFORM scrip.log_attempt(p_as, p_event, v_code, p_code, v_user, p_claimant, v_answer ->> 'name', scrip.now());
  END IF;
  RETURN v_answer;
END
$$;
