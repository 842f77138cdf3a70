-- A new device waits until the district has compared its fingerprint. Devices from before are confirmed.
ALTER TABLE devices ADD COLUMN confirmed_at timestamptz;
UPDATE devices SET confirmed_at = enrolled_at;
-- What the device said of itself with its last pull (shared/sync/protocol.ts, deviceReport): counts, never content.
ALTER TABLE devices ADD COLUMN report jsonb;
ALTER TABLE devices ADD COLUMN reported_at timestamptz;

-- What devices are told to do (shared/sync/orders.ts), signed when given.
CREATE TABLE orders (
  id text PRIMARY KEY,
  device text NOT NULL REFERENCES devices (id),
  kind text NOT NULL,
  jws text NOT NULL,
  ordered_at timestamptz NOT NULL,
  done_at timestamptz
);
CREATE INDEX orders_device ON orders (device) WHERE done_at IS NULL;

-- Records that left a unit, in each state that the unit is known to have held: its unsent edits merge from there.
CREATE TABLE moves (
  id text NOT NULL,
  from_unit text NOT NULL,
  mutation text NOT NULL,
  at timestamptz NOT NULL,
  doc jsonb NOT NULL,
  PRIMARY KEY (id, from_unit, mutation)
);
CREATE INDEX docs_of_record ON docs ((doc->>'recordId')) WHERE collection = 'events';
-- A move asked for twice is done once.
CREATE TABLE move_requests (
  id text PRIMARY KEY,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  records integer NOT NULL,
  events integer NOT NULL
);

-- How far old deletions of a scope have been forgotten: a checkpoint before this number must start over.
ALTER TABLE scope_counter ADD COLUMN purged_to bigint NOT NULL DEFAULT 0;
ALTER TABLE departures ADD COLUMN left_at timestamptz NOT NULL DEFAULT now();
-- Ids alone, for ever: what was deleted must not come back with a device that was away.
CREATE TABLE purged (
  collection text NOT NULL,
  id text NOT NULL,
  PRIMARY KEY (collection, id)
);
