#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Writes that run into a limit leave nothing, and the same key goes through afterwards. Nor does a session keep anything.
. "$(dirname "$0")/../lib/spec.sh"
"$here/install.sh" "$dsn" && with_books || exit 1
acme=$(value "SELECT scrip_sandbox.add_user('ana@example.com', NULL, 'Acme') #>> '{organizations,0,id}'")
grant=$(value "SELECT scrip.create_grant('g1', NULL, '$acme', '{\"amount\": \"50\"}', 'r') #>> '{grant,id}'")
stored() { value "SELECT (SELECT count(*) FROM scrip_vault.idem_key), (SELECT count(*) FROM scrip_vault.entry), (SELECT count(*) FROM scrip_vault.audit), (SELECT count(*) FROM organization_limits_history)"; }
before=$(stored)
open_session holder
open_session waiter
tell waiter '\set VERBOSITY sqlstate' >/dev/null

tell holder 'BEGIN;' >/dev/null
tell holder "SELECT 1 FROM organizations WHERE id = '$acme' FOR NO KEY UPDATE;" >/dev/null
start waiter "SELECT scrip.claw_back('c1', NULL, '$grant', '20', 'r') ->> 'ok';"
for call in "create_grant('t@', NULL, '$acme', '{\"amount\": \"5\"}', 'r')" "void_grant('t@', NULL, '$grant', 'r')" \
            "claw_back('t@', NULL, '$grant', NULL, 'r')" "settle('t@', NULL, '$acme')" "set_payment('t@', NULL, '$grant', 'settled', NULL)" \
            "void_matching('t@', NULL, '{\"organization\": \"$acme\"}', 'r', 1, 0)"; do
  is "$(psql -X -q -At -v VERBOSITY=sqlstate -d "$dsn" -c "SET statement_timeout = '100ms'" -c "SELECT scrip.${call//@/${call%%(*}}" 2>&1)" \
    'ERROR:  57014' "${call%%(*} meets statement_timeout"
done
is "$(answer_of waiter)" 'ERROR:  55P03' 'claw_back meets its own lock_timeout'
is "$(stored)" "$before" 'nothing of them stays'
tell holder 'ROLLBACK;' >/dev/null
is "$(tell waiter "SELECT scrip.claw_back('c1', NULL, '$grant', '20', 'r') ->> 'replayed';")" false 'the key goes through afterwards'
is "$(tell waiter "SELECT concat_ws(' ', current_setting('lock_timeout'), current_setting('transaction_isolation'), (SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'advisory'), (SELECT count(*) FROM pg_prepared_statements));")" \
  '0 read committed 0 0' 'its session keeps nothing of all that'

# Whoever looks at old rows must not write.
before=$(stored)
for level in 'REPEATABLE READ' SERIALIZABLE; do
  tell holder "BEGIN ISOLATION LEVEL $level;" >/dev/null
  is "$(tell holder "SELECT concat_ws(' ', a ->> 'name', a ->> 'message') FROM scrip.void_grant('i1', NULL, '$grant', 'r') a;")" \
    "usage Writes need READ COMMITTED, and this is $level: set default_transaction_isolation back." "a write in $level is refused"
  like "$(tell holder 'SELECT scrip.maintain();')" 'usage\|Writes need READ COMMITTED' 'so is maintenance'
  tell holder 'ROLLBACK;' >/dev/null
  tell holder "BEGIN ISOLATION LEVEL $level;" >/dev/null
  is "$(tell holder "SELECT scrip.grant('$grant') ->> 'available';")" 30.00 'reading is not'
  tell holder 'COMMIT;' >/dev/null
done
is "$(stored)" "$before" 'and nothing was written'
is "$(value "SELECT scrip.void_grant('i1', NULL, '$grant', 'r') ->> 'replayed'")" false 'nor is the key taken'
is "$(wrong)" '' 'the books are right'
close_session holder
close_session waiter
finish
