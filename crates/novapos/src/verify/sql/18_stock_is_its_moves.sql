-- What is on a shelf is the sum of its moves.
SELECT tenant_id, format('product %s at %s: %s on record, %s moved', product_id, location_id, coalesce(on_hand_milli, 0), coalesce(moved, 0)) AS what
FROM inventory.level
FULL JOIN (
    SELECT tenant_id, location_id, product_id, sum(quantity_milli) AS moved FROM inventory.move GROUP BY tenant_id, location_id, product_id
) moves USING (tenant_id, location_id, product_id)
WHERE coalesce(on_hand_milli, 0) <> coalesce(moved, 0)
