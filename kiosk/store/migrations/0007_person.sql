-- Who is one person, what recognises a ticket in a list, and which codes are void: derived from the facts.
ALTER TABLE registrant ADD COLUMN person TEXT NOT NULL DEFAULT '';   -- the same for all tickets of one person
ALTER TABLE registrant ADD COLUMN marks TEXT NOT NULL DEFAULT '{}';  -- JSON: Marks
CREATE INDEX registrant_person ON registrant (person);
CREATE INDEX registrant_host ON registrant (json_extract(body, '$.host'));
ALTER TABLE code ADD COLUMN void INTEGER NOT NULL DEFAULT 0;         -- 1: its list issued another in its place
-- What an import looks back at.
CREATE INDEX fact_same ON fact (kind) WHERE kind = 'same';
CREATE INDEX fact_imported ON fact (kind) WHERE kind = 'imported';
CREATE INDEX fact_undone_elsewhere ON fact (kind) WHERE kind = 'undone' AND ticket IS NULL;
INSERT OR REPLACE INTO meta SELECT 'derived_is_stale', '1' WHERE EXISTS (SELECT 1 FROM fact);
