-- Products that differ in size, colour and the like only. Each stays a product of its own: a family says which belong together, and by which
-- options (`[{"name": "Size", "values": ["S", "M"]}]`) somebody chooses among them. It changes only while its tenant's catalog_head is locked.
CREATE TABLE family (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
    folded text COLLATE "C" NOT NULL,
    options jsonb NOT NULL CHECK (jsonb_typeof(options) = 'array' AND jsonb_array_length(options) BETWEEN 1 AND 3),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX family_name_key ON family (tenant_id, folded);
SELECT protect('family');
GRANT SELECT, INSERT, UPDATE ON family TO product_app;
GRANT SELECT ON family TO product_system;

-- `option_values` has a value for each option of the family, in their order.
ALTER TABLE product
    ADD COLUMN family_id uuid,
    ADD COLUMN option_values text[],
    ADD CONSTRAINT product_variant_whole CHECK ((family_id IS NULL) = (option_values IS NULL) AND cardinality(option_values) BETWEEN 1 AND 3),
    ADD CONSTRAINT product_family_fkey FOREIGN KEY (tenant_id, family_id) REFERENCES family (tenant_id, id);
CREATE UNIQUE INDEX product_variant_key ON product (tenant_id, family_id, option_values) WHERE family_id IS NOT NULL;
