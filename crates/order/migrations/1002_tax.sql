-- How a tenant taxes and rounds. `version` rises with each change of the settings or the rules: the price book is read anew by it.
CREATE TABLE tax_settings (
    tenant_id uuid NOT NULL,
    version bigint NOT NULL CHECK (version >= 1),
    prices_include_tax boolean NOT NULL,
    rounding text NOT NULL CHECK (rounding IN ('per_line', 'per_document')),
    cash_increment_minor bigint CHECK (cash_increment_minor BETWEEN 1 AND 100000),
    cash_tie text CHECK (cash_tie IN ('away', 'down')),
    PRIMARY KEY (tenant_id),
    CHECK ((cash_increment_minor IS NULL) = (cash_tie IS NULL))
);
SELECT protect('tax_settings');
GRANT SELECT, INSERT, UPDATE ON tax_settings TO order_app;
GRANT SELECT ON tax_settings TO order_system;

-- A rate is never edited: a new rule with a later date takes over, and sales keep what they were taxed with.
CREATE TABLE tax_rule (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    target text NOT NULL CHECK (target IN ('tenant', 'store', 'register')),
    target_id uuid,
    category text NOT NULL COLLATE "C",
    valid_from date,
    valid_until date,
    exempt boolean NOT NULL,
    rates jsonb NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CHECK ((target = 'tenant') = (target_id IS NULL)),
    CHECK (valid_from IS NULL OR valid_until IS NULL OR valid_from < valid_until)
);
CREATE UNIQUE INDEX tax_rule_start ON tax_rule
    (tenant_id, target, COALESCE(target_id, '00000000-0000-0000-0000-000000000000'), category, COALESCE(valid_from, '-infinity'));
SELECT protect('tax_rule');
SELECT append_only('tax_rule');
GRANT SELECT, INSERT ON tax_rule TO order_app;
GRANT SELECT ON tax_rule TO order_system;
