#!/bin/sh
# Installs poppler's pdftotext, with which tests read receipts as people copy them, where it is missing. Silent when it is there.
set -eu
. "$(dirname "$0")/setup-debian.sh"

if command -v pdftotext >/dev/null; then
    exit 0
fi
if [ "$(uname)" = Darwin ]; then
    say "pdftotext is missing. Install it with: brew install poppler"
    exit 1
fi
if ! command -v apt-get >/dev/null; then
    say "pdftotext is missing. Install poppler with this system's package manager (Fedora: dnf install poppler-utils)."
    exit 1
fi

say "Installing pdftotext from Debian."
install_debian poppler-utils
say "pdftotext is installed."
