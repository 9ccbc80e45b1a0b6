-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a user who claims may lack: an organization, a workspace in it, an API key of their own.
SET LOCAL ROLE scrip_owner;

-- The hash and the beginning of a key that the caller made and alone knows.
CREATE FUNCTION scrip.check_api_key(p_api_key jsonb)
RETURNS void LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  PERFORM scrip.check_keys(p_api_key, 'hash', 'prefix');
  IF coalesce(scrip.text_of(p_api_key, 'hash', 'invalid_body'), '') COLLATE "C" !~ '^[0-9a-f]{64}$' THEN
    PERFORM scrip.refuse('invalid_body', 'The hash of an API key has 64 hexadecimal digits.', 'api_key');
  ELSIF coalesce(scrip.text_of(p_api_key, 'prefix', 'invalid_body'), '') COLLATE "C" !~ '^sk-[0-9a-f]{7}$' THEN
    PERFORM scrip.refuse('invalid_body', 'An API key begins with sk- and seven hexadecimal digits.', 'api_key');
  END IF;
END
$$;

-- Makes what is null: an organization that the user owns, a workspace in it; and the key if there is one to make. The one
-- function that makes people's things in the billing tables. Their triggers run in it, written with names that are not
-- qualified and with the rights of whoever fires them: hence its search path. migrate refuses a billing schema in which
-- PUBLIC may create objects, and what stands here is qualified all the same. p_spend_limit and p_expires_at
-- are bounds of the key.
CREATE FUNCTION scrip.insert_places(p_user uuid, p_email text, p_organization jsonb, p_workspace jsonb, p_api_key jsonb,
                                    p_now timestamptz, p_spend_limit bigint DEFAULT NULL,
                                    p_expires_at timestamptz DEFAULT NULL)
RETURNS jsonb LANGUAGE plpgsql SET search_path = pg_catalog, @billing@, pg_temp AS $$
DECLARE
  v_local text := coalesce(nullif(left(regexp_replace(split_part(p_email, '@', 1), '[\u0001-\u0020\u007F-\u009F]', '', 'g'),
                                       250), ''), 'user');
  v_organization jsonb := p_organization;
  v_workspace jsonb := p_workspace;
  v_name text;
  v_id uuid;
BEGIN
  FOR v_try IN 1 .. 20 LOOP
    EXIT WHEN v_organization IS NOT NULL;
    -- Four consonants: nothing that could be read as a word.
    v_name := v_local || '-' || translate(left(gen_random_uuid()::text, 4), '0123456789abcdef', 'bcdfghjkmpqrtvwx');
    INSERT INTO @billing@.organizations (id, name, created_at, updated_at)
    VALUES (scrip.new_id(), v_name, p_now, p_now) ON CONFLICT DO NOTHING RETURNING id INTO v_id;
    CONTINUE WHEN v_id IS NULL;
    INSERT INTO @billing@.organization_members (organization_id, user_id, role, joined_at)
    VALUES (v_id, p_user, 'owner', p_now);
    v_organization := jsonb_build_object('id', v_id, 'name', v_name, 'created', true);
  END LOOP;
  IF v_organization IS NULL THEN
    RAISE EXCEPTION 'No free name for an organization of % could be found in twenty attempts.', v_local;
  END IF;
  IF v_workspace IS NULL THEN
    v_id := scrip.new_id();
    INSERT INTO @billing@.workspaces (id, name, organization_id, created_by_user_id, created_at, updated_at)
    VALUES (v_id, 'default', (v_organization ->> 'id')::uuid, p_user, p_now, p_now);
    v_workspace := jsonb_build_object('id', v_id, 'name', 'default', 'created', true);
  END IF;
  v_id := NULL;
  IF p_api_key IS NOT NULL THEN
    INSERT INTO @billing@.api_keys (id, key_hash, name, workspace_id, created_by_user_id, created_at, key_prefix,
                                    spend_limit, expires_at)
    VALUES (scrip.new_id(), p_api_key ->> 'hash', 'Credit claim', (v_workspace ->> 'id')::uuid, p_user, p_now,
            p_api_key ->> 'prefix', p_spend_limit, p_expires_at)
    ON CONFLICT DO NOTHING RETURNING id INTO v_id;
    IF v_id IS NULL THEN
      PERFORM scrip.refuse('invalid_body', 'This API key exists already: make another one.', 'api_key');
    END IF;
  END IF;
  RETURN jsonb_build_object('organization', v_organization, 'workspace', v_workspace, 'api_key',
    CASE WHEN v_id IS NOT NULL THEN jsonb_build_object('id', v_id, 'prefix', p_api_key ->> 'prefix') END);
END
$$;

-- {organization, workspace, api_key} as a claim answers them. The user, and the organization if there is one, are locked;
-- p_name is its name, and the workspace the one of its books. A key is made for a user who has none that works in that
-- organization, and only if the caller made one.
CREATE FUNCTION scrip.provision(p_user uuid, p_email text, p_organization uuid, p_name text, p_workspace uuid,
                                p_workspace_name text, p_api_key jsonb, p_now timestamptz)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_organization jsonb;
  v_workspace jsonb;
  v_has_key boolean;
BEGIN
  IF p_organization IS NULL THEN
    RETURN scrip.insert_places(p_user, p_email, NULL, NULL, p_api_key, p_now);
  END IF;
  v_organization := jsonb_build_object('id', p_organization, 'name', p_name, 'created', false);
  IF p_workspace IS NOT NULL THEN
    v_workspace := jsonb_build_object('id', p_workspace, 'name', p_workspace_name, 'created', false);
    IF p_api_key IS NOT NULL THEN -- asked only then: the billing table has no index for it
      v_has_key := EXISTS (SELECT FROM @billing@.workspaces w JOIN @billing@.api_keys k ON k.workspace_id = w.id
                           WHERE w.organization_id = p_organization AND w.is_active AND k.created_by_user_id = p_user
                             AND k.is_active AND k.deleted_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > p_now));
    END IF;
    IF v_has_key OR p_api_key IS NULL THEN
      RETURN jsonb_build_object('organization', v_organization, 'workspace', v_workspace, 'api_key', NULL);
    END IF;
  END IF;
  RETURN scrip.insert_places(p_user, p_email, v_organization, v_workspace, p_api_key, p_now);
END
$$;

-- The stored key of an answer, and whether it is the one that this caller made: only then does the caller know it.
CREATE FUNCTION scrip.with_current(p_answer jsonb, p_api_key jsonb)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF coalesce(p_answer -> 'api_key', 'null') = 'null' THEN
    RETURN p_answer;
  END IF;
  RETURN jsonb_set(p_answer, '{api_key,current}', to_jsonb(EXISTS (
    SELECT FROM @billing@.api_keys k
    WHERE k.id = (p_answer #>> '{api_key,id}')::uuid AND k.key_hash = p_api_key ->> 'hash' AND k.is_active)));
END
$$;
