-- The catalogue of each tenant: categories, products with their barcodes, words and prices, the trail, and the head that gives
-- out revisions.

-- One row a tenant. Taking a revision locks it until the end of the transaction, so revisions commit in their order and the feed
-- may use them as its cursor. on_sale counts the active products; epoch tells readers of the feed to begin anew.
CREATE TABLE catalog_head (
    tenant_id uuid PRIMARY KEY,
    rev bigint NOT NULL CHECK (rev >= 1),
    on_sale bigint NOT NULL CHECK (on_sale >= 0),
    epoch integer NOT NULL DEFAULT 1 CHECK (epoch >= 1)
) WITH (fillfactor = 50);
SELECT protect('catalog_head');
GRANT SELECT, INSERT, UPDATE ON catalog_head TO product_app;
GRANT SELECT ON catalog_head TO product_system;

-- `folded` is the name as it is compared: lower case, without accents, its words parted by one space.
CREATE TABLE category (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
    folded text COLLATE "C" NOT NULL,
    color text CHECK (color ~ '^#[0-9a-f]{6}$'),
    position integer NOT NULL CHECK (position BETWEEN 0 AND 10000),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX category_name_key ON category (tenant_id, folded);
CREATE INDEX category_list ON category (tenant_id, position, folded, id);
SELECT protect('category');
GRANT SELECT, INSERT, UPDATE ON category TO product_app;
GRANT SELECT ON category TO product_system;

-- `rev` is the tenant's revision of the last change; `version` the number of the last event that has this product as its aggregate
-- (0 after an import, whose one event is about all its rows). `sku_folded` is what a search for the SKU compares: its letters and digits.
CREATE TABLE product (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
    folded text COLLATE "C" NOT NULL,
    sku text COLLATE "C" NOT NULL CHECK (char_length(sku) BETWEEN 1 AND 64),
    sku_folded text COLLATE "C" NOT NULL,
    category_id uuid,
    tax_category text NOT NULL CHECK (tax_category ~ '^[a-z0-9_-]{1,40}$'),
    unit text NOT NULL CHECK (unit IN ('piece', 'kilogram', 'litre', 'metre')),
    image text CHECK (char_length(image) BETWEEN 1 AND 500),
    active boolean NOT NULL,
    rev bigint NOT NULL CHECK (rev >= 1),
    version integer NOT NULL CHECK (version >= 0),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT product_sku_key UNIQUE (tenant_id, sku),
    CONSTRAINT product_rev_key UNIQUE (tenant_id, rev),
    CONSTRAINT product_category_fkey FOREIGN KEY (tenant_id, category_id) REFERENCES category (tenant_id, id)
);
CREATE INDEX product_list ON product (tenant_id, folded, id);
CREATE INDEX product_list_category ON product (tenant_id, category_id, folded, id);
CREATE INDEX product_sku_folded ON product (tenant_id, sku_folded, id);
SELECT protect('product');
GRANT SELECT, INSERT, UPDATE ON product TO product_app;
GRANT SELECT ON product TO product_system;

-- `lookup` is the code as a scan is compared: a UPC-A is its EAN-13 with a leading 0. One code names one product of the tenant,
-- on sale or not.
CREATE TABLE barcode (
    tenant_id uuid NOT NULL,
    lookup text COLLATE "C" NOT NULL,
    code text COLLATE "C" NOT NULL CHECK (code ~ '^[!-~]{1,48}$'),
    product_id uuid NOT NULL,
    position smallint NOT NULL CHECK (position BETWEEN 0 AND 19),
    CONSTRAINT barcode_lookup_key PRIMARY KEY (tenant_id, lookup),
    FOREIGN KEY (tenant_id, product_id) REFERENCES product (tenant_id, id)
);
CREATE UNIQUE INDEX barcode_product ON barcode (tenant_id, product_id, position);
SELECT protect('barcode');
GRANT SELECT, INSERT, DELETE ON barcode TO product_app;
GRANT SELECT ON barcode TO product_system;

-- The words by which a product is found: those of its name and of its SKU, folded. A search is a range scan over `term`; what it filters
-- by is in the same index.
CREATE TABLE product_term (
    tenant_id uuid NOT NULL,
    product_id uuid NOT NULL,
    term text COLLATE "C" NOT NULL CHECK (char_length(term) BETWEEN 1 AND 64),
    inactive boolean NOT NULL,
    category_id uuid,
    PRIMARY KEY (tenant_id, product_id, term),
    FOREIGN KEY (tenant_id, product_id) REFERENCES product (tenant_id, id)
);
CREATE UNIQUE INDEX product_term_search ON product_term (tenant_id, inactive, term, product_id) INCLUDE (category_id);
SELECT protect('product_term');
GRANT SELECT, INSERT, DELETE ON product_term TO product_app;
GRANT SELECT ON product_term TO product_system;

-- Every price that ever held, with the instant from which it holds: appended, never overwritten. No store and no register means the
-- whole tenant.
CREATE TABLE price (
    tenant_id uuid NOT NULL,
    product_id uuid NOT NULL,
    rev bigint NOT NULL CHECK (rev >= 1),
    store_id uuid,
    register_id uuid,
    from_at timestamptz NOT NULL,
    amount_minor bigint NOT NULL CHECK (amount_minor BETWEEN 0 AND 1000000000000),
    per_milli bigint NOT NULL CHECK (per_milli BETWEEN 1 AND 1000000000),
    user_id uuid NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, product_id, rev),
    CHECK (store_id IS NULL OR register_id IS NULL),
    FOREIGN KEY (tenant_id, product_id) REFERENCES product (tenant_id, id)
);
CREATE INDEX price_from ON price (tenant_id, product_id, from_at, rev) WHERE store_id IS NULL AND register_id IS NULL;
SELECT protect('price');
SELECT append_only('price');
GRANT SELECT, INSERT ON price TO product_app;
GRANT SELECT ON price TO product_system;

-- Who changed what, and when, with the product before and after as JSON.
CREATE TABLE product_change (
    tenant_id uuid NOT NULL,
    product_id uuid NOT NULL,
    rev bigint NOT NULL CHECK (rev >= 1),
    at timestamptz NOT NULL,
    user_id uuid NOT NULL,
    action text NOT NULL CHECK (action IN ('created', 'updated', 'price_changed', 'deactivated', 'activated')),
    before text,
    after text NOT NULL,
    PRIMARY KEY (tenant_id, product_id, rev),
    FOREIGN KEY (tenant_id, product_id) REFERENCES product (tenant_id, id)
);
SELECT protect('product_change');
SELECT append_only('product_change');
GRANT SELECT, INSERT ON product_change TO product_app;
GRANT SELECT ON product_change TO product_system;
