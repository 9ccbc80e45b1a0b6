-- SPDX-License-Identifier: GPL-3.0-or-later
-- Reading the audit.
SET LOCAL ROLE scrip_owner;

CREATE VIEW scrip.audit AS
  SELECT a.id, a.at, a.xid, a.login, a.claimed_as, a.action, a.object_kind, a.object_id, a.reason, a.before, a.after,
         a.request_id, a.row_hash, a.system_identifier
  FROM scrip_vault.audit a;

CREATE FUNCTION scrip.audit_object(p_row scrip_vault.audit)
RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'id', p_row.id, 'at', scrip.time_text(p_row.at), 'login', p_row.login, 'as', p_row.claimed_as,
    'action', p_row.action, 'object_kind', p_row.object_kind, 'object_id', p_row.object_id, 'reason', p_row.reason,
    'before', p_row.before, 'after', p_row.after, 'request_id', p_row.request_id)
$$;

-- What people call the objects of these rows, by id: what the billing tables know of them, codes masked. Nothing where
-- those cannot be read, since the audit has to be readable whatever became of them.
CREATE FUNCTION scrip.audit_names(p_rows scrip_vault.audit[])
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    WITH object AS (
      SELECT DISTINCT r.object_kind AS kind, r.object_id::uuid AS id FROM unnest(p_rows) r
      WHERE r.object_kind IN ('event', 'batch', 'code', 'grant', 'organization')
        AND r.object_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')
    SELECT coalesce(jsonb_object_agg(n.id, n.name), '{}') FROM (
      SELECT e.id, e.name::text FROM object o JOIN @billing@.credit_events e ON e.id = o.id WHERE o.kind = 'event'
      UNION ALL
      SELECT b.id, e.name || ' · ' || b.number
      FROM object o JOIN scrip.batch b ON b.id = o.id JOIN @billing@.credit_events e ON e.id = b.event_id WHERE o.kind = 'batch'
      UNION ALL
      SELECT c.id, scrip.masked(c.code::text)
      FROM object o JOIN @billing@.credit_event_codes c ON c.id = o.id WHERE o.kind = 'code'
      UNION ALL
      SELECT g.id, z.name::text FROM object o JOIN scrip.grant g ON g.id = o.id
      JOIN @billing@.organizations z ON z.id = g.organization_id WHERE o.kind = 'grant'
      UNION ALL
      SELECT z.id, z.name::text FROM object o JOIN @billing@.organizations z ON z.id = o.id WHERE o.kind = 'organization') n);
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  RETURN '{}';
END
$$;

-- Rows as a page; one more than p_limit was read to know whether there is a next one.
CREATE FUNCTION scrip.audit_page(p_rows scrip_vault.audit[], p_limit integer)
RETURNS jsonb LANGUAGE sql STABLE AS $$
  WITH named AS MATERIALIZED ( -- once, not for each row
    SELECT scrip.audit_names(p_rows[1:p_limit]) AS names)
  SELECT jsonb_build_object(
    'items', coalesce((SELECT jsonb_agg(scrip.audit_object(r) || jsonb_build_object('object_name', n.names -> r.object_id)
                                        ORDER BY r.id DESC)
                       FROM unnest(p_rows[1:p_limit]) r), '[]'),
    'next', CASE WHEN cardinality(p_rows) > p_limit THEN (p_rows[p_limit]).id END)
  FROM named n
$$;

-- p_filter: object (a kind, an id, or kind:id), actor (a login), from, to. The source is put together from constants, so
-- that each combination finds its index: $1 id, $2 kind, $4 actor, $5 from, $6 to. $3 is the share of a sample.
CREATE FUNCTION scrip.audit_terms(p_filter jsonb, OUT id text, OUT kind text, OUT actor text, OUT since timestamptz,
                                  OUT until timestamptz, OUT source text)
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_filter jsonb := coalesce(p_filter, '{}');
  v_object text := v_filter ->> 'object';
BEGIN
  PERFORM scrip.check_keys(v_filter, 'object', 'actor', 'from', 'to');
  since := scrip.check_time(v_filter ->> 'from', 'from');
  until := scrip.check_time(v_filter ->> 'to', 'to');
  actor := nullif(v_filter ->> 'actor', '');
  IF strpos(v_object, ':') > 0 THEN
    kind := nullif(split_part(v_object, ':', 1), '');
    id := nullif(substr(v_object, strpos(v_object, ':') + 1), '');
  ELSIF v_object IN ('event', 'batch', 'code', 'claim', 'grant', 'organization', 'setting', 'login', 'session') THEN
    kind := v_object;
  ELSE
    id := nullif(v_object, '');
  END IF;
  source := ' FROM scrip_vault.audit a WHERE true'
    || CASE WHEN id IS NOT NULL THEN ' AND a.object_id = $1' ELSE '' END
    || CASE WHEN kind IS NOT NULL THEN ' AND a.object_kind = $2' ELSE '' END
    || CASE WHEN actor IS NOT NULL THEN ' AND a.login = $4' ELSE '' END
    || CASE WHEN since IS NOT NULL THEN ' AND a.at >= $5' ELSE '' END
    || CASE WHEN until IS NOT NULL THEN ' AND a.at < $6' ELSE '' END;
END
$$;

CREATE FUNCTION scrip.audit_list(p_filter jsonb DEFAULT '{}', p_after bigint DEFAULT NULL, p_limit integer DEFAULT 200)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_limit integer := least(greatest(coalesce(p_limit, 200), 1), 1000);
  v_terms record;
  v_rows scrip_vault.audit[];
BEGIN
  PERFORM scrip.need('admin', 'auditor');
  v_terms := scrip.audit_terms(p_filter);
  EXECUTE 'SELECT ARRAY(SELECT a' || v_terms.source
    || CASE WHEN p_after IS NOT NULL THEN ' AND a.id < $7' ELSE '' END
    || ' ORDER BY a.id DESC LIMIT $8)'
  INTO v_rows USING v_terms.id, v_terms.kind, 100::real, v_terms.actor, v_terms.since, v_terms.until, p_after, v_limit + 1;
  RETURN scrip.audit_page(v_rows, v_limit);
END
$$;

-- How many, one by one as long as that is quick, else estimated from a sample.
CREATE FUNCTION scrip.count_audit(p_filter jsonb DEFAULT '{}')
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_terms record;
  v_count bigint;
  v_rate real := scrip.sample_rate('scrip_vault.audit');
  v_most CONSTANT integer := 100000;
BEGIN
  PERFORM scrip.need('admin', 'auditor');
  v_terms := scrip.audit_terms(p_filter);
  EXECUTE 'SELECT count(*) FROM (SELECT' || v_terms.source || ' LIMIT $7) r'
  INTO v_count USING v_terms.id, v_terms.kind, v_rate, v_terms.actor, v_terms.since, v_terms.until, v_most + 1;
  IF v_count <= v_most THEN
    RETURN jsonb_build_object('count', v_count, 'exact', true);
  END IF;
  EXECUTE 'SELECT count(*)' || scrip.sampled(v_terms.source, 'scrip_vault.audit a')
  INTO v_count USING v_terms.id, v_terms.kind, v_rate, v_terms.actor, v_terms.since, v_terms.until;
  RETURN jsonb_build_object('count', greatest(v_most + 1, (v_count * 100 / v_rate)::bigint), 'exact', false);
END
$$;

-- An event and its batches; not each chunk of a minting.
CREATE FUNCTION scrip.event_history(p_id uuid, p_after bigint DEFAULT NULL, p_limit integer DEFAULT 200)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_objects text[] := p_id::text || ARRAY(SELECT b.id::text FROM scrip.batch b WHERE b.event_id = p_id);
  v_limit integer := least(greatest(coalesce(p_limit, 200), 1), 1000);
  v_rows scrip_vault.audit[];
BEGIN
  PERFORM scrip.need('admin', 'staff', 'support', 'auditor');
  v_rows := ARRAY(
    SELECT a FROM scrip_vault.audit a
    WHERE a.object_id = ANY (v_objects) AND a.action <> 'mint_chunk' AND (p_after IS NULL OR a.id < p_after)
    ORDER BY a.id DESC LIMIT v_limit + 1);
  RETURN scrip.audit_page(v_rows, v_limit);
END
$$;
