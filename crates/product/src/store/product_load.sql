-- The products $2 in their order, each with its barcodes and its newest prices: the one in force and up to ten later
-- ones are among them; and those that stores have of their own. Product and family are looked up as the first in the order of their primary
-- keys: of a tenant whose rows its statistics do not know the planner expects one row, and takes any index of the tenant's for as good, of
-- which it then reads everything for each id.
SELECT p.id, p.name, p.sku, p.category_id, p.tax_category, p.unit, p.image, p.active, p.rev, p.version, p.created_at, p.updated_at, p.option_values,
       CASE WHEN p.family_id IS NOT NULL THEN (
           SELECT jsonb_build_object('id', f.id, 'name', f.name, 'options', f.options)::text
           FROM (SELECT * FROM product.family WHERE tenant_id = $1 AND id >= p.family_id ORDER BY id LIMIT 1) f WHERE f.id = p.family_id)
       END AS family,
       ARRAY(SELECT b.code FROM product.barcode b WHERE b.tenant_id = $1 AND b.product_id = p.id ORDER BY b.position) AS "barcodes!",
       coalesce(prices.amounts, '{}') AS "amounts_minor!",
       coalesce(prices.pers, '{}') AS "pers_milli!",
       coalesce(prices.froms, '{}') AS "froms!",
       coalesce(own.stores, '{}') AS "stores!",
       coalesce(own.amounts, '{}') AS "own_amounts_minor!",
       coalesce(own.pers, '{}') AS "own_pers_milli!"
FROM (SELECT id, min(place) AS place FROM unnest($2::uuid[]) WITH ORDINALITY AS listed (id, place) GROUP BY id) wanted
CROSS JOIN LATERAL (SELECT * FROM product.product WHERE tenant_id = $1 AND id >= wanted.id ORDER BY id LIMIT 1) p
CROSS JOIN LATERAL (
    SELECT array_agg(newest.amount_minor) AS amounts, array_agg(newest.per_milli) AS pers, array_agg(newest.from_at) AS froms
    FROM (SELECT amount_minor, per_milli, from_at FROM product.price
          WHERE tenant_id = $1 AND product_id = p.id AND store_id IS NULL AND register_id IS NULL
          ORDER BY from_at DESC, rev DESC LIMIT 11) newest
) prices
CROSS JOIN LATERAL (
    SELECT array_agg(store_id) AS stores, array_agg(amount_minor) AS amounts, array_agg(per_milli) AS pers
    FROM (SELECT DISTINCT ON (store_id) store_id, amount_minor, per_milli FROM product.price
          WHERE tenant_id = $1 AND product_id = p.id AND store_id IS NOT NULL
          ORDER BY store_id, from_at DESC, rev DESC) newest
    WHERE amount_minor IS NOT NULL
) own
WHERE p.id = wanted.id
ORDER BY wanted.place
