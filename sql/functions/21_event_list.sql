-- SPDX-License-Identifier: GPL-3.0-or-later
-- Events for people who look.
SET LOCAL ROLE scrip_owner;

CREATE FUNCTION scrip.event(p_id uuid)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_event jsonb;
BEGIN
  PERFORM scrip.need('admin', 'staff', 'support', 'auditor');
  v_event := scrip.event_object(p_id);
  IF v_event IS NULL THEN
    PERFORM scrip.refuse('not_found', 'There is no such event.', 'event');
  END IF;
  RETURN v_event;
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;

-- A moment as text that sorts alike: the one that people read leaves out zeros. What never comes is last.
CREATE FUNCTION scrip.time_key(p_at timestamptz)
RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(to_char(p_at AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSUS'), '~')
$$;

-- What an event is sorted by, as text that sorts alike. Events are hundreds or thousands, so their keys are computed;
-- objects are made for the page alone.
CREATE FUNCTION scrip.event_sort_key(p_sort text, p_name text, p_created timestamptz, p_deadline timestamptz,
                                     p_expires timestamptz, p_status text, p_amount numeric, p_exposure numeric,
                                     p_claimed bigint)
RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE p_sort
    WHEN 'name' THEN lower(p_name)
    WHEN 'deadline' THEN scrip.time_key(p_deadline)
    WHEN 'expiry' THEN scrip.time_key(p_expires)
    WHEN 'status' THEN array_position(ARRAY['active', 'paused', 'awaiting_approval', 'upcoming', 'exhausted', 'ended',
                                            'archived'], p_status)::text -- what needs attention first, then by life
    WHEN 'amount' THEN lpad(p_amount::text, 30, '0')
    WHEN 'exposure' THEN lpad(p_exposure::text, 30, '0')
    WHEN 'claimed' THEN lpad(p_claimed::text, 30, '0')
    ELSE scrip.time_key(p_created) END
$$;

-- The wanted statuses of a filter; null: any.
CREATE FUNCTION scrip.filter_statuses(p_filter jsonb)
RETURNS text[] LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_status jsonb := p_filter -> 'status';
  v_statuses text[];
BEGIN
  IF jsonb_typeof(v_status) = 'string' THEN
    v_statuses := ARRAY[v_status #>> '{}'];
  ELSIF jsonb_typeof(v_status) = 'array' AND v_status <> '[]' THEN
    v_statuses := ARRAY(SELECT jsonb_array_elements_text(v_status));
  END IF;
  IF NOT v_statuses <@ ARRAY['awaiting_approval', 'upcoming', 'active', 'paused', 'exhausted', 'ended', 'archived'] THEN
    PERFORM scrip.refuse('usage', 'There is no such status.', 'status');
  END IF;
  RETURN v_statuses;
END
$$;

-- The cursor is the id of the last row and its sort key.
CREATE FUNCTION scrip.events(p_filter jsonb DEFAULT '{}', p_after text DEFAULT NULL, p_limit integer DEFAULT 200)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_filter jsonb := coalesce(p_filter, '{}');
  v_statuses text[] := scrip.filter_statuses(v_filter);
  v_search text := lower(nullif(v_filter ->> 'search', ''));
  v_archived boolean := coalesce(scrip.flag_of(v_filter, 'archived'), false) OR v_search IS NOT NULL
                        OR v_statuses IS NOT NULL;
  v_sort text := coalesce(nullif(v_filter ->> 'sort', ''), '-created');
  v_down boolean := left(v_sort, 1) = '-';
  v_limit integer := least(greatest(coalesce(p_limit, 200), 1), 1000);
  v_after uuid := scrip.uuid_or_null(left(p_after, 36));
  v_after_key text COLLATE "C" := substr(p_after, 38);
  v_ids uuid[];
  v_keys text[];
BEGIN
  PERFORM scrip.need('admin', 'staff', 'support', 'auditor');
  PERFORM scrip.check_keys(v_filter, 'status', 'search', 'tag', 'archived', 'sort');
  IF ltrim(v_sort, '-') NOT IN ('created', 'name', 'deadline', 'status', 'amount', 'expiry', 'exposure', 'claimed') THEN
    PERFORM scrip.refuse('usage', 'Events cannot be sorted by that.', 'sort');
  ELSIF p_after <> '' AND v_after IS NULL THEN
    PERFORM scrip.refuse('usage', 'This is no cursor of a list of events.', 'after');
  END IF;
  SELECT array_agg(p.id ORDER BY p.n), array_agg(p.key ORDER BY p.n) INTO v_ids, v_keys
  FROM (
    SELECT r.id, k.key, row_number() OVER (ORDER BY CASE WHEN v_down THEN k.key END DESC,
                                                    CASE WHEN v_down THEN r.id END DESC, k.key, r.id) AS n
    FROM scrip.event_rows() r
    CROSS JOIN LATERAL (
      SELECT scrip.event_sort_key(ltrim(v_sort, '-'), r.name, r.created_at, r.claim_deadline, r.credit_expires_at,
                                  r.status, r.amount, r.exposure, r.claim_count) COLLATE "C" AS key) k
    WHERE (v_statuses IS NULL OR r.status = ANY (v_statuses))
      AND (v_archived OR r.status <> 'archived')
      AND (v_filter ->> 'tag' IS NULL OR v_filter ->> 'tag' = ANY (r.tags))
      AND (v_search IS NULL OR r.id::text = v_search
           OR strpos(lower(concat_ws(E'\n', r.name, r.description, r.notes, array_to_string(r.tags, E'\n'))), v_search) > 0)
      AND (v_after IS NULL OR CASE WHEN v_down THEN (k.key, r.id) < (v_after_key, v_after)
                                   ELSE (k.key, r.id) > (v_after_key, v_after) END)
    ORDER BY n LIMIT v_limit + 1) p;
  v_ids := coalesce(v_ids, '{}'); -- null would ask for the objects of all events
  RETURN jsonb_build_object(
    'items', coalesce((SELECT jsonb_agg(o.object ORDER BY array_position(v_ids, o.id))
                       FROM scrip.event_objects(v_ids[1:v_limit]) o), '[]'),
    'next', CASE WHEN array_length(v_ids, 1) > v_limit THEN v_ids[v_limit]::text || ':' || v_keys[v_limit] END);
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;

CREATE FUNCTION scrip.event_counts()
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM scrip.need('admin', 'staff', 'support', 'auditor');
  RETURN (
    SELECT jsonb_build_object(
      'all', count(*) FILTER (WHERE r.status <> 'archived'),
      'awaiting_approval', count(*) FILTER (WHERE r.status = 'awaiting_approval'),
      'upcoming', count(*) FILTER (WHERE r.status = 'upcoming'),
      'active', count(*) FILTER (WHERE r.status = 'active'),
      'paused', count(*) FILTER (WHERE r.status = 'paused'),
      'exhausted', count(*) FILTER (WHERE r.status = 'exhausted'),
      'ended', count(*) FILTER (WHERE r.status = 'ended'),
      'archived', count(*) FILTER (WHERE r.status = 'archived'),
      -- What may still be given out; an ended event can cost no more than it did.
      'exposure', scrip.money_text(coalesce(sum(r.exposure) FILTER (WHERE r.status NOT IN ('ended', 'archived')), 0)),
      'claimed_amount', scrip.money_text(coalesce(sum(r.claim_count::numeric * r.amount), 0)))
    FROM scrip.event_rows() r);
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;
