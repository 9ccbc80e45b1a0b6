-- SPDX-License-Identifier: GPL-3.0-or-later
-- The overview: today's claims in the zones, what events may cost, what needs a person, and what each role is told of it;
-- and what expires.
\ir ../lib/begin.psql
\ir ../lib/ledger.psql
SELECT no_plan();
SELECT scrip_sandbox.set_time('2990-05-10T12:00:00Z');
SELECT is(scrip.overview() - '{at,claims,maintenance,seals}'::text[],
  '{"events": 0, "active": [], "exposure": [], "approvals": [], "budgets": [], "alarms": [], "currency": "USD", "at_risk": {"amount": "0.00", "organizations": 0}}',
  'of nothing');
SELECT is((scrip.overview() -> 'claims') - '{starts,yesterday_hours}'::text[],
  '{"day": "2990-05-10", "zone": "UTC", "today": 0, "yesterday": 0, "yesterday_by_now": 0, "events": []}', 'no claims');
SELECT is((scrip.expiring() - 'days'), '{"zone": "UTC", "currency": "USD", "grants": 0, "amount": "0.00", "first": null}', 'nothing expires');

-- Two events, and claims of yesterday and today.
SELECT tap.event('{"name": "One", "max_claims": 8, "time_zone": "Asia/Tokyo", "budget": "100", "claim_deadline": "2990-05-20T00:00:00Z"}') AS one \gset
SELECT tap.event('{"name": "Two", "amount": "10"}') AS two \gset
SELECT tap.batch(:'one', 10) AS b1 \gset
SELECT tap.batch(:'two', 10) AS b2 \gset
CREATE FUNCTION tap.at(p_time text, p_event uuid, p_batch uuid, p_serial integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM scrip_sandbox.set_time(p_time::timestamptz);
  PERFORM tap.done(tap.take(p_event, tap.code_text(p_batch, p_serial), 'p' || p_serial || '-' || left(p_batch::text, 13) || '@acme.com'));
END
$$;
SELECT tap.at('2990-05-11T09:30:00Z', :'one', :'b1', 1), tap.at('2990-05-11T20:10:00Z', :'two', :'b2', 1),
       tap.at('2990-05-12T00:10:00Z', :'two', :'b2', 2), tap.at('2990-05-12T09:10:00Z', :'one', :'b1', 2),
       tap.at('2990-05-12T14:10:00Z', :'one', :'b1', 3), tap.at('2990-05-12T15:30:00Z', :'one', :'b1', 4);
SELECT scrip_sandbox.set_time('2990-05-12T16:00:00Z');
SELECT is((scrip.overview() -> 'claims') - '{starts,yesterday_hours,events}'::text[],
  '{"day": "2990-05-12", "zone": "UTC", "today": 4, "yesterday": 2, "yesterday_by_now": 1}', 'today and yesterday');
CREATE FUNCTION tap.hours(p_hours jsonb) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg((n - 1) || ':' || h, ' ' ORDER BY n) FROM jsonb_array_elements_text(p_hours) WITH ORDINALITY x (h, n) WHERE h <> '0'
$$;
SELECT is((SELECT string_agg(concat_ws(' ', e ->> 'name', e ->> 'today', tap.hours(e -> 'hours')), ', ' ORDER BY n)
           FROM jsonb_array_elements(scrip.overview() #> '{claims,events}') WITH ORDINALITY x (e, n)),
  'One 3 9:1 14:1 15:1, Two 1 0:1', 'by event and hour, most first');
SELECT is(tap.hours(scrip.overview() #> '{claims,yesterday_hours}'), '9:1 20:1', 'those of yesterday');
SELECT is((SELECT string_agg(concat_ws(' ', a ->> 'name', a ->> 'today', a ->> 'claim_count', a ->> 'places', a ->> 'exposure', left(a ->> 'closes_at', 16), a ->> 'time_zone'), ', ' ORDER BY n)
           FROM jsonb_array_elements(scrip.overview() -> 'active') WITH ORDINALITY x (a, n)),
  'One 1 4 8 200.00 2990-05-20T00:00 Asia/Tokyo, Two 1 2 10 100.00 2990-08-08T12:00 UTC',
  'active ones, that of Tokyo since its own midnight (15:00 UTC), what closes first at the top');
SELECT is(scrip.overview() -> 'exposure', '[{"status": "active", "events": 2, "claimed": "120.00", "open": "180.00", "exposure": "300.00"}]', 'what it may come to');
SELECT is(scrip.overview() -> 'budgets', jsonb_build_array(jsonb_build_object('id', :'one', 'name', 'One', 'budget', '100.00', 'claimed', '100.00')), 'a budget that is reached');

-- The hours are those of the database's zone, which may have 23 of them, or 25.
SELECT scrip.set_setting(tap.key(), NULL, 'time_zone', 'America/New_York');
SELECT is((scrip.overview() -> 'claims') - '{starts,yesterday_hours,events}'::text[],
  '{"day": "2990-05-12", "zone": "America/New_York", "today": 3, "yesterday": 3, "yesterday_by_now": 1}', 'another zone, other days');
SELECT is((SELECT concat_ws(' ', jsonb_array_length(c -> 'starts') - 1, jsonb_array_length(c -> 'yesterday_hours'), c -> 'starts' -> 0)
           FROM (SELECT scrip.claims_today(t::timestamptz, 'Europe/Berlin', '{}', '{}') AS c) x), w, t)
FROM (VALUES ('2027-03-28T12:00:00Z', '23 24 "2027-03-27T23:00:00Z"'), ('2027-03-29T12:00:00Z', '24 23 "2027-03-28T22:00:00Z"'),
             ('2027-10-31T12:00:00Z', '25 24 "2027-10-30T22:00:00Z"'), ('2027-11-01T12:00:00Z', '24 25 "2027-10-31T23:00:00Z"')) v (t, w);
SELECT scrip.set_setting(tap.key(), NULL, 'time_zone', 'UTC');

-- More than three events: the rest is one.
SELECT tap.event(jsonb_build_object('name', 'More ' || n, 'starts_at', '2990-05-12T00:00:00Z')) AS id, n INTO tap.more FROM generate_series(1, 4) n;
SELECT tap.at('2990-05-12T15:0' || n || ':00Z', m.id, tap.batch(m.id, 1), 1) FROM tap.more m;
SELECT scrip_sandbox.set_time('2990-05-12T16:00:00Z');
SELECT is((SELECT string_agg(concat_ws(' ', coalesce(e ->> 'name', 'others'), e ->> 'today'), ', ' ORDER BY n)
           FROM jsonb_array_elements(scrip.overview() #> '{claims,events}') WITH ORDINALITY x (e, n)) ~ '^One 3, [A-Z].* 1, [A-Z].* 1, others 3$', true,
  'three by name, the others together');

-- What waits for a second person.
SELECT scrip.set_setting(tap.key(), NULL, 'approval_threshold', '1000');
SELECT tap.as_login('t_admin', $$ scrip.create_event(tap.key(), NULL, '{"name": "Big", "amount": "500", "max_claims": 10, "credit_expires_at": "2990-12-01T00:00:00Z"}') #>> '{event,id}' $$) #>> '{}' AS big \gset
SELECT tap.as_login('t_admin', format('scrip.open_batch(tap.key(), NULL, %L, 10)', :'big'));
SELECT is((SELECT string_agg(concat_ws(' ', a ->> 'name', left(a ->> 'since', 16), a ->> 'by'), ', ') FROM jsonb_array_elements(scrip.overview() -> 'approvals') a),
  'Big 2990-05-12T16:00 t_admin', 'an approval that is waited for');
SELECT is((SELECT string_agg((x ->> 'status') || ' ' || (x ->> 'events'), ', ' ORDER BY n) FROM jsonb_array_elements(scrip.overview() -> 'exposure') WITH ORDINALITY y (x, n)),
  'active 6, awaiting_approval 1', 'in the order of the list of events');

-- By role
SELECT is((SELECT string_agg(k, ' ' ORDER BY k) FROM jsonb_each(tap.as_login(l, 'scrip.overview()')) o (k, v) WHERE v = 'null'), w, l || ' is not told')
FROM (VALUES ('t_admin', NULL), ('t_auditor', NULL), ('t_staff', 'at_risk seals'), ('t_support', 'alarms seals')) t (l, w);
SELECT is((scrip.overview() -> 'seals') ?& ARRAY['seal', 'sealed_at', 'rows', 'unsealed'] AND (scrip.overview() #>> '{seals,unsealed}')::integer > 0, true, 'how far the audit is sealed');
SELECT is(scrip.overview() #> '{maintenance,late}', 'true', 'whether maintenance runs');

-- At risk: consumption that an expiry takes back, until it is settled; the same as the organization's balance says.
SELECT tap.org('Acme') AS org \gset
SELECT tap.row(:'org', '50');
SELECT tap.claim(:'org', '25', '2990-05-13T10:00:00Z');
SELECT tap.spend(:'org', '10');
SELECT tap.settle(:'org');
SELECT is(scrip.overview() -> 'at_risk', '{"amount": "0.00", "organizations": 0}', 'before it expires');
SELECT scrip_sandbox.set_time('2990-05-13T10:00:01Z');
SELECT is(scrip.overview() -> 'at_risk', jsonb_build_object('amount', tap.usd(:'org') -> 'at_risk', 'organizations', 1), 'after it');
SELECT is(scrip.overview() #>> '{at_risk,amount}', '10.00', 'in money');
SELECT tap.settle(:'org');
SELECT is(scrip.overview() -> 'at_risk', '{"amount": "0.00", "organizations": 0}', 'and once it is settled');

-- What expires
SELECT tap.grant(:'org', '{"amount": "7", "expires_at": "2990-05-15T23:59:59Z"}');
SELECT tap.grant(:'org', '{"amount": "3", "expires_at": "2990-05-16T00:00:00Z"}');
SELECT tap.grant(:'org', '{"amount": "90", "expires_at": "2990-09-16T00:00:00Z"}');
SELECT tap.grant(:'org', '{"amount": "9", "currency": "EUR", "expires_at": "2990-05-16T00:00:00Z"}');
SELECT tap.claim(:'org', '2', '2990-05-16T10:00:00Z');
SELECT is(scrip.expiring() - 'days', '{"zone": "UTC", "currency": "USD", "grants": 3, "amount": "12.00", "first": "2990-05-15T23:59:59Z"}', 'within thirty days');
SELECT is((SELECT string_agg(concat_ws(' ', left(d ->> 'at', 10), d ->> 'grants', d ->> 'amount', d ->> 'event_name'), ', ' ORDER BY n)
           FROM jsonb_array_elements(scrip.expiring() -> 'days') WITH ORDINALITY x (d, n) WHERE d -> 'grants' <> '0'),
  '2990-05-15 1 7.00, 2990-05-16 2 5.00 Meetup', 'by day, with the event that most of it is from');
SELECT is(jsonb_array_length(scrip.expiring(n) -> 'days'), w, n || ' days') FROM (VALUES (7, 7), (0, 1), (NULL, 30), (5000, 366)) t (n, w);
SELECT is(scrip.expiring(200) ->> 'grants', (SELECT count(*)::text FROM scrip.grant WHERE metered AND state = 'active' AND available > 0 AND expires_at > scrip.now() AND expires_at < '2990-11-29'), 'all of them');
SELECT is(tap.outcome('scrip.expiring()', 't_staff'), '42501 permission denied for function expiring', 'not for staff');

-- An event that is archived, and one that ended, are not there.
SELECT scrip.archive_event(tap.key(), NULL, :'two', 'r');
SELECT scrip_sandbox.set_time('2990-05-21');
SELECT is((SELECT string_agg(a ->> 'name', ', ' ORDER BY a ->> 'name') FROM jsonb_array_elements(scrip.overview() -> 'active') a WHERE a ->> 'name' IN ('One', 'Two')), NULL, 'neither is active');
SELECT is(scrip.overview() -> 'budgets', '[]', 'and the budget of what ended is no news');
\ir ../lib/end.psql
