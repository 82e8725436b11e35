# Where each service's secrets are kept, and the password of Redis. What is in them is put there by hand (README.md): none of it is in the state.
# External Secrets brings them into the cluster.
resource "aws_secretsmanager_secret" "service" {
  #checkov:skip=CKV2_AWS_57:the program reads its secrets at the start: a change needs a restart, and is made by hand (docs/runbook.md)
  for_each = toset(["auth", "product", "inventory", "order", "audit", "redis", "metrics"])

  name                    = "${var.name}/${each.value}"
  description             = "NovaPOS: what ${each.value} needs"
  kms_key_id              = aws_kms_key.main["secrets"].key_id
  recovery_window_in_days = 30
}
