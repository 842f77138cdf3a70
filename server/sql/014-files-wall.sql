-- Files behind the second wall (004): a link is there for whoever may see its record, a whole content for whoever may see one of its links,
-- a transfer for its device. What the wall asks of `docs` goes through the policies of `docs`.
GRANT SELECT, INSERT, UPDATE, DELETE ON files TO qiaobang_app;
GRANT SELECT, INSERT, DELETE ON file_pieces TO qiaobang_app;
GRANT SELECT, INSERT ON file_links TO qiaobang_app;
ALTER TABLE files ENABLE ROW LEVEL SECURITY;
ALTER TABLE file_pieces ENABLE ROW LEVEL SECURITY;
ALTER TABLE file_links ENABLE ROW LEVEL SECURITY;

CREATE POLICY file_links_read ON file_links FOR SELECT TO qiaobang_app USING (
  EXISTS (SELECT 1 FROM docs d WHERE d.collection = 'records' AND d.id = record AND NOT d.deleted)
);
CREATE POLICY file_links_add ON file_links FOR INSERT TO qiaobang_app WITH CHECK (
  EXISTS (SELECT 1 FROM docs d WHERE d.collection = 'records' AND d.id = record AND NOT d.deleted)
);
CREATE POLICY files_read ON files FOR SELECT TO qiaobang_app USING (
  device = (SELECT app_setting('device'))
  OR (complete AND EXISTS (SELECT 1 FROM file_links l WHERE l.sha256 = files.sha256))
);
CREATE POLICY files_add ON files FOR INSERT TO qiaobang_app WITH CHECK (device = (SELECT app_setting('device')));
CREATE POLICY files_change ON files FOR UPDATE TO qiaobang_app
  USING (device = (SELECT app_setting('device'))) WITH CHECK (device = (SELECT app_setting('device')));
CREATE POLICY files_drop ON files FOR DELETE TO qiaobang_app USING (device = (SELECT app_setting('device')) AND NOT complete);
CREATE POLICY file_pieces_read ON file_pieces FOR SELECT TO qiaobang_app USING (
  EXISTS (SELECT 1 FROM files f WHERE f.id = file)
);
CREATE POLICY file_pieces_add ON file_pieces FOR INSERT TO qiaobang_app WITH CHECK (
  EXISTS (SELECT 1 FROM files f WHERE f.id = file AND f.device = (SELECT app_setting('device')) AND NOT f.complete)
);
CREATE POLICY file_pieces_drop ON file_pieces FOR DELETE TO qiaobang_app USING (
  EXISTS (SELECT 1 FROM files f WHERE f.id = file AND f.device = (SELECT app_setting('device')) AND NOT f.complete)
);
