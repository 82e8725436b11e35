# Two buckets whose objects cannot be changed or removed before their time: checkpoints of the audit log, so that somebody who owns the database cannot
# rewrite what was; and dumps of the database, so that somebody who owns the cluster cannot take the way back.
locals {
  buckets = {
    audit  = { mode = "COMPLIANCE", days = var.audit_retention_days }
    backup = { mode = "COMPLIANCE", days = var.backup_retention_days }
  }
}

resource "aws_s3_bucket" "main" {
  #checkov:skip=CKV_AWS_18:who reads and writes is recorded by the account's trail (data events of S3), which is not this configuration's
  #checkov:skip=CKV_AWS_144:shops' data stay in their region; a copy in another one is a decision of law, to be made knowingly
  #checkov:skip=CKV2_AWS_62:nobody would listen: checkpoints are compared when they are read
  for_each = local.buckets

  bucket              = "${var.name}-${each.key}-${data.aws_caller_identity.here.account_id}"
  object_lock_enabled = true

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_versioning" "main" {
  for_each = local.buckets

  bucket = aws_s3_bucket.main[each.key].id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_object_lock_configuration" "main" {
  for_each = local.buckets

  bucket = aws_s3_bucket.main[each.key].id

  rule {
    default_retention {
      mode = each.value.mode
      days = each.value.days
    }
  }

  depends_on = [aws_s3_bucket_versioning.main]
}

resource "aws_s3_bucket_server_side_encryption_configuration" "main" {
  for_each = local.buckets

  bucket = aws_s3_bucket.main[each.key].id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.main["storage"].arn
    }
  }
}

resource "aws_s3_bucket_public_access_block" "main" {
  for_each = local.buckets

  bucket                  = aws_s3_bucket.main[each.key].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "main" {
  for_each = local.buckets

  bucket = aws_s3_bucket.main[each.key].id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}
