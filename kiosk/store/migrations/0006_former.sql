-- Who had a ticket before somebody else came on it: derived from the facts, so that they are still found and exported.
CREATE TABLE former (
    number INTEGER PRIMARY KEY,
    id     TEXT NOT NULL UNIQUE,
    held   TEXT NOT NULL,                   -- the ticket
    body   TEXT NOT NULL                    -- JSON: a Registrant
) STRICT;
CREATE INDEX former_held ON former (held);
INSERT OR REPLACE INTO meta SELECT 'derived_is_stale', '1' WHERE EXISTS (SELECT 1 FROM fact);
