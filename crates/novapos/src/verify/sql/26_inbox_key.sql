-- An event is applied once by a constraint.
SELECT NULL::uuid AS tenant_id, '__schema__.inbox has no unique key on tenant, consumer and event' AS what
WHERE NOT EXISTS (
    SELECT FROM pg_constraint k
    WHERE k.conrelid = to_regclass('__schema__.inbox') AND k.contype IN ('p', 'u')
        AND 'consumer,event_id,tenant_id' = (
            SELECT string_agg(a.attname, ',' ORDER BY a.attname) FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
        )
)
