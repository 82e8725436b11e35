#!/bin/sh
# Installs Chromium, in which the web apps are tested, where it is missing. Silent when it is there.
set -eu
. "$(dirname "$0")/setup-debian.sh"

for browser in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$browser" >/dev/null; then
        exit 0
    fi
done
for browser in "/Applications/Chromium.app" "/Applications/Google Chrome.app"; do
    if [ -d "$browser" ]; then
        exit 0
    fi
done

if [ "$(uname)" = Darwin ]; then
    say "Chromium is missing. Install it with: brew install --cask chromium"
    exit 1
fi
if ! command -v apt-get >/dev/null; then
    say "Chromium is missing. Install it with this system's package manager (Fedora: dnf install chromium)."
    exit 1
fi

say "Installing Chromium from Debian. This takes a minute or two."
install_debian chromium
say "Chromium is installed."
