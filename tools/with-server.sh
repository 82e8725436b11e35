#!/usr/bin/env bash
# Runs a command against a NovaPOS of its own: fresh data with the demo shop, free ports. Stops it and removes its data at the end.
#   tools/with-server.sh PROGRAM COMMAND [ARGUMENT...]     PROGRAM is a built novapos; UP="--tls" has further options of `novapos up`
# The command gets NOVAPOS (the program), NOVAPOS_URL, NOVAPOS_ADMIN_URL and NOVAPOS_HOME.
set -euo pipefail
export NOVAPOS=$1
shift

folder=$(mktemp -d "${TMPDIR:-/tmp}/novapos.XXXXXX")
chmod 711 "$folder" # as root, another user runs the database in it
export NOVAPOS_HOME=$folder/home
log=$folder/novapos.log
# The same few people sign in again and again here, all from one address; auth's own tests see to the limits.
export NOVAPOS__AUTH__ACCOUNT_ATTEMPTS=1000 NOVAPOS__AUTH__ADDRESS_ATTEMPTS=1000
# Somebody new opens a shop of their own.
export NOVAPOS__AUTH__SIGN_UP_OPEN=true
"$NOVAPOS" up --home "$NOVAPOS_HOME" --port 0 --admin-port 0 ${UP:-} >"$log" 2>&1 &
server=$!

end() {
  status=$?
  trap - EXIT INT TERM
  kill "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  rm -rf "$folder"
  exit "$status"
}
trap end EXIT
trap 'exit 130' INT TERM

for _ in $(seq 600); do
  if grep -q '^Stop it with Ctrl-C' "$log"; then break; fi
  if ! kill -0 "$server" 2>/dev/null; then break; fi
  sleep 0.1
done
address() { sed -n "s|^ *$1: *\(https\{0,1\}://[^/]*\)/.*|\1|p" "$log" | head -1; }
NOVAPOS_URL=$(address Till)
NOVAPOS_ADMIN_URL=$(address 'Admin portal')
export NOVAPOS_URL NOVAPOS_ADMIN_URL
if [ -z "$NOVAPOS_URL" ]; then
  echo "NovaPOS did not start:" >&2
  cat "$log" >&2
  exit 1
fi
if ! "$@"; then
  echo "What NovaPOS said meanwhile:" >&2
  tail -n 40 "$log" >&2
  exit 1
fi
