-- The reports of a register: one chain without gap, each hash as its text and the one before make it, Z numbers from 1 without gap, and
-- totals that go on to the register's own.
WITH link AS (
    SELECT tenant_id, register_id, document_number, kind, z_number, hash, previous_hash, body,
        lag(hash, 1, decode(repeat('00', 32), 'hex')) OVER chain AS before,
        row_number() OVER chain AS place,
        count(*) FILTER (WHERE kind = 'z') OVER chain AS reports
    FROM orders.z_document
    WINDOW chain AS (PARTITION BY tenant_id, register_id ORDER BY document_number)
)
SELECT tenant_id, format('document %s of register %s is no link of its chain', document_number, register_id) AS what
FROM link
WHERE previous_hash <> before OR document_number <> place OR (kind = 'z' AND z_number <> reports)
    OR hash <> sha256(previous_hash || int8send(document_number) || convert_to(body, 'UTF8'))
UNION ALL
SELECT t.tenant_id, format('register %s stands at document %s and %s of sales; its last document is %s with %s', t.register_id, t.last_document,
    t.sales_minor, last.document_number, last.body::jsonb #>> '{grand_totals,sales_minor}')
FROM orders.register_total t
LEFT JOIN LATERAL (SELECT d.document_number, d.hash, d.body FROM orders.z_document d WHERE d.tenant_id = t.tenant_id AND d.register_id = t.register_id
    ORDER BY d.document_number DESC LIMIT 1) last ON true
WHERE t.last_document > 0 AND (last.document_number IS DISTINCT FROM t.last_document OR last.hash <> t.last_hash
    OR (last.body::jsonb #>> '{grand_totals,sales_minor}')::bigint <> t.sales_minor
    OR (last.body::jsonb #>> '{grand_totals,voids_minor}')::bigint <> t.voids_minor)
