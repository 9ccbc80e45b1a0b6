-- SPDX-License-Identifier: GPL-3.0-or-later
-- Maintenance: all that is due, everywhere, a few organizations in each short transaction. It may run in two places; one
-- of them works at a time.
SET LOCAL ROLE scrip_owner;

-- Brings one organization up to now. Reading counts as nothing: an audit row is written only for what changed a grant
-- beyond its usage.
CREATE FUNCTION scrip.maintain_organization(p_organization uuid)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_before scrip.ledger;
  l scrip.ledger;
  v_result jsonb;
BEGIN
  PERFORM scrip.lock_organization(p_organization);
  v_before := scrip.read_ledger(p_organization, scrip.now());
  l := scrip.advance(v_before);
  v_result := scrip.pass_result(v_before, l) || jsonb_build_object('attributed', (l.attributed <> v_before.attributed)::integer);
  PERFORM scrip.book(l, NULL);
  IF EXISTS (SELECT FROM unnest(l.moves) m WHERE m.type <> 'consumed') THEN
    PERFORM scrip.audit_write('maintain', NULL, NULL, 'organization', p_organization::text, NULL, scrip.audited_books(v_before),
                              scrip.audited_books(l) || v_result);
  END IF;
  RETURN v_result;
END
$$;

-- A step over the organizations. One that cannot be worked on must not hold up the others: it is named in the server's
-- log, stays due, and the doctor finds what is wrong with it.
CREATE FUNCTION scrip.maintain_organizations(p_after uuid, p_limit integer)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_organization uuid;
  v_one jsonb;
  v_released bigint := 0;
  v_attributed bigint := 0;
  v_settled bigint := 0;
  v_seen integer := 0;
  v_failed text[] := '{}';
BEGIN
  FOR v_organization IN SELECT scrip.due_organizations(false, p_after, p_limit, scrip.now()) LOOP
    v_seen := v_seen + 1;
    BEGIN
      v_one := scrip.maintain_organization(v_organization);
      v_released := v_released + (v_one ->> 'released')::bigint;
      v_attributed := v_attributed + (v_one ->> 'attributed')::bigint;
      v_settled := v_settled + (v_one ->> 'settled')::bigint;
    EXCEPTION WHEN lock_not_available OR SQLSTATE 'SC001' OR integrity_constraint_violation OR data_exception THEN
      RAISE WARNING 'scrip.maintain: organization % is left for the next pass: %', v_organization, SQLERRM;
      v_failed := v_failed || v_organization::text;
    END;
  END LOOP;
  RETURN jsonb_build_object('released', v_released, 'attributed', v_attributed, 'settled', v_settled,
                            'failed', to_jsonb(v_failed), 'last', CASE WHEN v_seen = p_limit THEN v_organization END);
END
$$;

-- Claims of the backend are booked in steps of their own, which hold codes and no organization. Null when there is nothing
-- to do, or when somebody else holds what it takes: then they are left for the next pass.
CREATE FUNCTION scrip.maintain_claims(p_limit integer)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_booked bigint;
BEGIN
  v_booked := scrip.reconcile_claims(p_limit); -- not where it is declared: the handler would not see what it raises
  RETURN CASE WHEN v_booked > 0 THEN jsonb_build_object('reconciled', v_booked, 'next',
    CASE WHEN v_booked < p_limit THEN '00000000-0000-0000-0000-000000000000' ELSE 'claims' END) END;
EXCEPTION WHEN lock_not_available THEN
  RAISE WARNING 'scrip.maintain: claims are left for the next pass: %', SQLERRM;
  RETURN NULL;
END
$$;

-- One short step; p_after is the cursor that the last one answered. A pass is over when there is none.
CREATE FUNCTION scrip.maintain(p_after text DEFAULT NULL)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_zero CONSTANT jsonb := '{"released": 0, "attributed": 0, "settled": 0, "sealed": 0, "reconciled": 0, "alarms": 0, "failed": []}';
  v_step jsonb;
BEGIN
  PERFORM scrip.need('admin');
  PERFORM scrip.check_isolation();
  PERFORM set_config('lock_timeout', '1s', true);
  IF NOT scrip.take_turn() THEN
    RETURN v_zero || '{"next": null, "busy": true}';
  END IF;
  PERFORM scrip.check_billing_version();
  IF p_after IS NULL OR p_after = 'claims' THEN
    v_step := scrip.maintain_claims(500);
    IF v_step IS NOT NULL THEN
      RETURN v_zero || v_step || '{"busy": false}';
    END IF;
  END IF;
  v_step := scrip.maintain_organizations(scrip.uuid_or_null(p_after), 50);
  IF v_step ->> 'last' IS NULL THEN
    v_step := v_step || jsonb_build_object('sealed', scrip.seal_audit(),
      'alarms', (SELECT count(*) FROM scrip.guessing(scrip.now() - interval '1 hour')));
    INSERT INTO scrip.maintenance_pass AS p (at, login) VALUES (scrip.now(), session_user)
    ON CONFLICT (one) DO UPDATE SET at = excluded.at, login = excluded.login;
  END IF;
  RETURN v_zero || (v_step - 'last') || jsonb_build_object('next', v_step -> 'last', 'busy', false);
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;

-- When the last whole pass was, and whether that is too long ago: without maintenance a customer whose event credit
-- expired is blocked although the paid credit is untouched.
CREATE FUNCTION scrip.maintenance()
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_at timestamptz;
  v_age bigint;
BEGIN
  PERFORM scrip.need('admin', 'staff', 'support', 'auditor');
  SELECT p.at INTO v_at FROM scrip.maintenance_pass p;
  v_age := floor(extract(epoch FROM scrip.now() - v_at))::bigint;
  RETURN jsonb_build_object('last_pass', scrip.time_text(v_at), 'age_seconds', v_age, 'late', coalesce(v_age > 60, true));
END
$$;
