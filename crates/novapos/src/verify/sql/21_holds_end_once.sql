-- A hold that is over has ended, and its goods were taken exactly when it was committed. An order's hold ends with the sale's moves.
SELECT tenant_id, format('reservation %s is still held, a minute after %s', id, expires_at) AS what
FROM inventory.reservation
WHERE state = 'held' AND expires_at < current_setting('app.verify_now')::timestamptz - interval '60 seconds'
UNION ALL
SELECT r.tenant_id, format('reservation %s is %s, and %s of product %s moved for it', r.id, r.state, coalesce(m.quantity_milli, 0), l.product_id)
FROM inventory.reservation r
JOIN inventory.reservation_line l ON l.tenant_id = r.tenant_id AND l.reservation_id = r.id
LEFT JOIN inventory.move m ON m.tenant_id = l.tenant_id AND m.cause_id = l.id AND m.kind = 'reservation'
    AND m.product_id = l.product_id AND m.location_id = r.location_id
WHERE r.holder = 'person' AND m.quantity_milli IS DISTINCT FROM CASE WHEN r.state = 'committed' THEN -l.quantity_milli END
