-- The products $2 in their order, each with its barcodes and its newest prices: the one in force and up to ten later
-- ones are among them.
SELECT p.id, p.name, p.sku, p.category_id, p.tax_category, p.unit, p.image, p.active, p.rev, p.version, p.created_at, p.updated_at,
       ARRAY(SELECT b.code FROM product.barcode b WHERE b.tenant_id = $1 AND b.product_id = p.id ORDER BY b.position) AS "barcodes!",
       coalesce(prices.amounts, '{}') AS "amounts_minor!",
       coalesce(prices.pers, '{}') AS "pers_milli!",
       coalesce(prices.froms, '{}') AS "froms!"
FROM product.product p
CROSS JOIN LATERAL (
    SELECT array_agg(newest.amount_minor) AS amounts, array_agg(newest.per_milli) AS pers, array_agg(newest.from_at) AS froms
    FROM (SELECT amount_minor, per_milli, from_at FROM product.price
          WHERE tenant_id = $1 AND product_id = p.id AND store_id IS NULL AND register_id IS NULL
          ORDER BY from_at DESC, rev DESC LIMIT 11) newest
) prices
WHERE p.tenant_id = $1 AND p.id = ANY($2)
ORDER BY array_position($2, p.id)
