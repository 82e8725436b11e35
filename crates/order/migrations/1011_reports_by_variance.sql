-- Z reports in the order of what was over or short. A column, as an expression is not looked for in an index under row-level security;
-- corrections have none.
ALTER TABLE z_document ADD COLUMN variance_minor bigint GENERATED ALWAYS AS ((body::jsonb ->> 'variance_minor')::bigint) STORED
    CHECK (variance_minor BETWEEN -2000000000000 AND 2000000000000);
CREATE INDEX z_document_variance ON z_document (tenant_id, variance_minor, register_id, z_number) WHERE kind = 'z';
-- Deposits of one store, from either end of time, and their sum.
CREATE INDEX bank_deposit_of_store ON bank_deposit (tenant_id, store_id, at, id);
