-- No event waits as a dead letter, or behind one, nor for longer than it may for the event before it.
SELECT tenant_id, format('__context__: %s %s of %s for %s: %s', state, type, aggregate_id, consumer, reason) AS what
FROM __schema__.dead_letter
WHERE state <> 'early' OR at < current_setting('app.verify_now')::timestamptz - interval '5 minutes'
