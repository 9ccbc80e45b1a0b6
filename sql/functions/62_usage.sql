-- SPDX-License-Identifier: GPL-3.0-or-later
-- Usage. How much there is to attribute says the backend's total_spent; when it happened say the rows of its logs, whose
-- clocks are those of other machines and which come late. What has no row counts at the moment it is first seen.
SET LOCAL ROLE scrip_owner;

CREATE FUNCTION scrip.late_usage()
RETURNS interval LANGUAGE sql STABLE AS $$
  SELECT make_interval(days => scrip.setting_value('late_usage_days')::integer)
$$;

-- Rows of both logs that are not attributed yet.
CREATE FUNCTION scrip.usage_rows(p_organization uuid, p_after timestamptz)
RETURNS TABLE (id uuid, at timestamptz, cost bigint) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT u.id, u.created_at, u.cost FROM (
    SELECT m.id, m.created_at, m.total_cost::bigint AS cost FROM @billing@.organization_usage_log m
    WHERE m.organization_id = p_organization AND m.created_at > p_after
    UNION ALL
    SELECT s.id, s.created_at, s.total_cost::bigint FROM @billing@.organization_service_usage_log s
    WHERE s.organization_id = p_organization AND s.created_at > p_after) u
  WHERE u.cost > 0
    AND NOT EXISTS (SELECT FROM scrip.usage_seen n WHERE n.organization_id = p_organization AND n.usage_id = u.id);
END
$$;

-- The rows that count, with the part of each that is new; at is their stamp, or now when that is still to come. All of them, when they come to no more than the new usage, and
-- then nothing has to be sorted. Otherwise those whose sum stays within the new usage and what was attributed without a
-- row; the earliest, as far as all come to more than the new usage, settle the latter.
CREATE FUNCTION scrip.taken_rows(p_ledger scrip.ledger, p_new bigint, p_all boolean)
RETURNS TABLE (id uuid, stamp timestamptz, at timestamptz, cost bigint) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  l scrip.ledger := p_ledger;
BEGIN
  IF p_all THEN
    RETURN QUERY SELECT u.id, u.at, least(u.at, l.at), u.cost FROM scrip.usage_rows(l.organization_id, l.usage_floor) u;
    RETURN;
  END IF;
  RETURN QUERY
  WITH rows AS (
    SELECT u.id, u.at AS stamp, least(u.at, l.at) AS at, u.cost, sum(u.cost) OVER (ORDER BY u.at, u.id) AS up_to
    FROM scrip.usage_rows(l.organization_id, l.usage_floor) u)
  SELECT r.id, r.stamp, r.at, least(r.cost, greatest(r.up_to - (max(r.up_to) OVER () - p_new), 0))::bigint
  FROM rows r WHERE r.up_to <= p_new + l.unlogged;
END
$$;

-- The new usage by the segments between the moments p_times, in one pass: what burns in a segment meets the same grants
-- whatever its order. Segment n begins at p_times[n]. rest is what no row explains, unlogged what the account waits for
-- rows of afterwards; ids are the rows taken that late ones must be told from. Stable, so that all of its statements see
-- the same rows.
CREATE FUNCTION scrip.fresh_usage(p_ledger scrip.ledger, p_times timestamptz[], OUT sums bigint[], OUT lasts timestamptz[],
                                  OUT rest bigint, OUT unlogged bigint, OUT ids uuid[], OUT ats timestamptz[])
LANGUAGE plpgsql STABLE AS $$
DECLARE
  l scrip.ledger := p_ledger;
  v_new bigint := greatest(l.spent - l.attributed, 0);
  v_all boolean;
  v_last timestamptz;
  v_part record;
BEGIN
  sums := array_fill(0::bigint, ARRAY[cardinality(p_times)]);
  lasts := p_times;
  ids := '{}';
  ats := '{}';
  rest := v_new;
  unlogged := l.unlogged;
  IF v_new + l.unlogged = 0 THEN
    RETURN;
  END IF;
  v_all := (SELECT coalesce(sum(u.cost), 0) <= v_new FROM scrip.usage_rows(l.organization_id, l.usage_floor) u);
  FOR v_part IN
    SELECT greatest(width_bucket(t.at, p_times), 1) AS segment, max(t.at) AS last, sum(t.cost)::bigint AS cost
    FROM scrip.taken_rows(l, v_new, v_all) t GROUP BY 1
  LOOP
    sums[v_part.segment] := v_part.cost;
    lasts[v_part.segment] := v_part.last;
    rest := rest - v_part.cost;
    v_last := greatest(v_last, v_part.last);
  END LOOP;
  SELECT coalesce(array_agg(t.id ORDER BY t.stamp, t.id), '{}'), coalesce(array_agg(t.stamp ORDER BY t.stamp, t.id), '{}')
  INTO ids, ats FROM scrip.taken_rows(l, v_new, v_all) t WHERE t.at > v_last - scrip.late_usage();
  unlogged := l.unlogged + rest - CASE WHEN v_all THEN 0 ELSE scrip.settled_late(l, v_new) END;
END
$$;

-- How much of the rows taken belongs to usage that was attributed without them.
CREATE FUNCTION scrip.settled_late(p_ledger scrip.ledger, p_new bigint)
RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT greatest(coalesce(max(r.up_to), 0) - p_new, 0)::bigint
  FROM (SELECT sum(u.cost) OVER (ORDER BY u.at, u.id) AS up_to
        FROM scrip.usage_rows(p_ledger.organization_id, p_ledger.usage_floor) u) r
  WHERE r.up_to <= p_new + p_ledger.unlogged
$$;

-- total_spent went down: the latest attributions are taken back, first what nothing covers.
CREATE FUNCTION scrip.reverse_usage(p_ledger scrip.ledger)
RETURNS scrip.ledger LANGUAGE plpgsql STABLE AS $$
DECLARE
  l scrip.ledger := p_ledger;
  v_left bigint := l.attributed - l.spent;
  v_back bigint := least(v_left, l.overdraft);
  v_gone jsonb := '{}'; -- by grant: what later entries took out of consumed already
  v_entry record;
  i integer;
BEGIN
  l.overdraft := l.overdraft - v_back;
  v_left := v_left - v_back;
  FOR v_entry IN
    SELECT e.grant_id, e.amount, e.to_bucket FROM scrip_vault.entry e
    WHERE v_left > 0 AND e.organization_id = l.organization_id AND 'consumed' IN (e.from_bucket, e.to_bucket)
    ORDER BY e.id DESC
  LOOP
    EXIT WHEN v_left = 0;
    v_back := coalesce((v_gone ->> v_entry.grant_id::text)::bigint, 0);
    IF v_entry.to_bucket <> 'consumed' THEN
      v_gone := v_gone || jsonb_build_object(v_entry.grant_id, v_back + v_entry.amount);
      CONTINUE;
    END IF;
    v_gone := v_gone || jsonb_build_object(v_entry.grant_id, greatest(v_back - v_entry.amount, 0));
    i := scrip.place_of(l, v_entry.grant_id);
    CONTINUE WHEN NOT (l.grants[i]).metered;
    v_back := least(v_left, greatest(v_entry.amount - v_back, 0), (l.grants[i]).consumed);
    l := scrip.move(l, i, 'adjusted', 'consumed', 'available', v_back, l.at, 'usage');
    v_left := v_left - v_back;
  END LOOP;
  l.attributed := l.spent;
  RETURN l;
END
$$;
