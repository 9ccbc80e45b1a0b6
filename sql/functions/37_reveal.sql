-- SPDX-License-Identifier: GPL-3.0-or-later
-- Plain codes, the only way out for them. Each reveal leaves an audit row that says which, how many and what for, and never
-- the codes. It takes two calls, since whoever calls may roll back what a call wrote and keep what it answered: the first
-- writes the row and answers a ticket, the second tells the codes of a ticket whose transaction has ended.
SET LOCAL ROLE scrip_owner;

CREATE FUNCTION scrip.reveal_ids(p_event uuid, p_batch uuid, p_state text, p_ids uuid[], p_from integer, p_to integer,
                                 p_after text, p_limit integer, p_purpose text)
RETURNS uuid[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_after uuid := scrip.uuid_or_null(p_after);
  v_limit integer := least(greatest(coalesce(p_limit, 10000), 1), 10000);
BEGIN
  IF p_after <> '' AND NOT EXISTS (SELECT FROM scrip.code k WHERE k.id = v_after) THEN
    PERFORM scrip.refuse('usage', 'This is no cursor of a list of codes.', 'after');
  ELSIF p_state NOT IN ('available', 'claimed', 'disabled', 'reissued') THEN
    PERFORM scrip.refuse('usage', 'There is no such state.', 'state');
  ELSIF cardinality(p_ids) > 10000 THEN
    PERFORM scrip.refuse('invalid_count', 'Reveal at most 10,000 codes at once.', 'ids');
  ELSIF cardinality(p_ids) > 0 THEN
    RETURN ARRAY(
      SELECT k.id FROM scrip.code k
      LEFT JOIN scrip.code a ON a.id = v_after
      WHERE k.id = ANY (p_ids)
        AND (v_after IS NULL OR (k.batch_id, k.serial, k.generation) > (a.batch_id, a.serial, a.generation))
      ORDER BY k.batch_id, k.serial, k.generation LIMIT v_limit);
  ELSIF p_event IS NULL AND p_batch IS NULL THEN
    PERFORM scrip.refuse('usage', 'Say of which event, batch or codes.', 'batch');
  END IF;
  -- A dead code has no place on a sheet.
  p_state := coalesce(p_state, CASE WHEN p_purpose IN ('print', 'verify') THEN 'live' END);
  RETURN ARRAY(SELECT scrip.walk(p_event, p_batch, p_state, NULL, v_after, false, v_limit,
                                 greatest(coalesce(p_from, 1), 1), coalesce(nullif(p_to, 0), 2147483647)));
END
$$;

-- Null: there are no such codes.
CREATE FUNCTION scrip.reveal_codes(p_as text, p_event uuid, p_batch uuid, p_state text, p_ids uuid[], p_from integer,
                                   p_to integer, p_after text, p_limit integer, p_purpose text)
RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_ids uuid[];
BEGIN
  PERFORM scrip.need('admin', 'staff');
  IF p_purpose IS NULL OR p_purpose NOT IN ('reveal', 'print', 'verify', 'export') THEN
    PERFORM scrip.refuse('usage', 'The purpose is reveal, print, verify or export.', 'purpose');
  END IF;
  v_ids := scrip.reveal_ids(p_event, p_batch, p_state, p_ids, p_from, p_to, p_after, p_limit, p_purpose);
  IF v_ids = '{}' THEN
    RETURN NULL;
  END IF;
  PERFORM scrip.audit_reveal(p_as, p_purpose, p_event, v_ids);
  RETURN scrip.reveal_ticket_for(v_ids);
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;

-- How long a ticket is good; by the server's clock, which nobody sets.
CREATE FUNCTION scrip.ticket_life()
RETURNS interval LANGUAGE sql IMMUTABLE AS $$
  SELECT interval '10 minutes'
$$;

-- Those that are over go with the next that is made.
CREATE FUNCTION scrip.reveal_ticket_for(p_ids uuid[])
RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  v_ticket uuid := gen_random_uuid();
BEGIN
  DELETE FROM scrip.reveal_ticket t
  WHERE t.id IN (SELECT o.id FROM scrip.reveal_ticket o WHERE o.at < clock_timestamp() - scrip.ticket_life()
                 FOR UPDATE SKIP LOCKED);
  INSERT INTO scrip.reveal_ticket (id, login, at, xid, code_ids)
  VALUES (v_ticket, session_user, clock_timestamp(), pg_current_xact_id(), p_ids);
  RETURN v_ticket;
END
$$;

-- The codes of a ticket of this login. A row that can be seen and was not written by the transaction that looks is
-- committed: so that much is compared.
CREATE FUNCTION scrip.revealed_ids(p_ticket uuid)
RETURNS uuid[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_ticket record;
BEGIN
  SELECT t.xid, t.code_ids INTO v_ticket FROM scrip.reveal_ticket t
  WHERE t.id = p_ticket AND t.login = session_user AND t.at > clock_timestamp() - scrip.ticket_life();
  IF NOT FOUND THEN
    PERFORM scrip.refuse('not_found', 'There is no such reveal of yours, or it is over: ask anew.', 'ticket');
  ELSIF v_ticket.xid = pg_current_xact_id_if_assigned() THEN
    PERFORM scrip.refuse('usage', 'Commit the reveal first, then ask for the codes.', 'ticket');
  END IF;
  RETURN v_ticket.code_ids;
END
$$;

CREATE FUNCTION scrip.revealed_codes(p_ticket uuid)
RETURNS TABLE (id uuid, code text, serial integer, state text, uses integer, max_uses integer, event_id uuid,
               batch_id uuid, claimed_by uuid, claimed_at timestamptz, cursor text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM scrip.need('admin', 'staff');
  RETURN QUERY
  SELECT r.id, coalesce(c.code::text, scrip.spelled(k.norm, b.groups)), r.serial, r.state, r.uses, r.max_uses,
         r.event_id, r.batch_id, r.claimed_by, r.claimed_at, r.cursor
  FROM scrip.code_rows(scrip.revealed_ids(p_ticket)) WITH ORDINALITY r (id, masked, state, uses, max_uses, event_id,
    event_name, batch_id, batch_number, serial, batch_count, claimed_by, claimed_email, claimed_at, state_at, reissued_to,
    print_run, cursor, place)
  JOIN scrip.code k ON k.id = r.id
  JOIN scrip.batch b ON b.id = r.batch_id
  LEFT JOIN @billing@.credit_event_codes c ON c.id = r.id
  ORDER BY r.place;
EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
  PERFORM scrip.raise_lack(SQLSTATE, SQLERRM);
END
$$;

-- Serials as a text, "1, 5-9"; behind a thousand of such parts, "…" stands for all others.
CREATE FUNCTION scrip.serial_ranges(p_serials integer[])
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT string_agg(CASE WHEN r.n > 1000 THEN '…' WHEN r.first = r.last THEN r.first::text
                         ELSE r.first || '-' || r.last END, ', ' ORDER BY r.n)
  FROM (SELECT min(i.serial) AS first, max(i.serial) AS last, row_number() OVER (ORDER BY min(i.serial)) AS n
        FROM (SELECT s.serial, s.serial - dense_rank() OVER (ORDER BY s.serial) AS island FROM unnest(p_serials) s (serial)) i
        GROUP BY i.island ORDER BY 1 LIMIT 1001) r
$$;

-- Whether what an audit row says of a batch was done to a serial.
CREATE FUNCTION scrip.covers(p_after jsonb, p_serial integer)
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_serial BETWEEN coalesce((p_after ->> 'from')::integer, 1) AND coalesce((p_after ->> 'to')::integer, 2147483647)
     AND (p_after ->> 'serials' IS NULL
          OR EXISTS (SELECT FROM unnest(string_to_array(p_after ->> 'serials', ', ')) r (part)
                     WHERE CASE WHEN r.part = '…' THEN true
                                WHEN strpos(r.part, '-') = 0 THEN p_serial = r.part::integer
                                ELSE p_serial BETWEEN split_part(r.part, '-', 1)::integer
                                                  AND split_part(r.part, '-', 2)::integer END))
$$;

-- One row for each batch that codes were shown of, with the range of serials, and which of it if not all; a single code
-- gets a row of its own.
CREATE FUNCTION scrip.audit_reveal(p_as text, p_purpose text, p_event uuid, p_ids uuid[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_batch record;
BEGIN
  IF cardinality(p_ids) = 1 THEN
    PERFORM scrip.audit_write('reveal_codes', p_as, NULL, 'code', p_ids[1]::text, NULL, NULL,
                              jsonb_build_object('purpose', p_purpose, 'count', 1));
    RETURN;
  END IF;
  FOR v_batch IN
    SELECT k.batch_id, count(*) AS codes, min(k.serial) AS first, max(k.serial) AS last,
           CASE WHEN count(DISTINCT k.serial) <= max(k.serial) - min(k.serial)
                THEN jsonb_build_object('serials', scrip.serial_ranges(array_agg(k.serial))) ELSE '{}' END AS serials
    FROM scrip.code k WHERE k.id = ANY (p_ids) GROUP BY k.batch_id ORDER BY k.batch_id
  LOOP
    PERFORM scrip.audit_write('reveal_codes', p_as, NULL, 'batch', v_batch.batch_id::text, NULL, NULL,
      jsonb_build_object('purpose', p_purpose, 'count', v_batch.codes, 'from', v_batch.first, 'to', v_batch.last)
      || v_batch.serials);
  END LOOP;
END
$$;
