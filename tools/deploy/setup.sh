#!/usr/bin/env bash
# Installs what `make lint-deploy` needs into a cache outside the checkout, from package registries alone: PyPI, the proxy of Go modules, npm, Debian.
# Versions are fixed here. Prints what could not be had, one a line; the checks that need it are then not run. The first time takes some minutes.
#   setup.sh [--cached]     --cached gets nothing, and prints what is not there
set -uo pipefail
only_cached=0
[ "${1:-}" = --cached ] && only_cached=1
CACHE=${NOVAPOS_DEPLOY_TOOLS:-$HOME/.cache/novapos/deploy-tools}
CHECKOV=3.3.30 KUBERNETES_VALIDATE=1.37.0 HELM=v4.3.2 COMPOSE=v2.16.2 CDK=21.22.1 GRAFANA=12.1.1
TOOLS=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$CACHE/bin"
exec 9>"$CACHE/.lock"
flock 9
say() { printf '  %s\n' "$*" >&2; }
# Does something once: the mark is its version.
once() { # name, version, command...
  local mark=$CACHE/.$1-$2
  [ -e "$mark" ] && return 0
  [ "$only_cached" = 0 ] || { echo "$1" && return 0; }
  say "Getting $1 $2."
  if ("${@:3}") >"$CACHE/log-$1" 2>&1; then rm -f "$CACHE"/."$1"-*; touch "$mark"; else tail -n 3 "$CACHE/log-$1" >&2; echo "$1"; fi
}

get_python() {
  python3 -m venv --clear "$CACHE/py" &&
    "$CACHE/py/bin/pip" install --quiet --disable-pip-version-check "checkov==$CHECKOV" "kubernetes-validate==$KUBERNETES_VALIDATE" jsonschema==4.26.0 PyYAML==6.0.4
}
get_helm() { GOBIN="$CACHE/bin" CGO_ENABLED=0 go install "helm.sh/helm/v4/cmd/helm@$HELM"; }
# Only the schema is taken from the module: nothing is built.
get_compose() {
  local folder
  folder=$(cd / && go mod download -json "github.com/compose-spec/compose-go/v2@$COMPOSE" | sed -n 's/^\t"Dir": "\(.*\)",$/\1/p')
  cp -f "$folder/schema/compose-spec.json" "$CACHE/compose-spec.json"
}
# What the arguments of AWS's resources are, from the CDK for Terraform: the provider itself is in no package registry.
get_cdk() {
  local folder
  folder=$(mktemp -d) && cd "$folder" && npm pack --silent "@cdktf/provider-aws@$CDK" && rm -rf "$CACHE/cdk" && mkdir -p "$CACHE/cdk" &&
    tar xzf ./*.tgz -C "$CACHE/cdk" --strip-components=2 --wildcards 'package/lib/*/index.d.ts' && rm -rf "$folder"
}
# What a dashboard of this Grafana is: its types, as a JSON schema. Each kind of panel is a part of its own, which dashboards.py checks by itself.
get_grafana() {
  local folder part types=./node_modules/@grafana/schema/dist
  folder=$(mktemp -d) && cd "$folder" && echo '{"private": true}' >package.json &&
    npm install --silent --no-audit --no-fund "@grafana/schema@$GRAFANA" ts-json-schema-generator@2.10.0 || return 1
  {
    echo "import type { Dashboard, Panel, RowPanel } from '$types/types/raw/dashboard/x/dashboard_types.gen';"
    for part in Stat TimeSeries Table; do
      echo "import type * as $part from '$types/esm/raw/composable/${part,,}/panelcfg/x/${part}PanelCfg_types.gen';"
    done
    echo 'export interface Grafana { dashboard: Dashboard; panel: Panel; row: RowPanel; stat: { options: Stat.Options };'
    echo '  timeseries: { options: TimeSeries.Options; custom: TimeSeries.FieldConfig }; table: { options: Table.Options; custom: Table.FieldConfig } }'
  } >root.ts
  echo '{"compilerOptions": {"module": "esnext", "moduleResolution": "bundler", "skipLibCheck": true, "types": [], "target": "es2022"}, "files": ["root.ts"]}' >tsconfig.json
  npx --no-install ts-json-schema-generator --path root.ts --tsconfig tsconfig.json --type Grafana --no-type-check --expose none --minify >schema.json &&
    cp schema.json "$CACHE/grafana.json" && echo "$GRAFANA" >"$CACHE/grafana.version" && cd / && rm -rf "$folder"
}
once python "$CHECKOV-$KUBERNETES_VALIDATE" get_python
once helm "$HELM" get_helm
once compose "$COMPOSE" get_compose
once cdk "$CDK" get_cdk
once grafana "$GRAFANA" get_grafana
if [ "$only_cached" = 0 ]; then "$TOOLS/setup-promtool.sh" >&2; fi || echo promtool
exit 0
