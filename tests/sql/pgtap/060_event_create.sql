-- SPDX-License-Identifier: GPL-3.0-or-later
\ir ../lib/begin.psql
SELECT no_plan();

SELECT scrip.create_event('k', 'ceo', '{"name": " Devcon ", "description": "d", "amount": "25", "max_claims": 500,
  "starts_at": "2990-01-01T00:00:00Z", "claim_deadline": "2990-02-01T00:00:00Z", "credit_expires_at": "2990-06-30T00:00:00Z",
  "time_zone": "Asia/Singapore", "claim_url": "https://app.example.com/claim?code={code}", "max_per_organization": 2,
  "max_per_domain": 3, "budget": "1000", "tags": ["b", "a", "b"], "notes": "n"}') -> 'event' AS event \gset
SELECT is(:'event'::jsonb - 'id' - 'created_at' - 'updated_at', jsonb_build_object(
  'name', 'Devcon', 'description', 'd', 'amount', '25.00', 'currency', 'USD', 'max_claims', 500, 'claim_count', 0,
  'codes', '{"total": 0, "available": 0, "claimed": 0, "disabled": 0, "reissued": 0}'::jsonb,
  'starts_at', '2990-01-01T00:00:00Z', 'claim_deadline', '2990-02-01T00:00:00Z',
  'credit_expires_at', '2990-06-30T00:00:00Z', 'time_zone', 'Asia/Singapore',
  'claim_url', 'https://app.example.com/claim?code={code}', 'max_per_organization', 2, 'max_per_domain', 3,
  'budget', '1000.00', 'tags', '["b", "a"]'::jsonb, 'notes', 'n', 'status', 'upcoming', 'paused', false,
  'archived_at', NULL, 'exposure', '0.00', 'batches', 0, 'printed', 0, 'version', 1, 'created_by', session_user),
  'an event as it was entered');
SELECT is(scrip.event((:'event'::jsonb ->> 'id')::uuid), :'event'::jsonb, 'and as it is read');
SELECT is((SELECT (credit_amount, currency, is_active, created_by_user_id)::text FROM credit_events),
          '(25000000000,USD,t,)', 'the billing row has it in nano-units');
SELECT is((SELECT substr(id::text, 15, 1) FROM credit_events), '7', 'ids are time-ordered');
SELECT is((SELECT concat_ws(' ', login, claimed_as, action, object_kind, request_id) FROM scrip_vault.audit),
          session_user || ' ceo create_event event k', 'audited');
SELECT is((SELECT after FROM scrip_vault.audit), :'event'::jsonb, 'whole');

-- What together is wrong.
SELECT is(tap.outcome(format('scrip.create_event(tap.key(), NULL, ''{"name": "E", "amount": "1"}''::jsonb || %L)', t.more)),
          t.outcome, t.more)
FROM (VALUES
  ('{}', 'invalid_date credit_expires_at'),
  ('{"credit_expires_at": null}', 'invalid_date credit_expires_at'),
  ('{"credit_expires_at": "2020-01-01T00:00:00Z"}', 'invalid_date credit_expires_at'),
  ('{"credit_expires_at": "infinity"}', 'invalid_date credit_expires_at'),
  ('{"credit_expires_at": "2990-01-01T00:00:00Z", "starts_at": "2990-01-01T00:00:00Z"}', 'invalid_date credit_expires_at'),
  ('{"credit_expires_at": "2990-01-01T00:00:00Z", "claim_deadline": "2990-01-02T00:00:00Z"}', 'invalid_date credit_expires_at'),
  ('{"credit_expires_at": "2990-01-01T00:00:00Z", "claim_deadline": "2020-01-02T00:00:00Z"}', 'invalid_date claim_deadline'),
  ('{"credit_expires_at": "2990-01-01T00:00:00Z", "claim_deadline": "2990-01-01T00:00:00Z"}', 'ok'),
  ('{"credit_expires_at": "2990-01-01T00:00:00Z", "currency": "EUR"}', 'currency_not_metered currency'),
  ('{"credit_expires_at": "2990-01-01T00:00:00Z", "currency": "x"}', 'invalid_currency currency'),
  ('{"credit_expires_at": "2990-01-01T00:00:00Z", "max_claims": 0}', 'invalid_count max_claims'),
  ('{"credit_expires_at": "2990-01-01T00:00:00Z", "max_per_organization": -1}', 'invalid_count max_per_organization'),
  ('{"credit_expires_at": "2990-01-01T00:00:00Z", "max_per_domain": "2"}', 'invalid_count max_per_domain'),
  ('{"credit_expires_at": "2990-01-01T00:00:00Z", "time_zone": "Mars"}', 'invalid_time_zone time_zone'),
  ('{"credit_expires_at": "2990-01-01T00:00:00Z", "claim_url": "x"}', 'invalid_url claim_url'),
  ('{"credit_expires_at": "2990-01-01T00:00:00Z", "description": 5}', 'invalid_text description'),
  ('{"credit_expires_at": "2990-01-01T00:00:00Z", "tags": "x"}', 'invalid_text tags'),
  ('{"credit_expires_at": "2990-01-01T00:00:00Z", "tags": [5]}', 'invalid_text tags'),
  ('{"credit_expires_at": "2990-01-01T00:00:00Z", "tags": [""]}', 'invalid_name tags'),
  ('{"credit_expires_at": "2990-01-01T00:00:00Z", "paused": "yes"}', 'invalid_body paused'),
  ('{"credit_expires_at": "2990-01-01T00:00:00Z", "id": "x"}', 'invalid_body id')) t (more, outcome);

SELECT is(scrip.create_event(tap.key(), NULL, '{"name": "E", "amount": "1", "credit_expires_at": "2990-01-01T00:00:00Z",
  "paused": true}') #>> '{event,status}', 'paused', 'an event may begin as a draft');
SELECT is((SELECT is_active FROM credit_events ORDER BY created_at DESC LIMIT 1), false, 'which the backend honours');
SELECT is(scrip.create_event(tap.key(), NULL, '{"name": "E", "amount": "1", "credit_expires_at": "2990-01-01T00:00:00Z"}')
          #>> '{event,status}', 'active', 'without a start it starts at once');
SELECT is(tap.outcome('scrip.event(gen_random_uuid())'), 'not_found event', 'an event that is not there');
\ir ../lib/end.psql
