-- Who wrapped a private key: the key that this deployment is configured with ('local': nonce, ciphertext, tag), or a transit key of Vault
-- ('transit': its text, `vault:vN:...`, which says the version). Both may be there while one takes the other's place.
ALTER TABLE signing_key ADD COLUMN wrapped_by text COLLATE "C" NOT NULL DEFAULT 'local' CHECK (wrapped_by IN ('local', 'transit'));
GRANT UPDATE (private_key, wrapped_by) ON signing_key TO auth_system;
