-- No event waits as a dead letter, or behind one.
SELECT tenant_id, format('__context__: %s %s of %s for %s: %s', state, type, aggregate_id, consumer, reason) AS what
FROM __schema__.dead_letter
