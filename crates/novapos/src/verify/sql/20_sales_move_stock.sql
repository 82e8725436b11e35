-- Each line that was sold has one move of its quantity, and one back when the sale was voided. Orders whose event inventory has not read
-- yet, or could not apply, are not judged here.
WITH reader AS (
    SELECT coalesce(max(position), 0) AS position FROM inventory.consumer_cursor WHERE consumer = 'inventory.orders'
), waiting AS (
    SELECT e.tenant_id, e.aggregate_id, e.type FROM orders.outbox e, reader
    WHERE e.type IN ('order.completed', 'order.voided') AND (e.position IS NULL OR e.position > reader.position)
    UNION
    SELECT tenant_id, aggregate_id, type FROM inventory.dead_letter WHERE consumer = 'inventory.orders'
), expected AS (
    SELECT l.tenant_id, l.id AS cause_id, side.kind, l.product_id, o.location_id, side.sign * l.quantity_milli AS quantity_milli, o.id AS order_id
    FROM orders.orders o
    JOIN orders.order_line l ON l.tenant_id = o.tenant_id AND l.order_id = o.id
    CROSS JOIN (VALUES ('sale', 'order.completed', -1), ('void', 'order.voided', 1)) AS side (kind, type, sign)
    WHERE (o.status = 'voided' OR o.status = 'completed' AND side.kind = 'sale')
        AND NOT EXISTS (SELECT FROM waiting w WHERE w.tenant_id = o.tenant_id AND w.aggregate_id = o.id AND w.type = side.type)
)
SELECT x.tenant_id, format('order %s, line %s: %s of product %s should have moved %s, moved %s', x.order_id, x.cause_id, x.kind, x.product_id,
    x.quantity_milli, coalesce(m.quantity_milli, 0)) AS what
FROM expected x
LEFT JOIN inventory.move m ON m.tenant_id = x.tenant_id AND m.cause_id = x.cause_id AND m.kind = x.kind
    AND m.product_id = x.product_id AND m.location_id = x.location_id
WHERE m.quantity_milli IS DISTINCT FROM x.quantity_milli
UNION ALL
SELECT m.tenant_id, format('move %s (%s of %s) belongs to no line of a sale', m.id, m.kind, m.product_id)
FROM inventory.move m
LEFT JOIN orders.order_line l ON l.tenant_id = m.tenant_id AND l.id = m.cause_id AND l.product_id = m.product_id
LEFT JOIN orders.orders o ON o.tenant_id = l.tenant_id AND o.id = l.order_id AND o.location_id = m.location_id
WHERE m.kind IN ('sale', 'void') AND (o.id IS NULL OR m.kind = 'void' AND o.status <> 'voided')
