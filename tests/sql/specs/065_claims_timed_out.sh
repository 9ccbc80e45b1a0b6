#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# statement_timeout in the middle of a claim and of a release: wherever it strikes everything is rolled back, the key with
# it, and the same key goes through afterwards.
. "$(dirname "$0")/../lib/spec.sh"
"$here/install.sh" "$dsn" && with_books || exit 1
event=$(value "SELECT scrip.create_event('e', NULL, '{\"name\": \"E\", \"amount\": \"25\", \"max_claims\": 5, \"credit_expires_at\": \"2990-01-01T00:00:00Z\"}') #>> '{event,id}'")
batch=$(value "SELECT scrip.open_batch('b', NULL, '$event', 2) #>> '{batch,id}'")
value "SELECT scrip.mint_chunk('b', NULL, '$batch', 0)" >/dev/null
code=$(value "SELECT c.code FROM credit_event_codes c JOIN scrip.code k ON k.id = c.id WHERE k.serial = 1")
value "INSERT INTO users (email, username, auth_provider, provider_user_id) VALUES ('mia@example.com', 'mia', 'github', 'mia')"
value "CREATE FUNCTION spec.slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_catalog.pg_sleep(30); RETURN NULL; END'"

# All that a claim and a release touch, row by row.
state() {
  local table union=
  for table in organizations organization_balance organization_members workspaces api_keys credit_events credit_event_codes \
    credit_claims organization_limits_history scrip.grant scrip.account scrip.claim_detail scrip.attempt scrip.code \
    scrip.batch scrip.event_detail scrip_vault.entry scrip_vault.audit scrip_vault.idem_key scrip_vault.idem_result; do
    union+="${union:+ UNION ALL }SELECT '$table' || t::text AS line FROM $table t"
  done
  value "SELECT count(*) || ' ' || md5(string_agg(a.line, '' ORDER BY a.line)) FROM ($union) a"
}
# The call meets the timeout where it does this to that table.
strikes() { # CALL DOES TABLE
  local before got
  before=$(state)
  value "CREATE TRIGGER slow AFTER $2 ON $3 FOR EACH ROW EXECUTE FUNCTION spec.slow()"
  got=$(psql -X -q -At -v VERBOSITY=sqlstate -d "$dsn" -c "SET statement_timeout = '250ms'" -c "SELECT $1" 2>&1)
  value "DROP TRIGGER slow ON $3"
  is "$got" 'ERROR:  57014' "${1%%(*} meets the timeout at its $2 of $3"
  is "$(state)" "$before" 'which leaves nothing of it'
}

claim="scrip.create_claim('claim', NULL, '$event', '$code', '{\"email\": \"mia@example.com\"}', jsonb_build_object('hash', repeat('a', 64), 'prefix', 'sk-aaaaaaa'))"
for place in 'INSERT organizations' 'INSERT api_keys' 'INSERT organization_limits_history' 'INSERT scrip.grant' 'INSERT credit_claims' \
  'UPDATE credit_event_codes' 'INSERT scrip_vault.audit' 'INSERT scrip_vault.idem_result' 'UPDATE credit_events'; do
  strikes "$claim" $place
done
is "$(value "SELECT concat_ws(' ', a -> 'ok', a -> 'replayed', a #> '{organization,created}') FROM $claim a")" 'true false true' 'the same key claims afterwards'
is "$(value "SELECT concat_ws(' ', a -> 'ok', a -> 'replayed') FROM $claim a")" 'true true' 'once'
is "$(value "SELECT concat_ws(' ', count(*), (SELECT claim_count FROM credit_events)) FROM credit_claims")" '1 1' 'with one claim'

mine=$(value "SELECT id FROM credit_claims")
value "SELECT scrip_sandbox.spend((SELECT organization_id FROM credit_claims), '10')" >/dev/null
release="scrip.release_claim('release', NULL, '$mine', 'r', true, true)"
for place in 'UPDATE organization_limits_history' 'UPDATE scrip.grant' 'INSERT scrip_vault.entry' 'UPDATE scrip.claim_detail' \
  'UPDATE credit_event_codes' 'INSERT scrip_vault.audit' 'INSERT scrip_vault.idem_result' 'UPDATE scrip.batch' 'UPDATE credit_events'; do
  strikes "$release" $place
done
is "$(value "SELECT concat_ws(' ', a -> 'ok', a -> 'replayed', a ->> 'forfeited') FROM $release a")" 'true false 15.00' 'the same key releases afterwards'
is "$(value "SELECT concat_ws(' ', a -> 'ok', a -> 'replayed', a ->> 'forfeited') FROM $release a")" 'true true 15.00' 'once'
is "$(value "SELECT concat_ws(' ', claim_count, (SELECT count(*) FROM scrip_vault.entry WHERE type = 'voided')) FROM credit_events")" '0 1' 'with one void'
is "$(wrong)" '' 'the books are right'
finish
