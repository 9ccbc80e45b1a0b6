-- SPDX-License-Identifier: GPL-3.0-or-later
-- Voiding all that match. What matches is fixed at the first call, if it is as many as were expected; the calls after it
-- under the same key take a chunk each, every grant on its own, so that a cancelled run can be taken up again.
SET LOCAL ROLE scrip_owner;

CREATE FUNCTION scrip.void_chunk_size()
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT 200
$$;

-- Grants that match and can be voided. A filter must name something: voiding everything by a slip is no feature.
CREATE FUNCTION scrip.void_targets(p_filter jsonb, p_at timestamptz)
RETURNS uuid[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_filter jsonb := scrip.check_grant_filter(p_filter);
BEGIN
  IF coalesce(v_filter ->> 'event', v_filter ->> 'organization', v_filter ->> 'status') IS NULL THEN
    PERFORM scrip.refuse('usage', 'Say of which event, organization or status.', 'event');
  END IF;
  RETURN ARRAY(
    SELECT g.id FROM scrip.grant g
    WHERE scrip.grant_matches(g, v_filter, p_at) AND scrip.grant_status(g, p_at) IN ('pending', 'active')
      AND NOT g.backend_owned AND g.pending + g.available > 0
    ORDER BY g.organization_id, g.created_at, g.id);
END
$$;

-- Sums of grants that may be of several currencies, which add up to nothing together: forfeited and consumed are those of
-- the metering currency. Where there are others, currencies tells each of all. Arrays of one entry a grant, in the
-- smallest unit; without consumed there is none.
CREATE FUNCTION scrip.sums_of(p_currencies text[], p_forfeited numeric[], p_consumed numeric[] DEFAULT NULL)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_metering text := scrip.setting_value('metering_currency');
  v_sums jsonb;
  v_others boolean;
BEGIN
  SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('currency', s.currency, 'forfeited',
           scrip.money_text(s.forfeited), 'consumed', scrip.money_text(s.consumed)))
           ORDER BY s.currency <> v_metering, s.currency), '[]'), coalesce(bool_or(s.currency <> v_metering), false)
  INTO v_sums, v_others
  FROM (SELECT t.currency, coalesce(sum(t.forfeited), 0) AS forfeited, sum(t.consumed) AS consumed
        FROM unnest(p_currencies, p_forfeited, p_consumed) t (currency, forfeited, consumed) GROUP BY t.currency) s;
  RETURN jsonb_build_object('forfeited', '0.00')
    || CASE WHEN p_consumed IS NULL THEN '{}' ELSE jsonb_build_object('consumed', '0.00') END
    || CASE WHEN v_sums #>> '{0,currency}' = v_metering THEN v_sums -> 0 #- '{currency}' ELSE '{}' END
    || CASE WHEN v_others THEN jsonb_build_object('currencies', v_sums) ELSE '{}' END;
END
$$;

-- count is what is to be expected; one that turns out to be used up is skipped.
CREATE FUNCTION scrip.preview_void_matching(p_filter jsonb)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_now timestamptz := scrip.now();
  v_ids uuid[];
  v_organization uuid;
  v_before scrip.ledger;
  l scrip.ledger;
  v_currencies text[] := '{}';
  v_forfeited numeric[] := '{}';
  v_consumed numeric[] := '{}';
  v_blocked integer := 0;
BEGIN
  PERFORM scrip.need('admin', 'auditor');
  v_ids := scrip.void_targets(p_filter, v_now);
  FOR v_organization IN SELECT DISTINCT g.organization_id FROM scrip.grant g WHERE g.id = ANY (v_ids) LOOP
    v_before := scrip.advance(scrip.read_ledger(v_organization, v_now, true));
    l := v_before;
    FOR i IN 1 .. cardinality(l.grants) LOOP
      CONTINUE WHEN (l.grants[i]).id <> ALL (v_ids) OR scrip.void_refusal(l.grants[i]) IS NOT NULL;
      v_currencies := v_currencies || (l.grants[i]).currency;
      v_consumed := v_consumed || (l.grants[i]).consumed::numeric;
      v_forfeited := v_forfeited || ((l.grants[i]).pending + (l.grants[i]).available)::numeric;
      l := scrip.void(l, i, NULL);
    END LOOP;
    v_blocked := v_blocked + (scrip.left_of(l) <= 0 AND scrip.left_of(v_before) > 0)::integer;
  END LOOP;
  RETURN jsonb_build_object('count', cardinality(v_ids), 'blocked_after', v_blocked)
         || scrip.sums_of(v_currencies, v_forfeited, v_consumed);
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;

-- Fixes what the run covers.
CREATE FUNCTION scrip.open_bulk_void(p_key text, p_filter jsonb, p_expect integer)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_ids uuid[] := scrip.void_targets(p_filter, scrip.now());
BEGIN
  IF p_expect IS NULL OR cardinality(v_ids) <> p_expect THEN
    PERFORM scrip.refuse('count_mismatch', format('%s grants match: look at them again and expect that many.',
                         cardinality(v_ids)), 'expect', jsonb_build_object('count', cardinality(v_ids)));
  END IF;
  INSERT INTO scrip.bulk_void (login, key, place, grant_id)
  SELECT session_user, p_key, u.place, u.id FROM unnest(v_ids) WITH ORDINALITY u (id, place);
END
$$;

CREATE FUNCTION scrip.void_chunk(p_key text, p_as text, p_chunk integer, p_reason text)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_item record;
  v_void record;
  v_refusal text;
  v_forfeited bigint;
BEGIN
  FOR v_item IN
    SELECT b.place, b.grant_id FROM scrip.bulk_void b
    WHERE b.login = session_user AND b.key = p_key AND b.forfeited IS NULL AND b.refusal IS NULL
      AND b.place > p_chunk * scrip.void_chunk_size() AND b.place <= (p_chunk + 1) * scrip.void_chunk_size()
    ORDER BY b.place
  LOOP
    v_refusal := NULL;
    v_forfeited := NULL;
    BEGIN
      SELECT * INTO v_void FROM scrip.void_one(p_key, v_item.grant_id, p_reason);
      v_refusal := CASE WHEN NOT v_void.done THEN 'already_voided' END;
      v_forfeited := CASE WHEN v_void.done THEN scrip.check_amount(v_void.answer ->> 'forfeited', 'forfeited') END;
    EXCEPTION WHEN SQLSTATE 'SC001' THEN
      v_refusal := split_part(SQLERRM, '|', 1);
    END;
    IF v_refusal IS NULL THEN
      PERFORM scrip.audit_write('void_grant', p_as, p_key, 'grant', v_item.grant_id::text, p_reason, NULL,
                                v_void.answer - 'grant');
    END IF;
    UPDATE scrip.bulk_void b
    SET refusal = v_refusal, forfeited = v_forfeited
    WHERE b.login = session_user AND b.key = p_key AND b.place = v_item.place;
  END LOOP;
END
$$;

CREATE FUNCTION scrip.void_matching(p_key text, p_as text, p_filter jsonb, p_reason text, p_expect integer, p_chunk integer)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_answer jsonb;
  v_replayed boolean;
  v_detail text;
BEGIN
  PERFORM scrip.need('admin');
  -- The key is of the whole run; a chunk that is done already is found by its rows.
  v_answer := scrip.begin_write(p_key, 'void_matching',
                                jsonb_build_object('filter', p_filter, 'reason', p_reason, 'expect', p_expect));
  v_replayed := v_answer IS NOT NULL;
  IF p_chunk IS NULL OR p_chunk < 0 THEN
    PERFORM scrip.refuse('invalid_count', 'There is no such chunk.', 'chunk');
  END IF;
  p_reason := scrip.check_reason(p_reason);
  IF NOT v_replayed THEN
    PERFORM scrip.open_bulk_void(p_key, p_filter, p_expect);
    PERFORM scrip.end_write(p_key, jsonb_build_object('bulk_void', p_key), '{}');
  ELSE
    PERFORM scrip.check_unlocked();
    PERFORM pg_advisory_xact_lock(hashtextextended('scrip.void:' || session_user || ':' || p_key, 0));
  END IF;
  PERFORM scrip.void_chunk(p_key, p_as, p_chunk, p_reason);
  SELECT jsonb_build_object('ok', true, 'replayed', v_replayed, 'voided', count(b.forfeited),
           'skipped', coalesce(jsonb_agg(jsonb_build_object('id', b.grant_id, 'name', b.refusal) ORDER BY b.place)
                               FILTER (WHERE b.refusal IS NOT NULL), '[]'),
           'total', count(*), 'done', bool_and(b.forfeited IS NOT NULL OR b.refusal IS NOT NULL) IS NOT FALSE)
         || scrip.sums_of(coalesce(array_agg(g.currency::text) FILTER (WHERE b.forfeited IS NOT NULL), '{}'),
                          array_agg(b.forfeited::numeric) FILTER (WHERE b.forfeited IS NOT NULL))
  INTO v_answer
  FROM scrip.bulk_void b LEFT JOIN scrip.grant g ON g.id = b.grant_id WHERE b.login = session_user AND b.key = p_key;
  RETURN v_answer;
EXCEPTION WHEN SQLSTATE 'SC001' OR syntax_error_or_access_rule_violation OR not_null_violation THEN
  GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
  RETURN scrip.refused(SQLSTATE, SQLERRM, v_detail);
END
$$;
