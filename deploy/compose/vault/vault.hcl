# Vault for compose: one node, its data in a volume. In production Vault is somebody's own installation, with more nodes and a seal of its own.
ui            = false
disable_mlock = true # the container has no right to lock memory
api_addr      = "https://vault:8200"

storage "file" {
  path = "/vault/file"
}

listener "tcp" {
  address         = "0.0.0.0:8200"
  tls_cert_file   = "/run/secrets/vault.crt"
  tls_key_file    = "/run/secrets/vault.key"
  tls_min_version = "tls12"
}
