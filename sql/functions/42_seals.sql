-- SPDX-License-Identifier: GPL-3.0-or-later
-- Sealing the audit. A seal covers transactions that had all ended when it was made, so no row can appear behind it:
-- those below the oldest one that was still running. Where the database was restored on another server, nothing can
-- come any more of what it brought along, and all of that is sealed at once.
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

-- The rows of a server in a range of transactions: how many, which the first that was changed is (only where p_hashes
-- asks for it), and the root that they make.
CREATE FUNCTION scrip.sealed_rows(p_system bigint, p_from xid8, p_to xid8, p_root bytea, p_hashes boolean)
RETURNS TABLE (rows bigint, bad bigint, root bytea) LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_first bigint := scrip.first_system();
BEGIN
  RETURN QUERY
    SELECT count(*), min(a.id) FILTER (WHERE p_hashes AND a.row_hash <> scrip.audit_hash(a)),
           sha256(p_root || coalesce(string_agg(a.row_hash, '' ORDER BY a.xid, a.id), ''))
    FROM scrip_vault.audit a
    WHERE a.xid >= p_from AND a.xid < p_to AND coalesce(a.system_identifier, v_first) = p_system;
END
$$;

-- One more seal, over some ten thousand rows of a server at most, all of each transaction; answers how many. p_before:
-- transactions from there on may go on; null where none can. An empty seal only where p_empty asks for it.
CREATE FUNCTION scrip.seal_some(p_system bigint, p_before xid8, p_empty boolean)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_most CONSTANT integer := 10000;
  v_first bigint := scrip.first_system();
  v_from xid8 := scrip.sealed_to(p_system);
  v_last scrip_vault.seal;
  v_to xid8;
  v_rows record;
BEGIN
  SELECT scrip.xid_after(x.xid) INTO v_to
  FROM (SELECT a.xid, a.id FROM scrip_vault.audit a
        WHERE a.xid >= v_from AND (p_before IS NULL OR a.xid < p_before)
          AND coalesce(a.system_identifier, v_first) = p_system
        ORDER BY a.xid, a.id LIMIT v_most) x
  ORDER BY x.xid DESC LIMIT 1;
  IF v_to IS NULL AND NOT p_empty THEN
    RETURN 0;
  END IF;
  v_to := coalesce(v_to, greatest(p_before, v_from), v_from);
  SELECT * INTO STRICT v_last FROM scrip_vault.seal s ORDER BY s.id DESC LIMIT 1;
  SELECT * INTO STRICT v_rows FROM scrip.sealed_rows(p_system, v_from, v_to, v_last.root, false);
  INSERT INTO scrip_vault.seal (id, at, system_identifier, from_xid, to_xid, rows, total, prev_root, root)
  VALUES (v_last.id + 1, scrip.now(), p_system, v_from, v_to, v_rows.rows, v_last.total + v_rows.rows, v_last.root,
          v_rows.root);
  RETURN v_rows.rows;
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
    SELECT DISTINCT coalesce(a.system_identifier, v_first) FROM scrip_vault.audit a
    WHERE coalesce(a.system_identifier, v_first) <> p_system ORDER BY 1
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
  IF NOT pg_try_advisory_xact_lock(1396920905, 8) THEN
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

-- The rows under no seal, oldest transaction first. While the database stays on its server, those of the server alone are
-- in question, and the index leads to them.
CREATE FUNCTION scrip.unsealed()
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
