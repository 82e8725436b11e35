-- The products of the category $5 by folded name and id after ($2, $3), on sale or not as $4 says. A statement of its
-- own, so that it has an index of its own.
SELECT folded, id FROM product.product
WHERE tenant_id = $1 AND category_id = $5 AND (folded, id) > ($2, $3) AND ($4::bool IS NULL OR active = $4)
ORDER BY folded, id
LIMIT $6
