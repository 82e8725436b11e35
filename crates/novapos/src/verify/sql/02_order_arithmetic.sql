-- A line is its rounded price less its discount; taxes sum to their line; lines sum to their document.
WITH line_fault AS (
    SELECT l.tenant_id, l.order_id, l.line_number,
        CASE
            -- Half away from zero; everything here is positive.
            WHEN l.subtotal_minor <> div(2 * l.amount_minor::numeric * l.quantity_milli + l.per_milli, 2 * l.per_milli::numeric)
                THEN 'its subtotal is not quantity times price'
            WHEN l.total_minor <> l.net_minor + l.tax_minor THEN 'its total is not net and tax'
            WHEN l.subtotal_minor - l.discount_minor <> CASE WHEN o.prices_include_tax THEN l.total_minor ELSE l.net_minor END
                THEN 'its amount is not subtotal less discount'
            WHEN l.tax_minor <> (SELECT coalesce(sum((t ->> 'tax_minor')::bigint), 0) FROM jsonb_array_elements(l.taxes) t)
                THEN 'its taxes do not sum up'
        END AS fault
    FROM orders.order_line l JOIN orders.orders o ON o.tenant_id = l.tenant_id AND o.id = l.order_id
)
SELECT tenant_id, format('order %s, line %s: %s', order_id, line_number, fault) AS what FROM line_fault WHERE fault IS NOT NULL
UNION ALL
SELECT o.tenant_id, format('order %s is not the sum of its lines', o.id)
FROM orders.orders o
JOIN (
    SELECT tenant_id, order_id, sum(subtotal_minor) AS subtotal, sum(discount_minor) AS discount, sum(net_minor) AS net,
        sum(tax_minor) AS tax, sum(total_minor) AS total
    FROM orders.order_line GROUP BY tenant_id, order_id
) l ON l.tenant_id = o.tenant_id AND l.order_id = o.id
WHERE (o.subtotal_minor, o.discount_minor, o.net_minor, o.tax_minor, o.total_minor) <> (l.subtotal, l.discount, l.net, l.tax, l.total)
    OR o.total_minor <> o.net_minor + o.tax_minor
    OR o.tax_minor <> (SELECT coalesce(sum((t ->> 'tax_minor')::bigint), 0) FROM jsonb_array_elements(o.taxes) t)
