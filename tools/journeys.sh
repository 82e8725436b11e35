#!/usr/bin/env bash
# Runs all journeys of people through both apps, in a real browser, against a NovaPOS of their own; the last line is `N passed, N failed`.
#   tools/journeys.sh PROGRAM [OPTION...]     PROGRAM is a built novapos, the options are Playwright's
set -uo pipefail
cd "$(dirname "$0")/.."
program=$1
shift
log=$(mktemp)
trap 'rm -f "$log"' EXIT
tools/with-server.sh "$program" npm run journeys --prefix web --silent -- "$@" 2>&1 | tee "$log"
status=${PIPESTATUS[0]}
passed=$(sed -n 's/^  \([0-9]*\) passed .*/\1/p' "$log")
failed=$(sed -n 's/^  \([0-9]*\) failed$/\1/p' "$log")
echo "${passed:-0} passed, ${failed:-0} failed"
exit "$status"
