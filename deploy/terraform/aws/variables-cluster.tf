variable "kubernetes_version" {
  description = "Of the cluster. The chart needs 1.30 or newer."
  type        = string
  default     = "1.33"

  validation {
    condition     = can(regex("^1\\.(3[0-9]|[4-9][0-9])$", var.kubernetes_version))
    error_message = "kubernetes_version is 1.30 or newer."
  }
}

variable "node_instance_types" {
  description = "What nodes are, in order of preference. All of one architecture: that of the image."
  type        = list(string)
  default     = ["m7i.xlarge", "m6i.xlarge"]

  validation {
    condition     = length(var.node_instance_types) > 0
    error_message = "node_instance_types names at least one."
  }
}

variable "nodes" {
  description = "How many nodes there are in each zone."
  type        = object({ minimum = number, maximum = number })
  default     = { minimum = 1, maximum = 6 }

  validation {
    condition     = var.nodes.minimum >= 1 && var.nodes.maximum >= var.nodes.minimum
    error_message = "nodes: at least one in each zone, and a maximum that is not below the minimum."
  }
}

variable "namespace" {
  description = "The Kubernetes namespace that the chart is installed in."
  type        = string
  default     = "novapos"

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", var.namespace))
    error_message = "namespace is a name in Kubernetes."
  }
}

variable "release" {
  description = "The name of the Helm release: service accounts are called <release>-<service>."
  type        = string
  default     = "novapos"

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$", var.release))
    error_message = "release is the name of a Helm release, 40 letters at most."
  }
}
