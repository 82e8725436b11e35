-- The products of the tenant by folded name and id after ($2, $3); $4 on sale or not, $5 of a category, where they are given.
SELECT folded, id FROM product.product
WHERE tenant_id = $1 AND (folded, id) > ($2, $3)
  AND ($4::bool IS NULL OR active = $4) AND ($5::uuid IS NULL OR category_id = $5)
ORDER BY folded, id
LIMIT $6
