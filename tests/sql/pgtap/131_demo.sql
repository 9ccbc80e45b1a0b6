-- SPDX-License-Identifier: GPL-3.0-or-later
-- The demo is made of the product's own calls: six events in six states, about 3,000 codes, nothing for the doctor.
\ir ../lib/begin.psql
SELECT no_plan();
\ir ../../../sql/sandbox/demo.sql

SELECT is((SELECT string_agg(e ->> 'name' || ': ' || (e ->> 'status'), ', ' ORDER BY e ->> 'name') FROM jsonb_array_elements(scrip.events('{"archived": true}') -> 'items') e),
  'AI Summit São Paulo: upcoming, Berlin Hack Night: active, Devcon Singapore: active, Launch Week: ended, Meetup Tour: paused, Pilot with partners: archived', 'six events');
SELECT is((SELECT count(DISTINCT e ->> 'time_zone') FROM jsonb_array_elements(scrip.events('{"archived": true}') -> 'items') e), 6::bigint, 'in six zones');
SELECT is(scrip.count_codes() ->> 'count', '3021', 'codes');
SELECT is(scrip.doctor(c) -> 'ok', 'true', c) FROM jsonb_array_elements_text(scrip.doctor_checks()) c;
SELECT count(*) AS audits FROM scrip_vault.audit \gset
\ir ../../../sql/sandbox/demo.sql
SELECT is((SELECT count(*) FROM scrip_vault.audit), :audits::bigint, 'a second time changes nothing');
SELECT is(scrip.count_codes() ->> 'count', '3021', 'nor makes codes');
\ir ../lib/end.psql
