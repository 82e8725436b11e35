# Who may speak to whom, by group and by port. Nothing here names an address of the internet but the nodes' way out.
# Nodes also have the cluster's own group, which EKS makes: through it the API and the nodes speak to each other.
locals {
  cluster_group = aws_eks_cluster.main.vpc_config[0].cluster_security_group_id

  # Each has a group of its own, which the cluster's nodes may reach on one port.
  data_ports = { postgres = 5432, kafka = 9096, redis = 6379 }
}

resource "aws_security_group" "data" {
  for_each = local.data_ports

  name        = "${var.name}-${each.key}"
  description = "${each.key}: reached by the nodes of the cluster, reaches nothing"
  vpc_id      = aws_vpc.main.id
  tags        = { Name = "${var.name}-${each.key}" }
}

resource "aws_vpc_security_group_ingress_rule" "data" {
  for_each = local.data_ports

  security_group_id            = aws_security_group.data[each.key].id
  description                  = "The nodes of the cluster"
  referenced_security_group_id = local.cluster_group
  ip_protocol                  = "tcp"
  from_port                    = each.value
  to_port                      = each.value
}

# Brokers speak to each other.
resource "aws_vpc_security_group_ingress_rule" "brokers" {
  security_group_id            = aws_security_group.data["kafka"].id
  description                  = "Brokers among each other"
  referenced_security_group_id = aws_security_group.data["kafka"].id
  ip_protocol                  = "-1"
}

resource "aws_vpc_security_group_egress_rule" "brokers" {
  security_group_id            = aws_security_group.data["kafka"].id
  description                  = "Brokers among each other"
  referenced_security_group_id = aws_security_group.data["kafka"].id
  ip_protocol                  = "-1"
}

resource "aws_security_group" "endpoints" {
  name        = "${var.name}-endpoints"
  description = "AWS's own services inside the network: reached by the nodes"
  vpc_id      = aws_vpc.main.id
  tags        = { Name = "${var.name}-endpoints" }
}

resource "aws_vpc_security_group_ingress_rule" "endpoints" {
  security_group_id            = aws_security_group.endpoints.id
  description                  = "The nodes of the cluster"
  referenced_security_group_id = local.cluster_group
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}
