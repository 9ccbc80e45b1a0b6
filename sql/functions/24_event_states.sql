-- SPDX-License-Identifier: GPL-3.0-or-later
-- Pause, archive, approve and duplicate: changes of an event as a whole.
SET LOCAL ROLE scrip_owner;

-- The work of the four reversible changes. Doing one that is done already changes nothing and is no mistake.
CREATE FUNCTION scrip.changed_event(p_operation text, p_key text, p_as text, p_id uuid, p_reason text)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_before jsonb;
  v_now timestamptz;
BEGIN
  p_reason := scrip.check_reason(p_reason);
  PERFORM scrip.lock_detail(p_id);
  PERFORM scrip.lock_event(p_id);
  v_before := scrip.event_object(p_id);
  v_now := scrip.now();
  IF v_before ->> 'status' = 'archived' AND p_operation IN ('pause_event', 'resume_event') THEN
    PERFORM scrip.refuse('event_archived', 'The event is archived: take it out of the archive first.');
  END IF;
  UPDATE scrip.event_detail d SET
    paused = CASE p_operation WHEN 'pause_event' THEN true WHEN 'resume_event' THEN false
                              ELSE (v_before ->> 'paused')::boolean END,
    archived_at = CASE p_operation WHEN 'archive_event' THEN coalesce(d.archived_at, v_now)
                                   WHEN 'unarchive_event' THEN NULL ELSE d.archived_at END
  WHERE d.event_id = p_id;
  PERFORM scrip.settle_event(p_id, 0);
  RETURN scrip.note_event_change(p_operation, p_as, p_key, p_id, p_reason, v_before);
END
$$;

-- Takes back what one of the four did under a key of this login, as long as nobody changed the event since: then it might
-- be somebody else's pause that is undone, or an edit that relied on it. What changed nothing left nothing to undo.
CREATE FUNCTION scrip.undone_event(p_key text, p_as text, p_id uuid, p_done text, p_reason text)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_last record;
  v_inverse text;
BEGIN
  PERFORM scrip.lock_detail(p_id);
  SELECT a.action, a.login, a.request_id INTO v_last FROM scrip_vault.audit a
  WHERE a.object_id = p_id::text AND right(a.action, 6) = '_event' ORDER BY a.id DESC LIMIT 1;
  v_inverse := CASE v_last.action WHEN 'pause_event' THEN 'resume_event' WHEN 'resume_event' THEN 'pause_event'
                                  WHEN 'archive_event' THEN 'unarchive_event' WHEN 'unarchive_event' THEN 'archive_event' END;
  IF v_inverse IS NULL OR (v_last.login, v_last.request_id) IS DISTINCT FROM (session_user::text, p_done) THEN
    PERFORM scrip.refuse('stale_version', 'The event is not as you left it: somebody changed it since, or it was so before.',
                         'version', jsonb_build_object('current', scrip.event_object(p_id)));
  END IF;
  RETURN scrip.changed_event(v_inverse, p_key, p_as, p_id, p_reason);
END
$$;

-- Codes minted while the event waited were stored as claimed, so that the backend could not take them; those that stand
-- for themselves become claimable now. Each is locked before its billing row and judged by what it is then: one that is
-- disabled at this moment has the same billing row as one that only waits.
CREATE FUNCTION scrip.release_codes(p_event uuid)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  WITH target AS MATERIALIZED (
    SELECT k.id FROM scrip.code k JOIN scrip.batch b ON b.id = k.batch_id
    WHERE b.event_id = p_event AND b.max_uses = 1 AND k.state = 'available'
    ORDER BY k.id FOR NO KEY UPDATE OF k
  )
  UPDATE @billing@.credit_event_codes c SET is_claimed = false FROM target t
  WHERE c.id = t.id AND c.is_claimed AND c.claimed_at IS NULL AND c.claimed_by_user_id IS NULL;
END
$$;

-- Approves what p_version of the event may cost: what somebody changed since is another thing than what was looked at.
CREATE FUNCTION scrip.approved_event(p_key text, p_as text, p_id uuid, p_version integer)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_detail scrip.event_detail;
  v_before jsonb;
  v_row record;
BEGIN
  PERFORM scrip.lock_detail(p_id);
  SELECT * INTO v_detail FROM scrip.event_detail d WHERE d.event_id = p_id;
  IF v_detail.awaiting_since IS NOT NULL THEN
    IF session_user = ANY (v_detail.awaiting_by) THEN
      PERFORM scrip.refuse('approval_by_same_person', 'Another admin has to approve what you asked for.');
    END IF;
    PERFORM scrip.check_version(p_id, v_detail.version, p_version);
  END IF;
  PERFORM scrip.release_codes(p_id);
  PERFORM scrip.lock_event(p_id);
  v_before := scrip.event_object(p_id);
  SELECT * INTO v_row FROM scrip.event_rows(ARRAY[p_id]);
  UPDATE scrip.event_detail d
  SET awaiting_since = NULL, awaiting_by = NULL, approved_by = session_user, approved_exposure =
    greatest(d.approved_exposure, (coalesce(v_row.max_claims, v_row.requested_uses) * v_row.amount)::bigint)
  WHERE d.event_id = p_id AND d.awaiting_since IS NOT NULL;
  PERFORM scrip.settle_event(p_id, 0);
  RETURN scrip.note_event_change('approve_event', p_as, p_key, p_id, NULL, v_before);
END
$$;

-- What a duplicate starts from. An event whose clocks have run out is moved as a whole, so that it starts now and lasts
-- as long as the first did: by seconds, since a day of the session's zone may have 23 hours or 25.
CREATE FUNCTION scrip.duplicate_fields(p_row record, p_now timestamptz)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_over boolean := least(p_row.claim_deadline, p_row.credit_expires_at) <= p_now;
  v_shift interval := make_interval(secs => CASE WHEN v_over THEN extract(epoch FROM p_now - p_row.starts_at) ELSE 0 END);
BEGIN
  RETURN jsonb_build_object(
    'name', left(p_row.name, 248) || ' (copy)', 'description', p_row.description, 'amount', p_row.amount,
    'max_claims', p_row.max_claims, 'starts_at', greatest(p_row.starts_at + v_shift, p_now),
    'claim_deadline', p_row.claim_deadline + v_shift, 'credit_expires_at', p_row.credit_expires_at + v_shift,
    'time_zone', p_row.time_zone, 'claim_url', p_row.claim_url, 'max_per_organization', p_row.max_per_organization,
    'max_per_domain', p_row.max_per_domain, 'budget', p_row.budget, 'tags', to_jsonb(p_row.tags),
    'notes', p_row.notes, 'paused', true);
END
$$;

-- A draft: paused until somebody has looked at it.
CREATE FUNCTION scrip.duplicated_event(p_key text, p_as text, p_id uuid)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_answer jsonb;
  v_row record;
  v_id uuid;
BEGIN
  SELECT * INTO v_row FROM scrip.event_rows(ARRAY[p_id]);
  IF NOT FOUND THEN
    PERFORM scrip.refuse('not_found', 'There is no such event.', 'event');
  END IF;
  v_id := scrip.insert_event(scrip.duplicate_fields(v_row, scrip.now()));
  v_answer := jsonb_build_object('event', scrip.event_object(v_id));
  PERFORM scrip.audit_write('duplicate_event', p_as, p_key, 'event', v_id::text, NULL,
                            jsonb_build_object('duplicate_of', p_id), v_answer -> 'event');
  RETURN v_answer;
END
$$;

