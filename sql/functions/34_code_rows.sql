-- SPDX-License-Identifier: GPL-3.0-or-later
-- Codes as lists and pages show them: masked, and each held against its billing row, whose backend may have claimed it.
SET LOCAL ROLE scrip_owner;

-- Every join is a look-up by a key, whatever the tables have grown to since the plan was made: nothing else is allowed,
-- and so the plan can be kept, which costs more to make than to run.
CREATE FUNCTION scrip.code_rows(p_ids uuid[])
RETURNS TABLE (id uuid, masked text, state text, uses integer, max_uses integer, event_id uuid, event_name text,
               batch_id uuid, batch_number integer, serial integer, batch_count integer, claimed_by uuid,
               claimed_email text, claimed_at timestamptz, state_at timestamptz, reissued_to text, print_run integer,
               cursor text)
LANGUAGE plpgsql STABLE
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT i.id, scrip.masked(CASE WHEN c.id IS NULL THEN scrip.spelled(k.norm, b.groups) ELSE c.code::text END), s.state,
         CASE WHEN s.state = 'claimed' THEN greatest(k.uses, 1) ELSE coalesce(k.uses, 0) END,
         coalesce(b.max_uses, 1), coalesce(b.event_id, c.credit_event_id), e.name::text,
         b.id, b.number, k.serial, b.count, c.claimed_by_user_id, u.email::text, c.claimed_at,
         CASE WHEN s.state = k.state THEN k.state_at ELSE c.claimed_at END, r.masked, p.number, i.id::text
  FROM unnest(p_ids) WITH ORDINALITY i (id, place)
  LEFT JOIN scrip.code k ON k.id = i.id
  LEFT JOIN scrip.batch b ON b.id = k.batch_id
  LEFT JOIN @billing@.credit_event_codes c ON c.id = i.id
  LEFT JOIN @billing@.credit_events e ON e.id = coalesce(b.event_id, c.credit_event_id)
  LEFT JOIN @billing@.users u ON u.id = c.claimed_by_user_id
  LEFT JOIN LATERAL (SELECT scrip.masked(n.code) AS masked FROM @billing@.credit_event_codes n
                     WHERE n.id = k.reissued_to) r ON true
  LEFT JOIN LATERAL (SELECT max(q.number) AS number FROM scrip.print q
                     WHERE q.batch_id = k.batch_id AND k.serial BETWEEN q.first_serial AND q.last_serial
                       -- what was printed at a place before or after a code stood there is another code's label
                       AND (b.reissued = 0 OR q.at >= c.created_at AND (k.generation = 0 OR q.at <= k.state_at))) p ON true
  CROSS JOIN LATERAL (
    SELECT CASE WHEN k.id IS NULL THEN CASE WHEN c.is_claimed THEN 'claimed' ELSE 'available' END
                WHEN k.state = 'available' AND scrip.is_taken(c.is_claimed, c.claimed_by_user_id, c.claimed_at)
                THEN 'claimed' ELSE k.state END AS state) s
  ORDER BY i.place;
END
$$;

CREATE FUNCTION scrip.code_object(p_id uuid)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT jsonb_build_object(
      'id', r.id, 'code', r.masked, 'state', r.state, 'uses', r.uses, 'max_uses', r.max_uses, 'event_id', r.event_id,
      'event_name', r.event_name, 'batch_id', r.batch_id, 'batch_number', r.batch_number,
      'batch_count', r.batch_count, 'serial', r.serial, 'claimed_by', r.claimed_by,
      'claimed_at', scrip.time_text(r.claimed_at), 'state_at', scrip.time_text(r.state_at),
      'reissued_to', r.reissued_to, 'reissued_from',
      (SELECT scrip.masked(c.code) FROM scrip.code o JOIN @billing@.credit_event_codes c ON c.id = o.id
       WHERE o.reissued_to = p_id))
    FROM scrip.code_rows(ARRAY[p_id]) r);
END
$$;

-- The ids of a page in list order. p_back reads towards the beginning.
CREATE FUNCTION scrip.code_page(p_event uuid, p_batch uuid, p_state text, p_prefix text, p_sort text, p_after text,
                                p_limit integer, p_back boolean)
RETURNS uuid[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_norm text := scrip.normal_code(p_prefix);
  v_mode text := scrip.search_mode(v_norm);
  v_after uuid := scrip.uuid_or_null(p_after);
  v_back boolean := coalesce(p_back, false);
  v_down boolean := (left(coalesce(p_sort, ''), 1) = '-') <> v_back;
  v_limit integer := least(greatest(coalesce(p_limit, 200), 1), 10000);
  v_ids uuid[];
BEGIN
  IF ltrim(coalesce(p_sort, ''), '-') NOT IN ('', 'serial') THEN
    PERFORM scrip.refuse('usage', 'Codes cannot be sorted by that.', 'sort');
  ELSIF p_state NOT IN ('available', 'claimed', 'disabled', 'reissued') THEN
    PERFORM scrip.refuse('usage', 'There is no such state.', 'state');
  ELSIF p_after <> '' AND NOT EXISTS (SELECT FROM scrip.code k WHERE k.id = v_after) THEN
    PERFORM scrip.refuse('usage', 'This is no cursor of a list of codes.', 'after');
  END IF;
  CASE v_mode
    WHEN 'all', 'batch' THEN
      v_ids := ARRAY(SELECT scrip.walk(p_event, p_batch, p_state, nullif(v_norm, ''), v_after, v_down, v_limit));
    WHEN 'norm' THEN
      v_ids := ARRAY(SELECT scrip.search_range(p_event, p_batch, p_state, v_norm, v_after, v_down, v_limit));
    WHEN 'code' THEN
      v_ids := ARRAY(SELECT r.id FROM scrip.code k CROSS JOIN LATERAL scrip.code_rows(ARRAY[k.id]) r
                     WHERE k.norm = v_norm AND p_after IS NULL AND (p_event IS NULL OR r.event_id = p_event)
                       AND (p_batch IS NULL OR r.batch_id = p_batch) AND (p_state IS NULL OR r.state = p_state));
    ELSE
      v_ids := '{}';
  END CASE;
  IF v_back THEN
    v_ids := ARRAY(SELECT v_ids[n] FROM generate_series(cardinality(v_ids), 1, -1) n);
  END IF;
  RETURN v_ids;
END
$$;

CREATE FUNCTION scrip.codes(p_event uuid DEFAULT NULL, p_batch uuid DEFAULT NULL, p_state text DEFAULT NULL,
                            p_prefix text DEFAULT NULL, p_sort text DEFAULT NULL, p_after text DEFAULT NULL,
                            p_limit integer DEFAULT 200, p_back boolean DEFAULT false)
RETURNS TABLE (id uuid, masked text, state text, uses integer, max_uses integer, event_id uuid, event_name text,
               batch_id uuid, batch_number integer, serial integer, batch_count integer, claimed_by uuid,
               claimed_email text, claimed_at timestamptz, state_at timestamptz, reissued_to text, print_run integer,
               cursor text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM scrip.need('admin', 'staff', 'auditor');
  RETURN QUERY SELECT * FROM scrip.code_rows(
    scrip.code_page(p_event, p_batch, p_state, p_prefix, p_sort, p_after, p_limit, p_back));
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;

-- How many, without counting them one by one: the batches know.
CREATE FUNCTION scrip.count_codes(p_event uuid DEFAULT NULL, p_batch uuid DEFAULT NULL, p_state text DEFAULT NULL,
                                  p_prefix text DEFAULT NULL)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_norm text := scrip.normal_code(p_prefix);
  v_mode text := scrip.search_mode(v_norm);
  v_count bigint;
  v_most CONSTANT integer := 100000;
BEGIN
  PERFORM scrip.need('admin', 'staff', 'auditor');
  IF v_mode IN ('all', 'batch') THEN
    SELECT coalesce(sum(w.weight), 0) INTO v_count
    FROM scrip.walk_batches(p_event, p_batch, p_state, nullif(v_norm, ''), true) w;
  ELSIF v_mode = 'norm' THEN
    SELECT count(*) INTO v_count
    FROM scrip.search_range(p_event, p_batch, p_state, v_norm, NULL, false, v_most);
  ELSE
    v_count := cardinality(scrip.code_page(p_event, p_batch, p_state, p_prefix, NULL, NULL, 1, false));
  END IF;
  RETURN jsonb_build_object('count', v_count, 'exact', v_mode <> 'norm' OR v_count < v_most);
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;
