-- No order, void, change of a product or stock document without its event, no event without its row, and a sale's in the sale's own
-- transaction. Events are kept for 14 days: what is older than 13 is not judged.
WITH since AS (SELECT current_setting('app.verify_now')::timestamptz - interval '13 days' AS at)
SELECT o.tenant_id, format('order %s has %s events of its sale in its transaction', o.id, count(e.id)) AS what
FROM since JOIN orders.orders o ON o.created_at > since.at AND o.status IN ('completed', 'voided')
LEFT JOIN orders.outbox e ON e.tenant_id = o.tenant_id AND e.aggregate_id = o.id AND e.type = 'order.completed' AND e.txid = o.txid
GROUP BY o.tenant_id, o.id
HAVING count(e.id) <> 1
UNION ALL
SELECT v.tenant_id, format('the void of order %s has %s events', v.order_id, count(e.id))
FROM since JOIN orders.order_void v ON v.at > since.at
LEFT JOIN orders.outbox e ON e.tenant_id = v.tenant_id AND e.aggregate_id = v.order_id AND e.type = 'order.voided'
GROUP BY v.tenant_id, v.order_id
HAVING count(e.id) <> 1
UNION ALL
SELECT e.tenant_id, format('event %s (%s) tells of order %s, which is not so', e.id, e.type, e.aggregate_id)
FROM orders.outbox e
LEFT JOIN orders.orders o ON o.tenant_id = e.tenant_id AND o.id = e.aggregate_id
WHERE e.type IN ('order.completed', 'order.voided') AND (o.id IS NULL OR e.type = 'order.voided' AND o.status <> 'voided')
UNION ALL
SELECT c.tenant_id, format('the change of product %s at revision %s has no event', c.product_id, c.rev)
FROM since JOIN product.product_change c ON c.at > since.at
WHERE NOT EXISTS (
        SELECT FROM product.outbox e
        WHERE e.tenant_id = c.tenant_id AND e.aggregate_id = c.product_id AND (e.data::jsonb ->> 'rev')::bigint = c.rev
    )
    AND NOT EXISTS (
        SELECT FROM product.outbox e
        WHERE e.tenant_id = c.tenant_id AND e.type = 'product.imported'
            AND c.rev BETWEEN (e.data::jsonb ->> 'from_rev')::bigint AND (e.data::jsonb ->> 'to_rev')::bigint
    )
UNION ALL
SELECT d.tenant_id, format('stock document %s has no event', d.id)
FROM since JOIN inventory.document d ON d.at > since.at
WHERE d.kind NOT IN ('ship', 'arrive', 'resolve')
    AND NOT EXISTS (SELECT FROM inventory.outbox e WHERE e.tenant_id = d.tenant_id AND e.aggregate_id = d.id AND e.type = 'inventory.adjusted')
UNION ALL
SELECT d.tenant_id, format('step %s of transfer %s has %s events', d.id, coalesce(d.transfer_id, d.id), count(e.id))
FROM since JOIN inventory.document d ON d.at > since.at AND d.kind IN ('ship', 'arrive', 'resolve')
LEFT JOIN inventory.outbox e ON e.tenant_id = d.tenant_id AND e.aggregate_id = coalesce(d.transfer_id, d.id) AND e.type = 'inventory.transferred'
    AND e.data::jsonb ->> 'document_id' = d.id::text
GROUP BY d.tenant_id, d.id, d.transfer_id
HAVING count(e.id) <> 1
