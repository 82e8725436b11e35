variable "vpc_cidr" {
  description = "The network: a /16 leaves room for all subnets."
  type        = string
  default     = "10.0.0.0/16"

  validation {
    condition     = can(cidrhost(var.vpc_cidr, 0)) && endswith(var.vpc_cidr, "/16")
    error_message = "vpc_cidr is a /16, for instance 10.0.0.0/16."
  }
}

variable "zones" {
  description = "Three zones of the region, for instance eu-central-1a and so on. Named, so that a new zone of AWS's moves nothing."
  type        = list(string)

  validation {
    condition     = length(distinct(var.zones)) == 3 && alltrue([for zone in var.zones : startswith(zone, var.region)])
    error_message = "zones are three different zones of the region."
  }
}

variable "cluster_endpoint_cidrs" {
  description = "Who may reach the cluster's API from the internet. Empty: nobody, the API is reached from inside the network alone."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for cidr in var.cluster_endpoint_cidrs : can(cidrhost(cidr, 0)) && !endswith(cidr, "/0")])
    error_message = "cluster_endpoint_cidrs are networks, and not the whole internet."
  }
}
