#!/usr/bin/env bash
# Restores a backup into newer major versions of Postgres, for real; the last line is `N passed, N failed`.
set -uo pipefail
cd "$(dirname "$0")/.."
tools/setup-postgres.sh || exit 1
NOVAPOS_NEWER_PG=${NOVAPOS_NEWER_PG:-$(tools/setup-newer-postgres.sh)} || exit 1
export NOVAPOS_NEWER_PG SQLX_OFFLINE=true RUST_BACKTRACE=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT
cargo test --workspace --test backup -- --ignored --nocapture 2>&1 | tee "$log"
status=${PIPESTATUS[0]}
count() { sed -n "s/^test result: .* \\([0-9]*\\) $1; .*/\\1/p" "$log" | awk '{ n += $1 } END { print n + 0 }'; }
echo "$(count passed) passed, $(count failed) failed"
exit "$status"
