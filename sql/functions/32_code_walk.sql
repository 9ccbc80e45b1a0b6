-- SPDX-License-Identifier: GPL-3.0-or-later
-- The order of the list of codes: by batch, then by serial. A page is read from the indexes alone, batch after batch,
-- and takes the same time wherever it lies and however many codes there are. Statements are put together from constants
-- and planned anew each time: a plan cached while the table was small would scan it when it has grown.
SET LOCAL ROLE scrip_owner;

-- What a code comes down to in any spelling: capitals, without blanks, dashes and what cannot be seen.
CREATE FUNCTION scrip.normal_code(p_text text)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT upper(regexp_replace(p_text, '[-\s\u00A0\u058A\u2010-\u2015\u2212\u2E3A\u2E3B\uFE58\uFE63\uFF0D\u200B-\u200D\u2060\uFEFF]',
                              '', 'g') COLLATE "C")
$$;

-- Whether the backend took the code. A held code is claimed by nobody.
CREATE FUNCTION scrip.is_taken(p_claimed boolean, p_by uuid, p_at timestamptz)
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_claimed AND (p_by IS NOT NULL OR p_at IS NOT NULL)
$$;

-- The events with claims that are not booked here yet.
CREATE FUNCTION scrip.unbooked_events()
RETURNS uuid[] LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN ARRAY(
    SELECT e.id FROM @billing@.credit_events e
    LEFT JOIN scrip.event_detail d ON d.event_id = e.id
    WHERE e.claim_count - coalesce(d.loose_claims, 0)
          > coalesce((SELECT sum(b.uses + b.freed - b.returned) FROM scrip.batch b WHERE b.event_id = e.id), 0)
    ORDER BY e.id);
END
$$;

-- One step of the walk: $1 batch, $2 and $3 serials, $4 limit, $5 state, $6 event if it has claims that are not booked,
-- $7 and $8 the place to go on from. At one serial the good code comes first, then those that it replaced.
CREATE FUNCTION scrip.walk_statement(p_state text, p_down boolean)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT replace(replace(CASE
    WHEN p_state IS NULL THEN
      'SELECT k.id FROM scrip.code k
       WHERE k.batch_id = $1 AND k.serial BETWEEN $2 AND $3 AND (k.serial, k.generation) BEYOND ($7, $8)
       ORDER BY k.serial DIRECTION, k.generation DIRECTION LIMIT $4'
    -- All but those that were replaced.
    WHEN p_state = 'live' THEN
      'SELECT k.id FROM scrip.code k
       WHERE k.batch_id = $1 AND k.serial BETWEEN $2 AND $3 AND (k.serial, k.generation) BEYOND ($7, $8)
         AND k.generation = 0
       ORDER BY k.serial DIRECTION LIMIT $4'
    -- What the backend took is not available, whatever is booked here.
    WHEN p_state = 'available' THEN
      'SELECT k.id FROM scrip.code k
       LEFT JOIN LATERAL (SELECT scrip.is_taken(c.is_claimed, c.claimed_by_user_id, c.claimed_at) AS taken
                          FROM @billing@.credit_event_codes c WHERE c.id = k.id OFFSET 0) t ON true
       WHERE k.batch_id = $1 AND k.state = $5 AND k.serial BETWEEN $2 AND $3
         AND (k.serial, k.generation) BEYOND ($7, $8) AND t.taken IS NOT TRUE
       ORDER BY k.serial DIRECTION LIMIT $4'
    WHEN p_state = 'claimed' THEN
      'SELECT u.id FROM (
         (SELECT k.id, k.serial, k.generation FROM scrip.code k
          WHERE k.batch_id = $1 AND k.state = $5 AND k.serial BETWEEN $2 AND $3
            AND (k.serial, k.generation) BEYOND ($7, $8) ORDER BY k.serial DIRECTION LIMIT $4)
         UNION
         SELECT k.id, k.serial, k.generation FROM scrip.unbooked_claim_rows(ARRAY[$6]) c JOIN scrip.code k ON k.id = c.code_id
         WHERE $6 IS NOT NULL AND k.batch_id = $1 AND k.state = ''available'' AND k.serial BETWEEN $2 AND $3
           AND (k.serial, k.generation) BEYOND ($7, $8)) u
       ORDER BY u.serial DIRECTION LIMIT $4'
    ELSE
      'SELECT k.id FROM scrip.code k
       WHERE k.batch_id = $1 AND k.state = $5 AND k.serial BETWEEN $2 AND $3
         AND (k.serial, k.generation) BEYOND ($7, $8)
       ORDER BY k.serial DIRECTION, k.generation DIRECTION LIMIT $4'
  END, 'DIRECTION', CASE WHEN p_down THEN 'DESC' ELSE 'ASC' END), 'BEYOND', CASE WHEN p_down THEN '<' ELSE '>' END)
$$;

-- The batches that a filter leaves, with the weight of each in the list: how many of its codes are in the state.
-- For a walk it is enough to know that there may be some (p_weigh false), which spares looking for unbooked claims.
CREATE FUNCTION scrip.walk_batches(p_event uuid, p_batch uuid, p_state text, p_prefix text, p_weigh boolean)
RETURNS TABLE (id uuid, event_id uuid, count integer, weight bigint, unbooked boolean) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  v_unbooked uuid[] := CASE WHEN p_state IN ('available', 'claimed') THEN scrip.unbooked_events() ELSE '{}' END;
BEGIN
  RETURN QUERY
  SELECT b.id, b.event_id, b.count, w.weight, b.event_id = ANY (v_unbooked)
  FROM scrip.batch b
  CROSS JOIN LATERAL (
    SELECT CASE WHEN b.max_uses > 1 OR b.event_id <> ALL (v_unbooked) THEN 0
                WHEN p_weigh THEN scrip.unbooked_claims(b.event_id, b.id)
                WHEN p_state = 'claimed' THEN 1 ELSE 0 END AS claims) u
  CROSS JOIN LATERAL (
    SELECT CASE WHEN p_state IS NULL THEN b.count + b.reissued
                WHEN p_state = 'live' THEN b.count
                WHEN p_state = 'disabled' THEN b.disabled
                WHEN p_state = 'reissued' THEN b.reissued
                WHEN p_state = 'claimed' THEN b.claimed + u.claims
                ELSE b.count - b.disabled - b.claimed - u.claims END::bigint AS weight) w
  WHERE (p_event IS NULL OR b.event_id = p_event)
    AND (p_batch IS NULL OR b.id = p_batch)
    AND (p_prefix IS NULL OR left(b.prefix, length(p_prefix)) = p_prefix)
    AND w.weight > 0;
END
$$;

-- The next p_limit ids behind p_after, in the order of the walk.
CREATE FUNCTION scrip.walk(p_event uuid, p_batch uuid, p_state text, p_prefix text, p_after uuid, p_down boolean,
                           p_limit integer, p_from integer DEFAULT 1, p_to integer DEFAULT 2147483647)
RETURNS SETOF uuid LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_step text := scrip.walk_statement(p_state, p_down);
  v_left integer := p_limit;
  v_found integer;
  v_at record;
  v_batch record;
BEGIN
  SELECT k.batch_id, k.serial, k.generation INTO v_at FROM scrip.code k WHERE k.id = p_after;
  FOR v_batch IN
    SELECT w.id, CASE WHEN w.unbooked THEN w.event_id END AS unbooked_event,
           CASE WHEN w.id = v_at.batch_id AND NOT p_down THEN greatest(p_from, v_at.serial) ELSE p_from END AS low,
           CASE WHEN w.id = v_at.batch_id AND p_down THEN least(p_to, v_at.serial) ELSE p_to END AS high,
           CASE WHEN w.id = v_at.batch_id THEN v_at.serial WHEN p_down THEN 2147483647 ELSE -1 END AS serial,
           CASE WHEN w.id = v_at.batch_id THEN v_at.generation WHEN p_down THEN 32767 ELSE -1 END::smallint AS generation
    FROM scrip.walk_batches(p_event, p_batch, p_state, p_prefix, false) w
    WHERE p_after IS NULL OR CASE WHEN p_down THEN w.id <= v_at.batch_id ELSE w.id >= v_at.batch_id END
    ORDER BY CASE WHEN p_down THEN w.id END DESC, w.id
  LOOP
    RETURN QUERY EXECUTE v_step USING v_batch.id, v_batch.low, v_batch.high, v_left, p_state,
      v_batch.unbooked_event, v_batch.serial, v_batch.generation;
    GET DIAGNOSTICS v_found = ROW_COUNT;
    v_left := v_left - v_found;
    EXIT WHEN v_left = 0;
  END LOOP;
END
$$;
