-- SPDX-License-Identifier: GPL-3.0-or-later
-- Six campaigns such as a company would have at once, made through the product's own functions with the clock where each
-- of them happened; sandbox/demo_claims.sql goes on from here. Names and counts are always the same; ids, codes and dates
-- are not. Once only: the keys replay.

CREATE OR REPLACE FUNCTION scrip_sandbox.done(p_answer jsonb)
RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  IF NOT (p_answer ->> 'ok')::boolean THEN
    RAISE EXCEPTION 'demo: %', p_answer;
  END IF;
  RETURN p_answer;
END
$$;

-- Moves the clock to so many days from the real now.
CREATE OR REPLACE FUNCTION scrip_sandbox.demo_day(p_days float8)
RETURNS void LANGUAGE sql AS $$
  SELECT scrip_sandbox.set_time(clock_timestamp() + make_interval(secs => p_days * 86400))
$$;

-- Midnight at the end of the day p_days from the real now in the zone, or its beginning.
CREATE OR REPLACE FUNCTION scrip_sandbox.day(p_days integer, p_zone text, p_end boolean DEFAULT true)
RETURNS text LANGUAGE sql AS $$
  SELECT scrip.time_text((date_trunc('day', clock_timestamp() AT TIME ZONE p_zone) + make_interval(days => p_days)
    + CASE WHEN p_end THEN interval '23:59:59' ELSE interval '0' END) AT TIME ZONE p_zone)
$$;

CREATE OR REPLACE FUNCTION scrip_sandbox.demo_event(p_key text, p_event jsonb, p_starts integer, p_deadline integer,
                                                    p_expires integer)
RETURNS uuid LANGUAGE sql AS $$
  SELECT (scrip_sandbox.done(scrip.create_event('demo:' || p_key, NULL, p_event || jsonb_build_object(
    'starts_at', scrip_sandbox.day(p_starts, p_event ->> 'time_zone', false),
    'claim_deadline', scrip_sandbox.day(p_deadline, p_event ->> 'time_zone'),
    'credit_expires_at', scrip_sandbox.day(p_expires, p_event ->> 'time_zone'),
    'claim_url', 'https://app.example.com/claim?code={code}'))) #>> '{event,id}')::uuid
$$;

CREATE OR REPLACE FUNCTION scrip_sandbox.demo_batch(p_key text, p_event uuid, p_count integer, p_options jsonb)
RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  v_batch uuid := scrip_sandbox.done(scrip.open_batch('demo:' || p_key, NULL, p_event, p_count, p_options))
                  #>> '{batch,id}';
BEGIN
  PERFORM scrip_sandbox.done(scrip.mint_chunk('demo:' || p_key, NULL, v_batch, 0));
  RETURN v_batch;
END
$$;

DO $demo$
DECLARE
  v_event uuid;
  v_batch uuid;
BEGIN
  -- archived, its credit expired
  PERFORM scrip_sandbox.demo_day(-125);
  v_event := scrip_sandbox.demo_event('pilot', '{"name": "Pilot with partners", "amount": "100", "max_claims": 20,
    "time_zone": "UTC"}', -120, -90, -15);
  PERFORM scrip_sandbox.demo_batch('pilot-1', v_event, 20, '{"prefix": "PILOT", "groups": 6}');

  -- ended
  PERFORM scrip_sandbox.demo_day(-50);
  v_event := scrip_sandbox.demo_event('launch', '{"name": "Launch Week", "amount": "15", "max_claims": 400,
    "time_zone": "America/Los_Angeles", "tags": ["launch"], "notes": "Breakage goes into the Q3 report."}', -40, -33, 24);
  PERFORM scrip_sandbox.demo_batch('launch-1', v_event, 350, '{"prefix": "WEEK"}');

  -- paused
  PERFORM scrip_sandbox.demo_day(-32);
  v_event := scrip_sandbox.demo_event('meetup', '{"name": "Meetup Tour", "amount": "10", "max_claims": 600,
    "description": "A stack of cards for each city.", "time_zone": "Europe/Lisbon", "tags": ["meetup"]}', -30, 60, 120);
  PERFORM scrip_sandbox.demo_batch('meetup-1', v_event, 500, '{"groups": 3, "note": "Lisbon, Porto"}');

  -- upcoming
  PERFORM scrip_sandbox.demo_day(-14);
  v_event := scrip_sandbox.demo_event('summit', '{"name": "AI Summit São Paulo", "amount": "40", "max_claims": 900,
    "time_zone": "America/Sao_Paulo", "tags": ["conference", "latam"]}', 21, 24, 180);
  PERFORM scrip_sandbox.demo_batch('summit-1', v_event, 900, '{"note": "Badges"}');

  -- active, printed in part, past its budget
  PERFORM scrip_sandbox.demo_day(-10);
  v_event := scrip_sandbox.demo_event('devcon', '{"name": "Devcon Singapore",
    "description": "Cards at the booth and in the speakers'' bags.", "amount": "25", "max_claims": 1200,
    "time_zone": "Asia/Singapore", "tags": ["conference", "apac"], "budget": "3500"}', -2, 5, 90);
  v_batch := scrip_sandbox.demo_batch('devcon-1', v_event, 800, '{"note": "Booth cards"}');
  PERFORM scrip_sandbox.done(scrip.record_print('demo:devcon-print', NULL, v_batch, jsonb_build_object(
    'template', 'avery-l7160', 'from', 1, 'to', 480, 'labels', 480, 'pages', 23, 'start_at', 1,
    'sheet_hash', encode(sha256(convert_to(v_batch::text, 'UTF8')), 'hex'), 'destination', 'pdf')));
  PERFORM scrip_sandbox.done(scrip.disable_codes('demo:devcon-lost', NULL, v_batch, 101, 121,
                                                 'A sheet was left on the train.'));
  PERFORM scrip_sandbox.demo_batch('devcon-2', v_event, 200, '{"prefix": "DEVC", "note": "Speakers"}');

  -- active, a poster code of many uses beside single ones
  PERFORM scrip_sandbox.demo_day(-6);
  v_event := scrip_sandbox.demo_event('hack', '{"name": "Berlin Hack Night", "amount": "50", "max_claims": 300,
    "description": "Teams get one code each; the poster at the door is good for the walk-ins.",
    "time_zone": "Europe/Berlin", "tags": ["hackathon"], "max_per_organization": 6}', -1, 2, 45);
  PERFORM scrip_sandbox.demo_batch('hack-1', v_event, 250, '{"prefix": "HACK"}');
  PERFORM scrip_sandbox.demo_batch('hack-2', v_event, 1, '{"prefix": "HACK", "max_uses": 50, "note": "Poster"}');
  PERFORM scrip_sandbox.real();
END
$demo$;
