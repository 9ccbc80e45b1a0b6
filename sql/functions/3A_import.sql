-- SPDX-License-Identifier: GPL-3.0-or-later
-- Codes that were made elsewhere. They come as one batch of their own, all of them or none, in the order of their file
-- and spelled as they are printed: the backend knows that spelling alone.
SET LOCAL ROLE scrip_owner;

-- What is wrong with those that cannot be taken, by their place from 1; each with the first thing that is wrong. Never
-- with the code itself: the sentence goes into logs.
CREATE FUNCTION scrip.rejected_codes(p_codes text[])
RETURNS TABLE (place integer, name text, message text) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH typed AS MATERIALIZED (
    SELECT u.place::integer AS place, btrim(u.code) AS code, scrip.normal_code(left(u.code, 200)) AS norm
    FROM unnest(p_codes) WITH ORDINALITY u (code, place)
  ), counted AS (
    SELECT t.place, t.code, t.norm, substring(t.code COLLATE "C" FROM '[^\u0020-\u007E]') AS strange,
           row_number() OVER (PARTITION BY t.norm ORDER BY t.place) AS time
    FROM typed t
    -- Codes are compared as their indexes are ordered: under another collation each would be looked for in all of them.
  ), judged AS (
    SELECT c.place, CASE
      WHEN coalesce(c.norm, '') = '' THEN 'There is no code in this line.'
      WHEN length(c.code) > 64 THEN 'A code has at most 64 characters.'
      WHEN c.strange IS NOT NULL THEN format('The character %s is not one of a code.',
                                             scrip.code_point(c.strange))
      WHEN scrip.uuid_or_null(c.code) IS NOT NULL THEN 'A code must not look like an id: it would be taken for one.'
      WHEN c.time > 1 THEN 'The same code stands further up.'
      WHEN EXISTS (SELECT FROM scrip.code k WHERE k.norm = c.norm)
        OR EXISTS (SELECT FROM @billing@.credit_event_codes b WHERE b.code IN (c.code, upper(c.code)))
        THEN 'There is such a code already.' END AS message
    FROM counted c
  )
  SELECT j.place, 'invalid_code'::text, j.message FROM judged j WHERE j.message IS NOT NULL ORDER BY j.place;
END
$$;

CREATE FUNCTION scrip.check_import_size(p_codes text[])
RETURNS void LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF coalesce(cardinality(p_codes), 0) NOT BETWEEN 1 AND 100000 OR array_ndims(p_codes) > 1 THEN
    PERFORM scrip.refuse('invalid_count', 'Import 1 to 100,000 codes at once.', 'codes');
  END IF;
END
$$;

CREATE FUNCTION scrip.rejected_object(p_codes text[])
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT coalesce(jsonb_agg(jsonb_build_object('place', r.place, 'name', r.name, 'message', r.message)
                                    ORDER BY r.place), '[]')
          FROM scrip.rejected_codes(p_codes) r);
END
$$;

-- What an import would do.
CREATE FUNCTION scrip.check_import(p_event uuid, p_codes text[])
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_rejected jsonb;
  v_status text;
BEGIN
  PERFORM scrip.need('admin', 'staff');
  PERFORM scrip.check_import_size(p_codes);
  SELECT e.status INTO v_status FROM scrip.event_rows(ARRAY[p_event]) e;
  IF v_status IS NULL THEN
    PERFORM scrip.refuse('not_found', 'There is no such event.', 'event');
  ELSIF v_status = 'archived' THEN
    PERFORM scrip.refuse('event_archived', 'The event is archived: take it out of the archive first.', 'event');
  END IF;
  v_rejected := scrip.rejected_object(p_codes);
  RETURN jsonb_build_object('accepted', cardinality(p_codes) - jsonb_array_length(v_rejected), 'rejected', v_rejected);
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;

-- What the codes begin with when all begin with the same word, else the default: a code that takes the place of one of
-- them begins with it. Of one code alone that word may be the secret, so it has to be of Scrip's shape.
CREATE FUNCTION scrip.prefix_of(p_codes text[])
RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_prefixes text[] := ARRAY(SELECT DISTINCT upper(split_part(btrim(u.code), '-', 1) COLLATE "C")
                             FROM unnest(p_codes) u (code) LIMIT 2);
BEGIN
  RETURN CASE WHEN cardinality(v_prefixes) = 1 AND v_prefixes[1] ~ '^[A-Z0-9]{1,12}$' AND p_codes[1] LIKE '%-%'
                   AND (cardinality(p_codes) > 1 OR scrip.is_grouped(btrim(p_codes[1]), length(p_codes[1]) - length(replace(p_codes[1], '-', ''))))
              THEN v_prefixes[1] ELSE scrip.setting_value('default_prefix') END;
END
$$;

-- Stores them in both tables, serials in the order given. Somebody may have made one of them since they were looked at.
CREATE FUNCTION scrip.store_imported(p_batch scrip.batch, p_codes text[], p_held boolean)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := scrip.now();
  v_prefix text := scrip.uuid7_prefix(clock_timestamp());
  v_ids uuid[] := ARRAY(SELECT scrip.uuid7(v_prefix) FROM generate_series(1, cardinality(p_codes)) ORDER BY 1);
BEGIN
  INSERT INTO @billing@.credit_event_codes (id, credit_event_id, code, is_claimed, created_at)
  SELECT u.id, p_batch.event_id, btrim(u.code), p_held, v_now FROM unnest(v_ids, p_codes) u (id, code);
  INSERT INTO scrip.code (id, batch_id, serial, norm)
  SELECT u.id, p_batch.id, u.place, scrip.normal_code(u.code)
  FROM unnest(v_ids, p_codes) WITH ORDINALITY u (id, code, place);
EXCEPTION WHEN unique_violation THEN
  PERFORM scrip.refuse('busy', 'Somebody made one of these codes at this moment: try again.', 'codes');
END
$$;

-- The batch of an import, complete at once.
CREATE FUNCTION scrip.import_batch(p_key text, p_event uuid, p_codes text[], p_note text)
RETURNS scrip.batch LANGUAGE plpgsql AS $$
DECLARE
  v_batch scrip.batch;
BEGIN
  INSERT INTO scrip.batch (id, event_id, number, prefix, groups, max_uses, requested, count, state, note, login, key, created_at)
  SELECT scrip.new_id(), p_event, coalesce(max(b.number), 0) + 1, scrip.prefix_of(p_codes), 4, 1,
         cardinality(p_codes), cardinality(p_codes), 'complete', p_note, session_user, p_key, scrip.now()
  FROM scrip.batch b WHERE b.event_id = p_event
  RETURNING * INTO v_batch;
  -- All of its chunks are there, so that nothing can be minted into it.
  INSERT INTO scrip.batch_chunk (batch_id, chunk, minted, at)
  SELECT v_batch.id, n, least(scrip.chunk_size(), v_batch.count - n * scrip.chunk_size()), v_batch.created_at
  FROM generate_series(0, (v_batch.count - 1) / scrip.chunk_size()) n;
  RETURN v_batch;
END
$$;

-- More codes may ask for a second admin; then the new ones are held against the backend until there was one.
CREATE FUNCTION scrip.settle_import(p_as text, p_row record, p_before jsonb, p_batch scrip.batch)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM scrip.settle_minting('import_codes', p_as, p_batch.key, NULL, p_row, p_before, p_batch.count);
  UPDATE @billing@.credit_event_codes c SET is_claimed = true
  FROM scrip.code k, scrip.event_detail d
  WHERE k.batch_id = p_batch.id AND c.id = k.id AND d.event_id = p_batch.event_id AND d.awaiting_since IS NOT NULL
    AND NOT c.is_claimed;
END
$$;

CREATE FUNCTION scrip.import_codes(p_key text, p_as text, p_event uuid, p_codes text[], p_note text DEFAULT NULL)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_answer jsonb;
  v_rejected jsonb;
  v_row record;
  v_before jsonb;
  v_batch scrip.batch;
  v_detail text;
BEGIN
  PERFORM scrip.need('admin', 'staff');
  PERFORM scrip.check_import_size(p_codes);
  -- Kept as what it comes down to: no code in plain stays anywhere but in its own row.
  v_answer := scrip.begin_write(p_key, 'import_codes', jsonb_build_object('event', p_event, 'note', p_note,
    'codes', encode(sha256(convert_to(array_to_json(p_codes)::text, 'UTF8')), 'hex')));
  IF v_answer IS NOT NULL THEN
    RETURN v_answer;
  END IF;
  p_note := scrip.check_text(p_note, 'note');
  PERFORM scrip.lock_detail(p_event);
  SELECT * INTO v_row FROM scrip.event_rows(ARRAY[p_event]);
  IF v_row.status = 'archived' THEN
    PERFORM scrip.refuse('event_archived', 'The event is archived: take it out of the archive first.', 'event');
  END IF;
  v_rejected := scrip.rejected_object(p_codes);
  IF v_rejected <> '[]' THEN
    PERFORM scrip.refuse('invalid_code', format('%s of %s codes cannot be taken: nothing was imported.',
      jsonb_array_length(v_rejected), cardinality(p_codes)), 'codes', jsonb_build_object('rejected', v_rejected));
  END IF;
  v_before := scrip.event_object(p_event);
  v_batch := scrip.import_batch(p_key, p_event, p_codes, p_note);
  PERFORM scrip.store_imported(v_batch, p_codes,
    EXISTS (SELECT FROM scrip.event_detail d WHERE d.event_id = p_event AND d.awaiting_since IS NOT NULL));
  PERFORM scrip.settle_import(p_as, v_row, v_before, v_batch);
  v_answer := jsonb_build_object('accepted', v_batch.count, 'batch', scrip.batch_object(v_batch.id));
  PERFORM scrip.audit_write('import_codes', p_as, p_key, 'batch', v_batch.id::text, NULL, NULL, v_answer -> 'batch');
  RETURN scrip.end_write(p_key, jsonb_build_object('batch', v_batch.id), v_answer);
EXCEPTION WHEN SQLSTATE 'SC001' OR syntax_error_or_access_rule_violation OR not_null_violation THEN
  GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
  RETURN scrip.refused(SQLSTATE, SQLERRM, v_detail);
END
$$;
