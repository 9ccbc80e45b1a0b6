-- SPDX-License-Identifier: GPL-3.0-or-later
-- What admins do with events: one way in and out for all of it, around the work of 23 and 24.
SET LOCAL ROLE scrip_owner;

-- p_payload holds the arguments of the work, and is what the key stands for. Only the version that an approval is about is
-- not part of that: who asks again for a lost answer has looked at the event as the first call left it.
CREATE FUNCTION scrip.write_event(p_operation text, p_key text, p_as text, p_payload jsonb)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_id uuid := CASE WHEN p_operation <> 'create_event' THEN (p_payload ->> 'id')::uuid END;
  v_answer jsonb;
  v_detail text;
BEGIN
  PERFORM scrip.need('admin');
  v_answer := scrip.begin_write(p_key, p_operation,
                                CASE p_operation WHEN 'approve_event' THEN p_payload - 'version' ELSE p_payload END);
  IF v_answer IS NOT NULL THEN
    RETURN v_answer;
  END IF;
  v_answer := CASE p_operation
    WHEN 'create_event' THEN scrip.created_event(p_key, p_as, nullif(p_payload, 'null'))
    WHEN 'edit_event' THEN scrip.edited_event(p_key, p_as, v_id, (p_payload ->> 'version')::integer,
                                              nullif(p_payload -> 'changes', 'null'))
    WHEN 'approve_event' THEN scrip.approved_event(p_key, p_as, v_id, (p_payload ->> 'version')::integer)
    WHEN 'duplicate_event' THEN scrip.duplicated_event(p_key, p_as, v_id)
    WHEN 'undo_event' THEN scrip.undone_event(p_key, p_as, v_id, p_payload ->> 'done', p_payload ->> 'reason')
    ELSE scrip.changed_event(p_operation, p_key, p_as, v_id, p_payload ->> 'reason') END;
  RETURN scrip.end_write(p_key, jsonb_build_object('event', v_answer #> '{event,id}'), v_answer);
EXCEPTION WHEN SQLSTATE 'SC001' OR syntax_error_or_access_rule_violation OR not_null_violation THEN
  GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
  RETURN scrip.refused(SQLSTATE, SQLERRM, v_detail);
END
$$;

CREATE FUNCTION scrip.create_event(p_key text, p_as text, p_event jsonb)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN scrip.write_event('create_event', p_key, p_as, coalesce(p_event, 'null'));
END
$$;

CREATE FUNCTION scrip.edit_event(p_key text, p_as text, p_id uuid, p_version integer, p_changes jsonb)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN scrip.write_event('edit_event', p_key, p_as, jsonb_build_object(
    'id', p_id, 'version', p_version, 'changes', p_changes));
END
$$;

CREATE FUNCTION scrip.pause_event(p_key text, p_as text, p_id uuid, p_reason text)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN scrip.write_event('pause_event', p_key, p_as, jsonb_build_object(
    'id', p_id, 'reason', p_reason));
END
$$;

CREATE FUNCTION scrip.resume_event(p_key text, p_as text, p_id uuid, p_reason text)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN scrip.write_event('resume_event', p_key, p_as, jsonb_build_object(
    'id', p_id, 'reason', p_reason));
END
$$;

CREATE FUNCTION scrip.archive_event(p_key text, p_as text, p_id uuid, p_reason text)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN scrip.write_event('archive_event', p_key, p_as, jsonb_build_object(
    'id', p_id, 'reason', p_reason));
END
$$;

CREATE FUNCTION scrip.unarchive_event(p_key text, p_as text, p_id uuid, p_reason text)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN scrip.write_event('unarchive_event', p_key, p_as, jsonb_build_object(
    'id', p_id, 'reason', p_reason));
END
$$;

-- p_done: the key under which this login paused, resumed, archived or brought back the event.
CREATE FUNCTION scrip.undo_event(p_key text, p_as text, p_id uuid, p_done text, p_reason text)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN scrip.write_event('undo_event', p_key, p_as, jsonb_build_object(
    'id', p_id, 'done', p_done, 'reason', p_reason));
END
$$;

CREATE FUNCTION scrip.approve_event(p_key text, p_as text, p_id uuid, p_version integer)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN scrip.write_event('approve_event', p_key, p_as, jsonb_build_object('id', p_id, 'version', p_version));
END
$$;

CREATE FUNCTION scrip.duplicate_event(p_key text, p_as text, p_id uuid)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN scrip.write_event('duplicate_event', p_key, p_as, jsonb_build_object('id', p_id));
END
$$;
