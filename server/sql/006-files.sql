-- The bytes of files (shared/sync/files-protocol.ts). In the database, so that several servers on one database see the same, and
-- a backup of the database is a backup of everything.

-- One transfer, or one content that is complete. Transfers of two devices do not meet; a complete content is there once.
CREATE TABLE files (
  id text PRIMARY KEY,
  sha256 text NOT NULL,
  size bigint NOT NULL,
  received bigint NOT NULL DEFAULT 0,
  complete boolean NOT NULL DEFAULT false,
  device text NOT NULL,
  unit text NOT NULL,
  touched_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX files_complete ON files (sha256) WHERE complete;
CREATE UNIQUE INDEX files_transfer ON files (sha256, device) WHERE NOT complete;
CREATE INDEX files_unit ON files (unit);

CREATE TABLE file_pieces (
  file text NOT NULL REFERENCES files (id) ON DELETE CASCADE,
  start bigint NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (file, start)
);
-- Pictures do not get smaller a second time.
ALTER TABLE file_pieces ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- Which records may show a content: somebody who could write the record has sent the bytes.
CREATE TABLE file_links (
  sha256 text NOT NULL,
  record text NOT NULL,
  unit text NOT NULL,
  linked_at timestamptz NOT NULL,
  PRIMARY KEY (sha256, record)
);
