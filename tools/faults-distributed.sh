#!/usr/bin/env bash
# The faults of the distributed shape: brokers, consumers, publishers, services, Redis, Vault and Postgres that are killed, stopped, slow or give
# the same twice; the last line is `N passed, N failed`. What only measures time wants a machine that does nothing else.
set -uo pipefail
cd "$(dirname "$0")/.."
tools/setup-postgres.sh && tools/setup-kafka.sh && tools/setup-redis.sh || exit 1
NOVAPOS_BEFORE=$(tools/before.sh) || exit 1
export NOVAPOS_BEFORE SQLX_OFFLINE=true RUST_BACKTRACE=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT
suites=(bus topology kill database_killed limits vault redis_faults noisy_neighbour)
cargo test --workspace --no-fail-fast "${suites[@]/#/--test=}" -- --include-ignored --nocapture 2>&1 | tee "$log"
status=${PIPESTATUS[0]}
count() { sed -n "s/^test result: .* \\([0-9]*\\) $1; .*/\\1/p" "$log" | awk '{ n += $1 } END { print n + 0 }'; }
echo "$(count passed) passed, $(count failed) failed"
exit "$status"
