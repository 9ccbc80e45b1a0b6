-- SPDX-License-Identifier: GPL-3.0-or-later
-- Lists of grants. Of one organization everything that is due is computed into the answer; lists over all of them show
-- what is booked, with the status of the moment. By age and by expiry they walk an index, however long they are. By
-- anything else they are sorted anew for each page, and so only as long as that is quick.
SET LOCAL ROLE scrip_owner;

-- Rows that are sorted without an index, or counted one by one, at most: a tenth of a second.
CREATE FUNCTION scrip.sortable_rows()
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT 50000
$$;

-- The share of a table, in per cent, that has about twenty thousand rows: enough to tell counts and places from.
CREATE FUNCTION scrip.sample_rate(p_table regclass)
RETURNS real LANGUAGE sql STABLE AS $$
  SELECT least(100.0, 2000000.0 / greatest(c.reltuples, 1))::real FROM pg_class c WHERE c.oid = p_table
$$;

-- A filter without what it says about order.
CREATE FUNCTION scrip.unordered(p_filter jsonb)
RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN jsonb_typeof(p_filter) = 'object' THEN p_filter - '{sort,back}'::text[] ELSE coalesce(p_filter, '{}') END
$$;

-- A source of rows that looks at a share of the table alone: $3 is the share.
CREATE FUNCTION scrip.sampled(p_source text, p_table text)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT replace(p_source, ' FROM ' || p_table, ' FROM ' || p_table || ' TABLESAMPLE SYSTEM ($3) REPEATABLE (1)')
$$;

-- What the rows are sorted by: times, and all the others as text that sorts alike.
CREATE FUNCTION scrip.grant_sort_key(p_sort text)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE p_sort
    WHEN 'created_at' THEN 'g.created_at'
    WHEN 'expires_at' THEN 'coalesce(g.expires_at, ''infinity'')'
    WHEN 'amount' THEN 'lpad(g.funded::text, 20, ''0'') COLLATE "C"'
    WHEN 'available' THEN -- what is due to be released is available
      'lpad(CASE WHEN g.state = ''pending'' AND scrip.grant_status(g, $2) = ''active'' THEN g.pending ELSE g.available END::text, 20, ''0'') COLLATE "C"'
    WHEN 'priority' THEN 'lpad(g.priority::text, 4, ''0'') COLLATE "C"'
    WHEN 'status' THEN -- by life
      'array_position(ARRAY[''pending'', ''active'', ''expired'', ''voided''], scrip.grant_status(g, $2))::text COLLATE "C"'
    WHEN 'origin' THEN '(g.origin || chr(1) || lower(g.name)) COLLATE "C"'
    WHEN 'organization_name' THEN 'coalesce(lower(o.name), '''')::text COLLATE "C"' END
$$;

-- The grants that a filter leaves, put together from constants, so that they are found by the index that there is.
-- $1 filter, $2 now, $3 organization, $4 event.
CREATE FUNCTION scrip.grant_source(p_filter jsonb, p_joins text DEFAULT '')
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_filter ? 'organization' THEN ' FROM scrip.grants_now($3, $2) g' ELSE ' FROM scrip.grant g' END
    || p_joins || ' WHERE true'
    || CASE WHEN p_filter ? 'event' THEN ' AND g.event_id = $4' ELSE '' END
    || CASE WHEN p_filter ? 'origin' THEN ' AND g.origin = $1 ->> ''origin''' ELSE '' END
    || CASE WHEN p_filter ? 'search' THEN ' AND strpos(lower(g.name), lower($1 ->> ''search'')) > 0' ELSE '' END
    || CASE WHEN p_filter ->> 'status' = 'depleted'
            THEN ' AND scrip.grant_status(g, $2) = ''active'' AND g.available + g.pending = 0'
            WHEN p_filter ? 'status' THEN ' AND scrip.grant_status(g, $2) = $1 ->> ''status''' ELSE '' END
$$;

-- Whether an index has the order, or the list is short in any case.
CREATE FUNCTION scrip.is_grant_order_at_hand(p_filter jsonb, p_sort text)
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_filter ? 'organization' OR p_sort = 'created_at' OR p_sort = 'expires_at' AND NOT p_filter ? 'event'
$$;

-- Times are compared as such, so that they find their index.
CREATE FUNCTION scrip.is_grant_order_of_times(p_sort text)
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_sort IN ('created_at', 'expires_at')
$$;

-- The first p_limit grants beyond a place, which is a key and an id, in the direction of reading; with their own places.
CREATE FUNCTION scrip.grant_page(p_filter jsonb, p_sort text, p_down boolean, p_after uuid, p_after_key text,
                                 p_limit integer, p_at timestamptz)
RETURNS TABLE (item scrip.grant, place text) LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_key text := scrip.grant_sort_key(p_sort);
  v_joins text := CASE WHEN p_sort = 'organization_name'
                       THEN ' LEFT JOIN @billing@.organizations o ON o.id = g.organization_id' ELSE '' END;
  v_times boolean := scrip.is_grant_order_of_times(p_sort);
BEGIN
  RETURN QUERY EXECUTE replace(replace(
      'SELECT k.g, (k.g).id || '':'' || ' || CASE WHEN v_times THEN 'coalesce(scrip.time_text(k.key), ''infinity'')' ELSE 'k.key' END
      || ' FROM (SELECT g, ' || v_key || ' AS key' || scrip.grant_source(p_filter, v_joins)
      || CASE WHEN p_after IS NULL THEN ''
              ELSE ' AND (' || v_key || ', g.id) BEYOND ($6::' || CASE WHEN v_times THEN 'timestamptz' ELSE 'text' END || ', $7)' END
      || ' ORDER BY ' || v_key || ' DIRECTION, g.id DIRECTION LIMIT $5) k ORDER BY k.key DIRECTION, (k.g).id DIRECTION',
      'DIRECTION', CASE WHEN p_down THEN 'DESC' ELSE 'ASC' END), 'BEYOND', CASE WHEN p_down THEN '<' ELSE '>' END)
  USING p_filter, p_at, (p_filter ->> 'organization')::uuid, (p_filter ->> 'event')::uuid, p_limit, p_after_key, p_after;
END
$$;

-- The key in a cursor; null without one.
CREATE FUNCTION scrip.grant_cursor_key(p_after text, p_sort text)
RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_key text := substr(p_after, 38);
BEGIN
  IF p_after <> '' AND (scrip.uuid_or_null(left(p_after, 36)) IS NULL OR substr(p_after, 37, 1) <> ':'
                        OR scrip.is_grant_order_of_times(p_sort) AND v_key = '') THEN
    PERFORM scrip.refuse('usage', 'This is no cursor of a list of grants.', 'after');
  ELSIF scrip.is_grant_order_of_times(p_sort) AND v_key <> 'infinity' THEN
    RETURN scrip.time_text(scrip.check_time(nullif(v_key, ''), 'after'));
  END IF;
  RETURN v_key;
END
$$;

-- The filter without what it says about order; refuses what cannot be sorted by.
CREATE FUNCTION scrip.check_grant_order(p_filter jsonb, p_sort text, p_at timestamptz)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_filter jsonb := scrip.check_grant_filter(scrip.unordered(p_filter));
  v_found bigint;
BEGIN
  IF scrip.grant_sort_key(p_sort) IS NULL THEN
    PERFORM scrip.refuse('usage', 'Grants cannot be sorted by that.', 'sort');
  ELSIF NOT scrip.is_grant_order_at_hand(v_filter, p_sort) THEN
    EXECUTE 'SELECT count(*) FROM (SELECT' || scrip.grant_source(v_filter) || ' LIMIT $5) g'
    INTO v_found USING v_filter, p_at, NULL::uuid, (v_filter ->> 'event')::uuid, scrip.sortable_rows() + 1;
    IF v_found > scrip.sortable_rows() THEN
      PERFORM scrip.refuse('usage', format('There are more than %s grants: filter them before sorting by that.',
                                           scrip.sortable_rows()), 'sort');
    END IF;
  END IF;
  RETURN v_filter;
END
$$;

CREATE FUNCTION scrip.grants(p_filter jsonb DEFAULT '{}', p_after text DEFAULT NULL, p_limit integer DEFAULT 200)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_filter jsonb;
  v_now timestamptz := scrip.now();
  v_sort text := coalesce(nullif(p_filter ->> 'sort', ''), '-created_at');
  v_back boolean := coalesce(scrip.flag_of(p_filter, 'back'), false);
  v_down boolean := (left(v_sort, 1) = '-') <> v_back;
  v_limit integer := least(greatest(coalesce(p_limit, 200), 1), 1000);
  v_items jsonb;
  v_next text;
  v_found bigint;
BEGIN
  PERFORM scrip.need('admin', 'support', 'auditor');
  v_sort := ltrim(v_sort, '-');
  v_filter := scrip.check_grant_order(p_filter, v_sort, v_now);
  SELECT coalesce(jsonb_agg(scrip.grant_json(p.item, v_now) || jsonb_build_object('cursor', p.place)
                            ORDER BY CASE WHEN v_back THEN -p.n ELSE p.n END) FILTER (WHERE p.n <= v_limit), '[]'),
         max(p.place) FILTER (WHERE p.n = v_limit), count(*)
  INTO v_items, v_next, v_found
  FROM (SELECT g.item, g.place, row_number() OVER () AS n
        FROM scrip.grant_page(v_filter, v_sort, v_down, scrip.uuid_or_null(left(p_after, 36)),
                              scrip.grant_cursor_key(p_after, v_sort), v_limit + 1, v_now) g) p;
  RETURN jsonb_build_object('items', v_items, 'next', CASE WHEN v_found > v_limit AND NOT v_back THEN v_next END);
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;

-- How many, one by one as long as that is quick.
CREATE FUNCTION scrip.count_grants(p_filter jsonb DEFAULT '{}')
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_now timestamptz := scrip.now();
  v_filter jsonb;
  v_event uuid;
  v_count bigint := 0;
  v_rate real := 100;
  v_most CONSTANT integer := 2000000;
BEGIN
  PERFORM scrip.need('admin', 'support', 'auditor');
  v_filter := scrip.check_grant_filter(scrip.unordered(p_filter));
  v_event := v_filter ->> 'event';
  IF NOT v_filter ? 'organization'
     AND (SELECT c.reltuples > v_most FROM pg_class c WHERE c.oid = 'scrip.grant'::regclass) THEN
    v_rate := scrip.sample_rate('scrip.grant');
    EXECUTE 'SELECT count(*)' || scrip.sampled(scrip.grant_source(v_filter), 'scrip.grant g')
    INTO v_count USING v_filter, v_now, v_rate, v_event;
  END IF;
  IF v_count = 0 THEN -- quick, or too rare to be estimated
    v_rate := 100;
    EXECUTE 'SELECT count(*)' || scrip.grant_source(v_filter)
    INTO v_count USING v_filter, v_now, (v_filter ->> 'organization')::uuid, v_event;
  END IF;
  RETURN jsonb_build_object('count', (v_count * 100 / v_rate)::bigint, 'exact', v_rate = 100);
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;

-- A cursor: the page behind it begins at about that fraction of the list as sorted. Null: the beginning. Exact as far as
-- one can count there quickly, else as good as a sample of the times.
CREATE FUNCTION scrip.grant_position(p_filter jsonb, p_fraction float8)
RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_now timestamptz := scrip.now();
  v_sort text := coalesce(nullif(p_filter ->> 'sort', ''), '-created_at');
  v_down boolean := left(v_sort, 1) = '-';
  v_fraction float8 := least(greatest(coalesce(p_fraction, 0), 0), 1);
  v_filter jsonb;
  v_place bigint;
  v_at timestamptz;
BEGIN
  PERFORM scrip.need('admin', 'support', 'auditor');
  v_sort := ltrim(v_sort, '-');
  v_filter := scrip.check_grant_order(p_filter, v_sort, v_now);
  v_place := ceil(v_fraction * (scrip.count_grants(v_filter) ->> 'count')::bigint);
  IF v_place < 1 THEN
    RETURN NULL;
  ELSIF v_place <= scrip.sortable_rows() OR v_filter ? 'organization' OR NOT scrip.is_grant_order_of_times(v_sort) THEN
    RETURN (SELECT p.place FROM (SELECT g.place, row_number() OVER () AS n
                                 FROM scrip.grant_page(v_filter, v_sort, v_down, NULL, NULL, v_place::integer, v_now) g) p
            ORDER BY p.n DESC LIMIT 1);
  END IF;
  EXECUTE 'SELECT percentile_disc($5) WITHIN GROUP (ORDER BY ' || scrip.grant_sort_key(v_sort) || ')'
          || scrip.sampled(scrip.grant_source(v_filter), 'scrip.grant g')
  INTO v_at USING v_filter, v_now, scrip.sample_rate('scrip.grant'), (v_filter ->> 'event')::uuid,
                  CASE WHEN v_down THEN 1 - v_fraction ELSE v_fraction END;
  RETURN '00000000-0000-0000-0000-000000000000:' || coalesce(scrip.time_text(v_at), 'infinity');
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;
