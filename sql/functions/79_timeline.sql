-- SPDX-License-Identifier: GPL-3.0-or-later
-- What happened around a person, an organization or a code, oldest first, out of the places where it is written down:
-- claims, releases, attempts, the ledger, the audit, prints. An item's place is its moment and its id, a text that is
-- the same each time.
SET LOCAL ROLE scrip_owner;

-- Claims and their releases. p_claims are those that the timeline is about.
CREATE FUNCTION scrip.timeline_claims(p_claims uuid[])
RETURNS TABLE (at timestamptz, id text, kind text, summary text, refs jsonb) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT i.at, i.kind || ':' || c.id, i.kind, i.summary,
         jsonb_build_object('claim', c.id, 'event', c.credit_event_id, 'code', c.code_id, 'user', c.user_id,
                            'organization', c.organization_id)
  FROM @billing@.credit_claims c
  LEFT JOIN scrip.claim_detail d ON d.claim_id = c.id
  LEFT JOIN @billing@.credit_events e ON e.id = c.credit_event_id
  LEFT JOIN @billing@.users u ON u.id = c.user_id
  CROSS JOIN LATERAL (VALUES
    (c.claimed_at, 'claim', format('%s claimed %s%s', u.email, e.name,
       CASE WHEN coalesce(d.origin, 'backend') = 'backend' THEN ' through the backend' ELSE ' through ' || d.login END)),
    (d.released_at, 'release', format('%s released the claim of %s%s%s: %s', d.released_by, e.name,
       CASE WHEN d.slot_returned THEN ', slot returned' ELSE '' END,
       CASE WHEN d.code_freed THEN ', code freed' ELSE '' END, d.release_reason))) i (at, kind, summary)
  WHERE c.id = ANY (p_claims) AND i.at IS NOT NULL;
END
$$;

-- Attempts that led to no claim; those that did are told as claims.
CREATE FUNCTION scrip.timeline_attempts(p_user uuid, p_code uuid)
RETURNS TABLE (at timestamptz, id text, kind text, summary text, refs jsonb) LANGUAGE sql STABLE AS $$
  SELECT a.at, 'attempt:' || a.id, 'attempt', format('An attempt by %s was refused: %s', a.login, a.outcome),
         jsonb_build_object('attempt', a.id, 'event', a.event_id,
                            'code', CASE WHEN a.code_id = p_code OR scrip.sees_codes() THEN a.code_id END,
                            'user', a.user_id)
  FROM scrip.attempt a
  WHERE a.outcome <> 'claimed' AND (p_user IS NOT NULL AND a.user_id = p_user OR p_code IS NOT NULL AND a.code_id = p_code)
$$;

-- What the ledger says of the grants of an organization, or of claims, behind a moment. The ids keep the order of booking.
CREATE FUNCTION scrip.timeline_entries(p_organization uuid, p_claims uuid[], p_at timestamptz, p_id text,
                                       p_limit integer)
RETURNS TABLE (at timestamptz, id text, kind text, summary text, refs jsonb) LANGUAGE sql STABLE AS $$
  SELECT n.at, 'entry:' || lpad(n.id::text, 20, '0'), 'entry',
         format('%s %s %s, from %s to %s: %s', initcap(replace(n.type, '_', ' ')), scrip.money_text(n.amount), n.currency,
                n.from_bucket, n.to_bucket, coalesce(g.name, '')),
         jsonb_build_object('entry', n.id, 'grant', n.grant_id, 'organization', n.organization_id, 'claim', g.claim_id)
  FROM scrip_vault.entry n LEFT JOIN scrip.grant g ON g.id = n.grant_id
  WHERE CASE WHEN p_organization IS NOT NULL THEN n.organization_id = p_organization
             ELSE n.grant_id = ANY (ARRAY(SELECT c.id FROM scrip.grant c WHERE c.claim_id = ANY (p_claims))) END
    AND (p_at IS NULL OR n.at >= p_at AND (n.at, 'entry:' || lpad(n.id::text, 20, '0')) > (p_at, p_id))
  ORDER BY n.at, n.id LIMIT p_limit
$$;

-- What was done to a code and to ranges that hold it, and where it was printed.
CREATE FUNCTION scrip.timeline_code(p_code uuid)
RETURNS TABLE (at timestamptz, id text, kind text, summary text, refs jsonb) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  k record;
BEGIN
  SELECT c.batch_id, c.serial, c.generation, c.state_at, x.created_at INTO k
  FROM scrip.code c LEFT JOIN @billing@.credit_event_codes x ON x.id = c.id WHERE c.id = p_code;
  RETURN QUERY
  SELECT a.at, 'audit:' || lpad(a.id::text, 20, '0'), 'audit',
         concat_ws(': ', format('%s by %s', replace(a.action, '_', ' '), a.login), a.reason),
         jsonb_build_object('audit', a.id, 'code', p_code, 'batch', k.batch_id)
  FROM scrip_vault.audit a
  WHERE (a.object_id = p_code::text OR a.object_id = k.batch_id::text
         AND scrip.covers(a.after, k.serial)
         AND a.at >= k.created_at AND (k.generation = 0 OR a.at <= k.state_at))
    AND a.action NOT IN ('open_batch', 'cancel_batch', 'record_print')
  UNION ALL
  SELECT p.at, 'print:' || p.id, 'print', format('Printed by %s in run %s', p.login, p.number),
         jsonb_build_object('print', p.id, 'code', p_code, 'batch', p.batch_id)
  FROM scrip.print p
  WHERE p.batch_id = k.batch_id AND k.serial BETWEEN p.first_serial AND p.last_serial AND p.at >= k.created_at
    AND (k.generation = 0 OR p.at <= k.state_at);
END
$$;

-- All items behind a place, p_limit of them.
CREATE FUNCTION scrip.timeline_items(p_user uuid, p_organization uuid, p_code uuid, p_at timestamptz, p_id text, p_limit integer)
RETURNS TABLE (at timestamptz, id text, kind text, summary text, refs jsonb) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  v_claims uuid[] := ARRAY(SELECT c.id::uuid FROM @billing@.credit_claims c
                           WHERE c.user_id = p_user OR c.organization_id = p_organization OR c.code_id = p_code);
BEGIN
  RETURN QUERY
  SELECT i.* FROM (
    SELECT * FROM scrip.timeline_claims(v_claims)
    UNION ALL SELECT * FROM scrip.timeline_attempts(p_user, p_code)
    UNION ALL SELECT * FROM scrip.timeline_entries(p_organization, v_claims, p_at, p_id, p_limit)
    UNION ALL SELECT * FROM scrip.timeline_code(p_code) WHERE p_code IS NOT NULL) i
  WHERE p_at IS NULL OR (i.at, i.id) > (p_at, p_id)
  ORDER BY i.at, i.id LIMIT p_limit;
END
$$;

-- Exactly one of the three; support looks up the code first. The cursor is the place of the last item.
CREATE FUNCTION scrip.timeline(p_user uuid DEFAULT NULL, p_organization uuid DEFAULT NULL, p_code text DEFAULT NULL,
                               p_after text DEFAULT NULL, p_limit integer DEFAULT 200)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_limit integer := least(greatest(coalesce(p_limit, 200), 1), 1000);
  v_code uuid;
  v_at timestamptz;
  v_id text;
  v_items jsonb;
  v_detail text;
BEGIN
  PERFORM scrip.need('admin', 'support', 'auditor');
  IF num_nonnulls(p_user, p_organization, nullif(p_code, '')) <> 1 THEN
    PERFORM scrip.refuse('usage', 'Ask for a user, an organization or a code, one of them.', 'user');
  ELSIF p_code <> '' THEN
    v_code := scrip.looked_up(p_code);
    IF v_code IS NULL THEN
      PERFORM scrip.refuse('code_not_found', 'There is no such code.', 'code');
    END IF;
  END IF;
  IF p_after <> '' THEN
    BEGIN
      v_at := scrip.check_time(split_part(p_after, ' ', 1), 'after');
    EXCEPTION WHEN SQLSTATE 'SC001' THEN
      PERFORM scrip.refuse('usage', 'This is no cursor of a timeline.', 'after');
    END;
    v_id := substr(p_after, strpos(p_after, ' ') + 1);
  END IF;
  SELECT jsonb_agg(jsonb_build_object('at', scrip.time_text(i.at), 'kind', i.kind, 'summary', i.summary, 'refs', i.refs,
                                      'place', scrip.time_text(i.at) || ' ' || i.id) ORDER BY i.at, i.id)
  INTO v_items FROM scrip.timeline_items(p_user, p_organization, v_code, v_at, v_id, v_limit + 1) i;
  RETURN jsonb_build_object(
    'items', (SELECT coalesce(jsonb_agg(i.item - 'place' ORDER BY i.n), '[]')
              FROM jsonb_array_elements(v_items) WITH ORDINALITY i (item, n) WHERE i.n <= v_limit),
    'next', CASE WHEN jsonb_array_length(v_items) > v_limit THEN v_items -> (v_limit - 1) -> 'place' END);
EXCEPTION WHEN SQLSTATE 'SC001' OR syntax_error_or_access_rule_violation OR not_null_violation THEN
  GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
  RETURN scrip.refused(SQLSTATE, SQLERRM, v_detail);
END
$$;
