-- SPDX-License-Identifier: GPL-3.0-or-later
-- What changed since somebody looked last, asked once a second. The audit row of a write carries its transaction: those
-- that the last snapshot did not see are the news, in whatever order they committed. Claims are told by the sum of the
-- counters, which also moves when the backend claims. No sequence and no statistics: the former moves before the commit,
-- the latter long after, and neither on a replica.
SET LOCAL ROLE scrip_owner;

CREATE FUNCTION scrip.claim_sum()
RETURNS bigint LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT coalesce(sum(e.claim_count), 0) FROM @billing@.credit_events e);
END
$$;

-- Mostly there is no news: one look at the index spares joining for them.
CREATE FUNCTION scrip.has_news(p_since pg_snapshot)
RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT a.xid FROM scrip_vault.audit a
          WHERE a.xid >= pg_snapshot_xmin(p_since) AND NOT pg_visible_in_snapshot(a.xid, p_since)
          ORDER BY a.xid LIMIT 1) IS NOT NULL;
END
$$;

-- p_snapshot: as answered last; null asks only where we are. A batch names its event too, whose counts it moved; a code
-- is not named to support. The roles of the login come along: whoever grants or revokes one outside of scrip leaves no audit
-- row.
CREATE FUNCTION scrip.changes(p_snapshot text DEFAULT NULL)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_now pg_snapshot := pg_current_snapshot();
  v_then pg_snapshot := p_snapshot::pg_snapshot;
  v_changes jsonb;
  v_sees boolean;
  v_count bigint := 0;
BEGIN
  PERFORM scrip.need('admin', 'staff', 'support', 'auditor');
  IF v_then IS NOT NULL AND v_then::text <> v_now::text AND scrip.has_news(v_then) THEN
    v_sees := scrip.sees_codes(); -- this is asked once a second, and mostly there is no news
    SELECT count(*), jsonb_agg(jsonb_build_object('kind', d.kind, 'id', d.id)) FILTER (WHERE d.n <= 100)
    INTO v_count, v_changes
    FROM (
      SELECT u.kind, CASE WHEN u.kind <> 'code' OR v_sees THEN u.id END AS id, row_number() OVER () AS n
      FROM (
        SELECT a.object_kind, a.object_id FROM scrip_vault.audit a
        WHERE a.xid >= pg_snapshot_xmin(v_then) AND NOT pg_visible_in_snapshot(a.xid, v_then)
          AND a.object_kind IS NOT NULL LIMIT 1000) c
      LEFT JOIN scrip.code k ON c.object_kind = 'code' AND k.id = scrip.uuid_or_null(c.object_id)
      LEFT JOIN scrip.batch b ON b.id = CASE WHEN c.object_kind = 'batch' THEN scrip.uuid_or_null(c.object_id)
                                             ELSE k.batch_id END
      CROSS JOIN LATERAL (VALUES (c.object_kind, c.object_id), ('batch', k.batch_id::text),
                                 ('event', b.event_id::text)) u (kind, id)
      WHERE u.id IS NOT NULL
      GROUP BY 1, 2) d;
  END IF;
  RETURN jsonb_build_object('snapshot', v_now::text, 'claims', scrip.claim_sum(),
                            'roles', to_jsonb(scrip.roles_of(session_user)),
                            'changes', coalesce(v_changes, '[]'), 'more', v_count > 100);
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;
