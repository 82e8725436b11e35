-- The tables of the shared mechanism, in every context's schema. __context__ and __schema__ are replaced by the migrator.

-- Puts a tenant table under row-level security: the application role sees the transaction's tenant and nothing else (no tenant
-- set is an error), the system role sees all tenants.
CREATE FUNCTION protect(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
    EXECUTE format('CREATE POLICY tenant_rows ON %s TO __context___app
        USING (tenant_id = (SELECT current_setting(''app.tenant_id'')::uuid))
        WITH CHECK (tenant_id = (SELECT current_setting(''app.tenant_id'')::uuid))', target);
    EXECUTE format('CREATE POLICY system_rows ON %s TO __context___system USING (true) WITH CHECK (true)', target);
END $$;
REVOKE ALL ON FUNCTION protect(regclass) FROM PUBLIC;

-- Refuses UPDATE and DELETE on an append-only table, whoever asks.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION append_only(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION __schema__.refuse_change()', target);
END $$;
REVOKE ALL ON FUNCTION append_only(regclass) FROM PUBLIC;

-- What happened, written in the transaction in which it happened. The relay stamps `position`; consumers read by it.
CREATE TABLE outbox (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    seq bigint GENERATED ALWAYS AS IDENTITY,
    position bigint,
    type text NOT NULL,
    aggregate_id uuid NOT NULL,
    aggregate_version integer NOT NULL CHECK (aggregate_version >= 1),
    at timestamptz NOT NULL,
    trace_parent text,
    data text NOT NULL,
    txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX outbox_unpublished ON outbox (seq) WHERE position IS NULL;
CREATE UNIQUE INDEX outbox_position ON outbox (position) WHERE position IS NOT NULL;
SELECT protect('outbox');
GRANT SELECT, INSERT ON outbox TO __context___app;
GRANT SELECT, UPDATE (position), DELETE ON outbox TO __context___system;

-- The last position that the relay gave out: it outlives the rows that retention removes.
CREATE TABLE outbox_head (
    singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
    position bigint NOT NULL
);
INSERT INTO outbox_head (position) VALUES (0);
GRANT SELECT, UPDATE ON outbox_head TO __context___system;

-- How far each consumer of this context has read another context's log. Moves in the transaction of the effect.
CREATE TABLE consumer_cursor (
    consumer text NOT NULL,
    source text NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (consumer, source)
);
GRANT SELECT, INSERT, UPDATE ON consumer_cursor TO __context___app, __context___system;

-- Which events a consumer has applied: the effect and this row are one transaction.
CREATE TABLE inbox (
    tenant_id uuid NOT NULL,
    consumer text NOT NULL,
    event_id uuid NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, consumer, event_id)
);
SELECT protect('inbox');
GRANT SELECT, INSERT ON inbox TO __context___app;
GRANT SELECT, DELETE ON inbox TO __context___system;

-- Events that could not be applied, and those of the same aggregate that wait behind them.
CREATE TABLE dead_letter (
    tenant_id uuid NOT NULL,
    consumer text NOT NULL,
    event_id uuid NOT NULL,
    source text NOT NULL,
    position bigint NOT NULL,
    type text NOT NULL,
    aggregate_id uuid NOT NULL,
    aggregate_version integer NOT NULL,
    event_at timestamptz NOT NULL,
    trace_parent text,
    data text NOT NULL,
    state text NOT NULL CHECK (state IN ('dead', 'parked')),
    reason text NOT NULL,
    attempts integer NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, consumer, event_id)
);
CREATE INDEX dead_letter_aggregate ON dead_letter (tenant_id, consumer, aggregate_id, position);
SELECT protect('dead_letter');
GRANT SELECT, INSERT, UPDATE, DELETE ON dead_letter TO __context___app;
GRANT SELECT ON dead_letter TO __context___system;

-- The first answer to each request that may be sent again. Only successes are kept, for 90 days.
CREATE TABLE idempotency (
    tenant_id uuid NOT NULL,
    route text NOT NULL,
    key text NOT NULL,
    fingerprint bytea NOT NULL,
    status smallint,
    body text,
    at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, route, key)
);
CREATE INDEX idempotency_at ON idempotency (at);
SELECT protect('idempotency');
GRANT SELECT, INSERT, UPDATE ON idempotency TO __context___app;
GRANT SELECT, DELETE ON idempotency TO __context___system;

-- Who did what, with the state before and after: one row for each mutation, in its transaction.
CREATE TABLE audit_event (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    at timestamptz NOT NULL,
    user_id uuid NOT NULL,
    via text,
    action text NOT NULL,
    subject_id uuid NOT NULL,
    before text,
    after text,
    reason text,
    trace_id text NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX audit_event_subject ON audit_event (tenant_id, subject_id, at);
SELECT protect('audit_event');
SELECT append_only('audit_event');
GRANT SELECT, INSERT ON audit_event TO __context___app;
GRANT SELECT ON audit_event TO __context___system;
