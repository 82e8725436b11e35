-- Forgotten passwords, sign-outs by an administrator, and the shop's name, which may change.

-- A reset of a password is good once, for 24 hours. Only the hash of its token is here. What its maker made is taken back when they
-- themselves lose their standing, so that nobody who leaves keeps a way in as somebody else.
CREATE TABLE password_reset (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    made_by uuid NOT NULL,
    token_hash bytea NOT NULL CHECK (octet_length(token_hash) = 32),
    state text NOT NULL CHECK (state IN ('open', 'used', 'revoked')),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT password_reset_token_key UNIQUE (tenant_id, token_hash),
    CONSTRAINT password_reset_user_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id),
    CONSTRAINT password_reset_maker_fkey FOREIGN KEY (tenant_id, made_by) REFERENCES users (tenant_id, id)
);
CREATE UNIQUE INDEX password_reset_open ON password_reset (tenant_id, user_id) WHERE state = 'open';
CREATE INDEX password_reset_maker ON password_reset (tenant_id, made_by) WHERE state = 'open';
CREATE INDEX password_reset_expiry ON password_reset (expires_at);
SELECT protect('password_reset');
GRANT SELECT, INSERT, UPDATE (state) ON password_reset TO auth_app;
GRANT SELECT, DELETE ON password_reset TO auth_system;

ALTER TABLE session DROP CONSTRAINT session_end_reason_check;
ALTER TABLE session ADD CONSTRAINT session_end_reason_check CHECK (end_reason IN
    ('signed_out', 'password_changed', 'password_reset', 'signed_out_everywhere', 'roles_changed', 'deactivated', 'replayed', 'expired'));

-- Rises by one with each event of the shop itself, from that of its creation on.
ALTER TABLE tenant ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version >= 1);
GRANT UPDATE (name, version) ON tenant TO auth_app;
