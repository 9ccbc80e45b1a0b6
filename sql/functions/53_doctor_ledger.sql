-- SPDX-License-Identifier: GPL-3.0-or-later
-- Checks of the ledger: of a grant by itself, of its buckets against the transfers, of the usage of an organization, and
-- of all of it against the limits rows that the backend adds up. docs/ledger.md says what they compute.
SET LOCAL ROLE scrip_owner;

-- How many percent of a table make about p_rows of its rows; all of it unless quick.
CREATE FUNCTION scrip.sample_share(p_table regclass, p_quick boolean, p_rows integer)
RETURNS float8 LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN p_quick THEN least(100, 100.0 * p_rows / greatest(c.reltuples, 1)) ELSE 100 END::float8
  FROM pg_class c WHERE c.oid = p_table
$$;

CREATE FUNCTION scrip.doctor_grant_buckets(p_quick boolean)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_share float8 := scrip.sample_share('scrip.grant', p_quick, 20000);
  v_wrong text[];
  v_checked bigint;
BEGIN
  SELECT (array_agg(g.id::text) FILTER (WHERE least(g.pending, g.available, g.consumed, g.forfeited, g.clawed_back) < 0
            OR g.pending + g.available + g.consumed + g.forfeited + g.clawed_back <> g.funded))[1:100], count(*)
  INTO v_wrong, v_checked FROM scrip.grant g TABLESAMPLE SYSTEM (v_share);
  RETURN scrip.finding('grant_buckets', 'error', v_checked, v_wrong,
                       'The buckets of these grants do not add up to what was funded, or one is below zero.');
END
$$;

-- sum(bigint) keeps a numeric of each sum: for a million grants more than the memory there is, and five times as long.
-- This one fails on a sum that does not fit.
CREATE AGGREGATE scrip.total(bigint) (SFUNC = int8pl, STYPE = bigint, PARALLEL = SAFE);

-- Those of p_grants, null for all, and transfers of a grant that is not there. p_sum: the aggregate that adds up. Whether
-- all transfers name the organization and the currency of the grant is told by small hashes of them, which add up as well:
-- grouping by them takes half as long again. With the server's usual four megabytes the sums of a million grants go to disk
-- and back, which takes three times as long; workers would sort all transfers and hand over nearly as many sums, which takes
-- longer than one pass, and twice as long where that can walk the index by grants.
CREATE FUNCTION scrip.wrong_grants(p_grants uuid[], p_sum text, OUT wrong text[], OUT checked bigint)
LANGUAGE plpgsql STABLE SET work_mem = '256MB' SET max_parallel_workers_per_gather = 0 AS $$
BEGIN
  EXECUTE format($sql$
    SELECT (array_agg(coalesce(g.id, e.grant_id)::text) FILTER (WHERE g.id IS NULL OR e.whose <> g.whose * e.transfers OR
              (g.funded, g.pending, g.available, g.consumed, g.forfeited, g.clawed_back) <>
              (coalesce(e.funded, 0), coalesce(e.pending, 0), coalesce(e.available, 0), coalesce(e.consumed, 0),
               coalesce(e.forfeited, 0), coalesce(e.clawed_back, 0))))[1:100], count(*)
    FROM (
      SELECT t.grant_id, count(*) AS transfers,
             scrip.total(uuid_hash(t.organization_id)::bigint + hashtext(t.currency)) AS whose,
             %1$s(CASE WHEN t.from_bucket = 'issuer' THEN t.amount WHEN t.to_bucket = 'issuer' THEN -t.amount END) AS funded,
             %1$s(CASE WHEN t.to_bucket = 'pending' THEN t.amount WHEN t.from_bucket = 'pending' THEN -t.amount END) AS pending,
             %1$s(CASE WHEN t.to_bucket = 'available' THEN t.amount WHEN t.from_bucket = 'available' THEN -t.amount END) AS available,
             %1$s(CASE WHEN t.to_bucket = 'consumed' THEN t.amount WHEN t.from_bucket = 'consumed' THEN -t.amount END) AS consumed,
             %1$s(CASE WHEN t.to_bucket = 'forfeited' THEN t.amount WHEN t.from_bucket = 'forfeited' THEN -t.amount END) AS forfeited,
             %1$s(CASE WHEN t.to_bucket = 'clawed_back' THEN t.amount WHEN t.from_bucket = 'clawed_back' THEN -t.amount END) AS clawed_back
      FROM scrip_vault.entry t
      WHERE $1 IS NULL OR t.grant_id = ANY ($1)
      GROUP BY t.grant_id) e
    FULL JOIN (
      SELECT o.id, o.funded, o.pending, o.available, o.consumed, o.forfeited, o.clawed_back,
             uuid_hash(o.organization_id)::bigint + hashtext(o.currency) AS whose
      FROM scrip.grant o WHERE $1 IS NULL OR o.id = ANY ($1)) g ON g.id = e.grant_id
  $sql$, p_sum) INTO wrong, checked USING p_grants;
END
$$;

-- quick: some two thousand grants. Sums that do not fit are found by the slower way.
CREATE FUNCTION scrip.doctor_grant_entries(p_quick boolean)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_share float8 := scrip.sample_share('scrip.grant', p_quick, 2000);
  v_grants uuid[] := CASE WHEN p_quick THEN ARRAY(SELECT g.id FROM scrip.grant g TABLESAMPLE SYSTEM (v_share)) END;
  v_found record;
BEGIN
  BEGIN
    SELECT * INTO v_found FROM scrip.wrong_grants(v_grants, 'scrip.total');
  EXCEPTION WHEN numeric_value_out_of_range THEN
    SELECT * INTO v_found FROM scrip.wrong_grants(v_grants, 'sum');
  END;
  RETURN scrip.finding('grant_entries', 'error', v_found.checked, v_found.wrong,
    'The buckets of these grants are not what the transfers of the ledger come to, or a transfer names another organization '
    'or currency.');
END
$$;

-- The books of organizations, metered credit only; p_organizations: null for all. booked_limit counts the rows of others
-- as they were last seen, since what they changed meanwhile is due and no mistake.
CREATE FUNCTION scrip.book_sums(p_organizations uuid[])
RETURNS TABLE (organization_id uuid, attributed bigint, overdraft bigint, consumed numeric, available numeric,
               booked_limit numeric) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT coalesce(a.organization_id, s.organization_id), coalesce(a.attributed, 0), coalesce(a.overdraft, 0),
         coalesce(s.consumed, 0), coalesce(s.available, 0), coalesce(s.booked_limit, 0)
  FROM (SELECT * FROM scrip.account o WHERE p_organizations IS NULL OR o.organization_id = ANY (p_organizations)) a
  FULL JOIN (
    SELECT g.organization_id, sum(g.consumed) AS consumed, sum(g.available) FILTER (WHERE g.state = 'active') AS available,
           sum(CASE WHEN g.before_opening THEN 0
                    WHEN scrip.is_read_back(g) THEN greatest(g.limit_worth, 0)
                    ELSE coalesce(r.spend_limit::bigint, 0) END) AS booked_limit
    FROM scrip.grant g
    LEFT JOIN @billing@.organization_limits_history r
      ON r.organization_id = g.organization_id AND r.credit_type::text = g.credit_type AND r.effective_until IS NULL
     AND NOT scrip.is_read_back(g)
    WHERE g.metered AND (p_organizations IS NULL OR g.organization_id = ANY (p_organizations))
    GROUP BY g.organization_id) s ON s.organization_id = a.organization_id;
END
$$;

-- Null for all; quick: some two thousand.
CREATE FUNCTION scrip.organizations_to_check(p_quick boolean)
RETURNS uuid[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_share float8 := scrip.sample_share('scrip.account', p_quick, 2000);
BEGIN
  RETURN CASE WHEN p_quick THEN ARRAY(SELECT a.organization_id FROM scrip.account a TABLESAMPLE SYSTEM (v_share)) END;
END
$$;

-- Accounts that were opened at another moment than the one Scrip met the database, or keep rows of the logs from before the
-- moment up to which none is kept: rows behind it would never be looked at.
CREATE FUNCTION scrip.wrong_accounts(p_organizations uuid[])
RETURNS text[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_met timestamptz := scrip.met_at();
BEGIN
  RETURN ARRAY(
    SELECT a.organization_id::text FROM scrip.account a
    WHERE (p_organizations IS NULL OR a.organization_id = ANY (p_organizations))
      AND (a.opened_at IS NOT NULL AND a.opened_at IS DISTINCT FROM v_met
           OR a.usage_floor > '-infinity' AND EXISTS (
                SELECT FROM scrip.usage_seen n WHERE n.organization_id = a.organization_id AND n.at <= a.usage_floor))
    LIMIT 100);
END
$$;

CREATE FUNCTION scrip.doctor_usage(p_quick boolean)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_organizations uuid[] := scrip.organizations_to_check(p_quick);
  v_wrong text[];
  v_checked bigint;
BEGIN
  SELECT (array_agg(s.organization_id::text) FILTER (WHERE s.consumed + s.overdraft <> s.attributed))[1:100], count(*)
  INTO v_wrong, v_checked FROM scrip.book_sums(v_organizations) s;
  RETURN scrip.finding('usage', 'error', v_checked, v_wrong || scrip.wrong_accounts(v_organizations),
    'What the grants of these organizations consumed and what nothing covers is not the usage that was attributed, or from '
    'when on their usage counts was changed.');
END
$$;

-- L_true - S = Σ available - overdraft, with S as of the last pass.
CREATE FUNCTION scrip.doctor_identity(p_quick boolean)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_wrong text[];
  v_checked bigint;
BEGIN
  SELECT (array_agg(s.organization_id::text)
            FILTER (WHERE s.booked_limit - s.attributed <> s.available - s.overdraft))[1:100], count(*)
  INTO v_wrong, v_checked FROM scrip.book_sums(scrip.organizations_to_check(p_quick)) s;
  RETURN scrip.finding('identity', 'error', v_checked, v_wrong,
    'What the backend lets these organizations spend is not what the ledger says is left.');
END
$$;

-- Rows that Scrip wrote stand for their grants, one each, worth what the ledger says. A grant that should have none is
-- wrong when its chain has one. quick: some two thousand grants.
CREATE FUNCTION scrip.doctor_limits_rows(p_quick boolean)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_share float8 := scrip.sample_share('scrip.grant', p_quick, 2000);
  v_wrong text[];
  v_checked bigint;
BEGIN
  SELECT (array_agg(g.id::text) FILTER (WHERE g.rows <> (g.worth > 0)::integer
            OR g.worth > 0 AND (g.found_id, g.found_worth, g.found_expiry) IS DISTINCT FROM (g.limit_id, g.worth, g.expiry)))[1:100],
         count(*)
  INTO v_wrong, v_checked
  FROM (
    SELECT w.id, w.limit_id, w.worth, w.expiry, count(r.id) AS rows, (array_agg(r.id))[1] AS found_id,
           max(r.spend_limit::bigint) AS found_worth, max(r.credit_expires_at) AS found_expiry
    FROM (SELECT o.id, o.organization_id, o.credit_type, o.limit_id,
                 o.consumed + CASE o.state WHEN 'active' THEN o.available ELSE 0 END AS worth,
                 CASE WHEN o.state = 'active' THEN o.expires_at END AS expiry
          FROM scrip.grant o TABLESAMPLE SYSTEM (v_share)
          WHERE o.metered AND NOT scrip.is_read_back(o) AND NOT o.before_opening) w
    LEFT JOIN @billing@.organization_limits_history r
      ON r.organization_id = w.organization_id AND r.credit_type::text = w.credit_type AND r.effective_until IS NULL
    GROUP BY w.id, w.limit_id, w.worth, w.expiry) g;
  RETURN scrip.finding('limits_rows', 'error', v_checked, v_wrong,
    'The limits rows of these grants, which Scrip wrote, are not as the ledger says: somebody changed or closed them.');
END
$$;

-- Organizations that maintenance will not come to when something of theirs is due, since it goes by the moment noted in the
-- account. It may come too early, and when breakage is due moves with a setting. quick: of some two thousand grants.
CREATE FUNCTION scrip.doctor_schedule(p_quick boolean)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_share float8 := scrip.sample_share('scrip.grant', p_quick, 2000);
  v_wrong text[];
  v_checked bigint;
BEGIN
  SELECT (array_agg(DISTINCT g.organization_id::text) FILTER (WHERE a.organization_id IS NULL
            OR g.due_at < coalesce(a.due_at, 'infinity') OR g.breakage AND a.due_at IS NULL))[1:100], count(*)
  INTO v_wrong, v_checked
  FROM (SELECT o.organization_id, o.state = 'expired' AND o.available > 0 AS breakage,
               CASE WHEN o.state IN ('pending', 'active') THEN least(o.expires_at,
                      CASE WHEN o.state = 'pending' AND NOT scrip.is_stopped(o) THEN o.live_from END) END AS due_at
        FROM scrip.grant o TABLESAMPLE SYSTEM (v_share)) g
  LEFT JOIN scrip.account a ON a.organization_id = g.organization_id;
  RETURN scrip.finding('schedule', 'error', v_checked, v_wrong,
    'Something of these organizations becomes due, and the moment noted for maintenance is later or gone.');
END
$$;

-- Due for more than a minute: adoptions, closings, releases, expiries, breakage.
CREATE FUNCTION scrip.doctor_overdue()
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_since timestamptz := scrip.now() - interval '60 seconds';
  v_currency text := scrip.setting_value('metering_currency');
  v_wrong text[];
BEGIN
  SELECT array_agg(DISTINCT d.id::text) INTO v_wrong FROM (
    SELECT a.organization_id AS id FROM scrip.account a WHERE a.due_at < v_since
    UNION ALL
    SELECT r.organization_id FROM @billing@.organization_limits_history r
    LEFT JOIN scrip.grant g ON g.organization_id = r.organization_id AND g.credit_type = r.credit_type::text
    WHERE r.effective_until IS NULL AND r.currency = v_currency AND r.created_at < v_since
      AND scrip.is_strange(g, r.id, r.spend_limit::bigint, r.credit_expires_at)
    UNION ALL
    SELECT g.organization_id FROM scrip.grant g
    LEFT JOIN @billing@.organization_limits_history r ON r.id = g.limit_id
    WHERE g.limit_id IS NOT NULL AND scrip.is_read_back(g)
      AND (r.id IS NULL OR r.effective_until < v_since AND NOT EXISTS (
             SELECT FROM @billing@.organization_limits_history n WHERE n.organization_id = g.organization_id
                AND n.credit_type = g.credit_type AND n.effective_until IS NULL AND n.currency = g.currency))) d;
  RETURN scrip.finding('overdue', 'warn', (SELECT count(*) FROM scrip.account), v_wrong,
    'Something of these organizations has been due for more than a minute: see the server''s log for what maintenance says.');
END
$$;

-- Rows that the backend adds to the limit and that are no credit in the metering currency.
CREATE FUNCTION scrip.doctor_foreign_rows()
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_currency text := scrip.setting_value('metering_currency');
  v_wrong text[];
  v_checked bigint;
BEGIN
  SELECT (array_agg(r.id::text) FILTER (WHERE r.spend_limit <> 0 AND (r.currency <> v_currency OR r.spend_limit < 0)))[1:100],
         count(*)
  INTO v_wrong, v_checked FROM @billing@.organization_limits_history r
  WHERE r.effective_until IS NULL AND (r.credit_expires_at IS NULL OR r.credit_expires_at > scrip.now());
  RETURN scrip.finding('foreign_rows', 'warn', v_checked, v_wrong, format(
    'These limits rows of others are in another currency than %s or below zero; the billing backend adds them up all the same.',
    v_currency));
END
$$;

-- quick: the newest twenty thousand transfers.
CREATE FUNCTION scrip.doctor_taken_back(p_quick boolean)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_after bigint := CASE WHEN p_quick THEN (SELECT max(e.id) FROM scrip_vault.entry e) - 20000 ELSE 0 END;
  v_wrong text[];
  v_checked bigint;
BEGIN
  SELECT array_agg(DISTINCT e.grant_id::text)
           FILTER (WHERE e.from_bucket = 'consumed' AND e.to_bucket = 'issuer' AND e.actor = 'adoption'), count(*)
  INTO v_wrong, v_checked FROM scrip_vault.entry e WHERE e.id > v_after;
  RETURN scrip.finding('taken_back', 'warn', v_checked, v_wrong,
    'The billing backend took credit of these grants back that was consumed already: their organizations owe it.');
END
$$;

-- What is left of organizations that the backend deleted.
CREATE FUNCTION scrip.doctor_orphans()
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_wrong text[];
  v_checked bigint;
BEGIN
  SELECT (array_agg(d.id::text) FILTER (WHERE o.id IS NULL))[1:100], count(*) INTO v_wrong, v_checked
  FROM (SELECT g.organization_id AS id FROM scrip.grant g UNION SELECT a.organization_id FROM scrip.account a) d
  LEFT JOIN @billing@.organizations o ON o.id = d.id;
  RETURN scrip.finding('orphans', 'warn', v_checked, v_wrong,
                       'The billing backend has these organizations no more, but the ledger has their grants.');
END
$$;

CREATE FUNCTION scrip.doctor_maintenance()
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_at timestamptz := (SELECT p.at FROM scrip.maintenance_pass p);
BEGIN
  RETURN scrip.finding('maintenance', 'warn', 1,
    CASE WHEN v_at IS NULL OR v_at < scrip.now() - interval '60 seconds'
         THEN ARRAY[coalesce(scrip.time_text(v_at), 'never')] END,
    CASE WHEN v_at IS NULL THEN 'Maintenance has never run' ELSE 'The last pass of maintenance is more than a minute ago' END
    || ': without it a customer whose event credit expired is blocked although the paid credit is untouched.');
END
$$;
