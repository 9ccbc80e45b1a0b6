-- SPDX-License-Identifier: GPL-3.0-or-later
-- What people did with the demo's campaigns over four months: some seven hundred claims along a realistic curve, usage,
-- payments, and what support and admins did about a few of them. Everything happens through the product's own functions
-- and the backend's, in the order of time, with the clock moved along. Needs sandbox/demo.sql.

-- What is going to happen, before it does. Keys name a step, so that a second run replays it.
CREATE TABLE IF NOT EXISTS scrip_sandbox.demo_step (
  at timestamptz NOT NULL,
  key text PRIMARY KEY,
  what text NOT NULL,
  who integer,
  event uuid,
  batch uuid,
  serial integer,
  amount text
);

-- Person number p_n: always the same one. Every third works for one of 44 companies, the others are there for themselves.
CREATE OR REPLACE FUNCTION scrip_sandbox.demo_person(p_n integer, OUT email text, OUT username text, OUT company text)
LANGUAGE plpgsql AS $$
DECLARE
  v_first CONSTANT text[] := '{Ana,Bo,Chidi,Dana,Elif,Farah,Goran,Hana,Ines,Jun,Kofi,Lena,Mei,Nils,Omar,Priya,Quinn,Rosa,Sami,Tove,Uma,Viktor,Wen,Xenia,Yusuf,Zoe}';
  v_last CONSTANT text[] := '{Almeida,Berg,Chen,Diallo,Eriksen,Fischer,Garcia,Haddad,Ito,Jansen,Kaya,Lopez,Meyer,Novak,Okafor,Petrov,Rossi,Silva,Tanaka,Ueda,Vogel,Wong,Zhang}';
  v_company CONSTANT text[] := '{Amberline,Bluepeak,Cindermill,Deltaforge,Evergrid,Foxglove,Granite Labs,Harborlight,Inkwell,Juniper Data,Kestrel}';
  v_kind CONSTANT text[] := '{"", " Robotics", " Health", " Systems"}';
BEGIN
  username := v_first[p_n % 26 + 1] || ' ' || v_last[(p_n / 26) % 23 + 1];
  company := CASE WHEN p_n % 3 = 0 THEN v_company[(p_n / 3) % 11 + 1] || v_kind[(p_n / 33) % 4 + 1] END;
  email := lower(replace(username, ' ', '.')) || CASE WHEN p_n >= 598 THEN p_n::text ELSE '' END || '@'
           || coalesce(lower(replace(company, ' ', '-')), (ARRAY['mail', 'post', 'inbox'])[p_n % 3 + 1]) || '.example';
END
$$;

-- p_count claims of a batch from its serial p_first on, by persons from p_person on. They come on p_days days from
-- p_from on, fewer each day, most of them around noon, and none in the future.
CREATE OR REPLACE FUNCTION scrip_sandbox.demo_claims(p_batch text, p_count integer, p_first integer, p_person integer,
                                                     p_from float8, p_days integer, p_zone text)
RETURNS void LANGUAGE sql AS $$
  INSERT INTO scrip_sandbox.demo_step (at, key, what, who, event, batch, serial)
  SELECT least(t.at, clock_timestamp() - make_interval(mins => 3 + (random() * 400)::integer)),
         'demo:claim:' || p_batch || ':' || p_first + n, 'claim', p_person + n, b.event_id, b.id, p_first + n
  FROM generate_series(0, p_count - 1) n
  CROSS JOIN LATERAL (
    SELECT (date_trunc('day', clock_timestamp() AT TIME ZONE p_zone) + make_interval(days => p_from::integer)
            + make_interval(days => floor(power(random(), 1.8) * p_days)::integer,
                            mins => (8.5 * 60 + (random() + random()) * 5 * 60)::integer,
                            secs => (n * 37) % 60)) AT TIME ZONE p_zone AS at) t
  JOIN scrip.batch b ON b.key = 'demo:' || p_batch
  ON CONFLICT DO NOTHING
$$;

-- Carries one step out, at its time.
CREATE OR REPLACE FUNCTION scrip_sandbox.demo_take(p_step scrip_sandbox.demo_step)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_person record;
  v_user uuid;
  v_organization uuid;
BEGIN
  SELECT * INTO v_person FROM scrip_sandbox.demo_person(p_step.who);
  v_user := scrip_sandbox.add_user(v_person.email, v_person.username, v_person.company) ->> 'id';
  SELECT m.organization_id INTO v_organization FROM public.organization_members m
  WHERE m.user_id = v_user ORDER BY m.joined_at, m.organization_id LIMIT 1;
  CASE p_step.what
    WHEN 'claim' THEN
      PERFORM scrip_sandbox.done(scrip.create_claim(p_step.key, NULL, p_step.event,
        (SELECT c.code FROM scrip.code k JOIN public.credit_event_codes c ON c.id = k.id
         WHERE k.batch_id = p_step.batch AND k.serial = p_step.serial AND k.generation = 0),
        jsonb_build_object('user', v_user),
        jsonb_build_object('hash', encode(sha256(convert_to(p_step.key, 'UTF8')), 'hex'),
                           'prefix', 'sk-' || left(encode(sha256(convert_to('p' || p_step.key, 'UTF8')), 'hex'), 7))));
    WHEN 'spend' THEN
      PERFORM scrip_sandbox.spend(v_organization, p_step.amount);
    WHEN 'payment' THEN
      PERFORM scrip_sandbox.payment(v_organization, p_step.amount);
  END CASE;
END
$$;

-- What admins and support did, each with the reason that one would give.
CREATE OR REPLACE FUNCTION scrip_sandbox.demo_grant_of(p_claim text)
RETURNS uuid LANGUAGE sql AS $$
  SELECT (r.ids ->> 'grant')::uuid FROM scrip_vault.idem_result r WHERE r.key = p_claim
$$;

DO $demo$
DECLARE
  v_step scrip_sandbox.demo_step;
  v_organization uuid;
  v_sold uuid;
BEGIN
  IF EXISTS (SELECT FROM scrip_sandbox.demo_step) THEN
    RETURN;
  END IF;
  PERFORM setseed(0.25);
  PERFORM scrip_sandbox.demo_claims('pilot-1', 18, 1, 0, -120, 24, 'UTC');
  PERFORM scrip_sandbox.demo_claims('launch-1', 288, 1, 20, -40, 7, 'America/Los_Angeles');
  PERFORM scrip_sandbox.demo_claims('meetup-1', 164, 1, 330, -30, 26, 'Europe/Lisbon');
  PERFORM scrip_sandbox.demo_claims('devcon-1', 100, 1, 40, -2, 3, 'Asia/Singapore');
  PERFORM scrip_sandbox.demo_claims('devcon-1', 40, 122, 500, -2, 3, 'Asia/Singapore');
  PERFORM scrip_sandbox.demo_claims('devcon-2', 18, 1, 300, -2, 3, 'Asia/Singapore');
  PERFORM scrip_sandbox.demo_claims('hack-1', 66, 1, 540, -1, 2, 'Europe/Berlin');
  PERFORM scrip_sandbox.demo_claims('hack-2', 12, 1, 610, -1, 2, 'Europe/Berlin');
  -- The poster is one code for all of them.
  UPDATE scrip_sandbox.demo_step SET serial = 1 WHERE key LIKE 'demo:claim:hack-2:%';
  -- Every fourth goes on to use the service, most of them a little, some more than they were given.
  INSERT INTO scrip_sandbox.demo_step (at, key, what, who, amount)
  SELECT least(s.at + make_interval(hours => 2 + (random() * 120)::integer * t), clock_timestamp() - interval '2 minutes'),
         replace(s.key, 'claim', 'spend') || ':' || t, 'spend', s.who, round((power(random(), 3) * 11 + 0.004)::numeric, 3)::text
  FROM scrip_sandbox.demo_step s CROSS JOIN generate_series(1, 3) t
  WHERE s.what = 'claim' AND s.who % 4 = 0;
  INSERT INTO scrip_sandbox.demo_step (at, key, what, who, amount)
  SELECT s.at + interval '26 hours', replace(s.key, 'claim', 'payment'), 'payment', s.who, '50'
  FROM scrip_sandbox.demo_step s WHERE s.what = 'claim' AND s.who % 12 = 0 AND s.at < clock_timestamp() - interval '27 hours'
  ON CONFLICT DO NOTHING;
  FOR v_step IN SELECT * FROM scrip_sandbox.demo_step d ORDER BY d.at, d.key LOOP
    PERFORM scrip_sandbox.set_time(v_step.at);
    PERFORM scrip_sandbox.demo_take(v_step);
  END LOOP;

  PERFORM scrip_sandbox.demo_day(-3);
  PERFORM scrip_sandbox.done(scrip.pause_event('demo:meetup-pause', NULL, b.event_id, 'A photo of one sheet is going around.'))
  FROM scrip.batch b WHERE b.key = 'demo:meetup-1';
  PERFORM scrip_sandbox.done(scrip.archive_event('demo:pilot-archive', NULL, b.event_id, 'The pilot is over.'))
  FROM scrip.batch b WHERE b.key = 'demo:pilot-1';
  PERFORM scrip_sandbox.real();
  PERFORM scrip_sandbox.done(scrip.void_grant('demo:void', NULL, scrip_sandbox.demo_grant_of('demo:claim:meetup-1:12'),
                                              'Claimed with a code from the leaked photo.'));
  PERFORM scrip_sandbox.done(scrip.claw_back('demo:claw-back', NULL, scrip_sandbox.demo_grant_of('demo:claim:launch-1:41'),
                                             NULL, 'Sold on to somebody else.'));
  PERFORM scrip_sandbox.done(scrip.release_claim('demo:release', NULL, (r.ids ->> 'claim')::uuid,
                                                 'Claimed with the wrong account.', true, true))
  FROM scrip_vault.idem_result r WHERE r.key = 'demo:claim:devcon-1:30';
  SELECT g.organization_id INTO v_organization FROM scrip.grant g
  WHERE g.id = scrip_sandbox.demo_grant_of('demo:claim:launch-1:16');
  v_sold := scrip_sandbox.done(scrip.create_grant('demo:sold', NULL, v_organization, '{"amount": "500", "funding": "invoice",
    "name": "Annual credit", "availability": "on_settlement", "cost_basis": "0.9"}', 'Offer 2041')) #>> '{grant,id}';
  PERFORM scrip_sandbox.done(scrip.set_payment('demo:authorized', NULL, v_sold, 'authorized', 'PO 77-1040'));
  PERFORM scrip_sandbox.done(scrip.create_grant('demo:goodwill', NULL, v_organization, jsonb_build_object('amount', '20',
    'name', 'Goodwill', 'priority', 5, 'expires_at', scrip.time_text(scrip.now() + interval '60 days')),
    'An outage on their launch day.'));
  -- Comes due while somebody looks on: what is at risk until maintenance ran, and what there is to settle.
  PERFORM scrip_sandbox.done(scrip.create_grant('demo:trial', NULL, v_organization, jsonb_build_object('amount', '5',
    'name', 'Batch trial', 'priority', 1, 'expires_at', scrip.time_text(scrip.now() + interval '20 seconds')),
    'To try batches while we were on the phone.'));
  PERFORM scrip_sandbox.spend(v_organization, '3.2');
END
$demo$;
