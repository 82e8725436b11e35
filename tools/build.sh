#!/usr/bin/env bash
# Builds the program for `make run`, and says now and then how far it is.
set -euo pipefail
cd "$(dirname "$0")/.."
export CARGO_TERM_COLOR=never CARGO_TERM_PROGRESS_WHEN=never
cargo build --profile quick -p novapos 2>&1 | awk '
  /^ +Compiling / { if (++parts % 50 == 0) { printf "  %d of about 400 parts are built.\n", parts; fflush() } next }
  /^ +(Downloading|Downloaded|Updating|Locking|Adding|Finished) / { next }
  { print; fflush() }'
