-- SPDX-License-Identifier: GPL-3.0-or-later
-- Lists of claims, whoever made them. What is booked is found through scrip.claim_detail, which has the indexes; claims
-- that the backend made and that are not booked yet are looked for where its counters say that there are any. By time a
-- list walks an index, however long it is; by anything else it is sorted anew for each page, as far as that is quick.
SET LOCAL ROLE scrip_owner;

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

-- The claims that a filter leaves, by time, put together from constants so that each combination finds its index.
-- $1 event, $2 user, $3 organization, $4 code, $5 from, $6 to, $7 released, $8 and $9 the place to go on from, $10 how
-- many, $11 and $12 people and organizations that a search found, $13 what was searched for, $14 events with claims that
-- are not booked.
CREATE FUNCTION scrip.claims_statement(p_by_person boolean, p_event boolean, p_search boolean, p_down boolean)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT replace(replace('SELECT s.id FROM (' || CASE
    -- People and organizations have few claims, and the billing table an index for them.
    WHEN p_by_person OR p_search THEN
      'SELECT c.id, c.claimed_at FROM @billing@.credit_claims c LEFT JOIN scrip.claim_detail d ON d.claim_id = c.id
       WHERE ($1 IS NULL OR c.credit_event_id = $1) AND ($7 IS NULL OR (d.released_at IS NOT NULL) = $7) AND '
      || CASE WHEN p_search THEN '(c.user_id = ANY ($11) OR c.organization_id = ANY ($12) OR c.near_account_id = $13) AND ' ELSE '' END
      || '($2 IS NULL OR c.user_id = $2) AND ($3 IS NULL OR c.organization_id = $3) AND ($4 IS NULL OR c.code_id = $4)
       AND ($8 IS NULL OR (c.claimed_at, c.id) BEYOND ($8, $9)) AND ($5 IS NULL OR c.claimed_at >= $5)
       AND ($6 IS NULL OR c.claimed_at < $6)'
    ELSE
      '(SELECT d.claim_id AS id, d.claimed_at FROM scrip.claim_detail d WHERE '
      || CASE WHEN p_event THEN 'd.event_id = $1 AND ' ELSE '' END
      || '($7 IS NULL OR (d.released_at IS NOT NULL) = $7) AND ($5 IS NULL OR d.claimed_at >= $5)
         AND ($6 IS NULL OR d.claimed_at < $6) AND ($8 IS NULL OR (d.claimed_at, d.claim_id) BEYOND ($8, $9))
        ORDER BY d.claimed_at DIRECTION, d.claim_id DIRECTION LIMIT $10)
       UNION ALL
       SELECT r.claim_id, r.claimed_at FROM scrip.unbooked_claim_rows($14) r
       WHERE ($7 IS NOT TRUE) AND ($5 IS NULL OR r.claimed_at >= $5) AND ($6 IS NULL OR r.claimed_at < $6)
         AND ($8 IS NULL OR (r.claimed_at, r.claim_id) BEYOND ($8, $9))'
  END || ') s ORDER BY s.claimed_at DIRECTION, s.id DIRECTION LIMIT $10',
  'DIRECTION', CASE WHEN p_down THEN 'DESC' ELSE 'ASC' END), 'BEYOND', CASE WHEN p_down THEN '<' ELSE '>' END)
$$;

-- The first p_limit of them beyond a place.
CREATE FUNCTION scrip.claims_by_time(p_filter jsonb, p_down boolean, p_at timestamptz, p_id uuid, p_limit integer)
RETURNS uuid[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_event uuid := scrip.filter_id(p_filter, 'event');
  v_user uuid := scrip.filter_id(p_filter, 'user');
  v_organization uuid := scrip.filter_id(p_filter, 'organization');
  v_code uuid := scrip.filter_id(p_filter, 'code');
  v_search text := lower(scrip.cleaned(left(p_filter ->> 'search', 255)));
  v_users uuid[];
  v_organizations uuid[];
  v_ids uuid[];
BEGIN
  IF v_search <> '' THEN
    v_users := ARRAY(SELECT u.id::uuid FROM @billing@.users u WHERE strpos(lower(u.email), v_search) > 0 LIMIT 1000);
    v_organizations := ARRAY(SELECT o.id::uuid FROM @billing@.organizations o WHERE strpos(lower(o.name), v_search) > 0 LIMIT 1000);
  END IF;
  EXECUTE 'SELECT ARRAY(' || scrip.claims_statement(coalesce(v_user, v_organization, v_code) IS NOT NULL,
                                                    v_event IS NOT NULL, v_search <> '', p_down) || ')'
  INTO v_ids
  USING v_event, v_user, v_organization, v_code, scrip.check_time(p_filter ->> 'from', 'from'),
        scrip.check_time(p_filter ->> 'to', 'to'), scrip.flag_of(p_filter, 'released'), p_at, p_id, p_limit,
        v_users, v_organizations, v_search,
        ARRAY(SELECT e FROM unnest(scrip.unbooked_events()) e WHERE v_event IS NULL OR e = v_event);
  RETURN v_ids;
END
$$;

-- What claims are sorted by, as text that sorts alike; of the same, older ones come first.
CREATE FUNCTION scrip.claim_keys(p_ids uuid[], p_sort text)
RETURNS TABLE (id uuid, key text) LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF p_sort = 'claimed_at' THEN
    RETURN QUERY SELECT c.id, scrip.time_text(c.claimed_at) FROM @billing@.credit_claims c WHERE c.id = ANY (p_ids);
    RETURN;
  END IF;
  RETURN QUERY EXECUTE 'SELECT c.id, coalesce((' || CASE p_sort
      WHEN 'event_name' THEN 'SELECT lower(e.name) FROM @billing@.credit_events e WHERE e.id = c.credit_event_id'
      WHEN 'email' THEN 'SELECT lower(u.email) FROM @billing@.users u WHERE u.id = c.user_id'
      WHEN 'organization_name' THEN 'SELECT lower(o.name) FROM @billing@.organizations o WHERE o.id = c.organization_id'
      WHEN 'amount' THEN
        'SELECT lpad(coalesce((SELECT g.funded FROM scrip.claim_detail d JOIN scrip.grant g ON g.id = d.grant_id WHERE d.claim_id = c.id),
                              e.credit_amount::bigint)::text, 20, ''0'') FROM @billing@.credit_events e WHERE e.id = c.credit_event_id'
      WHEN 'grant_status' THEN
        'SELECT scrip.grant_status(g, scrip.now()) FROM scrip.claim_detail d JOIN scrip.grant g ON g.id = d.grant_id WHERE d.claim_id = c.id'
      WHEN 'released_at' THEN -- not time_text(), whose width is not fixed
        'SELECT to_char(d.released_at AT TIME ZONE ''UTC'', ''YYYYMMDDHH24MISSUS'') FROM scrip.claim_detail d WHERE d.claim_id = c.id' END
    || '), '''') || chr(1) || to_char(c.claimed_at AT TIME ZONE ''UTC'', ''YYYYMMDDHH24MISSUS'')
    FROM @billing@.credit_claims c WHERE c.id = ANY ($1)'
  USING p_ids;
END
$$;

-- The first p_limit claims beyond a place, by a key; p_down the direction of reading.
CREATE FUNCTION scrip.claims_by_key(p_filter jsonb, p_sort text, p_down boolean, p_key text, p_id uuid, p_limit integer)
RETURNS uuid[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_most integer := scrip.sortable_rows();
  v_all uuid[] := scrip.claims_by_time(p_filter, true, NULL, NULL, v_most + 1);
BEGIN
  IF cardinality(v_all) > v_most THEN
    PERFORM scrip.refuse('usage', format('There are more than %s claims: filter them before sorting by that.', v_most), 'sort');
  ELSIF p_down THEN
    RETURN ARRAY(SELECT k.id FROM scrip.claim_keys(v_all, p_sort) k
                 WHERE p_id IS NULL OR (k.key COLLATE "C", k.id) < (p_key, p_id)
                 ORDER BY k.key COLLATE "C" DESC, k.id DESC LIMIT p_limit);
  END IF;
  RETURN ARRAY(SELECT k.id FROM scrip.claim_keys(v_all, p_sort) k
               WHERE p_id IS NULL OR (k.key COLLATE "C", k.id) > (p_key, p_id)
               ORDER BY k.key COLLATE "C", k.id LIMIT p_limit);
END
$$;

CREATE FUNCTION scrip.check_claim_filter(p_filter jsonb)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_filter jsonb := coalesce(p_filter, '{}');
BEGIN
  PERFORM scrip.check_keys(v_filter, 'event', 'user', 'organization', 'code', 'from', 'to', 'released', 'search', 'sort', 'back');
  IF ltrim(v_filter ->> 'sort', '-') NOT IN ('', 'claimed_at', 'event_name', 'email', 'organization_name', 'amount',
                                             'grant_status', 'released_at') THEN
    PERFORM scrip.refuse('usage', 'Claims cannot be sorted by that.', 'sort');
  END IF;
  RETURN v_filter;
END
$$;

-- What a list is sorted by.
CREATE FUNCTION scrip.claim_sort(p_filter jsonb)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(nullif(p_filter ->> 'sort', ''), '-claimed_at')
$$;

-- The first p_limit ids beyond a cursor, in the direction of reading.
CREATE FUNCTION scrip.claim_page(p_filter jsonb, p_after text, p_limit integer)
RETURNS uuid[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_sort text := ltrim(scrip.claim_sort(p_filter), '-');
  v_down boolean := (left(scrip.claim_sort(p_filter), 1) = '-') <> coalesce(scrip.flag_of(p_filter, 'back'), false);
  v_id uuid := scrip.uuid_or_null(left(p_after, 36));
  v_key text := substr(p_after, 38);
BEGIN
  IF p_after <> '' AND (v_id IS NULL OR v_key = '') THEN
    PERFORM scrip.refuse('usage', 'This is no cursor of a list of claims.', 'after');
  ELSIF v_sort = 'claimed_at' THEN
    RETURN scrip.claims_by_time(p_filter, v_down, scrip.check_time(nullif(v_key, ''), 'after'), v_id, p_limit);
  END IF;
  RETURN scrip.claims_by_key(p_filter, v_sort, v_down, v_key, v_id, p_limit);
END
$$;

CREATE FUNCTION scrip.claims(p_filter jsonb DEFAULT '{}', p_after text DEFAULT NULL, p_limit integer DEFAULT 200)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_filter jsonb;
  v_back boolean := coalesce(scrip.flag_of(p_filter, 'back'), false);
  v_limit integer := least(greatest(coalesce(p_limit, 200), 1), 1000);
  v_ids uuid[];
  v_items jsonb;
  v_next text;
BEGIN
  PERFORM scrip.need('admin', 'staff', 'support', 'auditor');
  v_filter := scrip.check_claim_filter(p_filter);
  v_ids := scrip.claim_page(v_filter, p_after, v_limit + 1);
  SELECT coalesce(jsonb_agg(o.object || jsonb_build_object('cursor', i.id || ':' || k.key)
                            ORDER BY CASE WHEN v_back THEN -i.place ELSE i.place END), '[]'),
         max(i.id || ':' || k.key) FILTER (WHERE i.place = v_limit)
  INTO v_items, v_next
  FROM unnest(v_ids[1:v_limit]) WITH ORDINALITY i (id, place)
  JOIN scrip.claim_objects(v_ids[1:v_limit]) o ON o.id = i.id
  JOIN scrip.claim_keys(v_ids[1:v_limit], ltrim(scrip.claim_sort(v_filter), '-')) k ON k.id = i.id;
  RETURN jsonb_build_object('items', v_items, 'next', CASE WHEN cardinality(v_ids) > v_limit AND NOT v_back THEN v_next END);
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;

-- The source of a sample of booked claims. $1 event, $2 from, $3 the share of the table, $4 to, $5 released.
CREATE FUNCTION scrip.claim_sample()
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT scrip.sampled(' FROM scrip.claim_detail d WHERE ($1 IS NULL OR d.event_id = $1) AND ($2 IS NULL OR d.claimed_at >= $2)
    AND ($4 IS NULL OR d.claimed_at < $4) AND ($5 IS NULL OR (d.released_at IS NOT NULL) = $5)', 'scrip.claim_detail d')
$$;

-- How many: from the counters where nothing else narrows them, one by one as long as that is quick, else estimated.
CREATE FUNCTION scrip.count_claims(p_filter jsonb DEFAULT '{}')
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_filter jsonb;
  v_event uuid;
  v_count bigint;
  v_rate real := scrip.sample_rate('scrip.claim_detail');
  v_most CONSTANT integer := 100000;
BEGIN
  PERFORM scrip.need('admin', 'staff', 'support', 'auditor');
  v_filter := jsonb_strip_nulls(scrip.unordered(scrip.check_claim_filter(p_filter)));
  v_event := scrip.filter_id(v_filter, 'event');
  IF v_filter - 'event' = '{}' THEN
    v_count := (SELECT coalesce(sum(e.claim_count), 0) FROM @billing@.credit_events e WHERE v_event IS NULL OR e.id = v_event)
             + (SELECT count(*) FROM scrip.claim_detail d WHERE d.slot_returned AND (v_event IS NULL OR d.event_id = v_event));
    RETURN jsonb_build_object('count', v_count, 'exact', true);
  END IF;
  v_count := cardinality(scrip.claims_by_time(v_filter, true, NULL, NULL, v_most + 1));
  IF v_count <= v_most THEN
    RETURN jsonb_build_object('count', v_count, 'exact', true);
  END IF;
  EXECUTE 'SELECT count(*)' || scrip.claim_sample()
  INTO v_count USING v_event, scrip.check_time(v_filter ->> 'from', 'from'), v_rate,
                     scrip.check_time(v_filter ->> 'to', 'to'), scrip.flag_of(v_filter, 'released');
  RETURN jsonb_build_object('count', greatest(v_most + 1, (v_count * 100 / v_rate)::bigint), 'exact', false);
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;

-- A cursor: the page behind it begins at about that fraction of the list as sorted. Null: the beginning. Exact as far as
-- one can count there quickly, else as good as a sample of the times.
CREATE FUNCTION scrip.claim_position(p_filter jsonb, p_fraction float8)
RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_filter jsonb;
  v_sort text := scrip.claim_sort(p_filter);
  v_fraction float8 := least(greatest(coalesce(p_fraction, 0), 0), 1);
  v_place bigint;
  v_ids uuid[];
  v_at timestamptz;
BEGIN
  PERFORM scrip.need('admin', 'staff', 'support', 'auditor');
  v_filter := scrip.check_claim_filter(p_filter) - 'back';
  v_place := ceil(v_fraction * (scrip.count_claims(v_filter) ->> 'count')::bigint);
  IF v_place < 1 THEN
    RETURN NULL;
  ELSIF v_place <= scrip.sortable_rows() OR ltrim(v_sort, '-') <> 'claimed_at' THEN
    v_ids := scrip.claim_page(v_filter, NULL, v_place::integer);
    RETURN (SELECT k.id || ':' || k.key FROM scrip.claim_keys(v_ids[cardinality(v_ids):], ltrim(v_sort, '-')) k);
  END IF;
  EXECUTE 'SELECT percentile_disc($6) WITHIN GROUP (ORDER BY d.claimed_at)' || scrip.claim_sample()
  INTO v_at USING scrip.filter_id(v_filter, 'event'), scrip.check_time(v_filter ->> 'from', 'from'),
                  scrip.sample_rate('scrip.claim_detail'), scrip.check_time(v_filter ->> 'to', 'to'),
                  scrip.flag_of(v_filter, 'released'), CASE WHEN left(v_sort, 1) = '-' THEN 1 - v_fraction ELSE v_fraction END;
  RETURN '00000000-0000-0000-0000-000000000000:' || scrip.time_text(v_at);
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;
