-- Nothing is missing between two events of an order.
SELECT tenant_id, format('%s of order %s is version %s after %s', type, aggregate_id, aggregate_version, before) AS what
FROM (
    SELECT tenant_id, aggregate_id, type, aggregate_version,
        lag(aggregate_version) OVER (PARTITION BY tenant_id, aggregate_id ORDER BY aggregate_version) AS before
    FROM orders.outbox WHERE type LIKE 'order.%'
) told
WHERE aggregate_version > before + 1
