-- A context of tests: something with a tenant, and effects that are counted.
CREATE TABLE thing (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    amount bigint NOT NULL CHECK (amount <= 1000),
    PRIMARY KEY (tenant_id, id)
);
SELECT protect('thing');
GRANT SELECT, INSERT, UPDATE ON thing TO probe_app;
GRANT SELECT ON thing TO probe_system;
SELECT protect_batch('thing');
GRANT SELECT, INSERT ON thing TO probe_batch;

CREATE TABLE effect (
    tenant_id uuid NOT NULL,
    number bigint GENERATED ALWAYS AS IDENTITY,
    event_id uuid NOT NULL,
    aggregate_id uuid NOT NULL,
    version integer NOT NULL,
    PRIMARY KEY (tenant_id, number)
);
SELECT protect('effect');
GRANT SELECT, INSERT ON effect TO probe_app;
GRANT SELECT ON effect TO probe_system;
