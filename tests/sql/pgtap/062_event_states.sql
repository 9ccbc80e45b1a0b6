-- SPDX-License-Identifier: GPL-3.0-or-later
\ir ../lib/begin.psql
SELECT no_plan();

SELECT tap.event('{"starts_at": "2989-01-01T00:00:00Z", "claim_deadline": "2990-01-01T00:00:00Z", "credit_expires_at": "2990-02-01T00:00:00Z", "max_claims": 1}') AS event \gset
SELECT tap.batch(:'event', 1) AS batch \gset
CREATE FUNCTION tap.status(p_event uuid) RETURNS text LANGUAGE sql AS $$ SELECT scrip.event(p_event) ->> 'status' $$;

SELECT is(tap.status(:'event'), 'upcoming', 'before the start');
SELECT scrip_sandbox.set_time('2989-01-01');
SELECT is(tap.status(:'event'), 'active', 'from the start');

SELECT is(scrip.pause_event('p', NULL, :'event', 'leak') #> '{event}' @> '{"status": "paused", "paused": true, "version": 2}', true, 'paused');
SELECT is((SELECT is_active FROM credit_events), false, 'for the backend too');
SELECT is((SELECT concat_ws(' ', action, reason, before, after) FROM scrip_vault.audit WHERE request_id = 'p'),
          'pause_event leak {"paused": false, "status": "active"} {"paused": true, "status": "paused"}', 'audited with the reason');
SELECT is(scrip.pause_event(tap.key(), NULL, :'event', 'again') #> '{event,version}', '2', 'pausing twice changes nothing');
SELECT is(scrip.resume_event(tap.key(), NULL, :'event', 'found') #>> '{event,status}', 'active', 'resumed');
SELECT is((SELECT is_active FROM credit_events), true, 'for the backend too');

SELECT is(scrip.archive_event(tap.key(), NULL, :'event', 'over') #>> '{event,status}', 'archived', 'archived');
SELECT is((SELECT is_active FROM credit_events), false, 'nobody claims from an archived event');
SELECT is(scrip.event(:'event') -> 'archived_at', to_jsonb(scrip.time_text((SELECT archived_at FROM scrip.event_detail))), 'since when');
SELECT is(tap.outcome(format('scrip.%s(tap.key(), NULL, %L, ''r'')', f, :'event')), 'event_archived', f)
FROM unnest(ARRAY['pause_event', 'resume_event']) f;
SELECT is(scrip.unarchive_event(tap.key(), NULL, :'event', 'not over') #> '{event}' @> '{"status": "active", "paused": false}', true, 'and back, as it was');
SELECT scrip.pause_event(tap.key(), NULL, :'event', 'r');
SELECT scrip.archive_event(tap.key(), NULL, :'event', 'r');
SELECT is(scrip.unarchive_event(tap.key(), NULL, :'event', 'r') #>> '{event,status}', 'paused', 'a paused one stays paused');
SELECT scrip.resume_event(tap.key(), NULL, :'event', 'r');

SELECT is(tap.outcome(format('scrip.%s(tap.key(), NULL, %L, %L)', f, :'event', r)), 'reason_required reason', f || ' without a reason')
FROM unnest(ARRAY['pause_event', 'resume_event', 'archive_event', 'unarchive_event']) f, unnest(ARRAY['', NULL]) r;
SELECT is(tap.outcome(format('scrip.%s(tap.key(), NULL, gen_random_uuid(), ''r'')', f)), 'not_found event', f || ' of nothing')
FROM unnest(ARRAY['pause_event', 'resume_event', 'archive_event', 'unarchive_event']) f;

SELECT tap.backend_claim(tap.code_id(:'batch', 1), 'ana@example.com');
SELECT is(tap.status(:'event'), 'exhausted', 'the cap is reached');
SELECT scrip_sandbox.set_time('2990-01-01');
SELECT is(tap.status(:'event'), 'ended', 'the deadline passed');
SELECT tap.edit(:'event', '{"max_claims": null}');

-- Duplicates
SELECT scrip.duplicate_event('d', NULL, :'event') -> 'event' AS copy \gset
SELECT is(:'copy'::jsonb @> '{"name": "Event (copy)", "status": "paused", "paused": true, "version": 1, "amount": "25.00",
  "claim_count": 0, "batches": 0}', true, 'a duplicate is a draft without codes');
SELECT is(((:'copy'::jsonb ->> 'credit_expires_at')::timestamptz - (:'copy'::jsonb ->> 'starts_at')::timestamptz) > '390 days', true,
          'one that was over lasts as long again');
SELECT is(left(:'copy'::jsonb ->> 'starts_at', 10), '2990-01-01', 'from now on');
SELECT is((SELECT before ->> 'duplicate_of' FROM scrip_vault.audit WHERE request_id = 'd'), :'event', 'audited with its origin');
SELECT is(tap.outcome('scrip.duplicate_event(tap.key(), NULL, gen_random_uuid())'), 'not_found event', 'of nothing');
SELECT tap.event(jsonb_build_object('name', repeat('x', 255), 'credit_expires_at', '2995-01-01T00:00:00Z')) AS long \gset
SELECT is(scrip.duplicate_event(tap.key(), NULL, :'long') #>> '{event,name}', repeat('x', 248) || ' (copy)', 'a long name is cut');
SELECT is(scrip.duplicate_event(tap.key(), NULL, :'long') #>> '{event,credit_expires_at}', '2995-01-01T00:00:00Z', 'clocks that run are kept');
-- Moved by as many hours, whatever clocks of the session's zone change in between.
SET LOCAL TimeZone = 'Europe/Berlin';
SELECT scrip_sandbox.set_time('2030-03-01T00:00:00Z');
SELECT tap.event('{"claim_deadline": "2030-03-10T12:00:00Z", "credit_expires_at": "2030-03-20T12:00:00Z"}') AS winter \gset
SELECT scrip_sandbox.set_time('2030-03-25T00:00:00Z');
CREATE FUNCTION tap.lasts(p_event jsonb) RETURNS text LANGUAGE sql AS $$
  SELECT concat_ws(' ', extract(epoch FROM (p_event ->> 'claim_deadline')::timestamptz) - extract(epoch FROM (p_event ->> 'starts_at')::timestamptz),
                   extract(epoch FROM (p_event ->> 'credit_expires_at')::timestamptz) - extract(epoch FROM (p_event ->> 'starts_at')::timestamptz))
$$;
SELECT is(tap.lasts(scrip.duplicate_event(tap.key(), NULL, :'winter') -> 'event'), tap.lasts(scrip.event(:'winter')), 'as long, by the hour');
\ir ../lib/end.psql
