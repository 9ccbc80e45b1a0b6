-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a claim books. Where nothing is due it is put beside the books without reading them: that must come to the same
-- as the long way, whatever the organization has been through.
\ir ../lib/begin.psql
\ir ../lib/ledger.psql
SELECT no_plan();
SELECT scrip_sandbox.set_time('2990-01-01');
SELECT tap.event('{"name": "Fair", "amount": "25", "credit_expires_at": "2990-06-01T00:00:00Z"}') AS event \gset
SELECT tap.org('Acme') AS org \gset
SELECT gen_random_uuid() AS claim \gset

SELECT id AS grant_id, limit_id FROM tap.claim_grant('k', :'claim', :'event', :'org') \gset
SELECT is(scrip.grant(:'grant_id') @> jsonb_build_object('origin', 'claim', 'name', 'Fair', 'event_id', :'event', 'claim_id', :'claim', 'amount', '25.00', 'available', '25.00',
  'status', 'active', 'priority', 10, 'funding', 'none', 'expires_at', '2990-06-01T00:00:00Z', 'created_by', session_user), true, 'the grant');
SELECT is((SELECT to_jsonb(r) @> jsonb_build_object('id', :'limit_id', 'spend_limit', 25000000000, 'source', 'event_claim', 'changed_by', 'scrip', 'currency', 'USD', 'effective_until', null)
           AND r.credit_type ~ ('^event:' || :'event' || ':.{7}$') AND length(r.credit_type) = 50 AND r.credit_expires_at = '2990-06-01Z'
           FROM organization_limits_history r WHERE organization_id = :'org'), true, 'its row, in a chain of its own of fifty characters');
SELECT is(tap.entries(:'grant_id'), 'funded 25 issuer>pending, released 25 pending>available', 'its entries');
SELECT is((SELECT DISTINCT request_id FROM scrip_vault.entry), 'k', 'under the key');
SELECT is((SELECT scrip.time_text(due_at) FROM scrip.account WHERE organization_id = :'org'), '2990-06-01T00:00:00Z', 'its expiry is noted');
SELECT (tap.claim_grant('k2', gen_random_uuid(), :'event', :'org')).id AS second \gset
SELECT is(tap.backend(:'org'), 'L 50 S 0 left 50', 'two members both keep their credit');
SELECT is_empty('SELECT tap.identity()', 'claimed');

-- Each way with a past; quiet is whether the short way is taken, and both must agree.
CREATE FUNCTION tap.lived(p_past text, p_long boolean) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid;
  v_step text;
  v_quiet boolean;
  v_told text;
BEGIN
  PERFORM scrip_sandbox.set_time('2990-01-01');
  v_org := tap.org('Lived');
  FOREACH v_step IN ARRAY string_to_array(p_past, ', ') LOOP
    PERFORM scrip_sandbox.forward('1 hour');
    CASE split_part(v_step, ' ', 1)
      WHEN 'row' THEN PERFORM tap.row(v_org, split_part(v_step, ' ', 2));
      WHEN 'close' THEN PERFORM tap.close_row(v_org, 'payment');
      WHEN 'foreign' THEN PERFORM tap.row(v_org, '5', 'payment', NULL, 'EUR');
      WHEN 'nothing' THEN PERFORM tap.row(v_org, '0', 'trial');
      WHEN 'trial' THEN PERFORM tap.row(v_org, '20', 'trial', '2990-01-05Z');
      WHEN 'spend' THEN PERFORM tap.spend(v_org, split_part(v_step, ' ', 2));
      WHEN 'unlogged' THEN PERFORM tap.spend(v_org, split_part(v_step, ' ', 2), NULL, true);
      WHEN 'late' THEN PERFORM tap.log_only(v_org, split_part(v_step, ' ', 2), scrip.now() - interval '30 minutes');
      WHEN 'correct' THEN PERFORM tap.correct(v_org, split_part(v_step, ' ', 2));
      WHEN 'claim' THEN PERFORM tap.claim(v_org, split_part(v_step, ' ', 2), '2990-01-08Z');
      WHEN 'pending' THEN PERFORM tap.grant(v_org, '{"amount": "6", "effective_at": "2990-01-03T00:00:00Z"}');
      WHEN 'sold' THEN PERFORM tap.grant(v_org, '{"amount": "6", "funding": "invoice", "availability": "on_settlement"}');
      WHEN 'theirs' THEN PERFORM tap.backend_grant(v_org, '12', '2990-01-09Z');
      WHEN 'void' THEN PERFORM tap.done(scrip.void_grant(tap.key(), NULL, (SELECT id FROM scrip.grant WHERE organization_id = v_org AND origin = 'claim' LIMIT 1), 'r'));
      WHEN 'pass' THEN PERFORM tap.run_maintenance();
      WHEN 'met' THEN PERFORM tap.meet(v_org);
      WHEN 'soon' THEN
        PERFORM scrip_sandbox.set_time('2990-01-08 00:05');
        PERFORM tap.run_maintenance();
      WHEN 'at' THEN PERFORM scrip_sandbox.set_time(('2990-01-' || split_part(v_step, ' ', 2))::timestamptz);
    END CASE;
  END LOOP;
  v_quiet := scrip.is_quiet(v_org, scrip.stored_books(v_org, scrip.now(), 'USD'));
  IF p_long THEN
    EXECUTE 'CREATE OR REPLACE FUNCTION scrip.is_quiet(p_organization uuid, p_books record) RETURNS boolean LANGUAGE plpgsql STABLE AS ''BEGIN RETURN false; END''';
  END IF;
  PERFORM tap.claim(v_org, '25', '2990-02-01Z');
  v_told := concat_ws(' ', (SELECT string_agg(concat_ws(' ', tap.buckets(g.id), tap.limit_row(g.id)), ', ' ORDER BY g.created_at, g.funded, g.credit_type) FROM scrip.grant g WHERE organization_id = v_org),
                      tap.overdraft(v_org), tap.backend(v_org), (SELECT concat_ws(' ', attributed, left(due_at::text, 13)) FROM scrip.account WHERE organization_id = v_org),
                      (SELECT string_agg(i, E'\n') FROM tap.identity() i));
  -- The same again after some life.
  PERFORM tap.spend(v_org, '3');
  PERFORM scrip_sandbox.set_time('2990-01-20');
  PERFORM tap.run_maintenance();
  v_told := concat_ws(' | ', CASE WHEN v_quiet THEN 'quiet' ELSE 'not quiet' END, v_told,
    (SELECT string_agg(concat_ws(' ', tap.buckets(g.id), tap.limit_row(g.id)), ', ' ORDER BY g.created_at, g.funded, g.credit_type) FROM scrip.grant g WHERE organization_id = v_org),
    tap.overdraft(v_org), tap.backend(v_org), (SELECT string_agg(i, E'\n') FROM tap.identity() i));
  RAISE SQLSTATE 'UNDO0';
EXCEPTION WHEN SQLSTATE 'UNDO0' THEN
  RETURN v_told;
END
$$;
CREATE TABLE tap.told (past text, quiet text, short text, long text);
INSERT INTO tap.told VALUES ('at 01', 'quiet'), ('row 50', 'not quiet'), ('row 50, pass', 'quiet'), ('row 50, pass, row 60', 'not quiet'), ('row 50, pass, close', 'not quiet'),
  ('row 50, pass, foreign', 'not quiet'), ('row 50, pass, foreign, pass', 'quiet'), ('nothing', 'quiet'), ('theirs', 'not quiet'), ('theirs, pass', 'quiet'),
  ('spend 5', 'not quiet'), ('spend 5, pass', 'not quiet'), ('row 50, spend 5, pass', 'quiet'), ('row 50, spend 5, pass, correct -2', 'not quiet'),
  ('row 50, unlogged 5, pass', 'not quiet'), ('row 50, unlogged 5, pass, late 5', 'not quiet'), ('row 50, pass, late 5', 'quiet'),
  ('claim 10', 'quiet'), ('claim 10, spend 4, pass', 'quiet'), ('claim 10, spend 4, pass, at 08', 'not quiet'), ('claim 10, spend 4, at 08, pass', 'quiet'),
  ('claim 10, spend 4, soon, at 09', 'not quiet'), ('claim 10, spend 4, void', 'quiet'), ('pending', 'quiet'), ('pending, at 03', 'not quiet'), ('pending, at 04, pass', 'quiet'),
  ('sold', 'quiet'), ('trial, spend 5, pass', 'quiet'), ('trial, spend 5, pass, at 06', 'not quiet'), ('trial, at 06, pass, at 07, pass', 'quiet'),
  ('row 50, spend 5, met', 'not quiet'), ('row 50, spend 5, met, pass', 'quiet'), ('claim 10, at 04, pass, at 02', 'quiet');
-- A statement each, so that a slow machine does not run into the timeout of one.
SELECT format('UPDATE tap.told SET short = tap.lived(past, false), long = tap.lived(past, true) WHERE past = %L', past) FROM tap.told \gexec
SELECT is(short, long, past || ': the short way is the long way') FROM tap.told;
SELECT is(split_part(short, ' |', 1), quiet, past || ': ' || quiet) FROM tap.told;
SELECT unalike(short, E'%\n%', past || ': with the identity') FROM tap.told;
SELECT tap.books_are_sound();
\ir ../lib/end.psql
