#!/usr/bin/env bash
# Runs a command against a NovaPOS whose services are processes of their own, each with its database role, and the edge in front: fresh data
# with the demo shop, free ports. Stops everything and removes its data at the end.
#   tools/with-services-apart.sh PROGRAM COMMAND [ARGUMENT...]     PROGRAM is a built novapos
# The command gets NOVAPOS (the program), NOVAPOS_URL, NOVAPOS_ADMIN_URL and NOVAPOS__DATABASE__URL.
set -euo pipefail
cd "$(dirname "$0")/.."
export NOVAPOS=$1
shift

folder=$(mktemp -d "${TMPDIR:-/tmp}/novapos.XXXXXX")
chmod 711 "$folder" # as root, another user runs the database in it
pids=()
end() {
  status=$?
  trap - EXIT INT TERM
  # The edge first, then whoever asks before those who are asked.
  for ((i = ${#pids[@]} - 1; i >= 0; i--)); do
    kill "${pids[i]}" 2>/dev/null || true
    wait "${pids[i]}" 2>/dev/null || true
  done
  tools/throwaway-postgres.sh stop "$folder/postgres" 2>/dev/null || true
  rm -rf "$folder"
  exit "$status"
}
trap end EXIT
trap 'exit 130' INT TERM

tools/throwaway-postgres.sh start "$folder/postgres"
place="postgres:///novapos?host=$folder/postgres/run&user="
"$(tools/throwaway-postgres.sh bin)/createdb" -h "$folder/postgres/run" -U novapos_admin novapos
for key in auth sealing product inventory order audit; do (umask 077 && head -c 32 /dev/urandom | base64 >"$folder/$key.key"); done
export NOVAPOS__DATABASE__ADMIN_URL="${place}novapos_admin"
# The same few people sign in again and again here, all from one address; auth's own tests see to the limits. Somebody new opens a shop.
# The edge is the one proxy between a client and each service.
export NOVAPOS__AUTH__TRUSTED_PROXIES=1
export NOVAPOS__AUTH__ACCOUNT_ATTEMPTS=1000 NOVAPOS__AUTH__ADDRESS_ATTEMPTS=1000 NOVAPOS__AUTH__SIGN_UP_OPEN=true
all=(NOVAPOS__DATABASE__URL="${place}novapos" NOVAPOS__AUTH__KEY="file:$folder/sealing.key")
env "${all[@]}" "$NOVAPOS" migrate >"$folder/migrate.log"
env "${all[@]}" "$NOVAPOS" seed-demo >"$folder/demo.log"

# Starts one of the processes and remembers where it serves, so that those that come after it can ask it.
start() { # NAME [SETTING...]
  local name=$1 log=$folder/$1.log
  shift
  env "$@" NOVAPOS__LISTEN__PORT=0 NOVAPOS__LISTEN__ADMIN_PORT=0 "$NOVAPOS" serve --only "$name" 2>"$log" &
  pids+=($!)
  for _ in $(seq 600); do
    if grep -qs '"serving"' "$log" || ! kill -0 "${pids[-1]}" 2>/dev/null; then break; fi
    sleep 0.1
  done
  addresses=$(sed -n 's/.*"addresses":"\([^"]*\)".*/\1/p' "$log" | head -1)
  if [ -z "$addresses" ]; then
    echo "$name did not start:" >&2
    cat "$log" >&2
    exit 1
  fi
}
# Each service has its own key; the others get it with its address.
for name in auth product inventory order audit; do
  sealing=()
  # What the keys that sign tokens and checkpoints are stored under.
  case $name in auth | audit) sealing=("NOVAPOS__${name^^}__KEY=file:$folder/sealing.key") ;; esac
  start "$name" NOVAPOS__DATABASE__URL="${place}novapos_$name" NOVAPOS__PEERS__OWN_KEY="file:$folder/$name.key" "${sealing[@]}"
  upper=${name^^}
  export "NOVAPOS__PEERS__${upper}__URL=http://${addresses#*=}" "NOVAPOS__PEERS__${upper}__KEY=file:$folder/$name.key"
done
start edge
read -r whole admin <<<"$addresses"
NOVAPOS_URL=http://${whole#*=} NOVAPOS_ADMIN_URL=http://${admin#*=}
export NOVAPOS_URL NOVAPOS_ADMIN_URL
# For `novapos verify`. What the command starts itself has its own peers, or none.
unset "${!NOVAPOS__PEERS__@}" NOVAPOS__DATABASE__ADMIN_URL
export NOVAPOS__DATABASE__URL="${place}novapos"
if ! "$@"; then
  echo "What the services said meanwhile:" >&2
  tail -n 20 "$folder"/*.log >&2
  exit 1
fi
