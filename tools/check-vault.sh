#!/bin/sh
# Runs the tests of Vault that a real server can be asked for: against the one at VAULT_ADDR, as VAULT_TOKEN, which may change mounts,
# policies and roles; without them against an OpenBao of its own, in memory, which ends with the tests.
set -eu
cd "$(dirname "$0")/.."
. tools/setup-debian.sh

if [ -z "${VAULT_ADDR:-}" ]; then
    bao=$(tools/setup-openbao.sh)
    # A free port: asked for, and given back at once.
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    log=$(mktemp)
    VAULT_ADDR=http://127.0.0.1:$port
    VAULT_TOKEN=novapos-tests
    "$bao" server -dev -dev-no-store-token -dev-root-token-id="$VAULT_TOKEN" -dev-listen-address="127.0.0.1:$port" >"$log" 2>&1 &
    server=$!
    trap 'kill "$server" 2>/dev/null; rm -f "$log"' EXIT
    tries=0
    until curl -fs -o /dev/null "$VAULT_ADDR/v1/sys/health"; do
        tries=$((tries + 1))
        if [ "$tries" -gt 100 ] || ! kill -0 "$server" 2>/dev/null; then
            tail -n 15 "$log" >&2
            say "OpenBao did not start; the end of what it said is above."
            exit 1
        fi
        sleep 0.1
    done
    say "Against $("$bao" version)."
fi
: "${VAULT_TOKEN:?set it to a token that may change mounts, policies and roles}"
export VAULT_ADDR VAULT_TOKEN NOVAPOS_CHECK_VAULT=1
cargo test --workspace --test vault -- given
