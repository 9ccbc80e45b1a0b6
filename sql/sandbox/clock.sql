-- SPDX-License-Identifier: GPL-3.0-or-later
-- The clock of a sandbox: the real one moved by an offset, from where it runs on. Applied after the functions at each
-- migrate; only a superuser could do the same to another database.
CREATE SCHEMA IF NOT EXISTS scrip_sandbox;
CREATE TABLE IF NOT EXISTS scrip_sandbox.clock (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  moved_by interval NOT NULL
);
INSERT INTO scrip_sandbox.clock (moved_by) VALUES ('0') ON CONFLICT DO NOTHING;
GRANT USAGE ON SCHEMA scrip_sandbox TO scrip_owner;
GRANT SELECT ON scrip_sandbox.clock TO scrip_owner;

CREATE OR REPLACE FUNCTION scrip.now()
RETURNS timestamptz LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (SELECT clock_timestamp() + c.moved_by FROM scrip_sandbox.clock c);
END
$$;
CREATE OR REPLACE FUNCTION scrip.is_sandbox()
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT true
$$;

INSERT INTO scrip.setting (name, value, updated_at, updated_by)
VALUES ('environment', 'sandbox', clock_timestamp(), session_user) ON CONFLICT DO NOTHING;

-- Each answers the time it is now.
CREATE OR REPLACE FUNCTION scrip_sandbox.set_time(p_to timestamptz)
RETURNS timestamptz LANGUAGE plpgsql AS $$
BEGIN
  IF NOT isfinite(p_to) OR extract(year FROM p_to) NOT BETWEEN 2000 AND 2999 THEN
    RAISE EXCEPTION USING ERRCODE = 'SC001', MESSAGE = 'invalid_date|The year must lie between 2000 and 2999.|to';
  END IF;
  -- Seconds and smaller only: days and months of an interval would be added by the calendar.
  UPDATE scrip_sandbox.clock SET moved_by = make_interval(secs => extract(epoch FROM p_to - clock_timestamp())::float8);
  RETURN scrip.now();
END
$$;

CREATE OR REPLACE FUNCTION scrip_sandbox.forward(p_by interval)
RETURNS timestamptz LANGUAGE sql AS $$
  SELECT scrip_sandbox.set_time(scrip.now() + p_by)
$$;

-- As a person types it.
CREATE OR REPLACE FUNCTION scrip_sandbox.forward(p_by text)
RETURNS timestamptz LANGUAGE plpgsql AS $$
BEGIN
  RETURN scrip_sandbox.forward(p_by::interval);
EXCEPTION WHEN invalid_datetime_format OR datetime_field_overflow OR interval_field_overflow THEN
  RAISE EXCEPTION USING ERRCODE = 'SC001', MESSAGE = 'invalid_date|Say how far forward, such as 3d.|forward';
END
$$;

CREATE OR REPLACE FUNCTION scrip_sandbox.real()
RETURNS timestamptz LANGUAGE sql AS $$
  UPDATE scrip_sandbox.clock SET moved_by = '0';
  SELECT scrip.now();
$$;

-- The doctor is to find the two functions as they are meant to be here.
UPDATE scrip.function_source s SET checksum = scrip.function_checksum(s.signature::regprocedure)
WHERE s.signature IN ('scrip.now()', 'scrip.is_sandbox()');
