-- SPDX-License-Identifier: GPL-3.0-or-later
-- Every write takes a key. The key goes in first, in the transaction of the work, so that a twin waits for it and a
-- refusal takes it away again: only what succeeded is remembered, and that for ever.
SET LOCAL ROLE scrip_owner;

CREATE FUNCTION scrip.check_key(p_key text)
RETURNS void LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF p_key IS NULL OR length(p_key) NOT BETWEEN 1 AND 255 OR p_key ~ '[\u0001-\u001F\u007F-\u009F]' THEN
    PERFORM scrip.refuse('usage', 'A key has 1 to 255 printable characters.', 'key');
  END IF;
END
$$;

CREATE FUNCTION scrip.unlocked_until(p_login text)
RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT u.until FROM scrip.unlock u WHERE u.login = p_login ORDER BY u.id DESC LIMIT 1);
END
$$;

CREATE FUNCTION scrip.is_locked(p_now timestamptz)
RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN scrip.setting_value('environment') = 'production'
     AND coalesce(scrip.unlocked_until(session_user) <= p_now, true);
END
$$;

CREATE FUNCTION scrip.check_unlocked()
RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  -- The clock is asked for only where it matters: this is in every write.
  IF scrip.setting_value('environment') = 'production' AND scrip.is_locked(scrip.now()) THEN
    PERFORM scrip.refuse('read_only', 'This is a production database: unlock it for a while first.');
  END IF;
END
$$;

-- What a function reads after it got a lock has to be what is there now, and not what was there when the caller's
-- transaction began: limits and balances would be judged by old rows, and nothing would notice.
CREATE FUNCTION scrip.check_isolation()
RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
    PERFORM scrip.refuse('usage', format('Writes need READ COMMITTED, and this is %s: set default_transaction_isolation back.',
                                         upper(current_setting('transaction_isolation'))));
  END IF;
END
$$;

-- Begins a write: the stored answer when the key has done its work already, else null, and then the caller holds the
-- key until its transaction ends. p_guarded: whether the production lock binds it.
CREATE FUNCTION scrip.begin_write(p_key text, p_operation text, p_payload jsonb, p_guarded boolean DEFAULT true)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_hash bytea := sha256(convert_to(p_operation || p_payload::text, 'UTF8'));
  v_key record;
  v_result record;
BEGIN
  PERFORM scrip.check_key(p_key), scrip.check_isolation(), set_config('lock_timeout', '5s', true);
  INSERT INTO scrip_vault.idem_key (login, key, operation, payload_hash, at)
  VALUES (session_user, p_key, p_operation, v_hash, clock_timestamp()) ON CONFLICT DO NOTHING;
  IF FOUND THEN
    IF p_guarded THEN
      PERFORM scrip.check_unlocked();
    END IF;
    RETURN NULL;
  END IF;
  SELECT k.operation, k.payload_hash INTO STRICT v_key
  FROM scrip_vault.idem_key k WHERE k.login = session_user AND k.key = p_key;
  IF (v_key.operation, v_key.payload_hash) IS DISTINCT FROM (p_operation, v_hash) THEN
    PERFORM scrip.refuse('idempotency_conflict', 'This key was used for another call: take a new one.', 'key');
  END IF;
  SELECT r.ids, r.answer INTO v_result
  FROM scrip_vault.idem_result r WHERE r.login = session_user AND r.key = p_key;
  IF NOT FOUND THEN
    -- Cannot come about by itself. Running the call as if it were new could book it twice.
    RAISE EXCEPTION 'The key % has no result.', p_key USING ERRCODE = 'data_corrupted';
  END IF;
  RETURN jsonb_build_object('ok', true) || coalesce(v_result.answer, jsonb_build_object('ids', v_result.ids))
         || jsonb_build_object('replayed', true);
END
$$;

-- Ends it. p_ids names what the write made or changed and outlives the answer.
CREATE FUNCTION scrip.end_write(p_key text, p_ids jsonb, p_answer jsonb)
RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO scrip_vault.idem_result (login, key, ids, answer, at)
  VALUES (session_user, p_key, p_ids, p_answer, clock_timestamp());
  RETURN jsonb_build_object('ok', true, 'replayed', false) || p_answer;
END
$$;
