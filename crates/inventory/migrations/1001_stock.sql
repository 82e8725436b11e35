-- Stock: an append-only ledger of moves, the levels that are its running sums, holds on goods, and what a manager must look at.

-- A receipt or an adjustment, as it was entered: its id makes it one, however often and under whatever key it is sent.
CREATE TABLE document (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('receipt', 'adjustment')),
    location_id uuid NOT NULL,
    reason text CHECK (reason IN ('damaged', 'lost', 'found', 'counted', 'other')),
    note text CHECK (char_length(note) BETWEEN 1 AND 200),
    line_count integer NOT NULL CHECK (line_count >= 1),
    user_id uuid NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CHECK ((kind = 'adjustment') = (reason IS NOT NULL))
);
SELECT protect('document');
SELECT append_only('document');
GRANT SELECT, INSERT ON document TO inventory_app;
GRANT SELECT ON document TO inventory_system;

-- The ledger. `move_cause_key` is what makes every replay a no-op: the cause is the line's id, never its document's.
-- The primary key serves the history of a shelf, newest first; ids are ours and rise with time.
CREATE TABLE move (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    cause_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('receipt', 'adjustment', 'sale', 'void', 'reservation')),
    product_id uuid NOT NULL,
    location_id uuid NOT NULL,
    quantity_milli bigint NOT NULL CONSTRAINT move_quantity_milli_check
        CHECK (quantity_milli <> 0 AND quantity_milli BETWEEN -1000000000 AND 1000000000),
    document_id uuid NOT NULL,
    reason text,
    user_id uuid NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, product_id, location_id, id),
    CONSTRAINT move_cause_key UNIQUE (tenant_id, cause_id, kind, product_id, location_id),
    CONSTRAINT move_sign_check CHECK (
        CASE WHEN kind IN ('receipt', 'void') THEN quantity_milli > 0
             WHEN kind IN ('sale', 'reservation') THEN quantity_milli < 0
             ELSE true END)
);
SELECT protect('move');
SELECT append_only('move');
GRANT SELECT, INSERT ON move TO inventory_app;
GRANT SELECT ON move TO inventory_system;

-- What is on a shelf, by the ledger, and how much of it is held: sums that are moved with the rows they sum. A row is never
-- removed. Updated in place most of the time (fillfactor; no changing column is indexed).
CREATE TABLE level (
    tenant_id uuid NOT NULL,
    location_id uuid NOT NULL,
    product_id uuid NOT NULL,
    on_hand_milli bigint NOT NULL CONSTRAINT level_on_hand_milli_check
        CHECK (on_hand_milli BETWEEN -1000000000000000 AND 1000000000000000),
    reserved_milli bigint NOT NULL DEFAULT 0 CONSTRAINT level_reserved_milli_check
        CHECK (reserved_milli BETWEEN 0 AND 1000000000000000),
    version bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant_id, location_id, product_id)
) WITH (fillfactor = 70);
CREATE INDEX level_product ON level (tenant_id, product_id, location_id);
-- A location implies its tenant: without this the planner multiplies the two and scans the store for each row.
CREATE STATISTICS level_tenant_location (ndistinct, dependencies) ON tenant_id, location_id FROM level;
SELECT protect('level');
GRANT SELECT, INSERT, UPDATE ON level TO inventory_app;
GRANT SELECT ON level TO inventory_system;

-- A hold on goods. `holder`: a person's, through the public operations, or an order's, under the order's id.
CREATE TABLE reservation (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    location_id uuid NOT NULL,
    holder text NOT NULL CHECK (holder IN ('person', 'order')),
    state text NOT NULL CHECK (state IN ('held', 'committed', 'released', 'expired')),
    expires_at timestamptz NOT NULL,
    user_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    event_version integer NOT NULL CHECK (event_version >= 1),
    PRIMARY KEY (tenant_id, id)
) WITH (fillfactor = 80);
CREATE INDEX reservation_due ON reservation (expires_at) WHERE state = 'held';
CREATE INDEX reservation_open ON reservation (tenant_id) WHERE state = 'held' AND holder = 'person';
CREATE INDEX reservation_ended ON reservation (changed_at) WHERE state <> 'held';
SELECT protect('reservation');
GRANT SELECT, INSERT, UPDATE ON reservation TO inventory_app;
GRANT SELECT, DELETE ON reservation TO inventory_system;
-- Only so that retention can lock what it removes.
GRANT UPDATE (changed_at) ON reservation TO inventory_system;

-- `id` is the cause of the move when the goods are taken. Removed lines are those of a hold that was made anew.
CREATE TABLE reservation_line (
    tenant_id uuid NOT NULL,
    reservation_id uuid NOT NULL,
    product_id uuid NOT NULL,
    id uuid NOT NULL,
    quantity_milli bigint NOT NULL CHECK (quantity_milli BETWEEN 1 AND 1000000000),
    PRIMARY KEY (tenant_id, reservation_id, product_id),
    FOREIGN KEY (tenant_id, reservation_id) REFERENCES reservation (tenant_id, id)
);
SELECT protect('reservation_line');
GRANT SELECT, INSERT, DELETE ON reservation_line TO inventory_app;
GRANT SELECT, DELETE ON reservation_line TO inventory_system;

-- A shelf whose record is below zero: one open row for each, closed when the record is zero or more again.
CREATE TABLE stock_exception (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL CHECK (kind = 'oversold'),
    product_id uuid NOT NULL,
    location_id uuid NOT NULL,
    on_hand_milli bigint NOT NULL CHECK (on_hand_milli BETWEEN -1000000000000000 AND -1),
    order_id uuid,
    opened_at timestamptz NOT NULL,
    closed_at timestamptz,
    PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX stock_exception_open_key ON stock_exception (tenant_id, location_id, product_id) WHERE closed_at IS NULL;
CREATE INDEX stock_exception_open ON stock_exception (tenant_id, id) WHERE closed_at IS NULL;
SELECT protect('stock_exception');
GRANT SELECT, INSERT ON stock_exception TO inventory_app;
GRANT UPDATE (closed_at) ON stock_exception TO inventory_app;
GRANT SELECT ON stock_exception TO inventory_system;
