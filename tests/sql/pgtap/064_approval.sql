-- SPDX-License-Identifier: GPL-3.0-or-later
-- The two-person rule: off by default; above the threshold an event waits for another admin.
\ir ../lib/begin.psql
SELECT no_plan();

SELECT tap.event('{"amount": "1000000", "max_claims": 1000}') AS before \gset
SELECT is(scrip.event(:'before') ->> 'status', 'active', 'without a threshold nothing waits');
SELECT scrip.set_setting(tap.key(), NULL, 'approval_threshold', '1000');
CREATE FUNCTION tap.create_as(p_login text, p_more jsonb) RETURNS jsonb LANGUAGE sql AS $$
  SELECT tap.as_login(p_login, format('scrip.create_event(tap.key(), NULL, %L)',
    '{"name": "E", "amount": "10", "credit_expires_at": "2990-01-01T00:00:00Z"}'::jsonb || p_more)) -> 'event'
$$;
SELECT is(tap.create_as('t_admin', '{"max_claims": 100}') ->> 'status', 'active', 'up to the threshold');
SELECT tap.create_as('t_admin', '{"max_claims": 101}') AS e \gset
SELECT :'e'::jsonb ->> 'id' AS event \gset
SELECT is(:'e'::jsonb ->> 'status', 'awaiting_approval', 'above it');
SELECT is((SELECT is_active FROM credit_events WHERE id = :'event'), false, 'the backend must not see it active');
SELECT tap.batch(:'event', 3) AS batch \gset
SELECT is((SELECT bool_and(is_claimed) FROM credit_event_codes), true, 'nor its codes claimable');
SELECT is((SELECT count(*) FROM scrip.codes(:'event', p_state => 'available')), 3::bigint, 'though they are available here');
SELECT is(scrip.pause_event(tap.key(), NULL, :'event', 'r') #>> '{event,paused}', 'true', 'pausing meanwhile');
SELECT is(scrip.resume_event(tap.key(), NULL, :'event', 'r') #>> '{event,status}', 'awaiting_approval', 'does not get around it');

SELECT is(tap.approve(:'event', 't_admin') ->> 'name', 'approval_by_same_person',
          'who asked may not approve');
SELECT is(tap.approve(:'event', 't_admin2') #>> '{event,status}', 'active', 'another may');
SELECT is((SELECT is_active FROM credit_events WHERE id = :'event'), true, 'then it is active');
SELECT is((SELECT bool_or(is_claimed) FROM credit_event_codes), false, 'with its codes');
SELECT is(tap.approve(:'event', 't_admin2') #>> '{event,status}', 'active', 'twice is no mistake');
SELECT is(tap.outcome('scrip.approve_event(tap.key(), NULL, gen_random_uuid(), 1)'), 'not_found event', 'nothing to approve');

-- Raising
CREATE FUNCTION tap.edit_as(p_login text, p_event uuid, p_changes text) RETURNS text LANGUAGE sql AS $$
  SELECT tap.edit(p_event, p_changes::jsonb, p_login) #>> '{event,status}'
$$;
SELECT is(tap.edit_as('t_admin', :'event', '{"max_claims": 50}'), 'active', 'lowering asks nobody');
SELECT is(tap.edit_as('t_admin', :'event', '{"max_claims": 101}'), 'active', 'nor does going back to what was approved');
SELECT is(tap.edit_as('t_admin', :'event', '{"notes": "n"}'), 'active', 'nor another field');
SELECT is(tap.edit_as('t_admin', :'event', '{"amount": "11"}'), 'awaiting_approval', 'a higher amount does');
SELECT is(tap.edit_as('t_admin2', :'event', '{"max_claims": 500}'), 'awaiting_approval', 'and so does a higher cap');
SELECT is(tap.approve(:'event', 't_admin2') ->> 'name', 'approval_by_same_person',
          'who raised it further may not approve');

-- Without a cap the codes are the worst case.
SELECT tap.create_as('t_admin', '{}') ->> 'id' AS open \gset
SELECT is(scrip.event(:'open') ->> 'status', 'active', 'no cap, no codes: nothing can be claimed');
SELECT tap.as_login('t_staff', format('scrip.open_batch(''s'', NULL, %L, 101)', :'open')) #>> '{batch,id}' AS minted \gset
SELECT is(scrip.event(:'open') ->> 'status', 'awaiting_approval', 'a batch that passes the threshold waits');
SELECT is((SELECT concat_ws(' ', a.login, a.action, a.request_id, a.before, a.after) FROM scrip_vault.audit a WHERE a.object_id = :'open' ORDER BY a.id DESC LIMIT 1),
          't_staff open_batch s {"status": "active", "batches": 0} {"status": "awaiting_approval", "batches": 1}', 'which is audited of the event');
SELECT is(scrip.event(:'open') ->> 'version', '2', 'and a new version of it');
SELECT is(tap.as_login('t_staff', format('scrip.mint_chunk(''s'', NULL, %L, 0)', :'minted')) -> 'done', 'true', 'its codes can be minted');
SELECT is((SELECT bool_and(c.is_claimed) FROM credit_event_codes c WHERE credit_event_id = :'open'), true, 'but not claimed');
SELECT is(tap.approve(:'open', 't_admin') #>> '{event,status}', 'active', 'until approved');
SELECT is((SELECT bool_or(c.is_claimed) FROM credit_event_codes c WHERE credit_event_id = :'open'), false, 'and then they can');

-- None of all who asked may approve, however many more came after.
SELECT tap.create_as('t_admin', '{}') ->> 'id' AS shared \gset
SELECT tap.as_login('t_admin', format('scrip.open_batch(''first'', NULL, %L, 101)', :'shared')) -> 'ok' AS first \gset
SELECT tap.as_login('t_admin', format('scrip.open_batch(''again'', NULL, %L, 1)', :'shared')) -> 'ok' AS again \gset
SELECT tap.as_login('t_staff', format('scrip.open_batch(''then'', NULL, %L, 1)', :'shared')) -> 'ok' AS then \gset
SELECT is((SELECT a ->> 'by' FROM jsonb_array_elements(scrip.overview() -> 'approvals') a WHERE a ->> 'id' = :'shared'), 't_admin, t_staff', 'who asked is told');
SELECT is(tap.approve(:'shared', 't_admin') ->> 'name', 'approval_by_same_person',
          'the first who asked may not, though somebody else asked for more');
SELECT is(tap.approve(:'shared', 't_admin2') #>> '{event,status}', 'active', 'who did not ask may');
SELECT is((SELECT d.awaiting_by FROM scrip.event_detail d WHERE d.event_id = :'shared'), NULL, 'then it is forgotten who asked');
SELECT tap.as_login('t_admin2', format('scrip.open_batch(''later'', NULL, %L, 1)', :'shared')) -> 'ok' AS later \gset
SELECT is(tap.approve(:'shared', 't_admin') #>> '{event,status}', 'active', 'and it is another''s turn');

-- What was looked at is approved, and nothing that it became since.
SELECT tap.create_as('t_admin', '{"max_claims": 101}') ->> 'id' AS seen \gset
CREATE FUNCTION tap.approve_version(p_key text, p_version text) RETURNS jsonb LANGUAGE sql AS $$
  SELECT tap.as_login('t_admin2', format('scrip.approve_event(%L, NULL, %L, %L)', p_key, e.id, p_version)) FROM credit_events e
  WHERE e.name = 'Seen'
$$;
SELECT is(tap.edit(:'seen', '{"name": "Seen", "amount": "10000"}', 't_admin') #>> '{event,version}', '2', 'an edit while it waits is a new version');
SELECT tap.approve_version('seen', '1') AS stale \gset
SELECT is(:'stale'::jsonb ->> 'name', 'stale_version', 'the version before cannot be approved any more');
SELECT is(:'stale'::jsonb -> 'detail' @> '{"yours": 1, "current": {"version": 2, "amount": "10000.00"}}', true, 'with both versions');
SELECT is(tap.approve_version('seen', NULL) ->> 'name', 'stale_version', 'nor can one approve unseen');
SELECT is((SELECT is_active FROM credit_events WHERE id = :'seen'), false, 'it waits');
SELECT is(tap.approve_version('seen', '2') #>> '{event,status}', 'active', 'what it is can be');
SELECT is(tap.approve_version('seen', '3') -> 'replayed', 'true', 'who asks again has seen what it became');
SELECT is(tap.approve_version(tap.key(), '1') #>> '{event,version}', '3', 'where nothing waits nothing is approved');

-- More codes for one that waits are a new version as well.
SELECT tap.create_as('t_admin', '{}') ->> 'id' AS minted \gset
SELECT tap.batch(:'minted', 101) AS first \gset
SELECT scrip.event(:'minted') ->> 'version' AS version \gset
SELECT tap.batch(:'minted', 1) AS second \gset
SELECT is(tap.outcome(format('scrip.approve_event(tap.key(), NULL, %L, %s)', :'minted', :'version'), 't_admin2'), 'stale_version version', 'more was minted since');
SELECT is(tap.approve(:'minted', 't_admin2') #>> '{event,status}', 'active', 'seen, it can be approved');
SELECT tap.batch(:'before', 10) AS capped \gset
SELECT is(scrip.event(:'before') ->> 'version', '1', 'codes within the cap ask nobody');

-- Codes that come back into use cost as much as new ones: enabled, or replaced while they are disabled.
CREATE FUNCTION tap.twice_the_codes(p_name text) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  v_event uuid := tap.create_as('t_admin', jsonb_build_object('name', p_name)) ->> 'id';
  v_batch uuid := tap.batch(v_event, 100);
BEGIN
  PERFORM scrip.disable_codes(tap.key(), NULL, v_batch, NULL, NULL, 'r'), tap.batch(v_event, 100);
  RETURN v_batch;
END
$$;
CREATE FUNCTION tap.of(p_batch uuid) RETURNS jsonb LANGUAGE sql AS $$
  SELECT scrip.event(b.event_id) FROM scrip.batch b WHERE b.id = p_batch
$$;
SELECT tap.twice_the_codes('Enabled') AS b1 \gset
SELECT tap.twice_the_codes('One enabled') AS b2 \gset
SELECT tap.twice_the_codes('Reissued') AS b3 \gset
SELECT tap.twice_the_codes('One reissued') AS b4 \gset
SELECT is(tap.of(b) ->> 'status', 'active', 'disabled ones do not count') FROM unnest(ARRAY[:'b1', :'b2', :'b3', :'b4']::uuid[]) b;
SELECT is(tap.as_login('t_staff', t.call) -> 'ok', 'true', t.call) FROM (VALUES
  (format('scrip.enable_codes(''c1'', NULL, %L, NULL, NULL, ''back'')', :'b1')),
  (format('scrip.enable_code(''c2'', NULL, %L, ''back'')', tap.code_id(:'b2', 7))),
  (format('scrip.reissue_codes(''c3'', NULL, %L, 1, 50, ''back'')', :'b3')),
  (format('scrip.reissue_code(''c4'', NULL, %L, ''back'')', tap.code_id(:'b4', 7)))) t (call);
SELECT is(tap.of(b) @> '{"status": "awaiting_approval", "version": 2}', true, tap.of(b) ->> 'name') FROM unnest(ARRAY[:'b1', :'b2', :'b3', :'b4']::uuid[]) b;
SELECT is((SELECT array_agg(concat_ws(' ', a.login, a.action, a.reason, a.after -> 'codes' -> 'disabled') ORDER BY a.request_id) FROM scrip_vault.audit a
           WHERE a.object_kind = 'event' AND a.after ->> 'status' = 'awaiting_approval' AND a.request_id LIKE 'c_'),
          ARRAY['t_staff enable_codes back 0', 't_staff enable_code back 99', 't_staff reissue_codes back 50', 't_staff reissue_code back 99'],
          'audited of the event with the reason');
SELECT is(tap.approve((tap.of(:'b1') ->> 'id')::uuid, 't_admin2') #>> '{event,status}', 'active', 'and can be approved');
SELECT is((SELECT bool_or(c.is_claimed) FROM scrip.code k JOIN credit_event_codes c ON c.id = k.id WHERE k.batch_id = :'b1'), false, 'with its codes');
-- Back to what was approved asks nobody, nor does another code in the place of one that counts.
SELECT scrip.disable_codes(tap.key(), NULL, :'b1', 1, 50, 'r'), scrip.enable_codes(tap.key(), NULL, :'b1', 1, 50, 'r'),
       scrip.reissue_codes(tap.key(), NULL, :'b1', 1, 50, 'r');
SELECT is(tap.of(:'b1') ->> 'status', 'active', 'no more than was approved');
SELECT scrip.set_setting(tap.key(), NULL, 'approval_threshold', '1');
SELECT tap.create_as('t_admin', '{}') ->> 'id' AS lost \gset
SELECT scrip.set_setting(tap.key(), NULL, 'approval_threshold', NULL);
SELECT tap.batch(:'lost', 2) AS lost_batch \gset
SELECT scrip.set_setting(tap.key(), NULL, 'approval_threshold', '1');
SELECT scrip.reissue_code(tap.key(), NULL, tap.code_id(:'lost_batch', 1)::text, 'r');
SELECT is(scrip.event(:'lost') ->> 'status', 'active', 'a lost code that is replaced costs nothing more');
SELECT scrip.disable_code(tap.key(), NULL, tap.code_id(:'lost_batch', 2)::text, 'r'),
       scrip.enable_code(tap.key(), NULL, tap.code_id(:'lost_batch', 2)::text, 'r');
SELECT is(scrip.event(:'lost') ->> 'status', 'awaiting_approval', 'one that comes back does, however much was there before');
\ir ../lib/end.psql
