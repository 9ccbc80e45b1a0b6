-- SPDX-License-Identifier: GPL-3.0-or-later
-- One code, told by somebody.
SET LOCAL ROLE scrip_owner;

-- The caps bind a login that is support and not admin; a superuser is a member of every role.
CREATE FUNCTION scrip.is_capped()
RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT pg_has_role(session_user, 'scrip_support', 'MEMBER') AND NOT pg_has_role(session_user, 'scrip_admin', 'MEMBER')
$$;

-- Whether a login is one of those who see lists of codes, ids and all; and whether it may have any code in plain. Support
-- is shown no code that it was not told, by its id neither.
CREATE FUNCTION scrip.sees_codes()
RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT scrip.roles_of(session_user) && ARRAY['admin', 'staff', 'auditor']
$$;

CREATE FUNCTION scrip.reveals_codes()
RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT scrip.roles_of(session_user) && ARRAY['admin', 'staff']
$$;

CREATE FUNCTION scrip.count_lookup(p_found boolean, p_text text DEFAULT NULL)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT scrip.is_capped() THEN
    RETURN;
  END IF;
  PERFORM scrip.queue_capped('lookups');
  PERFORM scrip.check_isolation(); -- an old snapshot would not count what was done since
  IF (SELECT count(*) FROM scrip.lookup l WHERE l.login = session_user AND l.at > scrip.now() - interval '1 hour')
     >= scrip.setting_value('lookups_per_hour')::bigint THEN
    PERFORM scrip.refuse('rate_limited', 'You have looked up as many codes as one may in an hour.');
  END IF;
  INSERT INTO scrip.lookup (login, at, found, xid, fingerprint)
  VALUES (session_user, scrip.now(), p_found, pg_current_xact_id(), scrip.fingerprint(p_text));
END
$$;

-- A look-up by support takes two calls, since whoever calls may roll back what counted it and keep what it told: this one
-- counts and tells nothing, the look-up itself comes in a later transaction. Counts as a miss until something is found.
-- For other logins there is nothing to do.
CREATE FUNCTION scrip.begin_lookup(p_text text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM scrip.need('admin', 'staff', 'support', 'auditor');
  PERFORM scrip.count_lookup(false, p_text);
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;

-- The look-up of a text that a capped login began, in a transaction that is over since this one sees the row; null for
-- other logins. For a while it does for the same text as often as that is asked for, which tells nothing new.
CREATE FUNCTION scrip.begun_lookup(p_text text)
RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_id bigint;
BEGIN
  IF NOT scrip.is_capped() THEN
    RETURN NULL;
  END IF;
  SELECT max(l.id) INTO v_id FROM scrip.lookup l
  WHERE l.login = session_user AND l.at > scrip.now() - scrip.ticket_life() AND l.fingerprint = scrip.fingerprint(p_text)
    AND l.xid IS DISTINCT FROM pg_current_xact_id_if_assigned();
  IF v_id IS NULL THEN
    PERFORM scrip.refuse('usage', 'Begin the look-up first, with begin_lookup() in a transaction of its own.', 'text');
  END IF;
  RETURN v_id;
END
$$;

-- Notes that it found something, and the code if that was what the text said and not an id.
CREATE FUNCTION scrip.found_by(p_lookup bigint, p_text text, p_code uuid)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF p_lookup IS NOT NULL THEN
    UPDATE scrip.lookup l SET found = true, code_id = CASE WHEN scrip.uuid_or_null(p_text) IS NULL THEN p_code END
    WHERE l.id = p_lookup;
  END IF;
END
$$;

-- The code that a text comes to, where support is to have the text: an id is none then.
CREATE FUNCTION scrip.find_typed_code(p_text text)
RETURNS uuid LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF scrip.uuid_or_null(p_text) IS NOT NULL AND NOT scrip.reveals_codes() THEN
    RETURN NULL;
  END IF;
  RETURN scrip.find_code(p_text);
END
$$;

-- The code that a text comes to, null for none; for support after a look-up.
CREATE FUNCTION scrip.looked_up(p_text text)
RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  v_lookup bigint := scrip.begun_lookup(p_text);
  v_id uuid := scrip.find_code(p_text);
BEGIN
  IF v_id IS NOT NULL THEN
    PERFORM scrip.found_by(v_lookup, p_text, v_id);
  END IF;
  RETURN v_id;
END
$$;

-- Whether a login may name a code by its id. Support may if it looked up the text of it once, or if the code is of one use
-- and a claim, which support sees, has used it: whoever has only the id of another one was not told that code.
CREATE FUNCTION scrip.is_told(p_code uuid)
RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN scrip.reveals_codes()
      OR EXISTS (SELECT FROM scrip.lookup l WHERE l.code_id = p_code AND l.login = session_user)
      OR EXISTS (SELECT FROM scrip.claim_detail d JOIN scrip.code k ON k.id = d.code_id
                 JOIN scrip.batch b ON b.id = k.batch_id WHERE d.code_id = p_code AND b.max_uses = 1);
END
$$;

-- A refusal is answered as a value, not raised.
CREATE FUNCTION scrip.code(p_text text)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid;
  v_detail text;
BEGIN
  PERFORM scrip.need('admin', 'staff', 'support', 'auditor');
  v_id := scrip.looked_up(p_text);
  IF v_id IS NULL THEN
    PERFORM scrip.refuse('code_not_found', 'There is no such code.', 'code');
  END IF;
  RETURN scrip.code_object(v_id);
EXCEPTION WHEN SQLSTATE 'SC001' OR syntax_error_or_access_rule_violation OR not_null_violation THEN
  GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
  RETURN scrip.refused(SQLSTATE, SQLERRM, v_detail);
END
$$;

-- What happened to a code, newest first: what was done to it alone and to its batch or a range that holds its serial.
CREATE FUNCTION scrip.code_history(p_id uuid)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_code record;
BEGIN
  PERFORM scrip.need('admin', 'staff', 'support', 'auditor');
  SELECT k.batch_id, k.serial INTO v_code FROM scrip.code k WHERE k.id = p_id;
  IF NOT FOUND THEN
    PERFORM scrip.refuse('not_found', 'There is no such code.', 'code');
  END IF;
  RETURN (
    SELECT coalesce(jsonb_agg(scrip.audit_object(a) ORDER BY a.id DESC), '[]')
    FROM scrip_vault.audit a
    WHERE a.object_id = p_id::text
       OR a.object_id = v_code.batch_id::text
          AND scrip.covers(a.after, v_code.serial)
          AND a.action NOT IN ('open_batch', 'cancel_batch'));
END
$$;

-- Where the ids of a kind are; null for none.
CREATE FUNCTION scrip.table_of(p_kind text)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE p_kind WHEN 'event' THEN '@billing@.credit_events' WHEN 'batch' THEN 'scrip.batch'
                     WHEN 'code' THEN 'scrip.code' WHEN 'claim' THEN '@billing@.credit_claims'
                     WHEN 'grant' THEN 'scrip.grant' WHEN 'organization' THEN '@billing@.organizations'
                     WHEN 'user' THEN '@billing@.users' WHEN 'api_key' THEN '@billing@.api_keys' END
$$;

-- What of an id is typed, as bounds of a range; null when it is no beginning of one.
CREATE FUNCTION scrip.id_range(p_text text)
RETURNS uuid[] LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_zero CONSTANT text := '00000000-0000-0000-0000-000000000000';
  v_low text := p_text || substr(v_zero, length(p_text) + 1);
BEGIN
  IF length(p_text) NOT BETWEEN 8 AND 36 OR scrip.uuid_or_null(v_low) IS NULL THEN
    RETURN NULL;
  END IF;
  RETURN ARRAY[v_low, p_text || translate(substr(v_zero, length(p_text) + 1), '0', 'f')]::uuid[];
END
$$;

-- Ids of a table that begin with a text, found by the key; or those that end with it, for which the table is read. The
-- text in small letters; at most p_limit.
CREATE FUNCTION scrip.ids_like(p_table text, p_text text, p_by_end boolean, p_limit integer)
RETURNS uuid[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_range uuid[] := scrip.id_range(p_text);
  v_ids uuid[] := '{}';
BEGIN
  IF p_by_end AND length(p_text) BETWEEN 8 AND 35 AND p_text COLLATE "C" ~ '^[0-9a-f-]+$' THEN
    EXECUTE format('SELECT ARRAY(SELECT t.id::uuid FROM %s t WHERE right(t.id::text, length($1)) = $1 LIMIT $2)', p_table)
    INTO v_ids USING p_text, p_limit;
  ELSIF NOT p_by_end AND v_range IS NOT NULL THEN
    EXECUTE format('SELECT ARRAY(SELECT t.id::uuid FROM %s t WHERE t.id BETWEEN $1 AND $2 LIMIT $3)', p_table)
    INTO v_ids USING v_range[1], v_range[2], p_limit;
  END IF;
  RETURN v_ids;
END
$$;


-- The full id for a unique beginning or end of at least eight characters, and for support not of codes: whoever makes a
-- beginning longer until it is unique comes to all of them. The end of a code's id is looked for through
-- its whole index, the one look-up here that grows with the table: an index for it would cost each minting more.
CREATE FUNCTION scrip.find_id(p_kind text, p_text text)
RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_text text := lower(btrim(p_text));
  v_table text := CASE WHEN p_kind <> 'api_key' THEN scrip.table_of(p_kind) END;
  v_ids uuid[];
BEGIN
  PERFORM scrip.need('admin', 'staff', 'support', 'auditor');
  IF v_table IS NULL THEN
    PERFORM scrip.refuse('usage', 'There are ids of events, batches, codes, claims, grants, organizations and users.',
                         'kind');
  ELSIF p_kind IN ('batch', 'code') AND NOT scrip.sees_codes() THEN
    PERFORM scrip.refuse('not_permitted', 'Support looks up codes that it is told, by their text.', 'kind');
  END IF;
  v_ids := scrip.ids_like(v_table, v_text, false, 2);
  IF v_ids = '{}' THEN
    v_ids := scrip.ids_like(v_table, v_text, true, 2);
  END IF;
  IF cardinality(v_ids) > 1 THEN
    PERFORM scrip.refuse('ambiguous_id', format('More than one %s has an id like that.', p_kind), p_kind);
  ELSIF v_ids = '{}' THEN
    PERFORM scrip.refuse('not_found', format('There is no such %s.', p_kind), p_kind);
  END IF;
  RETURN v_ids[1];
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;
