-- Ledgers, histories, trail and inbox: the application may only add, and a trigger stands behind the grant.
WITH kept (relation, role, by_trigger) AS (
    VALUES
        ('orders.order_line', 'order_app', true), ('orders.tender', 'order_app', true), ('orders.ledger_entry', 'order_app', true),
        ('orders.order_void', 'order_app', true), ('orders.tax_rule', 'order_app', true),
        ('orders.cash_movement', 'order_app', true), ('orders.cash_count', 'order_app', true), ('orders.z_document', 'order_app', true),
        ('orders.bank_deposit', 'order_app', true), ('orders.training_sale', 'order_app', true),
        ('inventory.move', 'inventory_app', true), ('inventory.document', 'inventory_app', true),
        ('product.price', 'product_app', true), ('product.product_change', 'product_app', true),
        ('auth.audit_event', 'auth_app', true), ('product.audit_event', 'product_app', true),
        ('inventory.audit_event', 'inventory_app', true), ('orders.audit_event', 'order_app', true), ('audit.audit_event', 'audit_app', true),
        ('audit.entry', 'audit_app', true), ('audit.checkpoint', 'audit_app', true),
        ('auth.inbox', 'auth_app', false), ('product.inbox', 'product_app', false),
        ('inventory.inbox', 'inventory_app', false), ('orders.inbox', 'order_app', false), ('audit.inbox', 'audit_app', false)
)
SELECT NULL::uuid AS tenant_id, format('%s may change %s', role, relation) AS what
FROM kept
WHERE has_table_privilege(role, relation, 'UPDATE,DELETE,TRUNCATE') OR has_any_column_privilege(role, relation, 'UPDATE')
UNION ALL
SELECT NULL::uuid, format('nothing stops a change of %s', relation)
FROM kept
WHERE by_trigger AND NOT EXISTS (
    -- For each row (1), before (2), on delete (8) and update (16); enabled; on every column but the position that the relay gives.
    SELECT FROM pg_trigger t WHERE t.tgrelid = relation::regclass AND t.tgname = 'append_only' AND t.tgenabled IN ('O', 'A') AND t.tgtype & 27 = 27
        AND (cardinality(t.tgattr::smallint[]) = 0 OR NOT EXISTS (
            SELECT FROM pg_attribute a WHERE a.attrelid = t.tgrelid AND a.attnum > 0 AND NOT a.attisdropped AND a.attname <> 'position'
                AND a.attnum <> ALL (t.tgattr::smallint[])))
)
