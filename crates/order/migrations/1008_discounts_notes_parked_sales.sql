-- Discounts on a line and on the whole sale as somebody gave them, and what somebody noted. `discount` is the document's own JSON.

ALTER TABLE orders ADD COLUMN discount jsonb, ADD COLUMN note text CHECK (length(note) BETWEEN 1 AND 200),
    ADD COLUMN receipt_footer text;
ALTER TABLE order_line ADD COLUMN discount jsonb, ADD COLUMN note text CHECK (length(note) BETWEEN 1 AND 200);

-- How much of a price each role may take off, in millionths, and the reasons that people choose from.
CREATE TABLE discount_settings (
    tenant_id uuid PRIMARY KEY,
    cashier_limit_micro bigint NOT NULL CHECK (cashier_limit_micro BETWEEN 0 AND 1000000),
    manager_limit_micro bigint NOT NULL CHECK (manager_limit_micro BETWEEN 0 AND 1000000),
    reasons text[] NOT NULL CHECK (cardinality(reasons) <= 20)
);
SELECT protect('discount_settings');
GRANT SELECT, INSERT, UPDATE ON discount_settings TO order_app;
GRANT SELECT ON discount_settings TO order_system;

CREATE TYPE new_sale_3 AS (
    ord bigint, id uuid, request_hash bytea, store_id uuid, store_name text, receipt_header text, time_zone text, location_id uuid,
    register_id uuid, series text, receipt_number bigint, cashier_id uuid, cashier_name text, business_date date, currency text,
    currency_exponent smallint, rev bigint, prices_include_tax boolean, tax_rounding text, subtotal_minor bigint, discount_minor bigint,
    net_minor bigint, tax_minor bigint, total_minor bigint, cash_rounding_minor bigint, paid_minor bigint, change_minor bigint,
    taxes jsonb, line_count smallint, reserved boolean, session_id uuid, device_at timestamptz, created_at timestamptz,
    event_id uuid, event text, trace_parent text, audit_id uuid, audit text, via text, trace_id text, discount jsonb, note text,
    receipt_footer text);
CREATE TYPE new_line_2 AS (
    ord bigint, line_number smallint, id uuid, product_id uuid, name text, unit text, quantity_milli bigint, amount_minor bigint,
    per_milli bigint, override_reason text, subtotal_minor bigint, discount_minor bigint, net_minor bigint, tax_minor bigint,
    total_minor bigint, taxes jsonb, discount jsonb, note text);

-- A cart that waits for its customer: `cart` is as the till gave it. It is recalled once, and then belongs to that register.
CREATE TABLE parked_sale (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    store_id uuid NOT NULL,
    register_id uuid NOT NULL,
    label text NOT NULL CHECK (length(label) <= 60),
    cart jsonb NOT NULL,
    line_count smallint NOT NULL CHECK (line_count BETWEEN 1 AND 500),
    user_id uuid NOT NULL,
    user_name text NOT NULL,
    at timestamptz NOT NULL,
    recalled_at timestamptz,
    recalled_by uuid,
    recalled_by_name text,
    PRIMARY KEY (tenant_id, id),
    CHECK (num_nonnulls(recalled_at, recalled_by, recalled_by_name) IN (0, 3))
);
CREATE INDEX parked_sale_waiting ON parked_sale (tenant_id, store_id, at, id) WHERE recalled_at IS NULL;
SELECT protect('parked_sale');
GRANT SELECT, INSERT, UPDATE (recalled_at, recalled_by, recalled_by_name) ON parked_sale TO order_app;
GRANT SELECT ON parked_sale TO order_system;

-- Receipts that went out by e-mail. The address is the customer's: it is kept nowhere. `held_until` is when an attempt gives up.
CREATE TABLE receipt_email (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    order_id uuid NOT NULL,
    request_hash bytea NOT NULL CHECK (length(request_hash) = 32),
    user_id uuid NOT NULL,
    user_name text NOT NULL,
    at timestamptz NOT NULL,
    held_until timestamptz NOT NULL,
    sent_at timestamptz,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX receipt_email_of_order ON receipt_email (tenant_id, order_id);
SELECT protect('receipt_email');
GRANT SELECT, INSERT, UPDATE (held_until, sent_at) ON receipt_email TO order_app;
GRANT SELECT ON receipt_email TO order_system;
