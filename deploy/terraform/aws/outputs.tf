output "cluster" {
  description = "The name of the cluster: aws eks update-kubeconfig --name ..."
  value       = aws_eks_cluster.main.name
}

output "database_admin_secret" {
  description = "The secret with the password of the role that migrates."
  value       = aws_db_instance.main.master_user_secret[0].secret_arn
}

output "secrets" {
  description = "The secrets that are filled by hand, by service."
  value       = { for service, secret in aws_secretsmanager_secret.service : service => secret.name }
}

output "buckets" {
  description = "Where audit checkpoints and backups go."
  value       = { for purpose, bucket in aws_s3_bucket.main : purpose => bucket.bucket }
}

output "helm_values" {
  description = "What the chart needs to know: terraform output -raw helm_values > aws.yaml"
  value = yamlencode({
    database = {
      host        = aws_db_instance.main.address
      port        = aws_db_instance.main.port
      name        = aws_db_instance.main.db_name
      sslMode     = "verify-full"
      caConfigMap = "database-ca"
      adminUser   = aws_db_instance.main.username
    }
    kafka = {
      enabled     = true
      brokers     = aws_msk_cluster.main.bootstrap_brokers_sasl_scram
      replication = 3
      security    = "sasl_tls"
      sasl        = { username = "novapos", mechanism = "SCRAM-SHA-512" }
    }
    redis = {
      enabled  = true
      url      = "redis://${aws_elasticache_replication_group.main.primary_endpoint_address}:${local.data_ports.redis}/0"
      tls      = true
      password = true
    }
    audit = {
      bucket = { name = aws_s3_bucket.main["audit"].bucket, region = var.region }
    }
    secrets = {
      externalSecrets = {
        enabled = true
        prefix  = "${var.name}/"
        store   = { kind = "ClusterSecretStore", name = "novapos" }
        remote = {
          admin-password = { key = aws_db_instance.main.master_user_secret[0].secret_arn, property = "password" }
          kafka-password = { key = aws_secretsmanager_secret.kafka.name, property = "password" }
          redis-password = { key = "${var.name}/redis", property = "password" }
        }
      }
    }
    networkPolicy = {
      for name, port in local.data_ports : name => { port = port, cidrs = values(local.data_cidrs), pods = [] }
    }
  })
}
