-- Catalogues that come as CSV files: what was read, what it will do or did, and what of it was refused.

-- `reading` tells one reading of the file from the next: a file that is sent again before it was read to its end is read anew. The counts
-- say what the rows would do when `state` is 'checked', and what they did from 'applying' on.
CREATE TABLE import (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    state text NOT NULL CHECK (state IN ('reading', 'checked', 'applying', 'applied')),
    reading uuid NOT NULL,
    content_hash bytea CHECK (length(content_hash) = 32),
    user_id uuid NOT NULL,
    user_name text NOT NULL,
    ignored_columns text[] NOT NULL DEFAULT '{}',
    rows integer NOT NULL DEFAULT 0 CHECK (rows >= 0),
    created integer NOT NULL DEFAULT 0 CHECK (created >= 0),
    updated integer NOT NULL DEFAULT 0 CHECK (updated >= 0),
    unchanged integer NOT NULL DEFAULT 0 CHECK (unchanged >= 0),
    refused integer NOT NULL DEFAULT 0 CHECK (refused >= 0),
    chunks integer NOT NULL DEFAULT 0 CHECK (chunks >= 0),
    chunks_applied integer NOT NULL DEFAULT 0 CHECK (chunks_applied BETWEEN 0 AND chunks),
    rows_applied integer NOT NULL DEFAULT 0 CHECK (rows_applied BETWEEN 0 AND rows),
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CHECK (state = 'reading' OR content_hash IS NOT NULL)
);
CREATE INDEX import_newest ON import (tenant_id, id DESC);
CREATE INDEX import_applying ON import (changed_at) WHERE state = 'applying';
CREATE INDEX import_changed ON import (changed_at);
SELECT protect('import');
GRANT SELECT, INSERT, UPDATE, DELETE ON import TO product_app;
GRANT SELECT, DELETE ON import TO product_system;

-- Rows that are to be applied, as JSON, so many in a chunk as one transaction applies; gone when they are applied.
CREATE TABLE import_chunk (
    tenant_id uuid NOT NULL,
    import_id uuid NOT NULL,
    number integer NOT NULL CHECK (number >= 0),
    rows text NOT NULL,
    PRIMARY KEY (tenant_id, import_id, number),
    FOREIGN KEY (tenant_id, import_id) REFERENCES import (tenant_id, id) ON DELETE CASCADE
);
SELECT protect('import_chunk');
GRANT SELECT, INSERT, DELETE ON import_chunk TO product_app;
GRANT SELECT, DELETE ON import_chunk TO product_system;

-- What is wrong with a cell, or with a row where the column is empty.
CREATE TABLE import_fault (
    tenant_id uuid NOT NULL,
    import_id uuid NOT NULL,
    line integer NOT NULL CHECK (line >= 1),
    "column" text NOT NULL,
    code text NOT NULL,
    detail text NOT NULL,
    PRIMARY KEY (tenant_id, import_id, line, "column"),
    FOREIGN KEY (tenant_id, import_id) REFERENCES import (tenant_id, id) ON DELETE CASCADE
);
SELECT protect('import_fault');
GRANT SELECT, INSERT, DELETE ON import_fault TO product_app;
GRANT SELECT, DELETE ON import_fault TO product_system;
