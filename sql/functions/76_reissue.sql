-- SPDX-License-Identifier: GPL-3.0-or-later
-- A new code in the place of one that is lost or known to too many. It takes the old one's serial, and what was printed
-- there before is another code's label; the old one is dead, here and for the backend, and leads to the new one.
SET LOCAL ROLE scrip_owner;

-- Locks the codes of a range that can be replaced, with what has to be known of each.
CREATE FUNCTION scrip.lock_reissue(p_batch uuid, p_from integer, p_to integer)
RETURNS TABLE (id uuid, serial integer, state text, uses integer) LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT k.id, k.serial, k.state, k.uses
  FROM scrip.code k JOIN @billing@.credit_event_codes c ON c.id = k.id
  WHERE k.batch_id = p_batch AND k.serial BETWEEN p_from AND p_to AND k.state IN ('available', 'disabled')
    AND NOT scrip.is_taken(c.is_claimed, c.claimed_by_user_id, c.claimed_at)
  ORDER BY k.id FOR NO KEY UPDATE;
END
$$;

-- Replaces one locked code and answers the new one, id and text.
CREATE FUNCTION scrip.replace_code(p_batch scrip.batch, p_old record, p_held boolean, p_now timestamptz)
RETURNS TABLE (id uuid, code text) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_id uuid := scrip.new_id();
  v_code text;
BEGIN
  FOR v_try IN 1 .. 20 LOOP
    SELECT r.code INTO v_code FROM scrip.random_codes(1, p_batch.prefix, p_batch.groups) r;
    INSERT INTO @billing@.credit_event_codes AS c (id, credit_event_id, code, is_claimed, created_at)
    SELECT v_id, p_batch.event_id, v_code, p_held, p_now
    WHERE NOT EXISTS (SELECT FROM scrip.code k WHERE k.norm = replace(v_code, '-', '')) ON CONFLICT DO NOTHING;
    EXIT WHEN FOUND;
    v_code := NULL;
  END LOOP;
  IF v_code IS NULL THEN
    RAISE EXCEPTION 'No new code could be found in twenty attempts.';
  END IF;
  UPDATE @billing@.credit_event_codes c SET is_claimed = true WHERE c.id = p_old.id;
  UPDATE scrip.code k
  SET state = 'reissued', state_at = p_now, reissued_to = v_id,
      generation = (SELECT max(g.generation) + 1 FROM scrip.code g
                    WHERE g.batch_id = p_batch.id AND g.serial = p_old.serial)
  WHERE k.id = p_old.id;
  INSERT INTO scrip.code (id, batch_id, serial, norm)
  VALUES (v_id, p_batch.id, p_old.serial, replace(v_code, '-', ''));
  RETURN QUERY SELECT v_id, v_code;
END
$$;

-- Replaces all codes of a range that can be; the pairs, old and new, with the text of the new ones and the state that the
-- old ones were in.
CREATE FUNCTION scrip.reissue_rows(p_batch scrip.batch, p_from integer, p_to integer)
RETURNS TABLE (old_id uuid, new_id uuid, code text, was text) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_now timestamptz;
  v_event record;
  v_old record;
  v_new record;
  v_disabled integer := 0;
  v_uses bigint := 0;
  v_count integer := 0;
BEGIN
  SELECT d.awaiting_since, d.archived_at INTO v_event FROM scrip.event_detail d WHERE d.event_id = p_batch.event_id FOR SHARE;
  IF v_event.archived_at IS NOT NULL THEN
    PERFORM scrip.refuse('event_archived', 'The event is archived: take it out of the archive first.', 'event');
  END IF;
  v_now := scrip.now();
  FOR v_old IN SELECT * FROM scrip.lock_reissue(p_batch.id, p_from, p_to) r ORDER BY r.serial LOOP
    SELECT * INTO v_new FROM scrip.replace_code(p_batch, v_old, p_batch.max_uses > 1 OR v_event.awaiting_since IS NOT NULL, v_now);
    v_count := v_count + 1;
    v_uses := v_uses + v_old.uses;
    v_disabled := v_disabled + (v_old.state = 'disabled')::integer;
    RETURN QUERY SELECT v_old.id, v_new.id, v_new.code, v_old.state;
  END LOOP;
  PERFORM scrip.yield_early();
  UPDATE scrip.batch b
  SET reissued = b.reissued + v_count, disabled = b.disabled - v_disabled, dead_uses = b.dead_uses + v_uses
  WHERE b.id = p_batch.id AND v_count > 0;
END
$$;

-- The same, and what that makes the event cost: a new code in the place of a disabled one can be claimed again, and what was
-- claimed with one of several uses is on top of all the uses of the new one.
CREATE FUNCTION scrip.reissue_settled(p_operation text, p_key text, p_as text, p_reason text, p_batch scrip.batch,
                                      p_from integer, p_to integer)
RETURNS TABLE (old_id uuid, new_id uuid, code text, was text) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_row record;
  v_before jsonb;
  v_uses numeric;
BEGIN
  IF scrip.setting_value('approval_threshold') = '' THEN
    RETURN QUERY SELECT * FROM scrip.reissue_rows(p_batch, p_from, p_to);
    RETURN;
  END IF;
  PERFORM scrip.lock_detail(p_batch.event_id);
  SELECT * INTO v_row FROM scrip.event_rows(ARRAY[p_batch.event_id]);
  v_before := scrip.event_object(p_batch.event_id);
  RETURN QUERY SELECT * FROM scrip.reissue_rows(p_batch, p_from, p_to);
  SELECT r.requested_uses - v_row.requested_uses INTO v_uses FROM scrip.event_rows(ARRAY[p_batch.event_id]) r;
  IF v_uses > 0 THEN
    PERFORM scrip.settle_minting(p_operation, p_as, p_key, p_reason, v_row, v_before, v_uses);
  END IF;
END
$$;

-- The work for one code. Its text is in the answer and nowhere else.
CREATE FUNCTION scrip.reissue_one(p_key text, p_as text, p_id uuid, p_reason text)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_batch scrip.batch;
  v_serial integer;
  v_state text;
  v_pair record;
BEGIN
  SELECT b.* INTO v_batch FROM scrip.code k JOIN scrip.batch b ON b.id = k.batch_id WHERE k.id = p_id;
  IF NOT FOUND THEN
    PERFORM scrip.refuse('code_not_found', 'There is no such code among those that Scrip made.', 'code');
  END IF;
  SELECT k.serial INTO v_serial FROM scrip.code k WHERE k.id = p_id AND k.generation = 0;
  SELECT * INTO v_pair FROM scrip.reissue_settled('reissue_code', p_key, p_as, p_reason,
                                                   v_batch, v_serial, v_serial) r WHERE r.old_id = p_id;
  IF NOT FOUND THEN
    v_state := scrip.code_object(p_id) ->> 'state';
    IF v_state = 'reissued' THEN
      PERFORM scrip.refuse('code_reissued', 'This code was replaced already: reissue the new one.', 'code');
    END IF;
    PERFORM scrip.refuse('code_already_claimed',
                         'This code is used up: release the claim and free the code first.', 'code');
  END IF;
  PERFORM scrip.audit_write('reissue_code', p_as, p_key, 'code', p_id::text, p_reason,
                            jsonb_build_object('state', v_pair.was, 'reissued_to', NULL),
                            jsonb_build_object('state', 'reissued', 'reissued_to', v_pair.new_id));
  PERFORM scrip.audit_write('reissue_code', p_as, p_key, 'code', v_pair.new_id::text, p_reason, NULL,
                            jsonb_build_object('reissued_from', p_id));
  RETURN scrip.end_write(p_key, jsonb_build_object('old', p_id, 'new', v_pair.new_id), jsonb_build_object('items',
           jsonb_build_array(jsonb_build_object('old', scrip.code_object(p_id), 'new', scrip.code_object(v_pair.new_id)))))
         || jsonb_build_object('plain', v_pair.code);
END
$$;

-- Support may do this for the person in front of them, one code at a time and as often as it may look codes up.
CREATE FUNCTION scrip.reissue_code(p_key text, p_as text, p_code text, p_reason text)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid;
  v_answer jsonb;
  v_detail text;
BEGIN
  PERFORM scrip.queue_capped('lookups');
  PERFORM scrip.need('admin', 'staff', 'support');
  v_id := scrip.find_code(p_code);
  v_answer := scrip.begin_write(p_key, 'reissue_code', jsonb_build_object(
    'code', coalesce(v_id::text, scrip.fingerprint(p_code)), 'reason', p_reason));
  IF v_answer IS NOT NULL THEN
    RETURN v_answer || '{"plain": null}';
  END IF;
  PERFORM scrip.count_lookup(true);
  IF NOT scrip.is_told(v_id) THEN
    PERFORM scrip.refuse('code_not_found', 'There is no such code among those that you looked up: look it up first.',
                         'code');
  END IF;
  p_reason := scrip.check_reason(p_reason);
  RETURN scrip.reissue_one(p_key, p_as, v_id, p_reason);
EXCEPTION WHEN SQLSTATE 'SC001' OR syntax_error_or_access_rule_violation OR not_null_violation THEN
  GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
  RETURN scrip.refused(SQLSTATE, SQLERRM, v_detail);
END
$$;

-- A range of serials; claimed ones are left alone. Null or 0 bounds are those of the batch.
CREATE FUNCTION scrip.reissue_codes(p_key text, p_as text, p_batch uuid, p_from integer, p_to integer, p_reason text)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_answer jsonb;
  v_batch scrip.batch;
  v_from integer := coalesce(nullif(p_from, 0), 1);
  v_to integer;
  v_old uuid[];
  v_new uuid[];
  v_was jsonb;
  v_detail text;
BEGIN
  PERFORM scrip.need('admin', 'staff');
  v_answer := scrip.begin_write(p_key, 'reissue_codes',
    jsonb_build_object('batch', p_batch, 'from', p_from, 'to', p_to, 'reason', p_reason));
  IF v_answer IS NOT NULL THEN
    RETURN v_answer;
  END IF;
  p_reason := scrip.check_reason(p_reason);
  SELECT * INTO v_batch FROM scrip.batch b WHERE b.id = p_batch;
  IF NOT FOUND THEN
    PERFORM scrip.refuse('not_found', 'There is no such batch.', 'batch');
  END IF;
  v_to := coalesce(nullif(p_to, 0), v_batch.count);
  IF v_from < 1 OR v_from > v_to THEN
    PERFORM scrip.refuse('invalid_count', 'Give serials of the batch, the smaller one first.', 'from');
  ELSIF v_to - v_from >= scrip.chunk_size() THEN
    PERFORM scrip.refuse('invalid_count', 'Reissue at most 10,000 codes at once: give a smaller range.', 'to');
  END IF;
  SELECT array_agg(r.old_id), array_agg(r.new_id),
         jsonb_build_object('available', count(*) FILTER (WHERE r.was = 'available'),
                            'disabled', count(*) FILTER (WHERE r.was = 'disabled'), 'reissued', 0)
  INTO v_old, v_new, v_was
  FROM scrip.reissue_settled('reissue_codes', p_key, p_as, p_reason, v_batch, v_from, v_to) r;
  -- The rows of a page are made together, in the order asked for.
  v_answer := jsonb_build_object('items', (
    SELECT coalesce(jsonb_agg(jsonb_build_object('old', scrip.code_object(u.old), 'new', scrip.code_object(u.new))
                              ORDER BY u.place), '[]')
    FROM unnest(v_old, v_new) WITH ORDINALITY u (old, new, place)));
  IF cardinality(v_old) > 0 THEN
    PERFORM scrip.audit_write('reissue_codes', p_as, p_key, 'batch', p_batch::text, p_reason,
      v_was || jsonb_build_object('from', v_from, 'to', v_to), jsonb_build_object(
        'from', v_from, 'to', v_to, 'available', 0, 'disabled', 0, 'reissued', cardinality(v_old)));
  END IF;
  RETURN scrip.end_write(p_key, jsonb_build_object('batch', p_batch), v_answer);
EXCEPTION WHEN SQLSTATE 'SC001' OR syntax_error_or_access_rule_violation OR not_null_violation THEN
  GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
  RETURN scrip.refused(SQLSTATE, SQLERRM, v_detail);
END
$$;
