#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Each check of the doctor: on a database with some of everything, one thing is broken at a time, and exactly the checks
# named for it fail.
. "$(dirname "$0")/../lib/spec.sh"
"$here/install.sh" "$dsn" || exit 1
psql -X -d "$dsn" -f "$here/filled.psql" || exit 1
for _ in $(seq 1 100); do
  value 'SELECT scrip.maintain()' >/dev/null
  [ "$(value 'SELECT count(*) FROM scrip.unsealed()')" = 0 ] && break
done

# Breaks something as a superuser can who hides it: the guards of the vault are back when the doctor comes.
value "CREATE FUNCTION test.broken(p_statements text, p_quick boolean) RETURNS text LANGUAGE plpgsql AS \$\$
DECLARE
  v_table text;
  v_failed text;
BEGIN
  FOREACH v_table IN ARRAY ARRAY['audit', 'seal', 'idem_key', 'idem_result', 'entry'] LOOP
    EXECUTE format('ALTER TABLE scrip_vault.%I DISABLE TRIGGER ALL', v_table);
  END LOOP;
  UPDATE scrip.maintenance_pass SET at = scrip.now(); -- however long the lines before took
  SET LOCAL session_replication_role = replica;
  EXECUTE p_statements;
  SET LOCAL session_replication_role = origin;
  FOREACH v_table IN ARRAY ARRAY['audit', 'seal', 'idem_key', 'idem_result', 'entry'] LOOP
    EXECUTE format('ALTER TABLE scrip_vault.%I ENABLE ALWAYS TRIGGER deny_change', v_table);
    EXECUTE format('ALTER TABLE scrip_vault.%I ENABLE ALWAYS TRIGGER deny_truncate', v_table);
  END LOOP;
  SELECT coalesce(string_agg(c, ' ' ORDER BY n), '') INTO v_failed
  FROM jsonb_array_elements_text(scrip.doctor_checks()) WITH ORDINALITY AS k (c, n)
  WHERE scrip.doctor(c, p_quick) ->> 'ok' = 'false';
  RAISE SQLSTATE 'UNDO0' USING MESSAGE = v_failed;
EXCEPTION WHEN SQLSTATE 'UNDO0' THEN
  RETURN SQLERRM;
WHEN OTHERS THEN
  RETURN SQLSTATE || ' ' || SQLERRM;
END \$\$" >/dev/null

# One transfer, and the buckets of its grant with it: what the ledger would say, were it meant.
value "CREATE FUNCTION test.transfer(p_name text, p_type text, p_from text, p_to text, p_amount bigint) RETURNS void LANGUAGE plpgsql AS \$\$
BEGIN
  INSERT INTO scrip_vault.entry (id, at, booked_at, organization_id, grant_id, type, amount, currency, from_bucket, to_bucket, actor_kind, actor)
  SELECT nextval('scrip_vault.entry_id'), scrip.now(), scrip.now(), g.organization_id, g.id, p_type, p_amount, g.currency, p_from, p_to, 'system', 'test'
  FROM scrip.grant g WHERE g.name = p_name;
  EXECUTE format('UPDATE scrip.grant SET %I = %I %s \$1, %I = %I %s \$1 WHERE name = \$2',
                 replace(p_from, 'issuer', 'funded'), replace(p_from, 'issuer', 'funded'), CASE p_from WHEN 'issuer' THEN '+' ELSE '-' END,
                 replace(p_to, 'issuer', 'funded'), replace(p_to, 'issuer', 'funded'), CASE p_to WHEN 'issuer' THEN '-' ELSE '+' END)
  USING p_amount, p_name;
END \$\$" >/dev/null

broken() { value "SELECT test.broken(\$broken\$$1\$broken\$, ${2:-false})"; }
is "$(broken '')" '' 'all is well'
is "$(broken '' true)" '' 'also at a quick look'

org() { echo "(SELECT id FROM organizations WHERE name = '$1')"; }
grant_of() { echo "(SELECT id FROM scrip.grant WHERE name = '$1')"; }
row_of() { echo "(SELECT limit_id FROM scrip.grant WHERE name = '$1')"; }
old="scrip.now() - interval '2 minutes'"
code_1="(SELECT id FROM scrip.code WHERE serial = 5 ORDER BY id LIMIT 1)"
audit_1="(SELECT min(id) + 3 FROM scrip_vault.audit)"
# Before the bar: the checks that fail, - for none, ~ where a quick look does not find it. So small a database is its own
# sample.
while IFS='|' read -r wanted what statements; do
  [ -n "$wanted" ] || continue
  quick=$wanted
  case $wanted in
    -) wanted='' quick='' ;;
    '~'*) wanted=${wanted#\~} quick='' ;;
  esac
  is "$(broken "$statements")" "$wanted" "${wanted:-nothing}: $what"
  is "$(broken "$statements" true)" "$quick" "${quick:-nothing}: $what, at a quick look"
done <<TABLE
schema|a table is gone|DROP TABLE scrip.lookup
schema|an index is gone|DROP INDEX scrip.code_norm
schema|rules of a table are gone|ALTER TABLE scrip.grant DROP CONSTRAINT grant_check; ALTER TABLE scrip_vault.entry DROP CONSTRAINT entry_transfer
schema|a column is gone|ALTER TABLE scrip.event_detail DROP COLUMN approved_exposure
schema|a trigger was put in|CREATE TRIGGER theirs BEFORE UPDATE ON scrip.grant FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()
schema|a migration was forgotten|DELETE FROM scrip.migration WHERE number = 12
rights|a right too many|GRANT SELECT ON scrip.code TO scrip_support
rights|the ledger can be deleted from|GRANT DELETE ON scrip_vault.entry TO scrip_owner
rights|rights of somebody else|CREATE ROLE spec_mallory; GRANT ALL ON scrip.grant TO spec_mallory
rights|columns of codes|GRANT SELECT (id, norm) ON scrip.code TO scrip_support
members|somebody became an owner|CREATE ROLE spec_mallory LOGIN; GRANT scrip_owner, scrip_vault TO spec_mallory
functions|the guard of the vault lets all through|CREATE OR REPLACE FUNCTION scrip_vault.deny() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS 'BEGIN RETURN coalesce(NEW, OLD); END'
functions|support may claw back|GRANT EXECUTE ON FUNCTION scrip.claw_back TO scrip_support
functions|a function was changed|CREATE OR REPLACE FUNCTION scrip.late_usage() RETURNS interval LANGUAGE sql STABLE AS 'SELECT interval ''1 day'''
claim_count|a counter was changed|UPDATE credit_events SET claim_count = claim_count + 1
event_state|an archived event can be claimed|UPDATE scrip.event_detail SET archived_at = now()
event_state|so can one that waits for approval|UPDATE scrip.event_detail SET awaiting_since = now(), awaiting_by = '{x}'
-|an archived event that nobody can claim|UPDATE scrip.event_detail SET archived_at = now(); UPDATE credit_events SET is_active = false
-|the backend pauses an event|UPDATE credit_events SET is_active = false
-|the backend resumes a paused event|UPDATE scrip.event_detail SET paused = true
code_state|a disabled code is free for the backend|UPDATE credit_event_codes SET is_claimed = false WHERE id = (SELECT id FROM scrip.code WHERE state = 'disabled' LIMIT 1)
code_state|a code is gone|DELETE FROM credit_event_codes WHERE id = $code_1
~code_state|a counter of a batch was changed|UPDATE scrip.batch SET disabled = disabled - 1 WHERE disabled > 0
code_state|a code is taken and nobody claimed it|UPDATE credit_event_codes SET is_claimed = true, claimed_at = now() WHERE id = $code_1
code_state|a code is taken by somebody else|UPDATE credit_event_codes SET claimed_by_user_id = test.user_of('di') WHERE claimed_by_user_id = test.user_of('cy')
code_state|a dead code leads nowhere|UPDATE scrip.code SET reissued_to = NULL WHERE reissued_to IS NOT NULL
code_state|a dead code leads to another|UPDATE scrip.code SET reissued_to = $code_1 WHERE reissued_to IS NOT NULL
code_state|a good code leads on|UPDATE scrip.code SET reissued_to = (SELECT reissued_to FROM scrip.code WHERE reissued_to IS NOT NULL) WHERE id = $code_1
~code_state|a print was forgotten|DELETE FROM scrip.print
~code_state|more is printed than there are prints|UPDATE scrip.batch SET printed = printed + 1 WHERE prints > 0
~code_state|more was handed over|UPDATE scrip.batch SET handed_over = handed_over + 1
~code_state|nobody was given a code|DELETE FROM scrip.hand_over
code_state claims|a claim is gone and the counter with it|DELETE FROM credit_claims WHERE user_id = test.user_of('cy'); UPDATE credit_events SET claim_count = claim_count - 1
code_state claims|a claim has another code|UPDATE credit_claims SET code_id = $code_1 WHERE user_id = test.user_of('cy')
claims|a claim has another grant|UPDATE scrip.grant SET claim_id = gen_random_uuid() WHERE claim_id = (SELECT id FROM credit_claims WHERE user_id = test.user_of('cy'))
~claims|a person claimed twice|ALTER TABLE credit_claims DROP CONSTRAINT credit_claims_credit_event_id_user_id_key; UPDATE credit_claims SET user_id = test.user_of('cy') WHERE user_id = test.user_of('new'); UPDATE credit_event_codes SET claimed_by_user_id = test.user_of('cy') WHERE claimed_by_user_id = test.user_of('new')
claims|a claim has another organization|UPDATE credit_claims SET organization_id = $(org di) WHERE user_id = test.user_of('cy')
claims|a claim has no limits row|UPDATE credit_claims SET organization_limit_id = NULL WHERE user_id = test.user_of('cy')
claims|a claim has the limits row of another chain|UPDATE credit_claims SET organization_limit_id = $(row_of voided) WHERE user_id = test.user_of('cy')
claims|a grant is of another event|UPDATE scrip.grant SET event_id = gen_random_uuid() WHERE claim_id = (SELECT id FROM credit_claims WHERE user_id = test.user_of('cy'))
claims|a claim of the backend has another grant|UPDATE scrip.claim_detail SET grant_id = $(grant_of given) WHERE origin = 'backend'
claims|a claim is released on paper only|UPDATE scrip.claim_detail SET released_at = now(), released_by = 'x', forfeited = 0 WHERE claim_id = (SELECT id FROM credit_claims WHERE user_id = test.user_of('cy'))
~claims|a release was forgotten|UPDATE scrip.claim_detail SET released_at = NULL, slot_returned = false, code_freed = false WHERE claim_id = (SELECT id FROM credit_claims WHERE user_id = test.user_of('ida'))
claim_limits|more of an organization than it may|UPDATE scrip.event_detail SET max_per_domain = 1
claim_limits|more than the event has|UPDATE credit_events SET max_claims = 1
schema grant_buckets|a bucket below zero, with its transfer|ALTER TABLE scrip.grant DROP CONSTRAINT grant_pending_check; SELECT test.transfer('voided', 'voided', 'pending', 'forfeited', 1)
grant_entries entry_seals|a transfer was deleted|DELETE FROM scrip_vault.entry WHERE grant_id = $(grant_of voided) AND type = 'voided'
grant_entries|a transfer was put in|INSERT INTO scrip_vault.entry SELECT nextval('scrip_vault.entry_id'), at, scrip.now(), organization_id, grant_id, type, amount, currency, from_bucket, to_bucket, actor_kind, actor, reason, request_id FROM scrip_vault.entry WHERE type = 'voided' LIMIT 1
grant_entries|more than a sum can hold was put in|INSERT INTO scrip_vault.entry SELECT nextval('scrip_vault.entry_id'), at, scrip.now(), organization_id, grant_id, type, 9223372036854775807, currency, from_bucket, to_bucket, actor_kind, actor, reason, request_id FROM (SELECT * FROM scrip_vault.entry WHERE type = 'voided' LIMIT 1) e, generate_series(1, 2)
grant_entries entry_seals|an amount was changed|UPDATE scrip_vault.entry SET amount = amount + 1 WHERE type = 'expired'
~grant_entries|transfers without their grant|DELETE FROM scrip.grant WHERE name = 'euro'
grant_entries|buckets were shifted|UPDATE scrip.grant SET forfeited = forfeited - 1, clawed_back = clawed_back + 1 WHERE name = 'voided'
grant_entries entry_seals|a transfer names another organization|UPDATE scrip_vault.entry SET organization_id = $(org di) WHERE grant_id = $(grant_of voided) AND type = 'voided'
grant_entries|a transfer in another currency was put in|SELECT test.transfer('sold', 'voided', 'pending', 'forfeited', 1); UPDATE scrip_vault.entry SET currency = 'EUR' WHERE actor = 'test'
usage|attributed and the limit moved together|UPDATE scrip.account SET attributed = attributed + 1 WHERE organization_id = $(org bo); UPDATE scrip.grant SET limit_worth = limit_worth + 1 WHERE organization_id = $(org bo); UPDATE organization_limits_history SET spend_limit = spend_limit + 1 WHERE organization_id = $(org bo)
usage|overdraft was taken for available|UPDATE scrip.account SET overdraft = overdraft + 1 WHERE organization_id = $(org ana); SELECT test.transfer('payment', 'adjusted', 'issuer', 'available', 1)
usage|rows of the logs that count no more|UPDATE scrip.account SET usage_floor = now() + interval '1 year'
identity|credit was booked that the backend does not know|SELECT test.transfer('payment', 'adjusted', 'issuer', 'available', 1)
usage identity|overdraft was forgotten|UPDATE scrip.account SET overdraft = 0 WHERE organization_id = $(org ed)
limits_rows|an expiry was changed|UPDATE organization_limits_history SET credit_expires_at = now() + interval '9 days' WHERE id = $(row_of given)
limits_rows|worth was moved from one row to another|UPDATE organization_limits_history SET spend_limit = spend_limit + CASE id WHEN $(row_of given) THEN 1 ELSE -1 END WHERE id IN ($(row_of given), $(row_of 'given too'))
limits_rows|a row was exchanged for another like it|UPDATE organization_limits_history SET id = gen_random_uuid() WHERE id = $(row_of expired)
identity limits_rows|a row of Scrip was closed|UPDATE organization_limits_history SET effective_until = now() WHERE id = $(row_of breakage)
identity limits_rows|a row of Scrip is worth more|UPDATE organization_limits_history SET spend_limit = spend_limit + 1 WHERE id = $(row_of breakage)
overdue|a payment was not adopted|UPDATE organization_limits_history SET spend_limit = spend_limit + 1, created_at = $old WHERE credit_type = 'payment' AND effective_until IS NULL
overdue|a chain is new|INSERT INTO organization_limits_history (organization_id, spend_limit, credit_type, created_at) VALUES ($(org di), 5, 'payment', $old)
overdue|a chain was closed|UPDATE organization_limits_history SET effective_until = $old WHERE credit_type = 'payment'
overdue|breakage was not booked|UPDATE scrip.account SET due_at = $old WHERE organization_id = $(org ed)
-|a payment of this moment|INSERT INTO organization_limits_history (organization_id, spend_limit, credit_type, created_at) VALUES ($(org di), 5, 'payment', scrip.now())
schedule|what becomes due is forgotten|UPDATE scrip.account SET due_at = NULL
schedule|what becomes due is put off|UPDATE scrip.account SET due_at = due_at + interval '1 day' WHERE due_at > scrip.now()
schedule|organizations with grants have no account|DELETE FROM scrip.account WHERE attributed = 0 AND overdraft = 0
-|something is looked at before it is due|UPDATE scrip.account SET due_at = scrip.now()
foreign_rows|another currency|INSERT INTO organization_limits_history (organization_id, spend_limit, credit_type, currency) VALUES ($(org di), 5, 'payment', 'EUR')
foreign_rows|below zero|INSERT INTO organization_limits_history (organization_id, spend_limit, credit_type) VALUES ($(org di), -5, 'payment')
taken_back|the backend lowered what was consumed|SELECT test.transfer('clawed', 'adjusted', 'consumed', 'issuer', 1); UPDATE scrip_vault.entry SET actor = 'adoption' WHERE actor = 'test'; UPDATE organization_limits_history SET spend_limit = spend_limit - 1 WHERE id = $(row_of clawed); UPDATE scrip.account SET overdraft = overdraft + 1 WHERE organization_id = $(org di)
orphans|the backend deleted an organization|DELETE FROM organizations WHERE name = 'di'
idempotency|a result is gone|DELETE FROM scrip_vault.idem_result WHERE key = 'e'
idempotency|a key is gone|DELETE FROM scrip_vault.idem_key WHERE key = 'e'
schema idempotency|two payloads under one key|ALTER TABLE scrip_vault.idem_key DROP CONSTRAINT idem_key_pkey; INSERT INTO scrip_vault.idem_key SELECT login, key, operation, sha256('x'), at FROM scrip_vault.idem_key WHERE key = 'e'
idempotency|a key and its result are gone|DELETE FROM scrip_vault.idem_key WHERE key = 's'; DELETE FROM scrip_vault.idem_result WHERE key = 's'
audit_rows|a row was changed|UPDATE scrip_vault.audit SET reason = 'x' WHERE id = $audit_1
seals|a row was changed together with its hash|UPDATE scrip_vault.audit SET reason = 'x' WHERE id = $audit_1; UPDATE scrip_vault.audit a SET row_hash = scrip.audit_hash(a) WHERE id = $audit_1
seals|a row was deleted|DELETE FROM scrip_vault.audit WHERE id = $audit_1
seals|a seal was deleted|DELETE FROM scrip_vault.seal WHERE id = 1
~seals|a row of another server was put in|INSERT INTO scrip_vault.audit SELECT nextval('scrip_vault.audit_id'), at, '5', login, claimed_as, action, object_kind, object_id, reason, before, after, NULL, '', 12345 FROM scrip_vault.audit WHERE id = $audit_1; UPDATE scrip_vault.audit a SET row_hash = scrip.audit_hash(a) WHERE system_identifier = 12345
~seals|a row of a transaction to come was put in|INSERT INTO scrip_vault.audit SELECT nextval('scrip_vault.audit_id'), scrip.now(), '99999999999', login, claimed_as, action, object_kind, object_id, reason, before, after, NULL, '', system_identifier FROM scrip_vault.audit WHERE id = $audit_1; UPDATE scrip_vault.audit a SET row_hash = scrip.audit_hash(a) WHERE xid = '99999999999'
entry_seals|an entry of a transaction to come was put in|SELECT test.transfer('sold', 'voided', 'pending', 'forfeited', 1); UPDATE scrip_vault.entry SET xid = '99999999999' WHERE actor = 'test'
entry_seals|an entry was changed|UPDATE scrip_vault.entry SET reason = 'x' WHERE id = (SELECT min(id) FROM scrip_vault.entry)
entry_seals|an entry was put behind a seal|UPDATE scrip_vault.entry SET xid = '1' WHERE xid = (SELECT max(xid) FROM scrip_vault.entry)
seals|a root was changed|UPDATE scrip_vault.seal SET root = sha256('x') WHERE id = 1
unsealed|rows wait for their seal|SELECT scrip.lock('open', NULL); SELECT scrip_sandbox.forward('2 minutes'); UPDATE scrip.maintenance_pass SET at = scrip.now()
maintenance|no pass for long|UPDATE scrip.maintenance_pass SET at = $old
maintenance|no pass ever|DELETE FROM scrip.maintenance_pass
shared_logins|two people work under a login|SELECT scrip.lock('as', 'clerk')
logging|codes go into the log|SET LOCAL log_statement = 'all'; SET LOCAL log_parameter_max_length = -1
TABLE

# Every check has its row.
named=$(sed -n '/^done <<TABLE/,/^TABLE/p' "$0" | grep -oE '^~?[a-z_ ]+\|' | tr -d '|~' | tr '\n' ' ')
is "$(value "SELECT coalesce(string_agg(c, ' '), '') FROM jsonb_array_elements_text(scrip.doctor_checks()) c WHERE c <> ALL (string_to_array('$named', ' '))")" '' \
  'every check has a row in the table'
finish
