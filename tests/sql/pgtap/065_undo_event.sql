-- SPDX-License-Identifier: GPL-3.0-or-later
-- Taking back what was done to an event a moment ago: exactly that, and only while nobody changed the event since.
\ir ../lib/begin.psql
SELECT no_plan();

SELECT tap.event('{"max_claims": 10}') AS event \gset
SELECT tap.batch(:'event', 1) AS batch \gset
CREATE FUNCTION tap.undo(p_event uuid, p_done text) RETURNS text LANGUAGE sql AS $$
  SELECT tap.outcome(format('scrip.undo_event(tap.key(), NULL, %L, %L, ''undone'')', p_event, p_done))
$$;

-- Each of the four has its way back, audited as what it is.
SELECT scrip.pause_event('pause', NULL, :'event', 'r');
SELECT is(scrip.undo_event('undo', NULL, :'event', 'pause', 'too early') #> '{event}' @> '{"status": "active", "paused": false}', true,
          'a pause is undone');
SELECT is((SELECT concat_ws(' ', action, reason) FROM scrip_vault.audit WHERE request_id = 'undo'), 'resume_event too early', 'audited');
SELECT is((SELECT is_active FROM credit_events), true, 'for the backend too');
SELECT is(scrip.undo_event('undo', NULL, :'event', 'pause', 'too early') -> 'replayed', 'true', 'the same key does it once');
SELECT is(scrip.undo_event(tap.key(), NULL, :'event', 'undo', 'r') #>> '{event,status}', 'paused', 'an undo is undone like any other');
SELECT scrip.resume_event('resume', NULL, :'event', 'r');
SELECT is(scrip.undo_event(tap.key(), NULL, :'event', 'resume', 'r') #>> '{event,status}', 'paused', 'a resume');
SELECT scrip.archive_event('archive', NULL, :'event', 'r');
SELECT is(scrip.undo_event(tap.key(), NULL, :'event', 'archive', 'r') #>> '{event,status}', 'paused', 'an archiving, back to paused as before');
SELECT scrip.archive_event(tap.key(), NULL, :'event', 'r');
SELECT scrip.unarchive_event('back', NULL, :'event', 'r');
SELECT is(scrip.undo_event(tap.key(), NULL, :'event', 'back', 'r') #>> '{event,status}', 'archived', 'and bringing it back');
SELECT scrip.unarchive_event(tap.key(), NULL, :'event', 'r');
SELECT scrip.resume_event(tap.key(), NULL, :'event', 'r');

-- What came between stands.
SELECT scrip.pause_event('mine', NULL, :'event', 'r');
SELECT tap.edit(:'event', '{"max_claims": 11}');
SELECT is(tap.undo(:'event', 'mine'), 'stale_version version', 'somebody edited the event since');
SELECT is(scrip.event(:'event') @> '{"status": "paused", "max_claims": 11}', true, 'and nothing was undone');
SELECT is(scrip.undo_event(tap.key(), NULL, :'event', 'mine', 'r') #>> '{detail,current,max_claims}', '11', 'the event as it is comes along');

-- A pause of one that was paused already changed nothing, so there is nothing of it to undo.
SELECT scrip.pause_event('nothing', NULL, :'event', 'r');
SELECT is(tap.undo(:'event', 'nothing'), 'stale_version version', 'what changed nothing');
SELECT is(tap.undo(:'event', 'never'), 'stale_version version', 'what was never done');
SELECT is(tap.undo(:'event', NULL), 'stale_version version', 'nothing at all');

-- Only one's own: keys belong to logins.
SELECT scrip.resume_event(tap.key(), NULL, :'event', 'r');
SELECT tap.as_login('t_admin', format('scrip.pause_event(''theirs'', NULL, %L, ''r'')', :'event'));
SELECT is(tap.undo(:'event', 'theirs'), 'stale_version version', 'what another login did');
SELECT is(tap.as_login('t_admin', format('scrip.undo_event(tap.key(), NULL, %L, ''theirs'', ''r'')', :'event')) #>> '{event,status}', 'active',
          'who did it may');

-- Codes minted and revealed in the meantime do not change the event.
SELECT scrip.pause_event('quiet', NULL, :'event', 'r');
SELECT tap.batch(:'event', 1);
SELECT scrip.reveal_codes(NULL, :'event', NULL, NULL, NULL, NULL, NULL, NULL, 10, 'reveal');
SELECT is(tap.undo(:'event', 'quiet'), 'ok', 'what is done with codes is in no way');

SELECT scrip.pause_event('r', NULL, :'event', 'r');
SELECT is(tap.outcome(format('scrip.undo_event(tap.key(), NULL, %L, ''r'', '''')', :'event')), 'reason_required reason', 'without a reason');
SELECT is(tap.undo(gen_random_uuid(), 'r'), 'not_found event', 'of nothing');
\ir ../lib/end.psql
