-- The trails of all contexts as one chain for each tenant (docs/audit.md).

-- What was heard and is not chained yet: seconds' worth of rows.
CREATE TABLE pending (
    tenant_id uuid NOT NULL,
    source text NOT NULL,
    event_id uuid NOT NULL,
    seq bigint GENERATED ALWAYS AS IDENTITY,
    at timestamptz NOT NULL,
    user_id uuid NOT NULL,
    via text,
    action text NOT NULL,
    subject_id uuid NOT NULL,
    store_id uuid,
    before text,
    after text,
    reason text,
    trace_id text NOT NULL,
    PRIMARY KEY (tenant_id, source, event_id)
);
CREATE INDEX pending_seq ON pending (seq);
SELECT protect('pending');
GRANT SELECT, INSERT ON pending TO audit_app;
GRANT SELECT, DELETE ON pending TO audit_system;

-- A signed statement that a chain had this size and this head. Whoever holds one finds out when anything before it is changed.
CREATE TABLE checkpoint (
    tenant_id uuid NOT NULL,
    size bigint NOT NULL CHECK (size >= 1),
    head bytea NOT NULL CHECK (length(head) = 32),
    at timestamptz NOT NULL,
    key_id text NOT NULL,
    signature bytea NOT NULL CHECK (length(signature) = 64),
    seq bigint GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (tenant_id, size),
    UNIQUE (tenant_id, size, head)
);
CREATE INDEX checkpoint_seq ON checkpoint (seq);
SELECT protect('checkpoint');
SELECT append_only('checkpoint');
GRANT SELECT ON checkpoint TO audit_app;
GRANT SELECT, INSERT ON checkpoint TO audit_system;

-- Where each tenant's chain ends; and where it begins, once retention has removed what is old. It can only begin behind a checkpoint.
CREATE TABLE chain (
    tenant_id uuid PRIMARY KEY,
    size bigint NOT NULL CHECK (size >= 0),
    head bytea NOT NULL CHECK (length(head) = 32),
    -- The last entry that is gone, and its hash: the anchor of what is left.
    forgotten bigint CHECK (forgotten >= 1),
    anchor bytea,
    CHECK ((forgotten IS NULL) = (anchor IS NULL) AND coalesce(forgotten, 0) <= size),
    FOREIGN KEY (tenant_id, forgotten, anchor) REFERENCES checkpoint (tenant_id, size, head)
);
SELECT protect('chain');
GRANT SELECT, UPDATE (forgotten, anchor) ON chain TO audit_app;
GRANT SELECT, INSERT, UPDATE (size, head) ON chain TO audit_system;

-- The chain. Numbers of a tenant begin with 1 and have no gap.
CREATE TABLE entry (
    tenant_id uuid NOT NULL,
    number bigint NOT NULL CHECK (number >= 1),
    -- The context and the row of its trail.
    source text NOT NULL,
    event_id uuid NOT NULL,
    at timestamptz NOT NULL,
    user_id uuid NOT NULL,
    via text,
    action text NOT NULL,
    subject_id uuid NOT NULL,
    store_id uuid,
    before text,
    after text,
    reason text,
    trace_id text NOT NULL,
    previous_hash bytea NOT NULL CHECK (length(previous_hash) = 32),
    hash bytea NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (tenant_id, number),
    UNIQUE (tenant_id, source, event_id)
);
CREATE INDEX entry_at ON entry (tenant_id, at, number);
CREATE INDEX entry_user ON entry (tenant_id, user_id, at, number);
CREATE INDEX entry_action ON entry (tenant_id, action, at, number);
CREATE INDEX entry_subject ON entry (tenant_id, subject_id, at, number);
SELECT protect('entry');

-- Nobody changes an entry. One is removed only where its chain says that it is forgotten, which takes a checkpoint behind it.
CREATE FUNCTION refuse_unless_forgotten() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND EXISTS (SELECT FROM audit.chain WHERE tenant_id = OLD.tenant_id AND forgotten >= OLD.number) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON entry FOR EACH ROW EXECUTE FUNCTION audit.refuse_unless_forgotten();
GRANT SELECT ON entry TO audit_app;
GRANT SELECT, INSERT, DELETE ON entry TO audit_system;

-- The keys that sign checkpoints, for all tenants; the private half is encrypted with a key that is not in the database. The newest signs.
CREATE TABLE signing_key (
    generation integer PRIMARY KEY CHECK (generation >= 1),
    id text NOT NULL UNIQUE,
    public_key bytea NOT NULL CHECK (length(public_key) = 32),
    private_key bytea NOT NULL,
    created_at timestamptz NOT NULL
);
GRANT SELECT, INSERT ON signing_key TO audit_system;
GRANT SELECT (generation, id, public_key, created_at) ON signing_key TO audit_app;

-- How far checkpoints were written to each place off the database.
CREATE TABLE exported (
    destination text PRIMARY KEY,
    seq bigint NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON exported TO audit_system;
