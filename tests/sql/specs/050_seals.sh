#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Sealing the audit, and what verifying says of everything that a superuser may do to it.
. "$(dirname "$0")/../lib/spec.sh"
"$here/install.sh" "$dsn" || exit 1

write() { value "SELECT scrip.set_setting('$1', NULL, 'issuer', '$1') ->> 'ok'"; } # one audit row
count() { value "SELECT count(*) FROM scrip_vault.$1"; }
# Everything that is written. Any transaction of the server holds sealing back, also one of its own housekeeping.
seal() {
  local sealed=0
  for _ in $(seq 1 100); do
    sealed=$((sealed + $(value 'SELECT scrip.seal_audit()')))
    [ "$(value 'SELECT count(*) FROM scrip.unsealed()')" = 0 ] && break
  done
  echo $sealed
}
verify() { value "SELECT concat_ws(' ', v ->> 'ok', v ->> 'rows', v ->> 'seals', v ->> 'unsealed') FROM scrip.audit_verify(0, 100000) v"; }

is "$(verify)" 'true 0 0 0' 'nothing is there yet'
is "$(value 'SELECT scrip.seal_audit()')" 0 'and nothing to seal'
is "$(value "SELECT concat_ws(' ', a ->> 'seal', a ->> 'rows', a ->> 'root' = encode(sha256(''), 'hex')) FROM scrip.audit_anchor() a")" '0 0 t' 'the chain begins with a seal over nothing'

for n in 1 2 3; do write "a$n" >/dev/null; done
is "$(verify)" 'true 3 0 3' 'three rows under no seal'
is "$(seal)" 3 'are sealed'
is "$(verify)" 'true 3 1 0' 'under one'
is "$(value 'SELECT scrip.seal_audit()')" 0 'once'
is "$(value "SELECT s.root = sha256(p.root || (SELECT string_agg(a.row_hash, '' ORDER BY a.xid, a.id) FROM scrip_vault.audit a))
             FROM scrip_vault.seal s, scrip_vault.seal p WHERE s.id = 1 AND p.id = 0")" t 'the root is that of the design'

# What is still running keeps everything behind it open, so that nothing can come in behind a seal.
open_session slow
tell slow 'BEGIN;' >/dev/null
tell slow "SELECT scrip.set_setting('slow', NULL, 'issuer', 'slow') ->> 'ok';" >/dev/null
value "SELECT scrip.lock('later', NULL)" >/dev/null
is "$(value 'SELECT scrip.seal_audit()')" 0 'a row that committed waits for a transaction before it'
is "$(verify)" 'true 4 1 1' 'and counts as unsealed'
tell slow 'COMMIT;' >/dev/null
is "$(seal)" 2 'then both are sealed'
is "$(verify)" 'true 5 2 0' 'under one seal'

# One at a time.
write twin >/dev/null
# Nobody without rights can stand in the way.
open_session stranger
tell stranger "CREATE ROLE spec_stranger_$$; SET SESSION AUTHORIZATION spec_stranger_$$; SELECT pg_advisory_lock(hashtextextended('scrip.maintain', 0)), pg_advisory_lock(1396920905, 8);" >/dev/null
is "$(value "BEGIN; SELECT concat_ws(' ', m ->> 'busy', m ->> 'sealed') FROM (SELECT scrip.maintain() m) x; ROLLBACK")" 'false 1' 'what a stranger locks stops neither maintenance nor sealing'
like "$(tell stranger 'SELECT FROM scrip.turn FOR UPDATE;')" 'permission denied' 'and its turn is out of reach'
close_session stranger
admin "DROP ROLE spec_stranger_$$"
tell slow 'BEGIN;' >/dev/null
is "$(tell slow 'SELECT scrip.seal_audit();')" 1 'one session seals'
is "$(value 'SELECT scrip.seal_audit()')" 0 'the other leaves it to that'
tell slow 'ROLLBACK;' >/dev/null
close_session slow
is "$(seal)" 1 'and does it when it came to nothing'

# Many rows: several seals, a transaction never cut in two, slices that add up.
value "DO \$\$ BEGIN FOR v_n IN 1 .. 12000 LOOP
         PERFORM scrip.audit_write('set_setting', NULL, 'n' || v_n, 'setting', 'issuer', NULL, NULL, '{}');
         IF v_n IN (4000, 9998, 10005) THEN COMMIT; END IF; END LOOP; END \$\$" >/dev/null
is "$(seal)" 12000 'a long backlog is sealed in one call'
is "$(value "SELECT string_agg(rows::text, ' ' ORDER BY id) FROM scrip_vault.seal WHERE id > 0")" '3 2 1 10005 1995' 'in seals that no transaction straddles'
for n in 1 2 3 4 5; do write "open$n" >/dev/null; done
is "$(value "WITH RECURSIVE s (v) AS (SELECT scrip.audit_verify(0, 3) UNION ALL SELECT scrip.audit_verify((v ->> 'next')::bigint, 3) FROM s WHERE v ->> 'next' IS NOT NULL)
             SELECT concat_ws(' ', bool_and((v ->> 'ok')::boolean), sum((v ->> 'rows')::int), sum((v ->> 'seals')::int), sum((v ->> 'unsealed')::int), count(*)) FROM s")" \
  't 12011 5 5 5' 'verified in slices, open rows too'

# What each tampering is told as. Undone each time.
before() { value "SELECT min(id) + $1 FROM scrip_vault.audit"; }
bad() { # STATEMENTS [ANCHOR]
  psql -X -q -At -v ON_ERROR_STOP=1 -v VERBOSITY=terse -d "$dsn" -c 'BEGIN' -c 'ALTER TABLE scrip_vault.audit DISABLE TRIGGER ALL' \
    -c 'ALTER TABLE scrip_vault.seal DISABLE TRIGGER ALL' -c "$1" \
    -c "SELECT coalesce((SELECT concat_ws(' ', b ->> 'kind', b ->> 'id', b ->> 'problem') FROM (SELECT scrip.audit_verify(0, 100000, ${2:-NULL}) -> 'first_bad' AS b) q), 'well')" \
    -c 'ROLLBACK' 2>&1 | tail -1
}
third=$(before 2)
is "$(bad 'SELECT 1')" '' 'nothing was tampered with'
is "$(bad "UPDATE scrip_vault.audit SET reason = 'x' WHERE id = $third")" "row $third changed" 'an edited row'
is "$(bad "UPDATE scrip_vault.audit SET row_hash = sha256('x') WHERE id = $third")" "row $third changed" 'an edited hash'
is "$(bad "UPDATE scrip_vault.audit a SET reason = 'x' WHERE id = $third; UPDATE scrip_vault.audit a SET row_hash = scrip.audit_hash(a) WHERE id = $third")" 'seal 1 root' 'a row edited together with its hash'
is "$(bad "DELETE FROM scrip_vault.audit WHERE id = $third")" 'seal 1 row_missing' 'a row that was deleted'
copy="INSERT INTO scrip_vault.audit SELECT nextval('scrip_vault.audit_id'), at, xid, login, claimed_as, action, object_kind, object_id, reason, before, after, request_id, row_hash, system_identifier FROM scrip_vault.audit WHERE id = $third; UPDATE scrip_vault.audit a SET row_hash = scrip.audit_hash(a) WHERE id = (SELECT max(id) FROM scrip_vault.audit)"
is "$(bad "$copy")" 'seal 1 row_added' 'a row put behind a seal'
is "$(bad "$copy; DELETE FROM scrip_vault.audit WHERE id = $third")" 'seal 1 root' 'a row exchanged for another'
is "$(bad "UPDATE scrip_vault.audit SET system_identifier = 5 WHERE id = $third")" 'seal 1 row_missing' 'a row moved to another server'
is "$(bad 'DELETE FROM scrip_vault.seal WHERE id = 2')" 'seal 2 missing' 'a seal that was deleted'
is "$(bad 'DELETE FROM scrip_vault.seal WHERE id = 0')" 'seal 0 missing' 'the first of them'
is "$(bad "UPDATE scrip_vault.seal SET root = sha256('x') WHERE id = 2")" 'seal 2 root' 'an edited root'
is "$(bad "UPDATE scrip_vault.seal SET root = sha256('x') WHERE id = 0")" 'seal 0 changed' 'that of the beginning'
is "$(bad "UPDATE scrip_vault.seal SET prev_root = sha256('x') WHERE id = 2")" 'seal 2 changed' 'an edited chain'
is "$(bad 'UPDATE scrip_vault.seal SET rows = rows - 1 WHERE id = 3')" 'seal 3 changed' 'an edited count'
is "$(bad "UPDATE scrip_vault.seal SET to_xid = from_xid WHERE id = 2")" 'seal 2 row_missing' 'an edited range'
is "$(bad "UPDATE scrip_vault.audit SET login = 'x' WHERE id = (SELECT max(id) FROM scrip_vault.audit)")" "row $(value 'SELECT max(id) FROM scrip_vault.audit') changed" 'a row under no seal'

# Against an anchor: what the chain by itself cannot tell.
anchor="'$(value 'SELECT scrip.audit_anchor()')'"
seal >/dev/null
write beyond >/dev/null
is "$(bad 'SELECT 1' "$anchor")" '' 'an older anchor holds'
forge="UPDATE scrip_vault.audit a SET reason = 'x' WHERE id = $third; UPDATE scrip_vault.audit a SET row_hash = scrip.audit_hash(a) WHERE id = $third; DELETE FROM scrip_vault.seal WHERE id > 0; DO \$\$ BEGIN PERFORM scrip.seal_audit(); END \$\$"
is "$(bad "$forge")" '' 'a chain made anew holds by itself'
is "$(bad "$forge" "$anchor")" 'anchor 5 missing' 'and breaks at the anchor'
is "$(bad "UPDATE scrip_vault.seal SET root = sha256('x') WHERE id = 6; DELETE FROM scrip_vault.seal WHERE id = 7" "'$(value 'SELECT scrip.audit_anchor()')'")" 'seal 6 root' 'what the chain tells comes first'
is "$(bad 'DELETE FROM scrip_vault.seal WHERE id = 6' "'$(value 'SELECT scrip.audit_anchor()')'")" 'anchor 6 missing' 'the newest seal is missed by its anchor'
is "$(bad 'SELECT 1' "$anchor::jsonb || '{\"root\": \"$(printf 'a%.0s' $(seq 64))\"}'")" 'anchor 5 root' 'another root'
is "$(bad 'SELECT 1' "$anchor::jsonb || '{\"rows\": 7}'")" 'anchor 5 rows' 'another number of rows'
is "$(bad 'SELECT 1' "$anchor::jsonb || '{\"at\": \"2001-01-01T00:00:00Z\"}'")" 'anchor 5 at' 'another time'
is "$(bad 'SELECT 1' "$anchor::jsonb || '{\"system_identifier\": \"7\"}'")" 'anchor 5 system_identifier' 'another server'
like "$(bad 'SELECT 1' "'{\"seal\": \"5\"}'")" 'invalid_body' 'something that is no anchor'

# Restored on another server, where transaction numbers start anew: its rows are told apart, whatever their numbers.
open_session held
tell held 'BEGIN;' >/dev/null
tell held 'SELECT pg_current_xact_id();' >/dev/null
write stays >/dev/null
stays=$(value 'SELECT max(id) FROM scrip_vault.audit')
value 'SELECT scrip.seal_audit()' >/dev/null
is "$(value 'SELECT id FROM scrip.unsealed()')" "$stays" 'a row behind a running transaction stays open'
here_id=$(value 'SELECT scrip.system_identifier()')
value "CREATE OR REPLACE FUNCTION scrip.system_identifier() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT 42::bigint'" >/dev/null
write moved1 >/dev/null
sealed=$(value 'SELECT scrip.seal_audit()')
is "$sealed" 1 'and is sealed at once when the database is met on another'
tell held 'ROLLBACK;' >/dev/null
close_session held
seal >/dev/null
is "$(value "SELECT string_agg(concat_ws(':', CASE system_identifier WHEN 42 THEN 'there' ELSE 'here' END, rows), ' ' ORDER BY id) FROM (SELECT * FROM scrip_vault.seal ORDER BY id DESC LIMIT 3) s")" \
  'here:1 there:0 there:1' 'the chain says that it moved'
is "$(value 'SELECT scrip.seal_audit()')" 0 'once'
rows=$(count audit)
like "$(verify)" "^true $rows [0-9]+ 0$" 'and everything verifies'
is "$(bad "DELETE FROM scrip_vault.audit WHERE id = $stays")" "seal $(value "SELECT max(id) - 2 FROM scrip_vault.seal") row_missing" 'what was moved too'
value "CREATE OR REPLACE FUNCTION scrip.system_identifier() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT $here_id::bigint'" >/dev/null
write back >/dev/null
seal >/dev/null
like "$(verify)" "^true $((rows + 1)) [0-9]+ 0$" 'and back on the first'
finish
