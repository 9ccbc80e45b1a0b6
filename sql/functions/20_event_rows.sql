-- SPDX-License-Identifier: GPL-3.0-or-later
-- Reading events: the billing row, Scrip's own beside it, and the sums of the batches.
SET LOCAL ROLE scrip_owner;

-- The first that applies; nobody can claim in any but active.
CREATE FUNCTION scrip.event_status(p_archived_at timestamptz, p_awaiting_since timestamptz, p_active boolean,
                                   p_starts_at timestamptz, p_deadline timestamptz, p_expires_at timestamptz,
                                   p_max_claims bigint, p_claim_count bigint, p_now timestamptz)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_archived_at IS NOT NULL THEN 'archived'
              WHEN p_awaiting_since IS NOT NULL THEN 'awaiting_approval'
              WHEN p_now >= least(p_deadline, p_expires_at) THEN 'ended'
              WHEN NOT p_active THEN 'paused'
              WHEN p_now < p_starts_at THEN 'upcoming'
              WHEN p_claim_count >= p_max_claims THEN 'exhausted'
              ELSE 'active' END
$$;

-- One row for each event, or for those of p_ids. Billing codes are counted from the batches, never by scanning them:
-- claims that the backend made and that are not booked yet are what its counter is ahead of ours.
CREATE FUNCTION scrip.event_rows(p_ids uuid[] DEFAULT NULL)
RETURNS TABLE (id uuid, name text, description text, amount bigint, currency text, max_claims bigint, claim_count bigint,
               starts_at timestamptz, claim_deadline timestamptz, credit_expires_at timestamptz, time_zone text,
               claim_url text, max_per_organization integer, max_per_domain integer, budget bigint, tags text[],
               notes text, paused boolean, archived_at timestamptz, awaiting_since timestamptz, version integer,
               created_at timestamptz, created_by text, updated_at timestamptz, status text, total bigint,
               claimed bigint, disabled bigint, reissued bigint, live_uses numeric,
               requested_uses numeric, exposure numeric, batches bigint,
               printed bigint)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  v_now timestamptz := scrip.now();
  v_zone text := scrip.setting_value('time_zone');
BEGIN
  RETURN QUERY
  SELECT e.id, e.name::text, e.description::text, e.credit_amount::bigint, e.currency::text, e.max_claims::bigint,
         e.claim_count::bigint, e.starts_at, e.claim_deadline, e.credit_expires_at, coalesce(d.time_zone, v_zone),
         d.claim_url, d.max_per_organization, d.max_per_domain, d.budget, coalesce(d.tags, '{}'), d.notes,
         CASE WHEN d.archived_at IS NULL AND d.awaiting_since IS NULL THEN NOT e.is_active ELSE d.paused END,
         d.archived_at, d.awaiting_since, coalesce(d.version, 1), e.created_at, d.created_by,
         coalesce(d.updated_at, e.updated_at),
         scrip.event_status(d.archived_at, d.awaiting_since, e.is_active, e.starts_at, e.claim_deadline,
                            e.credit_expires_at, e.max_claims, e.claim_count, v_now),
         coalesce(b.total, 0),
         least(coalesce(b.claimed, 0) + greatest(e.claim_count - coalesce(d.loose_claims, 0) - coalesce(b.booked, 0), 0),
               coalesce(b.total - b.disabled - b.reissued, 0)),
         coalesce(b.disabled, 0), coalesce(b.reissued, 0), coalesce(b.live_uses, 0),
         coalesce(b.requested_uses, 0), least(e.max_claims, coalesce(b.live_uses, 0)) * e.credit_amount,
         coalesce(b.batches, 0), coalesce(b.printed, 0)
  FROM @billing@.credit_events e
  LEFT JOIN scrip.event_detail d ON d.event_id = e.id
  LEFT JOIN (SELECT c.event_id, count(*) AS batches, sum(c.count + c.reissued)::bigint AS total, sum(c.claimed)::bigint AS claimed,
                    sum(c.uses + c.freed - c.returned)::bigint AS booked, sum(c.disabled)::bigint AS disabled,
                    sum(c.reissued)::bigint AS reissued,
                    sum((c.count - c.disabled) * c.max_uses::numeric + c.dead_uses) AS live_uses,
                    sum((c.requested - c.disabled) * c.max_uses::numeric + c.dead_uses) AS requested_uses,
                    sum(c.printed)::bigint AS printed
             FROM scrip.batch c
             WHERE p_ids IS NULL OR c.event_id = ANY (p_ids)
             GROUP BY c.event_id) b ON b.event_id = e.id
  WHERE p_ids IS NULL OR e.id = ANY (p_ids);
END
$$;

CREATE FUNCTION scrip.event_objects(p_ids uuid[])
RETURNS TABLE (id uuid, object jsonb) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT r.id, jsonb_build_object(
    'id', r.id, 'name', r.name, 'description', r.description, 'amount', scrip.money_text(r.amount),
    'currency', r.currency, 'max_claims', r.max_claims, 'claim_count', r.claim_count,
    'codes', jsonb_build_object('total', r.total, 'available', r.total - r.claimed - r.disabled - r.reissued,
                                'claimed', r.claimed, 'disabled', r.disabled, 'reissued', r.reissued),
    'starts_at', scrip.time_text(r.starts_at), 'claim_deadline', scrip.time_text(r.claim_deadline),
    'credit_expires_at', scrip.time_text(r.credit_expires_at), 'time_zone', r.time_zone, 'claim_url', r.claim_url,
    'max_per_organization', r.max_per_organization, 'max_per_domain', r.max_per_domain,
    'budget', scrip.money_text(r.budget), 'tags', to_jsonb(r.tags), 'notes', r.notes) || jsonb_build_object(
    'status', r.status, 'paused', r.paused, 'archived_at', scrip.time_text(r.archived_at),
    'exposure', scrip.money_text(r.exposure), 'batches', r.batches, 'printed', r.printed, 'version', r.version,
    'created_at', scrip.time_text(r.created_at), 'created_by', r.created_by,
    'updated_at', scrip.time_text(r.updated_at))
  FROM scrip.event_rows(p_ids) r;
END
$$;

-- Null when there is no such event.
CREATE FUNCTION scrip.event_object(p_id uuid)
RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT o.object FROM scrip.event_objects(ARRAY[p_id]) o
$$;
