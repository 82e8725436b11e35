-- Tenants, their stores and registers: what the directory tells the other contexts.

-- One independent retailer. Its id is the tenant_id of every other row. The shop code is unique over all tenants, because sign-in
-- begins with it: the one unique constraint that tenant_id does not lead.
CREATE TABLE tenant (
    tenant_id uuid PRIMARY KEY,
    shop_code text COLLATE "C" NOT NULL CONSTRAINT tenant_shop_code_shape CHECK (shop_code ~ '^[a-z0-9-]{3,40}$'),
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
    prices_include_tax boolean NOT NULL,
    -- Rises with every change that the directory shows, in the transaction of the change.
    directory_version bigint NOT NULL CHECK (directory_version >= 1),
    created_at timestamptz NOT NULL,
    CONSTRAINT tenant_shop_code_key UNIQUE (shop_code)
);
SELECT protect('tenant');
GRANT SELECT, INSERT, UPDATE (directory_version) ON tenant TO auth_app;
GRANT SELECT ON tenant TO auth_system;

CREATE TABLE store (
    tenant_id uuid NOT NULL REFERENCES tenant (tenant_id),
    id uuid NOT NULL,
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
    code text COLLATE "C" NOT NULL CHECK (code ~ '^[A-Z0-9]{1,8}$'),
    time_zone text NOT NULL CHECK (char_length(time_zone) BETWEEN 1 AND 64),
    -- Minutes after local midnight, before noon: a sale before it belongs to the day before.
    day_cutoff_minutes smallint NOT NULL CHECK (day_cutoff_minutes BETWEEN 0 AND 719),
    currency_code text COLLATE "C" NOT NULL CHECK (currency_code ~ '^[A-Z]{3}$'),
    currency_exponent smallint NOT NULL CHECK (currency_exponent IN (0, 2, 3)),
    receipt_header text NOT NULL CHECK (char_length(receipt_header) <= 1000),
    stock_policy text NOT NULL CHECK (stock_policy IN ('sell_through', 'strict')),
    location_id uuid NOT NULL,
    active boolean NOT NULL,
    version integer NOT NULL CHECK (version >= 1),
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT store_code_key UNIQUE (tenant_id, code),
    CONSTRAINT store_location_key UNIQUE (tenant_id, location_id)
);
SELECT protect('store');
-- Currency, id and location are fixed for ever, so no grant lets them change.
GRANT SELECT, INSERT, UPDATE (name, code, time_zone, day_cutoff_minutes, receipt_header, stock_policy, active, version) ON store TO auth_app;

CREATE TABLE register (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    store_id uuid NOT NULL,
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
    code text COLLATE "C" NOT NULL CHECK (code ~ '^[A-Z0-9]{1,8}$'),
    -- Begins every receipt number of this register for ever (domain rule 34).
    series text COLLATE "C" NOT NULL CHECK (series ~ '^[A-Z0-9]{2,16}$'),
    active boolean NOT NULL,
    version integer NOT NULL CHECK (version >= 1),
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT register_store_fkey FOREIGN KEY (tenant_id, store_id) REFERENCES store (tenant_id, id),
    CONSTRAINT register_code_key UNIQUE (tenant_id, store_id, code),
    CONSTRAINT register_series_key UNIQUE (tenant_id, series)
);
SELECT protect('register');
GRANT SELECT, INSERT, UPDATE (name, code, active, version) ON register TO auth_app;
