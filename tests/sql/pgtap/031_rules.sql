-- SPDX-License-Identifier: GPL-3.0-or-later
-- What single values may be.
\ir ../lib/begin.psql
SELECT no_plan();

-- Names
SELECT is(scrip.check_name(t.typed, 'name'), t.stored, t.why)
FROM (VALUES ('  Devcon ', 'Devcon', 'blanks around'), (E'De\u200Bv\uFEFFcon', 'Devcon', 'zero-width characters'),
             (E'Cafe\u0301', E'Caf\u00E9', 'one normal form'), ('%s %n %1 {0}', '%s %n %1 {0}', 'no template'),
             ('<b>x</b>', '<b>x</b>', 'no markup'), (E'\u0130stanbul', E'\u0130stanbul', 'letters stay'),
             ('a|b', 'a|b', 'a bar')) t (typed, stored, why);
SELECT is(tap.outcome(format('scrip.check_name(%L, ''name'')', t.typed)), 'invalid_name name', t.why)
FROM (VALUES ('', 'nothing'), ('   ', 'blanks'), (E'\u200B', 'nothing to see'), (E'a\nb', 'a line break'),
             (E'a\rb', 'a carriage return'), (E'a\tb', 'a tab'), (E'a\u202Eb', 'an override of direction'),
             (E'a\u2066b\u2069', 'an isolate'), (E'a\u200Fb', 'a mark of direction'), (E'a\u2028b', 'a line separator'),
             (E'a\u0007b', 'a bell'), (E'a\u0085b', 'a control of the second row'), (repeat('x', 256), '256 characters'),
             (repeat('x', 1000000), 'a million')) t (typed, why);
SELECT is(length(scrip.check_name(repeat(E'\u00E9', 255), 'name')), 255, '255 characters, not bytes');
SELECT is(tap.outcome('scrip.check_name(NULL, ''name'')'), 'invalid_name name', 'no name');

-- Texts and reasons
SELECT is(scrip.check_text(E' two\nlines\t', 'notes'), E'two\nlines', 'a text has lines');
SELECT is(scrip.check_text('  ', 'notes'), NULL, 'an empty text is none');
SELECT is(scrip.check_text(NULL, 'notes'), NULL, 'and so is null');
SELECT is(scrip.check_text(E'a\u202Eb', 'notes'), E'a\u202Eb', 'direction is shown escaped, not refused, in texts');
SELECT is(length(scrip.check_text(repeat('x', 2000), 'notes')), 2000, '2,000 characters');
SELECT is(tap.outcome($$scrip.check_text(repeat('x', 2001), 'notes')$$), 'invalid_text notes', 'and no more');
SELECT is(tap.outcome($$scrip.check_text(E'a\u0001', 'notes')$$), 'invalid_text notes', 'no control characters');
SELECT is(tap.outcome(format('scrip.check_reason(%L)', t.typed)), t.outcome, coalesce(left(t.typed, 10), 'null'))
FROM (VALUES (NULL, 'reason_required reason'), ('', 'reason_required reason'), (' ', 'reason_required reason'),
             ('leak', 'ok'), (repeat('x', 2001), 'invalid_text reason'),
             (repeat('x', 1000000), 'invalid_text reason')) t (typed, outcome);

-- Times
SELECT is(tap.outcome(format('scrip.check_time(%L, ''at'')', t.typed)), t.outcome, t.typed)
FROM (VALUES ('2027-06-30T23:59:59Z', 'ok'), ('2027-06-30T23:59:59.123456Z', 'ok'), ('2027-06-30T23:59Z', 'ok'),
             ('2027-06-30T23:59:59+08:00', 'ok'), ('2028-02-29T00:00:00Z', 'ok'),
             ('2026-02-30T00:00:00Z', 'invalid_date at'), ('2027-02-29T00:00:00Z', 'invalid_date at'),
             ('2027-13-01T00:00:00Z', 'invalid_date at'), ('2027-06-30T25:00:00Z', 'invalid_date at'),
             ('infinity', 'invalid_date at'), ('-infinity', 'invalid_date at'), ('now', 'invalid_date at'),
             ('tomorrow', 'invalid_date at'), ('0001-01-01T00:00:00Z', 'invalid_date at'),
             ('10000-01-01T00:00:00Z', 'invalid_date at'), ('2027-06-30', 'invalid_date at'),
             ('2027-06-30T23:59:59', 'invalid_date at'), ('2027-06-30 23:59:59Z', 'invalid_date at'),
             ('2027-06-30T23:59:59 Europe/Berlin', 'invalid_date at'), ('2027-06-30T23:59:59+99:00', 'invalid_date at'),
             ('', 'invalid_date at'), ('٢٠٢٧-06-30T00:00:00Z', 'invalid_date at')) t (typed, outcome);
SELECT is(scrip.time_text(scrip.check_time(t.typed, 'at')), t.shown, t.shown)
FROM (VALUES ('2027-06-30T23:59:59+08:00', '2027-06-30T15:59:59Z'), ('2027-06-30T23:59:59.120Z', '2027-06-30T23:59:59.12Z'),
             ('2027-06-30T00:00:00.000001Z', '2027-06-30T00:00:00.000001Z')) t (typed, shown);

-- Zones
SELECT is(tap.outcome(format('scrip.check_zone(%L, ''time_zone'')', t.zone)), t.outcome, coalesce(t.zone, 'null'))
FROM (VALUES ('UTC', 'ok'), ('Asia/Singapore', 'ok'), ('America/Argentina/Buenos_Aires', 'ok'),
             ('asia/singapore', 'invalid_time_zone time_zone'), ('Mars/Olympus', 'invalid_time_zone time_zone'),
             ('EST5EDT4,M3.2.0,M11.1.0', 'invalid_time_zone time_zone'), ('+08', 'invalid_time_zone time_zone'),
             ('posixrules', 'invalid_time_zone time_zone'), ('localtime', 'invalid_time_zone time_zone'),
             ('', 'invalid_time_zone time_zone'), (NULL, 'invalid_time_zone time_zone')) t (zone, outcome);

-- Claim addresses
SELECT is(tap.outcome(format('scrip.check_url(%L, ''claim_url'')', t.url)), t.outcome, translate(left(t.url, 60), E'\n', ' '))
FROM (VALUES ('https://app.example.com/claim?code={code}', 'ok'), ('http://localhost:8080/{event}/{code}', 'ok'),
             ('HTTPS://APP.EXAMPLE.COM/{code}', 'ok'), ('https://app.example.com?c={code}', 'ok'),
             ('', 'ok'), (NULL, 'ok'),
             ('https://app.example.com/claim', 'invalid_url claim_url'), ('app.example.com/{code}', 'invalid_url claim_url'),
             ('javascript:alert({code})', 'invalid_url claim_url'), ('file:///etc/{code}', 'invalid_url claim_url'),
             ('https:///{code}', 'invalid_url claim_url'), ('https://{code}.example.com/', 'invalid_url claim_url'),
             ('https://app.example.com/{code}/{user}', 'invalid_url claim_url'),
             ('https://app.example.com/{code', 'invalid_url claim_url'),
             ('https://good.com@evil.com/{code}', 'invalid_url claim_url'),
             ('https://app.example.com/a b/{code}', 'invalid_url claim_url'),
             (E'https://app.example.com/\n{code}', 'invalid_url claim_url'),
             (E'https://app.example.com/\u202E{code}', 'invalid_url claim_url'),
             ('https://app.example.com/' || repeat('x', 500) || '{code}', 'invalid_url claim_url')) t (url, outcome);

-- Prefixes, currencies, counts
SELECT is(tap.outcome(format('scrip.check_prefix(%L, ''prefix'')', t.prefix)), t.outcome, coalesce(t.prefix, 'null'))
FROM (VALUES ('NEAR', 'ok'), ('near', 'ok'), ('A', 'ok'), ('ABCDEFGHIJ01', 'ok'), ('ABCDEFGHIJ012', 'invalid_prefix prefix'),
             ('NE-AR', 'invalid_prefix prefix'), ('', 'invalid_prefix prefix'), ('ÑEAR', 'invalid_prefix prefix'),
             ('NЕAR', 'invalid_prefix prefix'), (NULL, 'invalid_prefix prefix')) t (prefix, outcome);
SELECT is(scrip.check_prefix(' near ', 'prefix'), 'NEAR', 'capitals, no blanks');
SELECT is(tap.outcome(format('scrip.check_currency(%L, ''currency'')', t.currency)), t.outcome, coalesce(t.currency, 'null'))
FROM (VALUES ('USD', 'ok'), (NULL, 'ok'), ('EUR', 'currency_not_metered currency'), ('usd', 'invalid_currency currency'),
             ('', 'invalid_currency currency'), ('U$D', 'invalid_currency currency')) t (currency, outcome);
SELECT is(tap.outcome(format('scrip.check_count(%L::jsonb, ''n'')', t.value)), t.outcome, t.value)
FROM (VALUES ('1', 'ok'), ('2147483647', 'ok'), ('null', 'ok'), ('0', 'invalid_count n'), ('-1', 'invalid_count n'),
             ('2147483648', 'invalid_count n'), ('1.5', 'invalid_count n'), ('1e3', 'ok'), ('"5"', 'invalid_count n'),
             ('true', 'invalid_count n'), ('99999999999999999999999', 'invalid_count n')) t (value, outcome);

-- Arguments as a whole
SELECT is(tap.outcome(format('scrip.create_event(tap.key(), NULL, %L::jsonb)', t.body)), t.outcome, coalesce(t.body, 'null'))
FROM (VALUES (NULL, 'invalid_body'), ('null', 'invalid_body'), ('[]', 'invalid_body'), ('"x"', 'invalid_body'),
             ('{"nmae": "x"}', 'invalid_body nmae'), ('{"name": 5}', 'invalid_name name')) t (body, outcome);
\ir ../lib/end.psql
