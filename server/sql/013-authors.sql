-- Of some types an account sees only what it wrote itself (the reach `own`): a community officer's own legal cases, a lawyer's own steps.
-- Until now such rows were only sent up, and the device that had them could never be proved equal. The other parts are as in 008.
DROP POLICY docs_read ON docs;
CREATE POLICY docs_read ON docs FOR SELECT TO qiaobang_app USING (
  collection = (SELECT app_setting('collection'))
  AND scope = ANY ((SELECT app_list('scopes'))::text[])
  AND (type = ANY ((SELECT app_list('types'))::text[])
    OR (scope = (SELECT app_setting('unit')) AND type = ANY ((SELECT app_list('own_types'))::text[]))
    OR (type = ANY ((SELECT app_list('case_types'))::text[])
      AND doc->'data'->'lawyer'->>'id' = (SELECT app_setting('actor')))
    OR (type = ANY ((SELECT app_list('author_types'))::text[])
      AND coalesce(doc->>'createdBy', doc->>'actor') = (SELECT app_setting('actor'))))
  AND ((SELECT app_setting('community')) = '' OR community = '' OR community = (SELECT app_setting('community')))
);
DROP POLICY departures_read ON departures;
CREATE POLICY departures_read ON departures FOR SELECT TO qiaobang_app USING (
  collection = (SELECT app_setting('collection'))
  AND scope = ANY ((SELECT app_list('scopes'))::text[])
  AND (type = ANY ((SELECT app_list('types'))::text[])
    OR (scope = (SELECT app_setting('unit')) AND type = ANY ((SELECT app_list('own_types'))::text[]))
    OR type = ANY ((SELECT app_list('case_types'))::text[])
    OR (type = ANY ((SELECT app_list('author_types'))::text[])
      AND coalesce(doc->>'createdBy', doc->>'actor') = (SELECT app_setting('actor'))))
  AND ((SELECT app_setting('community')) = '' OR community = '' OR community = (SELECT app_setting('community')))
);
