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

-- The new usage by the segments between the moments p_times, in one pass: what burns in a segment meets the same grants
-- whatever its order. Segment n begins at p_times[n], 0 lies before the first. rest is what no row explains, unlogged what
-- the account waits for rows of afterwards. A row whose usage total_spent does not hold yet is left for the next time;
-- rows that come after their usage was counted without them only settle that, the earliest first.
CREATE FUNCTION scrip.fresh_usage(p_ledger scrip.ledger, p_times timestamptz[], OUT sums bigint[], OUT lasts timestamptz[],
                                  OUT rest bigint, OUT unlogged bigint, OUT ids uuid[], OUT ats timestamptz[])
LANGUAGE plpgsql STABLE AS $$
DECLARE
  l scrip.ledger := p_ledger;
  v_new bigint := greatest(l.spent - l.attributed, 0);
  v_logged bigint;
  v_settled bigint;
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
  WITH rows AS MATERIALIZED (
    SELECT u.id, least(u.at, l.at) AS at, u.cost, sum(u.cost) OVER (ORDER BY u.at, u.id) AS up_to
    FROM scrip.usage_rows(l.organization_id, l.usage_floor) u
  ), taken AS MATERIALIZED (
    SELECT r.id, r.at, r.cost, r.up_to FROM rows r WHERE r.up_to <= v_new + l.unlogged
  ), whole AS (
    SELECT coalesce(max(t.up_to), 0)::bigint AS logged, greatest(coalesce(max(t.up_to), 0) - v_new, 0)::bigint AS settled,
           max(t.at) - scrip.late_usage() AS horizon
    FROM taken t
  ), parts AS (
    SELECT greatest(width_bucket(t.at, p_times), 1) AS segment, max(t.at) AS last,
           sum(least(t.cost, greatest(t.up_to - w.settled, 0)))::bigint AS cost
    FROM taken t CROSS JOIN whole w GROUP BY 1
  )
  SELECT (SELECT array_agg(coalesce(p.cost, 0) ORDER BY n) FROM generate_subscripts(p_times, 1) n
          LEFT JOIN parts p ON p.segment = n),
         (SELECT array_agg(coalesce(p.last, p_times[n]) ORDER BY n) FROM generate_subscripts(p_times, 1) n
          LEFT JOIN parts p ON p.segment = n),
         w.logged, w.settled,
         coalesce((SELECT array_agg(t.id ORDER BY t.at, t.id) FROM taken t WHERE t.at > w.horizon), '{}'),
         coalesce((SELECT array_agg(t.at ORDER BY t.at, t.id) FROM taken t WHERE t.at > w.horizon), '{}')
  INTO sums, lasts, v_logged, v_settled, ids, ats FROM whole w;
  rest := v_new - (v_logged - v_settled);
  unlogged := l.unlogged - v_settled + rest;
END
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
    CONTINUE WHEN i IS NULL; -- in another currency, which usage does not burn
    v_back := least(v_left, greatest(v_entry.amount - v_back, 0), (l.grants[i]).consumed);
    l := scrip.move(l, i, 'adjusted', 'consumed', 'available', v_back, l.at, 'usage');
    v_left := v_left - v_back;
  END LOOP;
  l.attributed := l.spent;
  RETURN l;
END
$$;
