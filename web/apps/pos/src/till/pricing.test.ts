import type { CatalogItem } from '@novapos/api';
import { type Pricing, PricingError, type Quote, type QuoteInput } from '@novapos/pricing';
import { expect, it } from 'vitest';
import type { Cart } from '../cart/cart';
import type { TillSetup } from './open-drawer';
import { quoteCart } from './pricing';

const setup = {
  register: { id: 'r' },
  store: { id: 's', time_zone: 'Europe/Berlin', day_cutoff: '04:00' },
  pricing: { currency: { code: 'EUR', exponent: 2 }, prices_include_tax: true, rounding: 'per_line', tax_rules: [] },
} as unknown as TillSetup;

const now_ms = Date.parse('2026-11-25T02:00:00Z');

function goods(id: string): CatalogItem {
  return { id, rev: 1, name: id, sku: id, barcodes: [], tax_category: 'standard', unit: 'piece', prices: [] };
}

function cartOf(...ids: string[]): Cart {
  const lines = ids.map((id) => ({
    id: `line-${id}`,
    product_id: id,
    name: id,
    unit: 'piece' as const,
    quantity_milli: 1000,
  }));
  return { lines, refused_as: null };
}

function engine(refuse: (input: QuoteInput) => PricingError | null) {
  const asked: QuoteInput[] = [];
  const quote = (input: QuoteInput) => {
    asked.push(input);
    const refusal = refuse(input);
    if (refusal) throw refusal;
    return { lines: input.lines.map(({ input: { id } }) => ({ id })) } as unknown as Quote;
  };
  return { asked, pricing: { quote } as unknown as Pricing };
}

function goodsOf(...ids: string[]): ReadonlyMap<string, CatalogItem> {
  return new Map(ids.map((id) => [id, goods(id)]));
}

it('asks the engine for this register, this moment and the store’s business day', () => {
  const { asked, pricing } = engine(() => null);
  const quote = quoteCart(pricing, { setup, goods: goodsOf('a'), rev: 3 }, cartOf('a'), now_ms);
  expect(asked[0]).toMatchObject({ scope: { store: 's', register: 'r' }, at: now_ms, on: '2026-11-24' });
  expect(asked[0]?.settings.cash_rounding).toBeNull();
  expect(quote).toMatchObject({ rev: 3, unpriced_line_ids: [] });
});

it('asks for the business day of the drawer that is open, also across midnight', () => {
  const { asked, pricing } = engine(() => null);
  const drawer = { id: 'd', training: false, status: 'open', business_date: '2026-11-23' } as const;
  quoteCart(pricing, { setup: { ...setup, drawer }, goods: goodsOf('a'), rev: 3 }, cartOf('a'), now_ms);
  expect(asked[0]).toMatchObject({ on: '2026-11-23' });
});

it('prices the rest when goods are gone or have no price', () => {
  const { pricing } = engine(({ lines }) =>
    lines.some(({ input }) => input.id === 'line-b') ? new PricingError('no_price', '', 'line-b') : null,
  );
  const quote = quoteCart(pricing, { setup, goods: goodsOf('a', 'b'), rev: 1 }, cartOf('a', 'b', 'c'), now_ms);
  expect(quote.lines.map(({ id }) => id)).toEqual(['line-a']);
  expect(quote.unpriced_line_ids).toEqual(['line-b', 'line-c']);
});

it('ends when a refusal names no line of the cart', () => {
  const { pricing } = engine(({ lines }) =>
    lines.length > 0 ? new PricingError('amount_out_of_range', '', null) : null,
  );
  const quote = quoteCart(pricing, { setup, goods: goodsOf('a', 'b'), rev: 1 }, cartOf('a', 'b'), now_ms);
  expect(quote.unpriced_line_ids).toEqual(['line-a', 'line-b']);
});
