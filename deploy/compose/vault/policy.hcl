# What auth needs, and no more (docs/runbook.md, Vault).
path "secret/data/novapos/*" {
  capabilities = ["read"]
}
path "transit/encrypt/novapos" {
  capabilities = ["update"]
}
path "transit/decrypt/novapos" {
  capabilities = ["update"]
}
path "transit/rewrap/novapos" {
  capabilities = ["update"]
}
