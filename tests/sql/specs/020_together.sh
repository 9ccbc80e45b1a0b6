#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Different calls at the same time.
. "$(dirname "$0")/../lib/spec.sh"
"$here/install.sh" "$dsn" || exit 1
event=$(value "SELECT scrip.create_event('e', NULL, '{\"name\": \"E\", \"amount\": \"1\", \"credit_expires_at\": \"2990-01-01T00:00:00Z\"}') #>> '{event,id}'")

# Four minters of one event, each with a batch of its own, and two that share one.
minter() { # KEY CHUNKS…
  local key=$1 batch
  shift
  batch=$(value "SELECT scrip.open_batch('$key', NULL, '$event', 20000) #>> '{batch,id}'")
  for chunk in "$@"; do value "SELECT scrip.mint_chunk('$key', NULL, '$batch', $chunk) ->> 'ok'"; done
}
for key in a b c d; do minter "$key" 0 1 >"/tmp/$database.$key" & done
minter shared 0 1 >"/tmp/$database.s" &
minter shared 1 0 >"/tmp/$database.t" &
wait
is "$(cat "/tmp/$database".? | sort | uniq -c | tr -s ' ')" ' 12 true' 'every call succeeds'
rm -f "/tmp/$database".?
is "$(value 'SELECT count(*) FROM scrip.code')" 100000 'exactly the codes asked for'
is "$(value "SELECT string_agg(number || ':' || count || ':' || state, ' ' ORDER BY number) FROM scrip.batch")" \
  '1:20000:complete 2:20000:complete 3:20000:complete 4:20000:complete 5:20000:complete' 'five batches, numbered, whole'
is "$(value "SELECT scrip.doctor('code_state') ->> 'ok'")" true 'nothing for the doctor'

# Disable against the backend's claim, on the same codes: each goes to one of them.
batch=$(value "SELECT id FROM scrip.batch WHERE number = 1")
value "SELECT scrip_sandbox.add_user('ana@example.com')" >/dev/null
for serial in $(seq 1 40); do
  echo "SELECT scrip.disable_codes('d$serial', NULL, '$batch', $serial, $serial, 'r') ->> 'changed';"
done >"/tmp/$database.disable"
for serial in $(seq 1 40); do
  echo "WITH c AS (UPDATE credit_event_codes SET is_claimed = true, claimed_at = now(), claimed_by_user_id = (SELECT id FROM users LIMIT 1)
        WHERE id = (SELECT id FROM scrip.code WHERE batch_id = '$batch' AND serial = $serial) AND NOT is_claimed RETURNING 1)
        SELECT count(*) FROM c;"
done >"/tmp/$database.claim"
psql -X -q -At -d "$dsn" -f "/tmp/$database.disable" >"/tmp/$database.x" &
psql -X -q -At -d "$dsn" -f "/tmp/$database.claim" >"/tmp/$database.y" &
wait
is "$(paste -d+ "/tmp/$database.x" "/tmp/$database.y" | tr 01 01 | sort -u | sed 's/1+0\|0+1/one/' | sort -u)" one 'each code goes to one of both'
rm -f "/tmp/$database".*

# The backend holds the event: we give way long before the server's deadlock check, and nothing is written.
open_session backend
tell backend "BEGIN; UPDATE credit_events SET claim_count = claim_count;" >/dev/null
started=$(date +%s%N)
answer=$(value "SELECT scrip.pause_event('p', NULL, '$event', 'r')")
took=$((($(date +%s%N) - started) / 1000000))
like "$answer" 'lock timeout' 'a held event is busy'
is "$((took < 900))" 1 "at once ($took ms)"
tell backend 'ROLLBACK;' >/dev/null
is "$(value "SELECT scrip.pause_event('p', NULL, '$event', 'r') ->> 'replayed'")" false 'and the key is free'

# Of two who set the same at once, the second replaces what the first set, and the audit says so.
tell backend 'BEGIN;' >/dev/null
tell backend "SELECT scrip.set_setting('one', NULL, 'issuer', 'One');" >/dev/null
value "SELECT scrip.set_setting('two', NULL, 'issuer', 'Two')" >/dev/null &
until_waiting
tell backend 'COMMIT;' >/dev/null
wait $!
is "$(value "SELECT string_agg(concat(before ->> 'value', '>', after ->> 'value'), ' ' ORDER BY id) FROM scrip_vault.audit WHERE object_id = 'issuer'")" '>One One>Two' 'what was before is what the first set'

# News come by transaction, in whatever order they commit.
tell backend 'BEGIN;' >/dev/null
tell backend "SELECT scrip.resume_event('slow', NULL, '$event', 'r');" >/dev/null
value "SELECT scrip.set_setting('fast', NULL, 'issuer', 'Us')" >/dev/null
seen=$(value "SELECT scrip.changes(NULL) ->> 'snapshot'")
is "$(value "SELECT scrip.changes('$seen') -> 'changes'")" '[]' 'nothing new yet'
tell backend 'COMMIT;' >/dev/null
is "$(value "SELECT scrip.changes('$seen') -> 'changes'")" "[{\"id\": \"$event\", \"kind\": \"event\"}]" 'what began earlier and committed later is news'
again=$(value "SELECT scrip.changes('$seen') ->> 'snapshot'")
is "$(value "SELECT scrip.changes('$again') -> 'changes'")" '[]' 'once'
value "SELECT scrip.disable_codes('n', NULL, '$batch', 100, 100, 'r')" >/dev/null
is "$(value "SELECT count(*) FROM jsonb_array_elements(scrip.changes('$again') -> 'changes') c WHERE c ->> 'id' IN ('$batch', '$event')")" 2 'a batch names its event too'
for n in $(seq 1 120); do echo "SELECT scrip.grant_role('g$n', NULL, current_user, 'admin'); SELECT scrip.create_event('m$n', NULL, '{\"name\": \"E\", \"amount\": \"1\", \"credit_expires_at\": \"2990-01-01T00:00:00Z\"}');"; done |
  psql -X -q -At -d "$dsn" >/dev/null
is "$(value "SELECT jsonb_array_length(c -> 'changes') || ' ' || (c ->> 'more') FROM scrip.changes('$again') c")" '100 true' 'a hundred at most, and that there is more'
before=$(value "SELECT scrip.changes(NULL) ->> 'claims'")
value "UPDATE credit_events SET claim_count = claim_count + 1 WHERE id = '$event'" >/dev/null
is "$(value "SELECT (scrip.changes(NULL) ->> 'claims')::int - $before")" 1 'claims move the sum'
close_session backend
finish
