-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a person may enter of an event, checked.
SET LOCAL ROLE scrip_owner;

CREATE FUNCTION scrip.check_tags(p_tags jsonb)
RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_tags jsonb;
BEGIN
  IF p_tags IS NULL OR p_tags = 'null' THEN
    RETURN '[]';
  ELSIF jsonb_typeof(p_tags) <> 'array' OR jsonb_array_length(p_tags) > 20
        OR EXISTS (SELECT FROM jsonb_array_elements(p_tags) t WHERE jsonb_typeof(t) <> 'string') THEN
    PERFORM scrip.refuse('invalid_text', 'Give at most twenty tags, each a short text.', 'tags');
  END IF;
  SELECT coalesce(jsonb_agg(c.tag ORDER BY c.n), '[]') INTO v_tags
  FROM (SELECT DISTINCT ON (tag) tag, n
        FROM (SELECT scrip.check_name(t, 'tags', 50) AS tag, n
              FROM jsonb_array_elements_text(p_tags) WITH ORDINALITY a (t, n)) b
        ORDER BY tag, n) c;
  RETURN v_tags;
END
$$;

-- One field as it will be stored: amounts in nano-units, texts cleaned.
CREATE FUNCTION scrip.event_field(p_body jsonb, p_field text)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_optional boolean := coalesce(p_body -> p_field, 'null') = 'null';
BEGIN
  CASE p_field
    WHEN 'name' THEN
      RETURN to_jsonb(scrip.check_name(scrip.text_of(p_body, p_field, 'invalid_name'), p_field));
    WHEN 'description', 'notes' THEN
      RETURN to_jsonb(scrip.check_text(scrip.text_of(p_body, p_field), p_field));
    WHEN 'amount' THEN
      RETURN to_jsonb(scrip.check_amount(scrip.text_of(p_body, p_field, 'invalid_amount'), p_field));
    WHEN 'budget' THEN
      IF v_optional THEN
        RETURN NULL;
      END IF;
      RETURN to_jsonb(scrip.check_amount(scrip.text_of(p_body, p_field, 'invalid_amount'), p_field));
    WHEN 'currency' THEN
      RETURN to_jsonb(scrip.check_currency(scrip.text_of(p_body, p_field, 'invalid_currency'), p_field));
    WHEN 'max_claims', 'max_per_organization', 'max_per_domain' THEN
      RETURN to_jsonb(scrip.check_count(p_body -> p_field, p_field));
    WHEN 'starts_at', 'claim_deadline', 'credit_expires_at' THEN
      IF v_optional AND p_field = 'credit_expires_at' THEN
        PERFORM scrip.refuse('invalid_date', 'Say until when the credit lasts.', p_field);
      END IF;
      RETURN to_jsonb(scrip.check_time(scrip.text_of(p_body, p_field, 'invalid_date'), p_field));
    WHEN 'time_zone' THEN
      RETURN to_jsonb(scrip.check_zone(scrip.text_of(p_body, p_field, 'invalid_time_zone'), p_field));
    WHEN 'claim_url' THEN
      RETURN to_jsonb(scrip.check_url(scrip.text_of(p_body, p_field, 'invalid_url'), p_field));
    WHEN 'tags' THEN
      RETURN scrip.check_tags(p_body -> p_field);
    WHEN 'paused' THEN
      RETURN to_jsonb(coalesce(scrip.flag_of(p_body, p_field), false));
  END CASE;
END
$$;

-- The fields that are present, checked one by one; what they mean together is checked on the finished row.
CREATE FUNCTION scrip.event_fields(p_body jsonb)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  PERFORM scrip.check_keys(p_body, 'name', 'description', 'amount', 'currency', 'max_claims', 'starts_at',
                           'claim_deadline', 'credit_expires_at', 'time_zone', 'claim_url', 'max_per_organization',
                           'max_per_domain', 'budget', 'tags', 'notes', 'paused');
  RETURN coalesce((SELECT jsonb_object_agg(k, scrip.event_field(p_body, k)) FROM jsonb_object_keys(p_body) k), '{}');
END
$$;

-- The two clocks. p_now is null when none of the times is new, and then the past is no mistake.
CREATE FUNCTION scrip.check_clocks(p_starts_at timestamptz, p_deadline timestamptz, p_expires_at timestamptz,
                                   p_now timestamptz)
RETURNS void LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF p_expires_at <= p_now THEN
    PERFORM scrip.refuse('invalid_date', 'The credit would have ended already: choose a later day.',
                         'credit_expires_at');
  ELSIF p_deadline <= p_starts_at THEN
    PERFORM scrip.refuse('invalid_date', 'Claiming ends before it starts: choose a later end.', 'claim_deadline');
  ELSIF p_expires_at < p_deadline THEN
    PERFORM scrip.refuse('invalid_date',
      'The credit ends before claiming does: choose the day claiming ends, or later.', 'credit_expires_at');
  ELSIF p_expires_at <= p_starts_at THEN
    PERFORM scrip.refuse('invalid_date', 'The credit would end before claiming starts: choose a later day.',
                         'credit_expires_at');
  END IF;
END
$$;

-- The most an event can come to: by its cap, or without one by what its codes are good for. Refused when it cannot be
-- booked at all.
CREATE FUNCTION scrip.worst_case(p_max_claims bigint, p_uses numeric, p_amount bigint, p_field text)
RETURNS bigint LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_nano numeric := coalesce(p_max_claims, p_uses) * p_amount;
BEGIN
  IF v_nano > 9223372036854775807 THEN
    PERFORM scrip.refuse(CASE p_field WHEN 'count' THEN 'invalid_count' ELSE 'invalid_amount' END,
                         'Claims times credit is more than can be booked: lower one of them.', p_field);
  END IF;
  RETURN v_nano;
END
$$;
