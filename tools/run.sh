#!/usr/bin/env bash
# `make run`: gets what is missing, builds the program and the web apps where they changed, and starts everything.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/steps.sh
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$HOME/.cache/novapos/target} SQLX_OFFLINE=${SQLX_OFFLINE:-true}
PROGRAM=$CARGO_TARGET_DIR/quick/novapos

tools/setup-check.sh
tools/setup-postgres.sh
if [ ! -x "$PROGRAM" ]; then
  step 'Building NovaPOS for the first time. That takes some minutes; the next time it takes seconds.'
fi
# What npm fetches from the network and what cargo computes get in each other's way very little.
make --no-print-directory --silent web-packages &
packages=$!
make --no-print-directory build
wait "$packages"
make --no-print-directory build-web
step 'Starting.'
exec "$PROGRAM" up ${ARGS:-}
