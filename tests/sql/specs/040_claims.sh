#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Claims at the same time: against each other, against staff, and against the backend's own five statements. What gives
# way is called again under its key, as every client does.
. "$(dirname "$0")/../lib/spec.sh"
"$here/install.sh" "$dsn" || exit 1
psql -X -q -At -o /dev/null -v ON_ERROR_STOP=1 -d "$dsn" <<'SQL' || exit 1
SET client_min_messages = warning;
CREATE TABLE outcome (test text, worker int, n int, outcome text, tries int);
CREATE FUNCTION make_event(p_key text, p_fields jsonb DEFAULT '{}') RETURNS uuid LANGUAGE sql AS $$
  SELECT (scrip.create_event('event ' || p_key, NULL, '{"name": "E", "amount": "5", "credit_expires_at": "2990-01-01T00:00:00Z"}' || p_fields) #>> '{event,id}')::uuid
$$;
CREATE FUNCTION make_batch(p_key text, p_event uuid, p_count int, p_options jsonb DEFAULT '{}') RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE v_batch uuid := scrip.open_batch('batch ' || p_key, NULL, p_event, p_count, p_options) #>> '{batch,id}';
BEGIN
  PERFORM scrip.mint_chunk('batch ' || p_key, NULL, v_batch, 0);
  RETURN v_batch;
END
$$;
CREATE FUNCTION code_of(p_batch uuid, p_serial int) RETURNS text LANGUAGE sql AS $$ SELECT id::text FROM scrip.code WHERE batch_id = p_batch AND serial = p_serial AND generation = 0 $$;
CREATE FUNCTION claim(p_key text, p_event uuid, p_code text, p_email text) RETURNS text LANGUAGE sql AS $$
  SELECT coalesce(a ->> 'name', 'ok') FROM scrip.create_claim(p_key, NULL, p_event, p_code, jsonb_build_object('email', p_email),
    jsonb_build_object('hash', encode(sha256(convert_to(p_key, 'UTF8')), 'hex'), 'prefix', 'sk-' || left(md5(p_key), 7))) a
$$;
-- As the backend does it: reads the code, then limits row, counter, code, claims row; its deadline is tested outside.
CREATE FUNCTION backend_claim(p_event uuid, p_code text, p_email text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_user uuid := (SELECT id FROM users WHERE email = p_email);
  v_organization uuid := (SELECT organization_id FROM organization_members WHERE user_id = v_user LIMIT 1);
  v_limit uuid;
BEGIN
  PERFORM FROM credit_event_codes WHERE id = p_code::uuid AND NOT is_claimed;
  IF NOT FOUND THEN
    RETURN 'taken';
  END IF;
  INSERT INTO organization_limits_history (organization_id, spend_limit, changed_by, credit_type, source)
  VALUES (v_organization, 5000000000, 'credit_event_claim', 'event:' || p_event, 'event_claim') RETURNING id INTO v_limit;
  UPDATE credit_events SET claim_count = claim_count + 1 WHERE id = p_event AND is_active AND (max_claims IS NULL OR claim_count < max_claims);
  IF NOT FOUND THEN
    RAISE SQLSTATE 'BACK0';
  END IF;
  UPDATE credit_event_codes SET is_claimed = true, claimed_by_user_id = v_user, claimed_at = now() WHERE id = p_code::uuid AND NOT is_claimed;
  IF NOT FOUND THEN
    RAISE SQLSTATE 'BACK0';
  END IF;
  INSERT INTO credit_claims (credit_event_id, code_id, near_account_id, user_id, organization_id, organization_limit_id)
  VALUES (p_event, p_code::uuid, '', v_user, v_organization, v_limit);
  RETURN 'ok';
EXCEPTION WHEN SQLSTATE 'BACK0' OR unique_violation THEN
  RETURN 'lost';
END
$$;
-- p_statement with $1 worker and $2 number, n times, each in a transaction of its own, again while somebody gives way.
CREATE PROCEDURE work(p_test text, p_worker int, p_count int, p_statement text) LANGUAGE plpgsql AS $$
DECLARE
  v_outcome text;
  v_tries int;
BEGIN
  FOR v_n IN 1 .. p_count LOOP
    v_tries := 0;
    LOOP
      v_tries := v_tries + 1;
      BEGIN
        EXECUTE p_statement INTO v_outcome USING p_worker, v_n;
        EXIT;
      EXCEPTION WHEN lock_not_available THEN
        IF v_tries > 200 THEN
          RAISE;
        END IF;
      END;
      COMMIT;
    END LOOP;
    INSERT INTO outcome VALUES (p_test, p_worker, v_n, v_outcome, v_tries);
    COMMIT;
  END LOOP;
END
$$;
SELECT scrip_sandbox.add_user(format('u%s@w%s.com', n, w), NULL, CASE WHEN n % 2 = 0 THEN 'Shared ' || w % 3 END) FROM generate_series(1, 8) w, generate_series(1, 20) n;
SQL
workers() { # TEST COUNT STATEMENT… : each statement by a worker of its own
  local test=$1 each=$2 worker=0
  shift 2
  for statement in "$@"; do
    worker=$((worker + 1))
    psql -X -q -d "$dsn" -c "CALL work('$test', $worker, $each, \$q\$$statement\$q\$)" >>"/tmp/$database.errors" 2>&1 &
  done
  wait
}
outcomes() { value "SELECT string_agg(outcome || ' ' || n, ', ' ORDER BY outcome) FROM (SELECT outcome, count(*) AS n FROM outcome WHERE test = '$1' GROUP BY outcome) o"; }
sick() { value "SELECT string_agg(c, ',') FROM jsonb_array_elements_text(scrip.doctor_checks()) c WHERE scrip.doctor(c) @> '{\"ok\": false, \"severity\": \"error\"}'"; }
: >"/tmp/$database.errors"

# Many for one code.
event=$(value "SELECT make_event('one')") batch=$(value "SELECT make_batch('one', '$event', 40)")
one="SELECT claim('one' || \$1, '$event', code_of('$batch', 1), format('u%s@w%s.com', 1, \$1))"
workers one 1 "$one" "$one" "$one" "$one" "$one" "$one"
is "$(outcomes one)" 'code_already_claimed 5, ok 1' 'six for one code: one gets it'

# The last slots, each with a code of its own.
full=$(value "SELECT make_event('full', '{\"max_claims\": 7}')") slots=$(value "SELECT make_batch('full', '$full', 40)")
last="SELECT claim('full' || \$1 || '.' || \$2, '$full', code_of('$slots', (\$1 - 1) * 4 + \$2), format('u%s@w%s.com', \$2, \$1))"
workers full 4 "$last" "$last" "$last" "$last" "$last" "$last"
is "$(outcomes full)" 'max_claims_reached 17, ok 7' 'twenty-four for seven slots: seven get one'
is "$(value "SELECT claim_count FROM credit_events WHERE id = '$full'")" 7 'and are counted'

# A poster of five uses.
poster=$(value "SELECT make_batch('poster', '$event', 1, '{\"max_uses\": 5}')")
use="SELECT claim('poster' || \$1 || '.' || \$2, '$event', code_of('$poster', 1), format('u%s@w%s.com', \$2 + 1, \$1))"
workers poster 2 "$use" "$use" "$use" "$use"
is "$(outcomes poster)" 'code_already_claimed 3, ok 5' 'eight for a code of five uses: five get one'

# Limits: people of one e-mail domain in organizations of their own, and people of one organization.
limited=$(value "SELECT make_event('limited', '{\"max_per_domain\": 3}')") few=$(value "SELECT make_batch('limited', '$limited', 20)")
by_domain="SELECT claim('dom' || \$1 || '.' || \$2, '$limited', code_of('$few', \$1 * 2 + \$2), format('u%s@w8.com', 4 * \$1 + 2 * \$2 - 5))"
workers domain 2 "$by_domain" "$by_domain" "$by_domain" "$by_domain"
is "$(outcomes domain)" 'domain_limit_reached 5, ok 3' 'eight of a domain that may claim three times'
limited=$(value "SELECT make_event('limited2', '{\"max_per_organization\": 3}')") few=$(value "SELECT make_batch('limited2', '$limited', 20)")
by_organization="SELECT claim('org' || \$1 || '.' || \$2, '$limited', code_of('$few', \$1 * 2 + \$2), format('u%s@w8.com', 4 * \$1 + 2 * \$2 - 4))"
workers organization 2 "$by_organization" "$by_organization" "$by_organization" "$by_organization"
is "$(outcomes organization)" 'ok 3, organization_limit_reached 5' 'eight of an organization that may'

# Disabling and reissuing against claims of the same codes.
against=$(value "SELECT make_batch('against', '$event', 20)")
workers disable 10 "SELECT claim('d' || \$2, '$event', code_of('$against', \$2), format('u%s@w5.com', \$2 + 3))" \
  "SELECT scrip.disable_codes('d' || \$2, NULL, '$against', \$2, \$2, 'r') ->> 'changed'"
is "$(value "SELECT string_agg(DISTINCT (a.outcome = 'ok')::text || b.outcome, ' ') FROM outcome a JOIN outcome b USING (test, n) WHERE a.test = 'disable' AND a.worker = 1 AND b.worker = 2 AND (a.outcome = 'ok') = (b.outcome = '1')")" '' 'each code goes to a claim or to staff, never to both'
workers reissue 10 "SELECT claim('r' || \$2, '$event', (SELECT id::text FROM scrip.code WHERE batch_id = '$against' AND serial = \$2 + 10 ORDER BY id LIMIT 1), format('u%s@w6.com', \$2 + 3))" \
  "SELECT (jsonb_array_length(scrip.reissue_codes('r' || \$2, NULL, '$against', \$2 + 10, \$2 + 10, 'r') -> 'items'))::text"
is "$(value "SELECT count(*) FROM outcome a JOIN outcome b USING (test, n) WHERE a.test = 'reissue' AND a.worker = 1 AND b.worker = 2 AND (a.outcome = 'ok') = (b.outcome = '1')")" 0 'or to its successor'

# One person in two events at once: one organization.
first=$(value "SELECT make_event('f')") firsts=$(value "SELECT make_batch('f', '$first', 20)")
second=$(value "SELECT make_event('s')") seconds=$(value "SELECT make_batch('s', '$second', 20)")
workers person 9 "SELECT claim('pf' || \$2, '$first', code_of('$firsts', \$2), format('u%s@w7.com', 2 * \$2 - 1))" \
  "SELECT claim('ps' || \$2, '$second', code_of('$seconds', \$2), format('u%s@w7.com', 2 * \$2 - 1))"
is "$(outcomes person)" 'ok 18' 'one person in two events at once'
is "$(value "SELECT max(n) FROM (SELECT count(DISTINCT c.organization_id) AS n FROM credit_claims c WHERE credit_event_id IN ('$first', '$second') GROUP BY c.user_id) o")" 1 'has one organization'
is "$(value "SELECT count(*) FROM api_keys k JOIN users u ON u.id = k.created_by_user_id WHERE u.email LIKE '%@w7.com'")" 9 'and one key'

# Twins under one key: the second waits and answers what the first did.
open_session one
open_session two
twin="SELECT (a ->> 'replayed') || ' ' || (a #>> '{claim,id}') FROM scrip.create_claim('twin', NULL, '$event', code_of('$batch', 2), '{\"email\": \"u9@w8.com\"}') a;"
tell one 'BEGIN;' >/dev/null
done_first=$(tell one "$twin")
start two "$twin"
until_waiting
tell one 'COMMIT;' >/dev/null
is "$(answer_of two)" "true ${done_first#* }" 'a twin waits and answers the same claim'

# The backend holds the event: we give way long before the server looks for deadlocks, nothing is written, the key is free.
tell one "BEGIN; UPDATE credit_events SET claim_count = claim_count WHERE id = '$event';" >/dev/null
like "$(value "SELECT claim('held', '$event', code_of('$batch', 3), 'u10@w8.com')")" 'lock timeout' 'an event that is held is busy'
tell one 'ROLLBACK;' >/dev/null
is "$(value "SELECT (SELECT count(*) FROM scrip_vault.idem_key WHERE key = 'held') || (SELECT state FROM scrip.code WHERE id = code_of('$batch', 3)::uuid)")" 0available 'nothing is written'
is "$(value "SELECT claim('held', '$event', code_of('$batch', 3), 'u10@w8.com')")" ok 'and the same key does it'

# The crossing of locks: the backend has the event and wants the code that a claim of ours holds.
tell one "BEGIN; UPDATE credit_events SET claim_count = claim_count + 1 WHERE id = '$event';" >/dev/null
start two "SELECT claim('cross', '$event', code_of('$batch', 4), 'u11@w8.com');"
until_waiting
answer=$(tell one "UPDATE credit_event_codes SET is_claimed = true, claimed_at = now() WHERE id = code_of('$batch', 4)::uuid AND NOT is_claimed RETURNING 'theirs';")
is "$answer" theirs 'the backend gets the code'
like "$(answer_of two)" 'lock timeout' 'and we give way'
tell one 'ROLLBACK;' >/dev/null
close_session one
close_session two

# Everybody at once on one event: the backend's five statements and claims through Scrip for the same codes, releases,
# maintenance.
busy=$(value "SELECT make_event('busy')") codes=$(value "SELECT make_batch('busy', '$busy', 40)")
ours="SELECT claim('b' || \$1 || '.' || \$2, '$busy', code_of('$codes', \$2 + 10 * (\$1 % 2)), format('u%s@w%s.com', \$2, \$1))"
theirs="SELECT backend_claim('$busy', code_of('$codes', \$2 + 10 * (\$1 % 2)), format('u%s@w%s.com', 2 * \$2, \$1))"
workers busy 10 "$ours" "$ours" "$theirs" "$theirs" "$ours" \
  "SELECT coalesce((SELECT scrip.release_claim('rel' || \$2, NULL, id, 'r', true, true) ->> 'ok' FROM credit_claims WHERE credit_event_id = '$busy' ORDER BY claimed_at LIMIT 1), 'none')" \
  "SELECT scrip.maintain() ->> 'busy'"
is "$(value "SELECT count(*) FROM outcome WHERE test = 'busy'")" 70 'everybody comes to an end'
value "SELECT scrip.maintain(scrip.maintain() ->> 'next')" >/dev/null
value "SELECT scrip.reconcile_claims(1000)" >/dev/null
is "$(value "SELECT count(*) FROM (SELECT c.code_id FROM credit_claims c LEFT JOIN scrip.claim_detail d ON d.claim_id = c.id WHERE d.code_freed IS NOT TRUE AND credit_event_id = '$busy' GROUP BY c.code_id HAVING count(*) > 1) x")" 0 'no code twice'
is "$(value "SELECT claim_count = (SELECT count(*) FROM credit_claims WHERE credit_event_id = '$busy') - (SELECT count(*) FROM scrip.claim_detail WHERE event_id = '$busy' AND slot_returned) FROM credit_events WHERE id = '$busy'")" t 'the counter is right'
is "$(sick)" '' 'the doctor finds nothing'
is "$(cat "/tmp/$database.errors")" '' 'no call failed'
is "$(value "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")" 0 'and there was no deadlock'
is "$(value "SELECT count(*) FROM outcome WHERE outcome = 'ok' AND test IN ('busy') AND worker IN (3, 4)" | sed 's/^[1-9].*/some/')" some 'the backend made claims as well'
rm -f "/tmp/$database.errors"
finish
