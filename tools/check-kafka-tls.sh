#!/bin/sh
# Runs the tests of Kafka over TLS and with a password, against a broker of their own. They need a program that is built with OpenSSL, and so
# OpenSSL's headers; nothing else does.
set -eu
cd "$(dirname "$0")/.."
. tools/setup-debian.sh

tools/setup-postgres.sh
tools/setup-kafka.sh
if ! command -v openssl >/dev/null || ! printf '#include <openssl/ssl.h>\n' | cc -E - >/dev/null 2>&1; then
    if ! command -v apt-get >/dev/null; then
        say "OpenSSL or its headers are missing. Install them with this system's package manager (Debian: libssl-dev; Homebrew: openssl)."
        exit 1
    fi
    say "Installing OpenSSL's headers from Debian."
    install_debian openssl libssl-dev pkg-config
fi
cargo test --workspace --features novapos/kafka-tls --test kafka_tls
