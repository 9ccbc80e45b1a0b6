-- SPDX-License-Identifier: GPL-3.0-or-later
-- How values look outside: money, times, ids, codes. Internal, without a search path of their own so that the planner
-- can inline them; they only ever run inside functions that have one.
SET LOCAL ROLE scrip_owner;

-- At least two decimals, no trailing zeros beyond. Multiplied, not divided: division of numerics may round.
CREATE FUNCTION scrip.money_text(p_nano numeric)
RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  v_exact numeric;
BEGIN
  IF p_nano = 0 THEN -- as most figures are
    RETURN '0.00';
  END IF;
  v_exact := trim_scale(p_nano * 0.000000001);
  RETURN CASE WHEN scale(v_exact) < 2 THEN round(v_exact, 2) ELSE v_exact END;
END
$$;

CREATE FUNCTION scrip.time_text(p_at timestamptz)
RETURNS text LANGUAGE sql STABLE STRICT AS $$
  SELECT rtrim(rtrim(to_char(p_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '0'), '.') || 'Z'
$$;

-- Ids sort by the time they were made, which keeps the indexes over them local. All ids of one call may share the
-- millisecond, p_prefix: their order within it is random.
CREATE FUNCTION scrip.uuid7_prefix(p_at timestamptz)
RETURNS text LANGUAGE sql STABLE STRICT AS $$
  SELECT overlay(lpad(to_hex((extract(epoch FROM p_at) * 1000)::bigint), 12, '0') PLACING '-' FROM 9 FOR 0) || '-7'
$$;

CREATE FUNCTION scrip.uuid7(p_prefix text)
RETURNS uuid LANGUAGE sql VOLATILE STRICT AS $$
  SELECT (p_prefix || substr(gen_random_uuid()::text, 16))::uuid
$$;

CREATE FUNCTION scrip.new_id()
RETURNS uuid LANGUAGE sql VOLATILE AS $$
  SELECT scrip.uuid7(scrip.uuid7_prefix(clock_timestamp()))
$$;

-- Whether a code with so many dashes has the shape of those that Scrip makes: a prefix, then groups of four.
CREATE FUNCTION scrip.is_grouped(p_code text, p_dashes integer)
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_dashes BETWEEN 3 AND 6 AND length(p_code) - 5 * p_dashes BETWEEN 1 AND 12
     AND right(p_code, 5 * p_dashes) LIKE left('-____-____-____-____-____-____', 5 * p_dashes)
$$;

-- Prefix and the last four characters; the last two of a code of three groups. A code of any other shape has no part that is
-- known to be no secret: of it a short tail shows, and at least eight characters do not.
-- PL/pgSQL: as a function of SQL it is not inlined for an argument that costs something, and then ten times slower.
CREATE FUNCTION scrip.masked(p_code text)
RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  v_characters integer := length(replace(p_code, '-', ''));
  v_dashes integer := length(p_code) - v_characters;
BEGIN
  IF scrip.is_grouped(p_code, v_dashes) THEN
    RETURN split_part(p_code, '-', 1) || repeat('-····', v_dashes - 1) || '-'
        || CASE WHEN v_dashes = 3 THEN '··' || right(p_code, 2) ELSE right(p_code, 4) END;
  END IF;
  RETURN '····' || right(p_code, least(greatest(v_characters - 8, 0), 4));
END
$$;

-- The canonical spelling of a code that Scrip made: the prefix, then groups of four.
CREATE FUNCTION scrip.spelled(p_norm text, p_groups integer)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT left(p_norm, length(p_norm) - 4 * p_groups)
      || '-' || substr(b.body, 1, 4) || '-' || substr(b.body, 5, 4) || '-' || substr(b.body, 9, 4)
      || CASE WHEN p_groups > 3 THEN '-' || substr(b.body, 13, 4) ELSE '' END
      || CASE WHEN p_groups > 4 THEN '-' || substr(b.body, 17, 4) ELSE '' END
      || CASE WHEN p_groups > 5 THEN '-' || substr(b.body, 21, 4) ELSE '' END
  FROM (SELECT right(p_norm, 4 * p_groups) AS body) b
$$;

-- A character by its number in Unicode.
CREATE FUNCTION scrip.code_point(p_character text)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT 'U+' || lpad(h.digits, greatest(4, length(h.digits)), '0')
  FROM (SELECT upper(to_hex(ascii(p_character))) AS digits) h
$$;

-- An id out of text that may be anything.
CREATE FUNCTION scrip.uuid_or_null(p_text text)
RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_text COLLATE "C" ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN p_text::uuid END
$$;
