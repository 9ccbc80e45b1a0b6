#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Reading the ledger in pages while somebody else writes: entries have their ids before they are committed.
. "$(dirname "$0")/../lib/spec.sh"
"$here/install.sh" "$dsn" || exit 1
organization() { value "SELECT scrip_sandbox.add_user('$1@example.com', NULL, '$1') #>> '{organizations,0,id}'"; }
grant() { echo "SELECT scrip.create_grant('$1', NULL, '$2', '{\"amount\": \"1\"}', 'r') ->> 'ok';"; }
page() { value "SELECT string_agg(id::text, ' ' ORDER BY id) FROM scrip.ledger(NULL, NULL, NULL, $1, 100, $2)"; }
one=$(organization one) two=$(organization two)

value "$(grant first "$two")" >/dev/null
open_session slow
tell slow "BEGIN; $(grant slow "$one")" >/dev/null
value "$(grant fast "$two")" >/dev/null

end="'$(value 'SELECT scrip.ledger_end()')'"
seen=$(page NULL "$end")
last=${seen##* }
tell slow 'COMMIT;' >/dev/null
is "$(value "SELECT count(*) FROM scrip_vault.entry WHERE id <= $last AND id <> ALL ('{${seen// /,}}')")" 0 'no page ends behind what is still to come'
is "$(page "$last" "$end")" '' 'what came meanwhile is of another reading'
end="'$(value 'SELECT scrip.ledger_end()')'"
is "$(page NULL "$end" | wc -w)" "$(value 'SELECT count(*) FROM scrip_vault.entry')" 'which has all of it'

# Without an end a page would have ended behind it.
tell slow "BEGIN; $(grant slower "$one")" >/dev/null
value "$(grant faster "$two")" >/dev/null
seen=$(page NULL NULL)
tell slow 'COMMIT;' >/dev/null
is "$(($(value "SELECT count(*) FROM scrip_vault.entry WHERE id <= ${seen##* } AND id <> ALL ('{${seen// /,}}')") > 0))" 1 'which is not so by itself'
close_session slow
finish
