-- An order's id is its identity for ever: unique by constraint, and what it stood for cannot be changed by the application.
WITH wanted (relation, columns) AS (
    VALUES ('orders.orders', 'tenant_id,id'), ('orders.order_line', 'tenant_id,id')
)
SELECT NULL::uuid AS tenant_id, format('%s has no unique constraint on %s', relation, columns) AS what
FROM wanted
WHERE NOT EXISTS (
    SELECT FROM pg_constraint k
    WHERE k.conrelid = to_regclass(relation) AND k.contype IN ('p', 'u')
        AND columns = (
            SELECT string_agg(a.attname, ',' ORDER BY position)
            FROM unnest(k.conkey) WITH ORDINALITY AS key (attnum, position)
            JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = key.attnum
        )
)
UNION ALL
SELECT NULL::uuid, format('order_app may change orders.%s', attname)
FROM pg_attribute
WHERE attrelid = to_regclass('orders.orders') AND attname IN ('id', 'request_hash', 'total_minor', 'receipt_number')
    AND has_column_privilege('order_app', attrelid, attnum, 'UPDATE')
