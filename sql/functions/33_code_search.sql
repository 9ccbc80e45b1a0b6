-- SPDX-License-Identifier: GPL-3.0-or-later
-- Codes by the beginning of their text. A list that answers ever longer beginnings would spell out whole codes, unseen
-- by the audit: it answers those of batch prefixes, up to four characters more to those who may reveal codes anyway,
-- and besides that only whole codes, which whoever types them has already.
SET LOCAL ROLE scrip_owner;

-- How a typed beginning is to be looked for: 'all', 'batch' (by the prefixes of batches), 'code' (one whole code),
-- 'norm' (a range of codes), 'none'.
CREATE FUNCTION scrip.search_mode(p_norm text)
RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_prefix integer;
BEGIN
  IF coalesce(p_norm, '') = '' THEN
    RETURN 'all';
  ELSIF EXISTS (SELECT FROM scrip.batch b WHERE b.prefix >= p_norm AND b.prefix < p_norm || '~') THEN
    RETURN 'batch';
  ELSIF EXISTS (SELECT FROM scrip.code k WHERE k.norm = p_norm) THEN
    RETURN 'code';
  END IF;
  SELECT max(length(b.prefix)) INTO v_prefix FROM scrip.batch b WHERE b.prefix = left(p_norm, length(b.prefix));
  IF length(p_norm) <= v_prefix + 4 AND scrip.roles_of(session_user) && ARRAY['admin', 'staff'] THEN
    RETURN 'norm';
  END IF;
  RETURN 'none';
END
$$;

-- A page of a range of codes, in the order of their text. The cursor is an id all the same: a code in it would be a
-- code in the clear.
CREATE FUNCTION scrip.search_range(p_event uuid, p_batch uuid, p_state text, p_norm text, p_after uuid, p_down boolean,
                                   p_limit integer)
RETURNS SETOF uuid LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_at text;
BEGIN
  SELECT k.norm INTO v_at FROM scrip.code k WHERE k.id = p_after;
  RETURN QUERY EXECUTE replace(
    'SELECT k.id FROM scrip.code k JOIN scrip.batch b ON b.id = k.batch_id
     WHERE k.norm >= $1 AND k.norm < $2 AND ($3 IS NULL OR b.event_id = $3) AND ($4 IS NULL OR b.id = $4)
       AND ($5 IS NULL OR k.state = $5)
     ORDER BY k.norm DIRECTION LIMIT $6', 'DIRECTION', CASE WHEN p_down THEN 'DESC' ELSE 'ASC' END)
  USING CASE WHEN NOT p_down AND v_at IS NOT NULL THEN v_at || '!' ELSE p_norm END,
        CASE WHEN p_down AND v_at IS NOT NULL THEN v_at ELSE p_norm || '~' END, p_event, p_batch, p_state, p_limit;
END
$$;

-- The id of the code that a person means, or null. Refuses what cannot be a code before anything is looked for.
CREATE FUNCTION scrip.find_code(p_text text)
RETURNS uuid LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_norm text;
  v_bad text;
  v_id uuid := scrip.uuid_or_null(p_text);
BEGIN
  IF v_id IS NOT NULL THEN
    RETURN (SELECT c.id FROM @billing@.credit_event_codes c WHERE c.id = v_id);
  ELSIF length(p_text) <= 128 THEN
    v_norm := scrip.normal_code(p_text);
  END IF;
  v_bad := substring(v_norm FROM '[^\u0021-\u007E]');
  IF coalesce(v_norm, '') = '' OR length(v_norm) > 64 THEN
    PERFORM scrip.refuse('invalid_code', 'A code has 1 to 64 characters.', 'code');
  ELSIF v_bad IS NOT NULL THEN
    PERFORM scrip.refuse('invalid_code', format('The character %s (%s) is not one of a code.', v_bad,
      scrip.code_point(v_bad)), 'code');
  END IF;
  SELECT k.id INTO v_id FROM scrip.code k WHERE k.norm = v_norm;
  IF v_id IS NULL THEN -- made by the backend, which knows one spelling
    SELECT c.id INTO v_id FROM @billing@.credit_event_codes c
    WHERE c.code IN (btrim(p_text), upper(btrim(p_text))) LIMIT 1;
  END IF;
  RETURN coalesce(v_id, scrip.guess_code(v_norm));
END
$$;

-- Whether the prefix was left out, or 0 and 1 stand for the letters: the alphabet of codes has no such digits. A prefix
-- may have them, so it is taken as typed.
CREATE FUNCTION scrip.guess_code(p_norm text)
RETURNS uuid LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_ids uuid[];
BEGIN
  v_ids := ARRAY(
    SELECT DISTINCT k.id
    FROM (SELECT DISTINCT b.prefix FROM scrip.batch b) p
    CROSS JOIN LATERAL (VALUES (p.prefix || p_norm),
      (p.prefix || translate(CASE WHEN left(p_norm, length(p.prefix)) = p.prefix THEN substr(p_norm, length(p.prefix) + 1)
                                  ELSE p_norm END, '01', 'OI'))) g (norm)
    JOIN scrip.code k ON k.norm = g.norm);
  RETURN CASE WHEN cardinality(v_ids) = 1 THEN v_ids[1] END;
END
$$;
