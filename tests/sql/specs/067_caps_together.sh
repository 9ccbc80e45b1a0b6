#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What support may do in an hour, asked for all at once.
. "$(dirname "$0")/../lib/spec.sh"
"$here/install.sh" "$dsn" || exit 1
admin "DROP ROLE IF EXISTS spec_support" >/dev/null 2>&1
admin "CREATE ROLE spec_support LOGIN IN ROLE scrip_support" >/dev/null
trap 'admin "DROP DATABASE IF EXISTS $database WITH (FORCE)"; admin "DROP ROLE spec_support"' EXIT

event=$(value "SELECT scrip.create_event('e', NULL, '{\"name\": \"E\", \"amount\": \"1\", \"credit_expires_at\": \"2990-01-01T00:00:00Z\"}') #>> '{event,id}'")
batch=$(value "SELECT scrip.open_batch('b', NULL, '$event', 60) #>> '{batch,id}'")
value "SELECT scrip.mint_chunk('b', NULL, '$batch', 0);
  SELECT scrip_sandbox.add_user('u' || n || '@example.com') FROM generate_series(1, 20) n;
  SELECT scrip.set_setting('l', NULL, 'lookups_per_hour', '5'), scrip.set_setting('c', NULL, 'claims_per_hour', '5');
  CREATE SCHEMA spec;
  CREATE TABLE spec.code AS SELECT k.serial, c.code FROM scrip.code k JOIN credit_event_codes c ON c.id = k.id;
  GRANT USAGE ON SCHEMA spec TO PUBLIC; GRANT SELECT ON spec.code TO PUBLIC;
  CREATE FUNCTION spec.look(p_text text) RETURNS text LANGUAGE plpgsql AS \$\$
  BEGIN
    PERFORM scrip.begin_lookup(p_text);
    RETURN 'begun';
  EXCEPTION WHEN SQLSTATE 'SC001' THEN
    RETURN split_part(SQLERRM, '|', 1);
  END \$\$" >/dev/null
support='SET SESSION AUTHORIZATION spec_support'
code='(SELECT code FROM spec.code WHERE serial = @n)'
again() { value "DELETE FROM scrip.lookup; DELETE FROM scrip.attempt" >/dev/null; }

is "$(together 20 "$support" "SELECT spec.look($code)" | counted)" '5 begun, 15 rate_limited' 'of twenty look-ups at once five are begun'
is "$(value "SELECT count(*) FROM scrip.lookup WHERE login = 'spec_support'")" 5 'and noted'
again
is "$(together 20 "$support" "SELECT spec.look('NEAR-AAAA-AAAA-AAAA-AAA' || chr(64 + @n))" | counted)" '5 begun, 15 rate_limited' 'misses as well'
again
is "$(together 20 "$support" "SELECT coalesce(a ->> 'name', 'claimed') FROM scrip.create_claim('k@n', NULL, '$event', $code, '{\"email\": \"u@n@example.com\"}') a" | counted)" \
  '5 claimed, 15 rate_limited' 'of twenty claims at once five are done'
again
is "$(together 20 "$support" "SELECT coalesce(a ->> 'name', 'claimed') FROM scrip.create_claim('m@n', NULL, '$event', 'NEAR-AAAA-AAAA-AAAA-AAAA', '{\"email\": \"u@n@example.com\"}') a" | counted)" \
  '5 code_not_found, 15 rate_limited' 'or missed'
again
# All of them were looked up, some time ago.
value "INSERT INTO scrip.lookup (login, at, found, code_id)
  SELECT 'spec_support', scrip.now() - interval '2 hours', true, k.id FROM scrip.code k WHERE k.serial > 40" >/dev/null
is "$(together 20 "$support" "SELECT coalesce(a ->> 'name', 'reissued') FROM scrip.reissue_code('r@n', NULL, (SELECT code FROM spec.code WHERE serial = 40 + @n), 'lost') a" | counted)" \
  '15 rate_limited, 5 reissued' 'so are codes replaced'
again
is "$(together 20 "$support" "SELECT coalesce(a ->> 'name', 'reissued') FROM scrip.reissue_code('s@n', NULL, 'NEAR-AAAA-AAAA-AAAA-AAAA', 'lost') a" | counted)" \
  '20 code_not_found' 'while nothing is learnt of those that were not looked up'
is "$(value "$support; BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT scrip.code((SELECT code FROM spec.code WHERE serial = 1)) ->> 'name'; COMMIT" | tail -1)" \
  usage 'nor can one look at an old count'
again
is "$(together 20 "SELECT coalesce(a ->> 'name', 'told') FROM scrip.code($code) a" | counted)" '20 told' 'nobody else is counted'
finish
