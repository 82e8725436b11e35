-- A closed drawer: float, cash sales, what was given back, and movements are what was expected (rule 39); its Z report says the same, and
-- counts every sale of the session that no correction counts.
WITH drawer AS (
    SELECT s.tenant_id, s.id, s.expected_minor, s.counted_minor, z.body::jsonb AS z,
        s.float_minor
        + coalesce((SELECT sum(t.amount_minor - t.change_minor) FROM orders.orders o
            JOIN orders.tender t ON t.tenant_id = o.tenant_id AND t.order_id = o.id AND t.kind = 'cash'
            WHERE o.tenant_id = s.tenant_id AND o.session_id = s.id AND NOT EXISTS (SELECT FROM orders.z_document c
                WHERE c.tenant_id = o.tenant_id AND c.order_id = o.id AND c.kind = 'correction')), 0)
        - coalesce((SELECT sum(t.amount_minor - t.change_minor) FROM orders.order_void v
            JOIN orders.tender t ON t.tenant_id = v.tenant_id AND t.order_id = v.order_id AND t.kind = 'cash'
            WHERE v.tenant_id = s.tenant_id AND v.session_id = s.id), 0)
        + coalesce((SELECT sum(CASE WHEN m.kind IN ('paid_in', 'loan') THEN m.amount_minor ELSE -m.amount_minor END) FROM orders.cash_movement m
            WHERE m.tenant_id = s.tenant_id AND m.session_id = s.id), 0) AS made,
        (SELECT count(*) FROM orders.orders o WHERE o.tenant_id = s.tenant_id AND o.session_id = s.id) AS sales,
        (SELECT count(*) FROM orders.z_document c WHERE c.tenant_id = s.tenant_id AND c.session_id = s.id AND c.kind = 'correction') AS corrections
    FROM orders.register_session s
    LEFT JOIN orders.z_document z ON z.tenant_id = s.tenant_id AND z.session_id = s.id AND z.kind = 'z'
    WHERE s.status = 'closed' AND NOT s.training
)
SELECT tenant_id, format('session %s should hold %s, was closed with %s expected and %s counted; its report says %s and %s over, and %s sales of %s, %s after it',
    id, made, expected_minor, counted_minor, z ->> 'expected_minor', z ->> 'variance_minor', z #>> '{takings,sales,count}', sales, corrections) AS what
FROM drawer
WHERE z IS NULL OR made <> expected_minor OR (z ->> 'expected_minor')::bigint <> expected_minor
    OR (z ->> 'variance_minor')::bigint <> counted_minor - expected_minor OR (z #>> '{takings,sales,count}')::bigint + corrections <> sales
