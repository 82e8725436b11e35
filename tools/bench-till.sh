#!/usr/bin/env bash
# `make bench-till`: the till with 100,000 goods in a real Chromium, production build. Run by tools/with-server.sh. The last line has
# the figures. BENCH_GOODS and BENCH_SCANS make it smaller.
set -euo pipefail
cd "$(dirname "$0")/../web"
BENCH_REPORT=$(mktemp)
export BENCH_REPORT
trap 'rm -f "$BENCH_REPORT"' EXIT
npm run build:apps --silent # it says how much JavaScript the first screen loads
npx playwright test --config e2e/bench.config.ts >&2
cat "$BENCH_REPORT"
