-- SPDX-License-Identifier: GPL-3.0-or-later
-- Maintenance: all that is due, a few organizations in each step. That two of them do not work at once is in the specs.
\ir ../lib/begin.psql
\ir ../lib/ledger.psql
SELECT no_plan();
SELECT scrip_sandbox.set_time('2990-01-01');
SELECT is(scrip.maintenance(), '{"last_pass": null, "age_seconds": null, "late": true}', 'never run');
SELECT tap.run_maintenance();
SELECT is(scrip.maintenance() @> '{"age_seconds": 0, "late": false}', true, 'just run');
SELECT scrip_sandbox.forward('59 seconds');
SELECT is(scrip.maintenance() -> 'late', 'false', 'a minute');
SELECT scrip_sandbox.forward('2 seconds');
SELECT is(scrip.maintenance() @> '{"age_seconds": 61, "late": true}', true, 'is late');

-- What makes an organization due, one thing after the other; a pass and it is not.
CREATE FUNCTION tap.due(p_org uuid) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_before boolean := p_org IN (SELECT id FROM scrip.due());
  v_answer jsonb := scrip.maintain();
BEGIN
  RETURN concat_ws(' ', CASE WHEN v_before THEN 'due' ELSE 'not due' END, v_answer - ARRAY['sealed', 'reconciled', 'alarms', 'failed', 'next', 'busy'],
                   CASE WHEN p_org IN (SELECT id FROM scrip.due()) THEN 'still due' END);
END
$$;
SELECT tap.org('Acme') AS org \gset
SELECT is(tap.due(:'org'), 'not due {"settled": 0, "released": 0, "attributed": 0}', 'nothing');
SELECT tap.row(:'org', '50') AS row \gset
SELECT is(tap.due(:'org'), 'due {"settled": 0, "released": 1, "attributed": 0}', 'a new row');
SELECT tap.row(:'org', '60');
SELECT is(tap.due(:'org'), 'due {"settled": 0, "released": 0, "attributed": 0}', 'another worth');
SELECT tap.row(:'org', '60');
SELECT is(tap.due(:'org'), 'due {"settled": 0, "released": 0, "attributed": 0}', 'another row of the same worth');
UPDATE organization_limits_history SET credit_expires_at = '2990-05-01' WHERE organization_id = :'org' AND effective_until IS NULL;
SELECT is(tap.due(:'org'), 'due {"settled": 0, "released": 0, "attributed": 0}', 'another expiry');
SELECT tap.spend(:'org', '5');
SELECT is(tap.due(:'org'), 'due {"settled": 0, "released": 0, "attributed": 1}', 'usage');
SELECT tap.correct(:'org', '-1');
SELECT is(tap.due(:'org'), 'due {"settled": 0, "released": 0, "attributed": 1}', 'usage taken back');
SELECT tap.grant(:'org', '{"amount": "3", "effective_at": "2990-02-01T00:00:00Z"}');
SELECT is(tap.due(:'org'), 'not due {"settled": 0, "released": 0, "attributed": 0}', 'a pending grant is not');
SELECT scrip_sandbox.set_time('2990-02-01');
SELECT is(tap.due(:'org'), 'due {"settled": 0, "released": 1, "attributed": 0}', 'until its time');
SELECT scrip_sandbox.set_time('2990-05-01');
SELECT is(tap.due(:'org'), 'due {"settled": 1, "released": 0, "attributed": 0}', 'an expiry');
SELECT is(tap.due(:'org'), 'not due {"settled": 0, "released": 0, "attributed": 0}', 'its breakage is not yet');
SELECT scrip_sandbox.forward('15 minutes');
SELECT is(tap.due(:'org'), 'due {"settled": 0, "released": 0, "attributed": 0}', 'until the lag is over');
SELECT tap.row(:'org', '70', 'gift');
SELECT tap.run_maintenance();
SELECT tap.close_row(:'org', 'gift');
SELECT is(tap.due(:'org'), 'due {"settled": 0, "released": 0, "attributed": 0}', 'a row that was closed');
-- The row that Scrip wrote is never read back.
SELECT tap.grant(:'org', '{"amount": "9"}') AS ours \gset
SELECT tap.close_row(:'org', 'scrip:' || :'ours');
SELECT is(tap.due(:'org'), 'not due {"settled": 0, "released": 0, "attributed": 0}', 'what Scrip wrote is not read back: the doctor tells');
UPDATE organization_limits_history SET effective_until = NULL WHERE id = (SELECT limit_id FROM scrip.grant WHERE id = :'ours');
SELECT is_empty('SELECT tap.identity()', 'due');
SELECT is((SELECT string_agg(DISTINCT concat_ws(' ', object_kind, login, object_id = :'org'), ', ') FROM scrip_vault.audit WHERE action = 'maintain'), 'organization ' || session_user || ' t', 'audited by organization');
SELECT is((SELECT count(*) FROM scrip_vault.audit WHERE action = 'maintain' AND after @> '{"attributed": 1}'), 1::bigint, 'usage alone is no reason to audit, a correction is');
SELECT is((SELECT string_agg(DISTINCT actor_kind || ' ' || actor, ', ') FROM scrip_vault.entry e WHERE e.grant_id <> :'ours' AND type <> 'funded' AND actor_kind <> 'admin'),
          'system adoption, system settlement, system usage', 'entries are the system''s');
SELECT is((SELECT array_agg(request_id) FROM scrip_vault.entry WHERE type = 'consumed'), ARRAY[NULL], 'under no key');

-- In steps
CREATE TABLE tap.crowd AS SELECT n, tap.org('Crowd ' || n) AS org FROM generate_series(1, 120) n;
SELECT tap.row(org, '5') FROM tap.crowd;
SELECT scrip.maintain() AS first \gset
SELECT is(:'first'::jsonb - ARRAY['next', 'sealed'], '{"released": 50, "attributed": 0, "settled": 0, "reconciled": 0, "alarms": 0, "failed": [], "busy": false}', 'fifty in a step');
SELECT is((SELECT count(*) FROM scrip.due()), 70::bigint, 'the others wait');
SELECT scrip.maintain(:'first'::jsonb ->> 'next') AS second \gset
SELECT scrip.maintain(:'second'::jsonb ->> 'next') AS third \gset
SELECT is(:'third'::jsonb @> '{"released": 20, "next": null}', true, 'the last one says so');
SELECT is(array_remove(ARRAY(SELECT id FROM scrip.due()), NULL), '{}'::uuid[], 'nothing is due any more');
SELECT is((SELECT count(*) FROM scrip.due(false, NULL, 1)), 0::bigint, 'in slices too');

-- One that cannot be worked on holds up nobody.
SELECT tap.row(org, '6') FROM tap.crowd WHERE n <= 3;
SELECT scrip.maintain() IS NOT NULL;
CREATE FUNCTION tap.stubborn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.organization_id = (SELECT org FROM tap.crowd WHERE n = 2) THEN
    RAISE check_violation USING MESSAGE = 'stubborn';
  END IF;
  RETURN NEW;
END
$$;
GRANT SELECT ON tap.crowd TO PUBLIC;
CREATE TRIGGER stubborn BEFORE UPDATE ON scrip.grant FOR EACH ROW EXECUTE FUNCTION tap.stubborn();
SELECT tap.row(org, '7') FROM tap.crowd WHERE n <= 3;
SELECT is(scrip.maintain() -> 'failed', jsonb_build_array((SELECT org FROM tap.crowd WHERE n = 2)), 'it is named');
SELECT is(ARRAY(SELECT id FROM scrip.due()), ARRAY[(SELECT org FROM tap.crowd WHERE n = 2)], 'and stays due, the others are done');
DROP TRIGGER stubborn ON scrip.grant;
SELECT is(scrip.maintain() -> 'failed', '[]', 'until it can be');
SELECT is(tap.outcome('scrip.maintain()', l), '42501 permission denied for function maintain', l) FROM unnest(ARRAY['t_staff', 't_support', 't_auditor']) l;
SELECT is(tap.outcome('scrip.maintain(''no cursor'')', 't_admin'), 'ok', 'a cursor that is none begins anew');
SELECT is_empty('SELECT tap.identity()', 'at the end');
SELECT tap.books_are_sound();
\ir ../lib/end.psql
