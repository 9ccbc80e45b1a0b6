-- SPDX-License-Identifier: GPL-3.0-or-later
-- The sandbox's clock and its stand-in for the backend.
\ir ../lib/begin.psql
SELECT no_plan();

SELECT is(scrip.hello() -> 'sandbox', 'true', 'it says what it is');
SELECT is(scrip.hello() ->> 'environment', 'sandbox', 'twice');
SELECT cmp_ok(abs(extract(epoch FROM scrip_sandbox.set_time('2031-05-05') - '2031-05-05'::timestamptz)), '<', 1::numeric, 'the clock is set');
SELECT ok(scrip.now() > '2031-05-05' AND scrip.now() < '2031-05-05 00:01', 'and runs on');
SELECT ok(f BETWEEN '2031-05-08 02:00' AND '2031-05-08 02:01', 'forward') FROM (SELECT scrip_sandbox.forward('3 days 2 hours') OFFSET 0) x (f);
SELECT ok(abs(extract(epoch FROM scrip_sandbox.real() - clock_timestamp())) < 1, 'and back');
SELECT is(tap.outcome('scrip_sandbox.set_time(''infinity'')'), 'invalid_date to', 'not for ever');
SELECT is(tap.outcome('scrip_sandbox.set_time(''2031-01-01'')', 't_admin'), '42501 permission denied for schema scrip_sandbox', 'by nobody but the superuser');
SELECT is(scrip.doctor('functions') -> 'ok', 'true', 'the doctor knows the two functions');

SELECT scrip_sandbox.add_user('ana@example.com', NULL, 'Acme') AS ana \gset
SELECT is(:'ana'::jsonb #- '{id}' #- '{organizations,0,id}', '{"email": "ana@example.com", "username": "ana", "organizations": [{"name": "Acme", "role": "owner"}]}', 'a user who founds an organization');
SELECT is(scrip_sandbox.add_user('bo@example.com', 'bobo', 'Acme') #> '{organizations,0}' ->> 'role', 'member', 'and one who joins it');
SELECT is(scrip_sandbox.add_user('ana@example.com', 'other', 'Beta') #>> '{id}', :'ana'::jsonb ->> 'id', 'an e-mail is one user');
SELECT is((SELECT string_agg(o ->> 'role', ',') FROM jsonb_array_elements(scrip_sandbox.add_user('ana@example.com') -> 'organizations') o), 'owner,owner', 'of several organizations');
SELECT is(scrip_sandbox.add_user('cy@example.com') -> 'organizations', '[]', 'or of none');
SELECT is(tap.outcome(format('scrip_sandbox.add_user(%L)', e)), CASE WHEN e = 'x' THEN 'invalid_text email' ELSE 'invalid_name email' END, 'no e-mail')
FROM unnest(ARRAY['x', '', NULL]) e;

SELECT id AS acme FROM organizations WHERE name = 'Acme' \gset
SELECT is(scrip_sandbox.spend(:'acme', '1.5') #- '{at}' #- '{usage_id}', jsonb_build_object('organization_id', :'acme', 'amount', '1.50', 'total_spent', '1.50'), 'usage');
SELECT is(scrip_sandbox.spend(:'acme', '0.000000001', '2031-01-01', true) -> 'usage_id', 'null', 'usage without a log row');
SELECT is((SELECT total_spent FROM organization_balance WHERE organization_id = :'acme'), 1500000001::bigint, 'adds up');
SELECT is((SELECT (count(*), sum(total_cost), sum(input_cost + output_cost))::text FROM organization_usage_log), '(1,1500000000,1500000000)', 'and is logged');
SELECT is((SELECT count(*) FROM api_keys), 1::bigint, 'under a key made for it');
SELECT is(tap.outcome('scrip_sandbox.spend(gen_random_uuid(), ''1'')'), 'not_found organization', 'by nobody');
SELECT is(tap.outcome(format('scrip_sandbox.spend(%L, ''0'')', :'acme')), 'invalid_amount amount', 'nothing');
\ir ../lib/end.psql
