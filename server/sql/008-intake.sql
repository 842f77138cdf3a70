-- Receipts of online requests. The token itself is known to the sender only.
CREATE TABLE intake (
  server_no text PRIMARY KEY,
  doc_id text NOT NULL,
  token_hash text NOT NULL,
  -- Keyed hash of the sender's telephone, to hold back floods; not the number.
  sender_hash text NOT NULL,
  received_at timestamptz NOT NULL
);
CREATE INDEX intake_sender ON intake (sender_hash, received_at);

CREATE TABLE intake_counter (
  year integer PRIMARY KEY,
  last integer NOT NULL
);
