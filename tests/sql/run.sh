#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs the tests of the SQL: run.sh [SCRIP]. They need a superuser on an installed, empty sandbox: $SCRIP_TEST_DSN
# (keyword=value), or else the program SCRIP starts one for them. Tests named in $SCRIP_SQL_TESTS run alone.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)

if [ -z "${SCRIP_TEST_DSN:-}" ]; then
  scrip=${1:?name the scrip program, or set SCRIP_TEST_DSN}
  dir=$(mktemp -d /tmp/scrip-sql.XXXXXX)
  rmdir "$dir" # the sandbox makes it, for the user that it runs as
  trap '"$scrip" sandbox stop --dir "$dir" >/dev/null 2>&1; rm -rf "$dir"' EXIT
  SCRIP_TEST_DSN=$("$scrip" --json sandbox start --empty --dir "$dir" | sed -n 's/.*"dsn": *"\([^"]*\)".*/\1/p')
  [ -n "$SCRIP_TEST_DSN" ] || { echo 'RED: the sandbox did not start' >&2; exit 1; }
fi
# pg_prove splits a connection string at its equals signs; psql says what it comes to.
read -r PGHOST PGPORT PGUSER PGDATABASE < <(psql -X -At -d "$SCRIP_TEST_DSN" -c '\echo :HOST :PORT :USER :DBNAME')
[ -n "${PGDATABASE:-}" ] || { echo 'RED: no connection' >&2; exit 1; }
export PGHOST PGPORT PGUSER PGDATABASE
export SCRIP_TEST_DSN PGOPTIONS='-c statement_timeout=120s -c client_min_messages=warning'

status=0
read -ra tests <<<"${SCRIP_SQL_TESTS:-$(echo "$here"/pgtap/*.sql "$here"/specs/*.sh)}"
sql=() specs=()
for test in "${tests[@]}"; do case $test in *.sql) sql+=("$test") ;; *) specs+=("$test") ;; esac; done
[ ${#sql[@]} -eq 0 ] || pg_prove -Q "${sql[@]}" || status=1
[ ${#specs[@]} -eq 0 ] || prove -Q --exec bash "${specs[@]}" || status=1
if [ $status -eq 0 ]; then echo GREEN; else echo RED; fi
exit $status
