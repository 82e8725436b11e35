-- What was sold is what was booked as revenue and tax, for each store, business day and currency.
WITH sold AS (
    SELECT tenant_id, store_id, business_date, currency, sum(net_minor) AS net, sum(tax_minor) AS tax
    FROM orders.orders WHERE status = 'completed' GROUP BY tenant_id, store_id, business_date, currency
), booked AS (
    SELECT o.tenant_id, o.store_id, o.business_date, o.currency,
        -sum(e.amount_minor) FILTER (WHERE e.account = 'revenue') AS net,
        -sum(e.amount_minor) FILTER (WHERE e.account = 'tax_payable') AS tax
    FROM orders.ledger_entry e JOIN orders.orders o ON o.tenant_id = e.tenant_id AND o.id = e.order_id
    GROUP BY o.tenant_id, o.store_id, o.business_date, o.currency
)
SELECT tenant_id, format('store %s on %s in %s: sold %s and %s tax, booked %s and %s', store_id, business_date, currency,
    coalesce(sold.net, 0), coalesce(sold.tax, 0), coalesce(booked.net, 0), coalesce(booked.tax, 0)) AS what
FROM sold FULL JOIN booked USING (tenant_id, store_id, business_date, currency)
WHERE (coalesce(sold.net, 0), coalesce(sold.tax, 0)) <> (coalesce(booked.net, 0), coalesce(booked.tax, 0))
