-- An approved count moved each product by what was counted less what the record held, once; any other count moved nothing.
SELECT tenant_id, format('count %s, product %s: should have moved %s, moved %s', count_id, product_id, coalesce(wanted, 0), coalesce(moved, 0)) AS what
FROM (
    SELECT c.tenant_id, c.id AS count_id, l.product_id, c.location_id, l.counted_milli - l.book_milli AS wanted
    FROM inventory.stock_count c
    JOIN inventory.stock_count_line l ON l.tenant_id = c.tenant_id AND l.count_id = c.id
    WHERE c.state = 'approved'
) differences
FULL JOIN (
    SELECT tenant_id, document_id AS count_id, product_id, location_id, sum(quantity_milli) AS moved FROM inventory.move
    WHERE kind = 'count' GROUP BY tenant_id, document_id, product_id, location_id
) moves USING (tenant_id, count_id, product_id, location_id)
WHERE coalesce(wanted, 0) <> coalesce(moved, 0)
