-- SPDX-License-Identifier: GPL-3.0-or-later
-- Creating and editing events. Scrip's own row of the event is locked early, the billing row last and for a short time.
SET LOCAL ROLE scrip_owner;

-- Locks Scrip's row of the event, making it first for an event that the backend made.
CREATE FUNCTION scrip.lock_detail(p_event uuid)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO scrip.event_detail (event_id, time_zone, paused, updated_at)
  SELECT e.id, scrip.setting_value('time_zone'), NOT e.is_active, e.updated_at
  FROM @billing@.credit_events e WHERE e.id = p_event
  ON CONFLICT DO NOTHING;
  PERFORM FROM scrip.event_detail d WHERE d.event_id = p_event FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM scrip.refuse('not_found', 'There is no such event.', 'event');
  END IF;
END
$$;

-- From here on this transaction waits for a lock no longer than a quarter of what the server waits before it looks for a
-- deadlock. The backend locks event before code, we code before event: we give way, and the call is made again under its
-- key. So does everybody who holds a code and waits for somebody who may wait for the event.
CREATE FUNCTION scrip.yield_early()
RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  RETURN set_config('lock_timeout', greatest(1, floor(extract(epoch FROM
    current_setting('deadlock_timeout')::interval) * 250))::text || 'ms', true);
END
$$;

-- Locks the billing row.
CREATE FUNCTION scrip.lock_event(p_event uuid)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM scrip.yield_early();
  PERFORM FROM @billing@.credit_events e WHERE e.id = p_event FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    PERFORM scrip.refuse('not_found', 'There is no such event.', 'event');
  END IF;
END
$$;

-- Lets the event wait for a second admin when its worst case passed the threshold and what was approved before, and answers
-- whether it did. Needs both rows locked; sets is_active by all that stops claims.
CREATE FUNCTION scrip.settle_event(p_event uuid, p_worst_case bigint)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  v_threshold text := scrip.setting_value('approval_threshold');
  v_asks boolean := false;
BEGIN
  IF v_threshold <> '' THEN
    UPDATE scrip.event_detail d
    SET awaiting_since = coalesce(d.awaiting_since, scrip.now()),
        awaiting_by = CASE WHEN session_user = ANY (d.awaiting_by) THEN d.awaiting_by ELSE d.awaiting_by || session_user::text END
    WHERE d.event_id = p_event
      AND p_worst_case > greatest(scrip.check_amount(v_threshold, 'value'), d.approved_exposure);
    v_asks := FOUND;
  END IF;
  UPDATE @billing@.credit_events e
  SET is_active = NOT d.paused AND d.archived_at IS NULL AND d.awaiting_since IS NULL
  FROM scrip.event_detail d
  WHERE e.id = p_event AND d.event_id = p_event
    AND e.is_active <> (NOT d.paused AND d.archived_at IS NULL AND d.awaiting_since IS NULL);
  RETURN v_asks;
END
$$;

-- Stores a new event out of checked fields and answers its id.
CREATE FUNCTION scrip.insert_event(p_fields jsonb)
RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  f jsonb := p_fields;
  v_id uuid := scrip.new_id();
  v_now timestamptz := scrip.now();
  v_starts_at timestamptz := coalesce((f ->> 'starts_at')::timestamptz, v_now);
  v_deadline timestamptz := (f ->> 'claim_deadline')::timestamptz;
  v_expires_at timestamptz := (f ->> 'credit_expires_at')::timestamptz;
  v_amount bigint := (f ->> 'amount')::bigint;
  v_max_claims integer := (f ->> 'max_claims')::integer;
BEGIN
  PERFORM scrip.check_clocks(v_starts_at, v_deadline, v_expires_at, v_now);
  INSERT INTO @billing@.credit_events (id, name, description, credit_amount, currency, max_claims, starts_at,
    claim_deadline, credit_expires_at, is_active, created_at, updated_at)
  VALUES (v_id, f ->> 'name', f ->> 'description', v_amount,
          coalesce(f ->> 'currency', scrip.setting_value('metering_currency')), v_max_claims, v_starts_at, v_deadline,
          v_expires_at, NOT coalesce((f ->> 'paused')::boolean, false), v_now, v_now);
  INSERT INTO scrip.event_detail (event_id, time_zone, claim_url, max_per_organization, max_per_domain, budget, tags,
    notes, paused, created_by, updated_at)
  VALUES (v_id, coalesce(f ->> 'time_zone', scrip.setting_value('time_zone')), f ->> 'claim_url',
          (f ->> 'max_per_organization')::integer, (f ->> 'max_per_domain')::integer, (f ->> 'budget')::bigint,
          ARRAY(SELECT jsonb_array_elements_text(coalesce(f -> 'tags', '[]'))), f ->> 'notes',
          coalesce((f ->> 'paused')::boolean, false), session_user, v_now);
  PERFORM scrip.settle_event(v_id, scrip.worst_case(v_max_claims, 0, v_amount, 'max_claims'));
  RETURN v_id;
END
$$;

CREATE FUNCTION scrip.created_event(p_key text, p_as text, p_event jsonb)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_id uuid;
  v_answer jsonb;
BEGIN
  -- Required fields are checked also when they were left out.
  v_id := scrip.insert_event(scrip.event_fields(
    jsonb '{"name": null, "amount": null, "credit_expires_at": null}' || p_event));
  v_answer := jsonb_build_object('event', scrip.event_object(v_id));
  PERFORM scrip.audit_write('create_event', p_as, p_key, 'event', v_id::text, NULL, NULL, v_answer -> 'event');
  RETURN v_answer;
END
$$;

-- Changes the fields that are present in both rows of the event.
CREATE FUNCTION scrip.update_event(p_event uuid, p_fields jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  f jsonb := p_fields;
BEGIN
  UPDATE scrip.event_detail d SET
    time_zone = CASE WHEN f ? 'time_zone' THEN f ->> 'time_zone' ELSE d.time_zone END,
    claim_url = CASE WHEN f ? 'claim_url' THEN f ->> 'claim_url' ELSE d.claim_url END,
    max_per_organization = CASE WHEN f ? 'max_per_organization' THEN (f ->> 'max_per_organization')::integer
                                ELSE d.max_per_organization END,
    max_per_domain = CASE WHEN f ? 'max_per_domain' THEN (f ->> 'max_per_domain')::integer ELSE d.max_per_domain END,
    budget = CASE WHEN f ? 'budget' THEN (f ->> 'budget')::bigint ELSE d.budget END,
    tags = CASE WHEN f ? 'tags' THEN ARRAY(SELECT jsonb_array_elements_text(f -> 'tags')) ELSE d.tags END,
    notes = CASE WHEN f ? 'notes' THEN f ->> 'notes' ELSE d.notes END,
    paused = CASE WHEN f ? 'paused' THEN (f ->> 'paused')::boolean ELSE d.paused END
  WHERE d.event_id = p_event;
  UPDATE @billing@.credit_events e SET
    name = CASE WHEN f ? 'name' THEN f ->> 'name' ELSE e.name END,
    description = CASE WHEN f ? 'description' THEN f ->> 'description' ELSE e.description END,
    credit_amount = CASE WHEN f ? 'amount' THEN (f ->> 'amount')::bigint ELSE e.credit_amount END,
    currency = CASE WHEN f ? 'currency' THEN f ->> 'currency' ELSE e.currency END,
    max_claims = CASE WHEN f ? 'max_claims' THEN (f ->> 'max_claims')::integer ELSE e.max_claims END,
    starts_at = CASE WHEN f ? 'starts_at' THEN coalesce((f ->> 'starts_at')::timestamptz, e.starts_at)
                     ELSE e.starts_at END,
    claim_deadline = CASE WHEN f ? 'claim_deadline' THEN (f ->> 'claim_deadline')::timestamptz
                          ELSE e.claim_deadline END,
    credit_expires_at = CASE WHEN f ? 'credit_expires_at' THEN coalesce((f ->> 'credit_expires_at')::timestamptz,
                          e.credit_expires_at) ELSE e.credit_expires_at END
  WHERE e.id = p_event;
END
$$;

-- What an edit may not do; both rows as event_rows() tells them.
CREATE FUNCTION scrip.check_edit(p_old record, p_new record, p_now timestamptz)
RETURNS void LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_frozen text;
BEGIN
  -- A claim whose slot was given back is not counted, but its grant is as it was.
  IF p_old.claim_count > 0 OR EXISTS (SELECT FROM scrip.claim_detail d WHERE d.event_id = p_old.id) THEN
    v_frozen := CASE
      WHEN p_new.amount <> p_old.amount THEN 'amount'
      WHEN p_new.currency <> p_old.currency THEN 'currency'
      WHEN p_new.credit_expires_at <> p_old.credit_expires_at THEN 'credit_expires_at'
      -- Without a deadline claiming ends with the credit: setting one moves the end forward.
      WHEN p_new.claim_deadline < coalesce(p_old.claim_deadline, 'infinity') THEN 'claim_deadline' END;
    IF v_frozen IS NOT NULL THEN
      PERFORM scrip.refuse('frozen_field', 'Somebody has claimed already: this can no longer change.', v_frozen);
    END IF;
  END IF;
  IF p_new.max_claims < p_old.claim_count AND p_new.max_claims IS DISTINCT FROM p_old.max_claims THEN
    PERFORM scrip.refuse('cap_below_claimed', format('%s have claimed already.', p_old.claim_count), 'max_claims');
  END IF;
  IF (p_new.starts_at, p_new.claim_deadline, p_new.credit_expires_at)
     IS DISTINCT FROM (p_old.starts_at, p_old.claim_deadline, p_old.credit_expires_at) THEN
    PERFORM scrip.check_clocks(p_new.starts_at, p_new.claim_deadline, p_new.credit_expires_at,
                               CASE WHEN p_new.credit_expires_at <> p_old.credit_expires_at THEN p_now END);
  END IF;
END
$$;

-- The keys of two objects that differ.
CREATE FUNCTION scrip.changed_keys(p_old jsonb, p_new jsonb)
RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(array_agg(n.key), '{}') FROM jsonb_each(p_new) n
  WHERE n.value IS DISTINCT FROM p_old -> n.key AND n.key NOT IN ('version', 'updated_at')
$$;

CREATE FUNCTION scrip.only_keys(p_object jsonb, p_keys text[])
RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(jsonb_object_agg(o.key, o.value), '{}') FROM jsonb_each(p_object) o WHERE o.key = ANY (p_keys)
$$;

-- Counts a change by a person and writes what differs to the audit; nothing of both when nothing does.
CREATE FUNCTION scrip.note_event_change(p_action text, p_as text, p_key text, p_id uuid, p_reason text, p_before jsonb)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_after jsonb := scrip.event_object(p_id);
  v_keys text[] := scrip.changed_keys(p_before, v_after);
BEGIN
  IF v_keys <> '{}' THEN
    UPDATE scrip.event_detail d SET version = d.version + 1, updated_at = scrip.now() WHERE d.event_id = p_id;
    PERFORM scrip.audit_write(p_action, p_as, p_key, 'event', p_id::text, p_reason,
                              scrip.only_keys(p_before, v_keys), scrip.only_keys(v_after, v_keys));
  END IF;
  RETURN jsonb_build_object('event', scrip.event_object(p_id));
END
$$;

-- Refuses when the event is another than the version that somebody looked at.
CREATE FUNCTION scrip.check_version(p_id uuid, p_current integer, p_seen integer)
RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF p_seen IS DISTINCT FROM p_current THEN
    PERFORM scrip.refuse('stale_version', 'Somebody changed this event in the meantime.', 'version',
                         jsonb_build_object('current', scrip.event_object(p_id), 'yours', p_seen));
  END IF;
END
$$;

CREATE FUNCTION scrip.edited_event(p_key text, p_as text, p_id uuid, p_version integer, p_changes jsonb)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_fields jsonb := scrip.event_fields(p_changes);
  v_before jsonb;
  v_old record;
  v_new record;
BEGIN
  PERFORM scrip.lock_detail(p_id);
  PERFORM scrip.lock_event(p_id);
  SELECT * INTO v_old FROM scrip.event_rows(ARRAY[p_id]);
  v_before := scrip.event_object(p_id);
  PERFORM scrip.check_version(p_id, v_old.version, p_version);
  IF v_old.status = 'archived' THEN
    PERFORM scrip.refuse('event_archived', 'The event is archived: take it out of the archive first.');
  END IF;
  PERFORM scrip.update_event(p_id, v_fields);
  SELECT * INTO v_new FROM scrip.event_rows(ARRAY[p_id]);
  PERFORM scrip.check_edit(v_old, v_new, scrip.now());
  PERFORM scrip.settle_raise(v_old, v_new);
  RETURN scrip.note_event_change('edit_event', p_as, p_key, p_id, NULL, v_before);
END
$$;

-- After an edit: only a raise asks for approval.
CREATE FUNCTION scrip.settle_raise(p_old record, p_new record)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_field text := CASE WHEN p_new.amount <> p_old.amount THEN 'amount' ELSE 'max_claims' END;
  v_now_worst bigint := scrip.worst_case(p_new.max_claims, p_new.requested_uses, p_new.amount, v_field);
  v_was_worst numeric := coalesce(p_old.max_claims, p_old.requested_uses) * p_old.amount;
BEGIN
  PERFORM scrip.settle_event(p_new.id, CASE WHEN v_now_worst > v_was_worst THEN v_now_worst ELSE 0 END);
END
$$;
