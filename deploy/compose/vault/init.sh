#!/bin/sh
# Opens Vault: makes it on the first start, unseals it on every other, and sets up what NovaPOS needs. For compose only: the key that unseals
# lies in a volume beside what it protects, which is no protection. In production Vault is unsealed by somebody else.
set -eu
keys=/vault/keys/init
umask 077
until vault status >/dev/null 2>&1 || [ $? = 2 ]; do sleep 1; done
if ! vault status 2>/dev/null | grep -q '^Initialized *true'; then
  vault operator init -key-shares=1 -key-threshold=1 >"$keys"
fi
vault operator unseal "$(awk '/^Unseal Key 1:/ { print $4 }' "$keys")" >/dev/null
VAULT_TOKEN=$(awk '/^Initial Root Token:/ { print $4 }' "$keys")
export VAULT_TOKEN

vault secrets list | grep -q '^transit/' || vault secrets enable transit
vault secrets list | grep -q '^secret/' || vault secrets enable -path=secret -version=2 kv
vault read transit/keys/novapos >/dev/null 2>&1 || vault write -f transit/keys/novapos type=aes256-gcm96 derived=true
vault auth list | grep -q '^approle/' || vault auth enable approle
vault policy write novapos /policy.hcl
vault write auth/approle/role/novapos token_policies=novapos token_ttl=1h token_max_ttl=24h
vault write auth/approle/role/novapos/role-id role_id=novapos-compose
# The secret that was made by secrets.sh; a second time it is there already.
vault write auth/approle/role/novapos/custom-secret-id secret_id=@/run/secrets/vault_secret_id >/dev/null 2>&1 || true
echo 'Vault is open.'
