#!/usr/bin/env bash
# Makes `wasm32-unknown-unknown` buildable and prints the environment for it. Run from the workspace root:
#
#   env=$(tools/wasm-toolchain.sh) && eval "$env"     (a bare eval would hide a failure)
#   cargo build --profile wasm --target wasm32-unknown-unknown -p pricing-wasm
#
# 1. The active toolchain has the target: nothing to do.
# 2. `rustup target add` can fetch it, within a time limit: it is added to the active toolchain.
# 3. Otherwise Debian 12's rustc-web, with a std built from rust-web-src, unpacked (never installed) in a cache.
#    Unset RUSTC afterwards: it is for the WebAssembly build alone.
#
# stdout: `export ...` lines only. stderr: progress.
# NOVAPOS_WASM_CACHE (folder), NOVAPOS_WASM_RUSTUP_TIMEOUT (seconds, 60), NOVAPOS_WASM_FORCE_DEBIAN (1: skip 1 and 2).
set -euo pipefail

TARGET=wasm32-unknown-unknown
CACHE=${NOVAPOS_WASM_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/novapos/wasm-toolchain}
REGISTRY=${CARGO_HOME:-$HOME/.cargo}/registry/src

say() { printf 'wasm-toolchain: %s\n' "$*" >&2; }
die() { say "ERROR: $*"; exit 1; }
emit() { printf 'export %s=%q\n' "$1" "$2"; }

has_target() { # rustc
  [ -n "$(ls "$("${1:-rustc}" --print sysroot 2>/dev/null)/lib/rustlib/$TARGET/lib/"libstd-*.rlib 2>/dev/null)" ]
}

remaps() { # no path of this machine in the module
  printf '%s' "--remap-path-prefix=$REGISTRY=/cargo --remap-path-prefix=$PWD=/novapos"
}

use_rustup() {
  if ! has_target && command -v rustup >/dev/null; then
    say "rustup target add $TARGET"
    timeout "${NOVAPOS_WASM_RUSTUP_TIMEOUT:-60}" rustup target add "$TARGET" >&2 || say "rustup could not add it"
  fi
  has_target || return 1
  say "using $(rustc --version)"
  emit NOVAPOS_WASM_KIND rustup
  emit CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS "$(remaps)"
}

candidate() { apt-cache policy "$1" 2>/dev/null | awk '/Candidate:/{print $2}'; }

offered_version() {
  local version
  version=$(candidate rustc-web)
  if [ -z "$version" ] || [ "$version" = "(none)" ]; then
    if [ "$(id -u)" = 0 ]; then apt-get update -qq >&2; fi
    version=$(candidate rustc-web)
  fi
  [ -n "$version" ] && [ "$version" != "(none)" ] || die "rustc-web is not offered: enable bookworm-security and run apt-get update"
  for package in libstd-rust-web-dev rust-web-src; do
    [ "$(candidate "$package")" = "$version" ] || die "$package is not at $version: run apt-get update"
  done
  printf '%s' "$version"
}

fetch() { (cd "$NEW/debs" && apt-get download -qq "$@" 2> >(grep -v -e unsandboxed >&2)); }

unpack() { # upstream version; into $NEW/root
  local minor=${1%.*} llvm
  fetch rustc-web libstd-rust-web-dev rust-web-src "libstd-rust-web-$minor"
  # The LLVM this compiler was linked with, so that a newer rustc-web keeps working.
  llvm=$(dpkg-deb -f "$NEW"/debs/libstd-rust-web-"$minor"_*.deb Depends | grep -o 'libllvm[0-9]*' | head -1)
  LLVM_MAJOR=${llvm#libllvm}
  fetch "$llvm" "lld-$LLVM_MAJOR" libz3-4
  for deb in "$NEW"/debs/*.deb; do
    case $deb in
      */rust-web-src_*)
        dpkg --fsys-tarfile "$deb" | tar -x -C "$NEW/root" --wildcards './usr/src/*/library' './usr/lib/rustlib/src/*' ;;
      *) dpkg -x "$deb" "$NEW/root" ;;
    esac
  done
  local libraries=$NEW/root/usr/lib/x86_64-linux-gnu
  for package in libedit2 libbsd0 libxml2 libicu72 libffi8 libzstd1; do # what a minimal Debian may lack
    LD_LIBRARY_PATH=$libraries ldd "$libraries"/libLLVM.so.* | grep -q 'not found' || break
    fetch "$package" && dpkg -x "$NEW"/debs/"$package"_*.deb "$NEW/root"
    cp -an "$NEW"/root/lib/x86_64-linux-gnu/. "$libraries"/ 2>/dev/null || true
  done
}

write_launchers() {
  mkdir -p "$DIR/bin"
  cat >"$DIR/bin/rustc" <<END
#!/bin/sh
LD_LIBRARY_PATH="$DIR/root/usr/lib/x86_64-linux-gnu\${LD_LIBRARY_PATH:+:\$LD_LIBRARY_PATH}"; export LD_LIBRARY_PATH
exec "$DIR/root/usr/bin/rustc" "\$@"
END
  cat >"$DIR/bin/wasm-ld" <<END
#!/bin/sh
LD_LIBRARY_PATH="$DIR/root/usr/lib/x86_64-linux-gnu"; export LD_LIBRARY_PATH
exec "$DIR/root/usr/lib/llvm-$LLVM_MAJOR/bin/wasm-ld" "\$@"
END
  chmod +x "$DIR"/bin/*
}

build_std() { # upstream version
  local crate=$DIR/stdbuild sources libraries=$DIR/root/usr/lib/rustlib/$TARGET/lib
  sources=$(readlink -f "$DIR/root/usr/lib/rustlib/src/rust")
  mkdir -p "$crate/src" "$libraries"
  printf '[package]\nname="stdbuild"\nversion="0.0.0"\nedition="2021"\n[profile.release]\npanic="abort"\n[workspace]\n' >"$crate/Cargo.toml"
  echo '#![no_std]' >"$crate/src/lib.rs"
  local flags="-Cembed-bitcode=yes -Cpanic=abort --remap-path-prefix=$REGISTRY=/cargo"
  flags="$flags --remap-path-prefix=$sources=/rustc/$1 --remap-path-prefix=$DIR/root/usr/lib/rustlib/src/rust=/rustc/$1"
  (cd "$crate" && env -u RUSTFLAGS -u CARGO_ENCODED_RUSTFLAGS -u RUSTC_WRAPPER -u RUSTC_WORKSPACE_WRAPPER \
    RUSTC="$DIR/bin/rustc" RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR="$crate/target" \
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$flags" \
    cargo build -q --release --target "$TARGET" -Zbuild-std=std,panic_abort >&2)
  cp "$crate"/target/"$TARGET"/release/deps/*.r* "$libraries"/
  rm -f "$libraries"/libstdbuild*
  rm -rf "$crate" "$sources"
}

use_debian() {
  [ "$(dpkg --print-architecture 2>/dev/null)" = amd64 ] || die "no rustup target and not Debian amd64"
  command -v cargo >/dev/null || die "cargo is needed"
  local version upstream
  version=$(offered_version)
  upstream=${version%%+*}
  mkdir -p "$CACHE"
  DIR=$CACHE/debian-${version//[^A-Za-z0-9.]/_}
  exec 9>"$CACHE/.lock"
  flock 9
  if [ ! -e "$DIR/.ready" ]; then
    NEW=$(mktemp -d "$CACHE/new.XXXXXX")
    trap 'rm -rf "$NEW"' EXIT
    mkdir "$NEW/debs" "$NEW/root"
    say "downloading rustc-web $version"
    unpack "$upstream"
    rm -rf "$NEW/debs" "$DIR"
    mv "$NEW" "$DIR"
    trap - EXIT
    write_launchers
    "$DIR/bin/rustc" --version >&2 || die "the unpacked rustc does not start"
    say "building std for $TARGET"
    build_std "$upstream"
    has_target "$DIR/bin/rustc" || die "std did not build"
    date -u +%FT%TZ >"$DIR/.ready"
  fi
  say "using Debian's $("$DIR/bin/rustc" --version)"
  emit NOVAPOS_WASM_KIND debian
  emit RUSTC "$DIR/bin/rustc"
  emit CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER "$DIR/bin/wasm-ld"
  emit CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS "-Clinker-flavor=wasm-ld $(remaps)"
}

if [ "${NOVAPOS_WASM_FORCE_DEBIAN:-0}" = 1 ] || ! use_rustup; then
  use_debian
fi
