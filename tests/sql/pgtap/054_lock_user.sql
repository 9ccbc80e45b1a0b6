-- SPDX-License-Identifier: GPL-3.0-or-later
\ir ../lib/begin.psql
SELECT no_plan();

CREATE ROLE t_boss LOGIN CREATEROLE IN ROLE scrip_admin, pg_signal_backend;
CREATE ROLE t_thief LOGIN IN ROLE scrip_staff;
CREATE FUNCTION tap.may_login(p_login text) RETURNS boolean LANGUAGE sql AS $$ SELECT rolcanlogin FROM pg_roles WHERE rolname = p_login $$;

SELECT is(tap.outcome('scrip.lock_user(tap.key(), NULL, ''t_thief'')', 't_admin'), 'missing_privilege login', 'an admin without CREATEROLE');
SELECT is(tap.may_login('t_thief'), true, 'changes nothing');
SELECT is((SELECT count(*) FROM scrip_vault.audit WHERE action = 'lock_user'), 0::bigint, 'nor the audit');
SELECT is(left(tap.outcome('scrip.lock_user(tap.key(), NULL, ''t_thief'')', 't_staff'), 5), '42501', 'staff');
SELECT is(tap.outcome('scrip.record_locked_user(tap.key(), NULL, ''t_thief'')', 't_admin'), 'not_found login', 'what was not done cannot be written down');

SELECT is(tap.as_login('t_boss', 'scrip.lock_user(''k'', ''ceo'', ''t_thief'')'),
          '{"ok": true, "login": "t_thief", "locked": true, "replayed": false, "sessions_ended": 0}', 'locked');
SELECT is(tap.may_login('t_thief'), false, 'who cannot log in any more');
SELECT is((SELECT concat_ws(' ', login, claimed_as, object_kind, object_id, after) FROM scrip_vault.audit WHERE request_id = 'k'),
          't_boss ceo login t_thief {"locked": true}', 'audited');
SELECT is(tap.as_login('t_boss', 'scrip.lock_user(''k'', NULL, ''t_thief'')') -> 'replayed', 'true', 'the same call again');
SELECT is(tap.as_login('t_boss', 'scrip.lock_user(''k2'', NULL, ''t_thief'')') -> 'ok', 'true', 'and another one');
SELECT is(tap.outcome('scrip.lock_user(''k2'', NULL, ''t_nobody'')', 't_boss'), 'idempotency_conflict key', 'a key stands for one call');
SELECT is(tap.may_login('t_nobody'), true, 'and its refusal undoes the lock');
SELECT is(tap.outcome(format('scrip.lock_user(tap.key(), NULL, %L)', t.who), 't_boss'), t.outcome, t.who)
FROM (VALUES ('t_boss', 'not_permitted login'), ('scrip_owner', 'not_permitted login'), ('pg_signal_backend', 'not_permitted login'),
             ('no"such', 'not_found login'), ('postgres; DROP', 'not_found login')) t (who, outcome);
SELECT is(tap.outcome(format('scrip.lock_user(tap.key(), NULL, %L)', current_user), 't_boss'), 'missing_privilege login', 'not a superuser');
\ir ../lib/end.psql
