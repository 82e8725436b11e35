# Installs a Debian package, with sudo where that is needed. Sourced by the other setup scripts; does nothing by itself.

say() {
    printf '%s\n' "$*" >&2
}

# Runs a command as root, or says how.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        say "This needs root, and there is no sudo here: run $0 as root."
        return 1
    fi
}

# Installs packages without what they merely recommend. Refreshes apt's lists only when they do not know the package.
install_debian() {
    log=$(mktemp)
    if as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >"$log" 2>&1 </dev/null; then
        rm -f "$log"
        return 0
    fi
    say "Refreshing the list of packages first."
    if as_root apt-get update -q >>"$log" 2>&1 </dev/null &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >>"$log" 2>&1 </dev/null; then
        rm -f "$log"
        return 0
    fi
    tail -n 15 "$log" >&2
    rm -f "$log"
    say "Installing $* failed; the end of what apt said is above. Check the network, then try again."
    return 1
}
