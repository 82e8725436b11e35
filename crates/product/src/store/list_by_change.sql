-- The products of the tenant by the revision of their last change after $2, on sale or not as $3 says. Those of the category $4 are picked
-- out on the way.
SELECT rev, id FROM product.product
WHERE tenant_id = $1 AND rev > $2 AND ($3::bool IS NULL OR active = $3) AND ($4::uuid IS NULL OR category_id = $4)
ORDER BY rev
LIMIT $5
