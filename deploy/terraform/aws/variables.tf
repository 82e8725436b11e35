variable "name" {
  description = "What everything is called by: novapos-production. It begins the names of all resources."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,24}[a-z0-9]$", var.name))
    error_message = "name is 4 to 26 of a-z, 0-9 and -, begins with a letter and does not end with -."
  }
}

variable "region" {
  description = "The AWS region, for instance eu-central-1."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region is an AWS region, for instance eu-central-1."
  }
}

variable "tags" {
  description = "Tags that every resource gets."
  type        = map(string)
  default     = {}
}

variable "log_retention_days" {
  description = "How long logs in CloudWatch are kept."
  type        = number
  default     = 365

  validation {
    condition     = contains([365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days is a number of days that CloudWatch knows, at least 365."
  }
}
