#!/bin/sh
# Fetches the Apache Kafka that tests run against, and the Java and Maven for it where they are missing. Silent when all is there.
#
# The product does not need it: only tests of the events module start a broker, each on free ports of this computer.
set -eu
. "$(dirname "$0")/setup-debian.sh"

here=$(cd "$(dirname "$0")/kafka" && pwd)
cache=${NOVAPOS_KAFKA_HOME:-$HOME/.cache/novapos/kafka}
# Another pom is another Kafka: the folder is complete when the pom that it was made from lies beside it.
if [ -d "$cache/libs" ] && cmp -s "$here/pom.xml" "$cache/pom.xml" && command -v java >/dev/null; then
    exit 0
fi

# The major version of the Java on the path, or 0.
java_major() {
    java -version 2>&1 | sed -n '1s/^[^"]*"\([0-9]*\).*/\1/p' | grep . || echo 0
}

# Installs a Debian package, or says how it is done elsewhere.
get() { # what, Debian's package, Homebrew's
    if [ "$(uname)" = Darwin ]; then
        say "$1 is missing. Install it with: brew install $3"
        exit 1
    fi
    if ! command -v apt-get >/dev/null; then
        say "$1 is missing. Install it with this system's package manager."
        exit 1
    fi
    say "Installing $1 from Debian, for the tests' Kafka."
    install_debian "$2"
}

if [ "$(java_major)" -lt 17 ]; then
    get 'Java 17' openjdk-17-jre-headless openjdk@17
fi
command -v mvn >/dev/null || get Maven maven maven

say "Fetching Apache Kafka from Maven Central (about 45 MB, once) into $cache."
mkdir -p "$cache"
rm -rf "$cache/libs" "$cache/new" "$cache/pom.xml"
log=$cache/fetch.log
# Maven's own downloads are kept beside it, so that a fetch that broke off goes on where it was.
if ! mvn -q -B -ntp -f "$here/pom.xml" -Dmaven.repo.local="$cache/repository" dependency:copy-dependencies \
    -DincludeScope=runtime -DoutputDirectory="$cache/new" >"$log" 2>&1 </dev/null; then
    tail -n 15 "$log" >&2
    say "Apache Kafka could not be fetched; the end of what Maven said is above. Check the network (and a proxy in ~/.m2/settings.xml), then try again."
    exit 1
fi
mv "$cache/new" "$cache/libs"
cp "$here/pom.xml" "$cache/pom.xml"
rm -rf "$cache/repository"
say "Apache Kafka is there."
