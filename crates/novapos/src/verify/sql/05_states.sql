-- A sale is completed in one step; a void is the one after, on the same business day, with who and why.
SELECT o.tenant_id, format('order %s is %s at version %s, void kept: %s', o.id, o.status, o.version, v.order_id IS NOT NULL) AS what
FROM orders.orders o
LEFT JOIN orders.order_void v ON v.tenant_id = o.tenant_id AND v.order_id = o.id
WHERE NOT CASE o.status
    WHEN 'completed' THEN o.version = 1 AND v.order_id IS NULL
    -- The business day ends before noon of the next calendar day.
    WHEN 'voided' THEN o.version = 2 AND v.order_id IS NOT NULL AND v.at >= o.created_at
        AND (v.at AT TIME ZONE o.time_zone)::date - o.business_date IN (0, 1)
    ELSE v.order_id IS NULL
END
