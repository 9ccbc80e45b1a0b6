-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is written once: idempotency keys with their answers, and the audit. scrip_owner, which every function runs as,
-- may insert and read here and no more.
SET LOCAL ROLE scrip_vault;

CREATE FUNCTION scrip_vault.deny() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '%.% is append-only', TG_TABLE_SCHEMA, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;

-- Inserted first in a write; a twin under the same key waits here until the first is done.
CREATE TABLE scrip_vault.idem_key (
  login text NOT NULL,
  key text NOT NULL,
  operation text NOT NULL,
  payload_hash bytea NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (login, key)
);

-- Inserted last. The answer may be pruned one day (by scrip_vault); the ids stay, and so does the key.
CREATE TABLE scrip_vault.idem_result (
  login text NOT NULL,
  key text NOT NULL,
  ids jsonb NOT NULL,
  answer jsonb,
  at timestamptz NOT NULL,
  PRIMARY KEY (login, key)
);

-- The id comes from a sequence of its own, because the row's hash covers it.
CREATE SEQUENCE scrip_vault.audit_id;
CREATE TABLE scrip_vault.audit (
  id bigint PRIMARY KEY,
  at timestamptz NOT NULL,
  xid xid8 NOT NULL,
  login text NOT NULL,
  claimed_as text,
  action text NOT NULL,
  object_kind text,
  object_id text,
  reason text,
  before jsonb,
  after jsonb,
  request_id text,
  row_hash bytea NOT NULL
);
ALTER SEQUENCE scrip_vault.audit_id OWNED BY scrip_vault.audit.id;
CREATE INDEX audit_object ON scrip_vault.audit (object_id, id);
CREATE INDEX audit_kind ON scrip_vault.audit (object_kind, id);
CREATE INDEX audit_login ON scrip_vault.audit (login, id);
CREATE INDEX audit_at ON scrip_vault.audit (at);
-- For the change feed, which asks for transactions its last snapshot did not see.
CREATE INDEX audit_xid ON scrip_vault.audit (xid);

DO $deny$
DECLARE
  v_table text;
BEGIN
  FOREACH v_table IN ARRAY ARRAY['idem_key', 'idem_result', 'audit'] LOOP
    EXECUTE format('CREATE TRIGGER deny_change BEFORE UPDATE OR DELETE ON scrip_vault.%I
                    FOR EACH ROW EXECUTE FUNCTION scrip_vault.deny()', v_table);
    EXECUTE format('CREATE TRIGGER deny_truncate BEFORE TRUNCATE ON scrip_vault.%I
                    FOR EACH STATEMENT EXECUTE FUNCTION scrip_vault.deny()', v_table);
    -- ALWAYS: also under session_replication_role = replica.
    EXECUTE format('ALTER TABLE scrip_vault.%I ENABLE ALWAYS TRIGGER deny_change', v_table);
    EXECUTE format('ALTER TABLE scrip_vault.%I ENABLE ALWAYS TRIGGER deny_truncate', v_table);
    EXECUTE format('GRANT SELECT, INSERT ON scrip_vault.%I TO scrip_owner', v_table);
  END LOOP;
END
$deny$;
GRANT USAGE ON SEQUENCE scrip_vault.audit_id TO scrip_owner;

RESET ROLE;
