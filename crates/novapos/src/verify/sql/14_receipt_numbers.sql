-- A register's receipt numbers begin at 1 and have no gap, and its counter stands at the last.
SELECT tenant_id, format('register %s goes from number %s to %s', register_id, coalesce(before, 0), receipt_number) AS what
FROM (
    SELECT tenant_id, register_id, receipt_number, lag(receipt_number) OVER (PARTITION BY tenant_id, register_id ORDER BY receipt_number) AS before
    FROM orders.orders
) numbered
WHERE receipt_number <> coalesce(before, 0) + 1
UNION ALL
SELECT c.tenant_id, format('register %s has counted to %s and sold to %s', c.register_id, c.last_receipt_number, coalesce(o.last, 0))
FROM orders.register_counter c
LEFT JOIN (SELECT tenant_id, register_id, max(receipt_number) AS last FROM orders.orders GROUP BY tenant_id, register_id) o
    ON o.tenant_id = c.tenant_id AND o.register_id = c.register_id
WHERE c.last_receipt_number <> coalesce(o.last, 0)
