-- SPDX-License-Identifier: GPL-3.0-or-later
-- Writing the audit. A row's hash covers the columns as stored, each with its length, so that no two rows can share one
-- by shifting text from a column to the next. A row older than the column of its server has it neither in the hash.
SET LOCAL ROLE scrip_owner;

-- Spelled out rather than aggregated: this runs in every write, and where every row is verified.
CREATE FUNCTION scrip.audit_hash(p_row scrip_vault.audit)
RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(convert_to(
    octet_length(p_row.id::text) || ':' || p_row.id
    || ',' || octet_length((extract(epoch FROM p_row.at) * 1000000)::bigint::text)
    || ':' || (extract(epoch FROM p_row.at) * 1000000)::bigint
    || ',' || octet_length(p_row.xid::text) || ':' || p_row.xid::text
    || ',' || octet_length(p_row.login) || ':' || p_row.login
    || ',' || coalesce(octet_length(p_row.claimed_as) || ':' || p_row.claimed_as, '-')
    || ',' || octet_length(p_row.action) || ':' || p_row.action
    || ',' || coalesce(octet_length(p_row.object_kind) || ':' || p_row.object_kind, '-')
    || ',' || coalesce(octet_length(p_row.object_id) || ':' || p_row.object_id, '-')
    || ',' || coalesce(octet_length(p_row.reason) || ':' || p_row.reason, '-')
    || ',' || coalesce(octet_length(p_row.before::text) || ':' || p_row.before::text, '-')
    || ',' || coalesce(octet_length(p_row.after::text) || ':' || p_row.after::text, '-')
    || ',' || coalesce(octet_length(p_row.request_id) || ':' || p_row.request_id, '-')
    || coalesce(',' || octet_length(p_row.system_identifier::text) || ':' || p_row.system_identifier, ''), 'UTF8'))
$$;

-- The server, told from all others: a restored database lives on another one. A copy of the data directory is the same.
CREATE FUNCTION scrip.system_identifier()
RETURNS bigint LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT c.system_identifier FROM pg_control_system() c);
END
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
  v_row.system_identifier := scrip.system_identifier();
  v_row.row_hash := scrip.audit_hash(v_row);
  INSERT INTO scrip_vault.audit SELECT v_row.*;
END
$$;
