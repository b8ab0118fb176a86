-- What happened: append-only, opaque ids only. State is a fold over facts sorted by (at_ms, id).
CREATE TABLE fact (
    n       INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,           -- UUIDv7
    kind    TEXT NOT NULL,
    v       INTEGER NOT NULL,
    ticket  TEXT,
    body    TEXT NOT NULL,                  -- JSON
    door    TEXT NOT NULL,
    door_n  INTEGER NOT NULL,
    operator TEXT NOT NULL,
    wall_ms INTEGER NOT NULL,               -- this laptop's clock
    mono_ns INTEGER NOT NULL,               -- since boot: maps a clock that was stepped
    boot    TEXT NOT NULL,
    at_ms   INTEGER NOT NULL,               -- corrected time; never runs backwards at one door
    unc_ms  INTEGER NOT NULL,               -- how far at_ms may be off
    seq     INTEGER                         -- the hub's number; NULL = not handed over yet
) STRICT;
CREATE INDEX fact_ticket ON fact (ticket);
CREATE TRIGGER fact_is_never_changed BEFORE UPDATE OF n, id, kind, v, ticket, body, door, door_n, operator,
    wall_ms, mono_ns, boot, at_ms, unc_ms ON fact
    BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER fact_is_numbered_once BEFORE UPDATE OF seq ON fact WHEN OLD.seq IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER fact_is_never_deleted BEFORE DELETE ON fact
    BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;

-- Personal text, beside the facts: may be emptied.
CREATE TABLE listing_text (fact TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE introduction_text (fact TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE note_text (fact TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- Derived from the facts and their text: can be dropped and replayed.
CREATE TABLE registrant (
    number  INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,
    ticket  TEXT NOT NULL UNIQUE,
    ref     TEXT NOT NULL,
    edited  TEXT NOT NULL,                  -- JSON list: fields set at the door, which a re-import leaves alone
    body    TEXT NOT NULL                   -- JSON: a Registrant
) STRICT;
CREATE INDEX registrant_ref ON registrant (ref);
CREATE TABLE code (
    code   TEXT NOT NULL,
    ticket TEXT NOT NULL,
    folded TEXT NOT NULL,                   -- for a scanner with CapsLock on
    PRIMARY KEY (code, ticket)
) STRICT, WITHOUT ROWID;
CREATE INDEX code_folded ON code (folded);
CREATE INDEX code_ticket ON code (ticket);
CREATE TABLE presence (
    ticket   TEXT PRIMARY KEY,
    admitted INTEGER NOT NULL,              -- 1 while an admission stands
    inside   INTEGER NOT NULL,
    walk_in  INTEGER NOT NULL,
    badge    TEXT,
    body     TEXT NOT NULL                  -- JSON: a Presence
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE name_prefix USING fts5(name, other, tokenize = "unicode61 remove_diacritics 0", prefix = '1 2 3');
CREATE VIRTUAL TABLE name_trigram USING fts5(name, other, tokenize = "trigram");

-- Local to this door.
CREATE TABLE print_job (
    n        INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,          -- the badge's id
    ticket   TEXT NOT NULL,
    revision INTEGER NOT NULL,
    badge    TEXT NOT NULL,                 -- JSON: the finished printing.Badge
    state    TEXT NOT NULL,
    tries    INTEGER NOT NULL DEFAULT 0,
    error    TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX print_job_waiting ON print_job (n) WHERE state <> 'done';
CREATE TABLE matching (fingerprint TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
