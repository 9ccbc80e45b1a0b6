#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Sealing the ledger with the audit: what verifying and the doctor say of entries that were changed, removed or put in.
. "$(dirname "$0")/../lib/spec.sh"
"$here/install.sh" "$dsn" || exit 1

value "SELECT scrip_sandbox.add_user(n || '@example.com', NULL, n) FROM unnest(ARRAY['ana', 'bo']) n" >/dev/null
organization() { echo "(SELECT id FROM organizations WHERE name = '$1')"; }
give() { value "SELECT scrip.create_grant('$1', NULL, $(organization ana), '{\"amount\": \"5\"}', 'r') ->> 'ok'"; } # a row, two entries
spend() { value "SELECT scrip_sandbox.spend($(organization ana), '$1')"; }
# What maintenance does; any transaction of the server holds sealing back, also one of its own housekeeping.
maintain() {
  for _ in $(seq 1 100); do
    value 'SELECT scrip.maintain()' >/dev/null
    [ "$(value 'SELECT count(*) FROM scrip.unsealed()')" = 0 ] && break
  done
}
verify() { value "SELECT concat_ws(' ', v ->> 'ok', v ->> 'rows', v ->> 'unsealed') FROM scrip.audit_verify(0, 100000) v"; }
seals() { value "SELECT string_agg(rows || '+' || scrip.count_hashes(entry_hashes), ' ' ORDER BY id) FROM scrip_vault.seal WHERE id > 0"; }

give g1 >/dev/null
is "$(verify)" 'true 3 3' 'an audit row and two entries under no seal'
is "$(value "SELECT string_agg(kind || ' ' || (at IS NOT NULL), ', ' ORDER BY kind, id) FROM scrip.unsealed()")" 'entry true, entry true, row true' 'are waited for'
maintain
is "$(seals)" '1+2' 'then all under one'
is "$(verify)" 'true 3 0' 'and verified'
spend 3 >/dev/null
maintain
is "$(seals)" '1+2 0+1' 'usage leaves no audit row, and its entry is sealed'
is "$(value "SELECT a ->> 'rows' FROM scrip.audit_anchor() a")" 4 'the anchor counts it'
is "$(value "SELECT s.root = sha256(p.root || (SELECT row_hash FROM scrip_vault.audit) || (SELECT string_agg(scrip.entry_hash(e), '' ORDER BY e.id) FROM scrip_vault.entry e WHERE e.type <> 'consumed'))
             FROM scrip_vault.seal s, scrip_vault.seal p WHERE s.id = 1 AND p.id = 0")" t 'the root is over rows, then entries'

# An entry that committed waits for a transaction before it.
open_session slow
tell slow 'BEGIN;' >/dev/null
tell slow "SELECT scrip.create_grant('slow', NULL, $(organization bo), '{\"amount\": \"1\"}', 'r') ->> 'ok';" >/dev/null
spend 1 >/dev/null
value 'SELECT scrip.maintain()' >/dev/null
is "$(value 'SELECT count(*) FROM scrip.unsealed_entries()')" 1 'an entry behind a running transaction stays open'
tell slow 'COMMIT;' >/dev/null
close_session slow
maintain
is "$(seals)" '1+2 0+1 1+3' 'then both are sealed'

# What each tampering is told as, by audit verify and by the doctor. Undone each time.
bad() { # STATEMENTS [ANCHOR]
  psql -X -q -At -v ON_ERROR_STOP=1 -v VERBOSITY=terse -d "$dsn" -c 'BEGIN' -c 'ALTER TABLE scrip_vault.entry DISABLE TRIGGER ALL' \
    -c 'ALTER TABLE scrip_vault.seal DISABLE TRIGGER ALL' -c "$1" \
    -c "SELECT concat_ws(' | ', (SELECT concat_ws(' ', b ->> 'kind', b ->> 'id', b ->> 'problem') FROM (SELECT scrip.audit_verify(0, 100000, ${2:-NULL}) -> 'first_bad' AS b) q),
          (SELECT string_agg(c || ' ' || (d #>> '{violations,0}'), ', ') FROM unnest(ARRAY['seals', 'entry_seals']) c, LATERAL scrip.doctor(c) d WHERE d ->> 'ok' = 'false'))" \
    -c 'ROLLBACK' 2>&1 | tail -1
}
is "$(bad 'SELECT 1')" '' 'nothing was tampered with'
entry() { value "SELECT id FROM scrip_vault.entry ORDER BY xid, id OFFSET $1 LIMIT 1"; }
first=$(entry 0) second=$(entry 1) third=$(entry 2) last=$(entry 5)
while read -r change; do
  is "$(bad "UPDATE scrip_vault.entry SET $change WHERE id = $second")" "entry $second changed | entry_seals $second" "another ${change%% *}"
done <<COLUMNS
at = at + interval '1 microsecond'
booked_at = booked_at - interval '1 hour'
organization_id = $(organization bo)
grant_id = gen_random_uuid()
amount = amount + 1
currency = 'EUR'
(type, from_bucket, to_bucket) = ('adjusted', 'issuer', 'available')
actor_kind = 'user'
actor = 'x'
reason = 'x'
request_id = 'x'
reason = NULL
actor = actor || ',1:x', reason = NULL
COLUMNS
is "$(bad "UPDATE scrip_vault.entry SET amount = 1 WHERE id IN ($first, $third, $last)")" "entry $first changed | entry_seals $first" 'of several the first'
is "$(bad "UPDATE scrip_vault.entry SET amount = 1 WHERE id = $last")" "entry $last changed | entry_seals $last" 'or the last'
is "$(bad "UPDATE scrip_vault.entry SET id = 99999999 WHERE id = $third")" 'entry 99999999 changed | entry_seals 99999999' 'an entry that was exchanged'
is "$(bad "DELETE FROM scrip_vault.entry WHERE id = $first")" 'seal 1 entry_missing | entry_seals 1' 'an entry that was deleted'
is "$(bad "DELETE FROM scrip_vault.entry WHERE id = $last")" 'seal 3 entry_missing | entry_seals 3' 'the last of a seal'
is "$(bad 'DELETE FROM scrip_vault.entry')" 'seal 1 entry_missing | entry_seals 1' 'all of them'
like "$(value "BEGIN; ALTER TABLE scrip_vault.entry DISABLE TRIGGER ALL; DELETE FROM scrip_vault.entry WHERE id = $first; SELECT scrip.audit_verify() #>> '{first_bad,message}'; ROLLBACK")" \
  "Seal 1 covers 2 ledger entries, and 1 of them are gone, the first before entry $second\." 'and where it is missed'
put_in() { echo "INSERT INTO scrip_vault.entry SELECT 99999999, at, booked_at, organization_id, grant_id, type, amount, currency, from_bucket, to_bucket, actor_kind, actor, reason, request_id, $1 FROM scrip_vault.entry WHERE id = $first"; }
is "$(bad "$(put_in 'xid, system_identifier')")" 'entry 99999999 added | entry_seals 99999999' 'an entry put behind a seal'
is "$(bad "$(put_in "'0', system_identifier")")" 'entry 99999999 added | entry_seals 99999999' 'before all others'
is "$(bad "$(put_in 'xid, 42')")" 'entry 99999999 added | entry_seals 99999999' 'or as if it came from another server'
is "$(bad "UPDATE scrip_vault.entry SET system_identifier = 42 WHERE id = $first")" 'seal 1 entry_missing | entry_seals 1' 'an entry moved there'
is "$(bad "UPDATE scrip_vault.entry SET xid = (xid::text::bigint + 100000)::text::xid8 WHERE id = $first")" 'seal 1 entry_missing | entry_seals 1' 'an entry taken out from under its seal'
forge="UPDATE scrip_vault.entry SET amount = amount + 1 WHERE id = $second; UPDATE scrip_vault.seal SET entry_hashes = scrip.hashes_of_entries(system_identifier, entries_from, to_xid) WHERE id > 0"
is "$(bad "$forge")" 'seal 1 root | seals 1' 'an entry edited together with its hash'
is "$(bad "UPDATE scrip_vault.seal SET entry_hashes = sha256('x') WHERE id = 2")" 'seal 2 root | seals 2, entry_seals '"$third" 'an edited hash'
is "$(bad "UPDATE scrip_vault.seal SET entry_hashes = '' WHERE id = 2")" "seal 2 changed | seals 2, entry_seals $third" 'hashes that were taken out'
is "$(bad "UPDATE scrip_vault.seal SET entry_hashes = NULL, entries_from = NULL WHERE id = 2")" 'seal 2 changed | seals 2' 'as if the seal covered none'
is "$(bad "UPDATE scrip_vault.seal SET entries_from = to_xid WHERE id = 2")" 'seal 2 changed | seals 2, entry_seals 2' 'an edited range'
anchor="'$(value 'SELECT scrip.audit_anchor()')'"
is "$(bad "$forge; DELETE FROM scrip_vault.seal WHERE id > 0; DO \$\$ BEGIN PERFORM scrip.seal_audit(); END \$\$")" '' 'a chain made anew holds by itself'
is "$(bad "$forge; DELETE FROM scrip_vault.seal WHERE id > 0; DO \$\$ BEGIN PERFORM scrip.seal_audit(); END \$\$" "$anchor")" 'anchor 3 missing' 'and breaks at the anchor'

# Many entries in one transaction, and more than a seal takes.
value "INSERT INTO scrip_vault.entry (id, at, booked_at, organization_id, grant_id, type, amount, currency, from_bucket, to_bucket, actor_kind, actor)
       SELECT nextval('scrip_vault.entry_id'), scrip.now(), scrip.now(), $(organization bo), gen_random_uuid(), 'funded', 1, 'USD', 'issuer', 'pending', 'system', 'test' FROM generate_series(1, 10005)" >/dev/null
give g2 >/dev/null
maintain
is "$(seals)" '1+2 0+1 1+3 0+10005 1+2' 'in seals that no transaction straddles'
is "$(verify)" 'true 10016 0' 'and all of it verifies'
is "$(value "WITH RECURSIVE s (v) AS (SELECT scrip.audit_verify(0, 3) UNION ALL SELECT scrip.audit_verify((v ->> 'next')::bigint, 3) FROM s WHERE v ->> 'next' IS NOT NULL)
             SELECT concat_ws(' ', bool_and((v ->> 'ok')::boolean), sum((v ->> 'rows')::int), count(*)) FROM s")" 't 10016 4' 'in slices too'

# A database that was sealed before entries were: they go under the next seal, whatever seals there are.
value "ALTER TABLE scrip_vault.entry DROP COLUMN xid, DROP COLUMN system_identifier; ALTER TABLE scrip_vault.seal DROP COLUMN entries_from, DROP COLUMN entry_hashes, DISABLE TRIGGER ALL" >/dev/null
value "DO \$\$ DECLARE v_seal record; v_root bytea := sha256(''); v_total bigint := 0; BEGIN FOR v_seal IN SELECT * FROM scrip_vault.seal WHERE id > 0 ORDER BY id LOOP
         UPDATE scrip_vault.seal SET prev_root = v_root, total = v_total + rows, root = sha256(v_root || (SELECT hashes FROM scrip.sealed_rows(v_seal.system_identifier, v_seal.from_xid, v_seal.to_xid, false)))
         WHERE id = v_seal.id RETURNING root, total INTO v_root, v_total; END LOOP; END \$\$;
       ALTER TABLE scrip_vault.seal ENABLE ALWAYS TRIGGER deny_change, ENABLE ALWAYS TRIGGER deny_truncate" >/dev/null
is "$(psql -X -q -v ON_ERROR_STOP=1 -1 -d "$dsn" -f "$here/../../../sql/migrations/0009_entry_seals.sql" 2>&1)" '' 'such a database is migrated'
entries=$(value 'SELECT count(*) FROM scrip_vault.entry')
is "$(verify)" "true $((entries + 3)) $entries" 'its entries are under none'
like "$(bad 'SELECT 1')" '^$' 'which is no fault'
spend 1 >/dev/null
maintain
is "$(seals)" "1+0 0+0 1+0 0+0 1+0 0+$entries 0+1" 'and go under the next'
is "$(verify)" "true $((entries + 4)) 0" 'from then on verified'
is "$(bad "UPDATE scrip_vault.entry SET reason = 'x' WHERE id = $second")" "entry $second changed | entry_seals $second" 'like all others'

# Restored on another server.
here_id=$(value 'SELECT scrip.system_identifier()')
on() { value "CREATE OR REPLACE FUNCTION scrip.system_identifier() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT $1::bigint'" >/dev/null; }
give g3 >/dev/null
on 42
spend 1 >/dev/null
maintain
is "$(value "SELECT string_agg(concat_ws(':', CASE system_identifier WHEN 42 THEN 'there' ELSE 'here' END, rows + scrip.count_hashes(entry_hashes)), ' ' ORDER BY id) FROM (SELECT * FROM scrip_vault.seal ORDER BY id DESC LIMIT 3) s")" \
  'here:3 there:0 there:1' 'what it brought along is sealed, then what is new'
is "$(value "SELECT left(d, 4) FROM (SELECT scrip.audit_verify(0, 100000) ->> 'ok' AS d) v")" true 'and everything verifies'
is "$(bad "$(put_in "xid, $here_id")")" 'entry 99999999 added | entry_seals 99999999' 'nothing can come in there any more'
is "$(bad "$(put_in "pg_current_xact_id(), $here_id")")" 'entry 99999999 added | entry_seals 99999999' 'under no seal either'
on "$here_id"
spend 1 >/dev/null
maintain
is "$(value "SELECT concat_ws(' ', v ->> 'ok', v ->> 'unsealed') FROM scrip.audit_verify(0, 100000) v")" 'true 0' 'and back on the first'
finish
