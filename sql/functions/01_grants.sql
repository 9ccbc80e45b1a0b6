-- SPDX-License-Identifier: GPL-3.0-or-later
-- What Scrip may do to the billing tables, asked for at every migrate because the backend may have made a table anew.
-- Second half of the script for a DBA. Only what is missing is granted, so a login that may not grant gets through when
-- nothing is missing. Nothing else of Scrip touches these tables: no trigger, index, column, view or foreign key.
DO $grants$
DECLARE
  v_wanted CONSTANT text[] := ARRAY[
    -- table              privilege
    'credit_events',      'SELECT', 'credit_events',      'INSERT', 'credit_events',      'UPDATE',
    'credit_event_codes', 'SELECT', 'credit_event_codes', 'INSERT', 'credit_event_codes', 'UPDATE',
    'credit_claims',      'SELECT', 'credit_claims',      'INSERT',
    'users',              'SELECT', 'users',              'UPDATE(last_login_at)', -- a row lock takes a column
    'organizations',      'SELECT', 'organizations',      'INSERT', 'organizations',      'UPDATE(updated_at)',
    'organization_members', 'SELECT', 'organization_members', 'INSERT',
    'organization_balance', 'SELECT', 'organization_balance', 'INSERT', -- the backend's trigger makes the row
    'workspaces',         'SELECT', 'workspaces',         'INSERT',
    'api_keys',           'SELECT', 'api_keys',           'INSERT', 'api_keys',           'UPDATE(is_active)',
    'api_keys',           'UPDATE(deleted_at)',
    'organization_usage_log', 'SELECT', 'organization_service_usage_log', 'SELECT',
    'organization_limits_history', 'SELECT', 'organization_limits_history', 'INSERT',
    'organization_limits_history', 'UPDATE'];
  v_table text;
  v_class regclass;
  v_column text;
  v_lacking text[] := '{}';
BEGIN
  IF to_regnamespace('@billing@') IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'SC001',
      MESSAGE = 'missing_table|There is no schema @billing@: name the schema of the billing tables.|';
  END IF;
  IF has_schema_privilege('public', to_regnamespace('@billing@'), 'CREATE') THEN
    RAISE EXCEPTION USING ERRCODE = 'SC001', MESSAGE = 'missing_privilege|PUBLIC may create objects in schema @billing@, '
      'which the backend''s triggers trust: REVOKE CREATE ON SCHEMA @billing@ FROM PUBLIC first.|';
  END IF;
  IF NOT has_schema_privilege('scrip_owner', to_regnamespace('@billing@'), 'USAGE') THEN
    BEGIN
      GRANT USAGE ON SCHEMA @billing@ TO scrip_owner;
    EXCEPTION WHEN insufficient_privilege THEN
      NULL; -- named below, all together
    END;
    IF NOT has_schema_privilege('scrip_owner', to_regnamespace('@billing@'), 'USAGE') THEN
      v_lacking := v_lacking || 'GRANT USAGE ON SCHEMA @billing@'::text;
    END IF;
  END IF;
  FOR i IN 1 .. array_length(v_wanted, 1) BY 2 LOOP
    v_table := v_wanted[i];
    -- Not to_regclass(), which wants the right to look into the schema.
    SELECT c.oid INTO v_class FROM pg_class c
    WHERE c.relnamespace = to_regnamespace('@billing@') AND c.relname = v_table;
    IF NOT FOUND THEN
      RAISE EXCEPTION USING ERRCODE = 'SC001',
        MESSAGE = format('missing_table|The billing schema @billing@ has no table %s, which Scrip needs.|', v_table);
    END IF;
    v_column := substring(v_wanted[i + 1] from '\((.*)\)');
    CONTINUE WHEN CASE WHEN v_column IS NULL THEN has_table_privilege('scrip_owner', v_class, v_wanted[i + 1])
                       ELSE has_column_privilege('scrip_owner', v_class, v_column, split_part(v_wanted[i + 1], '(', 1)) END;
    BEGIN
      EXECUTE format('GRANT %s ON TABLE @billing@.%I TO scrip_owner', v_wanted[i + 1], v_table);
    EXCEPTION WHEN insufficient_privilege THEN
      NULL;
    END;
    -- A login that may grant some other right on the table only gets a warning.
    IF NOT (CASE WHEN v_column IS NULL THEN has_table_privilege('scrip_owner', v_class, v_wanted[i + 1])
                 ELSE has_column_privilege('scrip_owner', v_class, v_column, split_part(v_wanted[i + 1], '(', 1)) END) THEN
      v_lacking := v_lacking || format('GRANT %s ON @billing@.%s', v_wanted[i + 1], v_table);
    END IF;
  END LOOP;
  IF v_lacking <> '{}' THEN
    RAISE EXCEPTION USING ERRCODE = 'SC001',
      MESSAGE = format('missing_privilege|The login %s lacks: %s.|', current_user, array_to_string(v_lacking, '; '));
  END IF;
END
$grants$;
