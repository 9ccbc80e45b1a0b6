-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the billing backend does of its own accord, in its own order of locks, for specs and loads. It knows nothing of
-- Scrip.

-- Usage, retriable by its inference: adds to the balance, then logs.
CREATE OR REPLACE FUNCTION spec.spend(p_organization uuid, p_nano bigint, p_inference uuid) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_key uuid := scrip_sandbox.usage_key(p_organization);
BEGIN
  PERFORM FROM public.organization_balance WHERE organization_id = p_organization FOR UPDATE;
  IF EXISTS (SELECT FROM public.organization_usage_log WHERE organization_id = p_organization AND inference_id = p_inference) THEN
    RETURN 'spent before';
  END IF;
  UPDATE public.organization_balance SET total_spent = total_spent + p_nano, last_usage_at = now(),
    total_requests = total_requests + 1 WHERE organization_id = p_organization;
  INSERT INTO public.organization_usage_log (organization_id, workspace_id, api_key_id, model_id, model_name, input_tokens,
    output_tokens, total_tokens, input_cost, output_cost, total_cost, request_type, created_at, inference_id)
  SELECT p_organization, k.workspace_id, k.id, m.id, m.model_name, 1, 1, 2, p_nano, 0, p_nano, 'chat_completion',
         clock_timestamp(), p_inference
  FROM public.models m, public.api_keys k WHERE k.id = v_key LIMIT 1;
  RETURN 'spent';
END
$$;

-- A payment: an absolute worth in place of the one in force.
CREATE OR REPLACE FUNCTION spec.pay(p_organization uuid, p_nano bigint) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM public.organizations WHERE id = p_organization FOR UPDATE;
  UPDATE public.organization_limits_history SET effective_until = clock_timestamp()
  WHERE organization_id = p_organization AND credit_type = 'payment' AND effective_until IS NULL;
  INSERT INTO public.organization_limits_history (organization_id, spend_limit, changed_by, credit_type, source)
  VALUES (p_organization, p_nano, 'billing', 'payment', 'stripe');
  RETURN 'paid';
END
$$;

-- Its own claim, in five statements: look, limits row, event, code, claim. The type of the row is one that fits.
CREATE OR REPLACE FUNCTION spec.backend_claim(p_code uuid, p_user uuid, p_organization uuid) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_event record;
  v_limit uuid;
BEGIN
  SELECT e.* INTO v_event FROM public.credit_event_codes c JOIN public.credit_events e ON e.id = c.credit_event_id
  WHERE c.id = p_code AND NOT c.is_claimed AND e.is_active AND (e.claim_deadline IS NULL OR e.claim_deadline > now());
  IF NOT FOUND THEN
    RETURN 'not valid';
  END IF;
  INSERT INTO public.organization_limits_history (organization_id, spend_limit, changed_by, credit_type, source, credit_expires_at)
  VALUES (p_organization, v_event.credit_amount, 'credit_event_claim', 'event:' || right(v_event.id::text, 12) || ':' || right(p_user::text, 12),
          'event_claim', v_event.credit_expires_at) RETURNING id INTO v_limit;
  UPDATE public.credit_events SET claim_count = claim_count + 1
  WHERE id = v_event.id AND (max_claims IS NULL OR claim_count < max_claims);
  IF NOT FOUND THEN
    RAISE 'no slot' USING ERRCODE = 'check_violation';
  END IF;
  UPDATE public.credit_event_codes SET is_claimed = true, claimed_by_user_id = p_user, claimed_at = now()
  WHERE id = p_code AND NOT is_claimed;
  IF NOT FOUND THEN
    RAISE 'taken' USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO public.credit_claims (credit_event_id, code_id, near_account_id, user_id, organization_id, organization_limit_id)
  VALUES (v_event.id, p_code, 'ana.near', p_user, p_organization, v_limit);
  RETURN 'claimed';
EXCEPTION WHEN unique_violation OR check_violation THEN
  RETURN 'not valid';
END
$$;
