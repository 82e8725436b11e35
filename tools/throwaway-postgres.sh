#!/usr/bin/env bash
# A Postgres in a folder, for work whose data nobody keeps: on a socket only, without waiting for the disk, with the superuser novapos_admin.
#   tools/throwaway-postgres.sh start FOLDER     makes it where it does not run yet; its socket is in FOLDER/run
#   tools/throwaway-postgres.sh stop FOLDER      stops it and removes the folder
#   tools/throwaway-postgres.sh bin              prints where Postgres's programs are
set -euo pipefail
folder=${2:-}
bin() {
  for d in "${NOVAPOS_PG_BIN:-}" $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -Vr); do [ -x "$d/initdb" ] && { echo "$d"; return; }; done
  echo 'No PostgreSQL was found: run make setup.' >&2
  exit 1
}
BIN=$(bin)
as_user() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --init-groups -- "$@"; else "$@"; fi; }
case "${1:-}" in
  start)
    if "$BIN/pg_isready" -q -h "$folder/run" 2>/dev/null; then exit 0; fi
    rm -rf "$folder"; mkdir -p "$folder/run"; if [ "$(id -u)" = 0 ]; then chown -R postgres "$folder"; fi; chmod 755 "$folder"
    cd "$folder"
    as_user "$BIN/initdb" -D "$folder/data" -U novapos_admin -E UTF8 --locale=C.UTF-8 --auth-local=trust --auth-host=reject --no-sync >/dev/null
    as_user "$BIN/pg_ctl" -w -s -D "$folder/data" -l "$folder/log" \
      -o "-k $folder/run -c listen_addresses='' -c fsync=off -c unix_socket_permissions=0777" start ;;
  stop) cd /; as_user "$BIN/pg_ctl" -s -D "$folder/data" -m fast stop; rm -rf "$folder" ;;
  bin) echo "$BIN" ;;
  *) sed -n 2,6p "$0"; exit 2 ;;
esac
