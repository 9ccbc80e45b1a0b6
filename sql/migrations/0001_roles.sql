-- SPDX-License-Identifier: GPL-3.0-or-later
-- Roles, schemas and the rights between them. This file is also the first half of the script for a DBA
-- (`scrip migrate --print-sql`); whatever is there already is left alone, so it may run again, and a login without
-- CREATEROLE gets through once a DBA has run it and granted scrip_owner and scrip_vault to that login.

DO $roles$
DECLARE
  v_roles text[] := ARRAY['scrip_owner', 'scrip_vault', 'scrip_admin', 'scrip_staff', 'scrip_support',
                          'scrip_auditor'];
  v_role text;
  v_lacking text[] := '{}';
  v_missing boolean := EXISTS (SELECT FROM unnest(v_roles) r WHERE to_regrole(r) IS NULL);
  v_member boolean := NOT v_missing AND pg_has_role(current_user, 'scrip_owner', 'MEMBER')
                      AND pg_has_role(current_user, 'scrip_vault', 'MEMBER');
  v_may_create boolean := (SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user);
BEGIN
  IF v_missing AND NOT v_may_create THEN
    v_lacking := v_lacking || 'CREATEROLE'::text;
  END IF;
  IF NOT v_missing AND NOT v_member AND NOT v_may_create THEN
    v_lacking := v_lacking || 'membership of scrip_owner and scrip_vault'::text;
  END IF;
  IF (to_regnamespace('scrip') IS NULL OR to_regnamespace('scrip_vault') IS NULL)
     AND NOT has_database_privilege(current_database(), 'CREATE') THEN
    v_lacking := v_lacking || format('CREATE on database %s', current_database());
  END IF;
  IF v_lacking <> '{}' THEN
    RAISE EXCEPTION USING ERRCODE = 'SC001',
      MESSAGE = format('missing_privilege|The login %s lacks: %s.|', current_user, array_to_string(v_lacking, '; '));
  END IF;

  -- Roles belong to the whole server: another database of it may have made them, even at this moment.
  FOREACH v_role IN ARRAY v_roles LOOP
    IF to_regrole(v_role) IS NULL THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', v_role);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL;
      END;
    END IF;
  END LOOP;

  -- Objects are made for the two owners, which takes membership.
  IF NOT pg_has_role(current_user, 'scrip_owner', 'MEMBER') THEN
    EXECUTE format('GRANT scrip_owner TO %I', current_user);
  END IF;
  IF NOT pg_has_role(current_user, 'scrip_vault', 'MEMBER') THEN
    EXECUTE format('GRANT scrip_vault TO %I', current_user);
  END IF;

  -- An admin hands out roles through a function of scrip_owner, which therefore holds the groups; it never holds
  -- CREATEROLE, so it can make nobody.
  FOREACH v_role IN ARRAY v_roles[3:6] LOOP
    IF NOT EXISTS (SELECT FROM pg_auth_members
                   WHERE roleid = v_role::regrole AND member = 'scrip_owner'::regrole AND admin_option) THEN
      EXECUTE format('GRANT %I TO scrip_owner WITH ADMIN OPTION', v_role);
    END IF;
  END LOOP;

  IF to_regnamespace('scrip') IS NULL THEN
    CREATE SCHEMA scrip AUTHORIZATION scrip_owner;
  END IF;
  -- What must stay as written belongs to a role that nothing runs as: an owner could re-grant itself the rights, drop
  -- the triggers, or rename the schema around its tables.
  IF to_regnamespace('scrip_vault') IS NULL THEN
    CREATE SCHEMA scrip_vault AUTHORIZATION scrip_vault;
  END IF;
END
$roles$;

-- Must stand before the first function: PUBLIC may execute new functions otherwise. Not limited to a schema, because
-- defaults of a schema can only add to the global ones.
ALTER DEFAULT PRIVILEGES FOR ROLE scrip_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE scrip_vault REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

GRANT USAGE ON SCHEMA scrip TO scrip_admin, scrip_staff, scrip_support, scrip_auditor;
GRANT USAGE ON SCHEMA scrip_vault TO scrip_owner;

-- Where the migrations note what they did.
CREATE TABLE IF NOT EXISTS scrip.migration (
  number integer PRIMARY KEY,
  name text NOT NULL,
  checksum text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  applied_by text NOT NULL DEFAULT session_user
);
ALTER TABLE scrip.migration OWNER TO scrip_owner;
