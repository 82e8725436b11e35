-- Every column of money and quantity has a range check, and documents are no longer than they may be.
SELECT NULL::uuid AS tenant_id, format('%s.%s.%s has no range check', n.nspname, c.relname, a.attname) AS what
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname IN ('auth', 'product', 'inventory', 'orders')
WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attname ~ '_(minor|milli)$'
    AND NOT EXISTS (
        SELECT FROM pg_constraint k
        WHERE k.conrelid = c.oid AND k.contype = 'c' AND k.convalidated AND k.conkey @> ARRAY[a.attnum]
            -- Two columns compared with each other are no range, unless one is made of the others.
            AND (pg_get_constraintdef(k.oid) ~ ('\m' || a.attname || ' [<>]=? ''?-?[0-9]') OR pg_get_constraintdef(k.oid) ~ ('\m' || a.attname || ' = \('))
    )
UNION ALL
SELECT o.tenant_id, format('order %s says it has %s lines; it has %s, and %s tenders', o.id, o.line_count, coalesce(l.count, 0), coalesce(t.count, 0))
FROM orders.orders o
LEFT JOIN (SELECT tenant_id, order_id, count(*) FROM orders.order_line GROUP BY tenant_id, order_id) l ON l.tenant_id = o.tenant_id AND l.order_id = o.id
LEFT JOIN (SELECT tenant_id, order_id, count(*) FROM orders.tender GROUP BY tenant_id, order_id) t ON t.tenant_id = o.tenant_id AND t.order_id = o.id
WHERE coalesce(l.count, 0) <> o.line_count OR o.line_count > 500 OR coalesce(t.count, 0) > 10
