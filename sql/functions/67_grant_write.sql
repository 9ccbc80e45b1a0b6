-- SPDX-License-Identifier: GPL-3.0-or-later
-- Granting: to whom a claim is due, and what an admin gives or sells.
SET LOCAL ROLE scrip_owner;

-- A chain of its own for a claim, fifty characters at most: two members of an organization who claim the same event
-- both keep their credit. p_grants: how many the organization has.
CREATE FUNCTION scrip.claim_chain(p_organization uuid, p_event uuid, p_grants bigint)
RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_chain text;
BEGIN
  LOOP
    v_chain := format('event:%s:%s', p_event, right(gen_random_uuid()::text, 7));
    EXIT WHEN p_grants = 0;
    EXIT WHEN NOT EXISTS (SELECT FROM scrip.grant g WHERE g.organization_id = p_organization AND g.credit_type = v_chain);
  END LOOP;
  RETURN v_chain;
END
$$;

-- Nothing is due, nothing changed, nothing is owed, no row of a log is waited for: a new grant can be put beside what is
-- there without reading it. p_books as stored_books() tells them; looked for is only what they say there can be.
CREATE FUNCTION scrip.is_quiet(p_organization uuid, p_books record)
RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF NOT p_books.level THEN
    RETURN false;
  END IF;
  IF p_books.in_force > 0 THEN
    IF EXISTS (SELECT FROM scrip.strange_rows(p_organization)) THEN
      RETURN false;
    END IF;
  END IF;
  IF p_books.grants > 0 THEN
    RETURN NOT EXISTS (SELECT FROM scrip.grant g WHERE g.organization_id = p_organization AND g.limit_id IS NOT NULL
                         AND scrip.is_read_back(g)
                         AND NOT EXISTS (SELECT FROM @billing@.organization_limits_history r
                                         WHERE r.id = g.limit_id AND r.effective_until IS NULL));
  END IF;
  RETURN true;
END
$$;

-- The fields that every grant made here has in common.
CREATE FUNCTION scrip.new_grant(p_organization uuid, p_at timestamptz, p_currency text)
RETURNS scrip.grant LANGUAGE plpgsql STABLE AS $$
DECLARE
  g scrip.grant;
BEGIN
  g.id := scrip.new_id();
  g.organization_id := p_organization;
  g.currency := p_currency;
  g.metered := true;
  g.funding := 'none';
  g.availability := 'on_creation';
  g.priority := 10;
  g.labels := '{}';
  g.effective_at := p_at;
  g.created_at := p_at;
  g.created_by := session_user;
  g.live_from := p_at;
  g.state := 'active';
  g.before_opening := false;
  g.backend_owned := false;
  g.written := true;
  RETURN g;
END
$$;

-- Puts a grant that counts at once beside quiet books: what add_grant(), cover() and book() would come to there.
CREATE FUNCTION scrip.book_beside(p_grant scrip.grant, p_amount bigint, p_at timestamptz, p_key text, p_server bigint)
RETURNS scrip.grant LANGUAGE plpgsql AS $$
DECLARE
  g scrip.grant := p_grant;
  v_kind text := CASE WHEN pg_has_role(session_user, 'scrip_admin', 'MEMBER') THEN 'admin' ELSE 'user' END;
BEGIN
  g.limit_id := scrip.new_id();
  g.limit_worth := p_amount;
  g.limit_expires_at := g.expires_at;
  g.funded := p_amount;
  g.available := p_amount;
  g.pending := 0;
  g.consumed := 0;
  g.forfeited := 0;
  g.clawed_back := 0;
  INSERT INTO @billing@.organization_limits_history (id, organization_id, spend_limit, effective_from, changed_by,
    change_reason, created_at, credit_type, source, currency, credit_expires_at)
  VALUES (g.limit_id, g.organization_id, p_amount, p_at, 'scrip', left(g.name, 500), p_at, g.credit_type,
          g.limit_source, g.currency, g.expires_at);
  INSERT INTO scrip.grant SELECT g.*;
  INSERT INTO scrip_vault.entry (id, at, booked_at, organization_id, grant_id, type, amount, currency, from_bucket,
                                 to_bucket, actor_kind, actor, request_id, system_identifier)
  VALUES (nextval('scrip_vault.entry_id'), p_at, p_at, g.organization_id, g.id, 'funded', p_amount, g.currency, 'issuer',
          'pending', v_kind, session_user, p_key, p_server),
         (nextval('scrip_vault.entry_id'), p_at, p_at, g.organization_id, g.id, 'released', p_amount, g.currency, 'pending',
          'available', v_kind, session_user, p_key, p_server);
  -- What else becomes due was not read, and stays.
  INSERT INTO scrip.account AS a (organization_id, passed_at, due_at) VALUES (g.organization_id, p_at, g.expires_at)
  ON CONFLICT (organization_id) DO UPDATE SET
    passed_at = greatest(a.passed_at, excluded.passed_at), due_at = least(a.due_at, excluded.due_at);
  RETURN g;
END
$$;

-- The backend adds up all limits as one number of eight bytes: a sum beyond it would stop the organization. p_sum: what it
-- adds up now and will when everything pending is released, p_amount comes on top.
CREATE FUNCTION scrip.check_sum(p_sum numeric, p_amount bigint)
RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF p_sum + p_amount > 9223372036854775807 THEN
    PERFORM scrip.refuse('invalid_amount', 'With this the organization would have more than the billing backend can count.',
                         'amount');
  END IF;
END
$$;

-- That sum for books that are brought up to now and not written yet: rows of grants that changed count as they will be.
CREATE FUNCTION scrip.sum_of(p_ledger scrip.ledger)
RETURNS numeric LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN scrip.limit_of(p_ledger.organization_id, p_ledger.at) + (
    SELECT coalesce(sum(g.pending + g.consumed + CASE g.state WHEN 'active' THEN g.available ELSE 0 END
                        - CASE WHEN g.limit_expires_at <= p_ledger.at THEN 0 ELSE coalesce(g.limit_worth, 0) END), 0)
    FROM unnest(p_ledger.grants) g WHERE g.metered AND NOT g.before_opening);
END
$$;

-- All that a claim books, in the organization that the caller has locked: what is due there first, then the grant with its
-- limits row, then what was owed. p_facts as claim_facts() tells them, p_books as stored_books(), p_server the system
-- identifier. made is the grant as booked; beside: nothing else has changed.
CREATE FUNCTION scrip.claim_grant(p_key text, p_claim uuid, p_event uuid, p_organization uuid, p_facts record, p_books record,
                                  p_currency text, p_at timestamptz, p_server bigint, OUT made scrip.grant, OUT beside boolean)
LANGUAGE plpgsql AS $$
DECLARE
  l scrip.ledger;
  g scrip.grant := scrip.new_grant(p_organization, p_at, p_currency);
BEGIN
  g.name := p_facts.event_name;
  g.origin := 'claim';
  g.event_id := p_event;
  g.claim_id := p_claim;
  g.expires_at := p_facts.expires_at;
  g.credit_type := scrip.claim_chain(p_organization, p_event, p_books.grants);
  g.limit_source := 'event_claim';
  beside := scrip.is_quiet(p_organization, p_books);
  IF beside THEN
    PERFORM scrip.check_sum(p_books.total + p_books.pending, p_facts.amount);
    made := scrip.book_beside(g, p_facts.amount, p_at, p_key, p_server);
  ELSE
    l := scrip.advance(scrip.read_ledger(p_organization, p_at));
    PERFORM scrip.check_sum(scrip.sum_of(l), p_facts.amount);
    l := scrip.book(scrip.cover(scrip.add_grant(l, g, p_facts.amount, p_at), p_at), p_key);
    made := l.grants[scrip.place_of(l, g.id)];
  END IF;
END
$$;

CREATE FUNCTION scrip.check_choice(p_text text, p_field text, VARIADIC p_choices text[])
RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF p_text <> ALL (p_choices) THEN
    PERFORM scrip.refuse('invalid_body', format('Choose %s.', array_to_string(p_choices, ' or ')), p_field);
  END IF;
  RETURN p_text;
END
$$;

CREATE FUNCTION scrip.check_labels(p_labels jsonb)
RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_labels jsonb := coalesce(nullif(p_labels, 'null'), '{}');
BEGIN
  IF jsonb_typeof(v_labels) <> 'object' OR (SELECT count(*) FROM jsonb_object_keys(v_labels)) > 50
     OR EXISTS (SELECT FROM jsonb_each(v_labels) o WHERE jsonb_typeof(o.value) <> 'string') THEN
    PERFORM scrip.refuse('invalid_text', 'Labels are up to 50 names with a text each.', 'labels');
  END IF;
  RETURN (SELECT coalesce(jsonb_object_agg(scrip.check_name(o.key, 'labels', 63),
                                           coalesce(scrip.check_text(o.value, 'labels', 255), '')), '{}')
          FROM jsonb_each_text(v_labels) o);
END
$$;

-- How it is paid, and since when it burns.
CREATE FUNCTION scrip.with_payment(p_grant scrip.grant, p_body jsonb)
RETURNS scrip.grant LANGUAGE plpgsql STABLE AS $$
DECLARE
  g scrip.grant := p_grant;
  b jsonb := p_body;
BEGIN
  g.funding := coalesce(scrip.check_choice(b ->> 'funding', 'funding', 'none', 'invoice', 'external'), 'none');
  g.availability := coalesce(scrip.check_choice(b ->> 'availability', 'availability', 'on_creation', 'on_authorization',
                                                'on_settlement'), 'on_creation');
  IF g.funding = 'none' THEN
    IF coalesce(b ->> 'cost_basis', b ->> 'cost_currency') IS NOT NULL THEN
      PERFORM scrip.refuse('invalid_cost_basis', 'A cost basis goes with a funding method: choose invoice or external.',
                           'cost_basis');
    ELSIF g.availability <> 'on_creation' THEN
      PERFORM scrip.refuse('invalid_body', 'Credit that nobody pays for is available on creation.', 'availability');
    END IF;
    RETURN g;
  END IF;
  BEGIN
    g.cost_basis := CASE WHEN b ->> 'cost_basis' IS NULL THEN 1000000000
                         ELSE scrip.check_amount(b ->> 'cost_basis', 'cost_basis') END;
  EXCEPTION WHEN SQLSTATE 'SC001' THEN
    PERFORM scrip.refuse('invalid_cost_basis', 'Write the cost of one unit above zero, such as 0.80.', 'cost_basis');
  END;
  g.cost_currency := coalesce(b ->> 'cost_currency', g.currency);
  IF g.cost_currency COLLATE "C" !~ '^[A-Z]{3,10}$' THEN
    PERFORM scrip.refuse('invalid_currency', 'Write a currency as its capital letters, such as USD.', 'cost_currency');
  END IF;
  g.origin := 'purchase';
  g.payment_status := 'pending';
  IF g.availability <> 'on_creation' THEN
    g.live_from := NULL;
    g.state := 'pending';
  END IF;
  RETURN g;
END
$$;

-- Checked fields of a grant that an admin makes.
CREATE FUNCTION scrip.checked_grant(p_organization uuid, p_body jsonb, p_at timestamptz)
RETURNS scrip.grant LANGUAGE plpgsql STABLE AS $$
DECLARE
  g scrip.grant := scrip.new_grant(p_organization, p_at, scrip.setting_value('metering_currency'));
  b jsonb := p_body;
BEGIN
  PERFORM scrip.check_keys(b, 'amount', 'currency', 'name', 'funding', 'availability', 'cost_basis', 'cost_currency',
                           'priority', 'effective_at', 'expires_at', 'labels');
  g.currency := coalesce(b ->> 'currency', g.currency);
  IF g.currency COLLATE "C" !~ '^[A-Z]{3,10}$' THEN
    PERFORM scrip.refuse('invalid_currency', 'Write a currency as its capital letters, such as USD.', 'currency');
  END IF;
  g.metered := g.currency = scrip.setting_value('metering_currency');
  g.origin := 'admin';
  g.name := coalesce(CASE WHEN b ->> 'name' <> '' THEN scrip.check_name(scrip.text_of(b, 'name', 'invalid_name'), 'name') END,
                     'Credit');
  BEGIN
    g.priority := coalesce(scrip.check_count(b -> 'priority', 'priority', 1, 1000), 10);
  EXCEPTION WHEN SQLSTATE 'SC001' THEN
    PERFORM scrip.refuse('invalid_priority', 'A priority is a whole number from 1 to 1000.', 'priority');
  END;
  g.labels := scrip.check_labels(b -> 'labels');
  g.effective_at := greatest(coalesce(scrip.check_time(b ->> 'effective_at', 'effective_at'), p_at), p_at);
  g.expires_at := scrip.check_time(b ->> 'expires_at', 'expires_at');
  IF g.expires_at <= p_at THEN
    PERFORM scrip.refuse('invalid_date', 'The expiry is in the past.', 'expires_at');
  ELSIF g.expires_at <= g.effective_at THEN
    PERFORM scrip.refuse('invalid_date', 'The credit would expire before it comes into effect.', 'expires_at');
  END IF;
  g.live_from := g.effective_at;
  g.state := CASE WHEN g.effective_at <= p_at THEN 'active' ELSE 'pending' END;
  IF g.metered THEN
    g.credit_type := 'scrip:' || g.id;
    g.limit_source := 'scrip';
  END IF;
  RETURN scrip.with_payment(g, b);
END
$$;

-- A backend that keeps its own consumption per credit would ignore what we write; claim_faults() asks the same.
CREATE FUNCTION scrip.check_billing_version()
RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF scrip.billing_table('organization_credit_consumption') IS NOT NULL THEN
    PERFORM scrip.refuse_fault(ARRAY['billing_version_unsupported']);
  END IF;
END
$$;

CREATE FUNCTION scrip.create_grant(p_key text, p_as text, p_organization uuid, p_grant jsonb, p_reason text)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_answer jsonb;
  l scrip.ledger;
  g scrip.grant;
  v_amount bigint;
  v_detail text;
BEGIN
  PERFORM scrip.need('admin');
  v_answer := scrip.begin_write(p_key, 'create_grant', jsonb_build_object('organization', p_organization,
                                'grant', coalesce(p_grant, 'null'), 'reason', p_reason));
  IF v_answer IS NOT NULL THEN
    RETURN v_answer;
  END IF;
  p_reason := scrip.check_reason(p_reason);
  PERFORM scrip.check_billing_version();
  l := scrip.open_ledger(p_organization);
  g := scrip.checked_grant(p_organization, p_grant, l.at);
  v_amount := scrip.check_amount(scrip.text_of(p_grant, 'amount', 'invalid_amount'), 'amount');
  IF g.metered THEN
    PERFORM scrip.check_sum(scrip.sum_of(l), v_amount);
  END IF;
  l := scrip.add_grant(l, g, v_amount, l.at, NULL, p_reason);
  PERFORM scrip.book(scrip.cover(l, l.at), p_key, p_reason);
  v_answer := jsonb_build_object('grant', scrip.grant_object(g.id));
  PERFORM scrip.audit_write('create_grant', p_as, p_key, 'grant', g.id::text, p_reason, NULL, v_answer -> 'grant');
  RETURN scrip.end_write(p_key, jsonb_build_object('grant', g.id, 'organization', p_organization), v_answer);
EXCEPTION WHEN SQLSTATE 'SC001' OR syntax_error_or_access_rule_violation OR not_null_violation THEN
  GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
  RETURN scrip.refused(SQLSTATE, SQLERRM, v_detail);
END
$$;
