#!/usr/bin/env bash
# Builds the pricing engine to dist/pricing.wasm. The toolchain's environment ends with this script.
set -euo pipefail
package=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$package/../../.."

environment=$(tools/wasm-toolchain.sh)
eval "$environment"
cargo build --quiet --profile wasm --target wasm32-unknown-unknown -p pricing-wasm
target=$(cargo metadata --format-version 1 --no-deps | node -p 'JSON.parse(fs.readFileSync(0, "utf8")).target_directory')

mkdir -p "$package/dist"
cp "$target/wasm32-unknown-unknown/wasm/pricing_wasm.wasm" "$package/dist/pricing.wasm"
printf 'pricing.wasm: %s bytes, %s gzipped\n' "$(wc -c <"$package/dist/pricing.wasm")" "$(gzip -9c "$package/dist/pricing.wasm" | wc -c)"
