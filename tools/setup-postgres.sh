#!/bin/sh
# Installs PostgreSQL, which NovaPOS runs privately, where it is missing. Silent when it is there.
#
# Debian's package would also start a database server for the whole computer; it is told not to: NovaPOS makes its own.
set -eu
. "$(dirname "$0")/setup-debian.sh"

# The places where NovaPOS itself looks (crates/novapos/src/embedded/binaries.rs), versions 15 to 18.
usable() {
    [ -x "$1/postgres" ] && [ -x "$1/initdb" ] || return 1
    case $("$1/postgres" --version 2>/dev/null) in
        *\ 15* | *\ 16* | *\ 17* | *\ 18*) return 0 ;;
        *) return 1 ;;
    esac
}

if [ -n "${NOVAPOS_PG_BIN:-}" ]; then
    usable "$NOVAPOS_PG_BIN" && exit 0
    say "NOVAPOS_PG_BIN is $NOVAPOS_PG_BIN, but no working postgres and initdb of version 15 to 18 are in it. Correct it, or unset it."
    exit 1
fi
on_path=$(command -v postgres || true)
for folder in "${on_path%/*}" .novapos/pgbin/bin .novapos/pgbin /usr/lib/postgresql/*/bin /usr/pgsql-*/bin \
    /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin /home/linuxbrew/.linuxbrew/opt/postgresql@*/bin; do
    if usable "$folder"; then
        exit 0
    fi
done

if [ "$(uname)" = Darwin ]; then
    say "PostgreSQL is missing. Install it with: brew install postgresql@17"
    exit 1
fi
if ! command -v apt-get >/dev/null; then
    say "PostgreSQL is missing. Install version 15, 16, 17 or 18 with this system's package manager (Fedora: dnf install postgresql-server),"
    say "or set NOVAPOS_PG_BIN to the folder that holds postgres and initdb."
    exit 1
fi

say "Installing PostgreSQL from Debian (no server is started; NovaPOS runs its own). This takes about a minute."
# Before the package, which would otherwise make and start its own database.
as_root mkdir -p /etc/postgresql-common/createcluster.d
echo 'create_main_cluster = false' | as_root tee /etc/postgresql-common/createcluster.d/50-novapos.conf >/dev/null
install_debian postgresql
say "PostgreSQL is installed."
