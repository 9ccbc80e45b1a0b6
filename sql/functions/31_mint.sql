-- SPDX-License-Identifier: GPL-3.0-or-later
-- Minting: a batch is opened once and filled in chunks, each of them whole or not at all.
SET LOCAL ROLE scrip_owner;

CREATE FUNCTION scrip.chunk_size()
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT 10000
$$;

-- Checked options with their defaults.
CREATE FUNCTION scrip.batch_options(p_options jsonb)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_options jsonb := coalesce(p_options, '{}');
BEGIN
  PERFORM scrip.check_keys(v_options, 'prefix', 'groups', 'max_uses', 'note');
  RETURN jsonb_build_object(
    'prefix', scrip.check_prefix(coalesce(nullif(scrip.text_of(v_options, 'prefix', 'invalid_prefix'), ''),
                                          scrip.setting_value('default_prefix')), 'prefix'),
    'groups', coalesce(scrip.check_count(v_options -> 'groups', 'groups', 3, 6), 4),
    'max_uses', coalesce(scrip.check_count(v_options -> 'max_uses', 'max_uses', 1, 1000000), 1),
    'note', scrip.check_text(scrip.text_of(v_options, 'note'), 'note'));
END
$$;

-- More codes may raise what the event can cost, and with it ask for a second admin: then the event is another one, as after
-- an edit. p_row and p_before are the event as it was, p_uses how often the new codes can be claimed.
CREATE FUNCTION scrip.settle_minting(p_operation text, p_as text, p_key text, p_reason text, p_row record, p_before jsonb,
                                     p_uses numeric)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_worst bigint := scrip.worst_case(p_row.max_claims, p_row.requested_uses + p_uses, p_row.amount, 'count');
BEGIN
  IF p_row.max_claims IS NULL AND scrip.setting_value('approval_threshold') <> '' THEN
    PERFORM scrip.lock_event(p_row.id);
    IF scrip.settle_event(p_row.id, v_worst) THEN
      PERFORM scrip.note_event_change(p_operation, p_as, p_key, p_row.id, p_reason, p_before);
    END IF;
  END IF;
END
$$;

CREATE FUNCTION scrip.open_batch(p_key text, p_as text, p_event uuid, p_count integer, p_options jsonb DEFAULT '{}')
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_answer jsonb;
  o jsonb;
  v_id uuid := scrip.new_id();
  v_row record;
  v_before jsonb;
  v_detail text;
BEGIN
  PERFORM scrip.need('admin', 'staff');
  v_answer := scrip.begin_write(p_key, 'open_batch',
    jsonb_build_object('event', p_event, 'count', p_count, 'options', coalesce(p_options, '{}')));
  IF v_answer IS NOT NULL THEN
    RETURN v_answer;
  END IF;
  IF p_count IS NULL OR p_count NOT BETWEEN 1 AND 1000000 THEN
    PERFORM scrip.refuse('invalid_count', 'A batch has 1 to 1,000,000 codes.', 'count');
  END IF;
  o := scrip.batch_options(p_options);
  -- Two batches of one event queue here, which keeps their numbers apart.
  PERFORM scrip.lock_detail(p_event);
  SELECT * INTO v_row FROM scrip.event_rows(ARRAY[p_event]);
  IF v_row.status = 'archived' THEN
    PERFORM scrip.refuse('event_archived', 'The event is archived: take it out of the archive first.', 'event');
  END IF;
  v_before := scrip.event_object(p_event);
  INSERT INTO scrip.batch (id, event_id, number, prefix, groups, max_uses, requested, state, note, login, key, created_at)
  SELECT v_id, p_event, coalesce(max(b.number), 0) + 1, o ->> 'prefix', (o ->> 'groups')::smallint,
         (o ->> 'max_uses')::integer, p_count, 'minting', o ->> 'note', session_user, p_key, scrip.now()
  FROM scrip.batch b WHERE b.event_id = p_event;
  PERFORM scrip.settle_minting('open_batch', p_as, p_key, NULL, v_row, v_before, p_count * (o ->> 'max_uses')::numeric);
  v_answer := jsonb_build_object('batch', scrip.batch_object(v_id));
  PERFORM scrip.audit_write('open_batch', p_as, p_key, 'batch', v_id::text, NULL, NULL, (v_answer -> 'batch') - 'key');
  RETURN scrip.end_write(p_key, jsonb_build_object('batch', v_id), v_answer);
EXCEPTION WHEN SQLSTATE 'SC001' OR syntax_error_or_access_rule_violation OR not_null_violation THEN
  GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
  RETURN scrip.refused(SQLSTATE, SQLERRM, v_detail);
END
$$;

-- p_count random codes. The bits are those of version 4 ids, which core draws from the system's generator; the bytes
-- with the version and the variant (7 and 9) are left alone. Three bytes make four characters of base64, and each of the
-- alphabet's 32 characters stands for two of its 64: the small letters for the capitals, the eight characters that the
-- alphabet lacks for the digits. So all codes are equally likely, at five bits a character.
CREATE FUNCTION scrip.random_codes(p_count integer, p_prefix text, p_groups integer)
RETURNS TABLE (code text) LANGUAGE sql VOLATILE AS $$
  SELECT p_prefix || upper(translate(
    '-' || encode(substr(u.one, 1, 3), 'base64') || '-' || encode(substr(u.one, 4, 3), 'base64')
    || '-' || encode(substr(u.one, 10, 3), 'base64')
    || CASE WHEN p_groups > 3 THEN '-' || encode(substr(u.one, 13, 3), 'base64') ELSE '' END
    || CASE WHEN p_groups > 4 THEN '-' || encode(substr(u.two, 1, 3), 'base64') ELSE '' END
    || CASE WHEN p_groups > 5 THEN '-' || encode(substr(u.two, 4, 3), 'base64') ELSE '' END,
    'IiOo01+/', '23456789') COLLATE "C")
  FROM (SELECT uuid_send(gen_random_uuid()) AS one,
               CASE WHEN p_groups > 4 THEN uuid_send(gen_random_uuid()) END AS two
        FROM generate_series(1, p_count) OFFSET 0) u
$$;

-- Stores codes in both tables, the first of them under the serial p_first, and answers how many were new. The ids of a
-- chunk share their millisecond and are random beyond; serials follow the ids and so tell nothing about the codes, which
-- come sorted. All indexes but one are filled in order that way, and that one within a few pages.
CREATE FUNCTION scrip.store_codes(p_batch record, p_codes text[], p_first integer, p_held boolean, p_checked boolean)
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := scrip.now();
  v_prefix text := scrip.uuid7_prefix(clock_timestamp());
  v_ids uuid[] := ARRAY(SELECT scrip.uuid7(v_prefix) FROM generate_series(1, cardinality(p_codes)));
  v_new uuid[];
BEGIN
  IF p_checked THEN
    WITH stored AS (
      INSERT INTO @billing@.credit_event_codes (id, credit_event_id, code, is_claimed, created_at)
      SELECT u.id, p_batch.event_id, u.code, p_held, v_now FROM unnest(v_ids, p_codes) u (id, code)
      WHERE NOT EXISTS (SELECT FROM scrip.code k WHERE k.norm = replace(u.code, '-', ''))
      ON CONFLICT DO NOTHING RETURNING id)
    SELECT array_agg(s.id) INTO v_new FROM stored s;
  ELSE
    INSERT INTO @billing@.credit_event_codes (id, credit_event_id, code, is_claimed, created_at)
    SELECT u.id, p_batch.event_id, u.code, p_held, v_now FROM unnest(v_ids, p_codes) u (id, code);
  END IF;
  INSERT INTO scrip.code (id, batch_id, serial, norm)
  SELECT u.id, p_batch.id, p_first - 1 + row_number() OVER (ORDER BY u.id), replace(u.code, '-', '')
  FROM unnest(v_ids, p_codes) u (id, code)
  WHERE NOT p_checked OR u.id = ANY (v_new);
  RETURN CASE WHEN p_checked THEN coalesce(cardinality(v_new), 0) ELSE cardinality(p_codes) END;
EXCEPTION WHEN unique_violation THEN
  RETURN 0; -- taken, or taken at this moment by somebody else: all of it is undone
END
$$;

-- Fills a chunk. That a code is taken is so unlikely that the first attempt only stands or falls as a whole, which spares
-- the cost of looking; the ones after it store what is free and are topped up.
CREATE FUNCTION scrip.fill_chunk(p_batch record, p_first integer, p_count integer, p_held boolean)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_done integer := 0;
  v_codes text[];
BEGIN
  FOR v_try IN 1 .. 20 LOOP
    v_codes := ARRAY(SELECT r.code FROM scrip.random_codes(p_count - v_done, p_batch.prefix, p_batch.groups) r
                     ORDER BY r.code COLLATE "C");
    v_done := v_done + scrip.store_codes(p_batch, v_codes, p_first + v_done, p_held, v_try > 1);
    IF v_done = p_count THEN
      RETURN;
    END IF;
  END LOOP;
  RAISE EXCEPTION 'No % new codes could be found in twenty attempts.', p_count;
END
$$;

-- Mints one chunk under the key of its batch. The chunk's row is what a key is elsewhere: a twin waits on it and then
-- answers what is there.
CREATE FUNCTION scrip.mint_chunk(p_key text, p_as text, p_batch uuid, p_chunk integer)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_batch scrip.batch;
  v_first bigint := p_chunk::bigint * scrip.chunk_size() + 1;
  v_count bigint;
  v_replayed boolean;
  v_detail text;
BEGIN
  PERFORM scrip.need('admin', 'staff');
  PERFORM scrip.check_key(p_key);
  PERFORM set_config('lock_timeout', '5s', true);
  SELECT * INTO v_batch FROM scrip.batch b WHERE b.id = p_batch;
  IF NOT FOUND THEN
    PERFORM scrip.refuse('not_found', 'There is no such batch.', 'batch');
  ELSIF (v_batch.login, v_batch.key) IS DISTINCT FROM (session_user::text, p_key) THEN
    PERFORM scrip.refuse('idempotency_conflict', 'This batch is minted under another key.', 'key');
  END IF;
  v_count := least(scrip.chunk_size(), v_batch.requested - v_first + 1);
  IF p_chunk IS NULL OR p_chunk < 0 OR v_count <= 0 THEN
    PERFORM scrip.refuse('invalid_count', 'The batch has no such chunk.', 'chunk');
  END IF;
  INSERT INTO scrip.batch_chunk (batch_id, chunk, minted, at)
  VALUES (p_batch, p_chunk, v_count, scrip.now()) ON CONFLICT DO NOTHING;
  v_replayed := NOT FOUND;
  IF NOT v_replayed THEN
    PERFORM scrip.mint_rows(v_batch, v_first::integer, v_count::integer);
    PERFORM scrip.audit_write('mint_chunk', p_as, p_key, 'batch', p_batch::text, NULL, NULL,
                              jsonb_build_object('from', v_first, 'to', v_first + v_count - 1));
  END IF;
  SELECT * INTO v_batch FROM scrip.batch b WHERE b.id = p_batch;
  RETURN jsonb_build_object('ok', true, 'replayed', v_replayed, 'batch', scrip.batch_object(p_batch),
                            'minted', v_count, 'done', v_batch.state = 'complete');
EXCEPTION WHEN SQLSTATE 'SC001' OR syntax_error_or_access_rule_violation OR not_null_violation THEN
  GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
  RETURN scrip.refused(SQLSTATE, SQLERRM, v_detail);
END
$$;

-- The work of a chunk that is new. Scrip's row of the event is held against a change of its approval meanwhile.
CREATE FUNCTION scrip.mint_rows(p_batch record, p_first integer, p_count integer)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_event record;
BEGIN
  PERFORM scrip.check_unlocked();
  SELECT d.archived_at, d.awaiting_since INTO STRICT v_event
  FROM scrip.event_detail d WHERE d.event_id = p_batch.event_id FOR SHARE;
  IF v_event.archived_at IS NOT NULL THEN
    PERFORM scrip.refuse('event_archived', 'The event is archived: take it out of the archive first.', 'event');
  END IF;
  PERFORM scrip.fill_chunk(p_batch, p_first, p_count, v_event.awaiting_since IS NOT NULL OR p_batch.max_uses > 1);
  -- A chunk that was under way when the batch was cancelled counts but does not take it up again; one that began
  -- afterwards does.
  UPDATE scrip.batch b
  SET count = b.count + p_count,
      state = CASE WHEN b.count + p_count = b.requested THEN 'complete'
                   WHEN b.state = 'cancelled' AND p_batch.state <> 'cancelled' THEN 'cancelled'
                   ELSE 'minting' END
  WHERE b.id = p_batch.id;
END
$$;

CREATE FUNCTION scrip.cancel_batch(p_key text, p_as text, p_batch uuid)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_answer jsonb;
  v_state text;
  v_detail text;
BEGIN
  PERFORM scrip.need('admin', 'staff');
  v_answer := scrip.begin_write(p_key, 'cancel_batch', jsonb_build_object('batch', p_batch));
  IF v_answer IS NOT NULL THEN
    RETURN v_answer;
  END IF;
  SELECT b.state INTO v_state FROM scrip.batch b WHERE b.id = p_batch FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM scrip.refuse('not_found', 'There is no such batch.', 'batch');
  END IF;
  -- One that was completed meanwhile stays complete: there is nothing left to cancel.
  IF v_state = 'minting' THEN
    UPDATE scrip.batch b SET state = 'cancelled' WHERE b.id = p_batch;
    PERFORM scrip.audit_write('cancel_batch', p_as, p_key, 'batch', p_batch::text, NULL,
                              jsonb_build_object('state', v_state), jsonb_build_object('state', 'cancelled'));
  END IF;
  v_answer := jsonb_build_object('batch', scrip.batch_object(p_batch));
  RETURN scrip.end_write(p_key, jsonb_build_object('batch', p_batch), v_answer);
EXCEPTION WHEN SQLSTATE 'SC001' OR syntax_error_or_access_rule_violation OR not_null_violation THEN
  GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
  RETURN scrip.refused(SQLSTATE, SQLERRM, v_detail);
END
$$;
