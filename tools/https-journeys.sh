#!/usr/bin/env bash
# Journeys of a tablet: a real browser that was told to trust the shop as its page says, at an address of the network, over https.
#   tools/https-journeys.sh PROGRAM [OPTION...]     PROGRAM is a built novapos, the options are Playwright's
# Needs an address of a home network: 192.168.1.5, or fd00::2.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/setup-debian.sh
command -v certutil >/dev/null || install_debian libnss3-tools
program=$(realpath "$1")
shift
folder=$(mktemp -d "${TMPDIR:-/tmp}/novapos.XXXXXX")
chmod 711 "$folder" # as root, another user runs the database in it
server=
end() {
  [ -z "$server" ] || { kill "$server" && wait "$server"; } 2>/dev/null || true
  rm -rf "$folder"
}
trap end EXIT
export NOVAPOS_HOME=$folder/home NOVAPOS__AUTH__ACCOUNT_ATTEMPTS=1000 NOVAPOS__AUTH__ADDRESS_ATTEMPTS=1000
start() { # options of `up`
  "$program" up --home "$NOVAPOS_HOME" --port 0 --admin-port 0 --tls "$@" >"$folder/log" 2>&1 &
  server=$!
  for _ in $(seq 600); do
    if grep -q '^Stop it with Ctrl-C' "$folder/log"; then return; fi
    sleep 0.1
  done
  cat "$folder/log" >&2
  exit 1
}
# The demo shop is made only where no other computer can reach it.
start
kill "$server" && wait "$server"
start --address ::
page=$(sed -n 's|^ *\(http://[^ ]*/trust\) .*|\1|p' "$folder/log" | head -1)
NOVAPOS_URL=$(sed -n 's|.*then the till: \(https://.*\)/pos/$|\1|p' "$folder/log" | head -1)
if [ -z "$page" ]; then
  echo "This computer has no address of a home network, at which a tablet could reach it. On Linux: sudo ip addr add fd00::2/128 dev lo" >&2
  exit 1
fi
export NOVAPOS_URL
# As somebody does by hand: the certificate from the page, compared, into what the browser trusts.
curl -sf "$page/novapos.crt" -o "$folder/novapos.crt"
curl -sf "$page" | grep -qF "$(openssl x509 -inform DER -in "$folder/novapos.crt" -noout -fingerprint -sha256 | cut -d= -f2)"
mkdir -p "$folder/browser/.pki/nssdb"
certutil -d "sql:$folder/browser/.pki/nssdb" -N --empty-password
certutil -d "sql:$folder/browser/.pki/nssdb" -A -t C,, -n novapos -i "$folder/novapos.crt"
openssl x509 -inform DER -in "$folder/novapos.crt" -out "$folder/novapos.pem"
echo "A browser that trusts $page, at $NOVAPOS_URL:"
HOME=$folder/browser NODE_EXTRA_CA_CERTS=$folder/novapos.pem npm run journeys --prefix web --silent -- "$@" pos/https.spec.ts
