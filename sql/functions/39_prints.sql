-- SPDX-License-Identifier: GPL-3.0-or-later
-- What of a batch is on paper.
SET LOCAL ROLE scrip_owner;

CREATE FUNCTION scrip.print_object(p_print scrip.print)
RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'id', p_print.id, 'number', p_print.number, 'batch_id', p_print.batch_id, 'template', p_print.template,
    'from', p_print.first_serial, 'to', p_print.last_serial, 'labels', p_print.labels, 'pages', p_print.pages,
    'start_at', p_print.start_at, 'sheet_hash', p_print.sheet_hash, 'reprint', p_print.reprint,
    'reason', p_print.reason, 'file_name', p_print.file_name, 'destination', p_print.destination,
    'at', scrip.time_text(p_print.at), 'by', p_print.login)
$$;

CREATE FUNCTION scrip.prints(p_batch uuid)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM scrip.need('admin', 'staff', 'auditor');
  IF NOT EXISTS (SELECT FROM scrip.batch b WHERE b.id = p_batch) THEN
    PERFORM scrip.refuse('not_found', 'There is no such batch.', 'batch');
  END IF;
  RETURN (SELECT coalesce(jsonb_agg(scrip.print_object(p) ORDER BY p.number), '[]')
          FROM scrip.print p WHERE p.batch_id = p_batch);
END
$$;

CREATE FUNCTION scrip.print_by_hash(p_sheet_hash text)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM scrip.need('admin', 'staff', 'auditor');
  RETURN (SELECT scrip.print_object(p) FROM scrip.print p
          WHERE p.sheet_hash = p_sheet_hash ORDER BY p.at DESC, p.number DESC LIMIT 1);
END
$$;

-- The print as a row without id and number, its fields checked.
CREATE FUNCTION scrip.checked_print(p_batch record, p_print jsonb)
RETURNS scrip.print LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_print scrip.print;
BEGIN
  PERFORM scrip.check_keys(p_print, 'template', 'from', 'to', 'labels', 'pages', 'start_at', 'sheet_hash', 'reprint',
                           'reason', 'file_name', 'destination');
  v_print.batch_id := p_batch.id;
  v_print.template := scrip.check_name(scrip.text_of(p_print, 'template', 'template_invalid'), 'template', 100);
  v_print.first_serial := coalesce(scrip.check_count(p_print -> 'from', 'from', 1, greatest(p_batch.count, 1)), 1);
  v_print.last_serial := coalesce(
    scrip.check_count(p_print -> 'to', 'to', v_print.first_serial, greatest(p_batch.count, v_print.first_serial)),
    p_batch.count);
  IF v_print.last_serial > p_batch.count OR v_print.first_serial > v_print.last_serial THEN
    PERFORM scrip.refuse('invalid_count', 'Give serials of the batch, the smaller one first.', 'to');
  END IF;
  v_print.labels := coalesce(scrip.check_count(p_print -> 'labels', 'labels'),
                             v_print.last_serial - v_print.first_serial + 1);
  v_print.pages := coalesce(scrip.check_count(p_print -> 'pages', 'pages'), 1);
  v_print.start_at := coalesce(scrip.check_count(p_print -> 'start_at', 'start_at'), 1);
  v_print.sheet_hash := lower(scrip.text_of(p_print, 'sheet_hash', 'invalid_body'));
  IF v_print.sheet_hash IS NULL OR v_print.sheet_hash !~ '^[0-9a-f]{64}$' THEN
    PERFORM scrip.refuse('invalid_body', 'A sheet''s hash has 64 hexadecimal digits.', 'sheet_hash');
  END IF;
  v_print.reprint := coalesce(scrip.flag_of(p_print, 'reprint'), false);
  v_print.reason := scrip.check_text(scrip.text_of(p_print, 'reason'), 'reason');
  v_print.file_name := scrip.check_text(scrip.text_of(p_print, 'file_name'), 'file_name', 500);
  v_print.destination := scrip.check_text(scrip.text_of(p_print, 'destination'), 'destination', 500);
  RETURN v_print;
END
$$;

-- Distinct serials on paper: what each run adds beyond those that began before it.
CREATE FUNCTION scrip.printed_serials(p_batch uuid)
RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(greatest(r.last_serial - greatest(r.first_serial - 1, r.covered), 0)), 0)
  FROM (SELECT p.first_serial, p.last_serial,
               coalesce(max(p.last_serial) OVER (ORDER BY p.first_serial, p.number
                                                 ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS covered
        FROM scrip.print p WHERE p.batch_id = p_batch) r
$$;

-- A code on two labels is a claim refused at somebody's desk: printing again has to be said and explained.
CREATE FUNCTION scrip.record_print(p_key text, p_as text, p_batch uuid, p_print jsonb)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_answer jsonb;
  v_batch scrip.batch;
  v_print scrip.print;
  v_first integer;
  v_detail text;
BEGIN
  PERFORM scrip.need('admin', 'staff');
  v_answer := scrip.begin_write(p_key, 'record_print',
                                jsonb_build_object('batch', p_batch, 'print', coalesce(p_print, 'null')));
  IF v_answer IS NOT NULL THEN
    RETURN v_answer;
  END IF;
  SELECT * INTO v_batch FROM scrip.batch b WHERE b.id = p_batch FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM scrip.refuse('not_found', 'There is no such batch.', 'batch');
  END IF;
  v_print := scrip.checked_print(v_batch, p_print);
  SELECT min(greatest(p.first_serial, v_print.first_serial)) INTO v_first FROM scrip.print p
  WHERE p.batch_id = p_batch AND p.first_serial <= v_print.last_serial AND p.last_serial >= v_print.first_serial;
  IF v_print.reprint THEN
    v_print.reason := scrip.check_reason(v_print.reason);
  ELSIF v_first IS NOT NULL THEN
    PERFORM scrip.refuse('already_printed', format('Label %s is printed already: say that this is a reprint, and why.',
                         v_first), 'from', jsonb_build_object('first', v_first));
  END IF;
  v_print.id := scrip.new_id();
  v_print.number := v_batch.prints + 1;
  v_print.at := scrip.now();
  v_print.login := session_user;
  INSERT INTO scrip.print SELECT v_print.*;
  UPDATE scrip.batch b SET prints = v_print.number, printed = scrip.printed_serials(p_batch) WHERE b.id = p_batch;
  v_answer := jsonb_build_object('batch', scrip.batch_object(p_batch), 'print', scrip.print_object(v_print));
  PERFORM scrip.audit_write('record_print', p_as, p_key, 'batch', p_batch::text, v_print.reason, NULL,
                            v_answer -> 'print');
  RETURN scrip.end_write(p_key, jsonb_build_object('batch', p_batch, 'print', v_print.id), v_answer);
EXCEPTION WHEN SQLSTATE 'SC001' OR syntax_error_or_access_rule_violation OR not_null_violation THEN
  GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
  RETURN scrip.refused(SQLSTATE, SQLERRM, v_detail);
END
$$;
