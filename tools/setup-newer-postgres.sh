#!/bin/sh
# Fetches the newer versions of Postgres that a backup is restored into (tools/newer-postgres/versions.txt), and prints their folders with `:`
# between them. Only that test needs them: Debian has one version at a time.
#
# From Maven Central, where they are packaged for tests, each checked by its digest.
set -eu
. "$(dirname "$0")/setup-debian.sh"

here=$(cd "$(dirname "$0")/newer-postgres" && pwd)
cache=${NOVAPOS_NEWER_PG_HOME:-$HOME/.cache/novapos/newer-postgres}
if [ "$(uname -sm)" != 'Linux x86_64' ]; then
    say "This script knows a newer Postgres for Linux on x86_64 alone. Set NOVAPOS_NEWER_PG to folders that have bin/postgres in them."
    exit 1
fi
for program in mvn unzip xz; do
    command -v $program >/dev/null || { say "$program is missing. Install it with: apt-get install maven unzip xz-utils"; exit 1; }
done
folders=
while read -r version digest; do
    folder=$cache/$version
    if [ ! -x "$folder/bin/postgres" ]; then
        say "Fetching Postgres $version from Maven Central (15 MB, once) into $folder."
        new=$cache/new
        log=$cache/fetch.log
        rm -rf "$new"
        mkdir -p "$new/unpacked"
        if ! mvn -q -B -ntp -f "$here/pom.xml" -Dpostgres="$version" -Dmaven.repo.local="$cache/repository" dependency:copy-dependencies \
            -DincludeScope=runtime -DoutputDirectory="$new" >"$log" 2>&1 </dev/null; then
            tail -n 15 "$log" >&2
            say "Postgres $version could not be fetched; the end of what Maven said is above. Check the network (and a proxy in ~/.m2/settings.xml), then try again."
            exit 1
        fi
        if [ "$(sha256sum "$new"/*.jar | cut -d' ' -f1)" != "$digest" ]; then
            say "What Maven Central gave for Postgres $version is not what was looked at: its digest is another than in versions.txt."
            exit 1
        fi
        unzip -q "$new"/*.jar -d "$new/jar"
        tar -xJf "$new"/jar/postgres-linux-x86_64.txz -C "$new/unpacked"
        rm -rf "$folder"
        mv "$new/unpacked" "$folder"
        rm -rf "$new" "$cache/repository"
    fi
    folders=$folders${folders:+:}$folder
done <"$here/versions.txt"
echo "$folders"
