-- 抢救箱 (shared/rescue/box-format.ts): what devices had not sent when their access ended. Parts stay sealed as they came; items are
-- their table of contents, without content. Nothing is ever deleted here: what was not taken is kept with its reason.
CREATE TABLE rescue_boxes (
  id text PRIMARY KEY,
  device text NOT NULL REFERENCES devices (id),
  user_id text NOT NULL,
  reason text NOT NULL,
  -- The device's signature over whose, why, and the hash of every part.
  head text NOT NULL,
  parts integer NOT NULL,
  made_at timestamptz NOT NULL,
  begun_at timestamptz NOT NULL,
  closed_at timestamptz,
  receipt text
);
CREATE INDEX rescue_boxes_device ON rescue_boxes (device, user_id);
CREATE TABLE rescue_parts (
  box text NOT NULL REFERENCES rescue_boxes (id),
  number integer NOT NULL,
  body text NOT NULL,
  PRIMARY KEY (box, number)
);
ALTER TABLE rescue_parts ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE TABLE rescue_items (
  box text NOT NULL REFERENCES rescue_boxes (id),
  number integer NOT NULL,
  -- The part in which it begins.
  part integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('record', 'event', 'draft', 'file')),
  type text NOT NULL,
  doc_id text NOT NULL,
  -- The items that are decided with this one name it: an event its record, a file a record that names it. Their own number: they stand alone.
  lead integer NOT NULL,
  decision text CHECK (decision IN ('released', 'rejected')),
  outcome text NOT NULL DEFAULT '',
  code text NOT NULL DEFAULT '',
  problems jsonb NOT NULL DEFAULT '[]',
  reason text NOT NULL DEFAULT '',
  decided_by text NOT NULL DEFAULT '',
  decided_by_name text NOT NULL DEFAULT '',
  decided_at timestamptz,
  PRIMARY KEY (box, number)
);

-- Which rights the district gave out on which device: rescued work is judged by what its author could do when it was done.
CREATE TABLE rights_given (
  device text NOT NULL REFERENCES devices (id),
  user_id text NOT NULL,
  roles text[] NOT NULL,
  community text NOT NULL,
  last_at timestamptz NOT NULL,
  PRIMARY KEY (device, user_id, roles, community)
);

-- The second wall: a desk that looks after devices sees all boxes, a person the own ones, a device the one it delivers; nobody deletes.
ALTER TABLE rescue_boxes ENABLE ROW LEVEL SECURITY;
ALTER TABLE rescue_parts ENABLE ROW LEVEL SECURITY;
ALTER TABLE rescue_items ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON rescue_boxes, rescue_items TO qiaobang_app;
GRANT SELECT, INSERT ON rescue_parts TO qiaobang_app;
CREATE POLICY rescue_boxes_read ON rescue_boxes FOR SELECT TO qiaobang_app USING (
  (SELECT app_setting('rescue')) = 'desk'
  OR ((SELECT app_setting('rescue')) = 'own' AND user_id = (SELECT app_setting('actor')))
  OR ((SELECT app_setting('rescue')) = 'delivery' AND device = (SELECT app_setting('device')))
);
CREATE POLICY rescue_boxes_add ON rescue_boxes FOR INSERT TO qiaobang_app
  WITH CHECK ((SELECT app_setting('rescue')) = 'delivery' AND device = (SELECT app_setting('device')));
CREATE POLICY rescue_boxes_close ON rescue_boxes FOR UPDATE TO qiaobang_app
  USING ((SELECT app_setting('rescue')) = 'delivery' AND device = (SELECT app_setting('device')) AND closed_at IS NULL)
  WITH CHECK (device = (SELECT app_setting('device')));
-- Whoever sees the box sees its parts and items; the policies above decide.
CREATE POLICY rescue_parts_read ON rescue_parts FOR SELECT TO qiaobang_app
  USING (EXISTS (SELECT 1 FROM rescue_boxes b WHERE b.id = box));
CREATE POLICY rescue_parts_add ON rescue_parts FOR INSERT TO qiaobang_app WITH CHECK (
  (SELECT app_setting('rescue')) = 'delivery' AND EXISTS (SELECT 1 FROM rescue_boxes b WHERE b.id = box AND b.closed_at IS NULL)
);
CREATE POLICY rescue_items_read ON rescue_items FOR SELECT TO qiaobang_app
  USING (EXISTS (SELECT 1 FROM rescue_boxes b WHERE b.id = box));
CREATE POLICY rescue_items_add ON rescue_items FOR INSERT TO qiaobang_app WITH CHECK (
  (SELECT app_setting('rescue')) = 'delivery' AND EXISTS (SELECT 1 FROM rescue_boxes b WHERE b.id = box)
);
CREATE POLICY rescue_items_decide ON rescue_items FOR UPDATE TO qiaobang_app
  USING ((SELECT app_setting('rescue')) = 'desk') WITH CHECK (true);
