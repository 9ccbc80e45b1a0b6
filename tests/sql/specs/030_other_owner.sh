#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The billing tables belong to another role, in another schema, with data; whoever installs is no superuser.
. "$(dirname "$0")/../lib/spec.sh"
roles="spec_billing_$$ spec_dba_$$ spec_plain_$$"
trap 'admin "DROP DATABASE IF EXISTS $database WITH (FORCE)"; for r in $roles; do admin "DROP ROLE IF EXISTS $r"; done' EXIT
read -r billing dba plain <<<"$roles"
admin "CREATE ROLE $billing LOGIN; CREATE ROLE $dba LOGIN CREATEROLE; CREATE ROLE $plain LOGIN"
# As somebody else: the login is this one's, so that the server needs no other way in.
as() { psql -X -q -At -v ON_ERROR_STOP=1 -d "$dsn" -c "SET SESSION AUTHORIZATION $1" -c "$2" 2>&1; }
install_as() { BILLING=no SANDBOX=no INSTALL_AS=$1 "$here/install.sh" "$dsn" billing 2>&1; }

sed 's/@billing@/billing/g' "$here/../../../sql/sandbox/billing.sql" | psql -X -q -v ON_ERROR_STOP=1 -1 -d "$dsn" -f - >/dev/null || exit 1
value "DO \$\$ DECLARE t text; BEGIN FOR t IN SELECT format('ALTER TABLE %s OWNER TO $billing', oid::regclass) FROM pg_class
       WHERE relnamespace = 'billing'::regnamespace AND relkind = 'r' LOOP EXECUTE t; END LOOP; END \$\$" >/dev/null
value "ALTER SCHEMA billing OWNER TO $billing" >/dev/null
as "$billing" "INSERT INTO billing.credit_events (name, credit_amount, credit_expires_at) VALUES ('Theirs', 5, '2990-01-01')" >/dev/null

like "$(install_as "$plain")" 'missing_privilege\|The login spec_plain_[0-9]+ lacks: .*CREATE on database' 'a login without rights is told what it lacks'
is "$(value "SELECT to_regnamespace('scrip') IS NULL")" t 'and leaves nothing behind'
value "GRANT CREATE ON DATABASE $database TO $dba" >/dev/null
like "$(install_as "$dba")" 'missing_privilege\|The login spec_dba_[0-9]+ lacks: .*GRANT SELECT ON billing.credit_events' 'nor may it hand out what is not its own'
as "$billing" "GRANT USAGE ON SCHEMA billing TO $dba WITH GRANT OPTION; GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA billing TO $dba WITH GRANT OPTION" >/dev/null
value 'CREATE TABLE before AS SELECT oid::regclass::text AS name, relacl FROM pg_class WHERE relnamespace = $$billing$$::regnamespace' >/dev/null
value 'DROP SCHEMA IF EXISTS scrip CASCADE; DROP SCHEMA IF EXISTS scrip_vault CASCADE' >/dev/null
is "$(install_as "$dba")" '' 'a login with the rights installs'
is "$(value "SELECT string_agg(DISTINCT relowner::regrole::text, ',') FROM pg_class WHERE relnamespace = 'scrip'::regnamespace")" scrip_owner 'everything belongs to the owners all the same'

is "$(value "SELECT scrip.events() #>> '{items,0,name}'")" Theirs 'their events are read'
event=$(value "SELECT scrip.create_event('e', NULL, '{\"name\": \"Ours\", \"amount\": \"1\", \"credit_expires_at\": \"2990-01-01T00:00:00Z\"}') #>> '{event,id}'")
batch=$(value "SELECT scrip.open_batch('b', NULL, '$event', 3) #>> '{batch,id}'")
is "$(value "SELECT scrip.mint_chunk('b', NULL, '$batch', 0) ->> 'done'")" true 'codes are minted into their table'
user=$(as "$billing" "INSERT INTO billing.users (email, username, auth_provider, provider_user_id) VALUES ('ana@example.com', 'ana', 'github', '1') RETURNING id")
claim=$(value "SELECT scrip.create_claim('c', NULL, '$event', (SELECT id::text FROM scrip.code LIMIT 1), '{\"email\": \"ana@example.com\"}', jsonb_build_object('hash', repeat('a', 64), 'prefix', 'sk-1234567'))")
like "$claim" '"ok": true' 'somebody with nothing claims'
is "$(value "SELECT count(*) FROM billing.organization_balance b JOIN billing.organization_members m USING (organization_id) JOIN billing.workspaces w USING (organization_id) JOIN billing.api_keys k ON k.workspace_id = w.id WHERE m.user_id = '$user'")" 1 'their trigger found its table, and all of it is there'
is "$(value "SELECT scrip.release_claim('rel', NULL, (SELECT id FROM billing.credit_claims), 'r', true, true) ->> 'forfeited'")" 1.00 'and is released'
theirs=$(value "SELECT id FROM billing.credit_events WHERE name = 'Theirs'")
is "$(value "SELECT scrip.pause_event('p', NULL, '$theirs', 'r') #>> '{event,status}'")" paused 'and their event is paused'
is "$(value "SELECT scrip.maintain() ->> 'failed'")" '[]' 'maintenance runs'
is "$(value "SELECT string_agg(c, ',') FROM jsonb_array_elements_text(scrip.doctor_checks()) c WHERE scrip.doctor(c) ->> 'ok' = 'false'")" '' 'the doctor is content'
is "$(value "SELECT scrip.hello() ->> 'environment'")" development 'no sandbox'
is "$(value "SELECT scrip.hello() ->> 'sandbox'")" false 'at all'
is "$(as "$billing" "ALTER TABLE billing.credit_events ALTER COLUMN description TYPE varchar(9000); ALTER TABLE billing.users DROP COLUMN email; ALTER TABLE billing.users ADD COLUMN email varchar(255)")" '' 'their own migration goes through'

# A second time, over a schema that PUBLIC may write to, and away again.
is "$(value "GRANT CREATE ON SCHEMA billing TO PUBLIC")" '' 'PUBLIC may create'
functions() { { echo 'BEGIN;'; sed 's/@billing@/billing/g' "$here"/../../../sql/functions/*.sql; echo 'COMMIT;'; } | psql -X -q -v ON_ERROR_STOP=1 -d "$dsn" -f - 2>&1 >/dev/null; }
like "$(functions)" 'PUBLIC may create objects in schema billing' 'which is refused'
value "REVOKE CREATE ON SCHEMA billing FROM PUBLIC" >/dev/null
is "$(functions)" '' 'without it the functions are replaced'
is "$(value "SELECT scrip.event('$event') ->> 'name'")" Ours 'and nothing is lost'
psql -X -q -1 -d "$dsn" -f "$here/../../../sql/remove.sql" >/dev/null 2>&1
is "$(value "SELECT string_agg(concat_ws(' ', b.name, b.relacl, c.relacl), ', ') FROM pg_class c JOIN before b ON b.name = c.oid::regclass::text WHERE b.relacl IS DISTINCT FROM c.relacl")" '' 'removing leaves the rights as they were met'
is "$(value "SELECT count(*) FROM billing.credit_event_codes")" 3 'and the codes where they are'
finish
