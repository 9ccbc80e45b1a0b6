-- SPDX-License-Identifier: GPL-3.0-or-later
-- Money, in both directions.
\ir ../lib/begin.psql
SELECT no_plan();

-- What is taken, exactly.
SELECT is(scrip.check_amount(t.typed, 'amount'), t.nano, t.typed)
FROM (VALUES ('25', 25000000000), ('25.00', 25000000000), ('0.000000001', 1), ('0.1', 100000000), ('1.500', 1500000000),
             ('007', 7000000000), ('9223372036.854775807', 9223372036854775807)) t (typed, nano);
-- What is refused, never rounded and never wrapped.
SELECT is(tap.outcome(format('scrip.check_amount(%L, ''amount'')', t.typed)), 'invalid_amount amount', t.why)
FROM (VALUES ('-5', 'negative'), ('0', 'zero'), ('0.000000000', 'zero in nine decimals'),
             ('9223372036854775808', 'beyond a bigint of dollars'),
             ('9223372036.854775808', 'one nano beyond a bigint'), ('1e3', 'an exponent'), ('1E3', 'a large one'),
             ('0.0000000001', 'ten decimals'), ('25.0000000000', 'ten decimals, all zero'), ('1,50', 'a comma'),
             ('1.500,00', 'both'), ('1 000', 'a blank inside'), (' 12 ', 'blanks around'), ('NaN', 'not a number'),
             ('Infinity', 'infinity'), ('infinity', 'small infinity'), ('٣٤', 'digits of another alphabet'),
             ('２５', 'full-width digits'), ('+5', 'a plus'), ('.5', 'no digit before the point'),
             ('5.', 'none behind it'), ('1.2.3', 'two points'), ('0x10', 'hexadecimal'), ('1_000', 'underscores'),
             ('$5', 'a sign of currency'), ('5 USD', 'a currency'), ('', 'nothing'), ('--amount', 'an option'),
             (E'5\n', 'a line break'), (repeat('9', 100000), 'a hundred thousand digits')) t (typed, why);
SELECT is(tap.outcome('scrip.check_amount(NULL, ''amount'')'), 'invalid_amount amount', 'null');

-- The same through an event: numbers of JSON are refused, they may have been doubles on the way.
SELECT is(tap.outcome(format('scrip.create_event(tap.key(), NULL, %L)', t.event)), t.outcome, t.event)
FROM (VALUES ('{"name": "E", "amount": 25, "credit_expires_at": "2990-01-01T00:00:00Z"}', 'invalid_amount amount'),
             ('{"name": "E", "amount": 1e3, "credit_expires_at": "2990-01-01T00:00:00Z"}', 'invalid_amount amount'),
             ('{"name": "E", "amount": null, "credit_expires_at": "2990-01-01T00:00:00Z"}', 'invalid_amount amount'),
             ('{"name": "E", "credit_expires_at": "2990-01-01T00:00:00Z"}', 'invalid_amount amount'),
             ('{"name": "E", "amount": "1", "budget": "-1", "credit_expires_at": "2990-01-01T00:00:00Z"}', 'invalid_amount budget'),
             ('{"name": "E", "amount": "9000000000", "max_claims": 2, "credit_expires_at": "2990-01-01T00:00:00Z"}', 'invalid_amount max_claims'),
             ('{"name": "E", "amount": "9000000000", "max_claims": 1, "credit_expires_at": "2990-01-01T00:00:00Z"}', 'ok'))
       t (event, outcome);

-- What is shown: two decimals at least, no zeros beyond.
SELECT is(scrip.money_text(t.nano), t.shown, t.shown)
FROM (VALUES (25000000000, '25.00'), (1, '0.000000001'), (1500000000, '1.50'), (0, '0.00'), (-1, '-0.000000001'),
             (-2500000000, '-2.50'), (1230000000, '1.23'), (1234000000, '1.234'),
             (9223372036854775807, '9223372036.854775807'), (-9223372036854775808, '-9223372036.854775808'))
       t (nano, shown);
SELECT is(scrip.money_text(NULL), NULL, 'nothing stays nothing');

-- And back: text to nano and again to text.
SELECT is(scrip.money_text(scrip.check_amount(scrip.money_text(n), 'amount')), scrip.money_text(n), 'round trip ' || n)
FROM unnest(ARRAY[1, 10, 999999999, 1000000000, 1000000001, 123456789012345678]) n;
\ir ../lib/end.psql
