-- What a further name on a badge must be worth, learned with who fits whom.
ALTER TABLE matching ADD COLUMN price REAL;

-- Vectors of a language model, by a hash of the text: no personal text lies here.
CREATE TABLE vector (
    model TEXT NOT NULL,                    -- URL and name
    text  TEXT NOT NULL,                    -- SHA-256 of the phrase
    body  BLOB NOT NULL,                    -- little-endian 32-bit floats
    PRIMARY KEY (model, text)
) STRICT, WITHOUT ROWID;
