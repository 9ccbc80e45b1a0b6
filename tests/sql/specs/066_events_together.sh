#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# An event is approved, and its codes are handed over, at the moment at which something else is done to them. Whoever has a
# code first keeps it; the other waits and sees what became of it.
. "$(dirname "$0")/../lib/spec.sh"
"$here/install.sh" "$dsn" || exit 1
value "CREATE ROLE spec_asker_$$ LOGIN IN ROLE scrip_admin" >/dev/null
trap 'admin "DROP DATABASE IF EXISTS $database WITH (FORCE)"; admin "DROP ROLE IF EXISTS spec_asker_$$"' EXIT

event() { # NAME
  value "SELECT scrip.create_event('e$1', NULL, '{\"name\": \"$1\", \"amount\": \"25\", \"credit_expires_at\": \"2990-01-01T00:00:00Z\"}') #>> '{event,id}'"
}
# Mints for it, as the login given; its codes are then code(EVENT, n).
codes() { # EVENT COUNT [LOGIN]
  local as='' batch
  [ -z "${3:-}" ] || as="SET SESSION AUTHORIZATION $3;"
  batch=$(value "$as SELECT scrip.open_batch('b$1', NULL, '$1', $2) #>> '{batch,id}'")
  value "$as SELECT scrip.mint_chunk('b$1', NULL, '$batch', 0)" >/dev/null
}
value "CREATE SCHEMA spec;
       CREATE FUNCTION spec.code(p_event uuid, p_serial integer) RETURNS uuid LANGUAGE sql AS \$\$ SELECT k.id FROM scrip.code k
       JOIN scrip.batch b ON b.id = k.batch_id WHERE b.event_id = p_event AND k.serial = p_serial AND k.generation = 0 \$\$;
       SELECT scrip_sandbox.add_user('ana@example.com')" >/dev/null
open_session ours
open_session theirs
behind() { # HOLD WAIT: what WAIT answers once HOLD has committed
  tell ours 'BEGIN;' >/dev/null
  tell ours "$1" >/dev/null
  start theirs "$2"
  until_waiting
  tell ours 'COMMIT;' >/dev/null
  answer_of theirs
}
# The state of a code here, and whether the backend is kept from it.
code() { value "SELECT concat_ws(' ', k.state, c.is_claimed) FROM scrip.code k JOIN credit_event_codes c USING (id) WHERE k.id = spec.code('$1', $2)"; }
disable() { echo "SELECT coalesce(a ->> 'name', 'disabled') FROM scrip.disable_code('d$1$2', NULL, spec.code('$1', $2)::text, 'r') a;"; }
reissue() { echo "SELECT coalesce(a ->> 'name', 'reissued') FROM scrip.reissue_code('r$1$2', NULL, spec.code('$1', $2)::text, 'r') a;"; }

# Approving frees the codes that were minted while the event waited, but none that was taken out of use meanwhile.
value "SELECT scrip.set_setting('limit', NULL, 'approval_threshold', '1')" >/dev/null
approved=$(event approved)
codes "$approved" 3 "spec_asker_$$"
approve() { echo "SELECT coalesce(a ->> 'name', a #>> '{event,status}') FROM scrip.approve_event('a$1', NULL, '$1', (scrip.event('$1') ->> 'version')::int) a;"; }
is "$(behind "$(disable "$approved" 1)" "$(approve "$approved")")" active 'approving waits for disabling a code'
is "$(code "$approved" 1)" 'disabled t' 'which stays disabled, for the backend too'
is "$(code "$approved" 2)" 'available f' 'and the others are free'
like "$(value "SELECT scrip_sandbox.backend_claim('$approved', (SELECT code FROM credit_event_codes WHERE id = spec.code('$approved', 1)), 'ana@example.com')")" \
  ERROR 'the backend does not claim it'
is "$(value "SELECT scrip.doctor('code_state') ->> 'ok'")" true 'nothing for the doctor'

# Handed over is what nobody else has got: what was disabled, replaced or claimed at this moment is passed over.
value "SELECT scrip.set_setting('no limit', NULL, 'approval_threshold', NULL)" >/dev/null
given=$(event given)
codes "$given" 8
# Whom the hand-over gives which serials, for as many people as named.
hand_over() { echo "SELECT coalesce(a ->> 'name', (SELECT string_agg(i ->> 'serial', ' ' ORDER BY n) FROM jsonb_array_elements(a -> 'items') WITH ORDINALITY x (i, n))) FROM scrip.hand_over_codes('h$1', NULL, '$given', NULL, ARRAY[$2]) a;"; }
is "$(behind "$(disable "$given" 1)" "$(hand_over 1 "'Ana', 'Bo'")")" '2 3' 'a code that is being disabled goes to nobody'
is "$(behind "$(reissue "$given" 4)" "$(hand_over 2 "'Cy'")")" 4 'of one that is being replaced it is the new one'
is "$(behind "SELECT scrip_sandbox.backend_claim('$given', (SELECT code FROM credit_event_codes WHERE id = spec.code('$given', 6)), 'ana@example.com');" \
  "$(hand_over 3 "'Di', 'Ed'")")" '5 7' 'one that the backend claims to nobody either'
is "$(behind "$(disable "$given" 8)" "$(hand_over 4 "'Fi'")")" invalid_count 'and when it was the last, nobody gets any'
is "$(value "SELECT string_agg(h.serial || ' ' || k.state || ' ' || c.is_claimed, ', ' ORDER BY h.serial) FROM scrip.hand_over h
             JOIN scrip.code k ON k.id = h.code_id JOIN credit_event_codes c ON c.id = k.id")" \
  '2 available false, 3 available false, 4 available false, 5 available false, 7 available false' 'all that was given can be claimed'
close_session ours
close_session theirs
finish
