#!/usr/bin/env bash
# Builds the program of the version before this one, for tests in which both work side by side, and prints where it is. It is built once, under
# ~/.cache/novapos/before.
set -euo pipefail
cd "$(dirname "$0")/.."
# Where the services began to be processes of their own.
BEFORE=a883811
place=$HOME/.cache/novapos/before
program=$place/$BEFORE/novapos
if [ ! -x "$program" ]; then
  git cat-file -e "$BEFORE^{commit}" 2>/dev/null || {
    echo "The version before this one, $BEFORE, is not in this copy's history: git fetch --unshallow." >&2
    exit 1
  }
  mkdir -p "$place/$BEFORE" "$place/source"
  git archive "$BEFORE" | tar -x -C "$place/source"
  (cd "$place/source" && SQLX_OFFLINE=true CARGO_TARGET_DIR="$place/target" cargo build --quiet --locked -p novapos >&2)
  cp "$place/target/debug/novapos" "$program"
  rm -rf "$place/source" "$place/target"
fi
echo "$program"
