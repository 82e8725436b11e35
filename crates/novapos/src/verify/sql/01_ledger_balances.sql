-- The lines of one transaction of the sales ledger sum to zero, in each currency.
SELECT tenant_id, format('transaction %s is off by %s %s', transaction_id, sum(amount_minor), currency) AS what
FROM orders.ledger_entry
GROUP BY tenant_id, transaction_id, currency
HAVING sum(amount_minor) <> 0
