-- SPDX-License-Identifier: GPL-3.0-or-later
-- An unlock ends by the clock or by lock().
\ir ../lib/begin.psql
SELECT plan(6);
SELECT is(scrip.set_setting(tap.key(), NULL, 'environment', 'production') -> 'ok', 'true', 'production');
SELECT is(scrip.unlock(tap.key(), NULL, 60, 'r') -> 'ok', 'true', 'unlocked for a minute');
SELECT scrip_sandbox.forward('61 seconds');
SELECT is(tap.outcome('scrip.set_setting(tap.key(), NULL, ''issuer'', ''x'')'), 'read_only', 'a minute later it is over');
SELECT is(scrip.hello() -> 'unlocked_until', 'null', 'and nothing is said of it');
SELECT scrip.unlock(tap.key(), NULL, 900, 'r');
SELECT is(scrip.lock(tap.key(), NULL) -> 'ok', 'true', 'locked by hand');
SELECT is(tap.outcome('scrip.set_setting(tap.key(), NULL, ''issuer'', ''x'')'), 'read_only', 'ends it at once');
\ir ../lib/end.psql
