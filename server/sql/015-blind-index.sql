-- Who may be registered in two streets, found without any street seeing the other (domain.md §2.4, D15, decision 039): a keyed hash of each
-- exact identifier, beside the record that holds it. Only the owner reads these tables: what devices ask for runs as `qiaobang_app`
-- (004), which is granted nothing here.
ALTER TABLE instance ADD COLUMN blind_key text;

CREATE TABLE blind_index (
  record text NOT NULL,
  keyed text NOT NULL,
  type text NOT NULL,
  rule text NOT NULL,
  scope text NOT NULL,
  PRIMARY KEY (record, keyed)
);
CREATE INDEX blind_index_keyed ON blind_index (keyed);

-- How far each scope's rows are in the index; their numbers are in the order of commits.
CREATE TABLE blind_cursor (
  scope text PRIMARY KEY,
  seq bigint NOT NULL
);

-- What the district's desk decided about a pair; the smaller id first.
CREATE TABLE across_decisions (
  a text NOT NULL,
  b text NOT NULL,
  decision text NOT NULL CHECK (decision IN ('asked', 'apart')),
  note text NOT NULL,
  actor text NOT NULL,
  actor_name text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (a, b)
);
