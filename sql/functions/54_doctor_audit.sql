-- SPDX-License-Identifier: GPL-3.0-or-later
-- Checks of the audit, its seals, and the ledger entries under them.
SET LOCAL ROLE scrip_owner;

-- quick: the newest thousand.
CREATE FUNCTION scrip.doctor_audit_rows(p_quick boolean)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_wrong text[];
  v_checked bigint;
BEGIN
  SELECT array_agg(r.id::text ORDER BY r.id) FILTER (WHERE NOT r.good), count(*) INTO v_wrong, v_checked
  FROM (SELECT a.id, a.row_hash = scrip.audit_hash(a) AS good FROM scrip_vault.audit a
        ORDER BY a.id DESC LIMIT CASE WHEN p_quick THEN 1000 END) r;
  RETURN scrip.finding('audit_rows', 'error', v_checked, v_wrong, 'These audit rows were changed after they were written.');
END
$$;

-- Whether the rows are those that were sealed; their own hashes are the check above, those of entries the one below.
-- quick: the newest twenty seals, and no rows that no seal would find.
CREATE FUNCTION scrip.doctor_seals(p_quick boolean)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_after bigint := CASE WHEN p_quick THEN greatest((SELECT max(s.id) FROM scrip_vault.seal s) - 20, 0) ELSE 0 END;
  v_found record;
  v_fault jsonb;
BEGIN
  SELECT * INTO STRICT v_found FROM scrip.verify_seals(v_after, 2147483647, false);
  v_fault := coalesce(v_found.fault, CASE WHEN NOT p_quick THEN scrip.stray_fault('row') END);
  RETURN scrip.finding('seals', 'error', v_found.seals + 1,
                       CASE WHEN v_fault IS NOT NULL THEN ARRAY[v_fault ->> 'id'] END, v_fault ->> 'message');
END
$$;

-- Whether the ledger entries are those that were sealed. quick: under the newest twenty seals.
CREATE FUNCTION scrip.doctor_entry_seals(p_quick boolean)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_after bigint := CASE WHEN p_quick THEN (SELECT max(s.id) FROM scrip_vault.seal s) - 20 ELSE 0 END;
  v_seal scrip_vault.seal;
  v_fault jsonb;
  v_checked bigint := 0;
BEGIN
  FOR v_seal IN SELECT * FROM scrip_vault.seal s WHERE s.id > v_after AND s.entry_hashes IS NOT NULL ORDER BY s.id LOOP
    v_fault := scrip.entries_fault(v_seal);
    EXIT WHEN v_fault IS NOT NULL;
    v_checked := v_checked + scrip.count_hashes(v_seal.entry_hashes);
  END LOOP;
  v_fault := coalesce(v_fault, scrip.stray_fault('entry'));
  RETURN scrip.finding('entry_seals', 'error', v_checked, CASE WHEN v_fault IS NOT NULL THEN ARRAY[v_fault ->> 'id'] END,
                       v_fault ->> 'message');
END
$$;

-- What is not sealed yet can be changed without a trace in the chain.
CREATE FUNCTION scrip.doctor_unsealed()
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_since timestamptz := scrip.now() - interval '60 seconds';
  v_late text[];
  v_checked bigint;
BEGIN
  SELECT (array_agg(CASE u.kind WHEN 'row' THEN '' ELSE 'entry ' END || u.id) FILTER (WHERE u.at < v_since))[1:100], count(*)
  INTO v_late, v_checked FROM scrip.unsealed() u;
  RETURN scrip.finding('unsealed', 'warn', v_checked, v_late,
    'These audit rows and ledger entries have been open for more than a minute: maintenance does not run, or a transaction is left open.');
END
$$;

-- Logins under which people of several names worked in the last thirty days, as they claimed to be. quick: of the newest
-- twenty thousand rows.
CREATE FUNCTION scrip.doctor_shared_logins(p_quick boolean)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_after bigint := CASE WHEN p_quick THEN (SELECT max(a.id) FROM scrip_vault.audit a) - 20000 ELSE 0 END;
  v_wrong text[];
  v_checked bigint;
BEGIN
  SELECT array_agg(l.login ORDER BY l.login) FILTER (WHERE l.names > 1), count(*) INTO v_wrong, v_checked
  FROM (SELECT a.login, count(DISTINCT a.claimed_as) AS names FROM scrip_vault.audit a
        WHERE a.at > scrip.now() - interval '30 days' AND a.id > v_after GROUP BY a.login) l;
  RETURN scrip.finding('shared_logins', 'warn', v_checked, v_wrong,
    'Several people seem to share these logins: give each one of their own, since rights and the audit go by the login.');
END
$$;
