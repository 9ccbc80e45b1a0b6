-- SPDX-License-Identifier: GPL-3.0-or-later
-- Grants that wait: for their time, for their payment. And those in another currency.
\ir ../lib/begin.psql
\ir ../lib/ledger.psql
SELECT no_plan();
SELECT scrip_sandbox.set_time('2990-01-01');
SELECT tap.org('Payer') AS org \gset
CREATE FUNCTION tap.pay(p_grant uuid, p_status text, p_reference text DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
  SELECT tap.outcome(format('scrip.set_payment(tap.key(), NULL, %L, %L, %L)', p_grant, p_status, p_reference))
$$;

-- Pending grants have no row
SELECT tap.grant(:'org', '{"amount": "10", "effective_at": "2990-01-05T00:00:00Z", "expires_at": "2990-03-01T00:00:00Z"}') AS later \gset
SELECT is(tap.buckets(:'later') || ' ' || tap.limit_row(:'later'), 'pending 0/0 pending 10 none', 'not yet effective: no row, for the backend would count it');
SELECT is(scrip.grant(:'later') @> '{"status": "pending", "pending": "10.00", "available": "0.00", "depleted": false}', true, 'pending');
SELECT is(tap.usd(:'org') @> '{"pending": "10.00", "live": "0.00"}', true, 'in the balance too');
SELECT scrip_sandbox.set_time('2990-01-05');
SELECT is(scrip.grant(:'later') @> '{"status": "active", "pending": "0.00", "available": "10.00"}', true, 'in effect as soon as its time has come');
SELECT is(scrip.grant(:'later') #>> '{entries,-1,type}', 'released', 'with the entry that is due');
SELECT is(tap.limit_row(:'later'), 'none', 'though nothing is booked');
SELECT is(scrip.preview_settle(:'org') ->> 'released', '1', 'and due');
SELECT is((SELECT array_agg(id) FROM scrip.due()), ARRAY[:'org'::uuid], 'by itself');
SELECT tap.run_maintenance();
SELECT is(tap.buckets(:'later') || ' ' || tap.limit_row(:'later'), 'active 10/0 10…', 'the row is written when it is released');
SELECT is((SELECT concat_ws(' ', source, changed_by, credit_type = 'scrip:' || :'later', currency, scrip.time_text(credit_expires_at)) FROM organization_limits_history),
          'scrip scrip t USD 2990-03-01T00:00:00Z', 'as Scrip writes it');
SELECT is((SELECT concat_ws(' ', actor_kind, actor, scrip.time_text(at)) FROM scrip_vault.entry WHERE grant_id = :'later' AND type = 'released'), 'system settlement 2990-01-05T00:00:00Z', 'at its time');

-- An expiry that comes before the release, or before the payment
SELECT tap.grant(:'org', '{"amount": "7", "funding": "invoice", "availability": "on_settlement", "expires_at": "2990-01-10T00:00:00Z"}') AS unpaid \gset
SELECT scrip_sandbox.set_time('2990-01-10');
SELECT is(scrip.grant(:'unpaid') @> '{"status": "expired", "forfeited": "7.00", "pending": "0.00"}', true, 'a pending grant expires');
SELECT tap.run_maintenance();
SELECT is(tap.entries(:'unpaid'), 'funded 7 issuer>pending, expired 7 pending>forfeited', 'without having been available');
SELECT is(tap.pay(:'unpaid', 'settled'), 'ok', 'a payment that comes after it is noted');
SELECT is(tap.buckets(:'unpaid') || ' ' || tap.limit_row(:'unpaid'), 'expired 0/0 forfeited 7 none', 'and brings nothing back');

-- When which availability becomes available
CREATE FUNCTION tap.paid_by(p_availability text, VARIADIC p_statuses text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid := tap.org('Paid ' || gen_random_uuid());
  v_grant uuid := tap.grant(v_org, jsonb_build_object('amount', '10', 'funding', 'invoice', 'availability', p_availability));
  v_told text := split_part(tap.buckets(v_grant), ' ', 1) || ' ' || tap.limit_row(v_grant);
  v_status text;
BEGIN
  FOREACH v_status IN ARRAY p_statuses LOOP
    PERFORM tap.done(scrip.set_payment(tap.key(), NULL, v_grant, v_status, NULL));
    v_told := v_told || ', ' || split_part(tap.buckets(v_grant), ' ', 1) || ' ' || tap.limit_row(v_grant);
  END LOOP;
  RETURN v_told;
END
$$;
SELECT is(tap.paid_by('on_creation', 'authorized', 'settled'), 'active 10, active 10, active 10', 'on creation');
SELECT is(tap.paid_by('on_authorization', 'authorized', 'settled'), 'pending none, active 10, active 10', 'on authorization');
SELECT is(tap.paid_by('on_authorization', 'settled'), 'pending none, active 10', 'settled is authorized too');
SELECT is(tap.paid_by('on_settlement', 'authorized', 'settled'), 'pending none, pending none, active 10', 'on settlement');
SELECT is(tap.paid_by('on_creation', 'failed'), 'active 10, pending none', 'a failed payment stops what was available');
SELECT is(tap.paid_by('on_settlement', 'settled', 'failed'), 'pending none, active 10, pending none', 'whenever it fails');
SELECT is(tap.paid_by('on_settlement', 'failed'), 'pending none, pending none', 'or what never was');
SELECT tap.grant(:'org', '{"amount": "10", "funding": "external", "availability": "on_settlement", "effective_at": "2990-01-20T00:00:00Z"}') AS both \gset
SELECT is(tap.pay(:'both', 'settled'), 'ok', 'paid before its time');
SELECT is(tap.buckets(:'both'), 'pending 0/0 pending 10', 'waits for its time');
SELECT scrip_sandbox.set_time('2990-01-20');
SELECT tap.run_maintenance();
SELECT is(tap.buckets(:'both'), 'active 10/0', 'and is released then');
SELECT tap.grant(:'org', '{"amount": "10", "funding": "external", "availability": "on_settlement", "effective_at": "2990-01-21T00:00:00Z"}') AS late \gset
SELECT scrip_sandbox.set_time('2990-01-25');
SELECT tap.run_maintenance();
SELECT is(tap.buckets(:'late'), 'pending 0/0 pending 10', 'in effect and not paid');
SELECT is(tap.pay(:'late', 'settled'), 'ok', 'paid after its time');
SELECT is(tap.buckets(:'late') || ' ' || (SELECT (live_from > '2990-01-25')::text FROM scrip.grant WHERE id = :'late'), 'active 10/0 true', 'is available from the payment on');
SELECT is_empty('SELECT tap.identity()', 'released');

-- Transitions, all pairs
CREATE FUNCTION tap.transition(p_from text, p_to text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_grant uuid := tap.grant((SELECT id FROM organizations WHERE name = 'Payer'), '{"amount": "1", "funding": "invoice"}');
  v_outcome text;
BEGIN
  IF p_from <> 'pending' THEN
    PERFORM tap.done(scrip.set_payment(tap.key(), NULL, v_grant, p_from, NULL));
  END IF;
  v_outcome := tap.pay(v_grant, p_to);
  RETURN v_outcome || ' ' || (SELECT payment_status FROM scrip.grant WHERE id = v_grant);
END
$$;
SELECT is(tap.transition(f, t), CASE WHEN f || ' ' || t IN ('pending authorized', 'pending settled', 'authorized settled') OR t = 'failed'
            OR f = t AND t <> 'pending' THEN 'ok ' || t ELSE 'payment_transition_invalid status ' || f END, f || ' → ' || t)
FROM unnest(ARRAY['pending', 'authorized', 'settled', 'failed']) f, unnest(ARRAY['pending', 'authorized', 'settled', 'failed']) t;
SELECT is(tap.pay(:'later', 'settled'), 'payment_transition_invalid status', 'nobody pays for a gift');
SELECT is(tap.pay(:'both', s), 'payment_transition_invalid status', coalesce(s, 'null')) FROM unnest(ARRAY['', 'paid', 'SETTLED', NULL]) s;
SELECT is(tap.pay(gen_random_uuid(), 'settled'), 'not_found grant', 'no such grant');
SELECT is(tap.pay(:'late', 'settled', 'INV-7'), 'ok', 'a reference may come later');
SELECT is(scrip.grant(:'late') ->> 'payment_reference', 'INV-7', 'it is kept');
SELECT is(tap.pay(:'late', 'failed', repeat('x', 256)), 'invalid_text reference', 'one that is too long');
SELECT is(tap.pay(:'late', 'failed'), 'ok', 'a status without one');
SELECT is(scrip.grant(:'late') ->> 'payment_reference', 'INV-7', 'leaves the one that is there');

-- Failed: the remainder returns to pending, what was consumed stays as it is and is never taken back by itself
SELECT tap.org('Failing') AS failing \gset
SELECT tap.grant(:'failing', '{"amount": "10", "funding": "invoice", "cost_basis": "0.80"}') AS sold \gset
SELECT tap.spend(:'failing', '4');
SELECT is(scrip.grant(:'sold') @> '{"consumed": "4.00", "unpaid": "0.00"}', true, 'nothing is unpaid while the payment may come');
SELECT is(tap.pay(:'sold', 'failed'), 'ok', 'failed with something consumed');
SELECT is(tap.buckets(:'sold') || ' ' || tap.limit_row(:'sold'), 'pending 0/4 pending 6 4', 'the rest is pending, its row is worth what was consumed');
SELECT is(tap.entries(:'sold') LIKE '%, consumed 4 available>consumed, adjusted 6 available>pending', true, 'usage first');
SELECT is(scrip.grant(:'sold') @> '{"status": "pending", "consumed": "4.00", "unpaid": "4.00", "payment_status": "failed"}', true, 'shown as unpaid');
SELECT is(scrip.grants(jsonb_build_object('organization', :'failing')) #>> '{items,0,unpaid}', '4.00', 'also in lists of one organization');
SELECT is((SELECT i ->> 'unpaid' FROM jsonb_array_elements(scrip.grants() -> 'items') i WHERE i ->> 'id' = :'sold'), '4.00', 'and of all');
SELECT is(tap.backend(:'failing'), 'L 4 S 4 left 0', 'the backend blocks');
SELECT tap.spend(:'failing', '1');
SELECT tap.run_maintenance();
SELECT is(tap.buckets(:'sold') || ' ' || tap.overdraft(:'failing'), 'pending 0/4 pending 6 1', 'nothing more burns it');
SELECT tap.correct(:'failing', '-3');
SELECT tap.run_maintenance();
SELECT is(tap.buckets(:'sold') || ' ' || tap.limit_row(:'sold'), 'pending 0/2 pending 8 2', 'what is corrected returns to pending as well');
SELECT is(scrip.grant(:'sold') ->> 'unpaid', '2.00', 'and is not unpaid any more');
SELECT is_empty('SELECT tap.identity()', 'failed');
SELECT is(tap.outcome(format('scrip.preview_claw_back(%L, ''3'')', :'sold')), 'invalid_amount amount', 'pending credit cannot be clawed back');
SELECT is(tap.done(scrip.claw_back('c', NULL, :'sold', NULL, 'unpaid')) @> '{"clawed_back": "2.00", "overdraft_after": "2.00", "blocked_after": true}', true, 'what was consumed can, by somebody');
SELECT is(tap.buckets(:'sold') || ' ' || tap.limit_row(:'sold'), 'pending 0/0 pending 8 clawed 2 none', 'and leaves the rest pending');
SELECT is(scrip.grant(:'sold') ->> 'unpaid', '0.00', 'with nothing unpaid');
SELECT is(tap.done(scrip.void_grant('v', NULL, :'sold', 'unpaid')) @> '{"forfeited": "8.00"}', true, 'which can be voided');
SELECT is(tap.entries(:'sold') LIKE '%, voided 8 pending>forfeited', true, 'from pending');
SELECT is_empty('SELECT tap.identity()', 'failed and voided');

-- Usage of the time before the failure that comes late burns it like any other grant that was live; what is later does not
SELECT scrip_sandbox.set_time('2990-02-01');
SELECT tap.org('Failing late') AS slow \gset
SELECT tap.grant(:'slow', '{"amount": "10", "funding": "invoice", "expires_at": "2990-02-20T00:00:00Z"}') AS sold \gset
SELECT tap.grant(:'slow', '{"amount": "5", "priority": 20}') AS gift \gset
SELECT scrip_sandbox.set_time('2990-02-02');
SELECT is(tap.pay(:'sold', 'failed'), 'ok', 'failed, nothing of it consumed');
SELECT is(tap.buckets(:'sold') || ' ' || tap.limit_row(:'sold'), 'pending 0/0 pending 10 none', 'all of it is pending');
SELECT is(scrip.balance(:'slow') #> '{currencies,0}' @> '{"live": "5.00", "pending": "10.00"}', true, 'and not to be spent');
SELECT is((SELECT count(*) FROM scrip.due() d WHERE d.id = :'slow'), 0::bigint, 'it does not become due');
SELECT scrip_sandbox.set_time('2990-02-03');
SELECT tap.spend(:'slow', '4', '2990-02-01 12:00Z');
SELECT tap.spend(:'slow', '1', '2990-02-02 12:00Z');
SELECT tap.run_maintenance();
SELECT is(tap.buckets(:'sold') || ' ' || tap.limit_row(:'sold') || ', ' || tap.buckets(:'gift'), 'pending 0/4 pending 6 4, active 4/1', 'each where it happened');
SELECT is(tap.entries(:'sold'), 'funded 10 issuer>pending, released 10 pending>available, adjusted 10 available>pending, released 4 pending>available, consumed 4 available>consumed', 'through available');
SELECT is(scrip.grant(:'sold') @> '{"status": "pending", "consumed": "4.00", "pending": "6.00", "payment_status": "failed", "depleted": false}', true, 'unpaid');
SELECT tap.spend(:'slow', '7', '2990-02-01 13:00Z');
SELECT tap.run_maintenance();
SELECT is(tap.buckets(:'sold') || ', ' || tap.buckets(:'gift') || ' ' || tap.overdraft(:'slow'), 'pending 0/10, active 3/2 0', 'as far as it goes');
SELECT tap.correct(:'slow', '-9');
SELECT tap.run_maintenance();
SELECT is_empty('SELECT tap.identity()', 'late usage of one whose payment failed');
SELECT scrip_sandbox.set_time('2990-02-21');
SELECT tap.run_maintenance();
SELECT is(split_part(tap.buckets(:'sold'), ' ', 1), 'expired', 'it expires like any other');
SELECT tap.spend(:'slow', '1', '2990-02-19 12:00Z');
SELECT tap.spend(:'slow', '2', '2990-02-01 18:00Z');
SELECT tap.run_maintenance();
SELECT is_empty('SELECT tap.identity()', 'expired after a failure');
SELECT tap.org('Failing twice') AS again \gset
SELECT tap.grant(:'again', '{"amount": "10", "funding": "invoice"}') AS sold \gset
SELECT scrip_sandbox.set_time('2990-02-22');
SELECT is(tap.pay(:'sold', 'failed'), 'ok', 'failed');
SELECT scrip_sandbox.set_time('2990-02-23');
SELECT is(tap.done(scrip.void_grant('vs', NULL, :'sold', 'unpaid')) ->> 'forfeited', '10.00', 'voided after it');
SELECT tap.spend(:'again', '2', '2990-02-22 12:00Z');
SELECT tap.run_maintenance();
SELECT is(tap.buckets(:'sold') || ' ' || tap.overdraft(:'again'), 'voided 0/0 forfeited 10 2', 'usage between the failure and the void is owed');
SELECT is_empty('SELECT tap.identity()', 'failed, then voided');

-- Cost basis
CREATE FUNCTION tap.made(p_body jsonb) RETURNS text LANGUAGE sql AS $$
  SELECT tap.outcome(format('scrip.create_grant(tap.key(), NULL, %L, %L, ''r'')', (SELECT id FROM organizations WHERE name = 'Payer'), '{"amount": "1"}' || p_body))
$$;
SELECT is(tap.made(b::jsonb), w, b) FROM (VALUES
  ('{"cost_basis": "1"}', 'invalid_cost_basis cost_basis'), ('{"cost_currency": "USD"}', 'invalid_cost_basis cost_basis'),
  ('{"funding": "none", "cost_basis": "1"}', 'invalid_cost_basis cost_basis'),
  ('{"funding": "invoice", "cost_basis": "0"}', 'invalid_cost_basis cost_basis'), ('{"funding": "invoice", "cost_basis": "-1"}', 'invalid_cost_basis cost_basis'),
  ('{"funding": "invoice", "cost_basis": "1.0000000001"}', 'invalid_cost_basis cost_basis'), ('{"funding": "invoice", "cost_basis": "a"}', 'invalid_cost_basis cost_basis'),
  ('{"funding": "invoice", "cost_basis": "0.8", "cost_currency": "eur"}', 'invalid_currency cost_currency'),
  ('{"funding": "invoice", "cost_basis": "0.8", "cost_currency": "EUR"}', 'ok'), ('{"funding": "external"}', 'ok')) v (b, w);
SELECT is((SELECT string_agg(scrip.money_text(cost_basis) || cost_currency, ' ' ORDER BY cost_basis) FROM scrip.grant
           WHERE organization_id = :'org' AND funded = 1000000000 AND payment_status = 'pending' AND funding = CASE cost_currency WHEN 'EUR' THEN 'invoice' ELSE 'external' END),
          '0.80EUR 1.00USD', 'one by default, in the currency of the grant');
SELECT is((SELECT origin || ' ' || payment_status FROM scrip.grant WHERE cost_currency = 'EUR'), 'purchase pending', 'who is asked to pay buys');

-- Other currencies: no row, no usage; what was used elsewhere is booked by consume
SELECT tap.org('Euro') AS euro \gset
SELECT tap.grant(:'euro', '{"amount": "20", "currency": "EUR", "expires_at": "2990-03-01T00:00:00Z"}') AS e \gset
SELECT is(tap.buckets(:'e') || ' ' || (SELECT count(*) FROM organization_limits_history WHERE organization_id = :'euro'), 'active 20/0 0', 'no row');
SELECT tap.spend(:'euro', '5');
SELECT tap.settle(:'euro');
SELECT is(tap.buckets(:'e') || ' ' || tap.overdraft(:'euro'), 'active 20/0 5', 'usage does not burn it');
CREATE FUNCTION tap.consume(p_grant uuid, p_amount text, p_reason text DEFAULT 'r') RETURNS text LANGUAGE sql AS $$
  SELECT tap.outcome(format('scrip.consume_grant(tap.key(), NULL, %L, %L, %L, ''ref'')', p_grant, p_amount, p_reason))
$$;
SELECT is(tap.done(scrip.consume_grant('consume', NULL, :'e', '6', 'shop', 'ref')) #> '{grant}' @> '{"available": "14.00", "consumed": "6.00"}', true, 'consume');
SELECT is((SELECT concat_ws(' ', type, actor_kind, reason, request_id, currency) FROM scrip_vault.entry WHERE grant_id = :'e' ORDER BY id DESC LIMIT 1), 'consumed admin shop consume EUR', 'by whoever booked it');
SELECT is(scrip.balance(:'euro') #> '{currencies,1}', '{"currency": "EUR", "settled": "14.00", "live": "14.00", "pending": "0.00", "consumed": "6.00",
  "forfeited": "0.00", "clawed_back": "0.00", "overdraft": "0.00", "baseline": null, "at_risk": "0.00"}', 'a balance of its own, without a baseline');
SELECT is(tap.consume(:'e', '14.01'), 'invalid_amount amount', 'more than there is');
SELECT is(tap.consume(:'e', a), 'invalid_amount amount', coalesce(a, 'null')) FROM unnest(ARRAY['0', '-1', 'x', '1e3', '0.0000000001', NULL]) a;
SELECT is(tap.consume(:'e', '1', ''), 'reason_required reason', 'without a reason');
SELECT is(tap.consume(gen_random_uuid(), '1'), 'not_found grant', 'no such grant');
SELECT is(tap.consume(:'late', '1'), 'invalid_currency grant', 'usage in the metering currency comes from the backend');
SELECT is(tap.done(scrip.claw_back('cb', NULL, :'e', '16', 'r')) @> '{"clawed_back": "16.00"}', true, 'clawed back');
SELECT is(tap.buckets(:'e') || ' ' || tap.overdraft(:'euro'), 'active 0/4 clawed 16 5', 'nothing is owed in the metering currency for it');
SELECT is(tap.consume(:'e', '1'), 'grant_depleted amount', 'nothing is left');
SELECT tap.grant(:'euro', '{"amount": "3", "currency": "EUR", "expires_at": "2990-03-01T00:00:00Z"}') AS f \gset
SELECT tap.grant(:'euro', '{"amount": "3", "currency": "EUR", "effective_at": "2990-03-01T00:00:00Z"}') AS g \gset
SELECT is(tap.consume(:'g', '1'), 'grant_depleted amount', 'a pending one has nothing to consume');
SELECT scrip_sandbox.set_time('2990-03-01');
SELECT is(tap.consume(:'f', '1'), 'grant_expired grant', 'it has expired');
SELECT is(tap.consume(:'g', '1'), 'ok', 'the other one is in effect');
SELECT scrip_sandbox.forward('1 hour');
SELECT tap.run_maintenance();
SELECT is(tap.buckets(:'f') || ', ' || tap.buckets(:'g'), 'expired 0/0 forfeited 3, active 2/1', 'expiry and release as for others');
SELECT is(tap.done(scrip.void_grant('vg', NULL, :'g', 'r')) ->> 'forfeited', '2.00', 'so is void');
SELECT is_empty('SELECT tap.identity()', 'other currencies');
SELECT is(tap.outcome('scrip.create_event(tap.key(), NULL, ''{"name": "E", "amount": "1", "currency": "EUR", "credit_expires_at": "2999-01-01T00:00:00Z"}'')'),
          'currency_not_metered currency', 'events are in the metering currency');
SELECT tap.books_are_sound();
\ir ../lib/end.psql
