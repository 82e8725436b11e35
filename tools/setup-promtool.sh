#!/bin/sh
# Gets Prometheus's promtool, which tests of the alerts run, where it is missing. Silent when it is there.
#
# Debian's package would also start a Prometheus for the whole computer: the one program is taken out of it, into a cache outside the checkout.
set -eu
. "$(dirname "$0")/setup-debian.sh"
BIN=${NOVAPOS_DEPLOY_TOOLS:-$HOME/.cache/novapos/deploy-tools}/bin

if command -v promtool >/dev/null || [ -x "$BIN/promtool" ]; then
    exit 0
fi
if ! command -v apt-get >/dev/null; then
    say "promtool is missing. Install Prometheus with this system's package manager (Fedora: dnf install golang-github-prometheus; macOS: brew install prometheus)."
    exit 1
fi
say "Getting promtool out of Debian's prometheus."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 777 "$folder"
cd "$folder"
if ! apt-get download -q prometheus >log 2>&1; then
    say "Refreshing the list of packages first."
    if ! { as_root apt-get update -q && apt-get download -q prometheus; } >>log 2>&1; then
        tail -n 15 log >&2
        say "Getting promtool failed; the end of what apt said is above. Check the network, then try again."
        exit 1
    fi
fi
dpkg-deb --fsys-tarfile prometheus_*.deb | tar x ./usr/bin/promtool
mkdir -p "$BIN"
mv usr/bin/promtool "$BIN/promtool"
