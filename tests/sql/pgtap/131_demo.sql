-- SPDX-License-Identifier: GPL-3.0-or-later
-- The demo is made of the product's own calls: six events in six states, about 3,000 codes, some 700 claims over four
-- months, nothing for the doctor.
\ir ../lib/begin.psql
SELECT no_plan();
\ir ../../../sql/sandbox/demo.sql
\ir ../../../sql/sandbox/demo_claims.sql
\ir ../../../sql/sandbox/demo_settle.sql

SELECT is((SELECT string_agg(e ->> 'name' || ': ' || (e ->> 'status'), ', ' ORDER BY e ->> 'name') FROM jsonb_array_elements(scrip.events('{"archived": true}') -> 'items') e),
  'AI Summit São Paulo: upcoming, Berlin Hack Night: active, Devcon Singapore: active, Launch Week: ended, Meetup Tour: paused, Pilot with partners: archived', 'six events');
SELECT is((SELECT count(DISTINCT e ->> 'time_zone') FROM jsonb_array_elements(scrip.events('{"archived": true}') -> 'items') e), 6::bigint, 'in six zones');
SELECT is(scrip.count_codes() ->> 'count', '3021', 'codes');
SELECT is((SELECT string_agg(e ->> 'name' || ': ' || (e ->> 'claim_count'), ', ' ORDER BY e ->> 'name') FROM jsonb_array_elements(scrip.events('{"archived": true}') -> 'items') e),
  'AI Summit São Paulo: 0, Berlin Hack Night: 78, Devcon Singapore: 157, Launch Week: 288, Meetup Tour: 164, Pilot with partners: 18', 'claims');
SELECT ok((SELECT count(DISTINCT c.claimed_at::date) FROM credit_claims c) > 25, 'over weeks');
SELECT ok((SELECT max(c.claimed_at) FROM credit_claims c) < scrip.now(), 'none of them in the future');
SELECT is((SELECT string_agg(DISTINCT scrip.grant_status(g, scrip.now()), ' ' ORDER BY scrip.grant_status(g, scrip.now())) FROM scrip.grant g),
          'active expired pending voided', 'grants in every status');
SELECT ok((SELECT count(*) FROM scrip.grant g WHERE g.clawed_back > 0 AND EXISTS (SELECT FROM scrip_vault.entry e
           WHERE e.grant_id = g.id AND (e.from_bucket, e.to_bucket) = ('consumed', 'clawed_back'))) = 1, 'one clawed back after it was used');
SELECT ok((SELECT count(*) FROM organization_balance b WHERE b.total_spent > 0) > 50, 'organizations with usage');
SELECT is(scrip.doctor(c) -> 'ok', 'true', c) FROM jsonb_array_elements_text(scrip.doctor_checks()) c
WHERE c <> 'unsealed'; -- all of this is one transaction
SELECT ok((scrip.expiring() ->> 'grants')::integer > 100, 'credit that expires within a month');
SELECT is(jsonb_path_query_array(scrip.overview(), '$.budgets[*].name'), '["Devcon Singapore"]', 'a budget that was passed needs a person');
SELECT count(*) AS audits FROM scrip_vault.audit \gset
\ir ../../../sql/sandbox/demo.sql
\ir ../../../sql/sandbox/demo_claims.sql
\ir ../../../sql/sandbox/demo_settle.sql
SELECT is((SELECT count(*) FROM scrip_vault.audit), :audits::bigint, 'a second time changes nothing');
SELECT is(scrip.count_codes() ->> 'count', '3021', 'nor makes codes');
SELECT scrip_sandbox.forward('1 minute');
SELECT is(scrip.overview() #> '{at_risk}', '{"amount": "3.20", "organizations": 1}', 'credit at risk a minute later');
SELECT is((SELECT count(*) FROM scrip.due()), 1::bigint, 'something to settle');
SELECT is((scrip.maintain() ->> 'settled')::integer, 1, 'that maintenance settles');
SELECT is(scrip.overview() #>> '{at_risk,organizations}', '0', 'nothing is at risk then');
\ir ../lib/end.psql
