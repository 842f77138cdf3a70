-- The district's store. PostgreSQL 15 to 18 and PGlite run this same file.
-- Documents are JSONB in one table, so a new record type needs no migration.

CREATE TABLE instance (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  instance_id text NOT NULL,
  -- Raised by whoever restores a backup: devices then stop and ask before they sync on.
  epoch integer NOT NULL DEFAULT 1,
  is_demo boolean NOT NULL,
  name text NOT NULL,
  -- Signs access tokens (HS256).
  token_secret text NOT NULL,
  created_at timestamptz NOT NULL
);

-- One counter per scope (unit). It is raised under a row lock by the transaction that writes the rows,
-- so the order of numbers is the order of commits and a reader never misses a late one.
CREATE TABLE scope_counter (
  collection text NOT NULL,
  scope text NOT NULL,
  seq bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (collection, scope)
);

CREATE TABLE docs (
  collection text NOT NULL,
  id text NOT NULL,
  scope text NOT NULL,
  seq bigint NOT NULL,
  type text NOT NULL,
  community text NOT NULL,
  mutation text NOT NULL,
  digest bigint NOT NULL,
  deleted boolean NOT NULL DEFAULT false,
  doc jsonb NOT NULL,
  received_at timestamptz NOT NULL,
  device text NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (collection, id),
  UNIQUE (collection, scope, seq)
);
CREATE INDEX docs_living ON docs (collection, scope, community) INCLUDE (digest) WHERE NOT deleted;

-- A record that left a unit or a community leaves a mark there, so that whoever held it drops it.
CREATE TABLE departures (
  collection text NOT NULL,
  scope text NOT NULL,
  community text NOT NULL,
  id text NOT NULL,
  seq bigint NOT NULL,
  type text NOT NULL,
  doc jsonb NOT NULL,
  PRIMARY KEY (collection, scope, community, id),
  UNIQUE (collection, scope, seq)
);

-- Rows the district could not accept. The device shows them with the reason; here they wait in full.
CREATE TABLE quarantine (
  device text NOT NULL,
  collection text NOT NULL,
  doc_id text NOT NULL,
  actor text NOT NULL,
  code text NOT NULL,
  problems jsonb NOT NULL,
  base text,
  -- Text, not jsonb: what a row is refused for may be exactly what jsonb cannot hold.
  body text NOT NULL,
  attempts integer NOT NULL DEFAULT 1,
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  resolved_at timestamptz,
  PRIMARY KEY (device, collection, doc_id)
);

-- Answers already given, so that a repeated request gets the same one.
CREATE TABLE requests (
  device text NOT NULL,
  actor text NOT NULL,
  request_id text NOT NULL,
  answer jsonb,
  at timestamptz NOT NULL,
  PRIMARY KEY (device, actor, request_id)
);
CREATE INDEX requests_at ON requests (at);

CREATE TABLE devices (
  id text PRIMARY KEY,
  unit text NOT NULL,
  letter text NOT NULL,
  name text NOT NULL,
  -- x of the Ed25519 public key, base64url.
  public_key text NOT NULL,
  enrolled_at timestamptz NOT NULL,
  last_seen_at timestamptz,
  app_version text NOT NULL,
  revoked_at timestamptz,
  UNIQUE (unit, letter)
);

CREATE TABLE device_letters (
  unit text PRIMARY KEY,
  last integer NOT NULL
);

CREATE TABLE enrol_codes (
  -- The first group of the code, to find the row; the whole code is kept as a hash only.
  key text PRIMARY KEY,
  hash text NOT NULL,
  unit text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  used_by text REFERENCES devices (id)
);

CREATE TABLE credentials (
  user_id text PRIMARY KEY,
  login text NOT NULL UNIQUE,
  -- scrypt$N$r$p$salt$hash
  password text NOT NULL,
  disabled boolean NOT NULL DEFAULT false,
  fails integer NOT NULL DEFAULT 0,
  locked_until timestamptz
);

-- One family of refresh tokens per sign-in.
CREATE TABLE families (
  id text PRIMARY KEY,
  user_id text NOT NULL REFERENCES credentials (user_id),
  device text NOT NULL REFERENCES devices (id),
  created_at timestamptz NOT NULL,
  revoked_at timestamptz
);
CREATE INDEX families_user ON families (user_id);

CREATE TABLE refresh_tokens (
  hash text PRIMARY KEY,
  family text NOT NULL REFERENCES families (id),
  -- The token that was exchanged for this one.
  parent text,
  issued_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX refresh_tokens_parent ON refresh_tokens (parent);
CREATE INDEX refresh_tokens_expires ON refresh_tokens (expires_at);

-- Device proofs already seen; each is good once.
CREATE TABLE proofs (
  hash text PRIMARY KEY,
  expires_at timestamptz NOT NULL
);
CREATE INDEX proofs_expires ON proofs (expires_at);

-- Append-only and chained: each entry carries the hash of the one before. Never any content of records.
CREATE TABLE audit (
  seq bigint PRIMARY KEY,
  at text NOT NULL,
  actor text NOT NULL,
  device text NOT NULL,
  verb text NOT NULL,
  subject text NOT NULL,
  result text NOT NULL,
  prev_hash text NOT NULL,
  hash text NOT NULL
);

CREATE TABLE audit_head (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  seq bigint NOT NULL,
  hash text NOT NULL
);
INSERT INTO audit_head (seq, hash) VALUES (0, '');

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'audit is append-only'; END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
