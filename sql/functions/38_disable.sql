-- SPDX-License-Identifier: GPL-3.0-or-later
-- Disabling codes and enabling them again, also against the backend, which looks at is_claimed alone: a disabled code is
-- stored there as claimed by nobody. Its own claim locks the same row, so one of both comes first and the other sees it.
SET LOCAL ROLE scrip_owner;

CREATE FUNCTION scrip.disable_rows(p_batch uuid, p_from integer, p_to integer, p_id uuid DEFAULT NULL)
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := scrip.now();
  v_changed integer;
BEGIN
  WITH target AS MATERIALIZED (
    SELECT k.id FROM scrip.code k
    WHERE k.batch_id = p_batch AND k.serial BETWEEN p_from AND p_to AND k.state = 'available'
      AND (p_id IS NULL OR k.id = p_id) -- another code may stand there by now
    ORDER BY k.id FOR UPDATE
  ), held AS (
    UPDATE @billing@.credit_event_codes c SET is_claimed = true FROM target t
    WHERE c.id = t.id AND NOT scrip.is_taken(c.is_claimed, c.claimed_by_user_id, c.claimed_at) RETURNING c.id
  )
  UPDATE scrip.code k SET state = 'disabled', state_at = v_now FROM held h WHERE k.id = h.id;
  GET DIAGNOSTICS v_changed = ROW_COUNT;
  PERFORM scrip.yield_early();
  UPDATE scrip.batch b SET disabled = b.disabled + v_changed WHERE b.id = p_batch AND v_changed > 0;
  RETURN v_changed;
END
$$;

-- A code of several uses, or of an event that waits for approval, stays held against the backend.
CREATE FUNCTION scrip.enable_rows(p_batch uuid, p_from integer, p_to integer, p_id uuid DEFAULT NULL)
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := scrip.now();
  v_max_uses integer;
  v_awaiting timestamptz;
  v_changed integer;
BEGIN
  SELECT b.max_uses INTO v_max_uses FROM scrip.batch b WHERE b.id = p_batch;
  SELECT d.awaiting_since INTO v_awaiting
  FROM scrip.event_detail d JOIN scrip.batch b ON b.event_id = d.event_id WHERE b.id = p_batch FOR SHARE OF d;
  WITH target AS MATERIALIZED (
    SELECT k.id FROM scrip.code k
    WHERE k.batch_id = p_batch AND k.serial BETWEEN p_from AND p_to AND k.state = 'disabled'
      AND (p_id IS NULL OR k.id = p_id)
    ORDER BY k.id FOR UPDATE
  ), freed AS (
    UPDATE @billing@.credit_event_codes c SET is_claimed = v_max_uses > 1 OR v_awaiting IS NOT NULL FROM target t
    WHERE c.id = t.id RETURNING c.id
  )
  UPDATE scrip.code k
  SET state = CASE WHEN k.uses >= v_max_uses THEN 'claimed' ELSE 'available' END, state_at = v_now
  FROM freed f WHERE k.id = f.id;
  GET DIAGNOSTICS v_changed = ROW_COUNT;
  PERFORM scrip.yield_early();
  UPDATE scrip.batch b SET disabled = b.disabled - v_changed WHERE b.id = p_batch AND v_changed > 0;
  RETURN v_changed;
END
$$;

-- The work on a range of serials, or on one code of it. What is enabled can be claimed again, and so costs as much as what
-- is minted: codes disabled, others minted, and the first enabled would otherwise be twice what one admin may spend.
CREATE FUNCTION scrip.change_rows(p_operation text, p_key text, p_as text, p_reason text, p_batch uuid, p_from integer,
                                  p_to integer, p_id uuid DEFAULT NULL)
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_batch scrip.batch;
  v_row record;
  v_before jsonb;
  v_changed integer;
BEGIN
  IF p_operation IN ('disable_code', 'disable_codes') THEN
    RETURN scrip.disable_rows(p_batch, p_from, p_to, p_id);
  ELSIF scrip.setting_value('approval_threshold') = '' THEN
    RETURN scrip.enable_rows(p_batch, p_from, p_to, p_id);
  END IF;
  SELECT * INTO STRICT v_batch FROM scrip.batch b WHERE b.id = p_batch;
  PERFORM scrip.lock_detail(v_batch.event_id);
  SELECT * INTO v_row FROM scrip.event_rows(ARRAY[v_batch.event_id]);
  v_before := scrip.event_object(v_batch.event_id);
  v_changed := scrip.enable_rows(p_batch, p_from, p_to, p_id);
  IF v_changed > 0 THEN
    PERFORM scrip.settle_minting(p_operation, p_as, p_key, p_reason, v_row, v_before, v_changed * v_batch.max_uses::numeric);
  END IF;
  RETURN v_changed;
END
$$;

CREATE FUNCTION scrip.change_code(p_operation text, p_key text, p_as text, p_code text, p_reason text)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_answer jsonb;
  v_id uuid;
  v_code jsonb;
  v_changed integer;
  v_detail text;
BEGIN
  PERFORM scrip.need('admin', 'staff');
  v_id := scrip.find_code(p_code); -- before the key: the payload must not depend on the spelling, nor hold a code
  v_answer := scrip.begin_write(p_key, p_operation, jsonb_build_object('code', v_id, 'reason', p_reason));
  IF v_answer IS NOT NULL THEN
    RETURN v_answer;
  END IF;
  p_reason := scrip.check_reason(p_reason);
  v_code := scrip.code_object(v_id);
  IF v_code ->> 'batch_id' IS NULL THEN
    PERFORM scrip.refuse('code_not_found', 'There is no such code among those that Scrip made.', 'code');
  END IF;
  v_changed := scrip.change_rows(p_operation, p_key, p_as, p_reason, (v_code ->> 'batch_id')::uuid,
                                 (v_code ->> 'serial')::integer, (v_code ->> 'serial')::integer, v_id);
  IF v_changed = 0 THEN
    v_code := scrip.code_object(v_id);
    IF v_code ->> 'state' = 'claimed' THEN
      PERFORM scrip.refuse('code_already_claimed', 'Somebody has claimed this code already.', 'code');
    ELSIF v_code ->> 'state' = 'reissued' THEN
      PERFORM scrip.refuse('code_reissued', 'This code was replaced by a new one.', 'code');
    END IF;
  ELSE
    PERFORM scrip.audit_write(p_operation, p_as, p_key, 'code', v_id::text, p_reason,
                              jsonb_build_object('state', v_code ->> 'state'),
                              jsonb_build_object('state', scrip.code_object(v_id) ->> 'state'));
  END IF;
  RETURN scrip.end_write(p_key, jsonb_build_object('code', v_id), jsonb_build_object('code', scrip.code_object(v_id)));
EXCEPTION WHEN SQLSTATE 'SC001' OR syntax_error_or_access_rule_violation OR not_null_violation THEN
  GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
  RETURN scrip.refused(SQLSTATE, SQLERRM, v_detail);
END
$$;

CREATE FUNCTION scrip.disable_code(p_key text, p_as text, p_code text, p_reason text)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN scrip.change_code('disable_code', p_key, p_as, p_code, p_reason);
END
$$;

CREATE FUNCTION scrip.enable_code(p_key text, p_as text, p_code text, p_reason text)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN scrip.change_code('enable_code', p_key, p_as, p_code, p_reason);
END
$$;

-- A range of serials; null or 0 bounds are those of the batch. Codes in another state are skipped.
CREATE FUNCTION scrip.change_codes(p_operation text, p_key text, p_as text, p_batch uuid, p_from integer, p_to integer,
                                   p_reason text)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_answer jsonb;
  v_count integer;
  v_from integer := coalesce(nullif(p_from, 0), 1);
  v_to integer;
  v_changed integer;
  v_disabled integer;
  v_detail text;
BEGIN
  PERFORM scrip.need('admin', 'staff');
  v_answer := scrip.begin_write(p_key, p_operation,
    jsonb_build_object('batch', p_batch, 'from', p_from, 'to', p_to, 'reason', p_reason));
  IF v_answer IS NOT NULL THEN
    RETURN v_answer;
  END IF;
  p_reason := scrip.check_reason(p_reason);
  SELECT b.count INTO v_count FROM scrip.batch b WHERE b.id = p_batch;
  IF NOT FOUND THEN
    PERFORM scrip.refuse('not_found', 'There is no such batch.', 'batch');
  END IF;
  v_to := coalesce(nullif(p_to, 0), v_count);
  IF v_from < 1 OR v_from > v_to THEN
    PERFORM scrip.refuse('invalid_count', 'Give serials of the batch, the smaller one first.', 'from');
  END IF;
  v_changed := scrip.change_rows(p_operation, p_key, p_as, p_reason, p_batch, v_from, v_to);
  v_answer := jsonb_build_object('changed', v_changed, 'skipped',
    (SELECT count(*) FROM scrip.code k WHERE k.batch_id = p_batch AND k.serial BETWEEN v_from AND v_to
       AND k.generation = 0) - v_changed);
  IF v_changed > 0 THEN
    -- Read behind its change, so nobody has come in between.
    SELECT b.disabled INTO v_disabled FROM scrip.batch b WHERE b.id = p_batch;
    PERFORM scrip.audit_write(p_operation, p_as, p_key, 'batch', p_batch::text, p_reason,
      jsonb_build_object('disabled', v_disabled - CASE p_operation WHEN 'disable_codes' THEN 1 ELSE -1 END * v_changed),
      v_answer || jsonb_build_object('from', v_from, 'to', v_to, 'disabled', v_disabled));
  END IF;
  RETURN scrip.end_write(p_key, jsonb_build_object('batch', p_batch), v_answer);
EXCEPTION WHEN SQLSTATE 'SC001' OR syntax_error_or_access_rule_violation OR not_null_violation THEN
  GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
  RETURN scrip.refused(SQLSTATE, SQLERRM, v_detail);
END
$$;

CREATE FUNCTION scrip.disable_codes(p_key text, p_as text, p_batch uuid, p_from integer, p_to integer, p_reason text)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN scrip.change_codes('disable_codes', p_key, p_as, p_batch, p_from, p_to, p_reason);
END
$$;

CREATE FUNCTION scrip.enable_codes(p_key text, p_as text, p_batch uuid, p_from integer, p_to integer, p_reason text)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN scrip.change_codes('enable_codes', p_key, p_as, p_batch, p_from, p_to, p_reason);
END
$$;
