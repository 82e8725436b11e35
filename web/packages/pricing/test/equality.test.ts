import { expect, test } from 'vitest';
import { type Currency, type Pricing, PricingError, type QuoteInput } from '../src/index';
import type { PriceForInput, RefundCashInput, RefundLineInput, RefundShareInput, SettleInput } from '../src/types';
import { type Call, type Expected, loadPricing, nativeCarts } from './engine';

const COUNT = Number(process.env['CARTS'] ?? 10_000);
const SEED = Number(process.env['SEED'] ?? 20_261_125);

/** Each has to show in at least a tenth of the carts. */
const required = [
  ...['money_exponent_0', 'money_exponent_2', 'money_exponent_3', 'quantity_in_thousandths'],
  ...['price_per_other_quantity', 'price_override', 'large_amounts'],
  ...['price_of_tenant', 'price_of_store', 'price_of_register', 'price_by_date'],
  ...[
    'tax_inclusive',
    'tax_exclusive',
    'several_rates',
    'compound_rate',
    'exempt_by_category',
    'exempt_by_certificate',
  ],
  ...['tax_of_tenant', 'tax_of_store', 'tax_of_register', 'tax_by_date_old', 'tax_by_date_new'],
  ...['rounding_per_line', 'rounding_per_document', 'document_differs_from_lines'],
  ...['line_discount_percent', 'line_discount_amount', 'tie_by_larger_line', 'tie_by_line_id'],
  ...['cart_discount_percent_prorated', 'cart_discount_amount_prorated'],
  ...['cash_rounding', 'tender_rounded', 'tender_split', 'change', 'partial_refund', 'exchange'],
];

test('random carts cost the same in WebAssembly as natively, in every field', async () => {
  const pricing = await loadPricing();
  const features = new Map<string, number>();
  const answers = new Map<string, number>();
  let carts = 0;
  let fields = 0;
  for await (const cart of nativeCarts(COUNT, SEED)) {
    for (const call of cart.calls) {
      const found = compare(call.expected, answerOf(pricing, call), call.call);
      fields += found.fields;
      if (found.difference) {
        expect.fail(`cart ${carts} of seed ${SEED}: ${found.difference}\n${JSON.stringify(call)}`);
      }
      increase(answers, `${call.call} ${call.expected.error?.code ?? 'ok'}`);
    }
    for (const feature of new Set(cart.features)) increase(features, feature);
    carts += 1;
  }
  print('answers compared', answers);
  print('carts with', features);
  console.log(`\n${carts} carts, ${fields} fields, no difference`);
  expect(carts).toBe(COUNT);
  expect(required.filter((feature) => (features.get(feature) ?? 0) < COUNT / 10)).toEqual([]);
});

/** The answer of the module in the form in which the native engine gives its own. */
function answerOf(pricing: Pricing, { call, input }: Call): Expected {
  try {
    return { ok: invoke(pricing, call, input) };
  } catch (error) {
    if (!(error instanceof PricingError)) throw error;
    const { code, message, line } = error;
    return { error: line === null ? { code, message } : { code, message, line } };
  }
}

function invoke(pricing: Pricing, call: string, input: unknown): unknown {
  const amount = input as { text: string; amount_minor: number; currency: Currency };
  switch (call) {
    case 'quote':
      return pricing.quote(input as QuoteInput);
    case 'settle':
      return pricing.settle(input as SettleInput);
    case 'refund_line':
      return pricing.refundLine(input as RefundLineInput);
    case 'refund_share':
      return pricing.refundShare(input as RefundShareInput);
    case 'refund_cash':
      return pricing.refundCash(input as RefundCashInput);
    case 'price_for':
      return pricing.priceFor(input as PriceForInput);
    case 'parse_minor':
      return pricing.parseMinor(amount.text, amount.currency);
    case 'format_minor':
      return pricing.formatMinor(amount.amount_minor, amount.currency);
    default:
      throw new Error(`an unknown call: ${call}`);
  }
}

/** The first difference, and how many numbers, texts, flags and nulls were compared. */
function compare(native: unknown, ours: unknown, path: string): { fields: number; difference: string | null } {
  if (!isObject(native) || !isObject(ours)) {
    const difference = `${path}: native ${JSON.stringify(native)}, WebAssembly ${JSON.stringify(ours)}`;
    return { fields: 1, difference: Object.is(native, ours) ? null : difference };
  }
  let fields = 0;
  for (const name of new Set([...Object.keys(native), ...Object.keys(ours)])) {
    const found =
      name in native && name in ours
        ? compare(native[name], ours[name], `${path}.${name}`)
        : { fields: 0, difference: `${path}.${name}: only on one side` };
    fields += found.fields;
    if (found.difference) return { fields, difference: found.difference };
  }
  return { fields, difference: null };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function increase(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function print(title: string, counts: Map<string, number>): void {
  console.log(`\n${title}`);
  for (const [name, times] of [...counts].sort()) console.log(`${String(times).padStart(8)}  ${name}`);
}
