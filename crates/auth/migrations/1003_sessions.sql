-- Sign-ins: a session is a family of refresh tokens, of which one is alive at a time.

CREATE TABLE session (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    client text NOT NULL CHECK (client IN ('pos', 'admin', 'api')),
    created_at timestamptz NOT NULL,
    -- Absolute: no refresh moves it.
    expires_at timestamptz NOT NULL,
    used_at timestamptz NOT NULL,
    ended_at timestamptz,
    end_reason text CHECK (end_reason IN ('signed_out', 'password_changed', 'roles_changed', 'deactivated', 'replayed', 'expired')),
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT session_user_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id),
    CONSTRAINT session_end CHECK ((ended_at IS NULL) = (end_reason IS NULL))
);
CREATE INDEX session_open ON session (tenant_id, user_id) WHERE ended_at IS NULL;
CREATE INDEX session_expiry ON session (expires_at);
SELECT protect('session');
GRANT SELECT, INSERT, UPDATE (used_at, ended_at, end_reason) ON session TO auth_app;
GRANT SELECT, DELETE ON session TO auth_system;

-- live: the one that may be used. spent: it was used and has a successor. revoked: replaced before it was used.
CREATE TABLE refresh_token (
    tenant_id uuid NOT NULL,
    token_hash bytea NOT NULL CHECK (octet_length(token_hash) = 32),
    session_id uuid NOT NULL,
    generation integer NOT NULL CHECK (generation >= 1),
    state text NOT NULL CHECK (state IN ('live', 'spent', 'revoked')),
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, token_hash),
    CONSTRAINT refresh_token_session_fkey FOREIGN KEY (tenant_id, session_id) REFERENCES session (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX refresh_token_live ON refresh_token (tenant_id, session_id) WHERE state = 'live';
CREATE INDEX refresh_token_session ON refresh_token (tenant_id, session_id);
CREATE INDEX refresh_token_dead ON refresh_token (changed_at) WHERE state <> 'live';
SELECT protect('refresh_token');
GRANT SELECT, INSERT, UPDATE (state, changed_at) ON refresh_token TO auth_app;
GRANT SELECT, DELETE ON refresh_token TO auth_system;
