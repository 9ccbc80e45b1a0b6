-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the clients of a fault run work on: events with codes, people, half of them with an organization. Needs books.sql
-- and backend.sql.
CREATE TABLE spec.load (n bigint PRIMARY KEY, event uuid NOT NULL, code text NOT NULL, person uuid NOT NULL);
INSERT INTO public.models (model_name) VALUES ('load');

-- p_people claim each of p_events; every claim has a code of its own.
CREATE FUNCTION spec.prepare_load(p_events integer, p_people integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_event uuid;
  v_batch uuid;
BEGIN
  INSERT INTO public.users (email, username, auth_provider, provider_user_id)
  SELECT format('p%s@example.com', n), 'p' || n, 'github', 'p' || n FROM generate_series(1, p_people) n;
  INSERT INTO public.organizations (name) SELECT 'Load ' || n FROM generate_series(1, greatest(p_people / 4, 1)) n;
  -- Two people in each: their claims meet.
  INSERT INTO public.organization_members (organization_id, user_id, role)
  SELECT o.id, u.id, 'owner' FROM generate_series(1, p_people / 2) n
  JOIN public.users u ON u.username = 'p' || n JOIN public.organizations o ON o.name = 'Load ' || 1 + n / 2;
  FOR v_n IN 1 .. p_events LOOP
    v_event := scrip.create_event('load-e' || v_n, NULL, jsonb_build_object('name', 'Load ' || v_n, 'amount', '25',
                 'max_claims', p_people, 'credit_expires_at', '2990-01-01T00:00:00Z')) #>> '{event,id}';
    v_batch := scrip.open_batch('load-b' || v_n, NULL, v_event, p_people, '{}') #>> '{batch,id}';
    FOR v_chunk IN 0 .. (p_people - 1) / 10000 LOOP
      PERFORM scrip.mint_chunk('load-b' || v_n, NULL, v_batch, v_chunk);
    END LOOP;
    INSERT INTO spec.load
    SELECT (v_n - 1) * p_people + k.serial, v_event, c.code, u.id
    FROM scrip.code k JOIN public.credit_event_codes c ON c.id = k.id JOIN public.users u ON u.username = 'p' || k.serial
    WHERE k.batch_id = v_batch;
  END LOOP;
END
$$;

-- What the backend does, under a key and as an answer, so that a client can be held to it like to anything else.
CREATE FUNCTION spec.load_spend(p_key text, p_as text, p_organization uuid, p_nano bigint) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  PERFORM spec.spend(p_organization, p_nano, md5(p_key)::uuid);
  RETURN jsonb_build_object('ok', true, 'nano', p_nano);
END
$$;
CREATE FUNCTION spec.load_pay(p_key text, p_as text, p_organization uuid, p_nano bigint) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM public.organizations WHERE id = p_organization FOR UPDATE;
  IF NOT EXISTS (SELECT FROM public.organization_limits_history WHERE organization_id = p_organization AND change_reason = p_key) THEN
    PERFORM spec.pay(p_organization, p_nano);
    UPDATE public.organization_limits_history SET change_reason = p_key
    WHERE organization_id = p_organization AND credit_type = 'payment' AND effective_until IS NULL;
  END IF;
  RETURN jsonb_build_object('ok', true, 'nano', p_nano);
END
$$;

-- Each key that did something, whoever kept it, with what it answered; usage has the hash of its key.
CREATE VIEW spec.done AS
SELECT r.key, k.operation, r.answer FROM scrip_vault.idem_result r JOIN scrip_vault.idem_key k USING (login, key)
UNION ALL SELECT r.change_reason, 'load_pay', jsonb_build_object('nano', r.spend_limit)
  FROM public.organization_limits_history r WHERE r.credit_type = 'payment' AND r.change_reason LIKE 'c%-%'
UNION ALL SELECT u.inference_id::text, 'load_spend', jsonb_build_object('nano', u.total_cost)
  FROM public.organization_usage_log u;

-- Done twice, whatever the keys say.
CREATE VIEW spec.doubled AS
SELECT 'claims' AS what, abs((SELECT count(*) FROM scrip_vault.idem_key WHERE operation = 'create_claim')
                             - (SELECT count(*) FROM public.credit_claims)) AS times
UNION ALL SELECT 'grants', abs((SELECT count(*) FROM scrip_vault.idem_key WHERE operation IN ('create_claim', 'create_grant'))
                               - (SELECT count(*) FROM scrip.grant WHERE origin IN ('claim', 'admin', 'purchase')))
UNION ALL SELECT 'transfers', count(*) FROM (
  SELECT 1 FROM scrip_vault.entry WHERE type IN ('funded', 'voided') AND request_id IS NOT NULL
  GROUP BY request_id, type, from_bucket, grant_id HAVING count(*) > 1) t
UNION ALL SELECT 'audit', count(*) FROM (
  SELECT 1 FROM scrip_vault.audit WHERE request_id IS NOT NULL AND action <> 'mint_chunk' GROUP BY login, request_id, action, object_id HAVING count(*) > 1) a
UNION ALL SELECT 'slots', sum(abs(e.claim_count - (SELECT count(*) FROM public.credit_claims c WHERE c.credit_event_id = e.id)))
  FROM public.credit_events e
UNION ALL SELECT 'spending', count(*) FROM public.organization_balance b
  WHERE b.total_spent <> (SELECT coalesce(sum(u.total_cost), 0) FROM public.organization_usage_log u
                          WHERE u.organization_id = b.organization_id);
