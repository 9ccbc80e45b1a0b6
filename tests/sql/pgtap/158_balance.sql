-- SPDX-License-Identifier: GPL-3.0-or-later
-- The balance: settled as booked, everything else as if all that is due were done now; baseline is the backend's own.
\ir ../lib/begin.psql
\ir ../lib/ledger.psql
SELECT no_plan();
SELECT scrip_sandbox.set_time('2990-01-01');
SELECT tap.org('Acme') AS org \gset

SELECT is(scrip.balance(:'org'), jsonb_build_object('organization_id', :'org', 'organization_name', 'Acme', 'blocked', true, 'currencies', '[{"currency": "USD",
  "settled": "0.00", "live": "0.00", "pending": "0.00", "consumed": "0.00", "forfeited": "0.00", "clawed_back": "0.00", "overdraft": "0.00",
  "baseline": "0.00", "at_risk": "0.00"}]'::jsonb), 'nothing: spent 0 is not below a limit of 0, so it is blocked');
SELECT tap.row(:'org', '50');
SELECT is(tap.usd(:'org') @> '{"settled": "0.00", "live": "50.00", "baseline": "50.00"}', true, 'paid, and not booked yet');
SELECT is(scrip.balance(:'org') -> 'blocked', 'false', 'not blocked');
SELECT tap.claim(:'org', '25', '2990-02-01Z') AS e \gset
SELECT is(tap.usd(:'org') @> '{"settled": "75.00", "live": "75.00", "baseline": "75.00"}', true, 'a claim books it');
SELECT tap.spend(:'org', '10');
SELECT is(tap.usd(:'org') @> '{"settled": "75.00", "live": "65.00", "consumed": "10.00", "baseline": "65.00", "at_risk": "0.00"}', true, 'usage not booked: live knows it');
SELECT tap.settle(:'org');
SELECT is(tap.usd(:'org') @> '{"settled": "65.00", "live": "65.00"}', true, 'settled too, then');
SELECT tap.grant(:'org', '{"amount": "7", "effective_at": "2990-01-20T00:00:00Z"}') AS g \gset
SELECT is(tap.usd(:'org') @> '{"settled": "65.00", "live": "65.00", "pending": "7.00", "baseline": "65.00"}', true, 'pending');
SELECT scrip_sandbox.set_time('2990-01-20');
SELECT is(tap.usd(:'org') @> '{"settled": "65.00", "live": "72.00", "pending": "0.00", "baseline": "65.00", "at_risk": "7.00"}', true, 'a release that is due: the backend does not know it');
SELECT tap.run_maintenance();
SELECT is(tap.usd(:'org') @> '{"settled": "72.00", "live": "72.00", "baseline": "72.00", "at_risk": "0.00"}', true, 'until it is booked');
SELECT scrip_sandbox.set_time('2990-02-01');
SELECT is(tap.usd(:'org') @> '{"settled": "72.00", "live": "57.00", "forfeited": "0.00", "consumed": "10.00", "baseline": "47.00", "at_risk": "10.00"}', true, 'an expiry that is due puts at risk what was consumed');
SELECT tap.run_maintenance();
SELECT is(tap.usd(:'org') @> '{"settled": "72.00", "live": "57.00", "forfeited": "0.00", "baseline": "57.00", "at_risk": "0.00"}', true, 'protected; the breakage waits for late usage and is live no more');
SELECT scrip_sandbox.forward('15 minutes');
SELECT is(tap.usd(:'org') @> '{"settled": "72.00", "forfeited": "15.00"}', true, 'then it is forfeited');
SELECT tap.run_maintenance();
SELECT is(tap.usd(:'org') @> '{"settled": "57.00", "live": "57.00", "forfeited": "15.00"}', true, 'and booked');
SELECT tap.done(scrip.claw_back('c', NULL, :'e', '6', 'r'));
SELECT is(tap.usd(:'org') @> '{"live": "51.00", "consumed": "10.00", "clawed_back": "6.00", "overdraft": "0.00"}', true, 'clawed back, and covered by the others');
SELECT tap.spend(:'org', '60');
SELECT is(tap.usd(:'org') @> '{"live": "0.00", "overdraft": "9.00", "consumed": "61.00", "baseline": "-9.00", "at_risk": "0.00"}', true, 'a shortfall is overdraft, live is never negative');
SELECT is(scrip.balance(:'org') -> 'blocked', 'true', 'blocked');
SELECT tap.settle(:'org');
SELECT is(tap.usd(:'org') @> '{"settled": "0.00", "live": "0.00", "overdraft": "9.00"}', true, 'booked');

-- Per currency, in order
SELECT tap.grant(:'org', '{"amount": "3", "currency": "SGD"}');
SELECT tap.grant(:'org', '{"amount": "4", "currency": "EUR", "effective_at": "2991-01-01T00:00:00Z"}');
SELECT is((SELECT string_agg(concat_ws(' ', c ->> 'currency', c ->> 'live', c ->> 'pending', c -> 'baseline'), ', ' ORDER BY n) FROM jsonb_array_elements(scrip.balance(:'org') -> 'currencies') WITH ORDINALITY x (c, n)),
          'USD 0.00 0.00 "-9.00", EUR 0.00 4.00 null, SGD 3.00 0.00 null', 'the metered one first, then by name');
SELECT is_empty('SELECT tap.identity()', 'at the end');

-- What the backend adds up that is no credit: it blocks earlier or later than the books say. No maintenance mends that, so
-- it is not at risk; the doctor names the rows.
SELECT tap.org('Negative') AS neg \gset
SELECT tap.row(:'neg', '10');
SELECT tap.row(:'neg', '-4', 'debt') AS debt \gset
SELECT is(tap.usd(:'neg') @> '{"live": "10.00", "baseline": "6.00", "at_risk": "0.00"}', true, 'a row below zero');
SELECT tap.run_maintenance();
SELECT is(tap.usd(:'neg') @> '{"live": "10.00", "baseline": "6.00", "at_risk": "0.00"}', true, 'the same after a pass');
SELECT tap.row(:'neg', '3', 'gift', NULL, 'EUR') AS euros \gset
SELECT tap.row(:'neg', '20', 'trial', '2990-12-01Z');
SELECT tap.spend(:'neg', '7');
SELECT tap.run_maintenance();
SELECT scrip_sandbox.set_time('2990-12-01');
SELECT is(tap.usd(:'neg') @> '{"live": "10.00", "baseline": "2.00", "at_risk": "7.00"}', true, 'what maintenance will protect is at risk, whatever is beside it');
SELECT tap.run_maintenance();
SELECT is(tap.usd(:'neg') @> '{"live": "10.00", "baseline": "9.00", "at_risk": "0.00"}', true, 'until it did');
SELECT is(scrip.doctor('foreign_rows') -> 'violations' @> jsonb_build_array(:'debt', :'euros'), true, 'the doctor names both rows');
SELECT is_empty('SELECT tap.identity()', 'beside rows that are no credit');

-- The transfers, as exported
SELECT is((SELECT array_agg(l.id) FROM scrip.ledger(:'org') l), (SELECT array_agg(id ORDER BY id) FROM scrip_vault.entry WHERE organization_id = :'org'), 'of an organization, in order');
SELECT is((SELECT count(*) FROM scrip.ledger()), (SELECT count(*) FROM scrip_vault.entry), 'of all');
SELECT is((SELECT to_jsonb(l) FROM scrip.ledger(:'org') l LIMIT 1), (SELECT to_jsonb(e) - ARRAY['xid', 'system_identifier'] FROM scrip_vault.entry e WHERE organization_id = :'org' ORDER BY id LIMIT 1), 'as stored');
SELECT is((SELECT count(*) FROM scrip.ledger(:'org', '2990-01-20', '2990-02-01')), (SELECT count(*) FROM scrip_vault.entry WHERE organization_id = :'org' AND booked_at >= '2990-01-20' AND booked_at < '2990-02-01'), 'by when they were booked');
SELECT is((SELECT array_agg(l.id) FROM scrip.ledger(:'org', NULL, NULL, (SELECT min(id) FROM scrip_vault.entry WHERE organization_id = :'org'), 2) l),
          (SELECT array_agg(id) FROM (SELECT id FROM scrip_vault.entry WHERE organization_id = :'org' ORDER BY id OFFSET 1 LIMIT 2) x), 'in slices');
SELECT throws_ok(c, '42501', NULL, c) FROM unnest(ARRAY['UPDATE scrip_vault.entry SET amount = 1', 'DELETE FROM scrip_vault.entry', 'TRUNCATE scrip_vault.entry']) c;
CREATE FUNCTION tap.transfer(p_type text, p_from text, p_to text, p_amount bigint) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO scrip_vault.entry (id, at, booked_at, organization_id, grant_id, type, amount, currency, from_bucket, to_bucket, actor_kind, actor)
  VALUES (nextval('scrip_vault.entry_id'), now(), now(), gen_random_uuid(), gen_random_uuid(), p_type, p_amount, 'USD', p_from, p_to, 'system', 'x');
  RAISE SQLSTATE 'UNDO0';
EXCEPTION WHEN SQLSTATE 'UNDO0' THEN RETURN 'ok'; WHEN check_violation THEN RETURN 'no';
END
$$;
SELECT is((SELECT string_agg(concat_ws(' ', t, f, u), ', ' ORDER BY t, f, u) FROM unnest(ARRAY['funded', 'released', 'consumed', 'expired', 'voided', 'clawed_back', 'adjusted']) t,
   unnest(ARRAY['issuer', 'pending', 'available', 'consumed', 'forfeited', 'clawed_back']) f, unnest(ARRAY['issuer', 'pending', 'available', 'consumed', 'forfeited', 'clawed_back']) u
   WHERE tap.transfer(t, f, u, 1) = 'ok'),
  'adjusted available issuer, adjusted available pending, adjusted consumed available, adjusted consumed issuer, adjusted issuer available, adjusted pending issuer, '
  'clawed_back available clawed_back, clawed_back consumed clawed_back, consumed available consumed, consumed forfeited consumed, expired available forfeited, '
  'expired pending forfeited, funded issuer pending, released pending available, voided available forfeited, voided pending forfeited', 'no other transfer can be written');
SELECT is(tap.transfer(t, f, u, 1), 'no', format('nor one that reads the same: %s|%s|%s', t, f, u)) FROM (VALUES ('funded issuer', 'pending', ''), ('funded', 'issuer pending', ''), ('', 'funded', 'issuer pending')) x (t, f, u);
SELECT is(tap.transfer('funded', 'issuer', 'pending', a), 'no', 'amounts are above zero') FROM unnest(ARRAY[0, -1]) a;
SELECT tap.books_are_sound();
\ir ../lib/end.psql
