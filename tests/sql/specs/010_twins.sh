#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Two calls under one key at the same time: the second waits for the first and answers what it did.
. "$(dirname "$0")/../lib/spec.sh"
"$here/install.sh" "$dsn" || exit 1

event=$(value "SELECT scrip.create_event('e', NULL, '{\"name\": \"E\", \"amount\": \"1\", \"credit_expires_at\": \"2990-01-01T00:00:00Z\"}') #>> '{event,id}'")
open="SELECT (a ->> 'replayed') || ' ' || (a #>> '{batch,id}') FROM scrip.open_batch('b', NULL, '$event', 25000) a;"
open_session first
open_session second

# The first commits.
tell first 'BEGIN;' >/dev/null
one=$(tell first "$open")
start second "$open"
until_waiting
tell first 'COMMIT;' >/dev/null
two=$(answer_of second)
batch=${one#* }
is "${one%% *}" false 'the first opens a batch'
is "$two" "true $batch" 'its twin waits and answers the same one'
is "$(value 'SELECT count(*) FROM scrip.batch')" 1 'there is one batch'

# A chunk: the first rolls back, so the second does the work.
mint="SELECT a ->> 'replayed' FROM scrip.mint_chunk('b', NULL, '$batch', 0) a;"
tell first 'BEGIN;' >/dev/null
tell first "$mint" >/dev/null
start second "$mint"
until_waiting
tell first 'ROLLBACK;' >/dev/null
two=$(answer_of second)
is "$two" false 'when the first is rolled back, the second does the work'
is "$(value 'SELECT count(*) FROM scrip.code')" 10000 'once'

# And twins of a chunk that commit.
mint="SELECT a ->> 'replayed' FROM scrip.mint_chunk('b', NULL, '$batch', 1) a;"
tell first 'BEGIN;' >/dev/null
tell first "$mint" >/dev/null
start second "$mint"
until_waiting
tell first 'COMMIT;' >/dev/null
two=$(answer_of second)
is "$two" true 'when it commits, the second answers it'
is "$(value 'SELECT count(*) FROM scrip.code')" 20000 'a chunk is minted once'
close_session first
close_session second

# The server takes the session away in the middle of a chunk: nothing of it stays, the same key finishes the batch.
psql -X -q -At -d "$dsn" -c "BEGIN; SELECT scrip.mint_chunk('b', NULL, '$batch', 2); SELECT pg_terminate_backend(pg_backend_pid());" >/dev/null 2>&1
is "$(value "SELECT count(*) || ' ' || (SELECT state FROM scrip.batch) FROM scrip.code")" '20000 minting' 'a chunk that was cut off leaves nothing'
is "$(value "SELECT scrip.mint_chunk('b', NULL, '$batch', 2) ->> 'done'")" true 'the same key finishes the batch'
is "$(value "SELECT count(DISTINCT serial) || ' ' || max(serial) FROM scrip.code")" '25000 25000' 'with exactly its codes'
is "$(value "SELECT count(*) FROM credit_event_codes")" 25000 'in both tables'
finish
