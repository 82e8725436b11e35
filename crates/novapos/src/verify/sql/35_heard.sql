-- Every row of a trail is in its chain after a minute, unless it is so old that the chain has forgotten it.
SELECT t.tenant_id, format('__context__: %s of %s is not in the chain', t.action, t.at) AS what
FROM __schema__.audit_event t
LEFT JOIN audit.chain ON chain.tenant_id = t.tenant_id
LEFT JOIN audit.checkpoint ON checkpoint.tenant_id = chain.tenant_id AND checkpoint.size = chain.forgotten
WHERE t.at < current_setting('app.verify_now')::timestamptz - interval '60 seconds' AND t.at > coalesce(checkpoint.at, '-infinity')
    AND NOT EXISTS (SELECT FROM audit.entry e WHERE e.tenant_id = t.tenant_id AND e.source = '__context__' AND e.event_id = t.id)
