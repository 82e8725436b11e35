#!/usr/bin/env bash
# One sale for cash and its void over HTTP, as a till does them, then `novapos verify`. Run by tools/with-server.sh and tools/with-services-apart.sh.
set -euo pipefail

say() { printf 'smoke: %s\n' "$*"; }
fail() { printf 'smoke: %s\n' "$*" >&2; exit 1; }
uuid() { node -p 'crypto.randomUUID()'; }
# A value out of JSON: pick 'a.order.id' <<<"$json"
pick() { node -p "const a = JSON.parse(require('fs').readFileSync(0, 'utf8')); $1"; }

token='' tenant=''
# Sends a request and prints the answer, which must have this status: send STATUS METHOD PATH [JSON]
send() {
  local answer status
  answer=$(curl -sS -w '\n%{http_code}' -X "$2" "$NOVAPOS_URL$3" -H "authorization: Bearer $token" -H "x-tenant-id: $tenant" \
    -H "idempotency-key: $(uuid)" ${4:+-H 'content-type: application/json' -d "$4"})
  status=${answer##*$'\n'}
  [ "$status" = "$1" ] || fail "$2 $3 was answered $status instead of $1: ${answer%$'\n'*}"
  printf '%s' "${answer%$'\n'*}"
}

session=$(send 200 POST /auth/sign-in '{"shop_code":"demo","email":"manager@demo.example","password":"demo-corner-shop","client":"api"}')
token=$(pick a.access_token <<<"$session")
tenant=$(pick a.tenant.id <<<"$session")
register=$(send 200 GET /registers | pick 'a.items.find((r) => r.series === "A1").id')
setup=$(send 200 GET "/registers/$register/setup")
milk=$(send 200 GET '/products?sku=DAI-001' | pick 'a.items[0].id')
apples=$(send 200 GET '/products?sku=PLU-4131' | pick 'a.items[0].id')
lines="[{\"id\":\"$(uuid)\",\"product_id\":\"$milk\",\"quantity_milli\":2000},{\"id\":\"$(uuid)\",\"product_id\":\"$apples\",\"quantity_milli\":750}]"
quote=$(send 200 POST /orders/compute "{\"register_id\":\"$register\",\"lines\":$lines}")
order=$(node -p 'const [setup, quote, register, lines] = process.argv.slice(1); const s = JSON.parse(setup), q = JSON.parse(quote);
  JSON.stringify({ id: crypto.randomUUID(), register_id: register, receipt_number: s.next_receipt_number, rev: q.rev, lines: JSON.parse(lines),
    tenders: [{ id: crypto.randomUUID(), kind: "cash", amount_minor: 1000 }], device_at: new Date().toISOString(),
    expected: { total_minor: q.total_minor, due_minor: q.cash_total_minor, change_minor: 1000 - q.cash_total_minor } })' \
  "$setup" "$quote" "$register" "$lines")
sold=$(send 201 POST /orders "$order")
say "sold $(pick 'a.order.lines.map((l) => `${l.quantity_milli / 1000} x ${l.name}`).join(", ")' <<<"$sold")" \
  "for $(pick '(a.order.total_minor / 100).toFixed(2) + " " + a.order.currency.code' <<<"$sold"), receipt $(pick a.order.receipt_label <<<"$sold")"

id=$(pick a.order.id <<<"$sold")
again=$(send 201 POST /orders "$order")
[ "$again" = "$sold" ] || fail 'the same sale sent again was not answered with the same bytes'
[ "$(send 200 GET "/orders/$id" | pick a.status)" = completed ] || fail 'the sale cannot be read back'
send 200 POST "/orders/$id/void" '{"reason":"the smoke test"}' >/dev/null
say "voided $(pick a.order.receipt_label <<<"$sold")"

# Stock follows by events: it is back when both have been applied.
for _ in $(seq 100); do
  moves=$(send 200 GET "/stock/$milk/moves" | pick 'a.items.filter((m) => m.kind !== "receipt").map((m) => m.kind).sort().join()')
  [ "$moves" = sale,void ] && break
  sleep 0.1
done
[ "$moves" = sale,void ] || fail "the stock of the sale moved as: $moves"
verified=$("$NOVAPOS" verify ${NOVAPOS_HOME:+--home "$NOVAPOS_HOME"}) || fail "verify: $verified"
say "$(tail -n 1 <<<"$verified")"
echo 'smoke ok'
