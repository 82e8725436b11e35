# Three brokers, one in each zone; the program speaks TLS to them and signs in by SCRAM-SHA-512.
resource "aws_msk_cluster" "main" {
  cluster_name           = var.name
  kafka_version          = var.kafka.version
  number_of_broker_nodes = 3
  enhanced_monitoring    = "PER_TOPIC_PER_BROKER"

  broker_node_group_info {
    instance_type   = var.kafka.instance_type
    client_subnets  = [for subnet in aws_subnet.data : subnet.id]
    security_groups = [aws_security_group.data["kafka"].id]

    storage_info {
      ebs_storage_info {
        volume_size = var.kafka.storage_gb
      }
    }
  }

  client_authentication {
    unauthenticated = false

    sasl {
      scram = true
    }
  }

  encryption_info {
    encryption_at_rest_kms_key_arn = aws_kms_key.main["kafka"].arn

    encryption_in_transit {
      client_broker = "TLS"
      in_cluster    = true
    }
  }

  configuration_info {
    arn      = aws_msk_configuration.main.arn
    revision = aws_msk_configuration.main.latest_revision
  }

  logging_info {
    broker_logs {
      cloudwatch_logs {
        enabled   = true
        log_group = aws_cloudwatch_log_group.kafka.name
      }
    }
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_msk_configuration" "main" {
  name           = var.name
  kafka_versions = [var.kafka.version]

  # `novapos migrate` makes topics, with the partitions and the retention of its configuration.
  server_properties = <<-END
    auto.create.topics.enable=false
    default.replication.factor=3
    min.insync.replicas=2
    unclean.leader.election.enable=false
  END
}

resource "aws_cloudwatch_log_group" "kafka" {
  name              = "/novapos/${var.name}/kafka"
  kms_key_id        = aws_kms_key.main["logs"].arn
  retention_in_days = var.log_retention_days
}

# Whoever may write into a topic can invent events. There is one user, and only the nodes reach the brokers.
resource "aws_msk_scram_secret_association" "main" {
  cluster_arn     = aws_msk_cluster.main.arn
  secret_arn_list = [aws_secretsmanager_secret.kafka.arn]
  depends_on      = [aws_secretsmanager_secret_version.kafka, aws_secretsmanager_secret_policy.kafka]
}

# MSK wants this beginning of the name, and a key that is not AWS's own.
resource "aws_secretsmanager_secret" "kafka" {
  #checkov:skip=CKV2_AWS_57:the program reads its secrets at the start: a change needs a restart, and is made by hand (docs/runbook.md)
  name                    = "AmazonMSK_${var.name}"
  description             = "How NovaPOS signs in to Kafka"
  kms_key_id              = aws_kms_key.main["kafka"].key_id
  recovery_window_in_days = 30
}

# Made here, kept there, and not in the state. Another number in the version makes another password.
ephemeral "random_password" "kafka" {
  length  = 32
  special = false
}

resource "aws_secretsmanager_secret_version" "kafka" {
  secret_id                = aws_secretsmanager_secret.kafka.id
  secret_string_wo         = jsonencode({ username = "novapos", password = ephemeral.random_password.kafka.result })
  secret_string_wo_version = 1
}

resource "aws_secretsmanager_secret_policy" "kafka" {
  secret_arn = aws_secretsmanager_secret.kafka.arn
  policy     = data.aws_iam_policy_document.kafka_secret.json
}

data "aws_iam_policy_document" "kafka_secret" {
  statement {
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [aws_secretsmanager_secret.kafka.arn]

    principals {
      type        = "Service"
      identifiers = ["kafka.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.here.account_id]
    }
  }
}
