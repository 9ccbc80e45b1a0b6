#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What a spec of several sessions needs, in TAP. Sourced; makes a database of its own and drops it at the end.
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
count=0
database="scrip_spec_$$"
dsn="$SCRIP_TEST_DSN dbname=$database"

admin() { psql -X -q -At -v ON_ERROR_STOP=1 -d "$SCRIP_TEST_DSN" -c "$1"; }
# The value of a statement, in a session of its own.
value() { psql -X -q -At -v ON_ERROR_STOP=1 -d "$dsn" -c "$1" 2>&1; }

admin "CREATE DATABASE $database" || exit 1
trap 'admin "DROP DATABASE IF EXISTS $database WITH (FORCE)"' EXIT

is() { # GOT WANTED WHAT
  count=$((count + 1))
  if [ "$1" = "$2" ]; then echo "ok $count - $3"; else printf 'not ok %d - %s\n#   have: %s\n#   want: %s\n' "$count" "$3" "$1" "$2"; fi
}
like() { # GOT PATTERN WHAT
  count=$((count + 1))
  if [[ "$1" =~ $2 ]]; then echo "ok $count - $3"; else printf 'not ok %d - %s\n#   have: %s\n#   like: %s\n' "$count" "$3" "$1" "$2"; fi
}
finish() { echo "1..$count"; }

# A session that stays open: open_session NAME, tell NAME 'SQL' (answers what it printed), close_session NAME.
declare -A session_in session_out session_pid
open_session() {
  local pipe
  pipe=$(mktemp -d)
  mkfifo "$pipe/in" "$pipe/out"
  psql -X -q -At -d "$dsn" <"$pipe/in" >"$pipe/out" 2>&1 &
  session_pid[$1]=$!
  exec {session_in[$1]}>"$pipe/in" {session_out[$1]}<"$pipe/out"
  rm -r "$pipe"
}
# Other sessions hold the pipe open as well, so its end would not be seen.
close_session() { echo '\q' >&"${session_in[$1]}"; wait "${session_pid[$1]}"; }
# Sends a statement without waiting; answer_of NAME waits for what it printed.
start() { printf '%s\n\\echo --done--\n' "$2" >&"${session_in[$1]}"; }
answer_of() {
  local line answer=
  while IFS= read -r -t 60 line <&"${session_out[$1]}"; do
    [ "$line" = --done-- ] && break
    answer+="$line"$'\n'
  done
  printf '%s' "${answer%$'\n'}"
}
tell() { start "$1" "$2"; answer_of "$1"; }

# Until a session of this database waits for a lock (at most ten seconds).
until_waiting() {
  for _ in $(seq 1 200); do
    [ "$(admin "SELECT count(*) FROM pg_stat_activity WHERE datname = '$database' AND wait_event_type = 'Lock'")" -ge "${1:-1}" ] && return
    read -r -t 0.05 <> <(:) || true
  done
  echo "# nobody came to wait"
}
