-- The sales ledger: documents, their lines and tenders, double-entry lines, and each register's counter.

-- The last receipt number that each register has given out. Sales move it; fillfactor leaves room so that the move stays on its page.
CREATE TABLE register_counter (
    tenant_id uuid NOT NULL,
    register_id uuid NOT NULL,
    last_receipt_number bigint NOT NULL CHECK (last_receipt_number >= 0),
    PRIMARY KEY (tenant_id, register_id)
) WITH (fillfactor = 50);
SELECT protect('register_counter');
GRANT SELECT, INSERT, UPDATE ON register_counter TO order_app;
GRANT SELECT ON register_counter TO order_system;

-- A document of sale. All columns but status and version are as they were when it was made.
CREATE TABLE orders (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('sale')),
    status text NOT NULL CHECK (status IN ('parked', 'pending', 'completed', 'voided', 'failed')),
    version integer NOT NULL CHECK (version >= 1),
    request_hash bytea NOT NULL CHECK (length(request_hash) = 32),
    store_id uuid NOT NULL,
    store_name text NOT NULL,
    receipt_header text NOT NULL,
    time_zone text NOT NULL,
    location_id uuid NOT NULL,
    register_id uuid NOT NULL,
    series text NOT NULL,
    receipt_number bigint NOT NULL CHECK (receipt_number >= 1),
    cashier_id uuid NOT NULL,
    cashier_name text NOT NULL,
    business_date date NOT NULL,
    currency text NOT NULL CHECK (length(currency) = 3),
    currency_exponent smallint NOT NULL CHECK (currency_exponent IN (0, 2, 3)),
    rev bigint NOT NULL,
    prices_include_tax boolean NOT NULL,
    tax_rounding text NOT NULL CHECK (tax_rounding IN ('per_line', 'per_document')),
    subtotal_minor bigint NOT NULL CHECK (subtotal_minor BETWEEN -1000000000000 AND 1000000000000),
    discount_minor bigint NOT NULL CHECK (discount_minor BETWEEN 0 AND 1000000000000),
    net_minor bigint NOT NULL CHECK (net_minor BETWEEN -1000000000000 AND 1000000000000),
    tax_minor bigint NOT NULL CHECK (tax_minor BETWEEN -1000000000000 AND 1000000000000),
    total_minor bigint NOT NULL CHECK (total_minor BETWEEN -1000000000000 AND 1000000000000),
    cash_rounding_minor bigint NOT NULL CHECK (cash_rounding_minor BETWEEN -1000000 AND 1000000),
    paid_minor bigint NOT NULL CHECK (paid_minor BETWEEN 0 AND 1000000000000),
    change_minor bigint NOT NULL CHECK (change_minor BETWEEN 0 AND paid_minor),
    taxes jsonb NOT NULL,
    line_count smallint NOT NULL CHECK (line_count BETWEEN 1 AND 500),
    reserved boolean NOT NULL,
    session_id uuid,
    device_id uuid,
    device_seq bigint,
    device_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT orders_receipt_number_key UNIQUE (tenant_id, register_id, receipt_number),
    CONSTRAINT orders_total CHECK (total_minor = net_minor + tax_minor),
    CONSTRAINT orders_paid CHECK (kind <> 'sale' OR paid_minor - change_minor = total_minor + cash_rounding_minor)
);
CREATE INDEX orders_newest ON orders (tenant_id, created_at DESC, id DESC);
CREATE INDEX orders_store_day ON orders (tenant_id, store_id, business_date);
SELECT protect('orders');
GRANT SELECT, INSERT, UPDATE (status, version) ON orders TO order_app;
GRANT SELECT ON orders TO order_system;

CREATE TABLE order_line (
    tenant_id uuid NOT NULL,
    order_id uuid NOT NULL,
    line_number smallint NOT NULL CHECK (line_number BETWEEN 1 AND 500),
    id uuid NOT NULL,
    product_id uuid NOT NULL,
    name text NOT NULL,
    unit text NOT NULL CHECK (unit IN ('piece', 'kilogram', 'litre', 'metre')),
    quantity_milli bigint NOT NULL CHECK (quantity_milli BETWEEN 1 AND 1000000000),
    amount_minor bigint NOT NULL CHECK (amount_minor BETWEEN 0 AND 1000000000000),
    per_milli bigint NOT NULL CHECK (per_milli BETWEEN 1 AND 1000000000),
    override_reason text,
    subtotal_minor bigint NOT NULL CHECK (subtotal_minor BETWEEN 0 AND 1000000000000),
    discount_minor bigint NOT NULL CHECK (discount_minor BETWEEN 0 AND subtotal_minor),
    net_minor bigint NOT NULL CHECK (net_minor BETWEEN 0 AND 1000000000000),
    tax_minor bigint NOT NULL CHECK (tax_minor BETWEEN 0 AND 1000000000000),
    total_minor bigint NOT NULL,
    taxes jsonb NOT NULL,
    PRIMARY KEY (tenant_id, order_id, line_number),
    CONSTRAINT order_line_id_key UNIQUE (tenant_id, id),
    CONSTRAINT order_line_total CHECK (total_minor = net_minor + tax_minor),
    FOREIGN KEY (tenant_id, order_id) REFERENCES orders (tenant_id, id)
);
SELECT protect('order_line');
SELECT append_only('order_line');
GRANT SELECT, INSERT ON order_line TO order_app;
GRANT SELECT ON order_line TO order_system;

CREATE TABLE tender (
    tenant_id uuid NOT NULL,
    order_id uuid NOT NULL,
    tender_number smallint NOT NULL CHECK (tender_number BETWEEN 1 AND 10),
    id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('cash')),
    amount_minor bigint NOT NULL CHECK (amount_minor BETWEEN 1 AND 1000000000000),
    change_minor bigint NOT NULL CHECK (change_minor BETWEEN 0 AND amount_minor),
    PRIMARY KEY (tenant_id, order_id, tender_number),
    CONSTRAINT tender_id_key UNIQUE (tenant_id, order_id, id),
    FOREIGN KEY (tenant_id, order_id) REFERENCES orders (tenant_id, id)
);
SELECT protect('tender');
SELECT append_only('tender');
GRANT SELECT, INSERT ON tender TO order_app;
GRANT SELECT ON tender TO order_system;

-- Double entry: debit positive; the lines of one transaction sum to zero. A void is a transaction of its own.
CREATE TABLE ledger_entry (
    tenant_id uuid NOT NULL,
    transaction_id uuid NOT NULL,
    entry_number smallint NOT NULL,
    order_id uuid NOT NULL,
    account text NOT NULL CHECK (account IN ('cash', 'tender_clearing', 'revenue', 'tax_payable', 'cash_rounding', 'over_short',
        'tips_payable', 'gift_card_liability', 'store_credit_liability', 'deposits')),
    currency text NOT NULL CHECK (length(currency) = 3),
    amount_minor bigint NOT NULL CHECK (amount_minor BETWEEN -1000000000000 AND 1000000000000),
    PRIMARY KEY (tenant_id, transaction_id, entry_number),
    FOREIGN KEY (tenant_id, order_id) REFERENCES orders (tenant_id, id)
);
SELECT protect('ledger_entry');
SELECT append_only('ledger_entry');
GRANT SELECT, INSERT ON ledger_entry TO order_app;
GRANT SELECT ON ledger_entry TO order_system;

-- A sale that was cancelled on its business day: at most once, with who and why.
CREATE TABLE order_void (
    tenant_id uuid NOT NULL,
    order_id uuid NOT NULL,
    transaction_id uuid NOT NULL,
    user_id uuid NOT NULL,
    user_name text NOT NULL,
    reason text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, order_id),
    FOREIGN KEY (tenant_id, order_id) REFERENCES orders (tenant_id, id)
);
SELECT protect('order_void');
SELECT append_only('order_void');
GRANT SELECT, INSERT ON order_void TO order_app;
GRANT SELECT ON order_void TO order_system;
