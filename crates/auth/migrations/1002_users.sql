-- A tenant's staff, the roles that they hold, and the invitations with which they join.

CREATE TABLE users (
    tenant_id uuid NOT NULL REFERENCES tenant (tenant_id),
    id uuid NOT NULL,
    -- Lower case, so that equality is what people mean by the same address.
    email text COLLATE "C" NOT NULL CHECK (char_length(email) BETWEEN 3 AND 254),
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
    status text NOT NULL CHECK (status IN ('active', 'invited', 'deactivated')),
    -- Argon2id as a PHC string; none until the invitation is accepted.
    password_hash text CHECK (char_length(password_hash) BETWEEN 40 AND 400),
    -- When the last login_failed event was written: at most one a minute.
    login_failed_at timestamptz,
    version integer NOT NULL CHECK (version >= 1),
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT users_email_key UNIQUE (tenant_id, email),
    CONSTRAINT users_active_has_password CHECK (status <> 'active' OR password_hash IS NOT NULL),
    CONSTRAINT users_invited_has_none CHECK (status <> 'invited' OR password_hash IS NULL)
);
SELECT protect('users');
GRANT SELECT, INSERT, UPDATE (status, password_hash, login_failed_at, version) ON users TO auth_app;

-- A role for one store, or for all when store_id is null.
CREATE TABLE role_grant (
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    position smallint NOT NULL CHECK (position BETWEEN 0 AND 49),
    role text NOT NULL CHECK (role IN ('cashier', 'manager', 'admin')),
    store_id uuid,
    PRIMARY KEY (tenant_id, user_id, position),
    CONSTRAINT role_grant_key UNIQUE NULLS NOT DISTINCT (tenant_id, user_id, role, store_id),
    CONSTRAINT role_grant_user_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id),
    CONSTRAINT role_grant_store_fkey FOREIGN KEY (tenant_id, store_id) REFERENCES store (tenant_id, id)
);
-- The last-admin guard counts these.
CREATE INDEX role_grant_role ON role_grant (tenant_id, role, store_id);
SELECT protect('role_grant');
GRANT SELECT, INSERT, DELETE ON role_grant TO auth_app;

-- An invitation is good once, for 72 hours. Only the hash of its token is here.
CREATE TABLE invitation (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    token_hash bytea NOT NULL CHECK (octet_length(token_hash) = 32),
    state text NOT NULL CHECK (state IN ('open', 'used', 'revoked')),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT invitation_token_key UNIQUE (tenant_id, token_hash),
    CONSTRAINT invitation_user_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id)
);
CREATE UNIQUE INDEX invitation_open ON invitation (tenant_id, user_id) WHERE state = 'open';
CREATE INDEX invitation_expiry ON invitation (expires_at);
SELECT protect('invitation');
GRANT SELECT, INSERT, UPDATE (state) ON invitation TO auth_app;
GRANT SELECT, DELETE ON invitation TO auth_system;
