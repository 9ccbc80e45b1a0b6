-- SPDX-License-Identifier: GPL-3.0-or-later
-- Verifying the audit and the ledger: the hash of each row from its columns, the root of each seal from the hashes below
-- it, the chain from seal to seal, and an anchor, which is a root that somebody keeps elsewhere. What a superuser changes shows as the
-- first row, entry or seal that is not as it was; a chain that was made anew from its beginning shows by the anchor alone.
SET LOCAL ROLE scrip_owner;

CREATE FUNCTION scrip.fault(p_kind text, p_id bigint, p_problem text, p_message text)
RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_build_object('kind', p_kind, 'id', p_id, 'problem', p_problem, 'message', p_message)
$$;

CREATE FUNCTION scrip.row_fault(p_id bigint)
RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT scrip.fault('row', p_id, 'changed', format('Audit row %s was changed after it was written.', p_id))
$$;

-- What is wrong with how a seal follows on the one before, null when nothing is. Where the seals of its server ended is
-- told by p_before as long as the database stays on one server.
CREATE FUNCTION scrip.chain_fault(p_before scrip_vault.seal, p_seal scrip_vault.seal)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_from xid8 := p_before.to_xid;
  v_entries_from xid8 := p_before.to_xid;
BEGIN
  IF p_seal.id <> p_before.id + 1 THEN
    RETURN scrip.fault('seal', p_before.id + 1, 'missing', format('Seal %s is gone.', p_before.id + 1));
  END IF;
  IF p_seal.system_identifier <> p_before.system_identifier THEN
    v_from := coalesce((SELECT s.to_xid FROM scrip_vault.seal s
                        WHERE s.system_identifier = p_seal.system_identifier AND s.id < p_seal.id
                        ORDER BY s.id DESC LIMIT 1), '0');
  END IF;
  IF p_seal.entries_from IS NULL THEN
    v_entries_from := NULL;
  ELSIF p_seal.system_identifier <> p_before.system_identifier OR p_before.entries_from IS NULL THEN
    v_entries_from := scrip.entries_sealed_to(p_seal.system_identifier, p_seal.id);
  END IF;
  IF (p_seal.prev_root, p_seal.total, p_seal.from_xid, p_seal.entries_from) IS DISTINCT FROM
     (p_before.root, p_before.total + p_seal.rows + scrip.count_hashes(p_seal.entry_hashes), v_from, v_entries_from) THEN
    RETURN scrip.fault('seal', p_seal.id, 'changed', format('Seal %s does not follow on seal %s.', p_seal.id, p_before.id));
  END IF;
  RETURN NULL;
END
$$;

-- What is wrong with the ledger entries under a seal, by the hashes that it took of them; null when nothing is. Names the
-- first that is not as it was.
CREATE FUNCTION scrip.entries_fault(p_seal scrip_vault.seal)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_now bytea := scrip.hashes_of_entries(p_seal.system_identifier, p_seal.entries_from, p_seal.to_xid);
  v_sealed bigint := scrip.count_hashes(p_seal.entry_hashes);
  v_entry bigint;
BEGIN
  IF v_now IS NOT DISTINCT FROM coalesce(p_seal.entry_hashes, v_now) THEN
    RETURN NULL;
  END IF;
  SELECT n.id INTO v_entry
  FROM (SELECT e.id, row_number() OVER (ORDER BY e.xid, e.id) AS place FROM scrip_vault.entry e
        WHERE e.xid >= p_seal.entries_from AND e.xid < p_seal.to_xid AND e.system_identifier = p_seal.system_identifier) n
  WHERE substring(v_now FROM n.place::integer * 32 - 31 FOR 32)
        <> substring(p_seal.entry_hashes FROM n.place::integer * 32 - 31 FOR 32)
  ORDER BY n.place LIMIT 1;
  RETURN CASE
    WHEN scrip.count_hashes(v_now) < v_sealed THEN
      scrip.fault('seal', p_seal.id, 'entry_missing',
        format('Seal %s covers %s ledger entries, and %s of them are gone%s.', p_seal.id, v_sealed,
               v_sealed - scrip.count_hashes(v_now), coalesce(format(', the first before entry %s', v_entry), '')))
    WHEN scrip.count_hashes(v_now) > v_sealed THEN
      scrip.fault('entry', v_entry, 'added', format('Ledger entry %s was put behind seal %s later.', v_entry, p_seal.id))
    ELSE
      scrip.fault('entry', v_entry, 'changed', format('Ledger entry %s was changed after it was sealed.', v_entry)) END;
END
$$;

-- An entry that says it came from another server and is under no seal, although all of those were sealed when the database
-- was met on this one. Null when there is none.
CREATE FUNCTION scrip.stray_entry()
RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_system bigint := scrip.system_identifier();
BEGIN
  IF (SELECT s.system_identifier FROM scrip_vault.seal s ORDER BY s.id DESC LIMIT 1) <> v_system THEN
    RETURN NULL;
  END IF;
  RETURN (SELECT min(e.id) FROM scrip_vault.entry e
    WHERE e.system_identifier <> v_system AND e.xid >= scrip.entries_sealed_to(e.system_identifier));
END
$$;

-- Likewise an audit row.
CREATE FUNCTION scrip.stray_row()
RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_system bigint := scrip.system_identifier();
  v_first bigint := scrip.first_system();
BEGIN
  IF (SELECT s.system_identifier FROM scrip_vault.seal s ORDER BY s.id DESC LIMIT 1) <> v_system THEN
    RETURN NULL;
  END IF;
  RETURN (SELECT min(a.id) FROM scrip_vault.audit a
    WHERE coalesce(a.system_identifier, v_first) <> v_system
      AND a.xid >= scrip.sealed_to(coalesce(a.system_identifier, v_first)));
END
$$;

-- An entry or row that says it was written by a transaction which has not begun: it would stay under no seal until then. Its
-- own transaction may be newer than what this one sees of others.
CREATE FUNCTION scrip.early_fault(p_kind text)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_system bigint := scrip.system_identifier();
  v_from xid8 := pg_snapshot_xmax(pg_current_snapshot());
  v_own xid8 := pg_current_xact_id_if_assigned();
  v_id bigint;
BEGIN
  IF p_kind = 'entry' THEN
    SELECT min(e.id) INTO v_id FROM scrip_vault.entry e
    WHERE e.xid >= v_from AND e.xid IS DISTINCT FROM v_own AND e.system_identifier = v_system;
  ELSE
    SELECT min(a.id) INTO v_id FROM scrip_vault.audit a
    WHERE a.xid >= v_from AND a.xid IS DISTINCT FROM v_own AND a.system_identifier = v_system;
  END IF;
  RETURN CASE WHEN v_id IS NOT NULL THEN
    scrip.fault(p_kind, v_id, 'added', format('%s %s names a transaction that has not begun.',
                CASE p_kind WHEN 'entry' THEN 'Ledger entry' ELSE 'Audit row' END, v_id)) END;
END
$$;

-- What was put in where no seal would find it: an entry, or an audit row.
CREATE FUNCTION scrip.stray_fault(p_kind text)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_id bigint := CASE p_kind WHEN 'entry' THEN scrip.stray_entry() ELSE scrip.stray_row() END;
BEGIN
  RETURN coalesce(CASE WHEN v_id IS NOT NULL THEN scrip.fault(p_kind, v_id, 'added', format(
    CASE p_kind WHEN 'entry' THEN 'Ledger entry %s names a server whose entries were all sealed before.'
                ELSE 'Audit row %s names a server whose rows were all sealed before.' END, v_id)) END,
    scrip.early_fault(p_kind));
END
$$;

-- The first fault of a seal that follows on p_before, and how many rows and entries are under it. p_hashes: recompute
-- theirs too; without, what the rows and the seal say of themselves is held against the root.
CREATE FUNCTION scrip.seal_fault(p_before scrip_vault.seal, p_seal scrip_vault.seal, p_hashes boolean, OUT rows bigint,
                                 OUT fault jsonb)
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_found record;
BEGIN
  rows := 0;
  fault := scrip.chain_fault(p_before, p_seal);
  IF fault IS NOT NULL THEN
    RETURN;
  END IF;
  SELECT * INTO STRICT v_found
  FROM scrip.sealed_rows(p_seal.system_identifier, p_seal.from_xid, p_seal.to_xid, p_hashes);
  rows := v_found.rows + scrip.count_hashes(p_seal.entry_hashes);
  fault := CASE
    WHEN v_found.bad IS NOT NULL THEN scrip.row_fault(v_found.bad)
    WHEN v_found.rows < p_seal.rows THEN
      scrip.fault('seal', p_seal.id, 'row_missing', format('Seal %s covers %s audit rows, and %s of them are gone.',
                                                           p_seal.id, p_seal.rows, p_seal.rows - v_found.rows))
    WHEN v_found.rows > p_seal.rows THEN
      scrip.fault('seal', p_seal.id, 'row_added', format('Seal %s covers %s audit rows, and %s were put behind it later.',
                                                         p_seal.id, p_seal.rows, v_found.rows - p_seal.rows))
    WHEN sha256(p_before.root || v_found.hashes || coalesce(p_seal.entry_hashes, '')) <> p_seal.root THEN
      scrip.fault('seal', p_seal.id, 'root', format('What is under seal %s is not what it sealed.', p_seal.id))
    WHEN p_hashes THEN scrip.entries_fault(p_seal)
  END;
END
$$;

-- The seals after p_after, until they cover p_limit rows and entries. next is null when there are no more.
CREATE FUNCTION scrip.verify_seals(p_after bigint, p_limit integer, p_hashes boolean, OUT rows bigint, OUT seals bigint,
                                   OUT fault jsonb, OUT next bigint)
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_before scrip_vault.seal;
  v_seal scrip_vault.seal;
  v_found record;
BEGIN
  rows := 0;
  seals := 0;
  SELECT * INTO v_before FROM scrip_vault.seal s WHERE s.id = p_after;
  IF NOT FOUND THEN
    fault := scrip.fault('seal', p_after, 'missing', format('Seal %s is gone.', p_after));
    RETURN;
  ELSIF p_after = 0 AND (v_before.rows, v_before.total, v_before.root) IS DISTINCT FROM (0::bigint, 0::bigint, sha256('')) THEN
    fault := scrip.fault('seal', 0, 'changed', 'Seal 0, the beginning of the chain, was changed.');
    RETURN;
  END IF;
  FOR v_seal IN SELECT * FROM scrip_vault.seal s WHERE s.id > p_after ORDER BY s.id LOOP
    IF rows >= p_limit THEN
      next := v_before.id;
      RETURN;
    END IF;
    SELECT * INTO STRICT v_found FROM scrip.seal_fault(v_before, v_seal, p_hashes);
    rows := rows + v_found.rows;
    fault := v_found.fault;
    IF fault IS NOT NULL THEN
      RETURN;
    END IF;
    seals := seals + 1;
    v_before := v_seal;
  END LOOP;
END
$$;

-- The rows under no seal, after the row p_after (null: from the first of them on).
CREATE FUNCTION scrip.verify_unsealed(p_after bigint, p_limit integer, OUT rows bigint, OUT fault jsonb, OUT next bigint)
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_first bigint := scrip.first_system();
  v_to jsonb := (SELECT jsonb_object_agg(s.system_identifier, scrip.sealed_to(s.system_identifier))
                 FROM (SELECT DISTINCT n.system_identifier FROM scrip_vault.seal n) s);
  v_from xid8;
  v_slice record;
BEGIN
  -- Where a slice begins: after the last row of the one before, wherever the seals have come to meanwhile.
  v_from := coalesce((SELECT a.xid FROM scrip_vault.audit a WHERE a.id = p_after),
                     (SELECT t.value::xid8 FROM jsonb_each_text(v_to) t ORDER BY t.value::xid8 LIMIT 1));
  SELECT count(*) AS rows, min(s.id) FILTER (WHERE NOT s.good) AS bad, (array_agg(s.id ORDER BY s.xid DESC, s.id DESC))[1] AS last
  INTO v_slice
  FROM (SELECT a.id, a.xid, a.row_hash = scrip.audit_hash(a) AS good FROM scrip_vault.audit a
        WHERE a.xid >= v_from
          AND CASE WHEN p_after IS NULL
                   THEN a.xid >= coalesce((v_to ->> coalesce(a.system_identifier, v_first)::text)::xid8, '0')
                   ELSE (a.xid, a.id) > (v_from, p_after) END
        ORDER BY a.xid, a.id LIMIT p_limit) s;
  rows := v_slice.rows;
  fault := CASE WHEN v_slice.bad IS NOT NULL THEN scrip.row_fault(v_slice.bad) END;
  next := CASE WHEN v_slice.rows = p_limit THEN v_slice.last END;
END
$$;

-- What is wrong with the chain by an anchor taken earlier, null when nothing is.
CREATE FUNCTION scrip.anchor_fault(p_anchor jsonb)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_id bigint;
  v_seal scrip_vault.seal;
  v_other text;
BEGIN
  IF jsonb_typeof(p_anchor) <> 'object' OR coalesce(jsonb_typeof(p_anchor -> 'seal') <> 'number', true)
     OR coalesce(p_anchor ->> 'root' COLLATE "C" !~ '^[0-9a-f]{64}$', true) THEN
    PERFORM scrip.refuse('invalid_body', 'This is no anchor: it takes the object that audit anchor wrote.', 'anchor');
  END IF;
  v_id := scrip.check_count(p_anchor -> 'seal', 'anchor', 0, 999999999999999999);
  SELECT * INTO v_seal FROM scrip_vault.seal s WHERE s.id = v_id;
  IF NOT FOUND THEN
    RETURN scrip.fault('anchor', v_id, 'missing', format('The anchor names seal %s, which is gone.', v_id));
  END IF;
  v_other := CASE
    WHEN encode(v_seal.root, 'hex') <> p_anchor ->> 'root' THEN 'root'
    WHEN p_anchor -> 'rows' <> to_jsonb(v_seal.total) THEN 'rows'
    WHEN p_anchor ->> 'at' <> scrip.time_text(v_seal.at) THEN 'at'
    WHEN p_anchor ->> 'system_identifier' <> v_seal.system_identifier::text THEN 'system_identifier' END;
  RETURN CASE WHEN v_other IS NOT NULL THEN
    scrip.fault('anchor', v_id, v_other, format('Seal %s is not the one of the anchor: the chain was made anew.', v_id)) END;
END
$$;

-- A slice: seals first, then the rows under none; with the last of those, the entries under none are counted. p_after is what the slice before answered as next, 0 for the first: the
-- last seal that was verified, or below zero the last row. The anchor is looked at with the last slice.
CREATE FUNCTION scrip.audit_verify(p_after bigint DEFAULT 0, p_limit integer DEFAULT 10000, p_anchor jsonb DEFAULT NULL)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_after bigint := coalesce(p_after, 0);
  v_limit integer := least(greatest(coalesce(p_limit, 10000), 1), 100000);
  v_anchor jsonb;
  v_sealed record;
  v_open record;
  v_entries bigint := 0;
  v_fault jsonb;
BEGIN
  PERFORM scrip.need('admin', 'auditor');
  IF jsonb_typeof(p_anchor) <> 'null' THEN
    v_anchor := scrip.anchor_fault(p_anchor);
  END IF;
  SELECT 0::bigint AS rows, 0::bigint AS seals, NULL::jsonb AS fault, NULL::bigint AS next INTO v_sealed;
  SELECT 0::bigint AS rows, NULL::jsonb AS fault, NULL::bigint AS next INTO v_open;
  IF v_after >= 0 THEN
    SELECT * INTO STRICT v_sealed FROM scrip.verify_seals(v_after, v_limit, true);
  END IF;
  IF v_sealed.fault IS NULL AND v_sealed.next IS NULL THEN
    SELECT * INTO STRICT v_open
    FROM scrip.verify_unsealed(CASE WHEN v_after < 0 THEN -v_after END, v_limit);
  END IF;
  v_fault := coalesce(v_sealed.fault, v_open.fault);
  IF v_fault IS NULL AND v_sealed.next IS NULL AND v_open.next IS NULL THEN
    v_entries := (SELECT count(*) FROM scrip.unsealed_entries());
    v_fault := coalesce(scrip.stray_fault('row'), scrip.stray_fault('entry'), v_anchor);
  END IF;
  RETURN jsonb_build_object(
    'ok', v_fault IS NULL, 'rows', v_sealed.rows + v_open.rows + v_entries, 'seals', v_sealed.seals,
    'unsealed', v_open.rows + v_entries,
    'first_bad', v_fault, 'next', CASE WHEN v_fault IS NULL THEN coalesce(v_sealed.next, -v_open.next) END);
END
$$;

-- The newest seal, to be kept where nobody who could change this database can change it.
CREATE FUNCTION scrip.audit_anchor()
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM scrip.need('admin', 'auditor');
  RETURN (SELECT jsonb_build_object('seal', s.id, 'root', encode(s.root, 'hex'), 'rows', s.total,
                                    'at', scrip.time_text(s.at), 'system_identifier', s.system_identifier::text,
                                    'database', current_database())
          FROM scrip_vault.seal s ORDER BY s.id DESC LIMIT 1);
END
$$;
