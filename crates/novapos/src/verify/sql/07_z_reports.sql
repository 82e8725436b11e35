-- What reports and their corrections say was sold is what was sold in the sessions that they closed.
WITH told AS (
    SELECT tenant_id, session_id, sum(CASE kind WHEN 'z' THEN (body::jsonb #>> '{takings,sales,total_minor}')::bigint
        ELSE (body::jsonb ->> 'total_minor')::bigint END) AS total
    FROM orders.z_document GROUP BY tenant_id, session_id
), sold AS (
    SELECT o.tenant_id, o.session_id, sum(o.total_minor) AS total FROM orders.orders o
    JOIN orders.register_session s ON s.tenant_id = o.tenant_id AND s.id = o.session_id AND s.status = 'closed'
    GROUP BY o.tenant_id, o.session_id
)
SELECT tenant_id, format('session %s sold %s, its reports say %s', session_id, coalesce(sold.total, 0), coalesce(told.total, 0)) AS what
FROM told FULL JOIN sold USING (tenant_id, session_id)
WHERE coalesce(told.total, 0) <> coalesce(sold.total, 0)
