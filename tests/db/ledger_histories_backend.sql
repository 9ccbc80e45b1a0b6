-- SPDX-License-Identifier: GPL-3.0-or-later
-- For tst_ledger_histories: what the backend does to the money of an organization, as the backend writes it. Amounts are
-- nano-units, times seconds since the beginning of 2031.
CREATE SCHEMA history;

-- No more than it is (STABLE), so that it can be put in where it is called.
CREATE FUNCTION history.at(p_seconds bigint)
RETURNS timestamptz LANGUAGE sql STABLE AS $$
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
  INSERT INTO public.credit_event_codes (credit_event_id, code) VALUES (p_event, upper(gen_random_uuid()::text))
  RETURNING id
$$;

-- Of a new event, or of the one with the claim p_before, which takes the name of its new claim. The backend keeps one row
-- of an event.
CREATE FUNCTION history.backend_claim(p_organization uuid, p_name text, p_before text, p_amount bigint, p_until timestamptz,
                                      p_at timestamptz, p_created timestamptz)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_event uuid;
  v_code uuid;
  v_user uuid;
  v_row uuid;
BEGIN
  IF p_before IS NULL THEN
    v_event := history.add_event(p_name, p_amount, p_until);
  ELSE
    SELECT e.id INTO v_event FROM public.credit_events e WHERE e.name = p_before;
    IF NOT FOUND THEN
      RETURN 'nothing';
    ELSIF EXISTS (SELECT FROM public.organization_limits_history r WHERE r.organization_id = p_organization
                    AND r.credit_type = 'event:' || v_event AND r.effective_until IS NULL) THEN
      RETURN 'refused';
    END IF;
    UPDATE public.credit_events e SET name = p_name WHERE e.id = v_event;
  END IF;
  v_code := history.add_code(v_event);
  v_user := history.add_member(p_organization);
  v_row := history.set_limit(p_organization, 'event:' || v_event, p_amount, p_until, p_at, p_created, 'event_claim');
  UPDATE public.credit_events e SET claim_count = e.claim_count + 1 WHERE e.id = v_event;
  UPDATE public.credit_event_codes c SET is_claimed = true, claimed_by_user_id = v_user WHERE c.id = v_code;
  INSERT INTO public.credit_claims (credit_event_id, code_id, near_account_id, user_id, organization_id,
    organization_limit_id) VALUES (v_event, v_code, '', v_user, p_organization, v_row);
  RETURN 'done';
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
      RETURN history.backend_claim(p_organization, s ->> 'on', s ->> 'how', v_amount, v_until, v_at, v_time);
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
