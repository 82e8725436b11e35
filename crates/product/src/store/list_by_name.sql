-- The products of the tenant by folded name and id after ($2, $3), on sale or not as $4 says.
SELECT folded, id FROM product.product
WHERE tenant_id = $1 AND (folded, id) > ($2, $3) AND ($4::bool IS NULL OR active = $4)
ORDER BY folded, id
LIMIT $5
