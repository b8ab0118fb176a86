-- Which badges are in their wearer's hands, and who is at the mixer: looked at every second.
CREATE INDEX fact_given ON fact (json_extract(body, '$.badge')) WHERE kind = 'given';
CREATE INDEX fact_mixer ON fact (kind) WHERE kind IN ('joined', 'parted', 'planned', 'round');
