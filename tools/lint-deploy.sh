#!/usr/bin/env bash
# `make lint-deploy`: checks all of deploy/, and says in the end what was not checked. No Docker, no cluster and no account is needed; the tools come from
# package registries (tools/deploy/setup.sh); with --cached those are used that are there. A check that fails does not stop the others; the last line is `N passed, N failed, N not run`.
set -uo pipefail
cd "$(dirname "$0")/.."
. tools/steps.sh
export CACHE=${NOVAPOS_DEPLOY_TOOLS:-$HOME/.cache/novapos/deploy-tools}
export PATH=$CACHE/bin:$PATH PYTHONDONTWRITEBYTECODE=1 NO_COLOR=1
PYTHON=$CACHE/py/bin/python
KUBERNETES=1.33 # what the chart is checked against; deploy/terraform/aws has the same
CHART=deploy/helm/novapos
rendered=$(mktemp -d)
trap 'rm -rf "$rendered"' EXIT

passed=0 failed=0 broken=() missed=()
step 'Tools'
absent=$(tools/deploy/setup.sh "$@")
has() { ! grep -qx "$1" <<<"$absent"; }
# check NAME WHAT-IT-NEEDS COMMAND...
check() {
  local name=$1 need=$2
  shift 2
  for tool in $need; do
    if ! has "$tool"; then missed+=("$name: $tool could not be had"); return; fi
  done
  step "$name"
  if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)) && broken+=("$name"); fi
}

scripts() {
  local file
  for file in deploy/*.sh deploy/compose/*.sh deploy/compose/vault/*.sh $CHART/files/*.sh tools/deploy/*.sh tools/lint-deploy.sh; do bash -n "$file" || return 1; done
}
# The chart has rules and dashboards by links, which helm tells of each time.
helm() { command helm "$@" 2> >(grep -v 'found symbolic link' >&2); }
render() {
  local values
  for values in $CHART/ci/*.yaml; do
    helm template novapos $CHART --namespace novapos --kube-version $KUBERNETES.0 --values "$values" >"$rendered/$(basename "$values")" || return 1
    helm lint $CHART --quiet --strict --kube-version $KUBERNETES.0 --values "$values" || return 1
  done
  printf '  %s renderings.\n' "$(ls "$rendered" | wc -l)"
}
# What cannot work must be refused, not installed.
refuse() {
  local set ok=0
  while read -r set; do
    # shellcheck disable=SC2086
    if helm template novapos $CHART --kube-version $KUBERNETES.0 $set >/dev/null 2>&1; then echo "  not refused: $set" && ok=1; fi
  done <tools/deploy/refused.txt
  return $ok
}
kubernetes() { "$PYTHON" tools/deploy/kubernetes.py $KUBERNETES "$rendered"/*.yaml; }
policies() { "$PYTHON" tools/deploy/policies.py "$rendered"; }
prometheus() {
  # The token is in the containers alone.
  promtool check config --syntax-only deploy/prometheus/prometheus.yml && promtool check rules deploy/prometheus/rules/*.yml && promtool test rules deploy/prometheus/tests/*.yml
}
alerts() { "$PYTHON" tools/deploy/alerts.py "$rendered/full.yaml"; }
dashboards() { "$PYTHON" tools/deploy/dashboards.py check "$(has grafana && echo "$CACHE/grafana.json")" "$(command -v promtool)"; }
terraform_written() { terraform fmt -check -recursive -diff deploy/terraform 2>/dev/null; }
# In a copy: what it fetches stays out of the checkout.
terraform_valid() {
  local copy=$rendered/terraform
  cp -r deploy/terraform/aws "$copy"
  (cd "$copy" && timeout 20 terraform init -backend=false -input=false >/dev/null 2>&1) || return 2
  (cd "$copy" && terraform validate)
}

check 'Scripts can be read' '' scripts
check 'Settings are keys that the program knows' python "$PYTHON" tools/deploy/settings.py
check 'Compose files fit the specification' 'python compose' "$PYTHON" tools/deploy/compose.py "$CACHE/compose-spec.json" deploy/compose/*.yml
check 'The chart renders (helm lint, helm template)' helm render
if [ -n "$(ls "$rendered")" ]; then
  check 'The chart refuses what cannot work' helm refuse
  check "Objects fit Kubernetes $KUBERNETES, and each other" 'python helm' kubernetes
  check 'Rendered settings are keys that the program knows' python "$PYTHON" tools/deploy/settings.py "$rendered"
fi
check 'Images have fixed versions' python "$PYTHON" tools/deploy/images.py "$rendered"
if command -v terraform >/dev/null; then
  check 'Terraform is written as it should be (terraform fmt)' '' terraform_written
  step 'Terraform is valid (terraform validate)'
  terraform_valid
  case $? in
    0) passed=$((passed + 1)) ;;
    2) missed+=('terraform validate: the providers cannot be downloaded from here') ;;
    *) failed=$((failed + 1)) && broken+=('terraform validate') ;;
  esac
  rm -rf "$rendered/terraform"
else
  missed+=('terraform fmt and validate: terraform is not installed')
fi
check "Terraform's arguments are the provider's" 'python cdk' "$PYTHON" tools/deploy/terraform.py "$CACHE/cdk" deploy/terraform/aws
check 'Policies (checkov): image, chart, AWS' 'python' policies
if command -v promtool >/dev/null; then
  check 'Prometheus takes its configuration, rules and their tests' '' prometheus
else
  missed+=("promtool could not be had: rules, their tests, and the dashboards' queries")
fi
check 'Each alert has its page and its tests, and the chart has the same' 'python helm' alerts
check 'Dashboards are what dashboards.py makes, for the Grafana that compose names' python dashboards
has grafana || missed+=("Grafana's schema of dashboards could not be had")
command -v docker >/dev/null && docker info >/dev/null 2>&1 ||
  missed+=('building the image, and starting compose: there is no Docker here')
missed+=('installing the chart: there is no cluster here' 'terraform plan: there is no account here')

step 'Done.'
[ ${#missed[@]} = 0 ] || printf 'Not run: %s\n' "${missed[@]}"
[ ${#broken[@]} = 0 ] || printf 'Failed: %s\n' "${broken[@]}"
echo "$passed passed, $failed failed, ${#missed[@]} not run"
[ "$failed" = 0 ]
