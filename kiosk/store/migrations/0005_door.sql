-- What the screens look at every second.
CREATE INDEX registrant_status ON registrant (json_extract(body, '$.status'));
CREATE INDEX presence_state ON presence (admitted, inside, walk_in);
-- Which badges are in their wearer's hands, and who is at the mixer.
CREATE INDEX fact_given ON fact (json_extract(body, '$.badge')) WHERE kind = 'given';
CREATE INDEX fact_mixer ON fact (kind) WHERE kind IN ('joined', 'parted', 'planned', 'round');
