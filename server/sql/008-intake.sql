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

-- A lawyer sees the cases assigned to the account, and the marks of those that were (shared/access/case-field.ts). The other half of
-- each rule is as in 004.
DROP POLICY docs_read ON docs;
CREATE POLICY docs_read ON docs FOR SELECT TO qiaobang_app USING (
  collection = (SELECT app_setting('collection'))
  AND scope = ANY ((SELECT app_list('scopes'))::text[])
  AND (type = ANY ((SELECT app_list('types'))::text[])
    OR (scope = (SELECT app_setting('unit')) AND type = ANY ((SELECT app_list('own_types'))::text[]))
    OR (type = ANY ((SELECT app_list('case_types'))::text[])
      AND doc->'data'->'lawyer'->>'id' = (SELECT app_setting('actor'))))
  AND ((SELECT app_setting('community')) = '' OR community = '' OR community = (SELECT app_setting('community')))
);
DROP POLICY departures_read ON departures;
CREATE POLICY departures_read ON departures FOR SELECT TO qiaobang_app USING (
  collection = (SELECT app_setting('collection'))
  AND scope = ANY ((SELECT app_list('scopes'))::text[])
  AND (type = ANY ((SELECT app_list('types'))::text[])
    OR (scope = (SELECT app_setting('unit')) AND type = ANY ((SELECT app_list('own_types'))::text[]))
    OR type = ANY ((SELECT app_list('case_types'))::text[]))
  AND ((SELECT app_setting('community')) = '' OR community = '' OR community = (SELECT app_setting('community')))
);
