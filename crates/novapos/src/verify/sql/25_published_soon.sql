-- No event waits longer than a minute to be published.
SELECT tenant_id, format('__context__: event %s (%s) of %s is not published', id, type, at) AS what
FROM __schema__.outbox
WHERE position IS NULL AND at < current_setting('app.verify_now')::timestamptz - interval '60 seconds'
