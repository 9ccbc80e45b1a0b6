-- SPDX-License-Identifier: GPL-3.0-or-later
-- Plays histories of an organization for tst_ledger_histories: the backend's acts as the backend writes them, ours through
-- the functions of the product. All of a history in one call, its clock set before each step. Amounts are nano-units,
-- times seconds since the beginning of 2031.
CREATE SCHEMA history;

CREATE FUNCTION history.at(p_seconds bigint)
RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
  SELECT timestamptz '2031-01-01 00:00:00+00' + make_interval(secs => p_seconds)
$$;

CREATE FUNCTION history.text(p_nano bigint)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT (p_nano * 0.000000001)::numeric(30, 9)::text
$$;

CREATE FUNCTION history.nano(p_text text)
RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT (p_text::numeric * 1000000000)::bigint
$$;

CREATE FUNCTION history.add_event(p_name text, p_amount bigint, p_until timestamptz)
RETURNS uuid LANGUAGE sql AS $$
  INSERT INTO public.credit_events (name, credit_amount, starts_at, credit_expires_at)
  VALUES (p_name, p_amount, history.at(0), p_until) RETURNING id
$$;

-- A limits update of the backend: an absolute worth in the place of the row in force, or nothing in its place.
CREATE FUNCTION history.set_limit(p_organization uuid, p_type text, p_worth bigint, p_until timestamptz, p_at timestamptz,
                                  p_created timestamptz, p_source text DEFAULT NULL)
RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  v_row uuid;
BEGIN
  PERFORM FROM public.organizations o WHERE o.id = p_organization FOR UPDATE;
  UPDATE public.organization_limits_history r SET effective_until = p_at
  WHERE r.organization_id = p_organization AND r.credit_type = p_type AND r.effective_until IS NULL;
  IF p_worth IS NOT NULL THEN
    INSERT INTO public.organization_limits_history (organization_id, spend_limit, effective_from, created_at, changed_by,
      credit_type, source, credit_expires_at)
    VALUES (p_organization, p_worth, p_created, p_created, 'backend', p_type, p_source, p_until) RETURNING id INTO v_row;
  END IF;
  RETURN v_row;
END
$$;

-- Somebody who belongs to the organization and has not claimed anything yet.
CREATE FUNCTION history.add_member(p_organization uuid)
RETURNS uuid LANGUAGE sql AS $$
  WITH person AS (
    INSERT INTO public.users (email, username, auth_provider, provider_user_id)
    SELECT r.id || '@example.com', 'ana', 'github', r.id FROM (SELECT gen_random_uuid() AS id) r RETURNING id
  )
  INSERT INTO public.organization_members (organization_id, user_id, role)
  SELECT p_organization, p.id, 'member' FROM person p RETURNING user_id
$$;

CREATE FUNCTION history.add_code(p_event uuid)
RETURNS uuid LANGUAGE sql AS $$
  INSERT INTO public.credit_event_codes (credit_event_id, code) VALUES (p_event, upper(p_event::text)) RETURNING id
$$;

CREATE FUNCTION history.backend_claim(p_organization uuid, p_name text, p_amount bigint, p_until timestamptz,
                                      p_at timestamptz, p_created timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_event uuid := history.add_event(p_name, p_amount, p_until);
  v_code uuid := history.add_code(v_event);
  v_user uuid := history.add_member(p_organization);
  v_row uuid := history.set_limit(p_organization, format('event:%s:%s', v_event, right(gen_random_uuid()::text, 7)),
                                  p_amount, p_until, p_at, p_created, 'event_claim');
BEGIN
  UPDATE public.credit_events e SET claim_count = e.claim_count + 1 WHERE e.id = v_event;
  UPDATE public.credit_event_codes c SET is_claimed = true, claimed_by_user_id = v_user WHERE c.id = v_code;
  INSERT INTO public.credit_claims (credit_event_id, code_id, near_account_id, user_id, organization_id,
    organization_limit_id) VALUES (v_event, v_code, '', v_user, p_organization, v_row);
END
$$;

-- A row of one usage log or the other. Its id tells the order of rows of one moment.
CREATE FUNCTION history.log_usage(p_organization uuid, p_cost bigint, p_at timestamptz, p_step integer)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_id uuid := (lpad(to_hex(p_step), 8, '0') || right(gen_random_uuid()::text, 28))::uuid;
BEGIN
  IF p_step % 4 = 0 THEN
    INSERT INTO public.organization_service_usage_log (id, organization_id, workspace_id, api_key_id, service_id, quantity,
      total_cost, created_at)
    SELECT v_id, p_organization, k.workspace_id, k.id, s.id, 1, p_cost, p_at
    FROM public.api_keys k CROSS JOIN public.services s WHERE k.name = 'history' AND s.service_name = 'history';
  ELSE
    INSERT INTO public.organization_usage_log (id, organization_id, workspace_id, api_key_id, model_id, model_name,
      input_tokens, output_tokens, total_tokens, input_cost, output_cost, total_cost, request_type, created_at)
    SELECT v_id, p_organization, k.workspace_id, k.id, m.id, m.model_name, 1, 1, 2, p_cost, 0, p_cost, 'chat', p_at
    FROM public.api_keys k CROSS JOIN public.models m WHERE k.name = 'history' AND m.model_name = 'history';
  END IF;
END
$$;

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

CREATE FUNCTION history.backend_act(p_organization uuid, s jsonb)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_amount bigint := s ->> 'amount';
  v_at timestamptz := history.at((s ->> 'at')::bigint);
  v_time timestamptz := history.at((s ->> 'time')::bigint);
  v_until timestamptz := history.at((s ->> 'until')::bigint);
BEGIN
  CASE s ->> 'do'
    WHEN 'pay' THEN
      PERFORM history.set_limit(p_organization, s ->> 'on', v_amount, v_until, v_at, v_time);
    WHEN 'close' THEN
      PERFORM history.set_limit(p_organization, s ->> 'on', NULL, NULL, v_at, NULL);
    WHEN 'backend_claim' THEN
      PERFORM history.backend_claim(p_organization, s ->> 'on', v_amount, v_until, v_at, v_time);
    WHEN 'spend' THEN
      UPDATE public.organization_balance b SET total_spent = b.total_spent + v_amount
      WHERE b.organization_id = p_organization;
      IF v_time IS NOT NULL THEN
        PERFORM history.log_usage(p_organization, v_amount, v_time, (s ->> 'step')::integer);
      END IF;
    WHEN 'log' THEN
      PERFORM history.log_usage(p_organization, v_amount, v_time, (s ->> 'step')::integer);
    WHEN 'correct' THEN
      UPDATE public.organization_balance b SET total_spent = greatest(b.total_spent - v_amount, 0)
      WHERE b.organization_id = p_organization;
    WHEN 'meet' THEN -- as if migrate had come only now
      UPDATE scrip.opening o SET at = v_at;
      INSERT INTO scrip.account (organization_id, opening_spent)
      SELECT b.organization_id, b.total_spent FROM public.organization_balance b
      WHERE b.organization_id = p_organization AND b.total_spent > 0;
    ELSE RETURN NULL;
  END CASE;
  RETURN 'done';
END
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

CREATE FUNCTION history.change_grant(p_key text, p_organization uuid, p_grant uuid, s jsonb)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_amount text := history.text((s ->> 'amount')::bigint);
BEGIN
  RETURN CASE s ->> 'do'
    WHEN 'payment' THEN history.said(scrip.set_payment(p_key, NULL, p_grant, s ->> 'how', NULL))
    WHEN 'void' THEN history.said(scrip.void_grant(p_key, NULL, p_grant, 'history'))
    WHEN 'release' THEN history.said(scrip.release_claim(p_key, NULL, (
      SELECT c.id FROM public.credit_claims c JOIN public.credit_events e ON e.id = c.credit_event_id
      WHERE c.organization_id = p_organization AND e.name = s ->> 'on'), 'history', p_return_slot => true))
    WHEN 'claw_back' THEN history.said(scrip.claw_back(p_key, NULL, p_grant, v_amount, 'history'))
    WHEN 'consume' THEN history.said(scrip.consume_grant(p_key, NULL, p_grant, v_amount, 'history', NULL))
  END;
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

DO $setup$
DECLARE
  v_organization uuid;
  v_user uuid;
  v_workspace uuid;
BEGIN
  INSERT INTO public.users (email, username, auth_provider, provider_user_id)
  VALUES ('history@example.com', 'history', 'github', 'history') RETURNING id INTO v_user;
  INSERT INTO public.organizations (name) VALUES ('history') RETURNING id INTO v_organization;
  INSERT INTO public.workspaces (name, organization_id, created_by_user_id)
  VALUES ('history', v_organization, v_user) RETURNING id INTO v_workspace;
  INSERT INTO public.api_keys (key_hash, name, workspace_id, created_by_user_id, key_prefix)
  VALUES ('history', 'history', v_workspace, v_user, 'sk-history');
  INSERT INTO public.models (model_name) VALUES ('history');
  INSERT INTO public.services (service_name) VALUES ('history');
END
$setup$;
