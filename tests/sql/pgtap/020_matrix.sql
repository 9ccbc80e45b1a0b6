-- SPDX-License-Identifier: GPL-3.0-or-later
-- Role × function. Every function that any group may execute has its row here, and every row its function: a new one
-- without a row fails. The rights themselves are tried, not read: as each login, each function is called.
\ir ../lib/begin.psql
SELECT no_plan();

CREATE TABLE tap.matrix (function text PRIMARY KEY, call text NOT NULL, groups text NOT NULL);
INSERT INTO tap.matrix VALUES
  ('now', 'scrip.now()', 'admin staff support auditor'),
  ('hello', 'scrip.hello()', 'admin staff support auditor'),
  ('settings', 'scrip.settings()', 'admin staff support auditor'),
  ('setting', 'scrip.setting(''issuer'')', 'admin staff support auditor'),
  ('set_setting', 'scrip.set_setting(tap.key(), NULL, ''issuer'', ''Us'')', 'admin'),
  ('unlock', 'scrip.unlock(tap.key(), NULL, 60, ''why'')', 'admin staff support'),
  ('lock', 'scrip.lock(tap.key(), NULL)', 'admin staff support'),
  ('roles', 'scrip.roles()', 'admin auditor'),
  ('grant_role', 'scrip.grant_role(tap.key(), NULL, ''t_guest'', ''staff'')', 'admin'),
  ('revoke_role', 'scrip.revoke_role(tap.key(), NULL, ''t_guest'', ''staff'')', 'admin'),
  ('event', 'scrip.event(:event)', 'admin staff support auditor'),
  ('events', 'scrip.events()', 'admin staff support auditor'),
  ('event_counts', 'scrip.event_counts()', 'admin staff support auditor'),
  ('event_history', 'scrip.event_history(:event)', 'admin staff support auditor'),
  ('find_id', 'scrip.find_id(''event'', :event::text)', 'admin staff support auditor'),
  ('create_event', 'scrip.create_event(tap.key(), NULL, ''{"name": "E", "amount": "1", "credit_expires_at": "2990-01-01T00:00:00Z"}'')', 'admin'),
  ('edit_event', 'scrip.edit_event(tap.key(), NULL, :event, NULL, ''{"notes": "n"}'')', 'admin'),
  ('pause_event', 'scrip.pause_event(tap.key(), NULL, :event, ''r'')', 'admin'),
  ('resume_event', 'scrip.resume_event(tap.key(), NULL, :event, ''r'')', 'admin'),
  ('archive_event', 'scrip.archive_event(tap.key(), NULL, :event, ''r'')', 'admin'),
  ('unarchive_event', 'scrip.unarchive_event(tap.key(), NULL, :event, ''r'')', 'admin'),
  ('approve_event', 'scrip.approve_event(tap.key(), NULL, :event)', 'admin'),
  ('duplicate_event', 'scrip.duplicate_event(tap.key(), NULL, :event)', 'admin'),
  ('batch', 'scrip.batch(:batch)', 'admin staff auditor'),
  ('batches', 'scrip.batches()', 'admin staff auditor'),
  ('open_batch', 'scrip.open_batch(tap.key(), NULL, :event, 1)', 'admin staff'),
  ('mint_chunk', 'scrip.mint_chunk(''mine'', NULL, :own_batch, 0)', 'admin staff'),
  ('cancel_batch', 'scrip.cancel_batch(tap.key(), NULL, :batch)', 'admin staff'),
  ('codes', '(SELECT count(*) FROM scrip.codes())', 'admin staff auditor'),
  ('count_codes', 'scrip.count_codes()', 'admin staff auditor'),
  ('code_position', 'scrip.code_position(NULL, NULL, NULL, NULL, NULL, 0.5)', 'admin staff auditor'),
  ('code', 'scrip.code(:code)', 'admin staff support auditor'),
  ('code_history', 'scrip.code_history(:code::uuid)', 'admin staff support auditor'),
  ('reveal_codes', '(SELECT count(*) FROM scrip.reveal_codes(NULL, NULL, :batch, NULL, NULL, NULL, NULL, NULL, 1, ''reveal''))', 'admin staff'),
  ('disable_code', 'scrip.disable_code(tap.key(), NULL, :code, ''r'')', 'admin staff'),
  ('enable_code', 'scrip.enable_code(tap.key(), NULL, :code, ''r'')', 'admin staff'),
  ('disable_codes', 'scrip.disable_codes(tap.key(), NULL, :batch, 1, 1, ''r'')', 'admin staff'),
  ('enable_codes', 'scrip.enable_codes(tap.key(), NULL, :batch, 1, 1, ''r'')', 'admin staff'),
  ('record_print', 'scrip.record_print(tap.key(), NULL, :batch, jsonb_build_object(''template'', ''t'', ''sheet_hash'', repeat(''a'', 64), ''reprint'', true, ''reason'', ''r''))', 'admin staff'),
  ('prints', 'scrip.prints(:batch)', 'admin staff auditor'),
  ('print_by_hash', 'scrip.print_by_hash(''x'')', 'admin staff auditor'),
  ('audit_list', 'scrip.audit_list()', 'admin auditor'),
  ('audit_verify', 'scrip.audit_verify()', 'admin auditor'),
  ('changes', 'scrip.changes()', 'admin staff support auditor'),
  ('doctor', 'scrip.doctor(''schema'')', 'admin auditor'),
  ('doctor_checks', 'scrip.doctor_checks()', 'admin auditor');

SELECT set_eq(
  $$ SELECT DISTINCT p.proname::text FROM pg_proc p WHERE p.pronamespace = 'scrip'::regnamespace AND p.prosecdef $$,
  'SELECT function FROM tap.matrix', 'every public function has its row and every row its function');
SELECT is_empty($$ SELECT proname FROM pg_proc WHERE pronamespace = 'scrip'::regnamespace AND prosecdef
                   GROUP BY proname HAVING count(*) > 1 $$, 'and no two share a name');

CREATE ROLE t_guest LOGIN;
SELECT tap.event() AS event \gset
SELECT tap.batch(:'event', 2) AS batch \gset
SELECT tap.code_id(:'batch', 2) AS code \gset

-- Each login opens the batch that it mints.
CREATE FUNCTION tap.filled(p_login text, p_call text, p_event text, p_batch text, p_code text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  v_own text := p_batch;
BEGIN
  IF p_call LIKE '%:own_batch%' AND p_login IN ('t_admin', 't_staff') THEN
    v_own := tap.as_login(p_login, format('scrip.open_batch(''mine'', NULL, %L, 1)', p_event)) #>> '{batch,id}';
  END IF;
  RETURN replace(replace(replace(replace(p_call, ':own_batch', quote_literal(v_own)), ':event', quote_literal(p_event)),
                         ':batch', quote_literal(p_batch)), ':code', quote_literal(p_code));
END
$$;
-- Tries a call and undoes it, so that no call meets what another one did.
CREATE FUNCTION tap.tried(p_login text, p_call text, p_event text, p_batch text, p_code text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  v_outcome text;
BEGIN
  v_outcome := tap.outcome(tap.filled(p_login, p_call, p_event, p_batch, p_code), p_login);
  RAISE SQLSTATE 'UNDO0';
EXCEPTION WHEN SQLSTATE 'UNDO0' THEN
  RETURN v_outcome;
END
$$;
SELECT is(left(tap.tried('t_' || g, m.call, :'event', :'batch', :'code'), 5),
          CASE WHEN g = ANY (string_to_array(m.groups, ' ')) THEN 'ok' ELSE '42501' END, format('%s: %s', g, m.function))
FROM tap.matrix m CROSS JOIN unnest(ARRAY['admin', 'staff', 'support', 'auditor', 'nobody']) g
ORDER BY m.function, g;

-- need() stands behind the grants: a right given by mistake is not enough.
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA scrip TO scrip_support;
SELECT is(tap.tried('t_support', m.call, :'event', :'batch', :'code'), 'not_permitted',
          format('support with a stray right: %s', m.function))
FROM tap.matrix m WHERE 'support' <> ALL (string_to_array(m.groups, ' ')) ORDER BY m.function;

-- The login counts, whatever role was set.
CREATE FUNCTION tap.as_role(p_login text, p_role text, p_call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_value jsonb;
BEGIN
  PERFORM set_config('session_authorization', p_login, true);
  EXECUTE format('SET LOCAL ROLE %I', p_role);
  EXECUTE 'SELECT ' || p_call INTO v_value;
  RETURN coalesce(v_value ->> 'name', 'ok');
EXCEPTION WHEN OTHERS THEN
  RETURN SQLSTATE;
END
$$;
SELECT is(tap.as_role('t_staff', r, 'scrip.hello()'), '42501', 'staff cannot become ' || r)
FROM unnest(ARRAY['scrip_admin', 'scrip_owner', 'scrip_vault']) r;
\ir ../lib/end.psql
