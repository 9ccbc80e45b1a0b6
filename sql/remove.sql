-- SPDX-License-Identifier: GPL-3.0-or-later
-- Takes Scrip out of this database: its schemas with all that is in them, its rights on the billing tables, and its
-- roles where no other database of the server uses them. The billing tables stay as they were met, with the rows that
-- were legitimately written.
DROP SCHEMA IF EXISTS scrip CASCADE;
DROP SCHEMA IF EXISTS scrip_vault CASCADE;
DROP SCHEMA IF EXISTS scrip_sandbox CASCADE;

DO $remove$
DECLARE
  v_role text;
  v_right record;
BEGIN
  -- Rights go by who granted them, in that role's name: REVOKE and DROP OWNED take back their own alone.
  FOR v_right IN
    SELECT DISTINCT format('TABLE %s', c.oid::regclass) AS what, a.grantor::regrole AS giver, a.grantee::regrole AS taker
    FROM pg_class c CROSS JOIN aclexplode(c.relacl) a
    WHERE a.grantee IN (to_regrole('scrip_owner'), to_regrole('scrip_vault')) AND c.relkind IN ('r', 'p')
    UNION ALL
    SELECT DISTINCT format('SCHEMA %I', n.nspname), a.grantor::regrole, a.grantee::regrole
    FROM pg_namespace n CROSS JOIN aclexplode(n.nspacl) a
    WHERE a.grantee IN (to_regrole('scrip_owner'), to_regrole('scrip_vault'))
  LOOP
    CONTINUE WHEN NOT pg_has_role(current_user, v_right.giver::oid, 'MEMBER');
    EXECUTE format('SET LOCAL ROLE %s', v_right.giver);
    EXECUTE format('REVOKE ALL ON %s FROM %s', v_right.what, v_right.taker);
    RESET ROLE;
  END LOOP;
  -- What else is left of theirs here, such as default privileges.
  FOREACH v_role IN ARRAY ARRAY['scrip_owner', 'scrip_vault', 'scrip_admin', 'scrip_staff', 'scrip_support',
                                'scrip_auditor'] LOOP
    IF to_regrole(v_role) IS NOT NULL AND pg_has_role(current_user, v_role, 'MEMBER') THEN
      EXECUTE format('DROP OWNED BY %I', v_role);
    END IF;
  END LOOP;
  -- The groups last: scrip_owner holds them. A role that another database uses, or that this login may not drop, stays.
  FOREACH v_role IN ARRAY ARRAY['scrip_owner', 'scrip_vault', 'scrip_admin', 'scrip_staff', 'scrip_support',
                                'scrip_auditor'] LOOP
    CONTINUE WHEN to_regrole(v_role) IS NULL;
    BEGIN
      EXECUTE format('DROP ROLE %I', v_role);
    EXCEPTION WHEN dependent_objects_still_exist OR insufficient_privilege THEN
      RAISE NOTICE 'The role % stays: it is in use elsewhere.', v_role;
    END;
  END LOOP;
END
$remove$;
