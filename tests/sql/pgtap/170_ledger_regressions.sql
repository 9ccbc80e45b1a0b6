-- SPDX-License-Identifier: GPL-3.0-or-later
-- Shortest histories that once went wrong, found by tst_ledger_histories.
\ir ../lib/begin.psql
\ir ../lib/ledger.psql
SELECT no_plan();
SELECT scrip_sandbox.set_time('2990-01-01');

-- A chain that had expired gets a newer row, and that one expires too before the next pass: it lived in between.
SELECT tap.org('Second life') AS org \gset
SELECT tap.row(:'org', '10', 'payment', scrip.now() + interval '5 minutes') AS p \gset
SELECT scrip_sandbox.forward('6 minutes');
SELECT tap.run_maintenance();
SELECT tap.row(:'org', '20', 'payment', scrip.now() + interval '5 minutes');
SELECT tap.spend(:'org', '5', scrip.now() + interval '1 minute');
SELECT scrip_sandbox.forward('6 minutes');
SELECT tap.run_maintenance();
SELECT is(tap.buckets(:'p') || ', owes ' || tap.overdraft(:'org'), 'expired 15/5, owes 0', 'usage of its second life burnt it');
SELECT is(tap.limit_row(:'p'), '5', 'and stays');
SELECT is_empty('SELECT tap.identity()', 'after a second life');
SELECT tap.books_are_sound();

-- A claim takes the row that a usage counted without one was waited for, however little else there is to do: the next
-- row is not to be held against that usage again.
SELECT tap.org('Quiet') AS org \gset
SELECT tap.row(:'org', '100') AS p \gset
SELECT tap.claim(:'org', '10', scrip.now() + interval '10 minutes') AS e \gset
SELECT scrip_sandbox.forward('11 minutes');
SELECT tap.spend(:'org', '10', NULL, true);
SELECT tap.settle(:'org');
SELECT tap.log_only(:'org', '10', scrip.now() - interval '30 seconds');
SELECT tap.claim(:'org', '10', scrip.now() + interval '9 days');
SELECT tap.spend(:'org', '5', scrip.now() - interval '5 minutes');
SELECT tap.settle(:'org');
SELECT is(tap.buckets(:'e') || ', ' || tap.buckets(:'p'), 'expired 5/5, active 90/10', 'usage of a claim''s lifetime burns it');
SELECT is_empty('SELECT tap.identity()', 'after a quiet claim');

-- Settling the time before Scrip when the backend closed a chain since: what it covered then is not moved to others, and
-- one that had expired then gets nothing back.
CREATE FUNCTION tap.closed_since(p_type text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid := tap.org('Closed ' || p_type);
BEGIN
  PERFORM tap.row(v_org, '50', 'payment');
  PERFORM tap.spend(v_org, '10', scrip.now() + interval '1 minute');
  PERFORM scrip_sandbox.forward('5 minutes');
  PERFORM tap.row(v_org, '25', 'trial', scrip.now() + interval '5 minutes');
  PERFORM tap.spend(v_org, '5', scrip.now() + interval '1 minute');
  PERFORM scrip_sandbox.forward('10 minutes');
  PERFORM tap.meet(v_org);
  PERFORM tap.settle(v_org);
  PERFORM tap.close_row(v_org, p_type);
  PERFORM tap.settle(v_org, true);
  RETURN concat_ws(', ', tap.buckets(tap.chain(v_org, 'payment')), tap.buckets(tap.chain(v_org, 'trial')),
                   'owes ' || tap.overdraft(v_org));
END
$$;
SELECT is(tap.closed_since('payment'), 'voided 0/0, expired 0/5 forfeited 20, owes 10', 'what is closed had its share');
SELECT is(tap.closed_since('trial'), 'active 35/15, voided 0/0 forfeited 25, owes 0', 'what had expired and is closed gets nothing');
SELECT is_empty('SELECT tap.identity()', 'after chains were closed');
\ir ../lib/end.psql
