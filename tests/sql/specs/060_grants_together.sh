#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The ledger, written to from several sides at once.
. "$(dirname "$0")/../lib/spec.sh"
"$here/install.sh" "$dsn" && with_books || exit 1

organization() { # E-MAIL NAME
  value "SELECT scrip_sandbox.add_user('$1', NULL, '$2') #>> '{organizations,0,id}'"
}
granted() { # KEY ORGANIZATION AMOUNT
  value "SELECT scrip.create_grant('$1', NULL, '$2', '{\"amount\": \"$3\"}', 'r') #>> '{grant,id}'"
}
state_of() { value "SELECT concat_ws(' ', state, available / 1000000000, consumed / 1000000000, forfeited / 1000000000) FROM scrip.grant WHERE id = '$1'"; }
spend() { echo "SELECT spec.spend('$1', $2000000000, gen_random_uuid());"; } # ORGANIZATION AMOUNT
left() { value "SELECT (scrip.limit_of('$1', now()) - scrip.spent_of('$1'))::bigint / 1000000000"; }
value "INSERT INTO models (model_name) VALUES ('m')" >/dev/null
acme=$(organization ana@example.com Acme)
value "SELECT scrip_sandbox.usage_key('$acme')" >/dev/null

# Void against void: one does it, the others answer what it did.
one=$(granted g1 "$acme" 50)
is "$(together 32 "SELECT a ->> 'ok', a ->> 'replayed', a ->> 'forfeited', a ->> 'balance_after' FROM scrip.void_grant('v@n', NULL, '$one', 'r') a" | counted)" \
  '32 true|false|50.00|0.00' 'thirty-two voids answer the same'
is "$(value "SELECT count(*) FROM scrip_vault.entry WHERE grant_id = '$one' AND type = 'voided'")" 1 'one is booked'
is "$(value "SELECT count(*) FROM scrip_vault.audit WHERE action = 'void_grant'")" 1 'and audited'
two=$(granted g2 "$acme" 50)
is "$(together 32 "SELECT a ->> 'forfeited' FROM scrip.void_grant('same', NULL, '$two', 'r') a" | counted)" '32 50.00' 'so do calls under one key'
is "$(together 8 "SELECT coalesce(a ->> 'clawed_back', a ->> 'name') FROM scrip.claw_back('c@n', NULL, '$(granted g3 "$acme" 50)', NULL, 'r') a" | counted)" \
  '1 50.00, 7 grant_depleted' 'what is clawed back is gone'
is "$(wrong)" '' 'the books are right'

# Void against usage that is on its way: neither waits for the other, and whatever comes first, credit that was spent stays.
open_session backend
open_session ours
three=$(granted g4 "$acme" 50)
tell backend 'BEGIN;' >/dev/null
tell backend "$(spend "$acme" 20)" >/dev/null
is "$(value "SELECT scrip.void_grant('u1', NULL, '$three', 'r') ->> 'forfeited'")" 50.00 'a void does not wait for usage that is not committed'
tell backend 'COMMIT;' >/dev/null
is "$(left "$acme")" -20 'which blocks the organization when it comes'
is "$(wrong)" '' 'until the next pass'
is "$(state_of "$three")" 'voided 0 20 30' 'books it on the credit that was live when it happened'
is "$(left "$acme")" 0 'which then says what the books say'
four=$(granted g5 "$acme" 50)
tell ours 'BEGIN;' >/dev/null
tell ours "SELECT scrip.void_grant('u2', NULL, '$four', 'r') ->> 'forfeited';" >/dev/null
is "$(tell backend "$(spend "$acme" 20)")" spent 'usage does not wait for a void that is not committed'
tell ours 'COMMIT;' >/dev/null
is "$(wrong)" '' 'and is booked afterwards'
is "$(state_of "$four")" 'voided 0 0 50' 'not on credit that was void by then'
five=$(granted g6 "$acme" 50)
is "$(state_of "$five")" 'active 30 20 0' 'but on the next that comes'

# Against the backend's payment, which locks the organization and puts an absolute worth in place of the old one.
value "SELECT spec.pay('$acme', 80000000000)" >/dev/null
tell backend 'BEGIN;' >/dev/null
tell backend "SELECT spec.pay('$acme', 90000000000);" >/dev/null
start ours "SELECT scrip.settle('s1', NULL, '$acme') ->> 'ok';"
until_waiting
tell backend 'COMMIT;' >/dev/null
is "$(answer_of ours)" true 'settling waits for a payment that is not committed'
is "$(value "SELECT funded / 1000000000 FROM scrip.grant WHERE credit_type = 'payment'")" 90 'and adopts what it came to'
tell ours 'BEGIN;' >/dev/null
tell ours "SELECT scrip.settle('s2', NULL, '$acme') ->> 'ok';" >/dev/null
start backend "SELECT spec.pay('$acme', 95000000000);"
until_waiting
tell ours 'COMMIT;' >/dev/null
is "$(answer_of backend)" paid 'a payment waits for settling'
is "$(wrong)" '' 'and is adopted by the next pass'
is "$(value "SELECT funded / 1000000000 FROM scrip.grant WHERE credit_type = 'payment'")" 95 'as it is'
# The same when the payment has expired: Scrip's row in its place gives way to the next payment, and what was left of the
# old one does not come back with it.
cee=$(organization cee@example.com Cee)
value "SELECT scrip_sandbox.usage_key('$cee'), spec.pay('$cee', 90000000000), scrip.settle('s3', NULL, '$cee'), spec.spend('$cee', 10000000000, gen_random_uuid())" >/dev/null
value "UPDATE organization_limits_history SET credit_expires_at = now() WHERE credit_type = 'payment' AND effective_until IS NULL AND organization_id = '$cee'" >/dev/null
tell ours 'BEGIN;' >/dev/null
tell ours "SELECT scrip.settle('s4', NULL, '$cee') ->> 'settled';" >/dev/null
start backend "SELECT spec.pay('$cee', 97000000000);"
until_waiting
tell ours 'COMMIT;' >/dev/null
is "$(answer_of backend)" paid 'a payment in place of an expired one'
is "$(wrong)" '' 'revives it'
payment=$(value "SELECT id FROM scrip.grant WHERE organization_id = '$cee'")
is "$(state_of "$payment")" 'active 87 10 0' 'at its own worth'
value "$(spend "$cee" 100)" >/dev/null
is "$(wrong)" '' 'beyond which'
is "$(state_of "$payment") $(value "SELECT overdraft / 1000000000 FROM scrip.account WHERE organization_id = '$cee'")" 'active 0 97 0 13' 'usage is overdraft'

# Maintenance: one of two works; who holds an organization is waited for a second and then left for the next pass.
tell ours 'BEGIN;' >/dev/null
tell ours "SELECT scrip.maintain() ->> 'busy';" >/dev/null
is "$(value "SELECT scrip.maintain() ->> 'busy'")" true 'of two passes one works'
tell ours 'ROLLBACK;' >/dev/null
value "$(spend "$acme" 1)" >/dev/null
six=$(organization bob@example.com Bee)
value "SELECT scrip_sandbox.usage_key('$six')" >/dev/null
value "$(spend "$six" 1)" >/dev/null
tell ours 'BEGIN;' >/dev/null
tell ours "SELECT scrip.create_grant('g7', NULL, '$acme', '{\"amount\": \"5\"}', 'r') ->> 'ok';" >/dev/null
value "$(spend "$acme" 1)" >/dev/null
is "$(value "SELECT scrip.maintain() ->> 'failed'" | tail -1)" "[\"$acme\"]" 'an organization that is held is left out'
is "$(value "SELECT attributed / 1000000000 FROM scrip.account WHERE organization_id = '$six'")" 1 'the others are done'
tell ours 'COMMIT;' >/dev/null
is "$(wrong)" '' 'and it is done the next time'
# With a void waiting behind a pass: it sees what the pass booked.
value "$(spend "$acme" 3)" >/dev/null
tell ours 'BEGIN;' >/dev/null
tell ours "SELECT scrip.maintain() ->> 'attributed';" >/dev/null
start backend "SELECT a ->> 'ok' FROM scrip.void_grant('m1', NULL, '$five', 'r') a;"
until_waiting
tell ours 'COMMIT;' >/dev/null
is "$(answer_of backend)" true 'a void waits for a pass'
is "$(wrong)" '' 'and books on top of it'

# All of it, over four organizations, at once.
for n in 1 2 3 4; do
  organization "u$n@example.com" "Org $n" >"/tmp/$database.$n"
  value "SELECT scrip_sandbox.usage_key('$(cat "/tmp/$database.$n")')" >/dev/null
done
orgs="(ARRAY['$(cat "/tmp/$database.1")', '$(cat "/tmp/$database.2")', '$(cat "/tmp/$database.3")', '$(cat "/tmp/$database.4")']::uuid[])[1 + @n % 4]"
rm -f "/tmp/$database".?
is "$(together 48 "DO \$\$ DECLARE o uuid := $orgs; g uuid; BEGIN
  g := scrip.create_grant('x@n', NULL, o, '{\"amount\": \"10\"}', 'r') #>> '{grant,id}'; COMMIT;
  PERFORM spec.spend(o, 1500000000, gen_random_uuid()); COMMIT;
  PERFORM spec.pay(o, (10 + @n) * 1000000000::bigint); COMMIT;
  PERFORM scrip.maintain(); COMMIT;
  IF @n % 3 = 0 THEN PERFORM scrip.void_grant('y@n', NULL, g, 'r'); COMMIT; END IF;
  IF @n % 5 = 0 THEN PERFORM scrip.claw_back('z@n', NULL, g, NULL, 'r'); COMMIT; END IF;
  END \$\$" "SELECT 'done'" | grep -v WARNING | counted)" '48 done' 'nobody fails'
is "$(wrong)" '' 'and the books are right'
is "$(value "SELECT sum(total_spent)::bigint / 1000000 FROM organization_balance b JOIN organizations o ON o.id = b.organization_id WHERE o.name LIKE 'Org _'")" 72000 'with all that was spent'
close_session backend
close_session ours
finish
