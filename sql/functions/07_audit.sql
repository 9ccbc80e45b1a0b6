-- SPDX-License-Identifier: GPL-3.0-or-later
-- Writing the audit. A row's hash covers the columns as stored, each with its length, so that no two rows can share one
-- by shifting text from a column to the next.
SET LOCAL ROLE scrip_owner;

CREATE FUNCTION scrip.audit_hash(p_row scrip_vault.audit)
RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(convert_to(string_agg(CASE WHEN v IS NULL THEN '-' ELSE octet_length(v) || ':' || v END, ',' ORDER BY n),
                           'UTF8'))
  FROM unnest(ARRAY[p_row.id::text, (extract(epoch FROM p_row.at) * 1000000)::bigint::text, p_row.xid::text,
                    p_row.login, p_row.claimed_as, p_row.action, p_row.object_kind, p_row.object_id, p_row.reason,
                    p_row.before::text, p_row.after::text, p_row.request_id]) WITH ORDINALITY AS c (v, n)
$$;

-- p_action is the name of the public function, p_as what the caller claims to act for: unverified, never an authority.
CREATE FUNCTION scrip.audit_write(p_action text, p_as text, p_key text, p_kind text, p_object text, p_reason text,
                                  p_before jsonb, p_after jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_row scrip_vault.audit;
BEGIN
  v_row.id := nextval('scrip_vault.audit_id');
  v_row.at := scrip.now();
  v_row.xid := pg_current_xact_id();
  v_row.login := session_user;
  v_row.claimed_as := CASE WHEN p_as IS NOT NULL THEN scrip.check_name(p_as, 'as') END;
  v_row.action := p_action;
  v_row.object_kind := p_kind;
  v_row.object_id := p_object;
  v_row.reason := p_reason;
  v_row.before := p_before;
  v_row.after := p_after;
  v_row.request_id := p_key;
  v_row.row_hash := scrip.audit_hash(v_row);
  INSERT INTO scrip_vault.audit SELECT v_row.*;
END
$$;
