import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { Pricing, PricingError, type PricingErrorCode, pricingErrorCodes, type QuoteInput } from '../src/index';
import { loadPricing, nativeCodes } from './engine';

const eur = { code: 'EUR', exponent: 2 } as const;
const store = '0190f000-0000-7000-8000-000000000001';
const register = '0190f000-0000-7000-8000-000000000002';
const line = '0190f000-0000-7000-8000-00000000000a';
const vat = '0190f000-0000-7000-8000-0000000000ff';

let pricing: Pricing;

beforeAll(async () => {
  pricing = await loadPricing();
});

/** Two of 9.99 with 20 % inside, and 0.98 off the cart. */
function cart(change: Partial<QuoteInput> = {}): QuoteInput {
  return {
    settings: {
      currency: eur,
      prices_include_tax: true,
      rounding: 'per_line',
      cash_rounding: { increment_minor: 5, tie: 'away' },
      tax_rules: [
        {
          target: { type: 'store', store },
          category: 'goods',
          from: '2026-01-01',
          until: null,
          rates: [{ id: vat, name: 'TVA à 20 % — „normal“ 🧾', rate_micro: 200_000, compound: false }],
          exempt: false,
        },
      ],
    },
    scope: { store, register },
    at: 1_795_600_000_000,
    on: '2026-11-25',
    lines: [
      {
        input: { id: line, quantity_milli: 2000 },
        item: {
          prices: [{ target: { type: 'tenant' }, from: null, until: null, amount_minor: 999, per_milli: 1000 }],
          tax_category: 'goods',
        },
      },
    ],
    cart_discounts: [{ type: 'amount', amount_minor: 98 }],
    ...change,
  };
}

function refusal(action: () => unknown): { code: PricingErrorCode; line: string | null } {
  try {
    action();
  } catch (error) {
    if (error instanceof PricingError) return { code: error.code, line: error.line };
    throw error;
  }
  throw new Error('nothing was refused');
}

// 19.98 - 0.98 = 19.00, which holds 3.1667 of tax.
test('a quote comes back as the types say', () => {
  const sums = { subtotal_minor: 1998, net_minor: 1583, tax_minor: 317, total_minor: 1900 };
  expect(pricing.quote(cart())).toEqual({
    lines: [
      {
        ...sums,
        id: line,
        quantity_milli: 2000,
        unit_price: { amount_minor: 999, per_milli: 1000 },
        line_discount_minor: 0,
        cart_discount_minor: 98,
        taxes: [{ rate_id: vat, rate_micro: 200_000, net_minor: 1583, tax_minor: 317 }],
        exemption: null,
      },
    ],
    returned: [],
    taxes: [{ rate_id: vat, name: 'TVA à 20 % — „normal“ 🧾', rate_micro: 200_000, net_minor: 1583, tax_minor: 317 }],
    ...sums,
    discount_minor: 98,
    cash_total_minor: 1900,
    cash_rounding_minor: 0,
  });
});

test('a return goes back and forth', () => {
  const sold = pricing.quote(cart()).lines[0];
  if (!sold) throw new Error('no line');
  const back = pricing.refundLine({ line: sold, already_milli: 0, k_milli: 2000 });
  expect(back).toEqual(sold);
  const exchange = pricing.quote(cart({ lines: [], cart_discounts: [], returned: [back] }));
  expect(exchange.total_minor).toBe(-1900);
  expect(exchange.returned[0]?.quantity_milli).toBe(-2000);
  const tenders = [{ kind: 'cash', amount_minor: -1900 }] as const;
  const settled = pricing.settle({ total_minor: -1900, currency: eur, cash_rounding: null, tenders });
  expect(settled).toMatchObject({ due_minor: -1900, change_minor: 0 });
});

test('numbers keep their value to the last of their limits', () => {
  for (const amount of [0, 1, -1, 4_294_967_295, 4_294_967_296, -4_294_967_297, 999_999_999_999, -1_000_000_000_000]) {
    expect(pricing.parseMinor(pricing.formatMinor(amount, eur), eur)).toBe(amount);
  }
  expect(pricing.formatMinor(Number.MAX_SAFE_INTEGER, eur)).toBe('90071992547409.91');
  expect(pricing.formatMinor(Number.MIN_SAFE_INTEGER, eur)).toBe('-90071992547409.91');
});

test('refusals carry their code and line', () => {
  const nothing = cart({ settings: { ...cart().settings, tax_rules: [] } });
  expect(refusal(() => pricing.quote(nothing))).toEqual({ code: 'no_tax_rule', line });
  const short = { total_minor: 5, currency: eur, cash_rounding: null, tenders: [] };
  expect(refusal(() => pricing.settle(short))).toEqual({ code: 'not_enough_paid', line: null });
  expect(refusal(() => pricing.parseMinor('1,20', eur)).code).toBe('bad_amount');
});

test('what is not an input is refused before it can be misread', () => {
  const of = (quantity_milli: number, id = line) =>
    cart({ lines: cart().lines.map(({ item }) => ({ item, input: { id, quantity_milli } })) });
  for (const quantity of [1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, '1000' as unknown as number]) {
    expect(refusal(() => pricing.quote(of(quantity))).code).toBe('bad_input');
  }
  for (const id of ['', line.replaceAll('-', ''), line.replace('0', 'g'), line.replace('-', '_'), `${line}0`]) {
    expect(refusal(() => pricing.quote(of(1000, id))).code).toBe('bad_input');
  }
  expect(refusal(() => pricing.quote(cart({ on: '2026-02-30' }))).code).toBe('bad_input');
  const settings = { ...cart().settings, rounding: 'never' as 'per_line' };
  expect(refusal(() => pricing.quote(cart({ settings }))).code).toBe('bad_input');
  expect(pricing.quote(of(1000)).total_minor).toBe(999 - 98); // and the next call is none the worse
});

test('texts of any length and script arrive whole', () => {
  const exempt = (exemption: string) => {
    const lines = cart().lines.map(({ item, input }) => ({ item, input: { ...input, exemption } }));
    return pricing.quote(cart({ lines })).lines[0]?.exemption;
  };
  for (const certificate of ['A', 'é'.repeat(64), '🧾'.repeat(64), 'x'.repeat(64)]) {
    expect(exempt(certificate)).toBe(certificate);
  }
  expect(refusal(() => exempt('x'.repeat(20_000)))).toEqual({ code: 'bad_exemption', line });
});

test('the largest cart is answered, and calls leave nothing behind', async () => {
  const template = cart().lines[0];
  if (!template) throw new Error('no line');
  const lines = Array.from({ length: 500 }, (_, at) => {
    const id = `0190f000-0000-7000-9000-${at.toString(16).padStart(12, '0')}`;
    return { ...template, input: { ...template.input, id } };
  });
  expect(pricing.quote(cart({ lines })).lines).toHaveLength(500);
  const bytes = await readFile(new URL('../dist/pricing.wasm', import.meta.url));
  const { instance } = await WebAssembly.instantiate(bytes, {});
  const { memory, np_alloc, np_call, np_free } = instance.exports as unknown as {
    memory: WebAssembly.Memory;
    np_alloc(length: number): number;
    np_call(pointer: number, length: number): bigint;
    np_free(pointer: number, length: number): void;
  };
  const turn = () => {
    const pointer = np_alloc(100_000);
    const answer = BigInt.asUintN(64, np_call(pointer, 100_000));
    np_free(pointer, 100_000);
    np_free(Number(answer >> 32n), Number(answer & 0xffffffffn));
  };
  turn();
  const before = memory.buffer.byteLength;
  for (let at = 0; at < 10_000; at += 1) turn();
  expect(memory.buffer.byteLength).toBe(before);
});

test('the module loads from bytes, from its compiled form and from an answer', async () => {
  const bytes = new Uint8Array(await readFile(new URL('../dist/pricing.wasm', import.meta.url)));
  const answer = () => new Response(bytes, { headers: { 'content-type': 'application/wasm' } });
  for (const source of [bytes, bytes.buffer, await WebAssembly.compile(bytes), answer(), Promise.resolve(answer())]) {
    expect((await Pricing.load(source)).formatMinor(1230, eur)).toBe('12.30');
  }
});

test('the codes are those of the engine', async () => {
  expect([...pricingErrorCodes]).toEqual([...(await nativeCodes()), 'bad_input']);
});
