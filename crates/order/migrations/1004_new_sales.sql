-- What the statement that writes sales is given: one array for each kind of row. A new column needs a new type beside these, as an
-- older program still sends these while a cluster is upgraded.
CREATE TYPE new_sale AS (
    ord bigint, id uuid, request_hash bytea, store_id uuid, store_name text, receipt_header text, time_zone text, location_id uuid,
    register_id uuid, series text, receipt_number bigint, cashier_id uuid, cashier_name text, business_date date, currency text,
    currency_exponent smallint, rev bigint, prices_include_tax boolean, tax_rounding text, subtotal_minor bigint, discount_minor bigint,
    net_minor bigint, tax_minor bigint, total_minor bigint, cash_rounding_minor bigint, paid_minor bigint, change_minor bigint,
    taxes jsonb, line_count smallint, reserved boolean, device_at timestamptz, created_at timestamptz,
    event_id uuid, event text, trace_parent text, audit_id uuid, audit text, via text, trace_id text);
CREATE TYPE new_line AS (
    ord bigint, line_number smallint, id uuid, product_id uuid, name text, unit text, quantity_milli bigint, amount_minor bigint,
    per_milli bigint, override_reason text, subtotal_minor bigint, discount_minor bigint, net_minor bigint, tax_minor bigint,
    total_minor bigint, taxes jsonb);
CREATE TYPE new_tender AS (ord bigint, tender_number smallint, id uuid, kind text, amount_minor bigint, change_minor bigint);
CREATE TYPE new_entry AS (ord bigint, entry_number smallint, account text, amount_minor bigint);
