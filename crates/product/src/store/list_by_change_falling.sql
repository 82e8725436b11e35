-- The same as list_by_change.sql from the newest on: before $2.
SELECT rev, id FROM product.product
WHERE tenant_id = $1 AND rev < $2 AND ($3::bool IS NULL OR active = $3) AND ($4::uuid IS NULL OR category_id = $4)
ORDER BY rev DESC
LIMIT $5
