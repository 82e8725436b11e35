-- Each sale, void, session, deposit, change of a product, stock document and tax rule has exactly one row in the trail.
SELECT o.tenant_id, format('order %s has %s audit rows of its sale', o.id, count(a.id)) AS what
FROM orders.orders o
LEFT JOIN orders.audit_event a ON a.tenant_id = o.tenant_id AND a.subject_id = o.id AND a.action = 'order.completed'
WHERE o.status IN ('completed', 'voided')
GROUP BY o.tenant_id, o.id
HAVING count(a.id) <> 1
UNION ALL
SELECT v.tenant_id, format('the void of order %s has %s audit rows', v.order_id, count(a.id))
FROM orders.order_void v
LEFT JOIN orders.audit_event a ON a.tenant_id = v.tenant_id AND a.subject_id = v.order_id AND a.action = 'order.voided'
    AND a.user_id = v.user_id AND a.reason = v.reason
GROUP BY v.tenant_id, v.order_id
HAVING count(a.id) <> 1
UNION ALL
SELECT r.tenant_id, format('tax rule %s has %s audit rows', r.id, count(a.id))
FROM orders.tax_rule r
LEFT JOIN orders.audit_event a ON a.tenant_id = r.tenant_id AND a.subject_id = r.id AND a.action = 'tax.rule_created'
GROUP BY r.tenant_id, r.id
HAVING count(a.id) <> 1
UNION ALL
SELECT s.tenant_id, format('session %s has %s audit rows of its opening and %s of its close', s.id, count(a.id) FILTER (WHERE a.action = 'session.opened'),
    count(a.id) FILTER (WHERE a.action = 'session.closed'))
FROM orders.register_session s
LEFT JOIN orders.audit_event a ON a.tenant_id = s.tenant_id AND a.subject_id = s.id
GROUP BY s.tenant_id, s.id, s.status
HAVING count(a.id) FILTER (WHERE a.action = 'session.opened') <> 1
    OR count(a.id) FILTER (WHERE a.action = 'session.closed') <> (s.status = 'closed')::int
UNION ALL
SELECT d.tenant_id, format('deposit %s has %s audit rows', d.id, count(a.id))
FROM orders.bank_deposit d
LEFT JOIN orders.audit_event a ON a.tenant_id = d.tenant_id AND a.subject_id = d.id AND a.action = 'deposit.made'
GROUP BY d.tenant_id, d.id
HAVING count(a.id) <> 1
UNION ALL
SELECT d.tenant_id, format('stock document %s has %s audit rows', d.id, count(a.id))
FROM inventory.document d
-- A count has rows of its own; that of its approval is the document's.
LEFT JOIN inventory.audit_event a ON a.tenant_id = d.tenant_id AND a.subject_id = d.id AND (d.kind <> 'count' OR a.action = 'count.approved')
GROUP BY d.tenant_id, d.id
HAVING count(a.id) <> 1
UNION ALL
-- An import, a change of many, a family and its change have one row for all products that they made or changed.
SELECT tenant_id, format('product %s was %s %s times and has %s audit rows of it', product_id, action, coalesce(changes, 0), coalesce(rows, 0))
FROM (
    SELECT c.tenant_id, c.product_id, c.action, count(*) AS changes
    FROM product.product_change c
    WHERE NOT EXISTS (
        SELECT FROM product.audit_event i
        WHERE i.tenant_id = c.tenant_id AND i.action IN ('product.imported', 'product.bulk_edited', 'family.created', 'family.updated')
            AND c.rev BETWEEN (i.after::jsonb ->> 'from_rev')::bigint AND (i.after::jsonb ->> 'to_rev')::bigint
    )
    GROUP BY c.tenant_id, c.product_id, c.action
) changed
FULL JOIN (
    SELECT tenant_id, subject_id AS product_id, substr(action, 9) AS action, count(*) AS rows
    FROM product.audit_event
    WHERE action IN ('product.created', 'product.updated', 'product.price_changed', 'product.deactivated', 'product.activated')
    GROUP BY tenant_id, subject_id, action
) audited USING (tenant_id, product_id, action)
WHERE coalesce(changes, 0) <> coalesce(rows, 0)
