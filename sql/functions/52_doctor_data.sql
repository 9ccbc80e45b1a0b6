-- SPDX-License-Identifier: GPL-3.0-or-later
-- Checks of what the data say about each other.
SET LOCAL ROLE scrip_owner;

-- quick: the hundred newest events.
CREATE FUNCTION scrip.doctor_claim_count(p_quick boolean)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_wrong text[];
  v_checked bigint;
BEGIN
  IF p_quick THEN
    SELECT array_agg(e.id::text) FILTER (WHERE e.claim_count <> e.claims), count(*) INTO v_wrong, v_checked
    FROM (SELECT n.id, n.claim_count,
                 (SELECT count(*) FROM @billing@.credit_claims c WHERE c.credit_event_id = n.id)
                 - scrip.slots_returned(n.id) AS claims
          FROM @billing@.credit_events n ORDER BY n.created_at DESC LIMIT 100) e;
  ELSE
    SELECT array_agg(e.id::text ORDER BY e.created_at) FILTER (WHERE e.claim_count <> coalesce(c.claims, 0)), count(*)
    INTO v_wrong, v_checked
    FROM @billing@.credit_events e
    LEFT JOIN (SELECT t.credit_event_id, count(*) - count(*) FILTER (WHERE d.slot_returned) AS claims
               FROM @billing@.credit_claims t LEFT JOIN scrip.claim_detail d ON d.claim_id = t.id GROUP BY 1) c
      ON c.credit_event_id = e.id;
  END IF;
  RETURN scrip.finding('claim_count', 'error', v_checked, v_wrong,
                       'The claim counter of these events differs from their claims less the slots given back.');
END
$$;

-- Events that are archived or wait for a second admin, and can be claimed through the backend all the same: somebody made
-- them active there. That it pauses and resumes events of its own accord is no mistake.
CREATE FUNCTION scrip.doctor_event_state()
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_wrong text[];
  v_checked bigint;
BEGIN
  SELECT array_agg(e.id::text ORDER BY e.created_at) FILTER (WHERE e.is_active), count(*) INTO v_wrong, v_checked
  FROM scrip.event_detail d JOIN @billing@.credit_events e ON e.id = d.event_id
  WHERE d.archived_at IS NOT NULL OR d.awaiting_since IS NOT NULL;
  RETURN scrip.finding('event_state', 'warn', v_checked, v_wrong,
    'These events are archived or wait for approval, and can be claimed through the billing backend: somebody made them '
    'active there.');
END
$$;

-- What is wrong with a code and its billing row, null when nothing is. A code that the backend claimed and that is not
-- booked here yet is no mistake.
CREATE FUNCTION scrip.code_fault(p_state text, p_norm text, p_multi boolean, p_awaiting boolean, p_event uuid,
                                 p_billing_event uuid, p_code text, p_claimed boolean, p_by uuid, p_at timestamptz)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN p_code IS NULL THEN 'is gone from the billing table'
    WHEN p_billing_event <> p_event THEN 'belongs to another event in the billing table'
    WHEN replace(p_code, '-', '') <> p_norm AND scrip.normal_code(p_code) <> p_norm THEN 'reads differently there'
    WHEN p_state <> 'available' AND NOT p_claimed THEN 'could be claimed through the backend'
    WHEN p_multi AND NOT p_claimed THEN 'has several uses and could be claimed through the backend'
    WHEN p_state = 'available' AND NOT p_multi AND NOT p_awaiting AND p_claimed
         AND NOT scrip.is_taken(p_claimed, p_by, p_at) THEN 'is available but cannot be claimed through the backend'
    WHEN p_state = 'claimed' AND NOT p_multi AND NOT scrip.is_taken(p_claimed, p_by, p_at)
      THEN 'is claimed here and by nobody in the billing table'
  END
$$;

-- quick: about 20,000 codes.
CREATE FUNCTION scrip.doctor_code_state(p_quick boolean)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_rows float8 := greatest((SELECT c.reltuples FROM pg_class c WHERE c.oid = 'scrip.code'::regclass), 1);
  v_share float8 := CASE WHEN p_quick THEN least(100, 2000000 / v_rows) ELSE 100 END;
  v_wrong text[];
  v_faults text;
  v_checked bigint;
BEGIN
  SELECT (array_agg(f.id::text) FILTER (WHERE f.fault IS NOT NULL))[1:100],
         string_agg(DISTINCT f.fault, '; '), count(*)
  INTO v_wrong, v_faults, v_checked
  FROM (SELECT k.id, coalesce(scrip.code_fault(k.state, k.norm, b.max_uses > 1, d.awaiting_since IS NOT NULL, b.event_id,
                 c.credit_event_id, c.code, c.is_claimed, c.claimed_by_user_id, c.claimed_at),
                 CASE WHEN t.id IS NULL AND scrip.is_taken(c.is_claimed, c.claimed_by_user_id, c.claimed_at)
                      THEN 'is taken in the billing table by somebody who did not claim it' END,
                 CASE WHEN (k.state = 'reissued' OR k.reissued_to IS NOT NULL) AND (k.state <> 'reissued' OR NOT EXISTS (
                        SELECT FROM scrip.code n
                        WHERE n.id = k.reissued_to AND n.batch_id = k.batch_id AND n.serial = k.serial AND n.id <> k.id))
                      THEN 'does not lead to the code that took its place' END) AS fault
        FROM scrip.code k TABLESAMPLE SYSTEM (v_share)
        LEFT JOIN scrip.batch b ON b.id = k.batch_id
        LEFT JOIN scrip.event_detail d ON d.event_id = b.event_id
        LEFT JOIN @billing@.credit_event_codes c ON c.id = k.id
        LEFT JOIN @billing@.credit_claims t ON t.code_id = c.id AND t.user_id = c.claimed_by_user_id) f;
  IF NOT p_quick THEN
    v_wrong := v_wrong || scrip.wrong_batches();
  END IF;
  RETURN scrip.finding('code_state', 'error', v_checked, v_wrong,
                       'Something ' || coalesce(v_faults, 'in the counters of a batch is wrong') || '.');
END
$$;

-- Batches whose counters are not what their codes, chunks, prints and hand-overs add up to.
CREATE FUNCTION scrip.wrong_batches()
RETURNS text[] LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN ARRAY(
    SELECT b.id::text FROM scrip.batch b
    LEFT JOIN (SELECT k.batch_id, count(*) FILTER (WHERE k.generation = 0) AS places,
                      count(*) FILTER (WHERE k.state = 'claimed') AS claimed,
                      count(*) FILTER (WHERE k.state = 'disabled') AS disabled,
                      count(*) FILTER (WHERE k.state = 'reissued') AS reissued,
                      count(*) FILTER (WHERE (k.state = 'reissued') <> (k.generation > 0)) AS odd,
                      sum(k.uses) AS uses, sum(k.uses) FILTER (WHERE k.state = 'reissued') AS dead_uses
               FROM scrip.code k GROUP BY k.batch_id) k ON k.batch_id = b.id
    LEFT JOIN (SELECT c.batch_id, sum(c.minted) AS minted FROM scrip.batch_chunk c GROUP BY c.batch_id) c
      ON c.batch_id = b.id
    LEFT JOIN (SELECT k.batch_id, count(*) FILTER (WHERE d.code_freed) AS freed,
                      count(*) FILTER (WHERE d.slot_returned) AS returned
               FROM scrip.claim_detail d JOIN scrip.code k ON k.id = d.code_id
               WHERE d.released_at IS NOT NULL GROUP BY k.batch_id) r ON r.batch_id = b.id
    LEFT JOIN (SELECT p.batch_id, max(p.number) AS prints, scrip.printed_serials(p.batch_id) AS printed
               FROM scrip.print p GROUP BY p.batch_id) p ON p.batch_id = b.id
    LEFT JOIN (SELECT h.batch_id, count(DISTINCT h.serial) AS codes FROM scrip.hand_over h GROUP BY h.batch_id) h
      ON h.batch_id = b.id
    WHERE (b.count, b.count, b.claimed, b.disabled, b.reissued, 0, b.uses, b.dead_uses, b.freed, b.returned, b.prints,
           b.printed, b.handed_over)
      <> (coalesce(k.places, 0), coalesce(c.minted, 0), coalesce(k.claimed, 0), coalesce(k.disabled, 0),
          coalesce(k.reissued, 0), coalesce(k.odd, 0), coalesce(k.uses, 0), coalesce(k.dead_uses, 0),
          coalesce(r.freed, 0), coalesce(r.returned, 0), coalesce(p.prints, 0), coalesce(p.printed, 0), coalesce(h.codes, 0))
    ORDER BY b.id LIMIT 100);
END
$$;

-- Keys of which only the audit knows; p_after: those of rows after that one.
CREATE FUNCTION scrip.lost_keys(p_after bigint)
RETURNS text[] LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN ARRAY(SELECT DISTINCT a.login || ':' || a.request_id FROM scrip_vault.audit a
               WHERE a.id > p_after AND a.request_id IS NOT NULL
                 AND NOT EXISTS (SELECT FROM scrip_vault.idem_key k WHERE k.login = a.login AND k.key = a.request_id)
               LIMIT 100);
END
$$;

-- Key and result come in one transaction, with the audit of what was done, and never go, and a key has one payload. quick:
-- the keys of the last day, and those of the newest thousand audit rows.
CREATE FUNCTION scrip.doctor_idempotency(p_quick boolean)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_since timestamptz := CASE WHEN p_quick THEN clock_timestamp() - interval '1 day' ELSE '-infinity' END;
  v_wrong text[];
  v_checked bigint;
BEGIN
  SELECT array_agg(coalesce(k.login, r.login) || ':' || coalesce(k.key, r.key))
           FILTER (WHERE r.key IS NULL OR k.keys IS DISTINCT FROM 1), count(*)
  INTO v_wrong, v_checked
  FROM (SELECT i.login, i.key, count(*) AS keys FROM scrip_vault.idem_key i WHERE i.at >= v_since GROUP BY i.login, i.key) k
  FULL JOIN scrip_vault.idem_result r ON r.login = k.login AND r.key = k.key
  WHERE k.key IS NOT NULL OR NOT p_quick;
  v_wrong := v_wrong || scrip.lost_keys(CASE WHEN p_quick THEN (SELECT max(a.id) FROM scrip_vault.audit a) - 1000 ELSE 0 END);
  RETURN scrip.finding('idempotency', 'error', v_checked, v_wrong,
    'These keys have no result or more than one payload, or these results no key: calls under them fail. Of keys that are '
    'gone the audit tells; a call under one of them would be made again.');
END
$$;
