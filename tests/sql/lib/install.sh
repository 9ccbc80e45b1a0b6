#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# install.sh CONNINFO [SCHEMA]: billing tables, migrations, functions and the sandbox's own into an empty database, without
# the programs. CONNINFO is keyword=value; SCHEMA names the billing schema. BILLING=no: the tables are there already.
# SANDBOX=no: no clock and no stand-in for the backend. INSTALL_AS: the login that installs.
set -euo pipefail
dsn=$1
schema=${2:-public}
sql=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../../sql" && pwd)

# One transaction for all the files given.
apply() {
  { [ -z "${INSTALL_AS:-}" ] || echo "SET SESSION AUTHORIZATION $INSTALL_AS;"
    echo 'BEGIN; SET LOCAL client_min_messages = warning;'; for file in "$@"; do sed "s/@billing@/$schema/g" "$file"; echo; done; echo 'COMMIT;'; } |
    psql -X -q -v ON_ERROR_STOP=1 -d "$dsn" -o /dev/null -f -
}

[ "${BILLING:-yes}" = no ] || apply "$sql/sandbox/billing.sql"
for file in "$sql"/migrations/*.sql; do
  name=$(basename "$file" .sql)
  note=$(mktemp)
  echo "INSERT INTO scrip.migration (number, name, checksum) VALUES (${name%%_*}, '$name', 'test');" >"$note"
  apply "$file" "$note"
  rm -f "$note"
done
apply "$sql"/functions/*.sql
[ "${SANDBOX:-yes}" = no ] || apply "$sql/sandbox/clock.sql" "$sql/sandbox/backend.sql"
