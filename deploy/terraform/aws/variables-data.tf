variable "database" {
  description = "Postgres: docs/scaling.md says how large."
  type = object({
    engine_version = optional(string, "17.6")
    instance_class = optional(string, "db.m7g.xlarge")
    storage_gb     = optional(number, 200)
    storage_max_gb = optional(number, 2000)
    iops           = optional(number, 3000)
    backup_days    = optional(number, 30)
  })
  default = {}

  validation {
    condition     = can(regex("^1[5-8]\\.[0-9]+$", var.database.engine_version))
    error_message = "database.engine_version is of Postgres 15 to 18, with its minor version."
  }
  validation {
    condition     = var.database.backup_days >= 7 && var.database.backup_days <= 30
    error_message = "database.backup_days is 7 to 30: what was erased must be gone from backups after 30 days."
  }
  validation {
    condition     = var.database.storage_gb >= 100 && var.database.storage_max_gb > var.database.storage_gb
    error_message = "database.storage_gb is at least 100, and storage_max_gb more than that."
  }
}

variable "kafka" {
  description = "MSK. Kafka 4 or newer: what the program was tried with."
  type = object({
    version       = optional(string, "4.0.x.kraft")
    instance_type = optional(string, "kafka.m7g.large")
    storage_gb    = optional(number, 200)
  })
  default = {}

  validation {
    condition     = can(regex("^([4-9]|[1-9][0-9])\\.", var.kafka.version))
    error_message = "kafka.version is 4 or newer."
  }
  validation {
    condition     = var.kafka.storage_gb >= 50
    error_message = "kafka.storage_gb is at least 50."
  }
}

variable "redis" {
  description = "ElastiCache. Only limits are counted in it: small is large enough."
  type = object({
    engine_version = optional(string, "7.1")
    node_type      = optional(string, "cache.t4g.small")
  })
  default = {}

  validation {
    condition     = startswith(var.redis.engine_version, "7.")
    error_message = "redis.engine_version is 7."
  }
}

variable "redis_auth_token" {
  description = "The password of Redis: 32 to 128 letters and digits. It is in the state, as ElastiCache takes it no other way."
  type        = string
  sensitive   = true

  validation {
    condition     = can(regex("^[A-Za-z0-9]{32,128}$", var.redis_auth_token))
    error_message = "redis_auth_token is 32 to 128 letters and digits."
  }
}

variable "audit_retention_days" {
  description = "For how long nobody, not even the account's owner, can remove a checkpoint of the audit log."
  type        = number
  default     = 3650

  validation {
    condition     = var.audit_retention_days >= 365
    error_message = "audit_retention_days is at least 365."
  }
}

variable "backup_retention_days" {
  description = "For how long a backup cannot be removed. Personal data that was deleted lives on in it for as long."
  type        = number
  default     = 30

  validation {
    condition     = var.backup_retention_days >= 7 && var.backup_retention_days <= 30
    error_message = "backup_retention_days is 7 to 30: what was erased must be gone from backups after 30 days."
  }
}
