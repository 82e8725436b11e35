-- The catalogue of the database itself: what keeps tenants and contexts apart is in place on every table.
WITH context (name, schema) AS (
    VALUES ('auth', 'auth'), ('product', 'product'), ('inventory', 'inventory'), ('order', 'orders'), ('audit', 'audit')
), relation AS (
    SELECT c.oid, c.relname, c.relkind, c.relowner, c.relacl, c.reloptions, c.relrowsecurity, c.relforcerowsecurity, context.name AS context,
        format('%s.%s', n.nspname, c.relname) AS label, a.attnum AS tenant_column
    FROM context
    JOIN pg_namespace n ON n.nspname = context.schema
    JOIN pg_class c ON c.relnamespace = n.oid AND c.relkind IN ('r', 'p', 'v', 'm')
    LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
), tenant_table AS (
    SELECT * FROM relation WHERE tenant_column IS NOT NULL AND relkind IN ('r', 'p')
), service_role AS (
    SELECT r.* FROM pg_roles r
    WHERE r.rolname IN ('novapos', 'novapos_owner', 'novapos_verify')
        OR r.rolname IN (SELECT name || kind FROM context, unnest(ARRAY['_app', '_system', '_batch', '_log', '_trail']) AS kind)
        OR r.rolname IN (SELECT 'novapos_' || name FROM context)
), fault (what) AS (
    SELECT label || ': row-level security is not enabled and forced' FROM tenant_table WHERE NOT (relrowsecurity AND relforcerowsecurity)
    UNION ALL
    SELECT label || ': no policy confines ' || context || '_app to its tenant' FROM tenant_table t
    WHERE NOT EXISTS (
        SELECT FROM pg_policy p
        WHERE p.polrelid = t.oid AND p.polcmd = '*' AND to_regrole(t.context || '_app')::oid = ANY (p.polroles)
            AND pg_get_expr(p.polqual, p.polrelid) LIKE '%app.tenant_id%' AND pg_get_expr(p.polwithcheck, p.polrelid) LIKE '%app.tenant_id%'
    )
    UNION ALL
    SELECT t.label || ': policy ' || p.polname || ' does not confine ' || t.context || '_batch to its tenants'
    FROM tenant_table t JOIN pg_policy p ON p.polrelid = t.oid
    WHERE to_regrole(t.context || '_batch')::oid = ANY (p.polroles)
        AND NOT (pg_get_expr(p.polqual, p.polrelid) LIKE '%app.tenant_ids%' AND pg_get_expr(p.polwithcheck, p.polrelid) LIKE '%app.tenant_ids%')
    UNION ALL
    SELECT t.label || ': policy ' || p.polname || ' lacks USING or WITH CHECK, or is for everybody' FROM tenant_table t JOIN pg_policy p ON p.polrelid = t.oid
    WHERE p.polqual IS NULL OR p.polwithcheck IS NULL AND p.polcmd <> 'r' OR 0 = ANY (p.polroles)
    UNION ALL
    SELECT t.label || ': ' || k.conname || ' is not led by tenant_id' FROM tenant_table t JOIN pg_constraint k ON k.conrelid = t.oid
    -- Sign-in begins with the shop code, so that one is unique over all tenants.
    WHERE k.contype IN ('p', 'u', 'f') AND k.conkey[1] <> t.tenant_column AND k.conname <> 'tenant_shop_code_key'
    UNION ALL
    SELECT t.label || ': unique index ' || i.indexrelid::regclass || ' is not led by tenant_id' FROM tenant_table t JOIN pg_index i ON i.indrelid = t.oid
    JOIN pg_class named ON named.oid = i.indexrelid
    -- Positions are the relay's, over all tenants.
    WHERE i.indisunique AND i.indkey[0] <> t.tenant_column AND named.relname NOT IN ('tenant_shop_code_key', 'outbox_position', 'audit_event_position')
    UNION ALL
    SELECT label || ' belongs to ' || pg_get_userbyid(relowner) FROM relation WHERE pg_get_userbyid(relowner) <> 'novapos_owner'
    UNION ALL
    SELECT 'role ' || rolname || ' stands above row-level security' FROM service_role WHERE rolsuper OR rolbypassrls OR rolcreaterole
    UNION ALL
    SELECT 'role ' || rolname || ' inherits what it may become' FROM service_role WHERE rolcanlogin AND rolinherit
    UNION ALL
    -- A service apart becomes its own context's roles, and beyond them only readers of logs.
    SELECT 'novapos_' || context.name || ' may become ' || r.rolname FROM context, pg_auth_members m, pg_roles r
    WHERE m.member = to_regrole('novapos_' || context.name) AND r.oid = m.roleid
        AND r.rolname NOT IN (context.name || '_app', context.name || '_system', context.name || '_batch')
        AND r.rolname NOT IN (SELECT other.name || '_log' FROM context other)
        AND NOT (context.name = 'audit' AND r.rolname IN (SELECT other.name || '_trail' FROM context other))
    UNION ALL
    SELECT context.name || '_log may do more with ' || r.label || ' than read the log' FROM context, relation r
    WHERE r.context = context.name
        AND (has_table_privilege(context.name || '_log', r.oid, 'INSERT,UPDATE,DELETE')
            OR has_any_column_privilege(context.name || '_log', r.oid, 'SELECT') AND r.relname NOT IN ('outbox', 'consumer_cursor'))
    UNION ALL
    SELECT context.name || '_trail may do more with ' || r.label || ' than read the trail' FROM context, relation r
    WHERE r.context = context.name
        AND (has_table_privilege(context.name || '_trail', r.oid, 'INSERT,UPDATE,DELETE')
            OR has_any_column_privilege(context.name || '_trail', r.oid, 'SELECT') AND r.relname <> 'audit_event')
    UNION ALL
    SELECT role.rolname || ' may empty ' || r.label FROM relation r, service_role role
    WHERE r.relkind IN ('r', 'p') AND role.rolname <> 'novapos_owner' AND has_table_privilege(role.oid, r.oid, 'TRUNCATE')
    UNION ALL
    SELECT role.rolname || ' reaches ' || r.label FROM relation r, service_role role, context
    WHERE role.rolname IN (context.name || '_app', context.name || '_system', context.name || '_batch', context.name || '_log', context.name || '_trail') AND context.name <> r.context
        AND has_table_privilege(role.oid, r.oid, 'SELECT,INSERT,UPDATE,DELETE')
    UNION ALL
    SELECT 'everybody reaches ' || label FROM relation, aclexplode(relacl) AS granted WHERE granted.grantee = 0
    UNION ALL
    SELECT label || ': a view with its owner''s rights' FROM relation
    WHERE relkind = 'v' AND NOT coalesce(reloptions @> ARRAY['security_invoker=true'] OR reloptions @> ARRAY['security_invoker=on'], false)
    UNION ALL
    SELECT label || ': a materialized view has no row-level security' FROM relation WHERE relkind = 'm'
    UNION ALL
    SELECT p.oid::regprocedure || ' runs with its owner''s rights' FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN context ON context.schema = n.nspname
    WHERE p.prosecdef
)
SELECT NULL::uuid AS tenant_id, what FROM fault
