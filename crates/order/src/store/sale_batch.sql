-- Writes the sales of one tenant ($1) that are new and carry their register's next numbers; answers a row for each other sale.
WITH asked AS MATERIALIZED (
    SELECT * FROM unnest(
        $2::uuid[], $3::bytea[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::uuid[], $10::text[], $11::bigint[],
        $12::uuid[], $13::text[], $14::date[], $15::text[], $16::smallint[], $17::bigint[], $18::boolean[], $19::text[],
        $20::bigint[], $21::bigint[], $22::bigint[], $23::bigint[], $24::bigint[], $25::bigint[], $26::bigint[], $27::bigint[],
        $28::text[], $29::smallint[], $30::boolean[], $31::timestamptz[], $32::timestamptz[],
        $33::uuid[], $34::text[], $35::text[], $36::uuid[], $37::text[], $38::text[]
    ) WITH ORDINALITY AS asked (
        id, request_hash, store_id, store_name, receipt_header, time_zone, location_id, register_id, series, receipt_number,
        cashier_id, cashier_name, business_date, currency, exponent, rev, inclusive, tax_rounding,
        subtotal, discount, net, tax, total, cash_rounding, paid, change,
        taxes, line_count, reserved, device_at, created_at,
        event_id, event, trace_parent, audit_id, via, trace_id, ord)
), known AS MATERIALIZED (
    SELECT asked.ord, orders.request_hash FROM asked JOIN orders.orders ON orders.tenant_id = $1 AND orders.id = asked.id
), run AS (
    -- The numbers of each register in this batch: they must be one run that follows its counter.
    SELECT register_id, min(receipt_number) AS first, max(receipt_number) AS last, count(*) AS size
    FROM asked WHERE ord NOT IN (SELECT ord FROM known) GROUP BY register_id ORDER BY register_id
), moved AS (
    UPDATE orders.register_counter AS counter SET last_receipt_number = run.last FROM run
    WHERE counter.tenant_id = $1 AND counter.register_id = run.register_id
        AND counter.last_receipt_number = run.first - 1 AND run.last - run.first + 1 = run.size
    RETURNING counter.register_id
), live AS MATERIALIZED (
    SELECT asked.* FROM asked JOIN moved USING (register_id) WHERE ord NOT IN (SELECT ord FROM known)
), written AS (
    INSERT INTO orders.orders (
        tenant_id, id, kind, status, version, request_hash, store_id, store_name, receipt_header, time_zone, location_id, register_id,
        series, receipt_number, cashier_id, cashier_name, business_date, currency, currency_exponent, rev, prices_include_tax, tax_rounding,
        subtotal_minor, discount_minor, net_minor, tax_minor, total_minor, cash_rounding_minor, paid_minor, change_minor,
        taxes, line_count, reserved, device_at, created_at)
    SELECT $1, id, 'sale', 'completed', 1, request_hash, store_id, store_name, receipt_header, time_zone, location_id, register_id,
        series, receipt_number, cashier_id, cashier_name, business_date, currency, exponent, rev, inclusive, tax_rounding,
        subtotal, discount, net, tax, total, cash_rounding, paid, change,
        taxes::jsonb, line_count, reserved, device_at, created_at
    FROM live
), lines AS (
    INSERT INTO orders.order_line (
        tenant_id, order_id, line_number, id, product_id, name, unit, quantity_milli, amount_minor, per_milli, override_reason,
        subtotal_minor, discount_minor, net_minor, tax_minor, total_minor, taxes)
    SELECT $1, live.id, line.number, line.id, line.product_id, line.name, line.unit, line.quantity, line.amount, line.per_milli,
        line.override_reason, line.subtotal, line.discount, line.net, line.tax, line.total, line.taxes::jsonb
    FROM unnest($39::bigint[], $40::smallint[], $41::uuid[], $42::uuid[], $43::text[], $44::text[], $45::bigint[], $46::bigint[],
        $47::bigint[], $48::text[], $49::bigint[], $50::bigint[], $51::bigint[], $52::bigint[], $53::bigint[], $54::text[])
        AS line (ord, number, id, product_id, name, unit, quantity, amount, per_milli, override_reason,
            subtotal, discount, net, tax, total, taxes)
    JOIN live ON live.ord = line.ord
), tenders AS (
    INSERT INTO orders.tender (tenant_id, order_id, tender_number, id, kind, amount_minor, change_minor)
    SELECT $1, live.id, tender.number, tender.id, tender.kind, tender.amount, tender.change
    FROM unnest($55::bigint[], $56::smallint[], $57::uuid[], $58::text[], $59::bigint[], $60::bigint[])
        AS tender (ord, number, id, kind, amount, change)
    JOIN live ON live.ord = tender.ord
), entries AS (
    INSERT INTO orders.ledger_entry (tenant_id, transaction_id, entry_number, order_id, account, currency, amount_minor)
    SELECT $1, live.id, entry.number, live.id, entry.account, live.currency, entry.amount
    FROM unnest($61::bigint[], $62::smallint[], $63::text[], $64::bigint[]) AS entry (ord, number, account, amount)
    JOIN live ON live.ord = entry.ord
), audited AS (
    INSERT INTO orders.audit_event (tenant_id, id, at, user_id, via, action, subject_id, after, trace_id)
    SELECT $1, audit_id, created_at, cashier_id, via, 'order.completed', id, event, trace_id FROM live
), published AS (
    INSERT INTO orders.outbox (tenant_id, id, type, aggregate_id, aggregate_version, at, trace_parent, data)
    SELECT $1, event_id, 'order.completed', id, 1, created_at, trace_parent, event FROM live
)
SELECT asked.ord AS "ord!", known.request_hash AS "request_hash?"
FROM asked LEFT JOIN known USING (ord)
WHERE asked.ord NOT IN (SELECT ord FROM live)
