data "aws_caller_identity" "here" {}
data "aws_partition" "here" {}

locals {
  # Pods take addresses of the private subnets: these are large. In 10.0.0.0/16: public 10.0.0.0/22 and on, data 10.0.16.0/22 and on,
  # private 10.0.64.0/18 and on.
  public_cidrs  = { for i, zone in var.zones : zone => cidrsubnet(var.vpc_cidr, 6, i) }
  data_cidrs    = { for i, zone in var.zones : zone => cidrsubnet(var.vpc_cidr, 6, 4 + i) }
  private_cidrs = { for i, zone in var.zones : zone => cidrsubnet(var.vpc_cidr, 2, 1 + i) }
}

resource "aws_vpc" "main" {
  cidr_block           = var.vpc_cidr
  enable_dns_support   = true
  enable_dns_hostnames = true
  tags                 = { Name = var.name }
}

# Whoever forgets to name a group gets one that allows nothing.
resource "aws_default_security_group" "none" {
  vpc_id = aws_vpc.main.id
}

# Load balancers and the gateways to the internet; nothing of ours runs here.
resource "aws_subnet" "public" {
  for_each = local.public_cidrs

  vpc_id                  = aws_vpc.main.id
  availability_zone       = each.key
  cidr_block              = each.value
  map_public_ip_on_launch = false
  tags                    = { Name = "${var.name}-public-${each.key}", "kubernetes.io/role/elb" = "1" }
}

# Nodes and pods.
resource "aws_subnet" "private" {
  for_each = local.private_cidrs

  vpc_id            = aws_vpc.main.id
  availability_zone = each.key
  cidr_block        = each.value
  tags              = { Name = "${var.name}-private-${each.key}", "kubernetes.io/role/internal-elb" = "1" }
}

# Postgres, Kafka and Redis: no way to the internet, in either direction.
resource "aws_subnet" "data" {
  for_each = local.data_cidrs

  vpc_id            = aws_vpc.main.id
  availability_zone = each.key
  cidr_block        = each.value
  tags              = { Name = "${var.name}-data-${each.key}" }
}
