-- A line's price is the one that held at the catalogue's revision that the sale cites, the store's own where it had one, or an override with
-- its reason. A few seconds are allowed between the clock at the sale and the clock at a change of price.
SELECT l.tenant_id, format('order %s, line %s: %s per %s was not the price at revision %s', l.order_id, l.line_number, l.amount_minor, l.per_milli, o.rev) AS what
FROM orders.order_line l
JOIN orders.orders o ON o.tenant_id = l.tenant_id AND o.id = l.order_id
WHERE l.override_reason IS NULL
    AND NOT EXISTS (
        SELECT FROM product.price p
        WHERE p.tenant_id = l.tenant_id AND p.product_id = l.product_id AND (p.store_id IS NULL OR p.store_id = o.store_id) AND p.register_id IS NULL
            AND p.amount_minor = l.amount_minor AND p.per_milli = l.per_milli
            AND p.rev <= o.rev AND p.from_at <= o.created_at + interval '10 seconds'
            AND NOT EXISTS (
                SELECT FROM product.price later
                WHERE later.tenant_id = p.tenant_id AND later.product_id = p.product_id AND later.store_id IS NOT DISTINCT FROM p.store_id
                    AND later.register_id IS NULL
                    AND later.rev > p.rev AND later.rev <= o.rev AND later.from_at <= o.created_at - interval '10 seconds'
            )
            -- The whole shop's price holds where the store had none of its own, or only since a moment ago.
            AND (p.store_id IS NOT NULL OR (
                SELECT own.amount_minor FROM product.price own
                WHERE own.tenant_id = l.tenant_id AND own.product_id = l.product_id AND own.store_id = o.store_id
                    AND own.rev <= o.rev AND own.from_at <= o.created_at - interval '10 seconds'
                ORDER BY own.from_at DESC, own.rev DESC LIMIT 1
            ) IS NULL OR EXISTS (
                SELECT FROM product.price ended
                WHERE ended.tenant_id = l.tenant_id AND ended.product_id = l.product_id AND ended.store_id = o.store_id AND ended.amount_minor IS NULL
                    AND ended.rev <= o.rev
                    AND ended.from_at BETWEEN o.created_at - interval '10 seconds' AND o.created_at + interval '10 seconds'
            ))
    )
