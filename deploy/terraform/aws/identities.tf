# What pods may ask of AWS, by pod identity: the service account is the identity, no key lies anywhere.
data "aws_iam_policy_document" "pod_assume" {
  statement {
    actions = ["sts:AssumeRole", "sts:TagSession"]

    principals {
      type        = "Service"
      identifiers = ["pods.eks.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceArn"
      values   = [aws_eks_cluster.main.arn]
    }
  }
}

# External Secrets reads our secrets, and no others.
resource "aws_iam_role" "external_secrets" {
  name               = "${var.name}-external-secrets"
  assume_role_policy = data.aws_iam_policy_document.pod_assume.json
}

data "aws_iam_policy_document" "external_secrets" {
  statement {
    actions = ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"]
    resources = concat(
      [for secret in aws_secretsmanager_secret.service : secret.arn],
      [aws_secretsmanager_secret.kafka.arn, aws_db_instance.main.master_user_secret[0].secret_arn],
    )
  }

  statement {
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.main["secrets"].arn, aws_kms_key.main["kafka"].arn]
  }
}

resource "aws_iam_role_policy" "external_secrets" {
  name   = "read"
  role   = aws_iam_role.external_secrets.id
  policy = data.aws_iam_policy_document.external_secrets.json
}

resource "aws_eks_pod_identity_association" "external_secrets" {
  cluster_name    = aws_eks_cluster.main.name
  namespace       = "external-secrets"
  service_account = "external-secrets"
  role_arn        = aws_iam_role.external_secrets.arn
}

# The audit service puts checkpoints where it cannot take them away again.
resource "aws_iam_role" "audit" {
  name               = "${var.name}-audit"
  assume_role_policy = data.aws_iam_policy_document.pod_assume.json
}

data "aws_iam_policy_document" "audit" {
  statement {
    actions   = ["s3:PutObject", "s3:GetObject"]
    resources = ["${aws_s3_bucket.main["audit"].arn}/*"]
  }

  statement {
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.main["audit"].arn]
  }

  statement {
    actions   = ["kms:GenerateDataKey", "kms:Decrypt"]
    resources = [aws_kms_key.main["storage"].arn]
  }
}

resource "aws_iam_role_policy" "audit" {
  name   = "checkpoints"
  role   = aws_iam_role.audit.id
  policy = data.aws_iam_policy_document.audit.json
}

resource "aws_eks_pod_identity_association" "audit" {
  cluster_name    = aws_eks_cluster.main.name
  namespace       = var.namespace
  service_account = "${var.release}-audit"
  role_arn        = aws_iam_role.audit.arn
}
