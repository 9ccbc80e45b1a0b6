-- SPDX-License-Identifier: GPL-3.0-or-later
-- Granting roles, as an admin who is nothing more.
\ir ../lib/begin.psql
SELECT plan(18);

SELECT is(tap.as_login('t_admin', 'scrip.grant_role(''g'', NULL, ''t_nobody'', ''staff'')') - 'ok',
          '{"login": "t_nobody", "roles": ["staff"], "superuser": false, "replayed": false}', 'an admin grants a role');
SELECT ok(pg_has_role('t_nobody', 'scrip_staff', 'MEMBER'), 'and it is granted');
SELECT is(tap.as_login('t_admin', 'scrip.grant_role(''g2'', NULL, ''t_nobody'', ''staff'')') -> 'roles', '["staff"]',
          'granting it again changes nothing');
SELECT is((SELECT count(*) FROM scrip_vault.audit WHERE action = 'grant_role'), 1::bigint, 'and is not audited');
SELECT is(tap.as_login('t_admin', 'scrip.roles()') @> '[{"login": "t_nobody", "roles": ["staff"], "superuser": false}]',
          true, 'the list has it');
SELECT is(tap.as_login('t_admin', 'scrip.revoke_role(''r'', NULL, ''t_nobody'', ''staff'')') -> 'roles', '[]', 'revoked');
SELECT ok(NOT pg_has_role('t_nobody', 'scrip_staff', 'MEMBER'), 'for good');
SELECT is(tap.as_login('t_admin', format('scrip.grant_role(''s'', NULL, %L, ''staff'')', current_user)) -> 'superuser',
          'true', 'a superuser is told as one');
SELECT is((SELECT concat(login, ' ', before, after) FROM scrip_vault.audit WHERE action = 'revoke_role'),
          't_admin {"roles": ["staff"]}{"roles": []}', 'audited with the login');

-- Somebody who may do the same through a team.
CREATE ROLE t_team IN ROLE scrip_staff;
GRANT t_team TO t_nobody;
SELECT is(tap.as_login('t_admin', 'scrip.grant_role(''t'', NULL, ''t_nobody'', ''staff'')') -> 'roles', '["staff"]', 'as a member of a team');
SELECT is((SELECT concat(before, after) FROM scrip_vault.audit WHERE request_id = 't'),
          '{"roles": ["staff"], "itself": []}{"roles": ["staff"], "itself": ["staff"]}', 'what the login got itself is audited');
SELECT tap.as_login('t_admin', 'scrip.revoke_role(''t2'', NULL, ''t_nobody'', ''staff'')');
SELECT is((SELECT concat(before, after) FROM scrip_vault.audit WHERE request_id = 't2'),
          '{"roles": ["staff"], "itself": ["staff"]}{"roles": ["staff"], "itself": []}', 'and what was taken away');
SELECT is(tap.outcome(format('scrip.grant_role(tap.key(), NULL, %L, %L)', t.login, t.role), 't_admin'), t.outcome,
          coalesce(t.login, 'null') || ' ' || coalesce(t.role, 'null'))
FROM (VALUES ('nobody_at_all', 'staff', 'not_found login'), ('scrip_owner', 'admin', 'not_found login'),
             ('public', 'staff', 'not_found login'), (NULL, 'staff', 'not_found login'),
             ('t_nobody', 'owner', 'not_found role'), ('t_nobody', NULL, 'not_found role')) t (login, role, outcome);
\ir ../lib/end.psql
