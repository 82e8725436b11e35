# A key for each kind of data, so that who may read one may not read the others.
locals {
  keys = {
    cluster  = "Secrets in the cluster's own store"
    database = "Postgres, its backups and its figures"
    kafka    = "Events, and who may read them"
    redis    = "Limits"
    secrets  = "Secrets Manager"
    storage  = "Audit checkpoints and backups"
    logs     = "Logs"
  }
}

resource "aws_kms_key" "main" {
  for_each = local.keys

  description             = "${var.name}: ${each.value}"
  enable_key_rotation     = true
  rotation_period_in_days = 365
  deletion_window_in_days = 30
  policy                  = data.aws_iam_policy_document.key[each.key].json
}

resource "aws_kms_alias" "main" {
  for_each = local.keys

  name          = "alias/${var.name}-${each.key}"
  target_key_id = aws_kms_key.main[each.key].key_id
}

data "aws_iam_policy_document" "key" {
  #checkov:skip=CKV_AWS_109:a key's own policy gives the account the right to decide by IAM; this is AWS's own default
  #checkov:skip=CKV_AWS_111:a key's own policy gives the account the right to decide by IAM; this is AWS's own default
  #checkov:skip=CKV_AWS_356:in a key's own policy "*" means this key
  for_each = local.keys

  # The account decides by its own policies who uses the key: without this nobody could ever change it again.
  statement {
    sid       = "Account"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:${data.aws_partition.here.partition}:iam::${data.aws_caller_identity.here.account_id}:root"]
    }
  }

  dynamic "statement" {
    for_each = each.key == "logs" ? [1] : []

    content {
      sid       = "Logs"
      actions   = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"]
      resources = ["*"]

      principals {
        type        = "Service"
        identifiers = ["logs.${var.region}.amazonaws.com"]
      }

      condition {
        test     = "ArnLike"
        variable = "kms:EncryptionContext:aws:logs:arn"
        values   = ["arn:${data.aws_partition.here.partition}:logs:${var.region}:${data.aws_caller_identity.here.account_id}:log-group:*"]
      }
    }
  }
}
