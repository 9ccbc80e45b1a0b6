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

-- Sums in several currencies, which add up to nothing together: the fields at the top are those of the metering currency,
-- and where there are others, currencies tells each of all. p_sums: an object a currency, its fields in the smallest unit.
CREATE FUNCTION scrip.sums_of(p_sums jsonb, VARIADIC p_fields text[])
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_metering text := scrip.setting_value('metering_currency');
  v_told jsonb;
  v_others boolean;
BEGIN
  SELECT coalesce(jsonb_agg(f.told ORDER BY f.currency <> v_metering, f.currency), '[]'),
         coalesce(bool_or(f.currency <> v_metering), false)
  INTO v_told, v_others
  FROM (SELECT s.sum ->> 'currency' AS currency, jsonb_build_object('currency', s.sum -> 'currency')
               || (SELECT jsonb_object_agg(n, scrip.money_text((s.sum ->> n)::numeric)) FROM unnest(p_fields) n) AS told
        FROM jsonb_array_elements(p_sums) s (sum)) f;
  RETURN (SELECT jsonb_object_agg(n, '0.00') FROM unnest(p_fields) n)
    || CASE WHEN v_told #>> '{0,currency}' = v_metering THEN v_told -> 0 #- '{currency}' ELSE '{}' END
    || CASE WHEN v_others THEN jsonb_build_object('currencies', v_told) ELSE '{}' END;
END
$$;

-- What voiding those of its grants would do to an organization, by currency, in the smallest unit. One that turns out to be
-- used up would be skipped, and counts for nothing.
CREATE FUNCTION scrip.void_effect(p_organization uuid, p_ids uuid[], p_at timestamptz)
RETURNS TABLE (currency text, forfeited numeric, consumed numeric, balance_before numeric, balance_after numeric,
               blocked_after boolean) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  v_before scrip.ledger := scrip.advance(scrip.read_ledger(p_organization, p_at, true));
  l scrip.ledger := v_before;
  v_voided uuid[] := '{}';
BEGIN
  FOR i IN 1 .. cardinality(l.grants) LOOP
    CONTINUE WHEN (l.grants[i]).id <> ALL (p_ids) OR scrip.void_refusal(l.grants[i]) IS NOT NULL;
    v_voided := v_voided || (l.grants[i]).id;
    l := scrip.void(l, i, NULL);
  END LOOP;
  RETURN QUERY
  SELECT g.currency, sum(g.pending + g.available), sum(g.consumed), scrip.left_in(v_before, g.currency, g.metered),
         scrip.left_in(l, g.currency, g.metered), scrip.left_of(l) <= 0
  FROM unnest(v_before.grants) g WHERE g.id = ANY (v_voided) GROUP BY g.currency, g.metered;
END
$$;

-- The preview of a void, summed: count is what is to be expected, the balances are those of all organizations concerned,
-- and blocked_after is how many of them would be blocked.
CREATE FUNCTION scrip.preview_void_matching(p_filter jsonb)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_now timestamptz := scrip.now();
  v_ids uuid[];
  v_blocked bigint;
  v_sums jsonb;
BEGIN
  PERFORM scrip.need('admin', 'auditor');
  v_ids := scrip.void_targets(p_filter, v_now);
  WITH effect AS MATERIALIZED (
    SELECT o.id, e.*
    FROM (SELECT DISTINCT g.organization_id AS id FROM scrip.grant g WHERE g.id = ANY (v_ids)) o
    CROSS JOIN LATERAL scrip.void_effect(o.id, v_ids, v_now) e
  )
  SELECT (SELECT count(DISTINCT e.id) FROM effect e WHERE e.blocked_after), coalesce(jsonb_agg(to_jsonb(c)), '[]')
  INTO v_blocked, v_sums
  FROM (SELECT e.currency, sum(e.forfeited) AS forfeited, sum(e.consumed) AS consumed,
               sum(e.balance_before) AS balance_before, sum(e.balance_after) AS balance_after
        FROM effect e GROUP BY e.currency) c;
  RETURN jsonb_build_object('count', cardinality(v_ids), 'blocked_after', v_blocked)
         || scrip.sums_of(v_sums, 'forfeited', 'consumed', 'balance_before', 'balance_after');
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
      SELECT * INTO v_void FROM scrip.void_one(p_key, p_as, v_item.grant_id, p_reason);
      v_refusal := CASE WHEN NOT v_void.done THEN 'already_voided' END;
      v_forfeited := CASE WHEN v_void.done THEN scrip.check_amount(v_void.answer ->> 'forfeited', 'forfeited') END;
    EXCEPTION WHEN SQLSTATE 'SC001' THEN
      v_refusal := split_part(SQLERRM, '|', 1);
    END;
    UPDATE scrip.bulk_void b
    SET refusal = v_refusal, forfeited = v_forfeited
    WHERE b.login = session_user AND b.key = p_key AND b.place = v_item.place;
  END LOOP;
END
$$;

-- What a run has forfeited so far, by currency.
CREATE FUNCTION scrip.voided_sums(p_key text)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT coalesce(jsonb_agg(to_jsonb(s)), '[]')
          FROM (SELECT g.currency, sum(b.forfeited) AS forfeited
                FROM scrip.bulk_void b JOIN scrip.grant g ON g.id = b.grant_id
                WHERE b.login = session_user AND b.key = p_key AND b.forfeited IS NOT NULL GROUP BY g.currency) s);
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
         || scrip.sums_of(scrip.voided_sums(p_key), 'forfeited')
  INTO v_answer
  FROM scrip.bulk_void b WHERE b.login = session_user AND b.key = p_key;
  RETURN v_answer;
EXCEPTION WHEN SQLSTATE 'SC001' OR syntax_error_or_access_rule_violation OR not_null_violation THEN
  GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
  RETURN scrip.refused(SQLSTATE, SQLERRM, v_detail);
END
$$;
