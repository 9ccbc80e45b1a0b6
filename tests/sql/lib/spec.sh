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

# Runs psql, and as clients do the same calls again when one of them gave way: up to five times, after a moment that is
# another for each.
until_heard() { # FILE ARGUMENTS…
  for _ in 1 2 3 4 5 6; do
    psql -X -q -At -v VERBOSITY=sqlstate -d "$dsn" "${@:2}" >"$1" 2>&1
    grep -q '^ERROR:  55P03' "$1" || return 0
    read -r -t "0.0$((RANDOM % 90 + 10))" <> <(:) || true
  done
}

# All of them at the same moment: COUNT sessions wait at a gate and then run each SQL, in which @n is their number. Prints
# what they answered, a line each; calls have keys.
together() { # COUNT SQL…
  local n sql calls pids=() scratch
  scratch=$(mktemp -d)
  open_session gate
  tell gate 'SELECT pg_advisory_lock(4711);' >/dev/null
  for n in $(seq "$1"); do
    calls=(-c 'SELECT pg_advisory_lock_shared(4711)')
    for sql in "${@:2}"; do calls+=(-c "${sql//@n/$n}"); done
    until_heard "$scratch/$n" "${calls[@]}" &
    pids+=($!)
  done
  until_waiting "$1"
  close_session gate
  wait "${pids[@]}"
  cat "$scratch"/* | grep .
  rm -r "$scratch"
}
# Lines and how often each came, as 'COUNT LINE' joined by commas.
counted() { sort | uniq -c | awk '{ n = $1; sub(/^ *[0-9]+ /, ""); printf "%s%s %s", s, n, $0; s = ", " }'; }
# Installs what checks the books, and what the backend does by itself.
with_books() { psql -X -q -v ON_ERROR_STOP=1 -d "$dsn" -f "$here/books.sql" -f "$here/backend.sql" >/dev/null; }
# What is wrong in the books once maintenance went through them; nothing when all is well.
wrong() { value "DO \$\$ BEGIN PERFORM spec.maintain(); END \$\$" && value "SELECT string_agg(w.what || ' ' || w.id, ', ') FROM spec.wrong w"; }
