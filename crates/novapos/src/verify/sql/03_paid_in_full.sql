-- What a completed sale took, less change, is what it came to.
SELECT o.tenant_id, format('order %s: %s was due, %s was kept', o.id, o.total_minor + o.cash_rounding_minor, coalesce(t.paid - t.change, 0)) AS what
FROM orders.orders o
LEFT JOIN (
    SELECT tenant_id, order_id, sum(amount_minor) AS paid, sum(change_minor) AS change FROM orders.tender GROUP BY tenant_id, order_id
) t ON t.tenant_id = o.tenant_id AND t.order_id = o.id
WHERE o.status IN ('completed', 'voided')
    AND (coalesce(t.paid, 0), coalesce(t.change, 0)) IS DISTINCT FROM (o.paid_minor::numeric, o.change_minor::numeric)
    OR o.status IN ('completed', 'voided') AND o.paid_minor - o.change_minor <> o.total_minor + o.cash_rounding_minor
