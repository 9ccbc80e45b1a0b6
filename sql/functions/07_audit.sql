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
  RETURN (pg_control_system()).system_identifier;
END
$$;

-- p_action is the name of the public function, p_as what the caller claims to act for: unverified, never an authority.
-- p_at and p_server spare looking them up again where the caller has.
CREATE FUNCTION scrip.audit_write(p_action text, p_as text, p_key text, p_kind text, p_object text, p_reason text,
                                  p_before jsonb, p_after jsonb, p_at timestamptz DEFAULT NULL, p_server bigint DEFAULT NULL)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  -- In the order of the table's columns, at once: this is in every write. The hash, which covers the rest, comes after.
  v_row scrip_vault.audit := ROW(
    nextval('scrip_vault.audit_id'), coalesce(p_at, scrip.now()), pg_current_xact_id(), session_user::text,
    CASE WHEN p_as IS NOT NULL THEN scrip.check_name(p_as, 'as') END, p_action, p_kind, p_object, p_reason, p_before,
    p_after, p_key, NULL, coalesce(p_server, scrip.system_identifier()));
BEGIN
  v_row.row_hash := scrip.audit_hash(v_row);
  INSERT INTO scrip_vault.audit SELECT v_row.*;
END
$$;
