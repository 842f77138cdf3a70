-- The second wall: rows that devices ask for are read and written as `qiaobang_app`, which owns nothing and sees only what the
-- transaction's settings allow (server/database/wall.ts sets them). Administration and migrations stay with the owner.
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'qiaobang_app') THEN
    CREATE ROLE qiaobang_app NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOINHERIT;
  END IF;
EXCEPTION
  -- Another database of the same cluster was quicker.
  WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
DO $$ BEGIN
  EXECUTE format('GRANT qiaobang_app TO %I', current_user);
END $$;

CREATE FUNCTION app_setting(name text) RETURNS text LANGUAGE sql STABLE AS
$$ SELECT coalesce(current_setting('app.' || name, true), '') $$;
CREATE FUNCTION app_list(name text) RETURNS text[] LANGUAGE sql STABLE AS
$$ SELECT string_to_array(app_setting(name), ',') $$;

-- Where a row is that this actor may not see: its place and its mutation, never its content.
CREATE FUNCTION places_of(wanted_collection text, wanted text[])
  RETURNS TABLE (id text, scope text, community text, type text, mutation text, deleted boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT d.id, d.scope, d.community, d.type, d.mutation, d.deleted FROM docs d
   WHERE d.collection = wanted_collection AND d.id = ANY (wanted) $$;
REVOKE ALL ON FUNCTION places_of(text, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION places_of(text, text[]), app_setting(text), app_list(text) TO qiaobang_app;

GRANT SELECT, INSERT, UPDATE ON docs, departures, quarantine, scope_counter TO qiaobang_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON requests TO qiaobang_app;
GRANT SELECT ON purged TO qiaobang_app;
GRANT INSERT ON audit TO qiaobang_app;
GRANT SELECT, UPDATE ON audit_head TO qiaobang_app;

ALTER TABLE docs ENABLE ROW LEVEL SECURITY;
ALTER TABLE departures ENABLE ROW LEVEL SECURITY;
ALTER TABLE quarantine ENABLE ROW LEVEL SECURITY;
ALTER TABLE requests ENABLE ROW LEVEL SECURITY;

-- The same rule as server/docs/visibility.ts. The sub-selects are evaluated once per statement, not once per row.
CREATE POLICY docs_read ON docs FOR SELECT TO qiaobang_app USING (
  collection = (SELECT app_setting('collection'))
  AND scope = ANY ((SELECT app_list('scopes'))::text[])
  AND (type = ANY ((SELECT app_list('types'))::text[])
    OR (scope = (SELECT app_setting('unit')) AND type = ANY ((SELECT app_list('own_types'))::text[])))
  AND ((SELECT app_setting('community')) = '' OR community = '' OR community = (SELECT app_setting('community')))
);
-- What is only sent up need not be readable; masters are the district's own and events never change.
CREATE POLICY docs_add ON docs FOR INSERT TO qiaobang_app WITH CHECK (
  collection IN ('records', 'events') AND collection = (SELECT app_setting('collection'))
  AND scope = ANY ((SELECT app_list('scopes'))::text[])
  AND ((SELECT app_setting('community')) = '' OR community = '' OR community = (SELECT app_setting('community')))
);
CREATE POLICY docs_change ON docs FOR UPDATE TO qiaobang_app USING (
  collection = 'records' AND collection = (SELECT app_setting('collection'))
  AND scope = ANY ((SELECT app_list('scopes'))::text[])
  AND ((SELECT app_setting('community')) = '' OR community = '' OR community = (SELECT app_setting('community')))
) WITH CHECK (
  collection = 'records'
  AND scope = ANY ((SELECT app_list('scopes'))::text[])
  AND ((SELECT app_setting('community')) = '' OR community = '' OR community = (SELECT app_setting('community')))
);

CREATE POLICY departures_read ON departures FOR SELECT TO qiaobang_app USING (
  collection = (SELECT app_setting('collection'))
  AND scope = ANY ((SELECT app_list('scopes'))::text[])
  AND (type = ANY ((SELECT app_list('types'))::text[])
    OR (scope = (SELECT app_setting('unit')) AND type = ANY ((SELECT app_list('own_types'))::text[])))
  AND ((SELECT app_setting('community')) = '' OR community = '' OR community = (SELECT app_setting('community')))
);
CREATE POLICY departures_add ON departures FOR INSERT TO qiaobang_app WITH CHECK (
  collection = (SELECT app_setting('collection')) AND scope = ANY ((SELECT app_list('scopes'))::text[])
);
CREATE POLICY departures_change ON departures FOR UPDATE TO qiaobang_app
  USING (collection = (SELECT app_setting('collection')) AND scope = ANY ((SELECT app_list('scopes'))::text[]))
  WITH CHECK (collection = (SELECT app_setting('collection')) AND scope = ANY ((SELECT app_list('scopes'))::text[]));

CREATE POLICY quarantine_own ON quarantine FOR ALL TO qiaobang_app
  USING (device = (SELECT app_setting('device'))) WITH CHECK (device = (SELECT app_setting('device')));
CREATE POLICY requests_own ON requests FOR ALL TO qiaobang_app
  USING (device = (SELECT app_setting('device')) AND actor = (SELECT app_setting('actor')))
  WITH CHECK (device = (SELECT app_setting('device')) AND actor = (SELECT app_setting('actor')));
