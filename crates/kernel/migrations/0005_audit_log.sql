-- The trail is a second log of the context (docs/adr/0013): the relay stamps its rows as it stamps the outbox, and the audit service reads it.

-- Where it happened, as far as it happened in a store.
ALTER TABLE audit_event ADD COLUMN store_id uuid;
ALTER TABLE audit_event ADD COLUMN seq bigint GENERATED ALWAYS AS IDENTITY, ADD COLUMN position bigint;
CREATE INDEX audit_event_unpublished ON audit_event (seq) WHERE position IS NULL;
CREATE UNIQUE INDEX audit_event_position ON audit_event (position) WHERE position IS NOT NULL;

-- The position is given once; nothing else of a row is ever changed, and no row goes. The list of columns keeps the trigger from being called
-- for each stamp.
DROP TRIGGER append_only ON audit_event;
CREATE TRIGGER append_only
    BEFORE DELETE OR UPDATE OF tenant_id, id, at, user_id, via, action, subject_id, before, after, reason, trace_id, store_id, seq ON audit_event
    FOR EACH ROW EXECUTE FUNCTION __schema__.refuse_change();
CREATE TRIGGER stamped_once BEFORE UPDATE OF position ON audit_event
    FOR EACH ROW WHEN (OLD.position IS NOT NULL) EXECUTE FUNCTION __schema__.refuse_change();
GRANT UPDATE (position) ON audit_event TO __context___system;

CREATE TABLE audit_head (
    singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
    position bigint NOT NULL
);
INSERT INTO audit_head (position) VALUES (0);
GRANT SELECT, UPDATE ON audit_head TO __context___system;
