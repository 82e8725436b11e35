-- Stock for more than one place: goods that are under way, goods that cannot be sold, reorder points, and counts.

-- Where within its location a product is: on the shelf, under way to it, or set aside as damaged.
ALTER TABLE move ADD COLUMN bucket text NOT NULL DEFAULT 'shelf' CONSTRAINT move_bucket_check CHECK (bucket IN ('shelf', 'transit', 'damaged'));
-- A move from one bucket of a location to another has two sides with one cause.
ALTER TABLE move DROP CONSTRAINT move_cause_key,
    ADD CONSTRAINT move_cause_key UNIQUE (tenant_id, cause_id, kind, product_id, location_id, bucket);
ALTER TABLE move DROP CONSTRAINT move_kind_check, ADD CONSTRAINT move_kind_check CHECK (kind IN (
    'receipt', 'adjustment', 'sale', 'void', 'reservation', 'ship', 'arrive', 'resolve', 'damage', 'restore', 'write_off', 'count'));
ALTER TABLE move DROP CONSTRAINT move_sign_check, ADD CONSTRAINT move_sign_check CHECK (
    CASE WHEN kind IN ('receipt', 'void') THEN bucket = 'shelf' AND quantity_milli > 0
         WHEN kind IN ('sale', 'reservation') THEN bucket = 'shelf' AND quantity_milli < 0
         WHEN kind IN ('adjustment', 'count') THEN bucket = 'shelf'
         WHEN kind = 'ship' THEN (bucket = 'shelf') = (quantity_milli < 0) AND bucket <> 'damaged'
         WHEN kind = 'arrive' THEN (bucket = 'transit') = (quantity_milli < 0) AND bucket <> 'damaged'
         WHEN kind = 'resolve' THEN (bucket = 'transit') = (quantity_milli < 0)
         WHEN kind = 'damage' THEN (bucket = 'shelf') = (quantity_milli < 0) AND bucket <> 'transit'
         WHEN kind = 'restore' THEN (bucket = 'damaged') = (quantity_milli < 0) AND bucket <> 'transit'
         ELSE bucket = 'damaged' AND quantity_milli < 0 END);
-- What the statement that writes moves is given; `new_move` stays for a program of before, which may still run beside this one.
CREATE TYPE bucket_move AS (
    id uuid, cause_id uuid, kind text, bucket text, product_id uuid, location_id uuid, quantity_milli bigint, document_id uuid, reason text,
    user_id uuid, at timestamptz);

-- Sums of the other buckets' moves; and the reorder point, which lies here so that the statement that moves a level sees it.
-- The CHECKs are wide because they judge a proposed row, which is a difference; what a row may end as, the trigger says.
ALTER TABLE level
    ADD COLUMN in_transit_milli bigint NOT NULL DEFAULT 0 CONSTRAINT level_in_transit_milli_check
        CHECK (in_transit_milli BETWEEN -1000000000000000 AND 1000000000000000),
    ADD COLUMN damaged_milli bigint NOT NULL DEFAULT 0 CONSTRAINT level_damaged_milli_check
        CHECK (damaged_milli BETWEEN -1000000000000000 AND 1000000000000000),
    ADD COLUMN reorder_milli bigint CONSTRAINT level_reorder_milli_check CHECK (reorder_milli BETWEEN 0 AND 1000000000);
CREATE FUNCTION refuse_less_than_nothing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a bucket cannot hold less than nothing' USING ERRCODE = 'check_violation', CONSTRAINT = 'level_bucket_check';
END $$;
CREATE TRIGGER level_bucket AFTER INSERT OR UPDATE ON level FOR EACH ROW
    WHEN (NEW.in_transit_milli < 0 OR NEW.damaged_milli < 0) EXECUTE FUNCTION refuse_less_than_nothing();

-- A shelf at or below its reorder point: one open row for each, closed when it is above it again. Its opening is what is told.
CREATE TABLE low_stock (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    location_id uuid NOT NULL,
    product_id uuid NOT NULL,
    on_hand_milli bigint NOT NULL CHECK (on_hand_milli BETWEEN -1000000000000000 AND 1000000000000000),
    reorder_milli bigint NOT NULL CHECK (reorder_milli BETWEEN 0 AND 1000000000),
    opened_at timestamptz NOT NULL,
    closed_at timestamptz,
    PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX low_stock_open_key ON low_stock (tenant_id, location_id, product_id) WHERE closed_at IS NULL;
SELECT protect('low_stock');
GRANT SELECT, INSERT ON low_stock TO inventory_app;
GRANT UPDATE (closed_at) ON low_stock TO inventory_app;
GRANT SELECT ON low_stock TO inventory_system;

-- A transfer is the document of its shipment with what became of it; arrivals and resolutions are documents of their own.
ALTER TABLE document ADD COLUMN transfer_id uuid;
ALTER TABLE document DROP CONSTRAINT document_kind_check, ADD CONSTRAINT document_kind_check CHECK (kind IN (
    'receipt', 'adjustment', 'ship', 'arrive', 'resolve', 'damage', 'restore', 'write_off', 'count'));
ALTER TABLE document DROP CONSTRAINT document_reason_check, ADD CONSTRAINT document_reason_check CHECK (reason IN (
    'damaged', 'lost', 'found', 'counted', 'other', 'returned', 'broken', 'expired', 'spoiled', 'recalled', 'repaired'));
ALTER TABLE document DROP CONSTRAINT document_check, ADD CONSTRAINT document_reason_needed_check CHECK (
    (kind IN ('adjustment', 'resolve', 'damage', 'restore', 'write_off')) = (reason IS NOT NULL));
ALTER TABLE document ADD CONSTRAINT document_transfer_check CHECK ((kind IN ('arrive', 'resolve')) = (transfer_id IS NOT NULL));
CREATE TABLE transfer (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    from_location_id uuid NOT NULL,
    to_location_id uuid NOT NULL CHECK (to_location_id <> from_location_id),
    state text NOT NULL CHECK (state IN ('under_way', 'done')),
    event_version integer NOT NULL CHECK (event_version >= 1),
    at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, id) REFERENCES document (tenant_id, id)
);
CREATE INDEX transfer_newest ON transfer (tenant_id, at, id);
SELECT protect('transfer');
GRANT SELECT, INSERT ON transfer TO inventory_app;
GRANT UPDATE (state, event_version, changed_at) ON transfer TO inventory_app;
GRANT SELECT ON transfer TO inventory_system;
ALTER TABLE document ADD CONSTRAINT document_transfer_fkey FOREIGN KEY (tenant_id, transfer_id) REFERENCES transfer (tenant_id, id);
CREATE INDEX document_transfer ON document (tenant_id, transfer_id) WHERE transfer_id IS NOT NULL;

-- What is still under way of a line is what was shipped less what was received and resolved.
CREATE TABLE transfer_line (
    tenant_id uuid NOT NULL,
    transfer_id uuid NOT NULL,
    product_id uuid NOT NULL,
    shipped_milli bigint NOT NULL CHECK (shipped_milli BETWEEN 1 AND 1000000000),
    received_milli bigint NOT NULL DEFAULT 0 CHECK (received_milli BETWEEN 0 AND 1000000000),
    resolved_milli bigint NOT NULL DEFAULT 0 CHECK (resolved_milli BETWEEN 0 AND 1000000000),
    PRIMARY KEY (tenant_id, transfer_id, product_id),
    FOREIGN KEY (tenant_id, transfer_id) REFERENCES transfer (tenant_id, id),
    CONSTRAINT transfer_line_sum_check CHECK (received_milli + resolved_milli <= shipped_milli)
);
SELECT protect('transfer_line');
GRANT SELECT, INSERT ON transfer_line TO inventory_app;
GRANT UPDATE (received_milli, resolved_milli) ON transfer_line TO inventory_app;
GRANT SELECT ON transfer_line TO inventory_system;

-- A count of one location: of the products that it names (cycle), or of whatever is found (full).
CREATE TABLE stock_count (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    location_id uuid NOT NULL,
    scope text NOT NULL CHECK (scope IN ('cycle', 'full')),
    state text NOT NULL CHECK (state IN ('counting', 'submitted', 'approved', 'cancelled')),
    note text CHECK (char_length(note) BETWEEN 1 AND 200),
    line_count integer NOT NULL CHECK (line_count >= 0),
    user_id uuid NOT NULL,
    at timestamptz NOT NULL,
    changed_by uuid NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX stock_count_newest ON stock_count (tenant_id, at, id);
SELECT protect('stock_count');
GRANT SELECT, INSERT ON stock_count TO inventory_app;
GRANT UPDATE (state, line_count, changed_by, changed_at) ON stock_count TO inventory_app;
GRANT SELECT ON stock_count TO inventory_system;

-- A product is counted once in a count, which is the cause of the move that its approval books. `book_milli`: what the record held at
-- `counted_at`, as the approval found it.
CREATE TABLE stock_count_line (
    tenant_id uuid NOT NULL,
    count_id uuid NOT NULL,
    product_id uuid NOT NULL,
    counted_milli bigint CHECK (counted_milli BETWEEN 0 AND 1000000000),
    counted_at timestamptz,
    counted_by uuid,
    book_milli bigint CHECK (book_milli BETWEEN -1000000000000000 AND 1000000000000000),
    PRIMARY KEY (tenant_id, count_id, product_id),
    FOREIGN KEY (tenant_id, count_id) REFERENCES stock_count (tenant_id, id),
    CONSTRAINT stock_count_line_counted_check CHECK ((counted_milli IS NULL) = (counted_at IS NULL) AND (counted_milli IS NULL) = (counted_by IS NULL)),
    CONSTRAINT stock_count_line_book_check CHECK (book_milli IS NULL OR counted_milli IS NOT NULL)
);
SELECT protect('stock_count_line');
GRANT SELECT, INSERT ON stock_count_line TO inventory_app;
GRANT UPDATE (counted_milli, counted_at, counted_by, book_milli) ON stock_count_line TO inventory_app;
GRANT SELECT ON stock_count_line TO inventory_system;
