-- Completed sales added up for each business day and each store, register, cashier, hour, product or tax rate ($7). The lines of each are
-- looked up by their key, as in takings.sql: OFFSET keeps LATERAL from becoming a join, ORDER BY keeps to the index of that key.
WITH document AS (
    SELECT tenant_id, id, store_id, store_name, register_id, series, cashier_id, cashier_name, business_date, currency, currency_exponent,
        to_char(created_at AT TIME ZONE time_zone, 'HH24') AS hour, discount_minor, net_minor, tax_minor, total_minor, taxes
    FROM orders.orders
    WHERE tenant_id = $1 AND status = 'completed'
        AND ($2::uuid[] IS NULL OR store_id = ANY($2))
        AND ($3::uuid IS NULL OR store_id = $3)
        AND ($4::uuid IS NULL OR register_id = $4)
        AND business_date BETWEEN $5 AND $6
), part AS (
    SELECT business_date, currency, currency_exponent,
        CASE $7::text WHEN 'store' THEN store_id WHEN 'register' THEN register_id ELSE cashier_id END::text AS key,
        CASE $7::text WHEN 'store' THEN store_name WHEN 'register' THEN series ELSE cashier_name END AS label,
        NULL::bigint AS rate_micro, NULL::bigint AS quantity_milli, discount_minor, net_minor, tax_minor, total_minor
    FROM document WHERE $7 IN ('store', 'register', 'cashier')
    UNION ALL
    SELECT business_date, currency, currency_exponent, hour, hour || ':00', NULL, NULL, discount_minor, net_minor, tax_minor, total_minor
    FROM document WHERE $7 = 'hour'
    UNION ALL
    SELECT d.business_date, d.currency, d.currency_exponent, line.product_id::text, line.name,
        NULL, line.quantity_milli, line.discount_minor, line.net_minor, line.tax_minor, line.total_minor
    FROM document AS d CROSS JOIN LATERAL (
        SELECT * FROM orders.order_line WHERE tenant_id = $1 AND order_id = d.id ORDER BY line_number OFFSET 0
    ) AS line
    WHERE $7 = 'product'
    UNION ALL
    SELECT d.business_date, d.currency, d.currency_exponent, tax.name || ' ' || tax.rate_micro, tax.name,
        tax.rate_micro, NULL, 0, tax.net_minor, tax.tax_minor, tax.net_minor + tax.tax_minor
    FROM document AS d, jsonb_to_recordset(d.taxes) AS tax (name text, rate_micro bigint, net_minor bigint, tax_minor bigint)
    WHERE $7 = 'tax'
), added AS (
    SELECT business_date, currency, currency_exponent, key, max(label) AS label, max(rate_micro) AS rate_micro, count(*) AS count,
        sum(quantity_milli)::bigint AS quantity_milli, sum(discount_minor)::bigint AS discount_minor, sum(net_minor)::bigint AS net_minor,
        sum(tax_minor)::bigint AS tax_minor, sum(total_minor)::bigint AS total_minor,
        row_number() OVER (PARTITION BY business_date, currency ORDER BY sum(total_minor) DESC, key) AS place
    FROM part
    GROUP BY business_date, currency, currency_exponent, key
)
SELECT business_date AS "business_date!", currency AS "currency!", currency_exponent AS "currency_exponent!", key AS "key!",
    label AS "label!", rate_micro, count AS "count!", quantity_milli, discount_minor AS "discount_minor!", net_minor AS "net_minor!",
    tax_minor AS "tax_minor!", total_minor AS "total_minor!"
FROM added
WHERE ($8::date IS NULL OR (business_date, currency, key) > ($8, $9::text, $10::text)) AND ($11::bigint IS NULL OR place <= $11)
ORDER BY business_date, currency, key
LIMIT $12
