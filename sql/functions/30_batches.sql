-- SPDX-License-Identifier: GPL-3.0-or-later
-- Batches for people who look.
SET LOCAL ROLE scrip_owner;

-- How many claims of an event the backend made that are not booked here yet: what its counter is ahead of ours.
CREATE FUNCTION scrip.unbooked_count(p_event uuid)
RETURNS bigint LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT e.claim_count - coalesce(d.loose_claims, 0)
                 - coalesce((SELECT sum(b.uses + b.freed - b.returned) FROM scrip.batch b WHERE b.event_id = e.id), 0)
          FROM @billing@.credit_events e LEFT JOIN scrip.event_detail d ON d.event_id = e.id WHERE e.id = p_event);
END
$$;

-- Those claims.
CREATE FUNCTION scrip.unbooked_claim_rows(p_events uuid[])
RETURNS TABLE (claim_id uuid, event_id uuid, code_id uuid, user_id uuid, claimed_at timestamptz)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT c.id, c.credit_event_id, c.code_id, c.user_id, c.claimed_at FROM @billing@.credit_claims c
  WHERE c.credit_event_id = ANY (p_events) AND NOT EXISTS (SELECT FROM scrip.claim_detail d WHERE d.claim_id = c.id);
END
$$;

-- Codes of the batch that the backend claimed and that are available in scrip.code still. Looked for only where the
-- event's counter says that there are any.
CREATE FUNCTION scrip.unbooked_claims(p_event uuid, p_batch uuid)
RETURNS bigint LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF coalesce(scrip.unbooked_count(p_event), 0) <= 0 THEN
    RETURN 0;
  END IF;
  RETURN (SELECT count(DISTINCT k.id) FROM scrip.unbooked_claim_rows(ARRAY[p_event]) c
          JOIN scrip.code k ON k.id = c.code_id WHERE k.batch_id = p_batch AND k.state = 'available');
END
$$;

-- An unfinished batch tells its key to the login that opened it, which alone can mint with it: so it can be finished
-- after the program that began it is gone.
CREATE FUNCTION scrip.batch_objects(p_ids uuid[])
RETURNS TABLE (id uuid, object jsonb) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT b.id, jsonb_build_object(
    'id', b.id, 'event_id', b.event_id, 'event_name', e.name, 'number', b.number, 'prefix', b.prefix,
    'groups', b.groups, 'max_uses', b.max_uses, 'requested', b.requested, 'count', b.count, 'state', b.state,
    'note', b.note, 'created_at', scrip.time_text(b.created_at), 'created_by', b.login, 'prints', b.prints,
    'printed', b.printed, 'handed_over', b.handed_over,
    'codes', jsonb_build_object('total', b.count + b.reissued, 'available', b.count - b.disabled - c.claimed,
                                'claimed', c.claimed, 'disabled', b.disabled, 'reissued', b.reissued))
    || CASE WHEN b.state <> 'complete' AND b.login = session_user THEN jsonb_build_object('key', b.key) ELSE '{}' END
  FROM scrip.batch b
  LEFT JOIN @billing@.credit_events e ON e.id = b.event_id
  CROSS JOIN LATERAL (
    SELECT b.claimed + CASE WHEN b.max_uses = 1 THEN scrip.unbooked_claims(b.event_id, b.id) ELSE 0 END AS claimed) c
  WHERE b.id = ANY (p_ids);
END
$$;

CREATE FUNCTION scrip.batch_object(p_id uuid)
RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT o.object FROM scrip.batch_objects(ARRAY[p_id]) o
$$;

CREATE FUNCTION scrip.batch(p_id uuid)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_batch jsonb;
BEGIN
  PERFORM scrip.need('admin', 'staff', 'auditor');
  v_batch := scrip.batch_object(p_id);
  IF v_batch IS NULL THEN
    PERFORM scrip.refuse('not_found', 'There is no such batch.', 'batch');
  END IF;
  RETURN v_batch;
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;

-- Newest first; the cursor is an id, which sorts by time.
CREATE FUNCTION scrip.batches(p_filter jsonb DEFAULT '{}', p_after text DEFAULT NULL, p_limit integer DEFAULT 200)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_filter jsonb := coalesce(p_filter, '{}');
  v_event uuid := scrip.uuid_or_null(v_filter ->> 'event');
  v_printed boolean := scrip.flag_of(v_filter, 'printed');
  v_limit integer := least(greatest(coalesce(p_limit, 200), 1), 1000);
  v_after uuid := scrip.uuid_or_null(p_after);
  v_ids uuid[];
BEGIN
  PERFORM scrip.need('admin', 'staff', 'auditor');
  PERFORM scrip.check_keys(v_filter, 'event', 'state', 'printed');
  IF p_after <> '' AND v_after IS NULL THEN
    PERFORM scrip.refuse('usage', 'This is no cursor of a list of batches.', 'after');
  ELSIF v_filter ->> 'event' <> '' AND v_event IS NULL THEN
    PERFORM scrip.refuse('not_found', 'There is no such event.', 'event');
  END IF;
  v_ids := ARRAY(
    SELECT b.id FROM scrip.batch b
    WHERE (v_event IS NULL OR b.event_id = v_event)
      AND (v_filter ->> 'state' IS NULL OR b.state = v_filter ->> 'state')
      AND (v_printed IS NULL OR (b.prints > 0) = v_printed)
      AND (v_after IS NULL OR b.id < v_after)
    ORDER BY b.id DESC LIMIT v_limit + 1);
  RETURN jsonb_build_object(
    'items', coalesce((SELECT jsonb_agg(o.object ORDER BY o.id DESC)
                       FROM scrip.batch_objects(v_ids[1:v_limit]) o), '[]'),
    'next', CASE WHEN array_length(v_ids, 1) > v_limit THEN v_ids[v_limit] END);
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;
