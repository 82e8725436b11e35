-- Inbox rows come in order of time, so a block-range index finds the old ones at next to no cost for each event applied.
CREATE INDEX inbox_at ON inbox USING brin (at);
