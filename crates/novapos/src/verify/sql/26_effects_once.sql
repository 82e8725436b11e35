-- Inventory has applied every order's event that it has read, or keeps it as a dead letter; never both.
WITH reader AS (
    SELECT coalesce(max(position), 0) AS position FROM inventory.consumer_cursor WHERE consumer = 'inventory.orders'
)
SELECT e.tenant_id, format('event %s (%s) was read; applied: %s, kept as dead: %s', e.id, e.type, i.event_id IS NOT NULL, d.event_id IS NOT NULL) AS what
FROM reader JOIN orders.outbox e ON e.position <= reader.position AND e.type IN ('order.completed', 'order.voided')
LEFT JOIN inventory.inbox i ON i.tenant_id = e.tenant_id AND i.consumer = 'inventory.orders' AND i.event_id = e.id
LEFT JOIN inventory.dead_letter d ON d.tenant_id = e.tenant_id AND d.consumer = 'inventory.orders' AND d.event_id = e.id
WHERE (i.event_id IS NULL) = (d.event_id IS NULL)
