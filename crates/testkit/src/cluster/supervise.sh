# Runs the tests' throw-away Postgres for as long as its owner lives, then removes it. Started by server.rs; plain POSIX shell.
set -u
folder=$1     # everything is in here
programs=$2   # the folder of postgres and initdb
owner=$3      # the process whose end is the end of the cluster...
started=$4    # ...and when it started, so that a later process with its number is not taken for it
user=$5       # who runs Postgres when we are root (it refuses to be root); empty otherwise
admin=$6
shift 6       # what is left are Postgres's settings

lives() { # process, started
    if [ -r /proc/self/stat ]; then
        { read -r stat < "/proc/$1/stat"; } 2>/dev/null || return 1
        since=$2
        # What follows the name: state is 1, the start time is 20.
        # shellcheck disable=SC2086
        set -- ${stat##*) }
        [ "$1" != Z ] && [ "$1" != X ] && [ "${20}" = "$since" ]
    else
        kill -0 "$1" 2>/dev/null
    fi
}

# Postgres must not outlive this script: setpriv (Linux) lets it end when the script is killed.
run() {
    if [ -n "$user" ]; then
        exec setpriv --reuid "$user" --regid "$(id -g "$user")" --clear-groups --pdeathsig QUIT -- "$@"
    elif command -v setpriv >/dev/null; then
        exec setpriv --pdeathsig QUIT -- "$@"
    else
        exec "$@"
    fi
}

# What a killed supervisor left behind: novapos-testdb-<owner>-<started>, ours, and nobody's any more.
for old in "${folder%/*}"/novapos-testdb-*-*; do
    name=${old##*/novapos-testdb-}
    if [ -O "$old" ] && [ "$old" != "$folder" ] && ! lives "${name%-*}" "${name#*-}"; then
        rm -rf "$old"
    fi
done

trap 'owner=none' INT TERM HUP

# The same letters as in production, see embedded/data_folder.rs.
locale=C.UTF-8
if [ "$(uname)" = Darwin ]; then
    locale=en_US.UTF-8
fi
case $("$programs/postgres" --version) in
    *\ 15* | *\ 16*) provider=libc ;;
    *) provider='builtin --builtin-locale=C.UTF-8' ;;
esac

rm -rf "$folder/data" "$folder/run"
mkdir -m 700 "$folder/data" "$folder/run" || exit 1
if [ -n "$user" ]; then
    chown "$user" "$folder/data" "$folder/run" || exit 1
fi
# shellcheck disable=SC2086
(run "$programs/initdb" -D "$folder/data" -U "$admin" -E UTF8 --locale=$locale --locale-provider=$provider \
    --auth-local=trust --auth-host=reject --no-sync --no-instructions --wal-segsize=1 >/dev/null) || exit 1
(run "$programs/postgres" -D "$folder/data" -k "$folder/run" "$@") &
postgres=$!
while lives "$owner" "$started" && kill -0 "$postgres" 2>/dev/null; do
    sleep 0.1
done
kill -QUIT "$postgres" 2>/dev/null
wait "$postgres"
rm -rf "$folder"
