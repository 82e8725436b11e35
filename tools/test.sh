#!/usr/bin/env bash
# `make test`: every suite, one after the other; the last line is `N passed, N failed`. A suite that fails does not stop the others.
set -uo pipefail
cd "$(dirname "$0")/.."
. tools/steps.sh

passed=0 failed=0 broken=()
log=$(mktemp)
trap 'rm -f "$log"' EXIT
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$HOME/.cache/novapos/target} SQLX_OFFLINE=${SQLX_OFFLINE:-true}
export NO_COLOR=1 CARGO_TERM_COLOR=never RUST_BACKTRACE=${RUST_BACKTRACE:-0}

# Runs a suite and shows what it says. The function counts what it printed: it adds to passed and failed, and a suite that ends badly
# without a failed test counts as one. suite NAME COUNT COMMAND...
suite() {
  local name=$1 count=$2 before=$failed
  shift 2
  step "$name"
  "$@" 2>&1 | tee "$log"
  local status=${PIPESTATUS[0]}
  "$count" "$log"
  if [ "$status" != 0 ]; then
    [ "$failed" = "$before" ] && failed=$((failed + 1))
    broken+=("$name")
  fi
}
sum() { awk '{ n += $1 } END { print n + 0 }'; }
# `test result: ok. 12 passed; 0 failed; ...`
count_cargo() {
  passed=$((passed + $(sed -n 's/^test result: .* \([0-9]*\) passed; .*/\1/p' "$1" | sum)))
  failed=$((failed + $(sed -n 's/^test result: .* \([0-9]*\) failed; .*/\1/p' "$1" | sum)))
}
# `Tests  2 failed | 40 passed (42)`
count_vitest() {
  passed=$((passed + $(sed -n 's/^ *Tests .* \([0-9]*\) passed.*/\1/p' "$1" | sum)))
  failed=$((failed + $(sed -n 's/^ *Tests .* \([0-9]*\) failed.*/\1/p' "$1" | sum)))
}
# `  12 passed (1.2m)` and `  1 failed`
count_playwright() {
  passed=$((passed + $(sed -n 's/^  \([0-9]*\) passed .*/\1/p' "$1" | sum)))
  failed=$((failed + $(sed -n 's/^  \([0-9]*\) failed$/\1/p' "$1" | sum)))
}
# A check is one test: it passed when its command did.
count_check() { [ "$status" = 0 ] && passed=$((passed + 1)); }

tools/setup-check.sh && tools/setup-postgres.sh && tools/setup-redis.sh && tools/setup-kafka.sh && tools/setup-chromium.sh && tools/setup-poppler.sh && tools/setup-promtool.sh || exit 1

suite 'Rust: formatting' count_check cargo fmt --all --check
suite 'Mutants: each still finds the text that it replaces' count_check node tools/mutants/run.mjs --check
suite 'Rust: tests (the first build takes some minutes)' count_cargo cargo test --workspace --no-fail-fast
suite 'Web: packages' count_check make --no-print-directory web-packages
suite 'Web: pricing as WebAssembly' count_check npm run build:pricing --prefix web --silent
suite 'Web: pricing, equal to the server' count_vitest npm test --workspace @novapos/pricing --prefix web
suite 'Web: types' count_check npm run typecheck --prefix web --silent
suite 'Web: lints' count_check npm run lint --prefix web --silent
suite 'Web: tests' count_vitest npm test --prefix web
suite 'Web: apps' count_check npm run build:apps --prefix web --silent
program=$CARGO_TARGET_DIR/debug/novapos
suite 'A sale and its void over HTTP' count_check tools/with-server.sh "$program" tools/smoke.sh
suite 'Journeys in a browser' count_playwright tools/with-server.sh "$program" npm run journeys --prefix web --silent
suite 'Pictures of every screen, in one size' count_playwright tools/with-server.sh "$program" npm run screenshots --prefix web --silent -- --project tablet-light
# Without its tools (`make lint-deploy` gets them, which takes minutes) it checks little, and says so.
suite 'Deploy: image, compose, chart, Terraform' count_check tools/lint-deploy.sh --cached
suite 'Rust: lints' count_check cargo clippy --workspace --all-targets --quiet -- -D warnings

step 'Done.'
[ ${#broken[@]} = 0 ] || printf 'Failed: %s\n' "${broken[@]}"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
