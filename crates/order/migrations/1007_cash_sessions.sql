-- Cash management: how a shop handles its drawers, sessions of a drawer, what goes in and out beside sales, counts, Z reports with what
-- arrived after them, bank deposits, and sales of training.

CREATE TABLE cash_settings (
    tenant_id uuid NOT NULL PRIMARY KEY,
    sessions_required boolean NOT NULL,
    variance_limit_minor bigint CHECK (variance_limit_minor BETWEEN 0 AND 1000000000000)
);
SELECT protect('cash_settings');
GRANT SELECT, INSERT, UPDATE ON cash_settings TO order_app;
GRANT SELECT ON cash_settings TO order_system;

-- One drawer at one register, from its float to its Z report. The drawer is the register's (its id) or an employee's own (theirs).
CREATE TABLE register_session (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    store_id uuid NOT NULL,
    register_id uuid NOT NULL,
    series text NOT NULL,
    drawer_id uuid NOT NULL,
    training boolean NOT NULL,
    status text NOT NULL CHECK (status IN ('open', 'counting', 'closed')),
    business_date date NOT NULL,
    time_zone text NOT NULL,
    currency text NOT NULL CHECK (length(currency) = 3),
    currency_exponent smallint NOT NULL CHECK (currency_exponent IN (0, 2, 3)),
    carried_minor bigint CHECK (carried_minor BETWEEN 0 AND 1000000000000),
    float_minor bigint NOT NULL CHECK (float_minor BETWEEN 0 AND 1000000000000),
    float_pieces jsonb NOT NULL,
    opened_by uuid NOT NULL,
    opened_by_name text NOT NULL,
    opened_at timestamptz NOT NULL,
    closed_by uuid,
    closed_by_name text,
    closed_at timestamptz,
    expected_minor bigint CHECK (expected_minor BETWEEN -1000000000000 AND 1000000000000),
    counted_minor bigint CHECK (counted_minor BETWEEN 0 AND 1000000000000),
    left_minor bigint CHECK (left_minor BETWEEN 0 AND counted_minor),
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT register_session_closed CHECK ((status = 'closed') = (num_nonnulls(closed_by, closed_by_name, closed_at, expected_minor, counted_minor, left_minor) = 6)
        AND (status = 'closed' OR num_nonnulls(closed_by, closed_by_name, closed_at, expected_minor, counted_minor, left_minor) = 0))
);
-- A drawer is open once.
CREATE UNIQUE INDEX register_session_drawer_key ON register_session (tenant_id, drawer_id) WHERE status <> 'closed';
CREATE INDEX register_session_newest ON register_session (tenant_id, opened_at DESC, id DESC);
CREATE INDEX register_session_last ON register_session (tenant_id, drawer_id, closed_at DESC) WHERE status = 'closed' AND NOT training;
SELECT protect('register_session');
GRANT SELECT, INSERT, UPDATE (status, closed_by, closed_by_name, closed_at, expected_minor, counted_minor, left_minor) ON register_session TO order_app;
GRANT SELECT ON register_session TO order_system;

CREATE TABLE cash_movement (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    session_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('paid_in', 'paid_out', 'drop', 'loan', 'no_sale')),
    amount_minor bigint NOT NULL CHECK (amount_minor BETWEEN 0 AND 1000000000000 AND (kind = 'no_sale') = (amount_minor = 0)),
    reason text NOT NULL,
    user_id uuid NOT NULL,
    user_name text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, session_id) REFERENCES register_session (tenant_id, id)
);
CREATE INDEX cash_movement_session ON cash_movement (tenant_id, session_id, at);
SELECT protect('cash_movement');
SELECT append_only('cash_movement');
GRANT SELECT, INSERT ON cash_movement TO order_app;
GRANT SELECT ON cash_movement TO order_system;

-- A count at the close: the first, and at most one recount.
CREATE TABLE cash_count (
    tenant_id uuid NOT NULL,
    session_id uuid NOT NULL,
    count_number smallint NOT NULL CHECK (count_number IN (1, 2)),
    pieces jsonb NOT NULL,
    counted_minor bigint NOT NULL CHECK (counted_minor BETWEEN 0 AND 1000000000000),
    expected_minor bigint NOT NULL CHECK (expected_minor BETWEEN -1000000000000 AND 1000000000000),
    user_id uuid NOT NULL,
    user_name text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, session_id, count_number),
    FOREIGN KEY (tenant_id, session_id) REFERENCES register_session (tenant_id, id)
);
SELECT protect('cash_count');
SELECT append_only('cash_count');
GRANT SELECT, INSERT ON cash_count TO order_app;
GRANT SELECT ON cash_count TO order_system;

-- Where each register's reports stand: the head of its chain and the totals that never go back to zero.
CREATE TABLE register_total (
    tenant_id uuid NOT NULL,
    register_id uuid NOT NULL,
    last_document bigint NOT NULL CHECK (last_document >= 0),
    last_z_number bigint NOT NULL CHECK (last_z_number >= 0),
    last_hash bytea NOT NULL CHECK (length(last_hash) = 32),
    sales_count bigint NOT NULL CHECK (sales_count >= 0),
    sales_minor bigint NOT NULL CHECK (sales_minor BETWEEN -1000000000000000000 AND 1000000000000000000),
    voids_count bigint NOT NULL CHECK (voids_count >= 0),
    voids_minor bigint NOT NULL CHECK (voids_minor BETWEEN -1000000000000000000 AND 1000000000000000000),
    PRIMARY KEY (tenant_id, register_id)
);
SELECT protect('register_total');
SELECT protect_batch('register_total');
GRANT SELECT, INSERT, UPDATE ON register_total TO order_app;
GRANT SELECT, UPDATE (last_document, last_hash, sales_count, sales_minor) ON register_total TO order_batch;
GRANT SELECT ON register_total TO order_system;

-- Z reports and the corrections of them, one chain for each register. The body is what was hashed, byte for byte.
CREATE TABLE z_document (
    tenant_id uuid NOT NULL,
    register_id uuid NOT NULL,
    document_number bigint NOT NULL CHECK (document_number >= 1),
    kind text NOT NULL CHECK (kind IN ('z', 'correction')),
    z_number bigint NOT NULL CHECK (z_number >= 1),
    correction_number integer CHECK (correction_number >= 1),
    session_id uuid NOT NULL,
    order_id uuid,
    store_id uuid NOT NULL,
    business_date date NOT NULL,
    body text NOT NULL,
    previous_hash bytea NOT NULL CHECK (length(previous_hash) = 32),
    hash bytea NOT NULL CHECK (length(hash) = 32),
    at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, register_id, document_number),
    CONSTRAINT z_document_kind CHECK ((kind = 'correction') = (order_id IS NOT NULL AND correction_number IS NOT NULL)),
    FOREIGN KEY (tenant_id, session_id) REFERENCES register_session (tenant_id, id),
    FOREIGN KEY (tenant_id, order_id) REFERENCES orders (tenant_id, id)
);
CREATE UNIQUE INDEX z_document_z_key ON z_document (tenant_id, register_id, z_number) WHERE kind = 'z';
CREATE UNIQUE INDEX z_document_session_key ON z_document (tenant_id, session_id) WHERE kind = 'z';
CREATE UNIQUE INDEX z_document_order_key ON z_document (tenant_id, order_id) WHERE kind = 'correction';
CREATE UNIQUE INDEX z_document_correction_key ON z_document (tenant_id, register_id, z_number, correction_number) WHERE kind = 'correction';
CREATE INDEX z_document_newest ON z_document (tenant_id, at DESC, register_id, document_number DESC);
SELECT protect('z_document');
SELECT append_only('z_document');
SELECT protect_batch('z_document');
GRANT SELECT, INSERT ON z_document TO order_app;
GRANT SELECT, INSERT ON z_document TO order_batch;
GRANT SELECT ON z_document TO order_system;

-- Money of a store's safe that went to the bank.
CREATE TABLE bank_deposit (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    store_id uuid NOT NULL,
    amount_minor bigint NOT NULL CHECK (amount_minor BETWEEN 1 AND 1000000000000),
    currency text NOT NULL CHECK (length(currency) = 3),
    currency_exponent smallint NOT NULL CHECK (currency_exponent IN (0, 2, 3)),
    reference text NOT NULL,
    user_id uuid NOT NULL,
    user_name text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX bank_deposit_newest ON bank_deposit (tenant_id, at DESC, id DESC);
SELECT protect('bank_deposit');
SELECT append_only('bank_deposit');
GRANT SELECT, INSERT ON bank_deposit TO order_app;
GRANT SELECT ON bank_deposit TO order_system;

-- Sales made to learn: a series of their own, no ledger, no stock, no report.
CREATE TABLE training_sale (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    session_id uuid NOT NULL,
    register_id uuid NOT NULL,
    receipt_number bigint NOT NULL CHECK (receipt_number >= 1),
    request_hash bytea NOT NULL CHECK (length(request_hash) = 32),
    body jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT training_sale_number_key UNIQUE (tenant_id, register_id, receipt_number),
    FOREIGN KEY (tenant_id, session_id) REFERENCES register_session (tenant_id, id)
);
SELECT protect('training_sale');
SELECT append_only('training_sale');
GRANT SELECT, INSERT ON training_sale TO order_app;
GRANT SELECT ON training_sale TO order_system;

-- A sale, and a cancellation, belongs to the session whose drawer it moved.
ALTER TABLE orders ADD CONSTRAINT orders_session_fkey FOREIGN KEY (tenant_id, session_id) REFERENCES register_session (tenant_id, id);
CREATE INDEX orders_session ON orders (tenant_id, session_id) WHERE session_id IS NOT NULL;
ALTER TABLE order_void ADD COLUMN session_id uuid;
ALTER TABLE order_void ADD CONSTRAINT order_void_session_fkey FOREIGN KEY (tenant_id, session_id) REFERENCES register_session (tenant_id, id);
CREATE INDEX order_void_session ON order_void (tenant_id, session_id) WHERE session_id IS NOT NULL;

-- A sale takes hold of its session's row, so that a close waits for it and it sees a close. To lock, a role must be able to change a column.
SELECT protect_batch('register_session');
GRANT SELECT, UPDATE (status) ON register_session TO order_batch;

-- The ledger also holds what moves a drawer's cash without a sale.
ALTER TABLE ledger_entry ALTER COLUMN order_id DROP NOT NULL;
ALTER TABLE ledger_entry ADD COLUMN session_id uuid, ADD COLUMN deposit_id uuid;
ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_source CHECK (num_nonnulls(order_id, session_id, deposit_id) = 1);
ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_account_check;
ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_account_check CHECK (account IN ('cash', 'tender_clearing', 'revenue', 'tax_payable',
    'cash_rounding', 'over_short', 'tips_payable', 'gift_card_liability', 'store_credit_liability', 'deposits', 'safe', 'bank', 'petty_cash'));
ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_session_fkey FOREIGN KEY (tenant_id, session_id) REFERENCES register_session (tenant_id, id);
ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_deposit_fkey FOREIGN KEY (tenant_id, deposit_id) REFERENCES bank_deposit (tenant_id, id);
-- The balance of a store's safe: entries of sessions and deposits are few beside those of sales.
CREATE INDEX ledger_entry_session ON ledger_entry (tenant_id, session_id) WHERE session_id IS NOT NULL;

CREATE TYPE new_sale_2 AS (
    ord bigint, id uuid, request_hash bytea, store_id uuid, store_name text, receipt_header text, time_zone text, location_id uuid,
    register_id uuid, series text, receipt_number bigint, cashier_id uuid, cashier_name text, business_date date, currency text,
    currency_exponent smallint, rev bigint, prices_include_tax boolean, tax_rounding text, subtotal_minor bigint, discount_minor bigint,
    net_minor bigint, tax_minor bigint, total_minor bigint, cash_rounding_minor bigint, paid_minor bigint, change_minor bigint,
    taxes jsonb, line_count smallint, reserved boolean, session_id uuid, device_at timestamptz, created_at timestamptz,
    event_id uuid, event text, trace_parent text, audit_id uuid, audit text, via text, trace_id text);
