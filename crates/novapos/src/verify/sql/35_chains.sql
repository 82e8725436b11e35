-- Each tenant's entries are numbered without a gap, each behind the one before it, up to the end that is noted; `novapos audit verify` also
-- computes every hash anew and asks the checkpoints.
WITH linked AS (
    SELECT tenant_id, number, previous_hash, lag(number) OVER chain AS before, lag(hash) OVER chain AS before_hash
    FROM audit.entry WINDOW chain AS (PARTITION BY tenant_id ORDER BY number)
)
SELECT linked.tenant_id, format('entry %s does not follow the one before it', linked.number) AS what
FROM linked LEFT JOIN audit.chain ON chain.tenant_id = linked.tenant_id
WHERE linked.number > coalesce(chain.forgotten, 0) AND (
    linked.number <> coalesce(greatest(linked.before, chain.forgotten), 0) + 1
    OR linked.previous_hash <> CASE WHEN linked.before > coalesce(chain.forgotten, 0) THEN linked.before_hash
        ELSE coalesce(chain.anchor, decode(repeat('00', 32), 'hex')) END)
UNION ALL
SELECT chain.tenant_id, format('the chain does not end with entry %s as noted', chain.size)
FROM audit.chain LEFT JOIN audit.entry ON entry.tenant_id = chain.tenant_id AND entry.number = chain.size
WHERE chain.size > coalesce(chain.forgotten, 0) AND entry.hash IS DISTINCT FROM chain.head
UNION ALL
SELECT entry.tenant_id, format('entry %s is behind the noted end of its chain', entry.number)
FROM audit.entry LEFT JOIN audit.chain ON chain.tenant_id = entry.tenant_id
WHERE entry.number > coalesce(chain.size, 0)
UNION ALL
SELECT checkpoint.tenant_id, format('%s entries were signed, which are not there', checkpoint.size)
FROM audit.checkpoint LEFT JOIN audit.chain ON chain.tenant_id = checkpoint.tenant_id
WHERE checkpoint.size > coalesce(chain.size, 0)
