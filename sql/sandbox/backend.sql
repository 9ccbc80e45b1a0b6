-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the billing backend does of its own accord, for the sandbox: people sign up, pay and claim, and usage is booked.
-- Called by the sandbox's superuser; refusals are raised as SC001 like those of a read. Needs sandbox/clock.sql.

CREATE OR REPLACE FUNCTION scrip_sandbox.user_object(p_user uuid)
RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'id', u.id, 'email', u.email, 'username', u.username,
    'organizations', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'role', m.role)
                                                ORDER BY m.joined_at, o.name), '[]')
                      FROM @billing@.organization_members m JOIN @billing@.organizations o ON o.id = m.organization_id
                      WHERE m.user_id = u.id))
  FROM @billing@.users u WHERE u.id = p_user
$$;

-- Joins the organization of that name, or creates it and owns it.
CREATE OR REPLACE FUNCTION scrip_sandbox.join_organization(p_user uuid, p_name text)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_organization uuid;
  v_role text := 'member';
BEGIN
  SELECT o.id INTO v_organization FROM @billing@.organizations o WHERE o.name = p_name AND o.is_active;
  IF NOT FOUND THEN
    INSERT INTO @billing@.organizations (name, created_at) VALUES (p_name, scrip.now()) RETURNING id INTO v_organization;
    v_role := 'owner';
  END IF;
  INSERT INTO @billing@.organization_members (organization_id, user_id, role, joined_at)
  VALUES (v_organization, p_user, v_role, scrip.now()) ON CONFLICT DO NOTHING;
END
$$;

-- A second call with the same e-mail finds the same user.
CREATE OR REPLACE FUNCTION scrip_sandbox.add_user(p_email text, p_username text DEFAULT NULL,
                                                  p_organization text DEFAULT NULL)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_email text := scrip.check_name(p_email, 'email');
  v_username text := scrip.check_name(coalesce(nullif(p_username, ''), split_part(p_email, '@', 1)), 'username');
  v_user uuid;
BEGIN
  IF v_email !~ '^[^@\s]+@[^@\s]+$' THEN
    PERFORM scrip.refuse('invalid_text', 'Write an e-mail address, such as ana@example.com.', 'email');
  END IF;
  INSERT INTO @billing@.users (email, username, auth_provider, provider_user_id, created_at)
  VALUES (v_email, v_username, 'github', v_email, scrip.now()) ON CONFLICT DO NOTHING;
  SELECT u.id INTO v_user FROM @billing@.users u WHERE u.email = v_email;
  IF p_organization <> '' THEN
    PERFORM scrip_sandbox.join_organization(v_user, scrip.check_name(p_organization, 'organization'));
  END IF;
  RETURN scrip_sandbox.user_object(v_user);
END
$$;

-- The API key that usage of an organization is booked under, with what it takes: workspace, person, key.
CREATE OR REPLACE FUNCTION scrip_sandbox.usage_key(p_organization uuid)
RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  v_key uuid;
  v_workspace uuid;
  v_user uuid;
BEGIN
  SELECT k.id INTO v_key FROM @billing@.api_keys k JOIN @billing@.workspaces w ON w.id = k.workspace_id
  WHERE w.organization_id = p_organization ORDER BY k.created_at, k.id LIMIT 1;
  IF FOUND THEN
    RETURN v_key;
  END IF;
  SELECT m.user_id INTO v_user FROM @billing@.organization_members m
  WHERE m.organization_id = p_organization ORDER BY m.joined_at, m.user_id LIMIT 1;
  IF NOT FOUND THEN
    v_user := scrip_sandbox.add_user('backend@example.com') ->> 'id';
  END IF;
  SELECT w.id INTO v_workspace FROM @billing@.workspaces w
  WHERE w.organization_id = p_organization AND w.is_active ORDER BY w.created_at, w.id LIMIT 1;
  IF NOT FOUND THEN
    INSERT INTO @billing@.workspaces (name, organization_id, created_by_user_id)
    VALUES ('default', p_organization, v_user) RETURNING id INTO v_workspace;
  END IF;
  -- Nobody has the key that this would be the hash of.
  INSERT INTO @billing@.api_keys (key_hash, name, workspace_id, created_by_user_id, key_prefix)
  VALUES (encode(sha256(uuid_send(gen_random_uuid())), 'hex'), 'default', v_workspace, v_user, 'sk-0000000')
  RETURNING id INTO v_key;
  RETURN v_key;
END
$$;

-- Books usage as the backend does: total_spent, and unless p_no_log a log row.
CREATE OR REPLACE FUNCTION scrip_sandbox.spend(p_organization uuid, p_amount text, p_at timestamptz DEFAULT NULL,
                                               p_no_log boolean DEFAULT false)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_nano bigint := scrip.check_amount(p_amount, 'amount');
  v_at timestamptz := coalesce(p_at, scrip.now());
  v_key uuid;
  v_spent bigint;
  v_log uuid;
BEGIN
  UPDATE @billing@.organization_balance b
  SET total_spent = b.total_spent + v_nano, last_usage_at = v_at, total_requests = b.total_requests + 1,
      total_tokens = b.total_tokens + 1000, updated_at = now()
  WHERE b.organization_id = p_organization RETURNING b.total_spent INTO v_spent;
  IF NOT FOUND THEN
    PERFORM scrip.refuse('not_found', 'There is no such organization.', 'organization');
  END IF;
  IF NOT coalesce(p_no_log, false) THEN
    v_key := scrip_sandbox.usage_key(p_organization);
    INSERT INTO @billing@.models (model_name) VALUES ('sandbox-model') ON CONFLICT DO NOTHING;
    INSERT INTO @billing@.organization_usage_log (organization_id, workspace_id, api_key_id, model_id, model_name,
      input_tokens, output_tokens, total_tokens, input_cost, output_cost, total_cost, request_type, created_at,
      inference_id)
    SELECT p_organization, k.workspace_id, k.id, m.id, m.model_name, 600, 400, 1000, v_nano / 2, v_nano - v_nano / 2,
           v_nano, 'chat_completion', v_at, gen_random_uuid()
    FROM @billing@.api_keys k CROSS JOIN @billing@.models m
    WHERE k.id = v_key AND m.model_name = 'sandbox-model'
    RETURNING id INTO v_log;
  END IF;
  RETURN jsonb_build_object('organization_id', p_organization, 'amount', scrip.money_text(v_nano),
                            'total_spent', scrip.money_text(v_spent), 'at', scrip.time_text(v_at), 'usage_id', v_log);
END
$$;

-- A payment: the row in force is closed, and one with a new worth, all told, takes its place.
CREATE OR REPLACE FUNCTION scrip_sandbox.payment(p_organization uuid, p_amount text)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_nano bigint := scrip.check_amount(p_amount, 'amount');
  v_now timestamptz;
  v_before bigint;
  v_limit uuid;
BEGIN
  PERFORM FROM @billing@.organizations o WHERE o.id = p_organization FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM scrip.refuse('not_found', 'There is no such organization.', 'organization');
  END IF;
  v_now := scrip.now();
  UPDATE @billing@.organization_limits_history l SET effective_until = v_now
  WHERE l.organization_id = p_organization AND l.credit_type = 'payment' AND l.effective_until IS NULL
  RETURNING l.spend_limit INTO v_before;
  INSERT INTO @billing@.organization_limits_history (organization_id, spend_limit, effective_from, changed_by,
    change_reason, created_at, credit_type, source)
  VALUES (p_organization, v_nano, v_now, 'billing_service', 'Payment', v_now, 'payment', 'stripe')
  RETURNING id INTO v_limit;
  RETURN jsonb_build_object('organization_id', p_organization, 'limit_id', v_limit,
                            'amount', scrip.money_text(v_nano), 'before', scrip.money_text(v_before),
                            'at', scrip.time_text(v_now));
END
$$;

-- Where the credit of a claim goes: the organization that the user joined first, or one of their own.
CREATE OR REPLACE FUNCTION scrip_sandbox.home_organization(p_user uuid, p_email text)
RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  v_organization uuid;
BEGIN
  FOR v_try IN 1 .. 2 LOOP
    SELECT m.organization_id INTO v_organization
    FROM @billing@.organization_members m JOIN @billing@.organizations o ON o.id = m.organization_id
    WHERE m.user_id = p_user AND o.is_active ORDER BY m.joined_at, o.id LIMIT 1;
    EXIT WHEN FOUND;
    PERFORM scrip_sandbox.join_organization(p_user,
      split_part(p_email, '@', 1) || '-' || left(gen_random_uuid()::text, 4));
  END LOOP;
  RETURN v_organization;
END
$$;

-- Claims as the backend does, in its order and with no more care than it takes: limits row, counter of the event, code,
-- claims row. It knows nothing of pauses by reason, reissued codes, caps and limits.
CREATE OR REPLACE FUNCTION scrip_sandbox.backend_claim(p_event uuid, p_code text, p_email text)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := scrip.now();
  v_event record;
  v_user record;
  v_code uuid;
  v_organization uuid;
  v_limit uuid;
  v_claim uuid;
BEGIN
  SELECT u.id, u.email, CASE WHEN u.auth_provider = 'near' THEN u.provider_user_id ELSE '' END AS account INTO v_user
  FROM @billing@.users u WHERE u.email = btrim(p_email);
  IF NOT FOUND THEN
    PERFORM scrip.refuse('not_found', 'There is no user with this e-mail: add one with sandbox add-user.', 'email');
  END IF;
  SELECT e.id, e.credit_amount, e.currency, e.credit_expires_at, e.is_active, e.claim_deadline INTO v_event
  FROM @billing@.credit_events e WHERE e.id = p_event;
  IF NOT FOUND THEN
    PERFORM scrip.refuse('not_found', 'There is no such event.', 'event');
  ELSIF NOT v_event.is_active THEN
    PERFORM scrip.refuse('event_inactive', 'The event is not active.', 'event');
  ELSIF v_event.claim_deadline <= v_now THEN
    PERFORM scrip.refuse('claim_deadline_passed', 'Claiming is over.', 'event');
  END IF;
  SELECT c.id INTO v_code FROM @billing@.credit_event_codes c
  WHERE c.code = btrim(p_code) AND c.credit_event_id = p_event AND NOT c.is_claimed;
  IF NOT FOUND THEN
    PERFORM scrip.refuse('code_not_found', 'The backend finds no such code that is not claimed.', 'code');
  END IF;
  v_organization := scrip_sandbox.home_organization(v_user.id, v_user.email);

  INSERT INTO @billing@.organization_limits_history (organization_id, spend_limit, effective_from, changed_by,
    change_reason, created_at, changed_by_user_id, changed_by_user_email, credit_type, source, currency,
    credit_expires_at)
  VALUES (v_organization, v_event.credit_amount, v_now, 'credit_event_claim', 'Credit event claim', v_now, v_user.id,
          v_user.email, 'event:' || p_event, 'event_claim', v_event.currency, v_event.credit_expires_at)
  ON CONFLICT DO NOTHING RETURNING id INTO v_limit;
  IF v_limit IS NULL THEN
    PERFORM scrip.refuse('organization_limit_reached',
      'The organization has a credit of this event already, and the backend can keep only one.', 'email');
  END IF;
  UPDATE @billing@.credit_events e SET claim_count = e.claim_count + 1 WHERE e.id = p_event;
  UPDATE @billing@.credit_event_codes c
  SET is_claimed = true, claimed_by_user_id = v_user.id, claimed_by_near_account_id = v_user.account,
      claimed_at = v_now
  WHERE c.id = v_code AND NOT c.is_claimed;
  IF NOT FOUND THEN
    PERFORM scrip.refuse('code_already_claimed', 'Somebody else claimed this code just now.', 'code');
  END IF;
  INSERT INTO @billing@.credit_claims (credit_event_id, code_id, near_account_id, user_id, organization_id,
    organization_limit_id, claimed_at)
  VALUES (p_event, v_code, v_user.account, v_user.id, v_organization, v_limit, v_now)
  ON CONFLICT DO NOTHING RETURNING id INTO v_claim;
  IF v_claim IS NULL THEN
    PERFORM scrip.refuse('user_already_claimed', 'The user has claimed this event already.', 'email');
  END IF;
  RETURN jsonb_build_object('claim_id', v_claim, 'event_id', p_event, 'code_id', v_code, 'user_id', v_user.id,
                            'organization_id', v_organization, 'limit_id', v_limit, 'credit_type', 'event:' || p_event,
                            'amount', scrip.money_text(v_event.credit_amount), 'claimed_at', scrip.time_text(v_now));
END
$$;
