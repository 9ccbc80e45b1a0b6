-- SPDX-License-Identifier: GPL-3.0-or-later
\ir ../lib/begin.psql
SELECT no_plan();

SELECT tap.event('{"name": "One"}') AS one \gset
SELECT tap.event('{"name": "Two"}') AS two \gset
SELECT tap.batch(:'one', 2) AS batch \gset
SELECT tap.as_login('t_staff', format('scrip.disable_code(tap.key(), ''boss'', %L, ''r'')', tap.code_id(:'batch', 1)));
SELECT scrip.set_setting(tap.key(), NULL, 'issuer', 'Us');
SELECT scrip.pause_event(tap.key(), NULL, :'one', 'r');

CREATE FUNCTION tap.actions(p_filter jsonb, p_after bigint DEFAULT NULL, p_limit integer DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(r ->> 'action', ' ' ORDER BY n)
  FROM jsonb_array_elements(scrip.audit_list(p_filter, p_after, p_limit) -> 'items') WITH ORDINALITY i (r, n)
$$;
SELECT is(tap.actions('{}'), 'pause_event set_setting disable_code mint_chunk open_batch create_event create_event', 'newest first');
SELECT is(tap.actions(jsonb_build_object('object', :'one')), 'pause_event create_event', 'of an object');
SELECT is(tap.actions('{"object": "event"}'), 'pause_event create_event create_event', 'of a kind');
SELECT is(tap.actions(jsonb_build_object('object', 'event:' || :'one')), 'pause_event create_event', 'of both');
SELECT is(tap.actions(jsonb_build_object('object', 'batch:' || :'one')), NULL, 'of both that do not go together');
SELECT is(tap.actions('{"actor": "t_staff"}'), 'disable_code', 'by a login');
SELECT is(tap.actions('{"actor": "boss"}'), NULL, 'not by whom it claimed to be');
SELECT is(tap.actions('{"from": "2990-01-01T00:00:00Z"}'), NULL, 'from a time');
SELECT is(tap.actions(jsonb_build_object('to', scrip.time_text(scrip.now() + interval '1 minute'), 'object', 'setting')), 'set_setting', 'up to one');
SELECT is(tap.actions('{}', NULL, 2), 'pause_event set_setting', 'a page');
SELECT is(tap.actions('{}', (scrip.audit_list('{}', NULL, 2) ->> 'next')::bigint, 2), 'disable_code mint_chunk', 'and the next');
SELECT is(scrip.audit_list('{}', NULL, 7) -> 'next', 'null', 'until there is none');
SELECT is((scrip.audit_list('{"actor": "t_staff"}') #> '{items,0}') - '{id,at,request_id}'::text[], jsonb_build_object(
  'login', 't_staff', 'as', 'boss', 'action', 'disable_code', 'object_kind', 'code', 'object_id', tap.code_id(:'batch', 1),
  'reason', 'r', 'before', '{"state": "available"}'::jsonb, 'after', '{"state": "disabled"}'::jsonb,
  'object_name', scrip.masked((SELECT c.code::text FROM credit_event_codes c WHERE c.id = tap.code_id(:'batch', 1)))), 'a row');
SELECT is(scrip.audit_list(jsonb_build_object('object', :'one'), NULL, 1) #>> '{items,0,object_name}', 'One', 'an event by its name');
SELECT is(scrip.audit_list('{"object": "batch"}', NULL, 1) #>> '{items,0,object_name}', 'One · 1', 'a batch by that of its event');
SELECT is(scrip.audit_list('{"object": "setting"}', NULL, 1) #> '{items,0,object_name}', 'null', 'what is called by its id has no other name');
SELECT is(scrip.count_audit(f), jsonb_build_object('count', jsonb_array_length(scrip.audit_list(f) -> 'items'), 'exact', true), format('count of %s', f))
FROM unnest(ARRAY['{}', '{"object": "event"}', '{"actor": "t_staff"}', '{"from": "2990-01-01T00:00:00Z"}',
                  jsonb_build_object('object', 'event:' || :'one')]::jsonb[]) f;
SELECT is(tap.outcome('scrip.count_audit(''{"x": 1}'')'), 'invalid_body x', 'a count knows the same filter');
SELECT is(tap.outcome(format('scrip.audit_list(%L)', f.filter)), f.outcome, f.filter)
FROM (VALUES ('{"x": 1}', 'invalid_body x'), ('{"from": "yesterday"}', 'invalid_date from'), ('{"to": "infinity"}', 'invalid_date to')) f (filter, outcome);

SELECT is((SELECT string_agg(r ->> 'action', ' ') FROM jsonb_array_elements(scrip.event_history(:'one') -> 'items') r),
          'pause_event open_batch create_event', 'the history of an event has its batches and no chunks');
SELECT is(jsonb_array_length(scrip.event_history(:'one', NULL, 1) -> 'items'), 1, 'in pages');
SELECT is(scrip.event_history(:'one', (scrip.event_history(:'one', NULL, 1) ->> 'next')::bigint, 1) #>> '{items,0,action}', 'open_batch', 'one after the other');

-- Row hashes
SELECT is(scrip.audit_verify(), '{"ok": true, "rows": 7, "seals": 0, "unsealed": 7, "first_bad": null, "next": null}', 'all is as it was written');
SELECT is(scrip.audit_verify(NULL, 3) - 'next', '{"ok": true, "rows": 3, "seals": 0, "unsealed": 3, "first_bad": null}', 'in slices');
SELECT is(scrip.audit_verify((scrip.audit_verify(NULL, 3) ->> 'next')::bigint, 10) -> 'rows', '4', 'to the end');
ALTER TABLE scrip_vault.audit DISABLE TRIGGER deny_change;
CREATE FUNCTION tap.tampered(p_set text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_bad jsonb;
BEGIN
  EXECUTE 'UPDATE scrip_vault.audit SET ' || p_set || ' WHERE action = ''disable_code''';
  v_bad := scrip.audit_verify() -> 'first_bad';
  RAISE SQLSTATE 'UNDO0';
EXCEPTION WHEN SQLSTATE 'UNDO0' THEN
  RETURN v_bad;
END
$$;
SELECT is(tap.tampered(s) - 'message', (SELECT jsonb_build_object('kind', 'row', 'id', id, 'problem', 'changed') FROM scrip_vault.audit WHERE action = 'disable_code'), s)
FROM unnest(ARRAY['login = ''t_admin''', 'claimed_as = NULL', 'action = ''enable_code''', 'object_kind = ''event''', 'object_id = ''x''',
  'reason = ''q''', 'before = NULL', 'after = ''{}''', 'request_id = ''x''', 'at = at + interval ''1 microsecond''',
  'xid = (xid::text::bigint + 1)::text::xid8', 'id = id + 1000', 'row_hash = sha256(''x'')',
  'system_identifier = 1', 'system_identifier = NULL', 'reason = ''rx'', before = NULL', 'claimed_as = ''bos'', action = ''sdisable_code''']) s
WHERE s NOT LIKE 'id =%' AND s NOT LIKE '%sdisable%';
SELECT isnt(tap.tampered(s), NULL, s) FROM unnest(ARRAY['id = id + 1000', 'claimed_as = ''bos'', action = ''sdisable_code''']) s;
SELECT is(tap.outcome(format('scrip.audit_verify(0, 10, %L)', a)), 'invalid_body anchor', a)
FROM unnest(ARRAY['[]', '{}', '{"seal": 1}', '{"seal": "1", "root": ""}', '{"seal": 1, "root": "x"}', '"x"']) a;
SELECT is(tap.outcome('scrip.audit_verify(0, 10, ''{"seal": 1.5, "root": "' || repeat('a', 64) || '"}'')'), 'invalid_count anchor', 'half a seal');
SELECT is(scrip.audit_verify(0, 10, 'null') -> 'ok', 'true', 'no anchor');
SELECT is((SELECT array_agg(k ORDER BY k) FROM jsonb_object_keys(scrip.audit_anchor()) k),
          ARRAY['at', 'database', 'root', 'rows', 'seal', 'system_identifier'], 'an anchor');
\ir ../lib/end.psql
