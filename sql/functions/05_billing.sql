-- SPDX-License-Identifier: GPL-3.0-or-later
-- What Scrip needs of the billing tables, and what to say when it is not there. This looks at the catalogue only: it
-- must go on working whatever the backend did to its tables.
SET LOCAL ROLE scrip_owner;

-- p_kind: the family of types that Scrip can work with.
CREATE FUNCTION scrip.billing_needs()
RETURNS TABLE (table_name text, column_name text, kind text, part text) LANGUAGE sql IMMUTABLE AS $$
  VALUES
    ('credit_events', 'id', 'uuid', 'events'),
    ('credit_events', 'name', 'text', 'events'),
    ('credit_events', 'description', 'text', 'events'),
    ('credit_events', 'credit_amount', 'integer', 'events'),
    ('credit_events', 'currency', 'text', 'events'),
    ('credit_events', 'max_claims', 'integer', 'events'),
    ('credit_events', 'claim_count', 'integer', 'events'),
    ('credit_events', 'starts_at', 'time', 'events'),
    ('credit_events', 'claim_deadline', 'time', 'events'),
    ('credit_events', 'credit_expires_at', 'time', 'events'),
    ('credit_events', 'is_active', 'boolean', 'events'),
    ('credit_events', 'created_at', 'time', 'events'),
    ('credit_events', 'updated_at', 'time', 'events'),
    ('credit_event_codes', 'id', 'uuid', 'codes'),
    ('credit_event_codes', 'credit_event_id', 'uuid', 'codes'),
    ('credit_event_codes', 'code', 'text', 'codes'),
    ('credit_event_codes', 'is_claimed', 'boolean', 'codes'),
    ('credit_event_codes', 'claimed_by_user_id', 'uuid', 'codes'),
    ('credit_event_codes', 'claimed_by_near_account_id', 'text', 'claims'),
    ('credit_event_codes', 'claimed_at', 'time', 'codes'),
    ('credit_event_codes', 'created_at', 'time', 'codes'),
    ('credit_claims', 'id', 'uuid', 'claims'),
    ('credit_claims', 'credit_event_id', 'uuid', 'claims'),
    ('credit_claims', 'code_id', 'uuid', 'claims'),
    ('credit_claims', 'near_account_id', 'text', 'claims'),
    ('credit_claims', 'user_id', 'uuid', 'claims'),
    ('credit_claims', 'organization_id', 'uuid', 'claims'),
    ('credit_claims', 'organization_limit_id', 'uuid', 'claims'),
    ('credit_claims', 'claimed_at', 'time', 'claims'),
    ('organization_balance', 'total_spent', 'integer', 'balances'),
    ('organization_limits_history', 'id', 'uuid', 'grants'),
    ('organization_limits_history', 'organization_id', 'uuid', 'grants'),
    ('organization_limits_history', 'spend_limit', 'integer', 'grants'),
    ('organization_limits_history', 'effective_from', 'time', 'grants'),
    ('organization_limits_history', 'effective_until', 'time', 'grants'),
    ('organization_limits_history', 'changed_by', 'text', 'grants'),
    ('organization_limits_history', 'change_reason', 'text', 'grants'),
    ('organization_limits_history', 'created_at', 'time', 'grants'),
    ('organization_limits_history', 'credit_type', 'text', 'grants'),
    ('organization_limits_history', 'source', 'text', 'grants'),
    ('organization_limits_history', 'currency', 'text', 'grants'),
    ('organization_limits_history', 'credit_expires_at', 'time', 'grants'),
    ('organization_usage_log', 'id', 'uuid', 'balances'),
    ('organization_usage_log', 'organization_id', 'uuid', 'balances'),
    ('organization_usage_log', 'total_cost', 'integer', 'balances'),
    ('organization_usage_log', 'created_at', 'time', 'balances'),
    ('organization_service_usage_log', 'id', 'uuid', 'balances'),
    ('organization_service_usage_log', 'organization_id', 'uuid', 'balances'),
    ('organization_service_usage_log', 'total_cost', 'integer', 'balances'),
    ('organization_service_usage_log', 'created_at', 'time', 'balances'),
    ('users', 'id', 'uuid', 'the list of codes'),
    ('users', 'email', 'text', 'the list of codes'),
    ('users', 'is_active', 'boolean', 'claims'),
    ('users', 'auth_provider', 'text', 'claims'),
    ('users', 'provider_user_id', 'text', 'claims'),
    ('users', 'last_login_at', 'time', 'the lock of who claims'),
    ('organizations', 'id', 'uuid', 'claims'),
    ('organizations', 'name', 'text', 'claims'),
    ('organizations', 'is_active', 'boolean', 'claims'),
    ('organizations', 'created_at', 'time', 'claims'),
    ('organizations', 'updated_at', 'time', 'claims'),
    ('organization_members', 'organization_id', 'uuid', 'claims'),
    ('organization_members', 'user_id', 'uuid', 'claims'),
    ('organization_members', 'role', 'text', 'claims'),
    ('organization_members', 'joined_at', 'time', 'claims'),
    ('organization_balance', 'organization_id', 'uuid', 'claims'),
    ('workspaces', 'id', 'uuid', 'claims'),
    ('workspaces', 'name', 'text', 'claims'),
    ('workspaces', 'organization_id', 'uuid', 'claims'),
    ('workspaces', 'created_by_user_id', 'uuid', 'claims'),
    ('workspaces', 'created_at', 'time', 'claims'),
    ('workspaces', 'updated_at', 'time', 'claims'),
    ('workspaces', 'is_active', 'boolean', 'claims'),
    ('api_keys', 'id', 'uuid', 'claims'),
    ('api_keys', 'key_hash', 'text', 'claims'),
    ('api_keys', 'name', 'text', 'claims'),
    ('api_keys', 'workspace_id', 'uuid', 'claims'),
    ('api_keys', 'created_by_user_id', 'uuid', 'claims'),
    ('api_keys', 'created_at', 'time', 'claims'),
    ('api_keys', 'expires_at', 'time', 'claims'),
    ('api_keys', 'is_active', 'boolean', 'claims'),
    ('api_keys', 'spend_limit', 'integer', 'claims'),
    ('api_keys', 'key_prefix', 'text', 'claims'),
    ('api_keys', 'deleted_at', 'time', 'claims')
$$;

CREATE FUNCTION scrip.billing_schema()
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT '@billing@'
$$;

-- Not to_regclass(), which wants the right to look into the schema: that too may have been taken back.
CREATE FUNCTION scrip.billing_table(p_name text)
RETURNS oid LANGUAGE sql STABLE AS $$
  SELECT c.oid FROM pg_class c WHERE c.relnamespace = to_regnamespace(scrip.billing_schema()) AND c.relname = p_name
$$;

-- What is missing, has become something else, or wants a value that Scrip does not give; one sentence each.
CREATE FUNCTION scrip.billing_missing()
RETURNS TABLE (what text, sentence text) LANGUAGE sql STABLE AS $$
  SELECT n.table_name || CASE WHEN c.oid IS NULL THEN '' ELSE '.' || n.column_name END,
         CASE WHEN c.oid IS NULL THEN format('The billing table %s is missing, which %s need.', n.table_name, n.part)
              WHEN a.attname IS NULL THEN format('The billing table %s has no column %s, which %s need.',
                                                 n.table_name, n.column_name, n.part)
              ELSE format('The column %s of the billing table %s has become %s, which %s cannot use.', n.column_name,
                          n.table_name, format_type(a.atttypid, a.atttypmod), n.part) END
  FROM scrip.billing_needs() n
  LEFT JOIN pg_class c ON c.oid = scrip.billing_table(n.table_name)
  LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = n.column_name AND NOT a.attisdropped
  WHERE a.attname IS NULL
     OR CASE n.kind WHEN 'uuid' THEN a.atttypid <> 'uuid'::regtype
                    WHEN 'boolean' THEN a.atttypid <> 'boolean'::regtype
                    WHEN 'time' THEN a.atttypid <> 'timestamptz'::regtype
                    WHEN 'integer' THEN a.atttypid NOT IN ('integer'::regtype, 'bigint'::regtype)
                    ELSE a.atttypid NOT IN ('text'::regtype, 'varchar'::regtype) END
  UNION ALL
  SELECT t.name || '.' || a.attname,
         format('The column %s of the billing table %s must have a value that this version does not know.', a.attname, t.name)
  FROM (VALUES ('credit_events'), ('credit_event_codes'), ('credit_claims'), ('organizations'), ('organization_members'),
               ('workspaces'), ('api_keys'), ('organization_limits_history')) t (name)
  JOIN pg_attribute a ON a.attrelid = scrip.billing_table(t.name)
  WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT a.atthasdef AND a.attidentity = ''
    AND (a.attname = 'claim_count' OR (t.name, a.attname::text) NOT IN
         (SELECT n.table_name, n.column_name FROM scrip.billing_needs() n))
$$;

-- Refuses billing tables that the functions could not work with, naming all that is missing at once.
CREATE FUNCTION scrip.check_billing()
RETURNS void LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_lacking text := (SELECT string_agg(m.sentence, ' ') FROM scrip.billing_missing() m);
BEGIN
  IF v_lacking IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'SC001', MESSAGE = format('missing_table|%s|', v_lacking);
  END IF;
END
$$;

-- name, sentence and field of the refusal behind an error that a billing table may have caused; raises it again when
-- no billing table did.
CREATE FUNCTION scrip.billing_lack(p_state text, p_message text)
RETURNS text[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_what text;
  v_sentence text;
BEGIN
  SELECT string_agg(DISTINCT m.what, ', '), string_agg(DISTINCT m.sentence, ' ')
  INTO v_what, v_sentence FROM scrip.billing_missing() m;
  IF v_what IS NOT NULL THEN
    RETURN ARRAY['missing_table', v_sentence, v_what];
  ELSIF p_state = '42501' THEN
    RETURN ARRAY['missing_privilege', format('Scrip was refused by the database: %s. Run migrate again.', p_message), ''];
  END IF;
  RAISE EXCEPTION USING ERRCODE = p_state, MESSAGE = p_message;
END
$$;
