-- Writes the sales that are new and carry their register's next numbers; answers a row for each other sale, and for each
-- that was written into a session that is closed. They are of several tenants. Each
-- sale ($2) is under the tenant at its place in $1, and a transaction that is not for that tenant is refused (row-level security).
WITH asked AS MATERIALIZED (
    SELECT * FROM ROWS FROM (unnest($1::uuid[]), unnest($2::orders.new_sale_4[])) AS asked (tenant_id)
), known AS MATERIALIZED (
    SELECT asked.ord, orders.request_hash
    FROM asked JOIN orders.orders ON orders.tenant_id = asked.tenant_id AND orders.id = asked.id
), session AS MATERIALIZED (
    -- Held until the end: a close waits for these sales, or they wait for the close and then see it.
    SELECT session.tenant_id, session.id, session.status
    FROM orders.register_session AS session
    JOIN (SELECT DISTINCT tenant_id, session_id FROM asked WHERE session_id IS NOT NULL) AS named
        ON named.tenant_id = session.tenant_id AND named.session_id = session.id
    FOR KEY SHARE OF session
), run AS (
    -- The numbers of each register in this batch: they must be one run that follows its counter.
    SELECT tenant_id, register_id, min(receipt_number) AS first, max(receipt_number) AS last, count(*) AS size
    FROM asked WHERE ord NOT IN (SELECT ord FROM known) GROUP BY tenant_id, register_id ORDER BY tenant_id, register_id
), moved AS (
    UPDATE orders.register_counter AS counter SET last_receipt_number = run.last FROM run
    WHERE counter.tenant_id = run.tenant_id AND counter.register_id = run.register_id
        AND counter.last_receipt_number = run.first - 1 AND run.last - run.first + 1 = run.size
    RETURNING counter.tenant_id, counter.register_id
), live AS MATERIALIZED (
    SELECT asked.* FROM asked JOIN moved USING (tenant_id, register_id) WHERE ord NOT IN (SELECT ord FROM known)
), written AS (
    INSERT INTO orders.orders (
        tenant_id, id, kind, status, version, request_hash, store_id, store_name, receipt_header, time_zone, location_id, register_id,
        series, receipt_number, cashier_id, cashier_name, business_date, currency, currency_exponent, rev, prices_include_tax, tax_rounding,
        subtotal_minor, discount_minor, net_minor, tax_minor, total_minor, cash_rounding_minor, paid_minor, change_minor,
        taxes, line_count, reserved, session_id, device_at, created_at, discount, note, receipt_footer,
        receipt_language)
    SELECT tenant_id, id, 'sale', 'completed', 1, request_hash, store_id, store_name, receipt_header, time_zone, location_id, register_id,
        series, receipt_number, cashier_id, cashier_name, business_date, currency, currency_exponent, rev, prices_include_tax, tax_rounding,
        subtotal_minor, discount_minor, net_minor, tax_minor, total_minor, cash_rounding_minor, paid_minor, change_minor,
        taxes, line_count, reserved, session_id, device_at, created_at, discount, note, receipt_footer,
        receipt_language
    FROM live
), lines AS (
    INSERT INTO orders.order_line (
        tenant_id, order_id, line_number, id, product_id, name, unit, quantity_milli, amount_minor, per_milli, override_reason,
        subtotal_minor, discount_minor, net_minor, tax_minor, total_minor, taxes, discount, note)
    SELECT live.tenant_id, live.id, line.line_number, line.id, line.product_id, line.name, line.unit, line.quantity_milli, line.amount_minor,
        line.per_milli, line.override_reason,
        line.subtotal_minor, line.discount_minor, line.net_minor, line.tax_minor, line.total_minor, line.taxes, line.discount,
        line.note
    FROM unnest($3::orders.new_line_2[]) AS line JOIN live USING (ord)
), tenders AS (
    INSERT INTO orders.tender (tenant_id, order_id, tender_number, id, kind, amount_minor, change_minor)
    SELECT live.tenant_id, live.id, tender.tender_number, tender.id, tender.kind, tender.amount_minor, tender.change_minor
    FROM unnest($4::orders.new_tender[]) AS tender JOIN live USING (ord)
), entries AS (
    INSERT INTO orders.ledger_entry (tenant_id, transaction_id, entry_number, order_id, account, currency, amount_minor)
    SELECT live.tenant_id, live.id, entry.entry_number, live.id, entry.account, live.currency, entry.amount_minor
    FROM unnest($5::orders.new_entry[]) AS entry JOIN live USING (ord)
), audited AS (
    INSERT INTO orders.audit_event (tenant_id, id, at, user_id, via, action, subject_id, after, trace_id, store_id)
    SELECT tenant_id, audit_id, created_at, cashier_id, via, 'order.completed', id, audit, trace_id, store_id FROM live
), published AS (
    INSERT INTO orders.outbox (tenant_id, id, type, aggregate_id, aggregate_version, at, trace_parent, data)
    SELECT tenant_id, event_id, 'order.completed', id, 1, created_at, trace_parent, event FROM live
)
SELECT asked.ord AS "ord!", known.request_hash AS "request_hash?", session.status IS NOT NULL AND asked.ord IN (SELECT ord FROM live) AS "late!"
FROM asked LEFT JOIN known USING (ord)
    LEFT JOIN session ON session.tenant_id = asked.tenant_id AND session.id = asked.session_id AND session.status = 'closed'
WHERE asked.ord NOT IN (SELECT ord FROM live) OR session.status IS NOT NULL
