#!/bin/sh
# Installs Redis, which tests start by themselves, where it is missing. Silent when it is there.
#
# Debian's package of the server would also start one for the whole computer. The same program, without the service, comes with its
# tools: under the name redis-check-rdb, and it is a server when it is called redis-server (crates/testkit/src/redis_server.rs).
set -eu
. "$(dirname "$0")/setup-debian.sh"

if [ -n "${NOVAPOS_REDIS_SERVER:-}" ]; then
    [ -x "$NOVAPOS_REDIS_SERVER" ] && exit 0
    say "NOVAPOS_REDIS_SERVER is $NOVAPOS_REDIS_SERVER, but that is no program. Correct it, or unset it."
    exit 1
fi
if command -v redis-server >/dev/null || command -v redis-check-rdb >/dev/null; then
    exit 0
fi
if [ "$(uname)" = Darwin ]; then
    say "Redis is missing. Install it with: brew install redis"
    exit 1
fi
if ! command -v apt-get >/dev/null; then
    say "Redis is missing. Install version 7 or newer with this system's package manager (Fedora: dnf install redis)."
    exit 1
fi

say "Installing Redis from Debian (no server is started; tests run their own)."
install_debian redis-tools
say "Redis is installed."
