-- The products of the tenant by SKU after $2, on sale or not as $3 says. Those of the category $4 are picked out on the way.
SELECT sku, id FROM product.product
WHERE tenant_id = $1 AND sku > $2 AND ($3::bool IS NULL OR active = $3) AND ($4::uuid IS NULL OR category_id = $4)
ORDER BY sku
LIMIT $5
