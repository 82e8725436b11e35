-- A shelf has an open row exactly as long as it is at or below its reorder point, and each row was told of once. Events are kept for 14
-- days: what is older than 13 is not judged.
SELECT tenant_id, format('product %s at %s: %s on hand, reorder point %s, open row: %s', product_id, location_id, on_hand_milli, reorder_milli,
    id IS NOT NULL) AS what
FROM inventory.level
FULL JOIN (SELECT tenant_id, location_id, product_id, id FROM inventory.low_stock WHERE closed_at IS NULL) low USING (tenant_id, location_id, product_id)
WHERE coalesce(on_hand_milli <= reorder_milli, false) <> (id IS NOT NULL)
UNION ALL
SELECT low.tenant_id, format('low stock %s has %s events', low.id, count(e.id))
FROM inventory.low_stock low
LEFT JOIN inventory.outbox e ON e.tenant_id = low.tenant_id AND e.aggregate_id = low.id AND e.type = 'inventory.low_stock'
WHERE low.opened_at > current_setting('app.verify_now')::timestamptz - interval '13 days'
GROUP BY low.tenant_id, low.id
HAVING count(e.id) <> 1
