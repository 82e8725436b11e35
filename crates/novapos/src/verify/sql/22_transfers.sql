-- What is in transit is what was shipped less what was received and resolved; each line's steps are its moves; a transfer is done when
-- nothing is in transit; and of all that goes from one place to another, only what is lost or written off is fewer after than before.
SELECT tenant_id, format('product %s at %s: %s in transit on record, %s by the transfers', product_id, location_id, coalesce(in_transit_milli, 0),
    coalesce(under_way, 0)) AS what
FROM inventory.level
FULL JOIN (
    SELECT t.tenant_id, t.to_location_id AS location_id, l.product_id, sum(l.shipped_milli - l.received_milli - l.resolved_milli) AS under_way
    FROM inventory.transfer t
    JOIN inventory.transfer_line l ON l.tenant_id = t.tenant_id AND l.transfer_id = t.id
    GROUP BY t.tenant_id, t.to_location_id, l.product_id
) lines USING (tenant_id, location_id, product_id)
WHERE coalesce(in_transit_milli, 0) <> coalesce(under_way, 0)
UNION ALL
SELECT tenant_id, format('transfer %s, product %s: shipped %s, received %s, resolved %s on record; %s, %s, %s moved', transfer_id, product_id,
    shipped_milli, received_milli, resolved_milli, coalesce(shipped, 0), coalesce(received, 0), coalesce(resolved, 0))
FROM inventory.transfer_line
FULL JOIN (
    SELECT m.tenant_id, coalesce(d.transfer_id, d.id) AS transfer_id, m.product_id, sum(m.quantity_milli) FILTER (WHERE m.kind = 'ship') AS shipped,
        -sum(m.quantity_milli) FILTER (WHERE m.kind = 'arrive') AS received, -sum(m.quantity_milli) FILTER (WHERE m.kind = 'resolve') AS resolved
    FROM inventory.move m
    JOIN inventory.document d ON d.tenant_id = m.tenant_id AND d.id = m.document_id
    WHERE m.bucket = 'transit'
    GROUP BY m.tenant_id, coalesce(d.transfer_id, d.id), m.product_id
) steps USING (tenant_id, transfer_id, product_id)
WHERE (coalesce(shipped_milli, 0), coalesce(received_milli, 0), coalesce(resolved_milli, 0)) <> (coalesce(shipped, 0), coalesce(received, 0), coalesce(resolved, 0))
UNION ALL
SELECT t.tenant_id, format('transfer %s is %s, with %s in transit', t.id, t.state, sum(l.shipped_milli - l.received_milli - l.resolved_milli))
FROM inventory.transfer t
JOIN inventory.transfer_line l ON l.tenant_id = t.tenant_id AND l.transfer_id = t.id
GROUP BY t.tenant_id, t.id, t.state
HAVING (t.state = 'done') <> (sum(l.shipped_milli - l.received_milli - l.resolved_milli) = 0)
UNION ALL
SELECT m.tenant_id, format('document %s (%s) made %s of product %s', m.document_id, m.kind, sum(m.quantity_milli), m.product_id)
FROM inventory.move m
WHERE m.kind IN ('ship', 'arrive', 'damage', 'restore') OR m.kind = 'resolve' AND m.reason <> 'lost'
GROUP BY m.tenant_id, m.document_id, m.kind, m.product_id
HAVING sum(m.quantity_milli) <> 0
