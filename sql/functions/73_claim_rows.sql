-- SPDX-License-Identifier: GPL-3.0-or-later
-- Claims for people who look, whoever made them. Newest first. What is booked is found through scrip.claim_detail, which
-- has the indexes; claims that the backend made and that are not booked yet are looked for where its counters say that
-- there are any.
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

-- An id out of a filter; what is no id is nothing that could be found.
CREATE FUNCTION scrip.filter_id(p_filter jsonb, p_field text)
RETURNS uuid LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_id uuid := scrip.uuid_or_null(p_filter ->> p_field);
BEGIN
  IF v_id IS NULL AND p_filter ->> p_field <> '' THEN
    PERFORM scrip.refuse('not_found', format('There is no such %s.', p_field), p_field);
  END IF;
  RETURN v_id;
END
$$;

-- The claims that a filter leaves, newest first, put together from constants so that each combination finds its index.
-- $1 event, $2 user, $3 organization, $4 code, $5 from, $6 to, $7 released, $8 and $9 the place to go on from, $10 how
-- many, $11 and $12 people and organizations that a search found, $13 what was searched for, $14 events with claims that
-- are not booked.
CREATE FUNCTION scrip.claims_statement(p_by_person boolean, p_event boolean, p_search boolean)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT 'SELECT s.id FROM (' || CASE
    -- People and organizations have few claims, and the billing table an index for them.
    WHEN p_by_person OR p_search THEN
      'SELECT c.id, c.claimed_at FROM @billing@.credit_claims c LEFT JOIN scrip.claim_detail d ON d.claim_id = c.id
       WHERE ($1 IS NULL OR c.credit_event_id = $1) AND ($7 IS NULL OR (d.released_at IS NOT NULL) = $7) AND '
      || CASE WHEN p_search THEN '(c.user_id = ANY ($11) OR c.organization_id = ANY ($12) OR c.near_account_id = $13) AND ' ELSE '' END
      || '($2 IS NULL OR c.user_id = $2) AND ($3 IS NULL OR c.organization_id = $3) AND ($4 IS NULL OR c.code_id = $4)
       AND ($8 IS NULL OR (c.claimed_at, c.id) < ($8, $9)) AND ($5 IS NULL OR c.claimed_at >= $5)
       AND ($6 IS NULL OR c.claimed_at < $6)'
    ELSE
      '(SELECT d.claim_id AS id, d.claimed_at FROM scrip.claim_detail d WHERE '
      || CASE WHEN p_event THEN 'd.event_id = $1 AND ' ELSE '' END
      || '($7 IS NULL OR (d.released_at IS NOT NULL) = $7) AND ($5 IS NULL OR d.claimed_at >= $5)
         AND ($6 IS NULL OR d.claimed_at < $6) AND ($8 IS NULL OR (d.claimed_at, d.claim_id) < ($8, $9))
        ORDER BY d.claimed_at DESC, d.claim_id DESC LIMIT $10)
       UNION ALL
       SELECT r.claim_id, r.claimed_at FROM scrip.unbooked_claim_rows($14) r
       WHERE ($7 IS NOT TRUE) AND ($5 IS NULL OR r.claimed_at >= $5) AND ($6 IS NULL OR r.claimed_at < $6)
         AND ($8 IS NULL OR (r.claimed_at, r.claim_id) < ($8, $9))'
  END || ') s ORDER BY s.claimed_at DESC, s.id DESC LIMIT $10'
$$;

-- The ids of a page and one more, if there is one.
CREATE FUNCTION scrip.claim_page(p_filter jsonb, p_after text, p_limit integer)
RETURNS uuid[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_event uuid := scrip.filter_id(p_filter, 'event');
  v_user uuid := scrip.filter_id(p_filter, 'user');
  v_organization uuid := scrip.filter_id(p_filter, 'organization');
  v_code uuid := scrip.filter_id(p_filter, 'code');
  v_search text := lower(scrip.cleaned(left(p_filter ->> 'search', 255)));
  v_after_id uuid := scrip.uuid_or_null(left(p_after, 36));
  v_after_at timestamptz := scrip.check_time(nullif(substr(p_after, 38), ''), 'after');
  v_users uuid[];
  v_organizations uuid[];
  v_ids uuid[];
BEGIN
  IF p_after <> '' AND (v_after_id IS NULL OR v_after_at IS NULL) THEN
    PERFORM scrip.refuse('usage', 'This is no cursor of a list of claims.', 'after');
  END IF;
  IF v_search <> '' THEN
    v_users := ARRAY(SELECT u.id::uuid FROM @billing@.users u WHERE strpos(lower(u.email), v_search) > 0 LIMIT 1000);
    v_organizations := ARRAY(SELECT o.id::uuid FROM @billing@.organizations o WHERE strpos(lower(o.name), v_search) > 0 LIMIT 1000);
  END IF;
  EXECUTE 'SELECT ARRAY(' || scrip.claims_statement(coalesce(v_user, v_organization, v_code) IS NOT NULL,
                                                    v_event IS NOT NULL, v_search <> '') || ')'
  INTO v_ids
  USING v_event, v_user, v_organization, v_code, scrip.check_time(p_filter ->> 'from', 'from'),
        scrip.check_time(p_filter ->> 'to', 'to'), scrip.flag_of(p_filter, 'released'), v_after_at, v_after_id, p_limit + 1,
        v_users, v_organizations, v_search,
        ARRAY(SELECT e FROM unnest(scrip.unbooked_events()) e WHERE v_event IS NULL OR e = v_event);
  RETURN v_ids;
END
$$;

CREATE FUNCTION scrip.claims(p_filter jsonb DEFAULT '{}', p_after text DEFAULT NULL, p_limit integer DEFAULT 200)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_filter jsonb := coalesce(p_filter, '{}');
  v_limit integer := least(greatest(coalesce(p_limit, 200), 1), 1000);
  v_ids uuid[];
  v_items jsonb;
  v_last timestamptz;
BEGIN
  PERFORM scrip.need('admin', 'staff', 'support', 'auditor');
  PERFORM scrip.check_keys(v_filter, 'event', 'user', 'organization', 'code', 'from', 'to', 'released', 'search');
  v_ids := scrip.claim_page(v_filter, p_after, v_limit);
  SELECT coalesce(jsonb_agg(o.object ORDER BY o.claimed_at DESC, o.id DESC), '[]'), min(o.claimed_at)
  INTO v_items, v_last FROM scrip.claim_objects(v_ids[1:v_limit]) o;
  RETURN jsonb_build_object('items', v_items, 'next', CASE WHEN cardinality(v_ids) > v_limit
    THEN v_ids[v_limit] || ':' || scrip.time_text(v_last) END);
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;

-- Why somebody cannot claim: everything that stands in the way, not the first alone. Changes nothing but the count of
-- look-ups by support; a refusal is a value for the same reason as with code().
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
  v_code := scrip.find_code(p_code);
  PERFORM scrip.count_lookup(v_code IS NOT NULL);
  IF v_user IS NULL THEN
    v_reasons := v_reasons || jsonb_build_object('name', 'not_found', 'message', 'There is no such user.');
  ELSE
    BEGIN
      v_organization := scrip.claim_organization(v_user, p_claimant);
    EXCEPTION WHEN SQLSTATE 'SC001' THEN
      v_reasons := v_reasons || jsonb_build_object('name', split_part(SQLERRM, '|', 1), 'message', split_part(SQLERRM, '|', 2));
    END;
  END IF;
  f := scrip.claim_facts(p_event, v_code, v_user, v_organization);
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
