-- SPDX-License-Identifier: GPL-3.0-or-later
-- Plays histories of an organization for tst_ledger_histories, all of one in one call, its clock set before each step.
-- What we do goes through the functions of the product.

-- What a step is about, also before it is adopted; null when there is no such thing.
CREATE FUNCTION history.target(p_organization uuid, p_name text)
RETURNS uuid LANGUAGE sql AS $$
  SELECT coalesce((SELECT g.id FROM scrip.grant g WHERE g.organization_id = p_organization AND g.name = p_name),
                  (SELECT r.id FROM public.organization_limits_history r
                   LEFT JOIN public.credit_claims c ON c.organization_limit_id = r.id
                   LEFT JOIN public.credit_events e ON e.id = c.credit_event_id
                   WHERE r.organization_id = p_organization AND r.effective_until IS NULL
                     AND coalesce(e.name, r.credit_type) = p_name))
$$;

CREATE FUNCTION history.grant_body(s jsonb)
RETURNS jsonb LANGUAGE sql AS $$
  SELECT jsonb_strip_nulls(jsonb_build_object(
    'name', s ->> 'on', 'amount', history.text((s ->> 'amount')::bigint), 'currency', s ->> 'currency',
    'funding', s ->> 'how', 'availability', s ->> 'when', 'priority', s -> 'priority',
    'effective_at', scrip.time_text(history.at((s ->> 'time')::bigint)),
    'expires_at', scrip.time_text(history.at((s ->> 'until')::bigint))))
$$;

CREATE FUNCTION history.look(p_organization uuid)
RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(w.k || '=' || history.nano(b.balance ->> w.k), ' ' ORDER BY w.n)
  FROM (SELECT scrip.balance(p_organization) #> '{currencies,0}' AS balance) b
  CROSS JOIN unnest(ARRAY['settled', 'live', 'pending', 'consumed', 'forfeited', 'clawed_back', 'overdraft', 'baseline',
                          'at_risk']) WITH ORDINALITY AS w (k, n)
$$;

-- What the function answered, in a word or two.
CREATE FUNCTION history.said(p_answer jsonb)
RETURNS text LANGUAGE sql AS $$
  SELECT CASE WHEN (p_answer ->> 'ok')::boolean
              THEN concat_ws(' ', 'done', history.nano(p_answer ->> 'forfeited')) ELSE p_answer ->> 'name' END
$$;

-- The same, if it is what the preview promised.
CREATE FUNCTION history.said_as_previewed(p_preview jsonb, p_answer jsonb)
RETURNS text LANGUAGE sql AS $$
  SELECT history.said(p_answer) || CASE
    WHEN p_preview - 'grant' IS NOT DISTINCT FROM CASE WHEN (p_answer ->> 'ok')::boolean
                                                       THEN p_answer - '{ok,replayed,grant}'::text[]
                                                       ELSE jsonb_build_object('name', p_answer -> 'name') END THEN ''
    ELSE ' unlike its preview ' || p_preview::text END
$$;

CREATE FUNCTION history.preview(p_grant uuid, p_act text, p_amount text)
RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  RETURN CASE p_act WHEN 'void' THEN scrip.preview_void(p_grant) ELSE scrip.preview_claw_back(p_grant, p_amount) END;
EXCEPTION WHEN SQLSTATE 'SC001' THEN
  RETURN jsonb_build_object('name', split_part(SQLERRM, '|', 1));
END
$$;

CREATE FUNCTION history.change_grant(p_key text, p_organization uuid, p_grant uuid, s jsonb)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_amount text := history.text((s ->> 'amount')::bigint);
  v_preview jsonb;
BEGIN
  CASE s ->> 'do'
    WHEN 'payment' THEN RETURN history.said(scrip.set_payment(p_key, NULL, p_grant, s ->> 'how', NULL));
    WHEN 'consume' THEN
      RETURN history.said(scrip.consume_grant(p_key, NULL, p_grant, v_amount, 'history', NULL));
    WHEN 'release' THEN
      RETURN history.said(scrip.release_claim(p_key, NULL, coalesce(
        (SELECT g.claim_id FROM scrip.grant g WHERE g.id = p_grant),
        (SELECT c.id FROM public.credit_claims c WHERE c.organization_limit_id = p_grant)), 'history',
        p_return_slot => true));
    ELSE
      v_preview := history.preview(p_grant, s ->> 'do', v_amount);
      RETURN history.said_as_previewed(v_preview, CASE s ->> 'do'
        WHEN 'void' THEN scrip.void_grant(p_key, NULL, p_grant, 'history')
        ELSE scrip.claw_back(p_key, NULL, p_grant, v_amount, 'history') END);
  END CASE;
END
$$;

-- A pass; one that changes anything must have been due.
CREATE FUNCTION history.maintain(p_organization uuid)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_due boolean := p_organization IN (SELECT d.id FROM scrip.due(false, NULL, 10000) d);
  v_before text := history.books(p_organization);
BEGIN
  PERFORM scrip.maintain_organization(p_organization);
  RETURN CASE WHEN v_due OR history.books(p_organization) = v_before THEN 'done' ELSE 'done although not due' END;
END
$$;

CREATE FUNCTION history.our_act(p_organization uuid, s jsonb)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_key text := p_organization || ':' || (s ->> 'step');
  v_event uuid;
  v_target uuid;
BEGIN
  CASE s ->> 'do'
    WHEN 'claim' THEN
      v_event := history.add_event(s ->> 'on', (s ->> 'amount')::bigint, history.at((s ->> 'until')::bigint));
      RETURN history.said(scrip.create_claim(v_key, NULL, v_event, history.add_code(v_event)::text,
        jsonb_build_object('user', history.add_member(p_organization), 'organization', p_organization)));
    WHEN 'grant' THEN
      RETURN history.said(scrip.create_grant(v_key, NULL, p_organization, history.grant_body(s), 'history'));
    WHEN 'settle' THEN
      RETURN history.said(scrip.settle(v_key, NULL, p_organization, coalesce(s ->> 'how' = 'before', false)));
    WHEN 'maintain' THEN RETURN history.maintain(p_organization);
    WHEN 'look' THEN RETURN history.look(p_organization);
    ELSE
      v_target := history.target(p_organization, s ->> 'on');
      RETURN CASE WHEN v_target IS NULL THEN 'nothing' ELSE history.change_grant(v_key, p_organization, v_target, s) END;
  END CASE;
END
$$;

CREATE FUNCTION history.books(p_organization uuid)
RETURNS text LANGUAGE sql AS $$
  SELECT format('left=%s attributed=%s overdraft=%s',
                scrip.limit_of(p_organization, scrip.now()) - scrip.spent_of(p_organization),
                coalesce(max(a.attributed), 0), coalesce(max(a.overdraft), 0))
         || coalesce((SELECT string_agg(format(' [%s %s %s %s %s %s %s]', g.name, g.state, g.pending, g.available,
                                               g.consumed, g.forfeited, g.clawed_back), '' ORDER BY g.name COLLATE "C")
                      FROM scrip.grant g WHERE g.organization_id = p_organization), '')
  FROM scrip.account a WHERE a.organization_id = p_organization
$$;

-- After a pass: how far the identity is off, and what is consumed and owed off what was spent.
CREATE FUNCTION history.identity(p_organization uuid, p_since timestamptz)
RETURNS text LANGUAGE sql AS $$
  SELECT coalesce(' IDENTITY off by ' || nullif(i.backend - i.ours, 0), '')
         || coalesce(' USAGE off by ' || nullif(i.booked - i.spent, 0), '')
  FROM (SELECT scrip.limit_of(p_organization, scrip.now()) - scrip.spent_of(p_organization) AS backend,
               scrip.spent_of(p_organization) AS spent,
               coalesce(sum(g.available) FILTER (WHERE g.state = 'active'), 0) - a.overdraft AS ours,
               coalesce(sum(g.consumed), 0) + a.overdraft AS booked
        FROM scrip.account a
        LEFT JOIN scrip.grant g ON g.organization_id = a.organization_id AND g.metered
        WHERE a.organization_id = p_organization AND a.passed_at >= p_since
        GROUP BY a.overdraft) i
$$;

-- Grants whose buckets are not what their transfers come to.
CREATE FUNCTION history.unbalanced(p_organization uuid)
RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(format(' [%s %s]', g.name, b.bucket), '')
  FROM scrip.grant g
  CROSS JOIN LATERAL (VALUES ('pending', g.pending), ('available', g.available), ('consumed', g.consumed),
                             ('forfeited', g.forfeited), ('clawed_back', g.clawed_back)) AS b (bucket, amount)
  WHERE g.organization_id = p_organization
    AND b.amount <> (SELECT coalesce(sum(CASE WHEN e.to_bucket = b.bucket THEN e.amount ELSE 0 END
                                       - CASE WHEN e.from_bucket = b.bucket THEN e.amount ELSE 0 END), 0)
                     FROM scrip_vault.entry e WHERE e.grant_id = g.id)
$$;

-- One step and what the books say then.
CREATE FUNCTION history.step(p_organization uuid, s jsonb)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_at timestamptz := history.at((s ->> 'at')::bigint);
  v_said text;
BEGIN
  PERFORM scrip_sandbox.set_time(v_at);
  BEGIN
    v_said := coalesce(history.backend_act(p_organization, s), history.our_act(p_organization, s));
  EXCEPTION WHEN others THEN
    v_said := CASE SQLSTATE WHEN 'SC001' THEN split_part(SQLERRM, '|', 1) ELSE 'ERROR ' || SQLERRM END;
  END;
  RETURN v_said || '; ' || history.books(p_organization) || coalesce(history.identity(p_organization, v_at), '');
END
$$;

-- A history of an organization of its own: the books after each step.
CREATE FUNCTION history.play(p_steps jsonb)
RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
  v_organization uuid;
  v_step jsonb;
BEGIN
  INSERT INTO public.organizations (name) VALUES (gen_random_uuid()) RETURNING id INTO v_organization;
  FOR v_step IN SELECT * FROM jsonb_array_elements(p_steps) LOOP
    RETURN NEXT history.step(v_organization, v_step);
  END LOOP;
  RETURN NEXT 'balanced' || coalesce(history.unbalanced(v_organization), '');
END
$$;

-- The same, undone again: the next one meets as little as the first. Many are played in one transaction, for a function in
-- SQL is planned anew in each.
CREATE FUNCTION history.played(p_steps jsonb)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_lines jsonb;
BEGIN
  SELECT jsonb_agg(l) INTO v_lines FROM history.play(p_steps) l;
  RAISE SQLSTATE 'UNDO0';
EXCEPTION WHEN SQLSTATE 'UNDO0' THEN
  RETURN v_lines;
END
$$;
