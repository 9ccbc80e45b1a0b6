-- SPDX-License-Identifier: GPL-3.0-or-later
-- A claim for people who look, whoever made it; lists of them are in 7A_claim_lists.sql.
SET LOCAL ROLE scrip_owner;

-- As people see it.
CREATE FUNCTION scrip.claim_json(
  p_id uuid, p_event uuid, p_event_name text, p_code uuid, p_code_text text, p_user uuid, p_email text, p_organization uuid,
  p_organization_name text, p_grant uuid, p_claimed_at timestamptz, p_origin text, p_account text,
  p_detail scrip.claim_detail, p_amount bigint, p_currency text, p_grant_status text)
RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'id', p_id, 'event_id', p_event, 'event_name', p_event_name, 'code_id', p_code, 'code', scrip.masked(p_code_text),
    'user_id', p_user, 'email', p_email, 'organization_id', p_organization, 'organization_name', p_organization_name,
    'grant_id', p_grant, 'claimed_at', scrip.time_text(p_claimed_at), 'released_at', scrip.time_text(p_detail.released_at),
    'released_by', p_detail.released_by, 'slot_returned', coalesce(p_detail.slot_returned, false),
    'code_freed', coalesce(p_detail.code_freed, false), 'origin', p_origin, 'account', nullif(p_account, ''),
    'amount', scrip.money_text(p_amount), 'currency', p_currency, 'grant_status', p_grant_status)
$$;

-- Every join is a look-up by a key, and so the plan can be kept, as in code_rows().
CREATE FUNCTION scrip.claim_objects(p_ids uuid[])
RETURNS TABLE (id uuid, claimed_at timestamptz, object jsonb) LANGUAGE plpgsql STABLE
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT c.id, c.claimed_at, scrip.claim_json(
    c.id, c.credit_event_id, e.name::text, c.code_id, k.code::text, c.user_id, u.email::text, c.organization_id,
    o.name::text,
    -- A grant that is still to be adopted will have the id of its limits row.
    coalesce(g.id, d.grant_id, c.organization_limit_id),
    c.claimed_at, coalesce(d.origin, 'backend'), c.near_account_id::text, d,
    -- What the event gives stands for a grant that is still to be adopted: after the first claim it does not change.
    coalesce(g.funded, e.credit_amount::bigint), coalesce(g.currency, e.currency::text),
    CASE WHEN g.id IS NOT NULL THEN scrip.grant_status(g, scrip.now()) END)
  FROM @billing@.credit_claims c
  LEFT JOIN scrip.claim_detail d ON d.claim_id = c.id
  LEFT JOIN scrip.grant g ON g.id = coalesce(d.grant_id, (SELECT a.id FROM scrip.grant a WHERE a.claim_id = c.id))
  LEFT JOIN @billing@.credit_events e ON e.id = c.credit_event_id
  LEFT JOIN @billing@.credit_event_codes k ON k.id = c.code_id
  LEFT JOIN @billing@.users u ON u.id = c.user_id
  LEFT JOIN @billing@.organizations o ON o.id = c.organization_id
  WHERE c.id = ANY (p_ids);
END
$$;

CREATE FUNCTION scrip.claim_object(p_id uuid)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT o.object FROM scrip.claim_objects(ARRAY[p_id]) o);
END
$$;

CREATE FUNCTION scrip.claim(p_id uuid)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_claim jsonb;
BEGIN
  PERFORM scrip.need('admin', 'staff', 'support', 'auditor');
  v_claim := scrip.claim_object(p_id);
  IF v_claim IS NULL THEN
    PERFORM scrip.refuse('not_found', 'There is no such claim.', 'claim');
  END IF;
  RETURN v_claim;
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;

-- Why somebody cannot claim: everything that stands in the way, not the first alone. Support looks up the code first; a
-- refusal is a value as with code().
CREATE FUNCTION scrip.check_claim(p_event uuid, p_code text, p_claimant jsonb)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_user uuid;
  v_code uuid;
  v_organization uuid;
  f record;
  v_reasons jsonb := '[]';
  v_detail text;
BEGIN
  PERFORM scrip.need('admin', 'support');
  v_user := scrip.claimant_user(p_claimant);
  PERFORM scrip.looked_up(p_code);
  v_code := scrip.find_typed_code(p_code);
  IF v_user IS NULL THEN
    v_reasons := v_reasons || jsonb_build_object('name', 'not_found', 'message', 'There is no such user.');
  ELSE
    BEGIN
      v_organization := scrip.claim_organization(v_user, p_claimant);
    EXCEPTION WHEN SQLSTATE 'SC001' THEN
      v_reasons := v_reasons || jsonb_build_object('name', split_part(SQLERRM, '|', 1), 'message', split_part(SQLERRM, '|', 2));
    END;
  END IF;
  f := scrip.claim_facts(p_event, v_code, v_user, v_organization, scrip.setting_value('metering_currency'));
  IF f.archived IS NULL THEN
    PERFORM scrip.refuse('not_found', 'There is no such event.', 'event');
  END IF;
  v_reasons := v_reasons || coalesce((
    SELECT jsonb_agg(jsonb_build_object('name', n.name, 'message', (scrip.fault_sentence(n.name))[1]) ORDER BY n.place)
    FROM unnest(scrip.claim_faults(f, scrip.now())) WITH ORDINALITY n (name, place)), '[]');
  RETURN jsonb_build_object('claimable', v_reasons = '[]', 'reasons', v_reasons);
EXCEPTION WHEN SQLSTATE 'SC001' OR syntax_error_or_access_rule_violation OR not_null_violation THEN
  GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
  RETURN scrip.refused(SQLSTATE, SQLERRM, v_detail);
END
$$;
