-- What is on a shelf, under way to it and set aside as damaged is the sum of each bucket's moves, and no bucket but a shelf is below zero.
SELECT tenant_id, format('product %s at %s, %s: %s on record, %s moved', product_id, location_id, bucket, coalesce(kept, 0), coalesce(moved, 0)) AS what
FROM (
    SELECT tenant_id, location_id, product_id, side.bucket, side.kept FROM inventory.level
    CROSS JOIN LATERAL (VALUES ('shelf', on_hand_milli), ('transit', in_transit_milli), ('damaged', damaged_milli)) AS side (bucket, kept)
) levels
FULL JOIN (
    SELECT tenant_id, location_id, product_id, bucket, sum(quantity_milli) AS moved FROM inventory.move
    GROUP BY tenant_id, location_id, product_id, bucket
) moves USING (tenant_id, location_id, product_id, bucket)
WHERE coalesce(kept, 0) <> coalesce(moved, 0) OR bucket <> 'shelf' AND kept < 0
