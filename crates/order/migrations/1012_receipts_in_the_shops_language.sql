-- What a receipt is written in, as it was at the sale. All receipts were in English before.
ALTER TABLE orders ADD COLUMN receipt_language text NOT NULL DEFAULT 'en' CHECK (receipt_language ~ '^[a-z]{2}$');

CREATE TYPE new_sale_4 AS (
    ord bigint, id uuid, request_hash bytea, store_id uuid, store_name text, receipt_header text, time_zone text, location_id uuid,
    register_id uuid, series text, receipt_number bigint, cashier_id uuid, cashier_name text, business_date date, currency text,
    currency_exponent smallint, rev bigint, prices_include_tax boolean, tax_rounding text, subtotal_minor bigint, discount_minor bigint,
    net_minor bigint, tax_minor bigint, total_minor bigint, cash_rounding_minor bigint, paid_minor bigint, change_minor bigint,
    taxes jsonb, line_count smallint, reserved boolean, session_id uuid, device_at timestamptz, created_at timestamptz,
    event_id uuid, event text, trace_parent text, audit_id uuid, audit text, via text, trace_id text, discount jsonb, note text,
    receipt_footer text, receipt_language text);
