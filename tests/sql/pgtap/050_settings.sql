-- SPDX-License-Identifier: GPL-3.0-or-later
\ir ../lib/begin.psql
SELECT no_plan();

SELECT is(scrip.setting('default_prefix') - 'description',
          '{"name": "default_prefix", "value": "NEAR", "default": "NEAR", "updated_at": null, "updated_by": null}',
          'a default');
SELECT is((SELECT count(*) FROM jsonb_array_elements(scrip.settings()) s WHERE s ->> 'description' <> ''),
          (SELECT count(*) FROM scrip.setting_definitions()), 'all settings, each explained');
SELECT is(tap.outcome('scrip.setting(''x'')'), 'not_found name', 'an unknown one');

SELECT is(scrip.set_setting(tap.key(), NULL, s.name, s.value) #>> '{setting,value}', s.stored, s.name || ' = ' || s.value)
FROM (VALUES ('default_prefix', 'devc', 'DEVC'), ('time_zone', 'Asia/Tokyo', 'Asia/Tokyo'), ('issuer', ' We ', 'We'),
             ('issuer', '', ''), ('approval_threshold', '1000', '1000.00'), ('approval_threshold', '', ''),
             ('metering_currency', 'EUR', 'EUR'), ('lookups_per_hour', '5', '5'), ('environment', 'staging', 'staging'),
             ('billing_schema', 'public', 'public')) s (name, value, stored);
SELECT is(tap.outcome(format('scrip.set_setting(tap.key(), NULL, %L, %L)', s.name, s.value)), s.outcome,
          translate(s.name || ' = ' || coalesce(left(s.value, 20), 'null'), E'\n', ' '))
FROM (VALUES ('default_prefix', 'x y', 'invalid_prefix value'), ('time_zone', 'Mars', 'invalid_time_zone value'),
             ('issuer', E'a\nb', 'invalid_name value'), ('approval_threshold', '-1', 'invalid_amount value'),
             ('metering_currency', 'eur', 'invalid_currency value'), ('lookups_per_hour', 'many', 'invalid_setting value'),
             ('environment', 'prod', 'invalid_setting value'), ('billing_schema', 'nowhere', 'invalid_setting value'),
             ('x', 'y', 'not_found name'), ('issuer', repeat('x', 256), 'invalid_text value')) s (name, value, outcome);
SELECT is(tap.outcome($$scrip.set_setting(tap.key(), E'a\nb', 'issuer', 'x')$$), 'invalid_name as', 'whom one claims to be');

SELECT is(scrip.set_setting(tap.key(), NULL, 'default_prefix', NULL) #>> '{setting,value}', 'NEAR', 'null goes back to the default');
SELECT is((SELECT before || after FROM scrip_vault.audit WHERE object_id = 'lookups_per_hour'), '{"value": "5"}', 'audited');
SELECT is((SELECT before FROM scrip_vault.audit WHERE object_id = 'lookups_per_hour'), '{"value": "60"}', 'with what was before');
-- The currency of the backend stays what the books are in.
SELECT scrip.set_setting(tap.key(), NULL, 'metering_currency', NULL);
INSERT INTO organizations (name) VALUES ('Acme') RETURNING id AS org \gset
SELECT scrip.create_grant(tap.key(), NULL, :'org', '{"amount": "5", "currency": "EUR"}', 'r');
SELECT is(scrip.set_setting(tap.key(), NULL, 'metering_currency', 'EUR') ->> 'ok', 'true', 'credit that is not metered is none of them');
SELECT is(scrip.set_setting(tap.key(), NULL, 'metering_currency', NULL) ->> 'ok', 'true', 'back again');
SELECT scrip.create_grant(tap.key(), NULL, :'org', '{"amount": "5"}', 'r');
SELECT is(tap.outcome('scrip.set_setting(tap.key(), NULL, ''metering_currency'', ''EUR'')'), 'invalid_setting value', 'not another one once credit is booked');
SELECT is(tap.outcome('scrip.set_setting(tap.key(), NULL, ''metering_currency'', ''USD'')'), 'ok', 'but the same');
SELECT is(scrip.setting('metering_currency') ->> 'value', 'USD', 'which it is');
SELECT is(scrip.hello() ->> 'time_zone', 'Asia/Tokyo', 'hello tells them');
\ir ../lib/end.psql
