#!/usr/bin/env bash
# Makes what the compose files need in deploy/compose/secrets: passwords, keys, and a certificate for Vault. What is there stays as it is, so that
# it may be run again; to change one, remove its file and follow docs/runbook.md.
set -euo pipefail
cd "$(dirname "$0")"
mkdir -p secrets
# Nobody else may enter the folder. The files are readable, because a container's user has another number than you, and compose hands them over
# as they are.
chmod 700 secrets
cd secrets

password() { [ -s "$1" ] || openssl rand -base64 48 | tr -dc 'A-Za-z0-9' | head -c 32 >"$1"; }
key() { [ -s "$1" ] || openssl rand -base64 32 >"$1"; }

for name in admin novapos novapos_auth novapos_product novapos_inventory novapos_order novapos_audit redis grafana vault_secret_id; do
  password "$name"
done
for name in auth_key audit_key peer_auth peer_product peer_inventory peer_order peer_audit metrics_token; do key "$name"; done

# Vault is spoken to by TLS everywhere but on the computer itself.
if [ ! -s vault.crt ]; then
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj '/CN=NovaPOS compose' \
    -addext 'keyUsage=critical,keyCertSign' -keyout vault-ca.key -out vault-ca.crt 2>/dev/null
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj '/CN=vault' -keyout vault.key -out vault.csr 2>/dev/null
  openssl x509 -req -in vault.csr -CA vault-ca.crt -CAkey vault-ca.key -CAcreateserial -days 825 -out vault.crt \
    -extfile <(printf 'subjectAltName=DNS:vault,DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\n') 2>/dev/null
  rm -f vault.csr vault-ca.key vault-ca.srl
fi
chmod 444 ./*
echo "The secrets are in deploy/compose/secrets. Keep a copy of auth_key elsewhere: without it nobody can sign in after a restore."
