-- SPDX-License-Identifier: GPL-3.0-or-later
\ir ../lib/begin.psql
SELECT no_plan();

SELECT tap.event('{"max_claims": 10, "notes": "n", "claim_deadline": "2990-01-01T00:00:00Z", "credit_expires_at": "2990-02-01T00:00:00Z"}') AS event \gset
SELECT tap.batch(:'event', 3) AS batch \gset
CREATE FUNCTION tap.try_edit(p_event uuid, p_changes text, p_version text DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
  SELECT tap.outcome(format('scrip.edit_event(tap.key(), NULL, %L, %L, %L)', p_event,
    coalesce(p_version, (SELECT r.version::text FROM scrip.event_rows(ARRAY[p_event]) r)), p_changes))
$$;

SELECT is(scrip.edit_event('e', NULL, :'event', 1, '{"name": "New", "amount": "30", "notes": null, "max_claims": 20}')
          #> '{event}' @> '{"name": "New", "amount": "30.00", "notes": null, "max_claims": 20, "version": 2, "exposure": "90.00"}',
          true, 'what is present changes, the rest stays, the version counts');
SELECT is((SELECT before FROM scrip_vault.audit WHERE request_id = 'e'),
          '{"name": "Event", "notes": "n", "amount": "25.00", "exposure": "75.00", "max_claims": 10}', 'audited: before');
SELECT is((SELECT after FROM scrip_vault.audit WHERE request_id = 'e'),
          '{"name": "New", "notes": null, "amount": "30.00", "exposure": "90.00", "max_claims": 20}', 'and after');
SELECT is(scrip.edit_event(tap.key(), NULL, :'event', 2, '{"name": "New"}') #> '{event,version}', '2', 'no change is no version');
SELECT is((SELECT count(*) FROM scrip_vault.audit WHERE action = 'edit_event'), 1::bigint, 'nor an audit row');

SELECT scrip.edit_event(tap.key(), NULL, :'event', 1, '{"name": "Other"}') AS stale \gset
SELECT is(:'stale'::jsonb ->> 'name', 'stale_version', 'an edit of an older version is refused');
SELECT is(:'stale'::jsonb #> '{detail,yours}', '1', 'with one version');
SELECT is(:'stale'::jsonb #> '{detail,current,version}', '2', 'and the other');
SELECT is(tap.try_edit(:'event', '{"name": "Other"}', '7'), 'stale_version version', 'also of a newer one');
SELECT is(scrip.edit_event(tap.key(), NULL, :'event', NULL, '{"name": "Other"}') ->> 'name', 'stale_version', 'and of none');

SELECT is(tap.try_edit(:'event', t.changes), t.outcome, t.changes)
FROM (VALUES
  ('{"name": ""}', 'invalid_name name'), ('{"amount": "0"}', 'invalid_amount amount'),
  ('{"currency": "EUR"}', 'currency_not_metered currency'), ('{"credit_expires_at": null}', 'invalid_date credit_expires_at'),
  ('{"credit_expires_at": "2020-01-01T00:00:00Z"}', 'invalid_date credit_expires_at'),
  ('{"claim_deadline": "2991-01-01T00:00:00Z"}', 'invalid_date credit_expires_at'),
  ('{"starts_at": "2990-01-15T00:00:00Z"}', 'invalid_date claim_deadline'),
  ('{"max_claims": 0}', 'invalid_count max_claims'), ('{"x": 1}', 'invalid_body x'), ('[]', 'invalid_body'),
  ('{"amount": "9000000000"}', 'invalid_amount amount')) t (changes, outcome);
SELECT is(scrip.event(:'event') #> '{version}', '2', 'a refused edit leaves no trace');
SELECT is(tap.try_edit(gen_random_uuid(), '{}'), 'not_found event', 'an event that is not there');

-- After the first claim
SELECT tap.backend_claim(tap.code_id(:'batch', 1), 'ana@example.com');
SELECT tap.backend_claim(tap.code_id(:'batch', 2), 'bo@example.com');
SELECT is(tap.try_edit(:'event', t.changes), t.outcome, 'claimed: ' || t.changes)
FROM (VALUES
  ('{"amount": "31"}', 'frozen_field amount'), ('{"amount": "30.00"}', 'ok'),
  ('{"credit_expires_at": "2991-01-01T00:00:00Z"}', 'frozen_field credit_expires_at'),
  ('{"claim_deadline": "2989-01-01T00:00:00Z"}', 'frozen_field claim_deadline'),
  ('{"claim_deadline": "2990-01-15T00:00:00Z"}', 'ok'), ('{"claim_deadline": null}', 'ok'),
  ('{"claim_deadline": "2990-01-20T00:00:00Z"}', 'frozen_field claim_deadline'),
  ('{"max_claims": 1}', 'cap_below_claimed max_claims'), ('{"max_claims": 2}', 'ok'), ('{"name": "Newer"}', 'ok'))
  t (changes, outcome);
SELECT is(scrip.event(:'event') ->> 'status', 'exhausted', 'the cap is reached');
SELECT is(scrip.event(:'event') -> 'codes', '{"total": 3, "available": 1, "claimed": 2, "disabled": 0, "reissued": 0}',
          'claims that the backend made are counted');
-- The metering currency moved under a claimed event: its own stays.
SELECT scrip.set_setting(tap.key(), NULL, 'metering_currency', 'EUR');
SELECT is(tap.try_edit(:'event', '{"currency": "EUR"}'), 'frozen_field currency', 'claimed: currency');

-- An event that the backend made is taken up by its first edit; what is wrong with the rest of it is not in the way.
INSERT INTO credit_events (name, credit_amount, credit_expires_at, is_active)
VALUES (E'theirs\n', 1, '2020-01-01', false) RETURNING id AS theirs \gset
SELECT is(scrip.event(:'theirs') @> '{"version": 1, "created_by": null, "paused": true, "status": "ended"}', true, 'read as it is');
SELECT is(tap.try_edit(:'theirs', '{"notes": "ours now"}'), 'ok', 'edited in one field');
SELECT is(scrip.event(:'theirs') @> '{"version": 2, "notes": "ours now", "paused": true}', true, 'the rest is as it was');

SELECT scrip.archive_event(tap.key(), NULL, :'event', 'r');
SELECT is(tap.try_edit(:'event', '{"notes": "x"}'), 'event_archived', 'an archived event is not edited');
\ir ../lib/end.psql
