# Limits are counted here, and nothing else: nothing of it needs a backup, and shops sell while it is away.
resource "aws_elasticache_replication_group" "main" {
  replication_group_id = var.name
  description          = "${var.name}: limits"
  engine               = "redis"
  engine_version       = var.redis.engine_version
  node_type            = var.redis.node_type
  port                 = local.data_ports.redis
  parameter_group_name = aws_elasticache_parameter_group.main.name

  num_cache_clusters         = 2
  automatic_failover_enabled = true
  multi_az_enabled           = true
  subnet_group_name          = aws_elasticache_subnet_group.main.name
  security_group_ids         = [aws_security_group.data["redis"].id]

  transit_encryption_enabled = true
  transit_encryption_mode    = "required"
  auth_token                 = var.redis_auth_token
  auth_token_update_strategy = "ROTATE"
  at_rest_encryption_enabled = true
  kms_key_id                 = aws_kms_key.main["redis"].arn

  auto_minor_version_upgrade = true
  maintenance_window         = "sun:04:30-sun:05:30"
}

resource "aws_elasticache_subnet_group" "main" {
  name       = var.name
  subnet_ids = [for subnet in aws_subnet.data : subnet.id]
}

resource "aws_elasticache_parameter_group" "main" {
  name   = var.name
  family = "redis7"

  # When it is full, what lapses soonest goes first.
  parameter {
    name  = "maxmemory-policy"
    value = "volatile-ttl"
  }
}
