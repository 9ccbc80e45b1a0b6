-- SPDX-License-Identifier: GPL-3.0-or-later
-- The claims of an event over time: by day and by hour of its own zone, also where the clock changes.
\ir ../lib/begin.psql
\ir ../lib/ledger.psql
SELECT no_plan();
SELECT scrip_sandbox.set_time('2027-03-26T09:00:00Z');
SELECT tap.event('{"name": "Berlin", "amount": "2.5", "max_claims": 20, "time_zone": "Europe/Berlin", "claim_deadline": "2027-04-02T22:00:00Z", "credit_expires_at": "2027-12-01T00:00:00Z"}') AS event \gset
SELECT tap.batch(:'event', 12) AS batch \gset
CREATE FUNCTION tap.points(p_series jsonb) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(concat_ws(' ', left(p ->> 'at', 16), p ->> 'claims', p ->> 'cumulative'), ', ' ORDER BY n)
  FROM jsonb_array_elements(p_series -> 'series') WITH ORDINALITY x (p, n)
$$;
SELECT is(tap.points(scrip.event_series(:'event')), '2027-03-25T23:00 0 0', 'no claim yet: the day it starts');
SELECT is(scrip.event_series(:'event') - '{series,event_id,at,starts_at}'::text[],
  '{"zone": "Europe/Berlin", "bucket": "day", "to": "2027-03-26T23:00:00Z", "closes_at": "2027-04-02T22:00:00Z", "status": "active", "amount": "2.50", "currency": "USD", "claim_count": 0, "max_claims": 20, "unbooked": 0, "codes": {"total": 12, "available": 12, "claimed": 0, "disabled": 0, "reissued": 0}}',
  'what stands beside it');

-- The 28th of March has 23 hours: from 23:00 to 22:00 UTC.
CREATE FUNCTION tap.at(p_time text, p_event uuid, p_batch uuid, p_serial integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM scrip_sandbox.set_time(p_time::timestamptz);
  PERFORM tap.done(tap.take(p_event, tap.code_text(p_batch, p_serial), 'p' || p_serial || '@acme.com'));
END
$$;
SELECT tap.at(t, :'event', :'batch', n) FROM (VALUES (1, '2027-03-26T10:00:00Z'), (2, '2027-03-27T22:59:59Z'), (3, '2027-03-27T23:00:00Z'),
  (4, '2027-03-28T00:59:59Z'), (5, '2027-03-28T01:00:00Z'), (6, '2027-03-28T21:59:59Z'), (7, '2027-03-28T22:00:00Z')) v (n, t);
SELECT scrip_sandbox.set_time('2027-03-30T10:00:00Z');
SELECT is(tap.points(scrip.event_series(:'event')),
  '2027-03-25T23:00 1 1, 2027-03-26T23:00 1 2, 2027-03-27T23:00 4 6, 2027-03-28T22:00 1 7, 2027-03-29T22:00 0 7', 'by day');
SELECT is((SELECT string_agg(concat_ws(' ', right(left(p ->> 'at', 16), 5), p ->> 'claims'), ', ' ORDER BY n)
           FROM jsonb_array_elements(scrip.event_series(:'event', 'hour') -> 'series') WITH ORDINALITY x (p, n) WHERE p -> 'claims' <> '0'),
  '10:00 1, 22:00 1, 23:00 1, 00:00 1, 01:00 1, 21:00 1, 22:00 1', 'by hour');
SELECT is((SELECT count(*) FROM jsonb_array_elements(scrip.event_series(:'event', 'hour') -> 'series') p WHERE (p ->> 'at')::timestamptz >= '2027-03-27T23:00Z' AND (p ->> 'at')::timestamptz < '2027-03-28T22:00Z'),
  23::bigint, 'of 23 hours');
SELECT is((SELECT sum((p ->> 'claims')::integer) FROM jsonb_array_elements(scrip.event_series(:'event', b) -> 'series') p), 7::bigint, 'none is lost by ' || b) FROM unnest(ARRAY['day', 'hour']) b;
SELECT is(scrip.event_series(:'event') #>> '{series,2,amount}', '10.00', 'with their credit');
SELECT is(jsonb_array_length(scrip.series_json), 25, 'a day of 25 hours')
FROM (SELECT to_jsonb(scrip.series_bounds('hour', '2027-10-30T22:00Z', '2027-10-31T22:59Z', 'Europe/Berlin', 4000)) - 25 AS series_json) scrip;
SELECT is(scrip.series_bounds('day', '2027-10-30T22:00Z', '2027-10-31T22:59Z', 'Europe/Berlin', 4000),
  ARRAY['2027-10-30T22:00Z', '2027-10-31T23:00Z']::timestamptz[], 'and its bounds');
SELECT is(scrip.series_bounds('day', '2011-12-29T12:00Z', '2011-12-31T12:00Z', 'Pacific/Apia', 4000),
  ARRAY['2011-12-29T10:00Z', '2011-12-30T10:00Z', '2011-12-31T10:00Z', '2012-01-01T10:00Z']::timestamptz[], 'a day that a zone skipped is not there twice');
SELECT is(cardinality(scrip.series_bounds(b, '2020-01-01', '2027-01-01', 'Asia/Kathmandu', 240)), n, 'the newest by ' || b)
FROM (VALUES ('day', 241), ('hour', 223)) t (b, n);

-- From somewhere on: what came before is in the sum.
SELECT is(tap.points(scrip.event_series(:'event', 'day', '2027-03-28T12:00:00Z')), '2027-03-27T23:00 4 6, 2027-03-28T22:00 1 7, 2027-03-29T22:00 0 7', 'from a day on');
SELECT is(left(tap.points(scrip.event_series(:'event', 'hour', '2027-03-30T08:30:00Z')), 100), '2027-03-30T08:00 0 7, 2027-03-30T09:00 0 7, 2027-03-30T10:00 0 7', 'from an hour on');

-- A slot that was given back does not count any more; a release alone changes nothing.
SELECT tap.done(scrip.release_claim(tap.key(), NULL, (SELECT id FROM credit_claims WHERE code_id = tap.code_id(:'batch', 3)), 'r', true, false));
SELECT tap.done(scrip.release_claim(tap.key(), NULL, (SELECT id FROM credit_claims WHERE code_id = tap.code_id(:'batch', 4)), 'r', false, true));
SELECT is(tap.points(scrip.event_series(:'event')),
  '2027-03-25T23:00 1 1, 2027-03-26T23:00 1 2, 2027-03-27T23:00 3 5, 2027-03-28T22:00 1 6, 2027-03-29T22:00 0 6', 'released');

-- The backend's own are in the counter at once and in the series once they are booked.
SELECT tap.backend_claim(tap.code_id(:'batch', 8), 'b8@acme.com');
UPDATE credit_claims SET claimed_at = '2027-03-29T12:00Z' WHERE code_id = tap.code_id(:'batch', 8);
SELECT is(scrip.event_series(:'event') @> '{"claim_count": 7, "unbooked": 1}', true, 'still to be booked');
SELECT is(tap.points(scrip.event_series(:'event')) LIKE '%2027-03-28T22:00 1 6, %', true, 'which changes no point');
SELECT scrip.reconcile_claims(100);
SELECT is(tap.points(scrip.event_series(:'event')) LIKE '%2027-03-28T22:00 2 7, 2027-03-29T22:00 0 7', true, 'until then');
SELECT is(scrip.event_series(:'event') -> 'unbooked', '0', 'none is left');

-- After the deadline the series stands still.
SELECT scrip_sandbox.set_time('2027-05-01');
SELECT is(scrip.event_series(:'event') ->> 'to', '2027-04-03T22:00:00Z', 'it ends where claiming did');
SELECT is(tap.outcome(call), outcome, call)
FROM (VALUES ('scrip.event_series(gen_random_uuid())', 'not_found event'), (format('scrip.event_series(%L, ''week'')', :'event'), 'usage bucket'),
             (format('scrip.event_series(%L, NULL)', :'event'), 'usage bucket')) t (call, outcome);
\ir ../lib/end.psql
