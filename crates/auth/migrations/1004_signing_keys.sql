-- The keys that sign access tokens, for all tenants: only the system role sees them, and the private half is encrypted with a key
-- that is not in the database. Two processes that make a key at once clash on the generation, and one of them yields.
CREATE TABLE signing_key (
    generation integer PRIMARY KEY CHECK (generation >= 1),
    kid text COLLATE "C" NOT NULL UNIQUE CHECK (char_length(kid) BETWEEN 1 AND 100),
    -- RFC 7518 6.3.1: big-endian, base64url.
    modulus text NOT NULL,
    exponent text NOT NULL,
    -- AES-256-GCM: nonce, ciphertext, tag; the kid is authenticated with it.
    private_key bytea NOT NULL,
    created_at timestamptz NOT NULL,
    -- Published from created_at on, used from here on.
    signs_from timestamptz NOT NULL
);
GRANT SELECT, INSERT, DELETE ON signing_key TO auth_system;
