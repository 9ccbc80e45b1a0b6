#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The backend's five statements against a claim of ours, on the same event, organization and code. It locks the event
# before the code, we the code before the event: it is always us who give way, and a retry under the key ends it.
. "$(dirname "$0")/../lib/spec.sh"
"$here/install.sh" "$dsn" && with_books || exit 1
value "CREATE FUNCTION spec.code(p_serial integer) RETURNS text LANGUAGE sql AS 'SELECT c.code FROM scrip.code k JOIN credit_event_codes c ON c.id = k.id WHERE k.serial = p_serial'" >/dev/null
event=$(value "SELECT scrip.create_event('e', NULL, '{\"name\": \"E\", \"amount\": \"25\", \"credit_expires_at\": \"2990-01-01T00:00:00Z\"}') #>> '{event,id}'")
batch=$(value "SELECT scrip.open_batch('b', NULL, '$event', 40) #>> '{batch,id}'")
value "SELECT scrip.mint_chunk('b', NULL, '$batch', 0), (SELECT count(scrip_sandbox.add_user(format('u%s@example.com', n), NULL, 'Team')) FROM generate_series(1, 40) n)" >/dev/null
team=$(value 'SELECT id FROM organizations')
open_session ours
open_session backend
tell ours '\set VERBOSITY sqlstate' >/dev/null
tell backend '\set VERBOSITY sqlstate' >/dev/null
claim() { echo "SELECT coalesce(a ->> 'name', 'claimed') FROM scrip.create_claim('c$2', NULL, '$event', spec.code($1), '{\"email\": \"u$2@example.com\", \"organization\": \"$team\"}', jsonb_build_object('hash', encode(sha256('$2'), 'hex'), 'prefix', 'sk-0000000')) a;"; }
# The statements of the backend, one by one, for code $1 and user $2.
backend_claim() { echo "SELECT spec.backend_claim((SELECT id FROM scrip.code WHERE serial = $1), (SELECT id FROM users WHERE email = 'u$2@example.com'), '$team');"; }
limits_row() { echo "INSERT INTO organization_limits_history (organization_id, spend_limit, changed_by, credit_type, source, credit_expires_at) VALUES ('$team', 25000000000, 'credit_event_claim', 'event:x:$1', 'event_claim', '2990-01-01');"; }
count_up() { echo "UPDATE credit_events SET claim_count = claim_count + 1 WHERE id = '$event';"; }
take_code() { echo "UPDATE credit_event_codes SET is_claimed = true, claimed_by_user_id = (SELECT id FROM users WHERE email = 'u$2@example.com'), claimed_at = now() WHERE id = (SELECT id FROM scrip.code WHERE serial = $1) AND NOT is_claimed RETURNING 'taken';"; }
claims_row() { echo "INSERT INTO credit_claims (credit_event_id, code_id, near_account_id, user_id, organization_id, organization_limit_id) SELECT '$event', (SELECT id FROM scrip.code WHERE serial = $1), 'x.near', (SELECT id FROM users WHERE email = 'u$2@example.com'), '$team', (SELECT id FROM organization_limits_history WHERE credit_type = 'event:x:$2') RETURNING 'claimed';"; }
deadlocks() { value "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"; }

# The backend first, other codes: it has counted when we come to the event.
tell backend 'BEGIN;' >/dev/null
tell backend "$(limits_row 1)" >/dev/null
tell backend "$(count_up)" >/dev/null
is "$(tell ours "$(claim 2 2)")" 'ERROR:  55P03' 'we give way at the event'
is "$(value "SELECT count(*) FROM scrip_vault.idem_key WHERE operation = 'create_claim'")" 0 'and leave nothing'
is "$(tell backend "$(take_code 1 1) $(claims_row 1 1)")" $'taken\nclaimed' 'the backend goes on'
tell backend 'COMMIT;' >/dev/null
is "$(tell ours "$(claim 2 2)")" claimed 'then our key goes through'

# Ours first, other codes: it waits at the event until we are done.
tell ours 'BEGIN;' >/dev/null
is "$(tell ours "$(claim 3 3)")" claimed 'we have counted'
start backend "$(backend_claim 4 4)"
until_waiting
tell ours 'COMMIT;' >/dev/null
is "$(answer_of backend)" claimed 'the backend waits for us and goes on'

# The same code, and each has what the other wants: it the event, we the code.
tell backend 'BEGIN;' >/dev/null
tell backend "$(limits_row 5)" >/dev/null
tell backend "$(count_up)" >/dev/null
start ours "$(claim 5 6)"
until_waiting
start backend "$(take_code 5 5)"
is "$(answer_of ours)" 'ERROR:  55P03' 'we give way before the server looks for deadlocks'
is "$(answer_of backend)" taken 'and the backend has the code'
tell backend "$(claims_row 5 5)" >/dev/null
tell backend 'COMMIT;' >/dev/null
is "$(tell ours "$(claim 5 6)")" code_already_claimed 'which our key is told then'
# The other way around: we have the code and the event when it wants the code.
tell ours 'BEGIN;' >/dev/null
is "$(tell ours "$(claim 7 7)")" claimed 'we have both'
start backend "$(backend_claim 7 8)"
until_waiting
tell ours 'COMMIT;' >/dev/null
is "$(answer_of backend)" 'not valid' 'the backend finds the code taken'
is "$(deadlocks)" 0 'no deadlock so far'

# A backend that also locks the organization before the code: we wait for it there, and hold no code meanwhile.
tell backend 'BEGIN;' >/dev/null
tell backend "SELECT 1 FROM organizations WHERE id = '$team' FOR UPDATE;" >/dev/null
start ours "$(claim 9 9)"
until_waiting
is "$(tell backend "$(take_code 9 10)")" taken 'the backend has the code'
tell backend 'ROLLBACK;' >/dev/null
is "$(answer_of ours)" claimed 'and we have it once the backend let go'

# Three in a ring, were a code held by whoever waits for an organization: the backend has the event and wants the code of
# a claim, which waits for the organization of another claim, which waits for the event.
open_session other
tell other '\set VERBOSITY sqlstate' >/dev/null
tell backend 'BEGIN;' >/dev/null
tell backend "$(count_up)" >/dev/null
start other "$(claim 17 17)"
until_waiting
start ours "$(claim 18 18)"
until_waiting 2
is "$(tell backend "$(take_code 18 19)")" taken 'the backend waits for nobody'
is "$(answer_of other)" 'ERROR:  55P03' 'who waited at the event gives way'
is "$(answer_of ours)" 'ERROR:  55P03' 'and so does who comes there next'
tell backend 'ROLLBACK;' >/dev/null

# The counters of a batch are waited for no longer than the event: who has them may wait there, and we hold a code.
tell backend 'BEGIN;' >/dev/null
tell backend "SELECT 1 FROM scrip.batch FOR UPDATE;" >/dev/null
is "$(tell ours "$(claim 17 17)")" 'ERROR:  55P03' 'a claim gives way at its batch'
is "$(tell ours "SELECT scrip.disable_code('d1', NULL, spec.code(20), 'r') ->> 'ok';")" 'ERROR:  55P03' 'as does disabling a code'
maintain="SET client_min_messages = error; SELECT (a ->> 'reconciled')::int > 0 FROM scrip.maintain() a"
is "$(value "$maintain")" f 'maintenance leaves the claims of the backend for its next pass'
tell backend 'COMMIT;' >/dev/null
is "$(tell ours "$(claim 17 17)")" claimed 'the key goes through afterwards'
is "$(tell ours "SELECT scrip.disable_code('d1', NULL, spec.code(20), 'r') ->> 'ok';")" true 'and so does the other'
is "$(value "$maintain")" t 'and the next pass books them'

# A release holds its code only once it has the organization.
claim_of_3=$(value "SELECT d.claim_id FROM scrip.claim_detail d JOIN scrip.code k ON k.id = d.code_id WHERE k.serial = 3")
tell backend 'BEGIN;' >/dev/null
tell backend "SELECT 1 FROM organizations WHERE id = '$team' FOR NO KEY UPDATE;" >/dev/null
start ours "SELECT scrip.release_claim('r3', NULL, '$claim_of_3', 'r', false, true) ->> 'ok';"
until_waiting
is "$(tell backend "SELECT serial FROM scrip.code WHERE serial = 3 FOR UPDATE NOWAIT;")" 3 'a release waits without the code'
tell backend 'COMMIT;' >/dev/null
is "$(answer_of ours)" true 'and goes on'
is "$(deadlocks)" 0 'no deadlock in all of this'
close_session other

# One user by both ways at once: one claim.
tell backend 'BEGIN;' >/dev/null
is "$(tell backend "$(backend_claim 11 12)")" claimed 'the backend has claimed for a user'
is "$(tell ours "$(claim 13 12)")" 'ERROR:  55P03' 'so we give way'
tell backend 'COMMIT;' >/dev/null
is "$(tell ours "$(claim 13 12)")" user_already_claimed 'and are refused for the same user'
tell ours 'BEGIN;' >/dev/null
is "$(tell ours "$(claim 14 15)")" claimed 'and the other way around'
start backend "$(backend_claim 16 15)"
until_waiting
tell ours 'COMMIT;' >/dev/null
is "$(answer_of backend)" 'not valid' 'the backend is refused'
is "$(wrong)" '' 'the books are right'
is "$(value "SELECT claim_count FROM credit_events")" "$(value 'SELECT count(*) FROM credit_claims')" 'and the count is that of the claims'
close_session ours
close_session backend
finish
