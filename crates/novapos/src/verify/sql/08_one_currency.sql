-- A sale and its ledger lines are in one currency.
SELECT o.tenant_id, format('order %s is in %s, transaction %s in %s', o.id, o.currency, e.transaction_id, e.currency) AS what
FROM orders.ledger_entry e JOIN orders.orders o ON o.tenant_id = e.tenant_id AND o.id = e.order_id
WHERE e.currency <> o.currency
