-- Where a badge went, and whether somebody has dealt with one that is in doubt.
ALTER TABLE print_job ADD COLUMN printer TEXT NOT NULL DEFAULT '';
ALTER TABLE print_job ADD COLUMN settled INTEGER NOT NULL DEFAULT 0;
CREATE INDEX print_job_ticket ON print_job (ticket);

-- Labels left on a printer's roll, as somebody set them, less what was printed since.
CREATE TABLE roll (
    printer TEXT PRIMARY KEY,
    labels  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Whose badge was printed before the evening.
CREATE INDEX fact_prepared ON fact (json_extract(body, '$.badge')) WHERE kind = 'prepared';
