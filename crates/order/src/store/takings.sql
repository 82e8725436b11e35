-- The sales of a session ($3 false), or the sales that were cancelled out of its drawer ($3 true), added up. What belongs to each is looked up
-- by its key, whatever the database takes for the number of rows (LIMIT keeps LATERAL from becoming a join): at the end of a shop's first
-- busy day it knows of a few sales, and a join that is planned for these compares each sale with each payment.
WITH document AS MATERIALIZED (
    SELECT id, subtotal_minor, discount_minor, net_minor, tax_minor, total_minor, cash_rounding_minor, taxes
    FROM orders.orders WHERE tenant_id = $1 AND session_id = $2 AND NOT $3
    UNION ALL
    SELECT id, subtotal_minor, discount_minor, net_minor, tax_minor, total_minor, cash_rounding_minor, taxes
    FROM orders.orders
    WHERE tenant_id = $1 AND $3 AND id = ANY(ARRAY(
        SELECT order_id FROM orders.order_void WHERE tenant_id = $1 AND session_id = $2))
), tax AS (
    SELECT t.name, t.rate_micro, sum(t.net_minor)::bigint AS net_minor, sum(t.tax_minor)::bigint AS tax_minor
    FROM document, jsonb_to_recordset(document.taxes) AS t (name text, rate_micro bigint, net_minor bigint, tax_minor bigint)
    GROUP BY t.name, t.rate_micro
), paid AS (
    SELECT tender.kind, count(*) AS count, sum(tender.amount_minor - tender.change_minor)::bigint AS amount_minor
    FROM document CROSS JOIN LATERAL (
        -- As many as a sale has at most.
        SELECT kind, amount_minor, change_minor FROM orders.tender WHERE tenant_id = $1 AND order_id = document.id LIMIT 10
    ) AS tender
    GROUP BY tender.kind
)
SELECT count(*) AS "count!",
    coalesce(sum(subtotal_minor), 0)::bigint AS "subtotal_minor!",
    coalesce(sum(discount_minor), 0)::bigint AS "discount_minor!",
    coalesce(sum(net_minor), 0)::bigint AS "net_minor!",
    coalesce(sum(tax_minor), 0)::bigint AS "tax_minor!",
    coalesce(sum(total_minor), 0)::bigint AS "total_minor!",
    coalesce(sum(cash_rounding_minor), 0)::bigint AS "cash_rounding_minor!",
    (SELECT coalesce(jsonb_agg(to_jsonb(tax) ORDER BY name, rate_micro), '[]') FROM tax) AS "taxes!",
    (SELECT coalesce(jsonb_agg(to_jsonb(paid) ORDER BY kind), '[]') FROM paid) AS "tenders!"
FROM document
