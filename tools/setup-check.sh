#!/bin/sh
# Checks that what NovaPOS is built with is there, and says how to get what is missing. Installs nothing. Silent when all is well.
set -eu

missing=0

# Says what is missing and how to get it.
lack() { # what, how
    if [ "$missing" = 0 ]; then
        echo "NovaPOS cannot be built yet. Missing:" >&2
    fi
    missing=1
    printf '  - %s\n      %s\n' "$1" "$2" >&2
}

# Whether version $1 ("1.95.0") is at least $2 ("1.95").
at_least() {
    awk -v have="$1" -v want="$2" 'BEGIN {
        split(have, h, "."); split(want, w, ".")
        for (i = 1; i <= 3; i++) { if (h[i] + 0 != w[i] + 0) exit !(h[i] + 0 > w[i] + 0) }
    }'
}

# The version that a program tells, or nothing when there is no such program.
version() {
    "$@" 2>/dev/null | sed -n '1s/^[^0-9]*\([0-9][0-9.]*\).*/\1/p'
}

# A program of a minimum version.
need() { # name, minimum, version found, how
    if [ -z "$3" ]; then
        lack "$1 $2 or newer" "$4"
    elif ! at_least "$3" "$2"; then
        lack "$1 $2 or newer (found $3)" "$4"
    fi
}

if [ "$(uname)" = Darwin ]; then
    node='brew install node'
    tools='xcode-select --install'
    pkg='brew install pkg-config'
else
    node='https://nodejs.org/en/download (or the package manager of this system, when it has this version)'
    tools='Debian and Ubuntu: sudo apt-get install build-essential'
    pkg='Debian and Ubuntu: sudo apt-get install pkg-config'
fi

rustup='https://rustup.rs, then: rustup update stable'
need Rust 1.95 "$(version rustc --version)" "$rustup"
need Cargo 1.95 "$(version cargo --version)" "$rustup"
need Node.js 20.19 "$(version node --version)" "$node"
command -v npm >/dev/null || lack npm "it comes with Node.js: $node"
command -v cc >/dev/null || command -v gcc >/dev/null || lack 'a C compiler (gcc)' "$tools"
command -v c++ >/dev/null || command -v g++ >/dev/null || lack 'a C++ compiler (g++)' "$tools"
command -v make >/dev/null || lack make "$tools"
command -v pkg-config >/dev/null || lack pkg-config "$pkg"

exit "$missing"
