-- What people are found by, written by kiosk/store/index.py, which fills it anew where it is empty.
DROP TABLE name_prefix;
DROP TABLE name_trigram;
-- The words come cut and folded: letters of any script, and the marks that our own words begin with or contain.
CREATE VIRTUAL TABLE search_entry USING fts5(
    first, middle, last,                    -- the words of the name
    also,                                   -- its other spellings, and our own marks
    other,                                  -- company and order
    handle,                                 -- the e-mail address, and the order from its end
    tokenize = "ascii tokenchars '!<=@._+-'", prefix = '1 2 3', detail = column, columnsize = 0
);
-- The words of names with how many bear them, and what remains of each without one of its letters: two words
-- that are one slip apart have such a rest in common.
CREATE TABLE search_word (word TEXT PRIMARY KEY, uses INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE search_slip (
    rest TEXT NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (rest, word)
) STRICT, WITHOUT ROWID;
