-- SPDX-License-Identifier: GPL-3.0-or-later
-- The doctor: each check is a function of its own that answers the ids of what is wrong and how much it looked at.
SET LOCAL ROLE scrip_owner;

CREATE FUNCTION scrip.doctor_checks()
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM scrip.need('admin', 'auditor');
  RETURN '["schema", "rights", "members", "functions", "claim_count", "event_state", "code_state", "claims", "claim_limits",
           "grant_buckets", "grant_entries", "usage", "identity", "limits_rows", "schedule", "overdue", "foreign_rows", "taken_back", "orphans",
           "idempotency", "audit_rows", "seals", "entry_seals", "unsealed", "maintenance", "shared_logins", "logging"]';
END
$$;

-- At most a hundred ids are told; checked says how many there were to look at.
CREATE FUNCTION scrip.finding(p_name text, p_severity text, p_checked bigint, p_violations text[], p_detail text)
RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_build_object(
    'name', p_name, 'severity', p_severity, 'ok', coalesce(cardinality(p_violations), 0) = 0, 'checked', p_checked,
    'violations', to_jsonb(coalesce(p_violations[1:100], '{}')),
    'detail', CASE WHEN cardinality(p_violations) > 0 THEN p_detail ELSE '' END)
$$;

-- p_quick: samples instead of everything. A check that the backend's tables no longer allow fails by name.
CREATE FUNCTION scrip.doctor(p_check text, p_quick boolean DEFAULT false)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_quick boolean := coalesce(p_quick, false);
  v_lack text[];
BEGIN
  PERFORM scrip.need('admin', 'auditor');
  CASE p_check
    WHEN 'schema' THEN RETURN scrip.doctor_schema();
    WHEN 'rights' THEN RETURN scrip.doctor_rights();
    WHEN 'members' THEN RETURN scrip.doctor_members();
    WHEN 'functions' THEN RETURN scrip.doctor_functions();
    WHEN 'claim_count' THEN RETURN scrip.doctor_claim_count(v_quick);
    WHEN 'event_state' THEN RETURN scrip.doctor_event_state();
    WHEN 'code_state' THEN RETURN scrip.doctor_code_state(v_quick);
    WHEN 'claims' THEN RETURN scrip.doctor_claims(v_quick);
    WHEN 'claim_limits' THEN RETURN scrip.doctor_claim_limits(v_quick);
    WHEN 'grant_buckets' THEN RETURN scrip.doctor_grant_buckets(v_quick);
    WHEN 'grant_entries' THEN RETURN scrip.doctor_grant_entries(v_quick);
    WHEN 'usage' THEN RETURN scrip.doctor_usage(v_quick);
    WHEN 'identity' THEN RETURN scrip.doctor_identity(v_quick);
    WHEN 'limits_rows' THEN RETURN scrip.doctor_limits_rows(v_quick);
    WHEN 'schedule' THEN RETURN scrip.doctor_schedule(v_quick);
    WHEN 'overdue' THEN RETURN scrip.doctor_overdue();
    WHEN 'foreign_rows' THEN RETURN scrip.doctor_foreign_rows();
    WHEN 'taken_back' THEN RETURN scrip.doctor_taken_back(v_quick);
    WHEN 'orphans' THEN RETURN scrip.doctor_orphans();
    WHEN 'idempotency' THEN RETURN scrip.doctor_idempotency(v_quick);
    WHEN 'audit_rows' THEN RETURN scrip.doctor_audit_rows(v_quick);
    WHEN 'seals' THEN RETURN scrip.doctor_seals(v_quick);
    WHEN 'entry_seals' THEN RETURN scrip.doctor_entry_seals(v_quick);
    WHEN 'unsealed' THEN RETURN scrip.doctor_unsealed();
    WHEN 'maintenance' THEN RETURN scrip.doctor_maintenance();
    WHEN 'shared_logins' THEN RETURN scrip.doctor_shared_logins(v_quick);
    WHEN 'logging' THEN RETURN scrip.doctor_logging();
    ELSE PERFORM scrip.refuse('not_found', 'There is no check of that name.', 'check');
  END CASE;
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  v_lack := scrip.billing_lack(SQLSTATE, SQLERRM);
  RETURN scrip.finding(p_check, 'error', 0, string_to_array(coalesce(nullif(v_lack[3], ''), v_lack[1]), ', '), v_lack[2]);
END
$$;
