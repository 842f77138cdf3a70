-- USB exchange (shared/exchange/format.ts): the key that bundles for the district are sealed to (both halves, as a JWK: the server opens
-- them by itself), and the register of every bundle that came or went.
ALTER TABLE instance ADD COLUMN exchange_key text;

CREATE TABLE exchange_packages (
  id text PRIMARY KEY,
  -- up: brought by a device; down: made for one.
  direction text NOT NULL CHECK (direction IN ('up', 'down')),
  kind text NOT NULL,
  device text NOT NULL REFERENCES devices (id),
  seq integer NOT NULL,
  -- down: the number of the upward bundle that is answered, or 0.
  answers integer NOT NULL,
  checksum text NOT NULL,
  media_no text NOT NULL,
  handler text NOT NULL,
  handler_name text NOT NULL,
  virus_checked boolean NOT NULL,
  row_count integer NOT NULL,
  accepted integer NOT NULL DEFAULT 0,
  conflicts integer NOT NULL DEFAULT 0,
  rejected integer NOT NULL DEFAULT 0,
  missing jsonb NOT NULL DEFAULT '[]',
  times integer NOT NULL DEFAULT 1,
  -- up: who made it, where the device stood, and the key that replies are sealed to.
  user_id text NOT NULL DEFAULT '',
  stands jsonb NOT NULL DEFAULT '{}',
  answer_to jsonb,
  received_at timestamptz,
  at timestamptz NOT NULL,
  UNIQUE (direction, device, seq, checksum)
);
CREATE INDEX exchange_packages_at ON exchange_packages (at);
