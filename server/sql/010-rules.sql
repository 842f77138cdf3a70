-- Read with every push: holiday tables, parameters and substitutes are few among many documents.
CREATE INDEX docs_rules ON docs (type, scope) WHERE type IN ('holiday_table', 'parameter', 'stand_in');
