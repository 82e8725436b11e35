-- A few digits instead of a password, at a device that knows their person.

-- Argon2id as a PHC string, like the password's.
ALTER TABLE users ADD COLUMN pin_hash text CHECK (char_length(pin_hash) BETWEEN 40 AND 400);
-- Tries of the PIN since the last good sign-in, counted before each is looked at. At five the PIN sleeps.
ALTER TABLE users ADD COLUMN pin_failures smallint NOT NULL DEFAULT 0 CHECK (pin_failures BETWEEN 0 AND 5);
ALTER TABLE users ADD CONSTRAINT users_pin_beside_password CHECK (pin_hash IS NULL OR password_hash IS NOT NULL);
GRANT UPDATE (pin_hash, pin_failures) ON users TO auth_app;

-- A browser at which somebody signed in to the till with their password. Only the hash of its secret is here; one secret is of all
-- who sign in there.
CREATE TABLE known_device (
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    secret_hash bytea NOT NULL CHECK (octet_length(secret_hash) = 32),
    -- When they last signed in there with the password.
    signed_in_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, user_id, secret_hash),
    CONSTRAINT known_device_user_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id)
);
CREATE INDEX known_device_secret ON known_device (tenant_id, secret_hash);
CREATE INDEX known_device_age ON known_device (signed_in_at);
SELECT protect('known_device');
GRANT SELECT, INSERT, UPDATE (signed_in_at), DELETE ON known_device TO auth_app;
GRANT SELECT, DELETE ON known_device TO auth_system;
