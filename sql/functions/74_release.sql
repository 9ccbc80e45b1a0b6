-- SPDX-License-Identifier: GPL-3.0-or-later
-- Releasing a claim, and another API key for one that was lost. The claims row stays: the user may not claim the event
-- again.
SET LOCAL ROLE scrip_owner;

-- Locks a claim with its organization and its code, and books it first when the backend made it a moment ago. What the
-- booking adds to the counters of the batch is answered, to be written when they are.
CREATE FUNCTION scrip.lock_claim(p_id uuid)
RETURNS TABLE (event_id uuid, user_id uuid, organization_id uuid, code_id uuid, batch_id uuid, max_uses integer,
               awaiting boolean, booked_uses bigint, booked_claimed bigint) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  c record;
  v_booked record;
BEGIN
  SELECT t.credit_event_id AS event_id, t.user_id, t.organization_id, t.code_id, k.batch_id, b.max_uses INTO c
  FROM @billing@.credit_claims t
  LEFT JOIN scrip.code k ON k.id = t.code_id LEFT JOIN scrip.batch b ON b.id = k.batch_id
  WHERE t.id = p_id;
  IF NOT FOUND THEN
    PERFORM scrip.refuse('not_found', 'There is no such claim.', 'claim');
  END IF;
  PERFORM scrip.lock_organization(c.organization_id); -- before the code, as a claim
  -- Held against an approval that would open the code meanwhile; where a counter stands in it, it is locked at once.
  IF c.batch_id IS NULL THEN
    PERFORM scrip.lock_detail(c.event_id);
  END IF;
  awaiting := (SELECT d.awaiting_since IS NOT NULL FROM scrip.event_detail d WHERE d.event_id = c.event_id FOR SHARE);
  PERFORM scrip.lock_claim_code(c.code_id, c.event_id, c.batch_id IS NULL);
  SELECT sum(r.uses) AS uses, sum(r.claimed) AS claimed INTO v_booked FROM scrip.book_rows(ARRAY[p_id]) r;
  PERFORM FROM scrip.claim_detail d WHERE d.claim_id = p_id FOR UPDATE;
  RETURN QUERY SELECT c.event_id, c.user_id, c.organization_id, c.code_id, c.batch_id, coalesce(c.max_uses, 1),
                      coalesce(awaiting, false), coalesce(v_booked.uses, 0)::bigint, coalesce(v_booked.claimed, 0)::bigint;
END
$$;

-- Gives a use of the code back. The backend may take a code of one use again, unless something else holds it. Answers
-- whether a used-up code became available.
CREATE FUNCTION scrip.free_code(p_claim record, p_now timestamptz)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  v_was text := (SELECT k.state FROM scrip.code k WHERE k.id = p_claim.code_id);
BEGIN
  IF p_claim.max_uses = 1 THEN
    UPDATE @billing@.credit_event_codes c
    SET is_claimed = p_claim.awaiting OR coalesce(v_was, '') IN ('disabled', 'reissued'), claimed_by_user_id = NULL,
        claimed_by_near_account_id = NULL, claimed_at = NULL
    WHERE c.id = p_claim.code_id;
  END IF;
  UPDATE scrip.code k
  SET uses = k.uses - 1, state = CASE k.state WHEN 'claimed' THEN 'available' ELSE k.state END,
      state_at = CASE k.state WHEN 'claimed' THEN p_now ELSE k.state_at END
  WHERE k.id = p_claim.code_id;
  RETURN v_was = 'claimed';
END
$$;

-- The counters at the end of a release, the event's last.
CREATE FUNCTION scrip.count_release(p_claim record, p_slot boolean, p_freed boolean, p_opened boolean)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM scrip.yield_early();
  IF p_claim.batch_id IS NOT NULL THEN
    UPDATE scrip.batch b
    SET uses = b.uses + p_claim.booked_uses - p_freed::integer,
        claimed = b.claimed + p_claim.booked_claimed - p_opened::integer,
        freed = b.freed + p_freed::integer, returned = b.returned + p_slot::integer,
        dead_uses = b.dead_uses - CASE WHEN p_freed AND k.state = 'reissued' THEN 1 ELSE 0 END
    FROM scrip.code k WHERE b.id = p_claim.batch_id AND k.id = p_claim.code_id;
  ELSE
    UPDATE scrip.event_detail d SET loose_claims = d.loose_claims + p_claim.booked_uses - p_slot::integer
    WHERE d.event_id = p_claim.event_id;
  END IF;
  IF p_slot THEN
    UPDATE @billing@.credit_events e SET claim_count = e.claim_count - 1
    WHERE e.id = p_claim.event_id AND e.claim_count > 0;
  END IF;
END
$$;

CREATE FUNCTION scrip.release_answer(p_id uuid)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_claim jsonb := scrip.claim_object(p_id);
BEGIN
  RETURN jsonb_build_object('claim', v_claim, 'grant', scrip.grant_object((v_claim ->> 'grant_id')::uuid), 'forfeited',
    (SELECT scrip.money_text(d.forfeited) FROM scrip.claim_detail d WHERE d.claim_id = p_id));
END
$$;

-- The work of a release that is not done yet. Answers whether a code became available.
CREATE FUNCTION scrip.release_work(p_key text, p_id uuid, p_claim record, p_grant uuid, p_reason text, p_slot boolean,
                                   p_free boolean)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  v_forfeited bigint := 0;
  v_now timestamptz;
BEGIN
  IF p_grant IS NOT NULL THEN
    v_forfeited := scrip.void_for_release(p_key, p_grant, p_reason);
  END IF;
  v_now := scrip.now();
  UPDATE scrip.claim_detail d
  SET grant_id = coalesce(d.grant_id, p_grant), released_at = v_now, released_by = session_user, release_reason = p_reason,
      forfeited = v_forfeited, slot_returned = p_slot, code_freed = p_free
  WHERE d.claim_id = p_id;
  RETURN p_free AND coalesce(scrip.free_code(p_claim, v_now), false);
END
$$;

-- What a later release gives back that the first did not. Answers whether a code became available.
CREATE FUNCTION scrip.give_back(p_id uuid, p_claim record, p_slot boolean, p_free boolean)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  UPDATE scrip.claim_detail d SET slot_returned = d.slot_returned OR p_slot, code_freed = d.code_freed OR p_free
  WHERE d.claim_id = p_id;
  RETURN p_free AND coalesce(scrip.free_code(p_claim, scrip.now()), false);
END
$$;

-- What a release changes of a claim, for the audit.
CREATE FUNCTION scrip.audited_claim(p_claim jsonb)
RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT scrip.only_keys(p_claim, ARRAY['released_at', 'slot_returned', 'code_freed', 'grant_status'])
$$;

-- Releasing what is released gives the slot or the code back if that is asked for and was not done; else it changes
-- nothing. In any case it answers when the claim was released and what that forfeited.
CREATE FUNCTION scrip.release_claim(p_key text, p_as text, p_id uuid, p_reason text, p_return_slot boolean DEFAULT false,
                                    p_free_code boolean DEFAULT false)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_slot boolean := coalesce(p_return_slot, false);
  v_free boolean := coalesce(p_free_code, false);
  v_released boolean;
  v_opened boolean;
  v_claim jsonb;
  v_answer jsonb;
  c record;
  v_detail text;
BEGIN
  PERFORM scrip.need('admin', 'support');
  v_answer := scrip.begin_write(p_key, 'release_claim', jsonb_build_object('id', p_id, 'reason', p_reason,
                                'return_slot', v_slot, 'free_code', v_free));
  IF v_answer IS NOT NULL THEN
    RETURN v_answer;
  END IF;
  p_reason := scrip.check_reason(p_reason);
  SELECT * INTO c FROM scrip.lock_claim(p_id);
  v_claim := scrip.claim_object(p_id);
  v_released := v_claim ->> 'released_at' IS NOT NULL;
  v_slot := v_slot AND NOT (v_claim ->> 'slot_returned')::boolean;
  v_free := v_free AND NOT (v_claim ->> 'code_freed')::boolean;
  IF v_released AND NOT v_slot AND NOT v_free THEN
    RETURN scrip.end_write(p_key, jsonb_build_object('claim', p_id), scrip.release_answer(p_id));
  END IF;
  v_opened := CASE WHEN v_released THEN scrip.give_back(p_id, c, v_slot, v_free)
    ELSE scrip.release_work(p_key, p_id, c, (v_claim ->> 'grant_id')::uuid, p_reason, v_slot, v_free) END;
  v_answer := scrip.release_answer(p_id);
  PERFORM scrip.audit_write('release_claim', p_as, p_key, 'claim', p_id::text, p_reason, scrip.audited_claim(v_claim),
    scrip.audited_claim(v_answer -> 'claim') || jsonb_build_object('event', c.event_id, 'user', c.user_id,
      'forfeited', CASE WHEN v_released THEN '"0.00"' ELSE v_answer -> 'forfeited' END));
  v_answer := scrip.end_write(p_key, jsonb_build_object('claim', p_id), v_answer);
  PERFORM scrip.count_release(c, v_slot, v_free, v_opened);
  RETURN v_answer;
EXCEPTION WHEN SQLSTATE 'SC001' OR syntax_error_or_access_rule_violation OR not_null_violation THEN
  GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
  RETURN scrip.refused(SQLSTATE, SQLERRM, v_detail);
END
$$;

-- Ends the key that was made with a claim and puts another in its place, in the same workspace, for the same person and
-- within the same bounds. The claim is locked before it is read which key that is: of two calls the second replaces the
-- key of the first.
CREATE FUNCTION scrip.replace_api_key(p_id uuid, p_api_key jsonb)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := scrip.now();
  v_old record;
  v_key jsonb;
BEGIN
  PERFORM FROM scrip.claim_detail d WHERE d.claim_id = p_id FOR UPDATE;
  SELECT k.id, k.workspace_id, k.created_by_user_id AS user_id, k.spend_limit::bigint, k.expires_at, u.is_active INTO v_old
  FROM scrip.claim_detail d JOIN @billing@.api_keys k ON k.id = d.api_key_id
  JOIN @billing@.users u ON u.id = k.created_by_user_id WHERE d.claim_id = p_id;
  IF NOT FOUND THEN
    IF scrip.claim_object(p_id) IS NULL THEN
      PERFORM scrip.refuse('not_found', 'There is no such claim.', 'claim');
    END IF;
    PERFORM scrip.refuse('not_found', 'No API key was made with this claim: the user has keys of their own.', 'api_key');
  END IF;
  IF NOT v_old.is_active THEN
    PERFORM scrip.refuse_fault(ARRAY['user_inactive']);
  END IF;
  UPDATE @billing@.api_keys k SET is_active = false, deleted_at = v_now WHERE k.id = v_old.id AND k.deleted_at IS NULL;
  v_key := scrip.insert_places(v_old.user_id, '', '{}', jsonb_build_object('id', v_old.workspace_id), p_api_key, v_now,
                               v_old.spend_limit, v_old.expires_at) -> 'api_key';
  UPDATE scrip.claim_detail d SET api_key_id = (v_key ->> 'id')::uuid WHERE d.claim_id = p_id;
  RETURN jsonb_build_object('old', v_old.id, 'new', v_key);
END
$$;

CREATE FUNCTION scrip.rotate_claim_key(p_key text, p_as text, p_id uuid, p_reason text, p_api_key jsonb)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_answer jsonb;
  v_keys jsonb;
  v_detail text;
BEGIN
  PERFORM scrip.need('admin', 'support');
  v_answer := scrip.begin_write(p_key, 'rotate_claim_key', jsonb_build_object('id', p_id, 'reason', p_reason));
  IF v_answer IS NULL THEN
    p_reason := scrip.check_reason(p_reason);
    PERFORM scrip.check_api_key(p_api_key);
    v_keys := scrip.replace_api_key(p_id, p_api_key);
    PERFORM scrip.audit_write('rotate_claim_key', p_as, p_key, 'claim', p_id::text, p_reason,
                              jsonb_build_object('api_key', v_keys -> 'old'),
                              jsonb_build_object('api_key', v_keys #> '{new,id}'));
    v_answer := scrip.end_write(p_key, jsonb_build_object('claim', p_id, 'api_key', v_keys #> '{new,id}'),
                                jsonb_build_object('claim_id', p_id, 'api_key', v_keys -> 'new'));
  END IF;
  RETURN scrip.with_current(v_answer, p_api_key);
EXCEPTION WHEN SQLSTATE 'SC001' OR syntax_error_or_access_rule_violation OR not_null_violation THEN
  GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
  RETURN scrip.refused(SQLSTATE, SQLERRM, v_detail);
END
$$;
