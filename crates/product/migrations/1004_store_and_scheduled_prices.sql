-- A store's own price stands in `price` beside those of the whole tenant. A row of a store without an amount ends it: from then on the store
-- sells at the tenant's price.
ALTER TABLE price ALTER COLUMN amount_minor DROP NOT NULL;
ALTER TABLE price ADD CONSTRAINT price_ends CHECK (amount_minor IS NOT NULL OR store_id IS NOT NULL);
CREATE INDEX price_of_store ON price (tenant_id, product_id, store_id, from_at, rev) WHERE store_id IS NOT NULL;

-- Prices that are to hold from a moment to come. When it has come, the same transaction makes the price an ordinary one and the state
-- 'applied'. 'overtaken' is one after whose moment somebody set another price before this one was made.
CREATE TABLE scheduled_price (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    product_id uuid NOT NULL,
    store_id uuid,
    from_at timestamptz NOT NULL,
    amount_minor bigint NOT NULL CHECK (amount_minor BETWEEN 0 AND 1000000000000),
    per_milli bigint NOT NULL CHECK (per_milli BETWEEN 1 AND 1000000000),
    state text NOT NULL CHECK (state IN ('waiting', 'applied', 'overtaken', 'cancelled')),
    user_id uuid NOT NULL,
    user_name text NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, product_id) REFERENCES product (tenant_id, id)
);
CREATE UNIQUE INDEX scheduled_price_moment ON scheduled_price (tenant_id, product_id, store_id, from_at) NULLS NOT DISTINCT
    WHERE state = 'waiting';
CREATE INDEX scheduled_price_due ON scheduled_price (from_at) WHERE state = 'waiting';
SELECT protect('scheduled_price');
GRANT SELECT, INSERT, UPDATE ON scheduled_price TO product_app;
GRANT SELECT ON scheduled_price TO product_system;
