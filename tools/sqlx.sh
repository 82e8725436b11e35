#!/usr/bin/env bash
# The database that SQL is checked against at compile time, and the committed answers in .sqlx.
#   tools/sqlx.sh start            a throw-away Postgres with every context's tables; prints DATABASE_URL
#   tools/sqlx.sh reset CONTEXT    makes one context's schema anew after its migrations changed
#   tools/sqlx.sh prepare          writes .sqlx from the code and the tables
#   tools/sqlx.sh stop
set -euo pipefail
cd "$(dirname "$0")/.."
HOME_DIR=${NOVAPOS_SQLX_HOME:-/dev/shm/novapos-sqlx}
DB=novapos_sqlx
CONTEXTS="auth:auth product:product inventory:inventory order:orders audit:audit"
say() { printf 'sqlx: %s\n' "$*" >&2; }
BIN=$(tools/throwaway-postgres.sh bin)
url() { echo "postgres:///$DB?host=$HOME_DIR/run&user=novapos_admin"; }
sql() { "$BIN/psql" -X -q -v ON_ERROR_STOP=1 -h "$HOME_DIR/run" -U novapos_admin -d "$DB" "$@"; }
fill() { sed "s/__context__/$1/g; s/__schema__/$2/g" "$3"; }
apply() { # context schema
  { fill "$1" "$2" crates/kernel/sql/context_roles.sql; fill "$1" "$2" crates/kernel/sql/context_schema.sql
    echo "SET ROLE novapos_owner; SET search_path = $2;"
    for f in crates/kernel/migrations/*.sql; do fill "$1" "$2" "$f"; done
    for f in "crates/$1"/migrations/*.sql; do if [ -e "$f" ]; then cat "$f"; fi; done; } | sql -1 -o /dev/null -f -
}
start() {
  if ! "$BIN/pg_isready" -q -h "$HOME_DIR/run" 2>/dev/null; then
    tools/throwaway-postgres.sh start "$HOME_DIR"
    "$BIN/createdb" -h "$HOME_DIR/run" -U novapos_admin "$DB"
    sql -f crates/kernel/sql/roles.sql
    for c in $CONTEXTS; do apply "${c%%:*}" "${c##*:}"; done
  fi
  url
}
case "${1:-}" in
  start) start ;;
  reset) s=$(for c in $CONTEXTS; do if [ "${c%%:*}" = "${2:?context}" ]; then echo "${c##*:}"; fi; done); start >/dev/null
         sql -o /dev/null -f crates/kernel/sql/roles.sql
         sql -o /dev/null -c "SET client_min_messages = warning; DROP SCHEMA IF EXISTS $s CASCADE"; apply "$2" "$s"; url ;;
  prepare) start >/dev/null; for c in $CONTEXTS; do "$0" reset "${c%%:*}" >/dev/null; done
         rm -rf .sqlx; mkdir -p .sqlx; touch crates/{auth,product,inventory,order,audit}/src/lib.rs crates/novapos/src/*.rs
         SQLX_OFFLINE=false SQLX_OFFLINE_DIR="$PWD/.sqlx" DATABASE_URL=$(url) cargo check --workspace --all-targets
         say "$(ls .sqlx | wc -l) queries checked and written to .sqlx" ;;
  stop) tools/throwaway-postgres.sh stop "$HOME_DIR" ;;
  *) sed -n 2,6p "$0"; exit 2 ;;
esac
