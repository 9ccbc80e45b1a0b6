-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a claim is judged by, and the log of attempts.
SET LOCAL ROLE scrip_owner;

-- What stands for a code in logs and payloads where it must not stand itself; the same for every spelling. Made with a
-- secret of this database, so that nobody can try out short codes against it.
CREATE FUNCTION scrip.print_of(p_secret bytea, p_text text)
RETURNS text LANGUAGE sql STABLE AS $$
  SELECT left(encode(sha256(p_secret || convert_to(scrip.normal_code(left(p_text, 128)), 'UTF8')), 'hex'), 16)
$$;

CREATE FUNCTION scrip.fingerprint(p_text text)
RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT scrip.print_of(s.value, p_text) FROM scrip.secret s);
END
$$;

-- Only ASCII is lowered: in other alphabets letters that differ for a mail server would fall together. A dot at the end
-- and blanks round it name the same domain to a mail server.
CREATE FUNCTION scrip.domain_of(p_email text)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT lower(btrim(substring(p_email FROM '[^@]*$'), E'. \t\r\n') COLLATE "C")
$$;

CREATE FUNCTION scrip.slots_returned(p_event uuid)
RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT count(*) FROM scrip.claim_detail d WHERE d.event_id = p_event AND d.slot_returned
$$;

-- Claims of an event that count against its limit for an organization. The backend's count as well.
CREATE FUNCTION scrip.organization_claims(p_event uuid, p_organization uuid)
RETURNS bigint LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT count(*) FROM @billing@.credit_claims c
          LEFT JOIN scrip.claim_detail d ON d.claim_id = c.id
          WHERE c.organization_id = p_organization AND c.credit_event_id = p_event AND d.slot_returned IS NOT TRUE);
END
$$;

-- The same for an e-mail domain: those that are booked, and those of the backend that are not yet.
CREATE FUNCTION scrip.domain_claims(p_event uuid, p_domain text)
RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_claims bigint := (SELECT count(*) FROM scrip.claim_detail d
                      WHERE d.event_id = p_event AND d.domain = p_domain AND NOT d.slot_returned);
BEGIN
  IF scrip.unbooked_count(p_event) > 0 THEN
    v_claims := v_claims + (SELECT count(*) FROM scrip.unbooked_claim_rows(ARRAY[p_event]) r
                            JOIN @billing@.users u ON u.id = r.user_id WHERE scrip.domain_of(u.email) = p_domain);
  END IF;
  RETURN v_claims;
END
$$;

-- All that decides whether a user may claim a code of an event, and what a claim writes of them, in one look. Any of the
-- ids may be null. What is counted by the organization needs p_organization; null is one that is still to be made. All
-- null: there is no such event. p_currency is the one that is metered.
CREATE FUNCTION scrip.claim_facts(p_event uuid, p_code uuid, p_user uuid, p_organization uuid, p_currency text,
  OUT event_name text, OUT amount bigint, OUT expires_at timestamptz, OUT archived boolean, OUT awaiting boolean, OUT active boolean, OUT starts_at timestamptz, OUT ends_at timestamptz,
  OUT metered boolean, OUT max_claims bigint, OUT claim_count bigint, OUT max_per_organization integer,
  OUT max_per_domain integer, OUT code_text text, OUT code_known boolean, OUT batch_id uuid, OUT code_state text, OUT code_uses integer,
  OUT max_uses integer, OUT code_taken boolean, OUT user_active boolean, OUT user_claimed boolean, OUT email text,
  OUT provider text, OUT provider_user text, OUT domain text,
  OUT organization_claims bigint, OUT domain_claims bigint)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  -- Cast where nothing else would: a column of another type has to be an error, and not be read as text.
  SELECT e.name::text, e.credit_amount::bigint, e.credit_expires_at::timestamptz, d.archived_at IS NOT NULL,
         d.awaiting_since IS NOT NULL, e.is_active::boolean, e.starts_at::timestamptz,
         least(e.claim_deadline, e.credit_expires_at), e.currency = p_currency,
         e.max_claims::bigint, e.claim_count::bigint, d.max_per_organization, d.max_per_domain, c.code::text,
         -- A code of another event is told apart from none in no way.
         c.id IS NOT NULL AND c.credit_event_id = e.id, k.batch_id, k.state, k.uses, coalesce(b.max_uses, 1),
         CASE WHEN k.id IS NULL THEN c.is_claimed
              WHEN b.max_uses > 1 THEN k.uses >= b.max_uses
              ELSE k.state = 'claimed' OR scrip.is_taken(c.is_claimed, c.claimed_by_user_id, c.claimed_at)
                   OR c.is_claimed AND k.state = 'available' AND d.awaiting_since IS NULL END,
         u.is_active::boolean,
         EXISTS (SELECT FROM @billing@.credit_claims t WHERE t.credit_event_id = e.id AND t.user_id = u.id),
         u.email::text, u.auth_provider::text, u.provider_user_id::text, scrip.domain_of(u.email::text),
         CASE WHEN d.max_per_organization IS NOT NULL AND p_organization IS NOT NULL
              THEN scrip.organization_claims(e.id, p_organization) ELSE 0 END,
         CASE WHEN d.max_per_domain IS NOT NULL AND u.id IS NOT NULL
              THEN scrip.domain_claims(e.id, scrip.domain_of(u.email::text)) ELSE 0 END
  INTO event_name, amount, expires_at, archived, awaiting, active, starts_at, ends_at, metered, max_claims, claim_count,
       max_per_organization, max_per_domain, code_text, code_known, batch_id, code_state, code_uses, max_uses, code_taken,
       user_active, user_claimed, email, provider, provider_user, domain, organization_claims, domain_claims
  FROM @billing@.credit_events e
  LEFT JOIN scrip.event_detail d ON d.event_id = e.id
  LEFT JOIN @billing@.credit_event_codes c ON c.id = p_code
  LEFT JOIN scrip.code k ON k.id = c.id
  LEFT JOIN scrip.batch b ON b.id = k.batch_id
  LEFT JOIN @billing@.users u ON u.id = p_user
  WHERE e.id = p_event;
END
$$;

-- A first look, without the locks and at what mostly decides: whether all is plain, so that claim_facts() need not say
-- what is wrong, and no lock of a domain or for a code in no batch is to be taken. Null: there is no such event.
CREATE FUNCTION scrip.looks_claimable(p_event uuid, p_code uuid, p_now timestamptz)
RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT coalesce(e.is_active AND e.starts_at <= p_now AND p_now < least(e.claim_deadline, e.credit_expires_at)
                          AND (e.max_claims IS NULL OR e.claim_count < e.max_claims) AND d.max_per_domain IS NULL
                          AND k.state = 'available', false)
          FROM @billing@.credit_events e
          LEFT JOIN scrip.event_detail d ON d.event_id = e.id
          LEFT JOIN scrip.code k ON k.id = p_code
          WHERE e.id = p_event);
END
$$;

-- Every condition that fails, by name, in the order in which they are told. p_facts is a row of claim_facts(). A backend
-- that keeps its own consumption per credit would ignore what a claim writes.
CREATE FUNCTION scrip.claim_faults(p_facts record, p_now timestamptz)
RETURNS text[] LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN array_remove(ARRAY[
    CASE WHEN NOT p_facts.code_known THEN 'code_not_found' END,
    CASE WHEN p_facts.code_known AND p_facts.code_state = 'reissued' THEN 'code_reissued' END,
    CASE WHEN p_facts.code_known AND p_facts.code_state = 'disabled' THEN 'code_disabled' END,
    CASE WHEN p_facts.archived THEN 'event_archived' END,
    CASE WHEN p_facts.awaiting THEN 'awaiting_approval' END,
    CASE WHEN NOT p_facts.active AND NOT p_facts.archived AND NOT p_facts.awaiting THEN 'event_inactive' END,
    CASE WHEN p_now < p_facts.starts_at THEN 'claim_not_started' END,
    CASE WHEN p_now >= p_facts.ends_at THEN 'claim_deadline_passed' END,
    CASE WHEN NOT p_facts.metered THEN 'currency_not_metered' END,
    CASE WHEN to_regclass('@billing@.organization_credit_consumption') IS NOT NULL THEN 'billing_version_unsupported' END,
    CASE WHEN NOT p_facts.user_active THEN 'user_inactive' END,
    CASE WHEN p_facts.user_claimed THEN 'user_already_claimed' END,
    CASE WHEN p_facts.code_known AND p_facts.code_taken AND coalesce(p_facts.code_state, '') NOT IN ('reissued', 'disabled')
         THEN 'code_already_claimed' END,
    CASE WHEN p_facts.organization_claims >= p_facts.max_per_organization THEN 'organization_limit_reached' END,
    CASE WHEN p_facts.domain_claims >= p_facts.max_per_domain THEN 'domain_limit_reached' END,
    CASE WHEN p_facts.claim_count >= p_facts.max_claims THEN 'max_claims_reached' END], NULL);
END
$$;

-- One clear sentence for each, with what can be done about it; the second is the field it belongs to.
CREATE FUNCTION scrip.fault_sentence(p_name text)
RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE p_name
    WHEN 'code_not_found' THEN ARRAY['There is no such code in this event: compare it with the card.', 'code']
    WHEN 'code_reissued' THEN ARRAY['This code was replaced by a new one: use that.', 'code']
    WHEN 'code_disabled' THEN ARRAY['This code is disabled: staff can enable it again.', 'code']
    WHEN 'event_archived' THEN ARRAY['The event is archived: take it out of the archive first.', 'event']
    WHEN 'awaiting_approval' THEN ARRAY['The event waits for a second admin to approve it.', 'event']
    WHEN 'event_inactive' THEN ARRAY['The event is paused: resume it first.', 'event']
    WHEN 'claim_not_started' THEN ARRAY['Claiming has not started yet: wait for the event to begin.', 'event']
    WHEN 'claim_deadline_passed' THEN ARRAY['Claiming is over: an admin can move the deadline.', 'event']
    WHEN 'currency_not_metered' THEN ARRAY['The event is not in the currency that is metered: its credit cannot be booked.', 'event']
    WHEN 'billing_version_unsupported' THEN ARRAY['This billing backend keeps consumption per credit, which this version of Scrip does not know: grants cannot be written.', NULL]
    WHEN 'user_inactive' THEN ARRAY['The user is not active: activate the account first.', 'user']
    WHEN 'user_already_claimed' THEN ARRAY['The user has claimed this event already.', 'user']
    WHEN 'code_already_claimed' THEN ARRAY['This code is used up: take another one.', 'code']
    WHEN 'organization_limit_reached' THEN ARRAY['The organization has claimed as often as the event allows.', 'organization']
    WHEN 'domain_limit_reached' THEN ARRAY['The e-mail domain has claimed as often as the event allows.', 'user']
    WHEN 'max_claims_reached' THEN ARRAY['All claims of the event are taken: an admin can raise the cap.', 'event'] END
$$;

-- Refuses with the first fault of the facts; none, and nothing happens.
CREATE FUNCTION scrip.refuse_fault(p_faults text[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_name text := p_faults[1];
  v_sentence text[];
BEGIN
  IF v_name IS NOT NULL THEN
    v_sentence := scrip.fault_sentence(v_name);
    PERFORM scrip.refuse(v_name, v_sentence[1], v_sentence[2]);
  END IF;
END
$$;

-- The user that a claimant names by id or e-mail, null when there is none.
CREATE FUNCTION scrip.claimant_user(p_claimant jsonb)
RETURNS uuid LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_user text := scrip.text_of(p_claimant, 'user', 'invalid_body');
  v_email text := scrip.cleaned(left(scrip.text_of(p_claimant, 'email', 'invalid_body'), 1000));
  v_id uuid;
BEGIN
  PERFORM scrip.check_keys(p_claimant, 'user', 'email', 'organization', 'account');
  IF (coalesce(v_user, '') = '') = (coalesce(v_email, '') = '') THEN
    PERFORM scrip.refuse('invalid_body', 'Say who claims: a user or an e-mail, one of both.', 'user');
  ELSIF v_user <> '' THEN
    RETURN (SELECT u.id::uuid FROM @billing@.users u WHERE u.id = scrip.uuid_or_null(v_user));
  END IF;
  -- As written, else in small letters: that much an index can find.
  SELECT u.id::uuid INTO v_id FROM @billing@.users u WHERE u.email = v_email;
  IF NOT FOUND THEN
    SELECT u.id::uuid INTO v_id FROM @billing@.users u WHERE u.email = lower(v_email COLLATE "C");
  END IF;
  RETURN v_id;
END
$$;

-- The organization that gets the credit: the one asked for, else the only one, else the oldest that the user owns. Null:
-- one is to be made, for a user who belongs to none, or to several and owns none of them.
CREATE FUNCTION scrip.claim_organization(p_user uuid, p_claimant jsonb)
RETURNS uuid LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_asked text := nullif(scrip.text_of(p_claimant, 'organization', 'invalid_body'), '');
  v_id uuid;
BEGIN
  IF v_asked IS NOT NULL THEN
    SELECT o.id INTO v_id FROM @billing@.organization_members m JOIN @billing@.organizations o ON o.id = m.organization_id
    WHERE m.user_id = p_user AND m.organization_id = scrip.uuid_or_null(v_asked) AND o.is_active;
    IF NOT FOUND THEN
      PERFORM scrip.refuse('not_found', 'The user is no member of an active organization like that.', 'organization');
    END IF;
    RETURN v_id;
  END IF;
  SELECT s.id INTO v_id
  FROM (SELECT o.id::uuid AS id, m.role = 'owner' AS owned, o.created_at, count(*) OVER () AS members
        FROM @billing@.organization_members m JOIN @billing@.organizations o ON o.id = m.organization_id
        WHERE m.user_id = p_user AND o.is_active) s
  WHERE s.members = 1 OR s.owned
  ORDER BY s.created_at, s.id LIMIT 1;
  RETURN v_id;
END
$$;

-- The NEAR account of a claim, which the billing table wants in any case.
CREATE FUNCTION scrip.claim_account(p_claimant jsonb, p_provider text, p_provider_user text)
RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF p_claimant ->> 'account' <> '' THEN
    RETURN scrip.check_name(scrip.text_of(p_claimant, 'account', 'invalid_name'), 'account');
  END IF;
  RETURN CASE WHEN p_provider = 'near' THEN left(p_provider_user, 255) ELSE '' END;
END
$$;

-- Whose calls are counted does them one after the other, each login by itself: calls at the same moment would not see
-- each other. It comes before every other lock, and outside of what a refusal undoes: the lock must outlive the note of
-- the call. p_what: claims or lookups.
CREATE FUNCTION scrip.queue_capped(p_what text)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF scrip.is_capped() THEN
    PERFORM set_config('lock_timeout', '5s', true);
    PERFORM pg_advisory_xact_lock(hashtextextended('scrip:' || p_what || ':' || session_user, 0));
  END IF;
END
$$;

-- Support claims only so often in an hour, misses included; one that is refused for that reason does not count.
CREATE FUNCTION scrip.check_claim_cap()
RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF NOT scrip.is_capped() THEN -- by itself: most logins are not, and need no query to tell
    RETURN;
  ELSIF (SELECT count(*) FROM scrip.attempt a
         WHERE a.login = session_user AND a.at > scrip.now() - interval '1 hour' AND a.outcome <> 'rate_limited')
        >= scrip.setting_value('claims_per_hour')::bigint THEN
    PERFORM scrip.refuse('rate_limited', 'You have tried as many claims as one may in an hour.');
  END IF;
END
$$;

-- Text of a log that nobody checked: nothing in it may look like another line or another direction.
CREATE FUNCTION scrip.log_text(p_text text, p_longest integer)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT left(regexp_replace(left(p_text, 4 * p_longest),
    '[\u0001-\u001F\u007F-\u009F\u200B-\u200F\u061C\u2028-\u202E\u2060-\u2069\uFEFF]', '', 'g'), p_longest)
$$;

-- Who tried what, and how it ended. The e-mail is kept where it led to no user.
CREATE FUNCTION scrip.log_attempt(p_as text, p_event uuid, p_code uuid, p_text text, p_user uuid, p_claimant jsonb,
                                  p_outcome text, p_at timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO scrip.attempt (at, login, claimed_as, event_id, user_id, email, outcome, fingerprint, code_id)
  VALUES (p_at, session_user, scrip.log_text(p_as, 255), p_event, p_user,
          CASE WHEN p_user IS NULL THEN scrip.log_text(p_claimant ->> 'email', 320) END, p_outcome,
          scrip.print_of((SELECT s.value FROM scrip.secret s), p_text), p_code);
END
$$;
