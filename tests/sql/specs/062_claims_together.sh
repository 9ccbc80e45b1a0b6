#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Claims at the same moment as other claims, and as whatever else is done to their code, event and organization.
. "$(dirname "$0")/../lib/spec.sh"
"$here/install.sh" "$dsn" && with_books || exit 1

event() { # KEY [FIELDS]
  value "SELECT scrip.create_event('$1', NULL, '{\"name\": \"$1\", \"amount\": \"25\", \"credit_expires_at\": \"2990-01-01T00:00:00Z\"${2:+, $2}}') #>> '{event,id}'"
}
# Mints for it; its codes are then code(EVENT, n).
codes() { # EVENT COUNT [OPTIONS]
  local batch
  batch=$(value "SELECT scrip.open_batch('b$1', NULL, '$1', $2, '${3:-{\}}') #>> '{batch,id}'")
  value "SELECT scrip.mint_chunk('b$1', NULL, '$batch', 0)" >/dev/null
}
value "CREATE FUNCTION spec.code(p_event uuid, p_serial integer) RETURNS text LANGUAGE sql AS \$\$ SELECT c.code FROM scrip.code k
       JOIN scrip.batch b ON b.id = k.batch_id JOIN credit_event_codes c ON c.id = k.id WHERE b.event_id = p_event AND k.serial = p_serial AND k.generation = 0 \$\$;
       INSERT INTO users (email, username, auth_provider, provider_user_id) SELECT format('u%s@d%s.example', n, n % 2), 'u' || n, 'github', 'u' || n FROM generate_series(1, 200) n" >/dev/null
value "INSERT INTO models (model_name) VALUES ('m')" >/dev/null
user() { value "SELECT id FROM users WHERE username = 'u$1'"; }
code() { value "SELECT spec.code('$1', $2)"; }
# Claims code N2 of an event for user N3; what it answers in a word.
claim() { # KEY EVENT SERIAL USER
  echo "SELECT coalesce(a ->> 'name', 'claimed') FROM scrip.create_claim('$1', NULL, '$2', spec.code('$2', $3), jsonb_build_object('email', format('u%s@d%s.example', $4, $4 % 2)), jsonb_build_object('hash', encode(sha256('$1'), 'hex'), 'prefix', 'sk-' || left(encode(sha256('$1'), 'hex'), 7))) a;"
}

one=$(event one)
codes "$one" 60
is "$(together 64 "$(claim 'a@n' "$one" 1 @n)" | counted)" '1 claimed, 63 code_already_claimed' 'of sixty-four claims of one code one is done'
seven=$(event seven '"max_claims": 7')
codes "$seven" 64
is "$(together 64 "$(claim 's@n' "$seven" @n @n)" | counted)" '7 claimed, 57 max_claims_reached' 'the last slots go to as many as there are'
is "$(together 16 "$(claim 'p@n' "$one" "(10 + @n)" 101)" | counted)" '1 claimed, 15 user_already_claimed' 'one user claims once'
is "$(value "SELECT count(*) || ' ' || (SELECT count(*) FROM api_keys k WHERE k.created_by_user_id = u.id) FROM organization_members m JOIN users u ON u.id = m.user_id WHERE u.username = 'u101' GROUP BY u.id")" '1 1' 'and is given one organization and one key'
is "$(together 16 "$(claim same "$one" 40 102)" | counted)" '16 claimed' 'calls under one key answer the same'
is "$(value "SELECT count(*) FROM credit_claims WHERE user_id = '$(user 102)'")" 1 'and are one claim'
domain=$(event domain '"max_per_domain": 3')
codes "$domain" 40
is "$(together 32 "$(claim 'd@n' "$domain" @n @n)" | counted)" '6 claimed, 26 domain_limit_reached' 'a limit of three holds in each of two domains'
value "SELECT scrip_sandbox.add_user(format('u%s@d%s.example', n, n % 2), NULL, 'Team') FROM generate_series(120, 140) n" >/dev/null
team=$(value "SELECT id FROM organizations WHERE name = 'Team'")
limited=$(event limited '"max_per_organization": 4')
codes "$limited" 40
is "$(together 16 "$(claim 'o@n' "$limited" @n "(120 + @n)")" | counted)" '4 claimed, 12 organization_limit_reached' 'so does one for an organization'
poster=$(event poster)
codes "$poster" 1 '{"max_uses": 5}'
is "$(together 24 "$(claim 'm@n' "$poster" 1 @n)" | counted)" '5 claimed, 19 code_already_claimed' 'a code of five uses has five'
is "$(wrong)" '' 'the books are right'

# Against what is done to the code. Whoever has it first keeps it; the other waits and sees what became of it.
open_session ours
open_session theirs
tell ours '\set VERBOSITY sqlstate' >/dev/null
tell theirs '\set VERBOSITY sqlstate' >/dev/null
behind() { # HOLD WAIT: what WAIT answers once HOLD has committed
  tell ours 'BEGIN;' >/dev/null
  tell ours "$1" >/dev/null
  start theirs "$2"
  until_waiting
  tell ours 'COMMIT;' >/dev/null
  answer_of theirs
}
disable() { echo "SELECT coalesce(a ->> 'name', 'disabled') FROM scrip.disable_code('x$2', NULL, spec.code('$1', $2), 'r') a;"; }
reissue() { echo "SELECT coalesce(a ->> 'name', 'reissued') FROM scrip.reissue_code('x$2', NULL, spec.code('$1', $2), 'r') a;"; }
is "$(behind "$(disable "$one" 30)" "$(claim c30 "$one" 30 150)")" code_disabled 'a claim waits for disabling its code'
is "$(behind "$(claim c31 "$one" 31 150)" "$(disable "$one" 31)")" code_already_claimed 'disabling waits for a claim'
is "$(behind "$(reissue "$one" 32)" "$(claim c32 "$one" 32 151)")" code_reissued 'a claim waits for reissuing its code'
is "$(behind "$(claim c33 "$one" 33 151)" "$(reissue "$one" 33)")" code_already_claimed 'reissuing waits for a claim'

# Against what is done to the event: its row is waited for a moment only, and the key goes through afterwards.
tell ours 'BEGIN;' >/dev/null
tell ours "SELECT scrip.pause_event('pause', NULL, '$one', 'r');" >/dev/null
is "$(tell theirs "$(claim c34 "$one" 34 152)")" 'ERROR:  55P03' 'a claim gives way to a pause'
tell ours 'COMMIT;' >/dev/null
is "$(tell theirs "$(claim c34 "$one" 34 152)")" event_inactive 'and is refused after it'
value "SELECT scrip.resume_event('resume', NULL, '$one', 'r')" >/dev/null
edit() { echo "SELECT coalesce(a ->> 'name', a #>> '{event,amount}') FROM scrip.edit_event('edit$1', NULL, '$1', 1, '{\"amount\": \"40\"}') a;"; }
for n in 1 2 3; do
  eval "edited$n=$(event "edited$n")"
  name=edited$n
  codes "${!name}" 2
done
tell ours 'BEGIN;' >/dev/null
tell ours "$(claim e1 "$edited1" 1 160)" >/dev/null
is "$(tell theirs "$(edit "$edited1")")" 'ERROR:  55P03' 'an edit of the amount gives way to a claim'
tell ours 'COMMIT;' >/dev/null
is "$(tell theirs "$(edit "$edited1")")" frozen_field 'and is refused after it'
# The claim has read the amount and waits for something else while the amount changes.
tell ours 'BEGIN;' >/dev/null
tell ours "SELECT 1 FROM organizations WHERE id = '$team' FOR UPDATE;" >/dev/null
start theirs "$(claim e2 "$edited2" 1 125)"
until_waiting
is "$(value "$(edit "$edited2")")" 40.00 'an amount changes before the claim is booked'
tell ours 'COMMIT;' >/dev/null
is "$(answer_of theirs)" claimed 'which is of that amount'
is "$(value "SELECT funded / 1000000000 FROM scrip.grant WHERE event_id = '$edited2'")" 40 'and no other'
tell ours 'BEGIN;' >/dev/null
tell ours "SELECT 1 FROM scrip.batch WHERE event_id = '$edited3' FOR UPDATE;" >/dev/null
start theirs "$(claim e3 "$edited3" 1 161)"
until_waiting
is "$(value "$(edit "$edited3")")" 40.00 'when it changes after the grant was booked'
tell ours 'COMMIT;' >/dev/null
is "$(answer_of theirs)" 'ERROR:  40001' 'the claim is called off'
is "$(tell theirs "$(claim e3 "$edited3" 1 161)")" claimed 'and goes through under the same key'
is "$(wrong)" '' 'no amount differs from what was granted'

# In one organization: usage that is on its way, a void, a claim, a pass.
payment=$(value "SELECT scrip.create_grant('g1', NULL, '$team', '{\"amount\": \"50\"}', 'r') #>> '{grant,id}'")
value "SELECT scrip_sandbox.usage_key('$team')" >/dev/null
open_session backend
tell backend 'BEGIN;' >/dev/null
tell backend "SELECT spec.spend('$team', 20000000000, gen_random_uuid());" >/dev/null
is "$(behind "SELECT scrip.void_grant('v1', NULL, '$payment', 'r');" "$(claim t1 "$one" 41 126)")" claimed 'a claim waits for a void, and neither for usage'
tell backend 'COMMIT;' >/dev/null
is "$(wrong)" '' 'which is booked when it comes'
payment=$(value "SELECT scrip.create_grant('g2', NULL, '$team', '{\"amount\": \"50\"}', 'r') #>> '{grant,id}'")
is "$(behind "$(claim t2 "$one" 42 127)" "SELECT a ->> 'ok' FROM scrip.void_grant('v2', NULL, '$payment', 'r') a;")" true 'a void waits for a claim'
value "SELECT spec.spend('$team', 20000000000, gen_random_uuid())" >/dev/null
is "$(behind 'SELECT scrip.maintain();' "$(claim t3 "$one" 43 128)")" claimed 'a claim waits for a pass'
value "SELECT spec.spend('$team', 20000000000, gen_random_uuid())" >/dev/null
is "$(behind "$(claim t4 "$one" 44 129)" "SELECT scrip.maintain() ->> 'failed';")" '[]' 'a pass waits for a claim'
release=$(value "SELECT id FROM credit_claims WHERE user_id = '$(user 129)' AND credit_event_id = '$one'")
is "$(together 8 "SELECT coalesce(a ->> 'name', 'released') FROM scrip.release_claim('r@n', NULL, '$release', 'r', true, true) a" \
      | counted)" "$(value "SELECT '8 released'")" 'eight releases of one claim'
is "$(value "SELECT claim_count FROM credit_events WHERE id = '$one'") $(value "SELECT count(*) FROM credit_claims WHERE credit_event_id = '$one'")" '8 9' 'return one slot'
is "$(wrong)" '' 'the books are right'

# Two who make another key: the second replaces the one of the first.
value "$(claim k0 "$one" 45 170)" >/dev/null
keyed=$(value "SELECT id FROM credit_claims WHERE user_id = '$(user 170)'")
rotate() { echo "SELECT coalesce(a ->> 'message', 'rotated') FROM scrip.rotate_claim_key('k$1', NULL, '$keyed', 'lost', jsonb_build_object('hash', encode(sha256('k$1'), 'hex'), 'prefix', 'sk-' || left(encode(sha256('k$1'), 'hex'), 7))) a;"; }
is "$(behind "$(rotate 1)" "$(rotate 2)")" rotated 'a rotation of a key waits for another one'
is "$(value "SELECT string_agg(k.key_prefix, ' ') FROM api_keys k WHERE k.created_by_user_id = '$(user 170)' AND k.is_active AND k.deleted_at IS NULL")" \
  "sk-$(printf k2 | sha256sum | cut -c1-7)" 'and one key works, the last'
close_session ours
close_session theirs
close_session backend
finish
