-- SPDX-License-Identifier: GPL-3.0-or-later
-- On a production database every write but unlock needs an unlock of its own login that has not run out.
\ir ../lib/begin.psql
SELECT plan(24);

SELECT tap.event() AS event \gset
SELECT tap.batch(:'event', 2) AS batch \gset
SELECT scrip.open_batch('later', NULL, :'event', 1) #>> '{batch,id}' AS later \gset
SELECT is(scrip.set_setting('env', NULL, 'environment', 'production') -> 'ok', 'true', 'production from here on');
SELECT is(scrip.hello() -> 'locked', 'true', 'hello says locked');

SELECT is(tap.outcome(call), 'read_only', left(call, 40)) FROM unnest(ARRAY[
  'scrip.set_setting(tap.key(), NULL, ''environment'', ''test'')',
  'scrip.create_event(tap.key(), NULL, ''{}'')',
  format('scrip.edit_event(tap.key(), NULL, %L, 1, ''{}'')', :'event'),
  format('scrip.pause_event(tap.key(), NULL, %L, ''r'')', :'event'),
  format('scrip.approve_event(tap.key(), NULL, %L, 1)', :'event'),
  format('scrip.duplicate_event(tap.key(), NULL, %L)', :'event'),
  format('scrip.open_batch(tap.key(), NULL, %L, 1)', :'event'),
  format('scrip.mint_chunk(''later'', NULL, %L, 0)', :'later'),
  format('scrip.cancel_batch(tap.key(), NULL, %L)', :'later'),
  format('scrip.disable_code(tap.key(), NULL, %L, ''r'')', tap.code_id(:'batch', 1)),
  format('scrip.disable_codes(tap.key(), NULL, %L, 1, 2, ''r'')', :'batch'),
  format('scrip.record_print(tap.key(), NULL, %L, ''{}'')', :'batch'),
  'scrip.grant_role(tap.key(), NULL, ''t_nobody'', ''staff'')']) call;
SELECT is(scrip.set_setting('env', NULL, 'environment', 'production') -> 'replayed', 'true', 'what was done still replays');

SELECT is(tap.outcome('scrip.unlock(tap.key(), NULL, 900, '''')'), 'reason_required reason', 'unlocking asks for a reason');
SELECT is(tap.outcome(format('scrip.unlock(tap.key(), NULL, %s, ''r'')', s)), 'invalid_count seconds', s || ' seconds')
FROM unnest(ARRAY['0', '28801', 'NULL']) s;
SELECT is(scrip.unlock('u', NULL, 900, 'release day') -> 'ok', 'true', 'unlocked');
SELECT is(scrip.hello() -> 'locked', 'false', 'hello says so');
SELECT is(tap.outcome(format('scrip.pause_event(tap.key(), NULL, %L, ''r'')', :'event')), 'ok', 'and writes go through');
SELECT is(tap.outcome(format('scrip.pause_event(tap.key(), NULL, %L, ''r'')', :'event'), 't_admin'), 'read_only',
          'but not those of another login');
\ir ../lib/end.psql
