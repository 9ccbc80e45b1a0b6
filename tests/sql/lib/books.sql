-- SPDX-License-Identifier: GPL-3.0-or-later
-- What must hold of the books after anything that can go wrong, looked at from outside: plain queries over the tables that
-- share no code with what books, and none with the doctor. For a superuser, on billing tables in schema public.
CREATE SCHEMA IF NOT EXISTS spec;

-- Everything due is done and seen: before this the books may be behind the backend.
CREATE OR REPLACE FUNCTION spec.maintain() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_next text;
  v_step jsonb;
BEGIN
  LOOP
    v_step := scrip.maintain(v_next);
    v_next := v_step ->> 'next';
    EXIT WHEN v_next IS NULL;
  END LOOP;
  IF (v_step ->> 'busy')::boolean OR v_step -> 'failed' <> '[]' THEN
    RAISE 'maintenance: %', v_step;
  END IF;
END
$$;

CREATE OR REPLACE VIEW spec.wrong AS
WITH books AS (
  SELECT o.id, coalesce(a.attributed, 0) AS attributed, coalesce(a.overdraft, 0) AS overdraft, b.total_spent,
         coalesce(g.worth, 0) AS worth, coalesce(g.live, 0) AS live, coalesce(g.consumed, 0) AS consumed
  FROM public.organizations o
  JOIN public.organization_balance b ON b.organization_id = o.id
  LEFT JOIN scrip.account a ON a.organization_id = o.id
  LEFT JOIN (SELECT organization_id, sum(limit_worth) AS worth, sum(available) FILTER (WHERE state = 'active') AS live,
                    sum(consumed) AS consumed
             FROM scrip.grant WHERE metered AND NOT before_opening GROUP BY 1) g ON g.organization_id = o.id
), transfers AS (
  SELECT grant_id, sum(amount * ((from_bucket = 'issuer')::int - (to_bucket = 'issuer')::int)) AS funded,
         sum(amount * ((to_bucket = 'pending')::int - (from_bucket = 'pending')::int)) AS pending,
         sum(amount * ((to_bucket = 'available')::int - (from_bucket = 'available')::int)) AS available,
         sum(amount * ((to_bucket = 'consumed')::int - (from_bucket = 'consumed')::int)) AS consumed,
         sum(amount * ((to_bucket = 'forfeited')::int - (from_bucket = 'forfeited')::int)) AS forfeited,
         sum(amount * ((to_bucket = 'clawed_back')::int - (from_bucket = 'clawed_back')::int)) AS clawed_back
  FROM scrip_vault.entry GROUP BY 1
)
SELECT 'identity' AS what, id::text FROM books WHERE worth - attributed <> live - overdraft
UNION ALL SELECT 'attributed', id::text FROM books WHERE attributed <> total_spent
UNION ALL SELECT 'explained', id::text FROM books WHERE consumed + overdraft <> attributed
UNION ALL SELECT 'below_zero', id::text FROM scrip.grant WHERE least(pending, available, consumed, forfeited, clawed_back) < 0
UNION ALL SELECT 'buckets', id::text FROM scrip.grant WHERE pending + available + consumed + forfeited + clawed_back <> funded
UNION ALL SELECT 'transfers', coalesce(g.id, t.grant_id)::text FROM scrip.grant g FULL JOIN transfers t ON t.grant_id = g.id
  WHERE (g.funded, g.pending, g.available, g.consumed, g.forfeited, g.clawed_back)
        IS DISTINCT FROM (t.funded, t.pending, t.available, t.consumed, t.forfeited, t.clawed_back)
-- What the backend adds up is what the books say, row by row.
UNION ALL SELECT 'limits_row', g.id::text FROM scrip.grant g
  LEFT JOIN public.organization_limits_history r ON r.id = g.limit_id AND r.effective_until IS NULL
  WHERE g.metered AND (g.limit_worth, g.limit_expires_at) IS DISTINCT FROM (r.spend_limit, r.credit_expires_at)
UNION ALL SELECT 'strange_row', r.id::text FROM public.organization_limits_history r
  LEFT JOIN scrip.grant g ON g.limit_id = r.id
  WHERE r.effective_until IS NULL AND r.spend_limit > 0 AND g.id IS NULL
UNION ALL SELECT 'key_without_result', k.key FROM scrip_vault.idem_key k
  LEFT JOIN scrip_vault.idem_result r ON (r.login, r.key) = (k.login, k.key)
  WHERE r.key IS NULL AND k.operation NOT LIKE 'mint%'
UNION ALL SELECT 'result_without_key', r.key FROM scrip_vault.idem_result r
  LEFT JOIN scrip_vault.idem_key k ON (r.login, r.key) = (k.login, k.key) WHERE k.key IS NULL
-- Claims, their codes and the counters.
UNION ALL SELECT 'claim_count', e.id::text FROM public.credit_events e
  WHERE e.claim_count <> (SELECT count(*) FROM public.credit_claims c LEFT JOIN scrip.claim_detail d ON d.claim_id = c.id
                          WHERE c.credit_event_id = e.id AND d.slot_returned IS NOT TRUE)
     OR e.claim_count > e.max_claims
UNION ALL SELECT 'code_uses', k.id::text FROM scrip.code k
  WHERE k.uses <> (SELECT count(*) FROM scrip.claim_detail d WHERE d.code_id = k.id AND NOT d.code_freed)
UNION ALL SELECT 'code_state', k.id::text FROM scrip.code k JOIN scrip.batch b ON b.id = k.batch_id
  JOIN public.credit_event_codes c ON c.id = k.id
  WHERE k.uses > b.max_uses OR (k.state = 'claimed') <> (k.uses = b.max_uses AND k.state NOT IN ('disabled', 'reissued'))
     OR b.max_uses = 1 AND k.state = 'claimed' AND NOT c.is_claimed
     OR b.max_uses = 1 AND k.state = 'available' AND c.is_claimed
UNION ALL SELECT 'claim_grant', c.id::text FROM public.credit_claims c
  LEFT JOIN scrip.claim_detail d ON d.claim_id = c.id
  WHERE (SELECT count(*) FROM scrip.grant g WHERE g.claim_id = c.id AND g.organization_id = c.organization_id) <> 1
     OR d.claim_id IS NULL
     OR d.origin = 'scrip' AND (SELECT count(*) FROM scrip_vault.audit u
                                WHERE u.action = 'create_claim' AND u.object_id = c.id::text) <> 1
UNION ALL SELECT 'claimed_amount', g.id::text FROM scrip.grant g
  JOIN public.credit_claims c ON c.id = g.claim_id JOIN public.credit_events e ON e.id = c.credit_event_id
  WHERE (g.funded, g.expires_at) IS DISTINCT FROM (e.credit_amount, e.credit_expires_at)
-- Each void is audited once, by itself or with the release of its claim.
UNION ALL SELECT 'audit_of_void', g.id::text FROM scrip.grant g
  JOIN LATERAL (SELECT count(*) AS times FROM scrip_vault.audit u WHERE u.action = 'void_grant' AND u.object_id = g.id::text) v ON true
  WHERE g.void_outcome IS NOT NULL AND v.times <> 1
    AND NOT (v.times = 0 AND EXISTS (SELECT FROM scrip.claim_detail d WHERE d.grant_id = g.id AND d.released_at IS NOT NULL));
