-- Puts a tenant table within reach of the batch role, which writes the commands of several tenants in one statement: it sees and writes
-- rows of the transaction's tenants and of nobody else (none set is an error). What it may do with them is granted by table.
CREATE FUNCTION protect_batch(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE POLICY batch_rows ON %s TO __context___batch
        USING (tenant_id = ANY ((SELECT current_setting(''app.tenant_ids'')::uuid[])::uuid[]))
        WITH CHECK (tenant_id = ANY ((SELECT current_setting(''app.tenant_ids'')::uuid[])::uuid[]))', target);
END $$;
REVOKE ALL ON FUNCTION protect_batch(regclass) FROM PUBLIC;
