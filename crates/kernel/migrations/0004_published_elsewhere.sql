-- Events on a bus that may lose its order (docs/adr/0012): how far the log was published there, and what came too early or cannot be read.

-- How far the outbox has been published to each topic. Another topic begins with what the log still has.
CREATE TABLE publisher_cursor (
    topic text PRIMARY KEY,
    position bigint NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON publisher_cursor TO __context___system;

-- What an applied event was of, where order matters: the next event asks whether the one before it was applied.
ALTER TABLE inbox ADD COLUMN aggregate_id uuid, ADD COLUMN aggregate_version integer;
CREATE INDEX inbox_aggregate ON inbox (aggregate_id, aggregate_version) WHERE aggregate_id IS NOT NULL;

-- Early: it waits for the event before it.
ALTER TABLE dead_letter DROP CONSTRAINT dead_letter_state_check;
ALTER TABLE dead_letter ADD CONSTRAINT dead_letter_state_check CHECK (state IN ('dead', 'parked', 'early'));
CREATE INDEX dead_letter_early ON dead_letter (consumer, at) WHERE state = 'early';

-- Messages of a topic that are no events of ours: nobody's, so no tenant sees them. The first bytes are kept to look at.
CREATE TABLE unreadable_message (
    consumer text NOT NULL,
    topic text NOT NULL,
    partition integer NOT NULL,
    message_offset bigint NOT NULL,
    reason text NOT NULL,
    size_bytes bigint NOT NULL,
    key bytea NOT NULL,
    value bytea NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (consumer, topic, partition, message_offset)
);
GRANT SELECT, INSERT, DELETE ON unreadable_message TO __context___system;
