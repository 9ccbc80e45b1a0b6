-- SPDX-License-Identifier: GPL-3.0-or-later
-- The rules that single values keep; each refuses by name and answers the value as it will be stored.
SET LOCAL ROLE scrip_owner;

-- Zero-width characters out, one normal form, no blanks outside.
CREATE FUNCTION scrip.cleaned(p_text text)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT btrim(normalize(regexp_replace(p_text, '[\u200B-\u200D\u2060\uFEFF]', '', 'g'), NFC),
               E' \t\n\r\f\u000B\u00A0\u2007\u202F\u3000')
$$;

-- A name stands in lists, logs and on paper: line breaks and characters that turn the direction of writing could make
-- it say something else.
CREATE FUNCTION scrip.check_name(p_text text, p_field text, p_longest integer DEFAULT 255)
RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_name text;
BEGIN
  IF length(p_text) > 4 * p_longest THEN
    PERFORM scrip.refuse('invalid_name', format('The name has more than %s characters.', p_longest), p_field);
  END IF;
  v_name := scrip.cleaned(p_text);
  IF coalesce(v_name, '') = '' THEN
    PERFORM scrip.refuse('invalid_name', 'Give a name.', p_field);
  ELSIF length(v_name) > p_longest THEN
    PERFORM scrip.refuse('invalid_name', format('The name has more than %s characters.', p_longest), p_field);
  ELSIF v_name ~ '[\u0001-\u001F\u007F-\u009F\u2028\u2029\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]' THEN
    PERFORM scrip.refuse('invalid_name',
      'The name holds a line break or an invisible control character: remove it.', p_field);
  END IF;
  RETURN v_name;
END
$$;

-- A description, a note: may have lines and may be empty, which is null.
CREATE FUNCTION scrip.check_text(p_text text, p_field text, p_longest integer DEFAULT 2000)
RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_text text;
BEGIN
  IF length(p_text) <= 4 * p_longest THEN
    v_text := scrip.cleaned(p_text);
  END IF;
  IF p_text IS NOT NULL AND (v_text IS NULL OR length(v_text) > p_longest) THEN
    PERFORM scrip.refuse('invalid_text', format('The text has more than %s characters.', p_longest), p_field);
  ELSIF v_text ~ '[\u0001-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]' THEN
    PERFORM scrip.refuse('invalid_text', 'The text holds a control character: remove it.', p_field);
  END IF;
  RETURN nullif(v_text, '');
END
$$;

CREATE FUNCTION scrip.check_reason(p_text text)
RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_reason text := scrip.check_text(p_text, 'reason');
BEGIN
  IF v_reason IS NULL THEN
    PERFORM scrip.refuse('reason_required', 'Say why: it is kept in the audit.', 'reason');
  END IF;
  RETURN v_reason;
END
$$;

-- Decimal text to nano-units, exactly or not at all. ASCII digits and a point, nothing that could be read in two ways.
CREATE FUNCTION scrip.check_amount(p_text text, p_field text)
RETURNS bigint LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_nano numeric;
BEGIN
  IF p_text IS NULL OR length(p_text) > 60 OR p_text COLLATE "C" !~ '^[0-9]+(\.[0-9]+)?$' THEN
    PERFORM scrip.refuse('invalid_amount', 'Write the amount with digits and one point, such as 25.00.', p_field);
  ELSIF length(split_part(p_text, '.', 2)) > 9 THEN
    PERFORM scrip.refuse('invalid_amount', 'The amount has more than nine decimals.', p_field);
  END IF;
  v_nano := p_text::numeric * 1000000000;
  IF v_nano = 0 THEN
    PERFORM scrip.refuse('invalid_amount', 'The amount must be above zero.', p_field);
  ELSIF v_nano > 9223372036854775807 THEN
    PERFORM scrip.refuse('invalid_amount', 'The amount is too large.', p_field);
  END IF;
  RETURN v_nano;
END
$$;

-- RFC 3339 with its offset: the zone of a bare date was settled by whoever took it from a person. infinity, year 1 and
-- year 10000 are dates to PostgreSQL and to nobody else.
CREATE FUNCTION scrip.check_time(p_text text, p_field text)
RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF p_text IS NULL THEN
    RETURN NULL;
  END IF;
  IF p_text COLLATE "C" ~ '^[2-9][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})$'
  THEN
    BEGIN
      RETURN p_text::timestamptz;
    EXCEPTION WHEN datetime_field_overflow OR invalid_datetime_format OR invalid_time_zone_displacement_value THEN
      NULL;
    END;
  END IF;
  PERFORM scrip.refuse('invalid_date', 'Write a date that exists, such as 2027-06-30T23:59:59Z.', p_field);
END
$$;

CREATE FUNCTION scrip.check_zone(p_text text, p_field text)
RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  -- The view reads the whole zone database from disk; the commonest answer does not need it. Only IANA names: what
  -- AT TIME ZONE takes besides (abbreviations, POSIX rules) means different things in different places.
  IF p_text IS NULL OR p_text <> 'UTC' AND (p_text ~ '^(posix|right)/|^(posixrules|localtime|Factory)$'
     OR NOT EXISTS (SELECT FROM pg_timezone_names z WHERE z.name = p_text)) THEN
    PERFORM scrip.refuse('invalid_time_zone', 'Choose a time zone by its name, such as Asia/Singapore.', p_field);
  END IF;
  RETURN p_text;
END
$$;

CREATE FUNCTION scrip.check_currency(p_text text, p_field text)
RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_metered text := scrip.setting_value('metering_currency');
BEGIN
  IF p_text COLLATE "C" !~ '^[A-Z]{3,10}$' THEN
    PERFORM scrip.refuse('invalid_currency', 'Write a currency as its capital letters, such as USD.', p_field);
  ELSIF p_text <> v_metered THEN
    -- A claim writes a limits row, and the backend adds all of them up as one currency.
    PERFORM scrip.refuse('currency_not_metered', format('Events are in %s, the currency that is metered.', v_metered),
                         p_field);
  END IF;
  RETURN coalesce(p_text, v_metered);
END
$$;

CREATE FUNCTION scrip.check_url(p_text text, p_field text)
RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_plain text := replace(replace(p_text, '{code}', 'CODE'), '{event}', 'EVENT');
BEGIN
  IF p_text = '' THEN
    RETURN NULL;
  END IF;
  IF length(p_text) > 500 OR strpos(p_text, '{code}') = 0 OR v_plain ~ '[\u0001-\u0020\u007F-\u009F<>"\\^`{}|]'
     OR p_text ~ '[\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]' OR p_text !~* '^https?://[^/?#@{}:]+(:[0-9]{1,5})?([/?#]|$)' THEN
    PERFORM scrip.refuse('invalid_url',
      'Write a web address with {code} in it, such as https://app.example.com/claim?code={code}.', p_field);
  END IF;
  RETURN p_text;
END
$$;

CREATE FUNCTION scrip.check_prefix(p_text text, p_field text)
RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_prefix text := upper(btrim(p_text) COLLATE "C");
BEGIN
  IF v_prefix IS NULL OR v_prefix !~ '^[A-Z0-9]{1,12}$' THEN
    PERFORM scrip.refuse('invalid_prefix', 'A prefix has 1 to 12 letters or digits, such as NEAR.', p_field);
  END IF;
  RETURN v_prefix;
END
$$;

-- A whole number out of JSON. A number with a point or an exponent is refused rather than rounded.
CREATE FUNCTION scrip.check_count(p_value jsonb, p_field text, p_least bigint DEFAULT 1, p_most bigint DEFAULT 2147483647)
RETURNS bigint LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF p_value IS NULL OR p_value = 'null' THEN
    RETURN NULL;
  END IF;
  IF jsonb_typeof(p_value) <> 'number' OR p_value::text COLLATE "C" !~ '^[0-9]{1,18}$'
     OR NOT p_value::text::bigint BETWEEN p_least AND p_most THEN
    PERFORM scrip.refuse('invalid_count', format('Give a whole number from %s to %s.', p_least, p_most), p_field);
  END IF;
  RETURN p_value::text::bigint;
END
$$;

-- The only keys an argument may have; a misspelt one must not be dropped in silence.
CREATE FUNCTION scrip.check_keys(p_body jsonb, VARIADIC p_known text[])
RETURNS void LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_key text;
BEGIN
  IF p_body IS NULL OR jsonb_typeof(p_body) <> 'object' THEN
    PERFORM scrip.refuse('invalid_body', 'The argument must be an object.');
  END IF;
  IF p_body - p_known <> '{}' THEN
    SELECT k INTO v_key FROM jsonb_object_keys(p_body - p_known) k LIMIT 1;
    PERFORM scrip.refuse('invalid_body', 'There is no such field.', left(v_key, 100));
  END IF;
END
$$;

-- A text out of JSON: a number or an object in its place is refused.
CREATE FUNCTION scrip.text_of(p_body jsonb, p_field text, p_refusal text DEFAULT 'invalid_text')
RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF jsonb_typeof(p_body -> p_field) NOT IN ('string', 'null') THEN
    PERFORM scrip.refuse(p_refusal, 'Give this as text.', p_field);
  END IF;
  RETURN p_body ->> p_field;
END
$$;

CREATE FUNCTION scrip.flag_of(p_body jsonb, p_field text)
RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF jsonb_typeof(p_body -> p_field) NOT IN ('boolean', 'null') THEN
    PERFORM scrip.refuse('invalid_body', 'Give true or false.', p_field);
  END IF;
  RETURN (p_body ->> p_field)::boolean;
END
$$;
