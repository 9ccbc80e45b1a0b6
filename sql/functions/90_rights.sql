-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who may call what. A function that is not named here can be called by none of the groups.
SET LOCAL ROLE scrip_owner;

DO $rights$
DECLARE
  v_rights CONSTANT text[] := ARRAY[
    -- function          groups
    'now',               'admin staff support auditor',
    'hello',             'admin staff support auditor',
    'settings',          'admin staff support auditor',
    'setting',           'admin staff support auditor',
    'set_setting',       'admin',
    'unlock',            'admin staff support',
    'lock',              'admin staff support',
    'event',             'admin staff support auditor',
    'events',            'admin staff support auditor',
    'event_counts',      'admin staff support auditor',
    'create_event',      'admin',
    'edit_event',        'admin',
    'pause_event',       'admin',
    'resume_event',      'admin',
    'archive_event',     'admin',
    'unarchive_event',   'admin',
    'undo_event',        'admin',
    'approve_event',     'admin',
    'duplicate_event',   'admin',
    'batch',             'admin staff auditor',
    'batches',           'admin staff auditor',
    'open_batch',        'admin staff',
    'mint_chunk',        'admin staff',
    'cancel_batch',      'admin staff',
    'check_import',      'admin staff',
    'import_codes',      'admin staff',
    'hand_over_codes',   'admin staff',
    'hand_overs',        'admin staff auditor',
    'roles',             'admin auditor',
    'grant_role',        'admin',
    'revoke_role',       'admin',
    'record_locked_user', 'admin',
    'codes',             'admin staff auditor',
    'count_codes',       'admin staff auditor',
    'code_position',     'admin staff auditor',
    'begin_lookup',      'admin staff support auditor',
    'code',              'admin staff support auditor',
    'code_history',      'admin staff support auditor',
    'find_id',           'admin staff support auditor',
    'reveal_codes',      'admin staff',
    'revealed_codes',    'admin staff',
    'disable_code',      'admin staff',
    'enable_code',       'admin staff',
    'disable_codes',     'admin staff',
    'enable_codes',      'admin staff',
    'prints',            'admin staff auditor',
    'print_by_hash',     'admin staff auditor',
    'record_print',      'admin staff',
    'event_history',     'admin staff support auditor',
    'create_grant',      'admin',
    'grant',             'admin support auditor',
    'grants',            'admin support auditor',
    'count_grants',      'admin support auditor',
    'grant_position',    'admin support auditor',
    'preview_void',      'admin support auditor',
    'void_grant',        'admin',
    'preview_claw_back', 'admin auditor',
    'claw_back',         'admin',
    'preview_void_matching', 'admin auditor',
    'void_matching',     'admin',
    'set_payment',       'admin',
    'consume_grant',     'admin',
    'preview_settle',    'admin auditor',
    'settle',            'admin',
    'due',               'admin auditor',
    'balance',           'admin support auditor',
    'ledger',            'admin auditor',
    'ledger_end',        'admin auditor',
    'maintain',          'admin',
    'maintenance',       'admin staff support auditor',
    'create_claim',      'admin support',
    'check_claim',       'admin support',
    'claim',             'admin staff support auditor',
    'claims',            'admin staff support auditor',
    'count_claims',      'admin staff support auditor',
    'claim_position',    'admin staff support auditor',
    'release_claim',     'admin support',
    'rotate_claim_key',  'admin support',
    'reissue_code',      'admin staff support',
    'reissue_codes',     'admin staff',
    'lookup',            'admin support auditor',
    'timeline',          'admin support auditor',
    'attempts',          'admin support auditor',
    'alarms',            'admin staff auditor',
    'overview',          'admin staff support auditor',
    'expiring',          'admin support auditor',
    'event_series',      'admin staff support auditor',
    'audit_list',        'admin auditor',
    'count_audit',       'admin auditor',
    'audit_verify',      'admin auditor',
    'audit_anchor',      'admin auditor',
    'changes',           'admin staff support auditor',
    'doctor_checks',     'admin auditor',
    'doctor',            'admin auditor'];
  v_function regprocedure;
  v_groups text;
BEGIN
  FOR i IN 1 .. array_length(v_rights, 1) BY 2 LOOP
    SELECT p.oid INTO STRICT v_function
    FROM pg_proc p WHERE p.pronamespace = 'scrip'::regnamespace AND p.proname = v_rights[i] AND p.prosecdef;
    SELECT string_agg('scrip_' || g, ', ') INTO v_groups FROM unnest(string_to_array(v_rights[i + 1], ' ')) g;
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %s', v_function, v_groups);
  END LOOP;
END
$rights$;

-- With the caller's own rights, see there.
GRANT EXECUTE ON FUNCTION scrip.lock_user(text, text, text) TO scrip_admin;

GRANT SELECT ON scrip.audit TO scrip_admin, scrip_auditor;
