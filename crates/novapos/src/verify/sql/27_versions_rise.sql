-- The events of one aggregate are published in the order of their versions.
SELECT tenant_id, format('__context__: %s of %s is version %s after %s', type, aggregate_id, aggregate_version, before) AS what
FROM (
    SELECT tenant_id, aggregate_id, type, aggregate_version,
        lag(aggregate_version) OVER (PARTITION BY tenant_id, aggregate_id ORDER BY position) AS before
    FROM __schema__.outbox WHERE position IS NOT NULL
) published
WHERE aggregate_version <= before
