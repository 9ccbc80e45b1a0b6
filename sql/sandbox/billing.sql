-- SPDX-License-Identifier: GPL-3.0-or-later
-- The tables of the billing backend, for the sandbox and for tests. They stand in for a database that somebody else owns:
-- triggers are written as that backend writes them, with unqualified names and the rights of whoever fires them.
CREATE SCHEMA IF NOT EXISTS @billing@;
SET LOCAL search_path = @billing@, public;
CREATE EXTENSION IF NOT EXISTS "uuid-ossp" SCHEMA public;

CREATE TABLE users (
  id uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
  email varchar(255) NOT NULL UNIQUE,
  username varchar(255) NOT NULL,
  display_name varchar(255),
  avatar_url text,
  is_active boolean NOT NULL DEFAULT true,
  auth_provider varchar(50) NOT NULL,
  provider_user_id varchar(255) NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_login_at timestamptz,
  UNIQUE (auth_provider, provider_user_id)
);
CREATE INDEX idx_users_email ON users (email);

CREATE TABLE organizations (
  id uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
  name varchar(255) NOT NULL,
  description text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  is_active boolean NOT NULL DEFAULT true,
  rate_limit integer,
  settings jsonb DEFAULT '{}'
);
CREATE UNIQUE INDEX idx_organizations_name_active ON organizations (name) WHERE is_active;
CREATE INDEX idx_organizations_name ON organizations (name);

CREATE TABLE organization_members (
  id uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  role varchar(50) NOT NULL CHECK (role IN ('owner', 'admin', 'member')),
  joined_at timestamptz NOT NULL DEFAULT now(),
  invited_by uuid REFERENCES users,
  UNIQUE (organization_id, user_id)
);

CREATE TABLE workspaces (
  id uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
  name varchar(255) NOT NULL,
  description text,
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  created_by_user_id uuid NOT NULL REFERENCES users,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  is_active boolean NOT NULL DEFAULT true,
  settings jsonb DEFAULT '{}'
);
CREATE UNIQUE INDEX idx_workspaces_name_active ON workspaces (organization_id, name) WHERE is_active;
CREATE INDEX idx_workspaces_organization ON workspaces (organization_id);

CREATE TABLE api_keys (
  id uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
  key_hash varchar(64) NOT NULL UNIQUE,
  name varchar(255) NOT NULL,
  workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  created_by_user_id uuid NOT NULL REFERENCES users,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  is_active boolean NOT NULL DEFAULT true,
  spend_limit bigint,
  key_prefix varchar(16) NOT NULL,
  deleted_at timestamptz
);
CREATE INDEX idx_api_keys_hash ON api_keys (key_hash);
CREATE INDEX idx_api_keys_prefix ON api_keys (key_prefix);

CREATE TABLE organization_limits_history (
  id uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  spend_limit bigint NOT NULL,
  effective_from timestamptz NOT NULL DEFAULT now(),
  effective_until timestamptz,
  changed_by varchar(255),
  change_reason varchar(500),
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_by_user_id uuid REFERENCES users,
  changed_by_user_email varchar(255),
  credit_type varchar(50) NOT NULL DEFAULT 'payment',
  source varchar(100),
  currency varchar(10) NOT NULL DEFAULT 'USD',
  credit_expires_at timestamptz
);
CREATE UNIQUE INDEX idx_limits_in_force ON organization_limits_history (organization_id, credit_type)
  WHERE effective_until IS NULL;
CREATE INDEX idx_limits_organization ON organization_limits_history (organization_id);
CREATE INDEX idx_limits_history ON organization_limits_history (organization_id, credit_type, effective_from DESC);

CREATE TABLE organization_balance (
  organization_id uuid PRIMARY KEY REFERENCES organizations ON DELETE CASCADE,
  total_spent bigint NOT NULL DEFAULT 0,
  last_usage_at timestamptz,
  total_requests bigint NOT NULL DEFAULT 0,
  total_tokens bigint NOT NULL DEFAULT 0,
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE models (
  id uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
  model_name varchar(500) NOT NULL UNIQUE
);

CREATE TABLE services (
  id uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
  service_name varchar(255) NOT NULL UNIQUE
);

CREATE TABLE organization_usage_log (
  id uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  api_key_id uuid NOT NULL REFERENCES api_keys,
  model_id uuid NOT NULL REFERENCES models,
  model_name varchar(500) NOT NULL,
  input_tokens integer NOT NULL,
  output_tokens integer NOT NULL,
  total_tokens integer NOT NULL,
  input_cost bigint NOT NULL,
  output_cost bigint NOT NULL,
  total_cost bigint NOT NULL,
  request_type varchar(50) NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  inference_id uuid
);
CREATE INDEX idx_usage_organization ON organization_usage_log (organization_id, created_at DESC);
CREATE INDEX idx_usage_created ON organization_usage_log (created_at);
CREATE UNIQUE INDEX idx_usage_inference ON organization_usage_log (organization_id, inference_id);

CREATE TABLE organization_service_usage_log (
  id uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  api_key_id uuid NOT NULL REFERENCES api_keys,
  service_id uuid NOT NULL REFERENCES services,
  quantity integer NOT NULL CHECK (quantity > 0),
  total_cost bigint NOT NULL CHECK (total_cost >= 0),
  inference_id uuid,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_service_usage_organization ON organization_service_usage_log (organization_id, created_at DESC);
CREATE INDEX idx_service_usage_created ON organization_service_usage_log (created_at);
CREATE UNIQUE INDEX idx_service_usage_inference ON organization_service_usage_log (organization_id, inference_id);

CREATE TABLE credit_events (
  id uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
  name varchar(255) NOT NULL,
  description text,
  credit_amount bigint NOT NULL,
  currency varchar(10) NOT NULL DEFAULT 'USD',
  max_claims integer,
  claim_count integer NOT NULL DEFAULT 0,
  starts_at timestamptz NOT NULL DEFAULT now(),
  claim_deadline timestamptz,
  credit_expires_at timestamptz NOT NULL,
  is_active boolean NOT NULL DEFAULT true,
  created_by_user_id uuid REFERENCES users,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE credit_event_codes (
  id uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
  credit_event_id uuid NOT NULL REFERENCES credit_events ON DELETE CASCADE,
  code varchar(64) NOT NULL UNIQUE,
  is_claimed boolean NOT NULL DEFAULT false,
  claimed_by_user_id uuid REFERENCES users,
  claimed_by_near_account_id varchar(255),
  claimed_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_codes_event ON credit_event_codes (credit_event_id);
CREATE INDEX idx_codes_event_code ON credit_event_codes (credit_event_id, code);
CREATE INDEX idx_codes_unclaimed ON credit_event_codes (code) WHERE NOT is_claimed;

CREATE TABLE credit_claims (
  id uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
  credit_event_id uuid NOT NULL REFERENCES credit_events ON DELETE CASCADE,
  code_id uuid NOT NULL REFERENCES credit_event_codes,
  near_account_id varchar(255) NOT NULL,
  user_id uuid NOT NULL REFERENCES users,
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  organization_limit_id uuid REFERENCES organization_limits_history,
  claimed_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (credit_event_id, user_id)
);
CREATE INDEX idx_claims_event ON credit_claims (credit_event_id);
CREATE INDEX idx_claims_user ON credit_claims (user_id);
CREATE INDEX idx_claims_organization ON credit_claims (organization_id);
CREATE INDEX idx_claims_account ON credit_claims (near_account_id);
CREATE INDEX idx_claims_code ON credit_claims (code_id);

CREATE FUNCTION update_updated_at_column() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at = NOW();
  RETURN NEW;
END
$$;
CREATE TRIGGER update_organizations_updated_at BEFORE UPDATE ON organizations
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();
CREATE TRIGGER update_workspaces_updated_at BEFORE UPDATE ON workspaces
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();
CREATE TRIGGER update_credit_events_updated_at BEFORE UPDATE ON credit_events
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

CREATE FUNCTION create_organization_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO organization_balance (organization_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
  RETURN NEW;
END
$$;
CREATE TRIGGER organization_balance_on_insert AFTER INSERT ON organizations
  FOR EACH ROW EXECUTE FUNCTION create_organization_balance();
