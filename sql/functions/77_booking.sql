-- SPDX-License-Identifier: GPL-3.0-or-later
-- Booking the claims that the backend made by itself, and what the doctor asks of claims.
SET LOCAL ROLE scrip_owner;

-- Books claims in scrip.claim_detail and scrip.code; those that are booked already are passed over. Answers what that
-- adds to the counters, of a batch or, for codes in none, of an event: they come last in the order of locks.
CREATE FUNCTION scrip.book_rows(p_claims uuid[])
RETURNS TABLE (batch_id uuid, event_id uuid, uses bigint, claimed bigint) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_event uuid;
BEGIN
  FOR v_event IN
    SELECT DISTINCT c.credit_event_id FROM @billing@.credit_claims c
    WHERE c.id = ANY (p_claims) AND NOT EXISTS (SELECT FROM scrip.code k WHERE k.id = c.code_id) ORDER BY 1
  LOOP
    PERFORM scrip.lock_detail(v_event);
  END LOOP;
  PERFORM FROM scrip.code k
  WHERE k.id IN (SELECT c.code_id FROM @billing@.credit_claims c WHERE c.id = ANY (p_claims)) ORDER BY k.id FOR NO KEY UPDATE;
  RETURN QUERY
  WITH booked AS (
    INSERT INTO scrip.claim_detail AS d (claim_id, event_id, code_id, origin, domain, claimed_at)
    SELECT c.id, c.credit_event_id, c.code_id, 'backend', coalesce(scrip.domain_of(u.email::text), ''), c.claimed_at
    FROM @billing@.credit_claims c LEFT JOIN @billing@.users u ON u.id = c.user_id
    WHERE c.id = ANY (p_claims) ON CONFLICT DO NOTHING RETURNING d.event_id, d.code_id, d.claimed_at
  ), used AS (
    SELECT b.event_id, b.code_id, count(*) AS uses, max(b.claimed_at) AS at FROM booked b GROUP BY b.event_id, b.code_id
  ), taken AS (
    UPDATE scrip.code k
    SET uses = k.uses + u.uses, state = CASE WHEN s.used_up THEN 'claimed' ELSE k.state END,
        state_at = CASE WHEN s.used_up THEN u.at ELSE k.state_at END
    FROM used u
    JOIN scrip.code o ON o.id = u.code_id
    JOIN scrip.batch t ON t.id = o.batch_id
    CROSS JOIN LATERAL (SELECT o.state = 'available' AND o.uses + u.uses >= t.max_uses AS used_up) s
    WHERE k.id = u.code_id RETURNING k.id, k.batch_id, s.used_up
  )
  SELECT t.batch_id, u.event_id, sum(u.uses)::bigint, count(*) FILTER (WHERE t.used_up)
  FROM used u LEFT JOIN taken t ON t.id = u.code_id
  GROUP BY t.batch_id, u.event_id;
END
$$;

-- A step of maintenance: books up to p_limit claims, event by event and the oldest first, and answers how many it were.
-- What is wrong with a code besides is left to the doctor.
CREATE FUNCTION scrip.reconcile_claims(p_limit integer)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_event uuid;
  v_claims uuid[] := '{}';
  v_count record;
  v_booked bigint := 0;
BEGIN
  -- Not all events at once: a database that is met with many claims would have them sorted again in every step.
  FOREACH v_event IN ARRAY scrip.unbooked_events() LOOP
    v_claims := v_claims || ARRAY(SELECT r.claim_id FROM scrip.unbooked_claim_rows(ARRAY[v_event]) r
                                  ORDER BY r.claimed_at, r.claim_id LIMIT p_limit - cardinality(v_claims));
    EXIT WHEN cardinality(v_claims) >= p_limit;
  END LOOP;
  IF v_claims = '{}' THEN
    RETURN 0;
  END IF;
  FOR v_count IN SELECT * FROM scrip.book_rows(v_claims) r ORDER BY r.event_id, r.batch_id LOOP
    PERFORM scrip.yield_early();
    v_booked := v_booked + v_count.uses;
    IF v_count.batch_id IS NULL THEN
      UPDATE scrip.event_detail d SET loose_claims = d.loose_claims + v_count.uses WHERE d.event_id = v_count.event_id;
    ELSE
      UPDATE scrip.batch b SET uses = b.uses + v_count.uses, claimed = b.claimed + v_count.claimed
      WHERE b.id = v_count.batch_id;
    END IF;
  END LOOP;
  RETURN v_booked;
END
$$;

-- Whether a booked claim, its billing row, its grant and the limits row it was given agree. A claim of the backend gets its
-- grant by adoption, noted with the claim only when that is released, and before that as the limits row it will come from.
CREATE FUNCTION scrip.is_claim_whole(p_claim scrip.claim_detail, p_grant scrip.grant, p_event uuid, p_code uuid,
                                     p_organization uuid, p_limit uuid, p_limit_organization uuid, p_limit_type text)
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce((p_event, p_code) = (p_claim.event_id, p_claim.code_id), false)
    AND CASE p_claim.origin
        WHEN 'scrip' THEN (p_grant.claim_id, p_grant.event_id, p_grant.organization_id, p_limit_organization, p_limit_type)
               IS NOT DISTINCT FROM (p_claim.claim_id, p_claim.event_id, p_organization, p_organization, p_grant.credit_type)
        ELSE p_claim.grant_id IS NULL OR p_grant.claim_id IS NOT DISTINCT FROM p_claim.claim_id
             OR p_claim.grant_id = p_limit END
$$;

-- Releases that stand in the claims and not in the audit, or there alone.
CREATE FUNCTION scrip.wrong_releases()
RETURNS SETOF text LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT coalesce(d.claim_id::text, a.object_id)
  FROM (SELECT x.claim_id FROM scrip.claim_detail x WHERE x.released_at IS NOT NULL) d
  FULL JOIN (SELECT DISTINCT r.object_id FROM scrip_vault.audit r WHERE r.action = 'release_claim') a
    ON a.object_id = d.claim_id::text
  WHERE d.claim_id IS NULL OR a.object_id IS NULL LIMIT 100;
END
$$;

-- Claims that contradict themselves: two of a person in one event, booked ones that lack something, released ones of which
-- the audit knows nothing. And codes whose uses are not their claims less those given back. quick: the newest thousand, and
-- no codes.
CREATE FUNCTION scrip.doctor_claims(p_quick boolean)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_wrong text[];
  v_checked bigint;
BEGIN
  SELECT array_agg(d.claim_id::text ORDER BY d.claimed_at) FILTER (WHERE d.bad), count(*) INTO v_wrong, v_checked
  FROM (SELECT n.claim_id, n.claimed_at,
               NOT scrip.is_claim_whole(n::scrip.claim_detail, g, c.credit_event_id, c.code_id, c.organization_id,
                                        c.organization_limit_id, h.organization_id, h.credit_type::text)
               OR p_quick AND n.released_at IS NOT NULL AND NOT EXISTS (
                    SELECT FROM scrip_vault.audit a WHERE a.object_id = n.claim_id::text AND a.action = 'release_claim') AS bad
        FROM (SELECT x.* FROM scrip.claim_detail x ORDER BY x.claimed_at DESC, x.claim_id DESC
              LIMIT CASE WHEN p_quick THEN 1000 END) n
        LEFT JOIN @billing@.credit_claims c ON c.id = n.claim_id
        LEFT JOIN @billing@.organization_limits_history h ON h.id = c.organization_limit_id
        LEFT JOIN scrip.grant g ON g.id = n.grant_id) d;
  IF NOT p_quick THEN
    v_wrong := coalesce(v_wrong, '{}') || ARRAY(SELECT scrip.wrong_releases()) || ARRAY(
      SELECT c.user_id::text FROM @billing@.credit_claims c GROUP BY c.credit_event_id, c.user_id HAVING count(*) > 1 LIMIT 100)
      || ARRAY(
      SELECT coalesce(k.id, d.code_id)::text
      FROM (SELECT x.code_id, count(*) FILTER (WHERE NOT x.code_freed) AS uses FROM scrip.claim_detail x GROUP BY x.code_id) d
      FULL JOIN scrip.code k ON k.id = d.code_id
      -- codes that are in no batch of ours have no row here
      WHERE k.id IS NOT NULL AND k.uses <> coalesce(d.uses, 0) LIMIT 100);
  END IF;
  RETURN scrip.finding('claims', 'error', v_checked, v_wrong, 'These claims do not agree with their billing row, their '
                       'grant or the audit, these people claimed twice, or these codes count other uses than they have claims.');
END
$$;

-- Events whose limits are broken, as only the backend's own path can. quick: the hundred newest events.
CREATE FUNCTION scrip.doctor_claim_limits(p_quick boolean)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_wrong text[];
  v_checked bigint;
BEGIN
  SELECT array_agg(e.id::text ORDER BY e.created_at) FILTER (WHERE e.bad), count(*) INTO v_wrong, v_checked
  FROM (
    SELECT n.id, n.created_at, n.claim_count > n.max_claims
           OR EXISTS (SELECT FROM @billing@.credit_claims c LEFT JOIN scrip.claim_detail x ON x.claim_id = c.id
                      WHERE d.max_per_organization IS NOT NULL AND c.credit_event_id = n.id AND x.slot_returned IS NOT TRUE
                      GROUP BY c.organization_id HAVING count(*) > d.max_per_organization)
           OR EXISTS (SELECT FROM @billing@.credit_claims c JOIN @billing@.users u ON u.id = c.user_id
                      LEFT JOIN scrip.claim_detail x ON x.claim_id = c.id
                      WHERE d.max_per_domain IS NOT NULL AND c.credit_event_id = n.id AND x.slot_returned IS NOT TRUE
                      GROUP BY scrip.domain_of(u.email::text) HAVING count(*) > d.max_per_domain) AS bad
    FROM @billing@.credit_events n LEFT JOIN scrip.event_detail d ON d.event_id = n.id
    ORDER BY n.created_at DESC LIMIT CASE WHEN p_quick THEN 100 END) e;
  RETURN scrip.finding('claim_limits', 'warn', v_checked, v_wrong,
    'More was claimed from these events than their limits allow: through the backend, which does not know them, or before '
    'they were set.');
END
$$;
