-- SPDX-License-Identifier: GPL-3.0-or-later
-- Sealing the audit and the ledger. A seal covers transactions that had all ended when it was made, so no row can appear
-- behind it: those below the oldest one that was still running. Where the database was restored on another server,
-- nothing can come any more of what it brought along, and all of that is sealed at once.
SET LOCAL ROLE scrip_owner;

CREATE FUNCTION scrip.xid_after(p_xid xid8)
RETURNS xid8 LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT (p_xid::text::bigint + 1)::text::xid8
$$;

-- The server of rows that do not name theirs.
CREATE FUNCTION scrip.first_system()
RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT s.system_identifier FROM scrip_vault.seal s WHERE s.id = 0
$$;

-- Up to where the rows of a server are sealed.
CREATE FUNCTION scrip.sealed_to(p_system bigint)
RETURNS xid8 LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT s.to_xid FROM scrip_vault.seal s
                   WHERE s.system_identifier = p_system ORDER BY s.id DESC LIMIT 1), '0')
$$;

-- The same for its ledger entries, before the seal p_seal or (null) by now: seals from before entries were sealed cover
-- none of them.
CREATE FUNCTION scrip.entries_sealed_to(p_system bigint, p_seal bigint DEFAULT NULL)
RETURNS xid8 LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT s.to_xid FROM scrip_vault.seal s
                   WHERE s.system_identifier = p_system AND s.entry_hashes IS NOT NULL AND (p_seal IS NULL OR s.id < p_seal)
                   ORDER BY s.id DESC LIMIT 1), '0')
$$;

-- The audit rows of a server in a range of transactions: how many, which the first that was changed is (only where
-- p_hashes asks for it), and their hashes.
CREATE FUNCTION scrip.sealed_rows(p_system bigint, p_from xid8, p_to xid8, p_hashes boolean)
RETURNS TABLE (rows bigint, bad bigint, hashes bytea) LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_first bigint := scrip.first_system();
BEGIN
  RETURN QUERY
    SELECT count(*), min(a.id) FILTER (WHERE p_hashes AND a.row_hash <> scrip.audit_hash(a)),
           coalesce(string_agg(a.row_hash, '' ORDER BY a.xid, a.id), '')
    FROM scrip_vault.audit a
    WHERE a.xid >= p_from AND a.xid < p_to AND coalesce(a.system_identifier, v_first) = p_system;
END
$$;

-- Covers every column. What has a fixed size comes first; each text has its length before it, so that no two entries
-- share a hash by shifting text from one to the next.
CREATE FUNCTION scrip.entry_hash(p_entry scrip_vault.entry)
RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(
    int8send(p_entry.id) || timestamptz_send(p_entry.at) || timestamptz_send(p_entry.booked_at)
    || uuid_send(p_entry.organization_id) || uuid_send(p_entry.grant_id) || int8send(p_entry.amount)
    || xid8send(p_entry.xid) || int8send(p_entry.system_identifier)
    || convert_to(
      octet_length(p_entry.type) || ':' || p_entry.type
      || ',' || octet_length(p_entry.currency) || ':' || p_entry.currency
      || ',' || octet_length(p_entry.from_bucket) || ':' || p_entry.from_bucket
      || ',' || octet_length(p_entry.to_bucket) || ':' || p_entry.to_bucket
      || ',' || octet_length(p_entry.actor_kind) || ':' || p_entry.actor_kind
      || ',' || octet_length(p_entry.actor) || ':' || p_entry.actor
      || ',' || coalesce(octet_length(p_entry.reason) || ':' || p_entry.reason, '-')
      || ',' || coalesce(octet_length(p_entry.request_id) || ':' || p_entry.request_id, '-'), 'UTF8'))
$$;

-- The hashes of the ledger entries of a server in a range of transactions, 32 bytes each.
CREATE FUNCTION scrip.hashes_of_entries(p_system bigint, p_from xid8, p_to xid8)
RETURNS bytea LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT coalesce(string_agg(scrip.entry_hash(e), '' ORDER BY e.xid, e.id), '')
    FROM scrip_vault.entry e WHERE e.xid >= p_from AND e.xid < p_to AND e.system_identifier = p_system);
END
$$;

CREATE FUNCTION scrip.count_hashes(p_hashes bytea)
RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(octet_length(p_hashes) / 32, 0)::bigint
$$;

-- Behind the last transaction of the next seal of a server: it takes some ten thousand audit rows and entries, all of each
-- transaction. Null when there is nothing to seal.
CREATE FUNCTION scrip.seal_end(p_system bigint, p_from xid8, p_entries_from xid8, p_before xid8)
RETURNS xid8 LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_most CONSTANT integer := 10000;
  v_first bigint := scrip.first_system();
BEGIN
  RETURN (SELECT scrip.xid_after(x.xid)
    FROM (SELECT w.xid
          FROM ((SELECT a.xid FROM scrip_vault.audit a
                 WHERE a.xid >= p_from AND (p_before IS NULL OR a.xid < p_before)
                   AND coalesce(a.system_identifier, v_first) = p_system
                 ORDER BY a.xid, a.id LIMIT v_most)
                UNION ALL
                (SELECT e.xid FROM scrip_vault.entry e
                 WHERE e.xid >= p_entries_from AND (p_before IS NULL OR e.xid < p_before) AND e.system_identifier = p_system
                 ORDER BY e.xid, e.id LIMIT v_most)) w
          ORDER BY w.xid LIMIT v_most) x
    ORDER BY x.xid DESC LIMIT 1);
END
$$;

-- One more seal of a server; answers how many audit rows and entries it covers. p_before: transactions from there on may
-- go on; null where none can. An empty seal only where p_empty asks for it.
CREATE FUNCTION scrip.seal_some(p_system bigint, p_before xid8, p_empty boolean)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_from xid8 := scrip.sealed_to(p_system);
  v_entries_from xid8 := scrip.entries_sealed_to(p_system);
  v_to xid8 := scrip.seal_end(p_system, v_from, v_entries_from, p_before);
  v_last scrip_vault.seal;
  v_rows record;
  v_entries bytea;
  v_sealed bigint;
BEGIN
  IF v_to IS NULL AND NOT p_empty THEN
    RETURN 0;
  END IF;
  v_to := greatest(coalesce(v_to, p_before), v_from);
  SELECT * INTO STRICT v_last FROM scrip_vault.seal s ORDER BY s.id DESC LIMIT 1;
  SELECT * INTO STRICT v_rows FROM scrip.sealed_rows(p_system, v_from, v_to, false);
  v_entries := scrip.hashes_of_entries(p_system, v_entries_from, v_to);
  v_sealed := v_rows.rows + scrip.count_hashes(v_entries);
  INSERT INTO scrip_vault.seal (id, at, system_identifier, from_xid, to_xid, rows, total, prev_root, root, entries_from,
                                entry_hashes)
  VALUES (v_last.id + 1, scrip.now(), p_system, v_from, v_to, v_rows.rows, v_last.total + v_sealed, v_last.root,
          sha256(v_last.root || v_rows.hashes || v_entries), v_entries_from, v_entries);
  RETURN v_sealed;
END
$$;

-- What came along from other servers, all of it. The empty seal after it says that this server took over.
CREATE FUNCTION scrip.seal_moved(p_system bigint)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_first bigint := scrip.first_system();
  v_other bigint;
  v_rows bigint;
  v_sealed bigint := 0;
BEGIN
  FOR v_other IN
    SELECT coalesce(a.system_identifier, v_first) FROM scrip_vault.audit a
    WHERE coalesce(a.system_identifier, v_first) <> p_system
    UNION SELECT e.system_identifier FROM scrip_vault.entry e WHERE e.system_identifier <> p_system
    ORDER BY 1
  LOOP
    LOOP
      v_rows := scrip.seal_some(v_other, NULL, false);
      EXIT WHEN v_rows = 0;
      v_sealed := v_sealed + v_rows;
    END LOOP;
  END LOOP;
  PERFORM scrip.seal_some(p_system, scrip.sealed_to(p_system), true);
  RETURN v_sealed;
END
$$;

-- Whether this transaction has the turn of maintenance and sealing, or gets it now; not while another one has it.
CREATE FUNCTION scrip.take_turn()
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM scrip.turn FOR UPDATE SKIP LOCKED;
  RETURN FOUND;
END
$$;

-- Seals what can be sealed, for maintenance: how many rows that were. Nothing when another session is at it. At most
-- ten seals a call, so that its transaction stays short.
CREATE FUNCTION scrip.seal_audit()
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_system bigint := scrip.system_identifier();
  v_before xid8;
  v_rows bigint;
  v_sealed bigint := 0;
BEGIN
  IF NOT scrip.take_turn() THEN
    RETURN 0;
  END IF;
  -- Taken before the rows are read, in a statement of its own: what is older has ended and is seen by those after it.
  v_before := pg_snapshot_xmin(pg_current_snapshot());
  IF (SELECT s.system_identifier FROM scrip_vault.seal s ORDER BY s.id DESC LIMIT 1) <> v_system THEN
    v_sealed := scrip.seal_moved(v_system);
  END IF;
  FOR v_try IN 1 .. 10 LOOP
    v_rows := scrip.seal_some(v_system, v_before, false);
    EXIT WHEN v_rows = 0;
    v_sealed := v_sealed + v_rows;
  END LOOP;
  RETURN v_sealed;
END
$$;

-- The audit rows under no seal, oldest transaction first. While the database stays on its server, those of the server
-- alone are in question, and the index leads to them.
CREATE FUNCTION scrip.unsealed_rows()
RETURNS TABLE (id bigint, at timestamptz) LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_first bigint := scrip.first_system();
  v_system bigint := scrip.system_identifier();
BEGIN
  IF (SELECT s.system_identifier FROM scrip_vault.seal s ORDER BY s.id DESC LIMIT 1) = v_system THEN
    RETURN QUERY
      SELECT a.id, a.at FROM scrip_vault.audit a
      WHERE a.xid >= scrip.sealed_to(v_system) AND coalesce(a.system_identifier, v_first) = v_system
      ORDER BY a.xid, a.id;
  ELSE
    RETURN QUERY
      SELECT a.id, a.at FROM scrip_vault.audit a
      LEFT JOIN (SELECT DISTINCT ON (s.system_identifier) s.system_identifier, s.to_xid FROM scrip_vault.seal s
                 ORDER BY s.system_identifier, s.id DESC) t ON t.system_identifier = coalesce(a.system_identifier, v_first)
      WHERE a.xid >= coalesce(t.to_xid, '0')
      ORDER BY a.xid, a.id;
  END IF;
END
$$;

-- The ledger entries under no seal, likewise.
CREATE FUNCTION scrip.unsealed_entries()
RETURNS TABLE (id bigint, at timestamptz) LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_system bigint := scrip.system_identifier();
BEGIN
  IF (SELECT s.system_identifier FROM scrip_vault.seal s ORDER BY s.id DESC LIMIT 1) = v_system THEN
    RETURN QUERY
      SELECT e.id, e.booked_at FROM scrip_vault.entry e
      WHERE e.xid >= scrip.entries_sealed_to(v_system) AND e.system_identifier = v_system ORDER BY e.xid, e.id;
  ELSE
    RETURN QUERY
      SELECT e.id, e.booked_at FROM scrip_vault.entry e
      LEFT JOIN (SELECT DISTINCT ON (s.system_identifier) s.system_identifier, s.to_xid FROM scrip_vault.seal s
                 WHERE s.entry_hashes IS NOT NULL ORDER BY s.system_identifier, s.id DESC) t
        ON t.system_identifier = e.system_identifier
      WHERE e.xid >= coalesce(t.to_xid, '0') ORDER BY e.xid, e.id;
  END IF;
END
$$;

-- Both, each with what it is.
CREATE FUNCTION scrip.unsealed()
RETURNS TABLE (kind text, id bigint, at timestamptz) LANGUAGE sql STABLE AS $$
  SELECT 'row', r.id, r.at FROM scrip.unsealed_rows() r
  UNION ALL
  SELECT 'entry', e.id, e.at FROM scrip.unsealed_entries() e
$$;
