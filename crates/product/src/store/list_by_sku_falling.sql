-- The same as list_by_sku.sql from the last on: before $2.
SELECT sku, id FROM product.product
WHERE tenant_id = $1 AND sku < $2 AND ($3::bool IS NULL OR active = $3) AND ($4::uuid IS NULL OR category_id = $4)
ORDER BY sku DESC
LIMIT $5
