-- SPDX-License-Identifier: GPL-3.0-or-later
-- A refusal travels as SQLSTATE SC001 with the message name|sentence|field. A public function that writes catches it at
-- its outermost block, which undoes everything the call did, and answers it as a value; reads let it through.
-- Each file of functions that makes objects does so as their owner.
SET LOCAL ROLE scrip_owner;

CREATE FUNCTION scrip.refuse(p_name text, p_sentence text, p_field text DEFAULT NULL, p_detail jsonb DEFAULT NULL)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'SC001',
    MESSAGE = concat_ws('|', p_name, translate(p_sentence, '|', '/'), coalesce(p_field, '')),
    DETAIL = coalesce(p_detail::text, '');
END
$$;

-- What a function answers for what its block caught: a refusal, or an error of the class that a billing table causes which
-- is not as it was. The backend migrates its tables whenever it likes, and what Scrip misses then is told by name. Any
-- other error is a defect and raised again.
CREATE FUNCTION scrip.refused(p_state text, p_message text, p_detail text)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_parts text[] := string_to_array(p_message, '|');
BEGIN
  IF p_state <> 'SC001' THEN
    v_parts := scrip.billing_lack(p_state, p_message);
    p_detail := NULL;
  END IF;
  RETURN jsonb_build_object('ok', false, 'name', v_parts[1], 'message', v_parts[2], 'field', nullif(v_parts[3], ''),
                            'detail', nullif(p_detail, '')::jsonb);
END
$$;

-- The same for a read, which raises.
CREATE FUNCTION scrip.raise_lack(p_state text, p_message text)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_parts text[] := scrip.billing_lack(p_state, p_message);
BEGIN
  PERFORM scrip.refuse(v_parts[1], v_parts[2], v_parts[3]);
END
$$;

-- Authority is the login alone: SET ROLE and settings of the session change nothing. A login with two roles has both.
CREATE FUNCTION scrip.need(VARIADIC p_roles text[])
RETURNS void LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_role text;
BEGIN
  FOREACH v_role IN ARRAY p_roles LOOP
    IF pg_has_role(session_user, 'scrip_' || v_role, 'MEMBER') THEN
      RETURN;
    END IF;
  END LOOP;
  PERFORM scrip.refuse('not_permitted', format('This needs the role %s.', array_to_string(p_roles, ' or ')));
END
$$;

CREATE FUNCTION scrip.roles_of(p_login name)
RETURNS text[] LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT coalesce(array_agg(r ORDER BY n), '{}')
    FROM unnest(ARRAY['admin', 'staff', 'support', 'auditor']) WITH ORDINALITY AS g (r, n)
    WHERE pg_has_role(p_login, 'scrip_' || r, 'MEMBER'));
END
$$;
