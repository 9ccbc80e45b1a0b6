-- SPDX-License-Identifier: GPL-3.0-or-later
-- Whatever somebody has of a customer: an e-mail, an id or eight characters of its beginning or end, a code, an
-- organization, a NEAR account, the beginning of an API key. Finds, and tells apart.
SET LOCAL ROLE scrip_owner;

-- The most that is told of one kind.
CREATE FUNCTION scrip.lookup_limit()
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT 20
$$;

-- The API keys of a person by their beginnings, newest first, with the claim that made each, whose key can be rotated.
CREATE FUNCTION scrip.keys_of(p_user uuid)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT coalesce(jsonb_agg(jsonb_build_object(
            'id', k.id, 'prefix', k.key_prefix, 'name', k.name, 'workspace', w.name, 'organization_id', w.organization_id,
            'active', k.is_active AND k.deleted_at IS NULL AND coalesce(k.expires_at > scrip.now(), true),
            'created_at', scrip.time_text(k.created_at),
            'claim_id', (SELECT d.claim_id FROM @billing@.credit_claims c JOIN scrip.claim_detail d ON d.claim_id = c.id
                         WHERE c.user_id = p_user AND d.api_key_id = k.id)) ORDER BY k.created_at DESC, k.id), '[]')
          FROM @billing@.api_keys k LEFT JOIN @billing@.workspaces w ON w.id = k.workspace_id
          WHERE k.created_by_user_id = p_user);
END
$$;

-- One person alone is told with API keys: the billing tables have no index that finds them.
CREATE FUNCTION scrip.user_match(p_ids uuid[])
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT coalesce(jsonb_agg(jsonb_build_object(
            'kind', 'user', 'id', u.id, 'label', u.email, 'username', u.username, 'active', u.is_active,
            'api_keys', CASE WHEN cardinality(p_ids) = 1 THEN scrip.keys_of(u.id::uuid) END,
            'organizations', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'role', m.role)
                                                        ORDER BY m.joined_at, o.id), '[]')
                              FROM @billing@.organization_members m JOIN @billing@.organizations o ON o.id = m.organization_id
                              WHERE m.user_id = u.id)) ORDER BY u.email), '[]')
          FROM @billing@.users u WHERE u.id = ANY (p_ids));
END
$$;

-- Things whose id begins, or ends, with a text. Support may look up a code that it is told, and is not told of others
-- that begin or end alike; batches are none of its business.
CREATE FUNCTION scrip.matches_by_id(p_text text, p_by_end boolean)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_text text := lower(btrim(p_text));
  v_most integer := scrip.lookup_limit();
  v_kind text;
  v_ids uuid[];
  v_matches jsonb := '[]';
BEGIN
  FOREACH v_kind IN ARRAY ARRAY['user', 'organization', 'event', 'batch', 'code', 'claim', 'grant', 'api_key'] LOOP
    CONTINUE WHEN NOT scrip.sees_codes() AND (v_kind = 'batch' OR v_kind = 'code' AND scrip.uuid_or_null(v_text) IS NULL);
    v_ids := scrip.ids_like(CASE v_kind WHEN 'code' THEN '@billing@.credit_event_codes' ELSE scrip.table_of(v_kind) END,
                            v_text, p_by_end, v_most);
    CONTINUE WHEN v_ids = '{}';
    v_matches := v_matches || CASE v_kind
      WHEN 'user' THEN scrip.user_match(v_ids)
      WHEN 'organization' THEN (
        SELECT jsonb_agg(jsonb_build_object('kind', 'organization', 'id', o.id, 'label', o.name) ORDER BY o.name, o.id)
        FROM @billing@.organizations o WHERE o.id = ANY (v_ids))
      WHEN 'event' THEN (
        SELECT jsonb_agg(jsonb_build_object('kind', 'event', 'id', e.id, 'label', e.name) ORDER BY e.name, e.id)
        FROM @billing@.credit_events e WHERE e.id = ANY (v_ids))
      WHEN 'batch' THEN (
        SELECT jsonb_agg(jsonb_build_object('kind', 'batch', 'id', b.id, 'label', b.prefix || ' #' || b.number,
                                            'event_id', b.event_id) ORDER BY b.id)
        FROM scrip.batch b WHERE b.id = ANY (v_ids))
      WHEN 'grant' THEN (
        SELECT jsonb_agg(jsonb_build_object('kind', 'grant', 'id', g.id, 'label', g.name,
                                            'organization_id', g.organization_id) ORDER BY g.id)
        FROM scrip.grant g WHERE g.id = ANY (v_ids))
      WHEN 'code' THEN (SELECT jsonb_agg(scrip.code_match(i) ORDER BY i) FROM unnest(v_ids) i)
      WHEN 'claim' THEN (SELECT jsonb_agg(scrip.claim_match(i) ORDER BY i) FROM unnest(v_ids) i)
      ELSE (SELECT jsonb_agg(scrip.key_match(i) ORDER BY i) FROM unnest(v_ids) i) END;
  END LOOP;
  RETURN v_matches;
END
$$;

CREATE FUNCTION scrip.code_match(p_id uuid)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_code jsonb := scrip.code_object(p_id);
BEGIN
  RETURN jsonb_build_object('kind', 'code', 'id', p_id, 'label', v_code -> 'code', 'state', v_code -> 'state',
    'event_id', v_code -> 'event_id', 'event_name', v_code -> 'event_name', 'claimed_by', v_code -> 'claimed_by',
    'reissued_to', v_code -> 'reissued_to');
END
$$;

CREATE FUNCTION scrip.claim_match(p_id uuid)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_claim jsonb := scrip.claim_object(p_id);
BEGIN
  RETURN jsonb_build_object('kind', 'claim', 'id', p_id,
    'label', concat_ws(' · ', v_claim ->> 'email', v_claim ->> 'event_name'), 'event_id', v_claim -> 'event_id',
    'user_id', v_claim -> 'user_id', 'organization_id', v_claim -> 'organization_id', 'claimed_at', v_claim -> 'claimed_at');
END
$$;

CREATE FUNCTION scrip.key_match(p_id uuid)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT jsonb_build_object('kind', 'api_key', 'id', k.id, 'label', k.key_prefix, 'name', k.name,
                   'active', k.is_active AND k.deleted_at IS NULL, 'user_id', k.created_by_user_id,
                   'organization_id', w.organization_id)
          FROM @billing@.api_keys k LEFT JOIN @billing@.workspaces w ON w.id = k.workspace_id WHERE k.id = p_id);
END
$$;

-- People, organizations and events by name, and what else has a text of its own.
CREATE FUNCTION scrip.matches_by_text(p_text text)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_text text := scrip.cleaned(p_text);
  v_low text := lower(v_text);
  v_most integer := scrip.lookup_limit();
  v_key text := CASE WHEN v_low COLLATE "C" ~ '^sk-[0-9a-f]{3,32}$' THEN left(v_low, 10) END;
  v_users uuid[];
BEGIN
  IF strpos(v_text, '@') > 0 THEN
    v_users := ARRAY(SELECT u.id::uuid FROM @billing@.users u WHERE u.email IN (v_text, v_low) LIMIT v_most);
    IF v_users = '{}' THEN
      v_users := ARRAY(SELECT u.id::uuid FROM @billing@.users u WHERE lower(u.email) = v_low LIMIT v_most);
    END IF;
  END IF;
  RETURN scrip.user_match(v_users) || coalesce((SELECT jsonb_agg(m.match) FROM (
    (SELECT jsonb_build_object('kind', 'organization', 'id', o.id, 'label', o.name) AS match FROM @billing@.organizations o
     WHERE length(v_low) >= 2 AND strpos(lower(o.name), v_low) > 0 ORDER BY lower(o.name) <> v_low, o.name, o.id LIMIT v_most)
    UNION ALL
    (SELECT jsonb_build_object('kind', 'event', 'id', e.id, 'label', e.name) FROM @billing@.credit_events e
     WHERE length(v_low) >= 2 AND strpos(lower(e.name), v_low) > 0 ORDER BY lower(e.name) <> v_low, e.name, e.id LIMIT v_most)
    UNION ALL
    (SELECT jsonb_build_object('kind', 'account', 'id', a.id, 'label', v_text, 'user_id', a.id, 'email', a.email)
     FROM (SELECT u.id, u.email FROM @billing@.users u WHERE u.auth_provider = 'near' AND u.provider_user_id IN (v_text, v_low)
           UNION
           SELECT u.id, u.email FROM @billing@.credit_claims c JOIN @billing@.users u ON u.id = c.user_id
           WHERE c.near_account_id IN (v_text, v_low) AND c.near_account_id <> '') a ORDER BY a.email LIMIT v_most)
    UNION ALL
    (SELECT scrip.key_match(k.id) FROM @billing@.api_keys k
     WHERE k.key_prefix >= v_key AND k.key_prefix < v_key || 'g' ORDER BY k.created_at, k.id LIMIT v_most)) m), '[]');
END
$$;

-- The code that a text comes to, in any spelling; a text that cannot be one comes to none.
CREATE FUNCTION scrip.match_code(p_text text)
RETURNS uuid LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN scrip.find_code(p_text);
EXCEPTION WHEN SQLSTATE 'SC001' THEN
  RETURN NULL;
END
$$;

-- kind: the one kind of all that was found, 'several' for more than one, null for nothing. Support begins the look-up
-- first; a refusal is a value as with code().
CREATE FUNCTION scrip.lookup(p_text text)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_text text := btrim(left(p_text, 320));
  v_lookup bigint;
  v_code uuid;
  v_matches jsonb;
  v_kinds text[];
  v_detail text;
BEGIN
  PERFORM scrip.need('admin', 'support', 'auditor');
  IF coalesce(v_text, '') = '' THEN
    PERFORM scrip.refuse('usage', 'Type an e-mail, a code, an id, or a name.', 'text');
  END IF;
  v_lookup := scrip.begun_lookup(p_text);
  v_matches := scrip.matches_by_id(v_text, false) || scrip.matches_by_text(v_text);
  v_code := scrip.match_code(v_text);
  IF v_code IS NOT NULL AND NOT v_matches @> jsonb_build_array(jsonb_build_object('kind', 'code', 'id', v_code)) THEN
    v_matches := v_matches || scrip.code_match(v_code);
  END IF;
  IF v_matches = '[]' THEN -- reads whole tables, and so comes last
    v_matches := scrip.matches_by_id(v_text, true);
  END IF;
  IF v_matches <> '[]' THEN
    PERFORM scrip.found_by(v_lookup, v_text, v_code);
  END IF;
  v_kinds := ARRAY(SELECT DISTINCT m ->> 'kind' FROM jsonb_array_elements(v_matches) m);
  RETURN jsonb_build_object('kind', CASE WHEN cardinality(v_kinds) > 1 THEN 'several' ELSE v_kinds[1] END, 'matches', v_matches);
EXCEPTION WHEN SQLSTATE 'SC001' OR syntax_error_or_access_rule_violation OR not_null_violation THEN
  GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
  RETURN scrip.refused(SQLSTATE, SQLERRM, v_detail);
END
$$;
