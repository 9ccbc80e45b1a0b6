-- SPDX-License-Identifier: GPL-3.0-or-later
-- Jumps into a list of codes: the batches' counters say in which batch a fraction lies, and serials run through a batch
-- without gaps. With a state the place is as good as the state is evenly spread; the list settles from there.
SET LOCAL ROLE scrip_owner;

-- The last code of the state at or before a serial, else the first behind it.
CREATE FUNCTION scrip.code_near(p_batch uuid, p_serial integer, p_state text)
RETURNS uuid LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_id uuid;
BEGIN
  EXECUTE replace(
    'SELECT n.id FROM (
       (SELECT k.id, 1 AS side FROM scrip.code k WHERE k.batch_id = $1 AND k.serial <= $2 STATE
        ORDER BY k.serial DESC LIMIT 1)
       UNION ALL
       (SELECT k.id, 2 FROM scrip.code k WHERE k.batch_id = $1 AND k.serial > $2 STATE
        ORDER BY k.serial LIMIT 1)) n
     ORDER BY n.side LIMIT 1', 'STATE', CASE WHEN p_state IS NULL THEN '' ELSE 'AND k.state = $3' END)
  INTO v_id USING p_batch, p_serial, p_state;
  RETURN v_id;
END
$$;

-- The code nearest to a fraction of the list.
CREATE FUNCTION scrip.code_at(p_event uuid, p_batch uuid, p_state text, p_prefix text, p_fraction float8)
RETURNS uuid LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_batch record;
BEGIN
  SELECT c.id, c.count, (c.target - (c.up_to - c.weight))::float8 / c.weight AS within INTO v_batch
  FROM (SELECT w.id, w.count, w.weight, sum(w.weight) OVER (ORDER BY w.id) AS up_to,
               greatest(ceil(p_fraction * sum(w.weight) OVER ()), 1) AS target
        FROM scrip.walk_batches(p_event, p_batch, p_state, p_prefix, true) w) c
  WHERE c.up_to >= c.target
  ORDER BY c.up_to LIMIT 1;
  -- What the backend took is still available in scrip.code, so that is where a claimed one may have to be looked for.
  RETURN coalesce(scrip.code_near(v_batch.id, ceil(v_batch.within * v_batch.count)::integer, p_state),
                  scrip.code_near(v_batch.id, ceil(v_batch.within * v_batch.count)::integer, NULL));
END
$$;

-- The same in a range of codes, whose text is evenly spread over its alphabet: two characters make a thousand steps.
CREATE FUNCTION scrip.code_at_text(p_event uuid, p_batch uuid, p_state text, p_norm text, p_fraction float8)
RETURNS uuid LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_sorted CONSTANT text := '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
  v_step integer := least(floor(p_fraction * 1024), 1023);
  v_id uuid;
BEGIN
  EXECUTE 'SELECT k.id FROM scrip.code k JOIN scrip.batch b ON b.id = k.batch_id
           WHERE k.norm >= $1 AND k.norm < $2 AND ($3 IS NULL OR b.event_id = $3) AND ($4 IS NULL OR b.id = $4)
             AND ($5 IS NULL OR k.state = $5) ORDER BY k.norm LIMIT 1'
  INTO v_id
  USING p_norm || substr(v_sorted, v_step / 32 + 1, 1) || substr(v_sorted, v_step % 32 + 1, 1), p_norm || '~', p_event,
        p_batch, p_state;
  RETURN v_id;
END
$$;

-- A cursor: the page behind it begins at about that fraction of the list as sorted. Null: the beginning.
CREATE FUNCTION scrip.code_position(p_event uuid, p_batch uuid, p_state text, p_prefix text, p_sort text,
                                    p_fraction float8)
RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_norm text := scrip.normal_code(p_prefix);
  v_mode text := scrip.search_mode(v_norm);
  v_fraction float8 := least(greatest(coalesce(p_fraction, 0), 0), 1);
BEGIN
  PERFORM scrip.need('admin', 'staff', 'auditor');
  IF v_fraction = 0 OR v_mode IN ('code', 'none') THEN
    RETURN NULL;
  ELSIF left(coalesce(p_sort, ''), 1) = '-' THEN
    v_fraction := 1 - v_fraction;
  END IF;
  IF v_mode = 'norm' THEN
    RETURN scrip.code_at_text(p_event, p_batch, p_state, v_norm, v_fraction);
  END IF;
  RETURN scrip.code_at(p_event, p_batch, p_state, nullif(v_norm, ''), v_fraction);
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;
