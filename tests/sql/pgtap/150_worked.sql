-- SPDX-License-Identifier: GPL-3.0-or-later
-- The worked table of the money rules, row by row, in dollars: each story told with claims by Scrip and by the backend,
-- with a pass after every step and with one at the end only, and to an organization that Scrip meets in the middle of it.
-- P is what was paid, E credit that expires; both have the same priority.
\ir ../lib/begin.psql
\ir ../lib/ledger.psql
SELECT no_plan();

-- "without" is what the backend alone would be left with, where the table says.
CREATE TABLE tap.story (no serial, steps text, e_rows text, p_available text, backend text, without text, overdraft text DEFAULT '0');
INSERT INTO tap.story (steps, e_rows, p_available, backend, without) VALUES
  ('P 50, E 25, use 30, met, expire, settle', '25', '45', 'L 75 S 30 left 45', '20'),
  ('P 50, E 25, use 10, met, expire, settle', '10', '50', 'L 60 S 10 left 50', '40'),
  ('P 50, E 25, met, expire, settle', 'none', '50', 'L 50 S 0 left 50', '50'),
  ('P 50, E 25, use 10, met, expire, use 5, settle', '10', '45', 'L 60 S 15 left 45', '35'),
  ('P 5, E 25, use 25, met, expire, settle', '25', '5', 'L 30 S 25 left 5', '-20'),
  ('P 50, E 25, use 10, met, void', '10', '50', 'L 60 S 10 left 50', '40'),
  ('P 50, E 25, use 10, met, void, back 10', 'none', '40', 'L 50 S 10 left 40', '40'),
  ('E 25, use 27.99, met, P 50', '25…', '47.01', 'L 75 S 27.99 left 47.01', NULL),
  ('E 25, use 27.99, met, E 25, void', '25… and 2.99', '-', 'L 27.99 S 27.99 left 0', '-2.99'),
  ('E 25, use 10, met, back all, P 50', 'none', '40', 'L 50 S 10 left 40', NULL),
  ('P 50, use 10, met, P 80', 'none', '70', 'L 80 S 10 left 70', '70'),
  ('E 25, too 25, use 30, met, expire, settle', '25 and 5', '-', 'L 30 S 30 left 0', '-30'),
  ('E 25, met, expire, settle, lag, settle, late 10, settle', '10', '-', 'L 10 S 10 left 0', '-10'),
  ('E 25, use 10, met, release', '10', '-', 'L 10 S 10 left 0', NULL),
  ('E 25, use 10, met, release slot', '10', '-', 'L 10 S 10 left 0', NULL);
INSERT INTO tap.story (steps, e_rows, p_available, backend, without, overdraft) VALUES
  ('P 50, use 40, met, P 30', 'none', '0', 'L 30 S 40 left -10', '-10', '10'),
  ('E 25, use 10, met, back all', 'none', '-', 'L 0 S 10 left -10', NULL, '10');

-- A claim through Scrip by a new member of the organization, of an event of its own or of the one named; the grant.
CREATE FUNCTION tap.claimed(p_org uuid, p_amount text, p_event uuid DEFAULT NULL) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  v_event uuid := coalesce(p_event, tap.event(jsonb_build_object('amount', p_amount, 'name', 'Meetup', 'credit_expires_at', '2990-02-01T00:00:00Z')));
  v_email text := gen_random_uuid() || '@example.com';
BEGIN
  PERFORM scrip_sandbox.add_user(v_email, NULL, (SELECT name FROM organizations WHERE id = p_org));
  RETURN tap.done(scrip.create_claim(tap.key(), NULL, v_event, tap.code_text(tap.batch(v_event, 1), 1),
    jsonb_build_object('email', v_email, 'organization', p_org), tap.api_key())) #>> '{grant,id}';
END
$$;

CREATE FUNCTION tap.step(p_org uuid, p_step text, p_variant text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_word text := split_part(p_step, ' ', 1);
  v_rest text := split_part(p_step, ' ', 2);
  v_last record;
BEGIN
  PERFORM scrip_sandbox.forward('1 hour');
  SELECT g.id, g.claim_id, g.event_id INTO v_last FROM scrip.grants_now(p_org, scrip.now()) g WHERE g.origin = 'claim' ORDER BY g.created_at DESC LIMIT 1;
  CASE v_word
    WHEN 'P' THEN PERFORM tap.row(p_org, v_rest);
    WHEN 'E', 'too' THEN -- too: another member of the organization claims the same event
      IF p_variant LIKE '%scrip%' THEN
        PERFORM tap.claimed(p_org, v_rest, CASE v_word WHEN 'too' THEN v_last.event_id END);
      ELSE
        PERFORM tap.backend_grant(p_org, v_rest, '2990-02-01Z');
      END IF;
    WHEN 'use' THEN PERFORM tap.spend(p_org, v_rest);
    WHEN 'late' THEN PERFORM tap.spend(p_org, v_rest, '2990-01-31 12:00Z');
    WHEN 'expire' THEN PERFORM scrip_sandbox.set_time('2990-02-01Z');
    WHEN 'lag' THEN PERFORM scrip_sandbox.forward('15 minutes');
    WHEN 'settle' THEN PERFORM tap.settle(p_org);
    WHEN 'void' THEN PERFORM tap.done(scrip.void_grant(tap.key(), NULL, v_last.id, 'why'));
    WHEN 'release' THEN PERFORM tap.done(scrip.release_claim(tap.key(), NULL, v_last.claim_id, 'why', v_rest = 'slot'));
    WHEN 'back' THEN PERFORM tap.done(scrip.claw_back(tap.key(), NULL, v_last.id, nullif(v_rest, 'all'), 'why'));
    WHEN 'met' THEN
      IF p_variant LIKE '%met%' THEN
        PERFORM tap.meet(p_org);
      END IF;
  END CASE;
  IF p_variant LIKE '%each%' THEN
    PERFORM tap.run_maintenance();
  END IF;
END
$$;

CREATE FUNCTION tap.told(p_org uuid) RETURNS text LANGUAGE sql AS $$
  SELECT concat_ws(' | ',
    (SELECT coalesce(string_agg(tap.limit_row(g.id), ' and ' ORDER BY g.created_at, g.id) FILTER (WHERE tap.limit_row(g.id) <> 'none'), 'none')
     FROM scrip.grant g WHERE g.organization_id = p_org AND g.origin = 'claim'),
    coalesce((SELECT tap.plain(g.available) FROM scrip.grant g WHERE g.organization_id = p_org AND g.credit_type = 'payment'), '-'),
    tap.backend(p_org), 'overdraft ' || tap.overdraft(p_org))
$$;
CREATE FUNCTION tap.left(p_org uuid) RETURNS numeric LANGUAGE sql AS $$ SELECT split_part(tap.backend(p_org), ' left ', 2)::numeric $$;
-- A control that no story may touch, met with a past of its own.
SELECT scrip_sandbox.set_time('2989-12-01');
SELECT tap.org('Control') AS control \gset
SELECT tap.row(:'control', '100');
SELECT tap.backend_grant(:'control', '7', '2995-01-01Z');
SELECT tap.spend(:'control', '17');
SELECT tap.meet(:'control');
SELECT tap.run_maintenance();
CREATE FUNCTION tap.control() RETURNS uuid LANGUAGE sql AS $$ SELECT id FROM organizations WHERE name = 'Control' $$;

-- Undone when it is told.
CREATE FUNCTION tap.tell(p_no integer, p_variant text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid;
  v_step text;
  v_wrong text;
  v_told text;
BEGIN
  PERFORM scrip_sandbox.set_time('2990-01-01');
  v_org := tap.org(format('Story %s %s', p_no, p_variant));
  FOREACH v_step IN ARRAY string_to_array((SELECT steps FROM tap.story WHERE no = p_no), ', ') LOOP
    PERFORM tap.step(v_org, v_step, p_variant);
  END LOOP;
  PERFORM tap.settle(v_org);
  SELECT string_agg(i, E'\n') INTO v_wrong FROM tap.identity() i;
  IF (scrip.balance(v_org) ->> 'blocked')::boolean <> (tap.left(v_org) <= 0) THEN
    v_wrong := concat_ws(E'\n', v_wrong, 'the balance does not say whether it is blocked');
  END IF;
  v_told := concat_ws(E'\n', tap.told(v_org), v_wrong, nullif(tap.told(tap.control()), '7… | 90 | L 107 S 17 left 90 | overdraft 0'));
  RAISE SQLSTATE 'UNDO0';
EXCEPTION WHEN SQLSTATE 'UNDO0' THEN
  RETURN v_told;
END
$$;

-- Passes after each step need that nothing was met yet when the story begins; the claims of before are the backend's.
SELECT is(tap.tell(s.no, v), concat_ws(' | ', s.e_rows, s.p_available, s.backend, 'overdraft ' || s.overdraft), s.steps || ': ' || v)
FROM tap.story s, unnest(ARRAY['scrip', 'scrip each', 'backend', 'backend each', 'backend met']) v ORDER BY s.no, v;

-- The same without Scrip: what the backend is left with when nobody does more than close a row.
CREATE FUNCTION tap.without(p_steps text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid;
  v_step text;
  v_rest text;
  v_last text;
  v_left text;
BEGIN
  PERFORM scrip_sandbox.set_time('2990-01-01');
  v_org := tap.org('Without');
  FOREACH v_step IN ARRAY string_to_array(p_steps, ', ') LOOP
    PERFORM scrip_sandbox.forward('1 hour');
    v_rest := split_part(v_step, ' ', 2);
    CASE split_part(v_step, ' ', 1)
      WHEN 'P' THEN PERFORM tap.row(v_org, v_rest);
      WHEN 'E', 'too' THEN
        v_last := 'event:' || gen_random_uuid();
        PERFORM tap.row(v_org, v_rest, v_last, '2990-02-01Z', 'USD', 'event_claim');
      WHEN 'use' THEN PERFORM tap.spend(v_org, v_rest);
      WHEN 'late' THEN PERFORM tap.spend(v_org, v_rest, '2990-01-31 12:00Z');
      WHEN 'expire' THEN PERFORM scrip_sandbox.set_time('2990-02-01Z');
      WHEN 'void' THEN PERFORM tap.close_row(v_org, v_last);
      WHEN 'met', 'settle', 'lag', 'back' THEN NULL; -- nothing of this is known there
    END CASE;
  END LOOP;
  v_left := trim_scale(tap.left(v_org));
  RAISE SQLSTATE 'UNDO0';
EXCEPTION WHEN SQLSTATE 'UNDO0' THEN
  RETURN v_left;
END
$$;
SELECT is(tap.without(s.steps), s.without, s.steps || ': without Scrip') FROM tap.story s WHERE s.without IS NOT NULL ORDER BY s.no;
SELECT is(tap.without('P 50, E 25, use 30, expire'), '20', 'met late: without Scrip');

-- Blocked until settled: the backend sees less than is left while maintenance has not run.
SELECT scrip_sandbox.set_time('2990-01-01');
SELECT tap.org('Blocked') AS org \gset
SELECT tap.row(:'org', '5');
SELECT tap.claim(:'org', '25', '2990-02-01Z');
SELECT tap.spend(:'org', '25');
SELECT tap.run_maintenance();
SELECT is(tap.backend(:'org'), 'L 30 S 25 left 5', 'before the expiry');
SELECT scrip_sandbox.set_time('2990-02-01');
SELECT is(tap.backend(:'org'), 'L 5 S 25 left -20', 'without Scrip it would be blocked with five dollars paid');
SELECT is(scrip.balance(:'org') -> 'blocked', 'true', 'which the balance says');
SELECT is(tap.usd(:'org') @> '{"live": "5.00", "baseline": "-20.00", "at_risk": "25.00"}', true, 'with what is at risk');
SELECT tap.run_maintenance();
SELECT is(tap.backend(:'org'), 'L 30 S 25 left 5', 'the first pass after it unblocks');

-- Met late, E expired already: nothing changes until somebody asks.
SELECT scrip_sandbox.set_time('2990-01-01');
SELECT tap.org('Late') AS org \gset
SELECT tap.row(:'org', '50');
SELECT tap.backend_grant(:'org', '25', '2990-02-01Z') AS e \gset
SELECT scrip_sandbox.forward('1 hour');
SELECT tap.spend(:'org', '30');
SELECT scrip_sandbox.set_time('2990-02-02');
SELECT tap.meet(:'org');
SELECT tap.run_maintenance();
SELECT is(tap.limit_row(:'e'), '25…', 'the row is as it was met');
SELECT is(tap.buckets(tap.chain(:'org')), 'active 20/30', 'the opening is booked on what was in force');
SELECT is(tap.backend(:'org'), 'L 50 S 30 left 20', 'and no limit changes');
SELECT is(scrip.preview_settle(:'org', true), '{"released": 0, "settled": 1, "breakage": "0.00", "protected": "25.00"}', '--before-adoption offers 25');
SELECT is_empty('SELECT tap.identity()', 'before');
SELECT is(tap.settle(:'org', true), '{"released": 0, "settled": 1, "breakage": "0.00", "protected": "25.00"}', 'and does what it offered');
SELECT is(tap.limit_row(:'e'), '25', 'E keeps what it had consumed');
SELECT is(tap.buckets(tap.chain(:'org')), 'active 45/5', 'which P gets back');
SELECT is(tap.backend(:'org'), 'L 75 S 30 left 45', 'for the backend too');
SELECT is_empty('SELECT tap.identity()', 'after');
SELECT tap.books_are_sound();
\ir ../lib/end.psql
