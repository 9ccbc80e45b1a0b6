-- SPDX-License-Identifier: GPL-3.0-or-later
-- The backend migrates its tables whenever it likes. Every column of every billing table is altered and dropped: that
-- must go through, take nothing of ours with it, and be answered by name instead of by an error of the engine.
\ir ../lib/begin.psql
\ir ../lib/matrix.psql
SELECT no_plan();

CREATE ROLE t_guest LOGIN;
CREATE ROLE t_locked;
SELECT tap.fixtures();
SELECT value AS event FROM tap.placeholder WHERE name = 'event' \gset
UPDATE tap.matrix SET call = replace(call, ':own_batch', quote_literal(b.id))
FROM (SELECT scrip.open_batch('mine', NULL, :'event', 1) #>> '{batch,id}' AS id) b;

-- The backend's own keys, triggers and partial indexes stand in the way of its own changes; it would drop them first.
DO $$
DECLARE
  v_drop text;
BEGIN
  FOR v_drop IN
    SELECT format('ALTER TABLE %s DROP CONSTRAINT %I CASCADE', conrelid::regclass, conname) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND contype IN ('f', 'c')
    UNION ALL
    SELECT format('DROP TRIGGER %I ON %s', tgname, tgrelid::regclass) FROM pg_trigger
    WHERE NOT tgisinternal AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
    UNION ALL
    SELECT format('DROP INDEX %s', i.indexrelid::regclass) FROM pg_index i
    WHERE i.indpred IS NOT NULL AND i.indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
  LOOP
    EXECUTE v_drop;
  END LOOP;
END
$$;
CREATE FUNCTION tap.ours() RETURNS bigint LANGUAGE sql AS $$
  SELECT (SELECT count(*) FROM pg_proc WHERE pronamespace = 'scrip'::regnamespace)
       + (SELECT count(*) FROM pg_class WHERE relnamespace IN ('scrip'::regnamespace, 'scrip_vault'::regnamespace))
$$;

-- Changes a table, calls everything, tells what went wrong, and undoes the change.
CREATE FUNCTION tap.survives(p_table regclass, p_column name, p_change text)
RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
  v_ours bigint := tap.ours();
  v_needed boolean := EXISTS (SELECT FROM scrip.billing_needs() n
                              WHERE n.table_name = p_table::text AND n.column_name = p_column);
  v_wrong text[] := '{}';
  v_outcome text;
  v_call text;
BEGIN
  EXECUTE p_change;
  IF tap.ours() <> v_ours THEN
    v_wrong := v_wrong || 'took something of ours with it'::text;
  END IF;
  FOR v_call IN SELECT m.call FROM tap.matrix m WHERE v_needed OR m.function IN ('events', 'codes', 'create_event') LOOP
    v_outcome := tap.tried(session_user, v_call);
    IF v_outcome NOT IN ('ok') AND (NOT v_needed OR v_outcome NOT LIKE 'missing_table %') THEN
      v_wrong := v_wrong || concat_ws(' → ', v_call, v_outcome);
    ELSIF v_outcome LIKE 'missing_table %' AND strpos(v_outcome, p_table::text) = 0 THEN
      v_wrong := v_wrong || concat_ws(' names not the table: ', v_call, v_outcome);
    END IF;
  END LOOP;
  IF v_needed AND scrip.doctor('schema') -> 'ok' = 'true' AND p_change NOT LIKE '%varchar%' THEN
    v_wrong := v_wrong || 'the doctor does not notice'::text;
  END IF;
  RAISE SQLSTATE 'UNDO0';
EXCEPTION WHEN SQLSTATE 'UNDO0' THEN
  RETURN QUERY SELECT unnest(v_wrong);
END
$$;
CREATE TABLE tap.billing_column AS
  SELECT a.attrelid::regclass AS tbl, a.attname AS col, a.atttypid::regtype AS type
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped;

SELECT is_empty(format('SELECT tap.survives(%L, %L, %L)', tbl, col,
  format('ALTER TABLE %s DROP COLUMN %I CASCADE', tbl, col)), format('%s.%s is dropped', tbl, col))
FROM tap.billing_column ORDER BY tbl::text, col;
SELECT is_empty(format('SELECT tap.survives(%L, %L, %L)', tbl, col,
  format('ALTER TABLE %1$s ALTER COLUMN %2$I DROP DEFAULT, ALTER COLUMN %2$I TYPE bytea USING convert_to(%2$I::text, ''UTF8'')', tbl, col)), format('%s.%s becomes something else', tbl, col))
FROM tap.billing_column ORDER BY tbl::text, col;
-- A column that the backend wants filled, and a right that it took back.
SELECT is_empty(format('SELECT tap.survives(%L, %L, %L)', t, 'id', format('ALTER TABLE %1$s ADD region text NOT NULL DEFAULT ''eu''; ALTER TABLE %1$s ALTER region DROP DEFAULT', t)), t || ' wants another value') FROM unnest(ARRAY['credit_events', 'credit_event_codes', 'organization_limits_history']) t;
CREATE FUNCTION tap.refused_after(p_change text, p_call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_outcome text;
BEGIN
  EXECUTE p_change;
  v_outcome := tap.outcome(p_call);
  RAISE SQLSTATE 'UNDO0';
EXCEPTION WHEN SQLSTATE 'UNDO0' THEN
  RETURN v_outcome;
END
$$;
SELECT is(tap.refused_after('ALTER TABLE credit_events ADD region text NOT NULL DEFAULT ''eu''; ALTER TABLE credit_events ALTER region DROP DEFAULT', call),
          'missing_table credit_events.region', 'named by a write')
FROM tap.matrix WHERE function = 'create_event';
SELECT is(tap.refused_after('REVOKE UPDATE ON credit_events FROM scrip_owner', format('scrip.pause_event(tap.key(), NULL, %L, ''r'')', :'event')),
          'missing_privilege', 'a right that was taken back');
SELECT is(tap.refused_after('REVOKE SELECT ON users FROM scrip_owner', '(SELECT count(*) FROM scrip.codes())'), 'missing_privilege', 'also for a read');
SELECT is(tap.refused_after('REVOKE USAGE ON SCHEMA public FROM PUBLIC, scrip_owner', 'scrip.events()'), 'missing_privilege', 'or the whole schema');

-- Changes that make no difference to anybody.
SELECT is_empty(format('SELECT tap.survives(%L, %L, %L)', tbl, col,
  format('ALTER TABLE %s ALTER COLUMN %I TYPE varchar(500)', tbl, col)), format('%s.%s grows longer', tbl, col))
FROM tap.billing_column WHERE type = 'varchar'::regtype AND tbl::text IN ('credit_events', 'credit_event_codes', 'users') ORDER BY tbl::text, col;
SELECT is_empty(format('SELECT tap.survives(%L, %L, %L)', tbl, '', format('ALTER TABLE %s RENAME TO gone', tbl)),
                format('%s is gone', tbl))
FROM (SELECT DISTINCT tbl FROM tap.billing_column) t WHERE tbl::text NOT IN (SELECT table_name FROM scrip.billing_needs()) ORDER BY tbl::text;
\ir ../lib/end.psql
