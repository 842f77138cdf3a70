-- Count and digest sum of what each scope holds, by type and community, so that a proof costs the same for a thousand rows as for
-- a million. Kept by the database itself, whoever writes: a forgotten update would be a false proof.
CREATE TABLE scope_digest (
  collection text NOT NULL,
  scope text NOT NULL,
  type text NOT NULL,
  community text NOT NULL,
  count bigint NOT NULL,
  sum bigint NOT NULL,
  PRIMARY KEY (collection, scope, type, community)
);
INSERT INTO scope_digest (collection, scope, type, community, count, sum)
  SELECT collection, scope, type, community, count(*), sum(digest) FROM docs WHERE NOT deleted
  GROUP BY collection, scope, type, community;

-- Behind the second wall (004): the same rule as for the rows that are summed up; only the triggers write.
ALTER TABLE scope_digest ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON scope_digest TO qiaobang_app;
CREATE POLICY scope_digest_read ON scope_digest FOR SELECT TO qiaobang_app USING (
  collection = (SELECT app_setting('collection'))
  AND scope = ANY ((SELECT app_list('scopes'))::text[])
  AND (type = ANY ((SELECT app_list('types'))::text[])
    OR (scope = (SELECT app_setting('unit')) AND type = ANY ((SELECT app_list('own_types'))::text[])))
  AND ((SELECT app_setting('community')) = '' OR community = '' OR community = (SELECT app_setting('community')))
);

CREATE FUNCTION digest_added() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$ BEGIN
  INSERT INTO scope_digest AS s (collection, scope, type, community, count, sum)
    SELECT collection, scope, type, community, count(*), sum(digest) FROM added WHERE NOT deleted
    GROUP BY collection, scope, type, community ORDER BY collection, scope, type, community
    ON CONFLICT (collection, scope, type, community) DO UPDATE SET count = s.count + excluded.count, sum = s.sum + excluded.sum;
  RETURN NULL;
END $$;
CREATE FUNCTION digest_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$ BEGIN
  INSERT INTO scope_digest AS s (collection, scope, type, community, count, sum)
    SELECT collection, scope, type, community, sum(one), sum(digest) FROM (
      SELECT collection, scope, type, community, -1 AS one, -digest AS digest FROM removed WHERE NOT deleted
      UNION ALL SELECT collection, scope, type, community, 1, digest FROM added WHERE NOT deleted) AS d
    GROUP BY collection, scope, type, community ORDER BY collection, scope, type, community
    ON CONFLICT (collection, scope, type, community) DO UPDATE SET count = s.count + excluded.count, sum = s.sum + excluded.sum;
  RETURN NULL;
END $$;
CREATE FUNCTION digest_removed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$ BEGIN
  INSERT INTO scope_digest AS s (collection, scope, type, community, count, sum)
    SELECT collection, scope, type, community, -count(*), -sum(digest) FROM removed WHERE NOT deleted
    GROUP BY collection, scope, type, community ORDER BY collection, scope, type, community
    ON CONFLICT (collection, scope, type, community) DO UPDATE SET count = s.count + excluded.count, sum = s.sum + excluded.sum;
  RETURN NULL;
END $$;
CREATE TRIGGER docs_digest_added AFTER INSERT ON docs REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION digest_added();
CREATE TRIGGER docs_digest_changed AFTER UPDATE ON docs REFERENCING NEW TABLE AS added OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION digest_changed();
CREATE TRIGGER docs_digest_removed AFTER DELETE ON docs REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION digest_removed();
DROP INDEX docs_living;
-- First reads begin with the work that is open; a scope's records of some types, the newest first.
CREATE INDEX docs_by_type ON docs (collection, scope, type, seq) WHERE NOT deleted;
