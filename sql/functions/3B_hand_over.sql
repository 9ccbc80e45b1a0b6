-- SPDX-License-Identifier: GPL-3.0-or-later
-- Codes given to people by name, one each. Which code went to whom is known for ever; the code itself is not in it.
SET LOCAL ROLE scrip_owner;

-- The names as they will be stored. The same name twice is taken for a line that stands there twice.
CREATE FUNCTION scrip.check_recipients(p_recipients text[])
RETURNS text[] LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_names text[];
  v_twice text;
BEGIN
  IF coalesce(cardinality(p_recipients), 0) NOT BETWEEN 1 AND 10000 OR array_ndims(p_recipients) > 1 THEN
    PERFORM scrip.refuse('invalid_count', 'Hand codes over to 1 to 10,000 people at once.', 'recipients');
  END IF;
  v_names := ARRAY(SELECT scrip.check_name(u.name, 'recipients')
                   FROM unnest(p_recipients) WITH ORDINALITY u (name, place) ORDER BY u.place);
  SELECT u.name INTO v_twice FROM unnest(v_names) u (name) GROUP BY u.name HAVING count(*) > 1 LIMIT 1;
  IF FOUND THEN
    PERFORM scrip.refuse('invalid_name', format('“%s” stands there twice: add what tells the two apart.', v_twice),
                         'recipients');
  END IF;
  RETURN v_names;
END
$$;

-- The next codes that nobody has and nobody was given, in the order of their batches. Codes of several uses are for posters
-- and not for a person. Each batch is read along its index, as far as it takes: sorting all codes of an event to give away
-- ten would take seconds.
CREATE FUNCTION scrip.next_to_hand_over(p_event uuid, p_batch uuid, p_count integer)
RETURNS uuid[] LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
DECLARE
  v_ids uuid[] := '{}';
  v_batch uuid;
BEGIN
  FOR v_batch IN
    SELECT b.id FROM scrip.batch b
    WHERE b.event_id = p_event AND (p_batch IS NULL OR b.id = p_batch) AND b.max_uses = 1 ORDER BY b.number
  LOOP
    v_ids := v_ids || ARRAY(
      SELECT k.id FROM scrip.code k
      CROSS JOIN LATERAL (SELECT FROM @billing@.credit_event_codes c
        WHERE c.id = k.id AND NOT scrip.is_taken(c.is_claimed, c.claimed_by_user_id, c.claimed_at) OFFSET 0) c
      WHERE k.batch_id = v_batch AND k.state = 'available'
        AND NOT EXISTS (SELECT FROM scrip.hand_over h WHERE h.code_id = k.id OFFSET 0)
      ORDER BY k.serial LIMIT p_count - cardinality(v_ids));
    EXIT WHEN cardinality(v_ids) = p_count;
  END LOOP;
  RETURN v_ids;
END
$$;

-- The same codes, locked, the backend's rows with them, and as they are then: while one waits for a lock a code may be
-- disabled, replaced or claimed, and another takes its place.
CREATE FUNCTION scrip.lock_to_hand_over(p_event uuid, p_batch uuid, p_count integer)
RETURNS uuid[] LANGUAGE plpgsql AS $$
DECLARE
  v_ids uuid[];
  v_locked bigint;
BEGIN
  FOR v_try IN 1 .. 10 LOOP
    v_ids := scrip.next_to_hand_over(p_event, p_batch, p_count);
    WITH locked AS (
      SELECT FROM scrip.code k JOIN @billing@.credit_event_codes c ON c.id = k.id
      WHERE k.id = ANY (v_ids) AND k.state = 'available'
        AND NOT scrip.is_taken(c.is_claimed, c.claimed_by_user_id, c.claimed_at)
      ORDER BY k.id FOR NO KEY UPDATE)
    SELECT count(*) INTO v_locked FROM locked;
    IF v_locked = cardinality(v_ids) THEN
      RETURN v_ids;
    END IF;
  END LOOP;
  PERFORM scrip.refuse('busy', 'The codes are taken as fast as they are looked for: try again.', 'recipients');
END
$$;

-- Which code, masked, went to whom; by serial.
CREATE FUNCTION scrip.hand_overs(p_batch uuid)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM scrip.need('admin', 'staff', 'auditor');
  IF NOT EXISTS (SELECT FROM scrip.batch b WHERE b.id = p_batch) THEN
    PERFORM scrip.refuse('not_found', 'There is no such batch.', 'batch');
  END IF;
  RETURN (SELECT coalesce(jsonb_agg(jsonb_build_object(
            'recipient', h.recipient, 'serial', h.serial, 'code_id', h.code_id, 'at', scrip.time_text(h.at),
            'by', h.login) ORDER BY h.serial, h.at), '[]')
          FROM scrip.hand_over h WHERE h.batch_id = p_batch);
END
$$;

-- The event of a call that names an event or one of its batches.
CREATE FUNCTION scrip.event_to_hand_over(p_event uuid, p_batch uuid)
RETURNS uuid LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_event uuid := p_event;
BEGIN
  IF p_batch IS NOT NULL THEN
    SELECT b.event_id INTO v_event FROM scrip.batch b WHERE b.id = p_batch AND (p_event IS NULL OR b.event_id = p_event);
    IF NOT FOUND THEN
      PERFORM scrip.refuse('not_found', 'There is no such batch.', 'batch');
    END IF;
  ELSIF p_event IS NULL THEN
    PERFORM scrip.refuse('usage', 'Say of which event or batch.', 'batch');
  END IF;
  RETURN v_event;
END
$$;

-- The work: a row for each, the counters of the batches, a row of audit for each batch.
CREATE FUNCTION scrip.hand_over_rows(p_key text, p_as text, p_ids uuid[], p_names text[])
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := scrip.now();
  v_batch record;
BEGIN
  INSERT INTO scrip.hand_over (id, batch_id, code_id, serial, recipient, at, login)
  SELECT scrip.new_id(), k.batch_id, k.id, k.serial, u.name, v_now, session_user
  FROM unnest(p_ids, p_names) u (id, name) JOIN scrip.code k ON k.id = u.id;
  PERFORM scrip.yield_early();
  FOR v_batch IN
    SELECT k.batch_id, count(*) AS codes, min(k.serial) AS first, max(k.serial) AS last
    FROM scrip.code k WHERE k.id = ANY (p_ids) GROUP BY k.batch_id ORDER BY k.batch_id
  LOOP
    UPDATE scrip.batch b
    SET handed_over = (SELECT count(DISTINCT h.serial) FROM scrip.hand_over h WHERE h.batch_id = b.id)
    WHERE b.id = v_batch.batch_id;
    PERFORM scrip.audit_write('hand_over_codes', p_as, p_key, 'batch', v_batch.batch_id::text, NULL, NULL,
      jsonb_build_object('count', v_batch.codes, 'from', v_batch.first, 'to', v_batch.last));
  END LOOP;
  RETURN (SELECT jsonb_agg(jsonb_build_object('recipient', u.name, 'code_id', k.id, 'batch_id', k.batch_id,
                                              'serial', k.serial) ORDER BY u.place)
          FROM unnest(p_ids, p_names) WITH ORDINALITY u (id, name, place) JOIN scrip.code k ON k.id = u.id);
END
$$;

CREATE FUNCTION scrip.hand_over_codes(p_key text, p_as text, p_event uuid, p_batch uuid, p_recipients text[])
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_answer jsonb;
  v_event uuid;
  v_names text[];
  v_ids uuid[];
  v_detail text;
BEGIN
  PERFORM scrip.need('admin', 'staff');
  v_answer := scrip.begin_write(p_key, 'hand_over_codes',
    jsonb_build_object('event', p_event, 'batch', p_batch, 'recipients', to_jsonb(p_recipients)));
  IF v_answer IS NOT NULL THEN
    RETURN v_answer;
  END IF;
  v_names := scrip.check_recipients(p_recipients);
  v_event := scrip.event_to_hand_over(p_event, p_batch);
  -- Two of one event queue here, so that no code goes to two people.
  PERFORM scrip.lock_detail(v_event);
  IF EXISTS (SELECT FROM scrip.event_detail d WHERE d.event_id = v_event AND d.archived_at IS NOT NULL) THEN
    PERFORM scrip.refuse('event_archived', 'The event is archived: take it out of the archive first.', 'event');
  END IF;
  v_ids := scrip.lock_to_hand_over(v_event, p_batch, cardinality(v_names));
  IF cardinality(v_ids) < cardinality(v_names) THEN
    PERFORM scrip.refuse('invalid_count', format('There are %s names, and %s codes left that nobody was given.',
                         cardinality(v_names), cardinality(v_ids)), 'recipients');
  END IF;
  v_answer := jsonb_build_object('items', scrip.hand_over_rows(p_key, p_as, v_ids, v_names));
  RETURN scrip.end_write(p_key, jsonb_build_object('codes', to_jsonb(v_ids)), v_answer);
EXCEPTION WHEN SQLSTATE 'SC001' OR syntax_error_or_access_rule_violation OR not_null_violation THEN
  GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
  RETURN scrip.refused(SQLSTATE, SQLERRM, v_detail);
END
$$;
