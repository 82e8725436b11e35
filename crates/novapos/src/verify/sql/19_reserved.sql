-- What is reserved is the sum of the holds, and a record below zero has an open exception.
SELECT tenant_id, format('product %s at %s: %s reserved on record, %s held', product_id, location_id, coalesce(reserved_milli, 0), coalesce(held, 0)) AS what
FROM inventory.level
FULL JOIN (
    SELECT r.tenant_id, r.location_id, l.product_id, sum(l.quantity_milli) AS held
    FROM inventory.reservation r
    JOIN inventory.reservation_line l ON l.tenant_id = r.tenant_id AND l.reservation_id = r.id
    WHERE r.state = 'held'
    GROUP BY r.tenant_id, r.location_id, l.product_id
) holds USING (tenant_id, location_id, product_id)
WHERE coalesce(reserved_milli, 0) <> coalesce(held, 0)
UNION ALL
SELECT tenant_id, format('product %s at %s: %s on record, open exception: %s', product_id, location_id, coalesce(on_hand_milli, 0), id IS NOT NULL)
FROM inventory.level
FULL JOIN (SELECT tenant_id, location_id, product_id, id FROM inventory.stock_exception WHERE closed_at IS NULL) e USING (tenant_id, location_id, product_id)
WHERE (coalesce(on_hand_milli, 0) < 0) <> (id IS NOT NULL)
