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

-- Rows as a page; one more than p_limit was read to know whether there is a next one.
CREATE FUNCTION scrip.audit_page(p_rows scrip_vault.audit[], p_limit integer)
RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'items', coalesce((SELECT jsonb_agg(scrip.audit_object(r) ORDER BY r.id DESC) FROM unnest(p_rows[1:p_limit]) r), '[]'),
    'next', CASE WHEN cardinality(p_rows) > p_limit THEN (p_rows[p_limit]).id END)
$$;

-- p_filter: object (a kind, an id, or kind:id), actor (a login), from, to. Put together from constants, so that each
-- combination finds its index.
CREATE FUNCTION scrip.audit_list(p_filter jsonb DEFAULT '{}', p_after bigint DEFAULT NULL, p_limit integer DEFAULT 200)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_filter jsonb := coalesce(p_filter, '{}');
  v_object text := v_filter ->> 'object';
  v_kind text;
  v_id text;
  v_from timestamptz := scrip.check_time(v_filter ->> 'from', 'from');
  v_to timestamptz := scrip.check_time(v_filter ->> 'to', 'to');
  v_limit integer := least(greatest(coalesce(p_limit, 200), 1), 1000);
  v_rows scrip_vault.audit[];
BEGIN
  PERFORM scrip.need('admin', 'auditor');
  PERFORM scrip.check_keys(v_filter, 'object', 'actor', 'from', 'to');
  IF strpos(v_object, ':') > 0 THEN
    v_kind := nullif(split_part(v_object, ':', 1), '');
    v_id := nullif(substr(v_object, strpos(v_object, ':') + 1), '');
  ELSIF v_object IN ('event', 'batch', 'code', 'claim', 'grant', 'organization', 'setting', 'login', 'session') THEN
    v_kind := v_object;
  ELSE
    v_id := nullif(v_object, '');
  END IF;
  EXECUTE 'SELECT ARRAY(SELECT a FROM scrip_vault.audit a WHERE true'
    || CASE WHEN v_id IS NOT NULL THEN ' AND a.object_id = $1' ELSE '' END
    || CASE WHEN v_kind IS NOT NULL THEN ' AND a.object_kind = $2' ELSE '' END
    || CASE WHEN v_filter ->> 'actor' <> '' THEN ' AND a.login = $3' ELSE '' END
    || CASE WHEN v_from IS NOT NULL THEN ' AND a.at >= $4' ELSE '' END
    || CASE WHEN v_to IS NOT NULL THEN ' AND a.at < $5' ELSE '' END
    || CASE WHEN p_after IS NOT NULL THEN ' AND a.id < $6' ELSE '' END
    || ' ORDER BY a.id DESC LIMIT $7)'
  INTO v_rows USING v_id, v_kind, v_filter ->> 'actor', v_from, v_to, p_after, v_limit + 1;
  RETURN scrip.audit_page(v_rows, v_limit);
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
