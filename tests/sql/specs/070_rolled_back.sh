#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Whoever calls decides whether what a call wrote is kept. What is told of codes has been written down before, in a
# transaction that nobody can take back any more.
. "$(dirname "$0")/../lib/spec.sh"
"$here/install.sh" "$dsn" || exit 1

staff=spec_staff_$$ support=spec_support_$$
value "CREATE ROLE $staff LOGIN IN ROLE scrip_staff; CREATE ROLE $support LOGIN IN ROLE scrip_support" >/dev/null
trap 'admin "DROP DATABASE IF EXISTS $database WITH (FORCE)"; admin "DROP ROLE $staff, $support"' EXIT
event=$(value "SELECT scrip.create_event('e', NULL, '{\"name\": \"E\", \"amount\": \"1\", \"credit_expires_at\": \"2990-01-01T00:00:00Z\"}') #>> '{event,id}'")
batch=$(value "SELECT scrip.open_batch('b', NULL, '$event', 20) #>> '{batch,id}'")
value "SELECT scrip.mint_chunk('b', NULL, '$batch', 0)" >/dev/null

# What a login is answered by statements in one session.
as() { psql -X -q -At -v VERBOSITY=terse -d "$dsn" -c "SET SESSION AUTHORIZATION $1" "${@:2}" 2>&1; }
audits() { value "SELECT count(*) FROM scrip_vault.audit WHERE action = 'reveal_codes'"; }

reveal="scrip.reveal_codes(NULL, '$event', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'export')"
ticket=$(as $staff -c BEGIN -c "SELECT $reveal" -c ROLLBACK)
is "$(as $staff -c "SELECT code FROM scrip.revealed_codes('$ticket')")" \
  'ERROR:  not_found|There is no such reveal of yours, or it is over: ask anew.|ticket' 'a reveal that is rolled back tells nothing'
like "$(as $staff -c BEGIN -c "SELECT code FROM scrip.revealed_codes($reveal)" -c ROLLBACK)" 'ERROR:  (not_found|usage)' 'nor does one at once'
like "$(as $staff -c "DO \$\$ DECLARE t uuid := $reveal; BEGIN PERFORM code FROM scrip.revealed_codes(t); END \$\$")" 'ERROR:  usage' 'nor in a block'
like "$(as $staff -c "DO \$\$ DECLARE t uuid; BEGIN BEGIN t := $reveal; RAISE division_by_zero; EXCEPTION WHEN division_by_zero THEN PERFORM code FROM scrip.revealed_codes(t); END; END \$\$")" \
  'ERROR:  not_found' 'nor behind one that failed'
is "$(audits)" 0 'and nothing is noted'
ticket=$(as $staff -c "SELECT $reveal")
like "$(as $staff -c "SELECT code::int FROM scrip.revealed_codes('$ticket')")" 'ERROR:  invalid input syntax .*NEAR-' 'a code in an error message'
is "$(audits)" 1 'has been noted before'
is "$(as $staff -c BEGIN -c "SELECT count(code) FROM scrip.revealed_codes('$ticket')" -c ROLLBACK)" 20 'and so may be rolled back'

# Look-ups by support are capped, and each is counted before it is told anything.
value "SELECT scrip.set_setting('s', NULL, 'lookups_per_hour', '5')" >/dev/null
code=$(value "SELECT code FROM credit_event_codes LIMIT 1")
guess="DO \$\$ DECLARE a jsonb; BEGIN FOR i IN 1..200 LOOP BEGIN PERFORM scrip.begin_lookup(c) FROM (VALUES ('$code')) t (c);
  a := scrip.code('$code'); RAISE division_by_zero; EXCEPTION WHEN division_by_zero THEN NULL; END; END LOOP; RAISE WARNING '%', a ->> 'name'; END \$\$"
is "$(as $support -c "$guess")" 'WARNING:  usage' 'a block that undoes them is told nothing, however often it asks'
is "$(as $support -c BEGIN -c "SELECT scrip.begin_lookup('$code')" -c "SELECT scrip.code('$code') ->> 'name'" -c ROLLBACK | grep .)" usage 'nor a transaction'
is "$(as $support -c "SELECT scrip.code('$code') ->> 'name'")" usage 'nor afterwards'
as $support -c "SELECT scrip.begin_lookup('$code')" >/dev/null
is "$(as $support -c BEGIN -c "SELECT scrip.code('$code') ->> 'state'" -c ROLLBACK)" available 'what was counted is told'
is "$(value "SELECT count(*) FROM scrip.lookup WHERE login = '$support'")" 1 'and stays counted'
for n in 2 3 4 5 6; do last=$(as $support -c "SELECT scrip.begin_lookup('X$n')"); done
is "$last" 'ERROR:  rate_limited|You have looked up as many codes as one may in an hour.|' 'up to the cap'
like "$(as $support -c "SELECT scrip.reissue_code('r', NULL, '$code', 'r') ->> 'name'" -c BEGIN -c "SELECT scrip.reissue_code('r', NULL, 'X7', 'r') ->> 'name'" -c ROLLBACK)" \
  '^rate_limited' 'which no other call goes round'
finish
