-- Pictures of goods, as they are shown: made small, turned upright and without what a camera writes into its files. `hash` is the SHA-256 of
-- the file that was sent, so the same file is kept once. They are in the database because they are small, belong to a tenant under the same
-- row-level security as its goods, and are in the same backup.
CREATE TABLE picture (
    tenant_id uuid NOT NULL,
    hash bytea NOT NULL CHECK (length(hash) = 32),
    media_type text NOT NULL CHECK (media_type IN ('image/jpeg', 'image/png')),
    width integer NOT NULL CHECK (width BETWEEN 1 AND 800),
    height integer NOT NULL CHECK (height BETWEEN 1 AND 800),
    large bytea NOT NULL CHECK (length(large) BETWEEN 1 AND 4194304),
    small bytea NOT NULL CHECK (length(small) BETWEEN 1 AND 262144),
    user_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, hash)
);
-- Compressed already: Postgres need not try.
ALTER TABLE picture ALTER COLUMN large SET STORAGE EXTERNAL;
ALTER TABLE picture ALTER COLUMN small SET STORAGE EXTERNAL;
SELECT protect('picture');
GRANT SELECT, INSERT ON picture TO product_app;
GRANT SELECT ON picture TO product_system;
