-- The same as list_by_name.sql from the last on: before ($2, $3).
SELECT folded, id FROM product.product
WHERE tenant_id = $1 AND (folded, id) < ($2, $3) AND ($4::bool IS NULL OR active = $4)
ORDER BY folded DESC, id DESC
LIMIT $5
