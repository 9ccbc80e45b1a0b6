-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the audit says of each change of money: how it was before and how it is after, in the same fields.
\ir ../lib/begin.psql
\ir ../lib/ledger.psql
SELECT no_plan();
SELECT scrip_sandbox.set_time('2990-01-01');
SELECT tap.org('Acme') AS org \gset

-- The fields of a row that differ, as "field before>after", and how many do not.
CREATE FUNCTION tap.change(p_row scrip_vault.audit) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(concat(k, ' ', coalesce(p_row.before ->> k, '-'), '>', coalesce(p_row.after ->> k, '-')), ', ' ORDER BY k COLLATE "C")
         FILTER (WHERE p_row.before -> k IS DISTINCT FROM p_row.after -> k)
         || ' (' || count(*) FILTER (WHERE p_row.before -> k = p_row.after -> k) || ' as before)'
  FROM (SELECT jsonb_object_keys(coalesce(p_row.before, '{}')) UNION SELECT jsonb_object_keys(coalesce(p_row.after, '{}'))) f (k)
$$;
CREATE FUNCTION tap.audited(p_key text) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(tap.change(a), '; ' ORDER BY a.id) FROM scrip_vault.audit a WHERE a.request_id = p_key
$$;

SELECT tap.grant(:'org', '{"amount": "50", "priority": 20}') AS paid \gset
SELECT tap.claim(:'org', '25', '2990-06-01Z') AS e \gset
SELECT tap.spend(:'org', '10');
SELECT tap.done(scrip.void_grant('void', NULL, :'e', 'why'));
SELECT is(tap.audited('void'), 'available 15.00>0.00, balance 65.00>50.00, forfeited 0.00>15.00, status active>voided (6 as before)', 'a void');
SELECT tap.done(scrip.void_grant('again', NULL, :'e', 'why'));
SELECT is(tap.audited('again'), NULL, 'one that changed nothing');
SELECT tap.done(scrip.claw_back('back', NULL, :'e', '10', 'why'));
SELECT is(tap.audited('back'), 'balance 50.00>40.00, clawed_back 0.00>10.00, consumed 10.00>0.00 (7 as before)', 'a claw back of what was consumed, which other credit covers');
SELECT tap.done(scrip.claw_back('more', NULL, :'paid', NULL, 'why'));
SELECT is(tap.audited('more'), 'available 40.00>0.00, balance 40.00>-10.00, blocked false>true, clawed_back 0.00>50.00, consumed 10.00>0.00, overdraft 0.00>10.00 (4 as before)', 'one that nothing covers');

-- Many, each with its own row
SELECT tap.org('Many') AS many \gset
SELECT tap.grant(:'many', '{"amount": "3"}'), tap.grant(:'many', '{"amount": "4", "currency": "EUR"}');
SELECT scrip.void_matching('many', NULL, jsonb_build_object('organization', :'many'), 'why', 2, 0);
SELECT is((SELECT string_agg(tap.change(a), '; ' ORDER BY a.before ->> 'amount') FROM scrip_vault.audit a WHERE a.request_id = 'many'),
  'available 3.00>0.00, balance 3.00>0.00, blocked false>true, forfeited 0.00>3.00, status active>voided (5 as before); '
  || 'available 4.00>0.00, balance 4.00>0.00, forfeited 0.00>4.00, status active>voided (6 as before)', 'a bulk void, in the currency of each');

-- Payments, and what was used elsewhere
SELECT tap.org('Payer') AS payer \gset
SELECT tap.grant(:'payer', '{"amount": "10", "funding": "invoice", "availability": "on_settlement"}') AS sold \gset
SELECT tap.done(scrip.set_payment('authorized', NULL, :'sold', 'authorized', 'INV-1'));
SELECT is(tap.audited('authorized'), 'payment_status pending>authorized, reference ->INV-1 (10 as before)', 'a payment that changes no money');
SELECT tap.done(scrip.set_payment('settled', NULL, :'sold', 'settled', NULL));
SELECT is(tap.audited('settled'), 'available 0.00>10.00, balance 0.00>10.00, blocked true>false, payment_status authorized>settled, pending 10.00>0.00, status pending>active (6 as before)', 'one that releases');
SELECT tap.spend(:'payer', '4');
SELECT tap.done(scrip.set_payment('failed', NULL, :'sold', 'failed', NULL));
SELECT is(tap.audited('failed'), 'available 6.00>0.00, balance 6.00>0.00, blocked false>true, payment_status settled>failed, pending 0.00>6.00, status active>pending (6 as before)', 'one that fails');
SELECT tap.grant(:'payer', '{"amount": "5", "currency": "EUR"}') AS euros \gset
SELECT tap.done(scrip.consume_grant('consume', NULL, :'euros', '2', 'why', 'B-1'));
SELECT is(tap.audited('consume'), 'available 5.00>3.00, balance 5.00>3.00, consumed 0.00>2.00, reference ->B-1 (7 as before)', 'what was used elsewhere');

-- What becomes due, by hand and by maintenance
SELECT tap.org('Due') AS due \gset
SELECT tap.claim(:'due', '25', '2990-02-01Z') AS expiring \gset
SELECT tap.spend(:'due', '10');
SELECT scrip_sandbox.set_time('2990-02-01 00:20Z');
SELECT tap.done(scrip.settle('settle', NULL, :'due'));
SELECT is(tap.audited('settle'), 'available 25.00>0.00, balance 25.00>0.00, breakage ->15.00, consumed 0.00>10.00, forfeited 0.00>15.00, protected ->10.00, released ->0, settled ->1 (3 as before)', 'settling');
SELECT tap.grant(:'due', '{"amount": "8", "effective_at": "2990-03-01T00:00:00Z"}');
SELECT scrip_sandbox.set_time('2990-03-01');
SELECT tap.run_maintenance();
SELECT is((SELECT tap.change(a) FROM scrip_vault.audit a WHERE a.action = 'maintain' AND a.object_id = :'due'),
  'attributed ->0, available 0.00>8.00, balance 0.00>8.00, breakage ->0.00, pending 8.00>0.00, protected ->0.00, released ->1, settled ->0 (4 as before)', 'maintenance');

-- A claim that is released, and the codes that are replaced
SELECT tap.event('{"max_claims": 3}') AS event \gset
SELECT tap.batch(:'event', 5) AS batch \gset
SELECT tap.take(:'event', tap.code_text(:'batch', 1), 'a@x.com') #>> '{claim,id}' AS claim \gset
SELECT tap.done(scrip.release_claim('release', NULL, :'claim', 'why', true, true));
SELECT is((SELECT tap.change(a) FROM scrip_vault.audit a WHERE a.request_id = 'release'), format(
  'code_freed false>true, event ->%s, forfeited ->25.00, grant_status active>voided, released_at ->%s, slot_returned false>true, user ->%s (0 as before)',
  :'event', scrip.claim(:'claim') ->> 'released_at', (SELECT user_id FROM credit_claims WHERE id = :'claim')), 'a release');
SELECT tap.code_id(:'batch', 2) AS code \gset
SELECT scrip.disable_code(tap.key(), NULL, :'code', 'why');
SELECT tap.done(scrip.reissue_code('one', NULL, :'code', 'why'));
SELECT is((SELECT tap.change(a) FROM scrip_vault.audit a WHERE a.request_id = 'one' AND a.object_id = :'code'),
          format('reissued_to ->%s, state disabled>reissued (0 as before)', (SELECT reissued_to FROM scrip.code WHERE id = :'code')), 'a code');
SELECT scrip.disable_code(tap.key(), NULL, tap.code_id(:'batch', 4)::text, 'why');
SELECT tap.done(scrip.reissue_codes('range', NULL, :'batch', 3, 5, 'why'));
SELECT is(tap.audited('range'), 'available 2>0, disabled 1>0, reissued 0>3 (2 as before)', 'a range of them');

SELECT is_empty('SELECT tap.identity()', 'the books are right');
SELECT tap.books_are_sound();
\ir ../lib/end.psql
