import type { CatalogItem, RegisterSetup } from '@novapos/api';
import type { Pricing, QuoteInput } from '@novapos/pricing';
import { describe, expect, it } from 'vitest';
import type { ScaleLabel } from '../scanner/scale-label';
import { labelledLine, quantityFor } from './labelled-line';

const setup = {
  register: { id: 'r' },
  store: { id: 's', time_zone: 'Europe/Berlin', day_cutoff: '04:00' },
  pricing: { currency: { code: 'EUR', exponent: 2 }, prices_include_tax: true, rounding: 'per_line', tax_rules: [] },
  cashier_may: [],
} as unknown as RegisterSetup;

function pricingAt(amount_minor: number | null): Pricing {
  const price = amount_minor === null ? null : { amount_minor, per_milli: 1000 };
  const quote = ({ lines }: QuoteInput) => ({
    lines: lines.map(({ input }) => ({
      subtotal_minor: Math.round((input.quantity_milli * (amount_minor ?? 0)) / 1000),
    })),
  });
  return { priceFor: () => price, quote } as unknown as Pricing;
}

function goods(unit: CatalogItem['unit'] = 'kilogram'): CatalogItem {
  return { id: 'c', rev: 1, name: 'Cheese', sku: 'c', barcodes: [], tax_category: 'food', unit, prices: [] };
}

const priceLabel = (amount_minor: number): ScaleLabel => ({ kind: 'price', goods_code: '', amount_minor });
const terms = (shelf_minor: number | null, may: 'price_override'[] = []) => ({
  pricing: pricingAt(shelf_minor),
  setup: { ...setup, cashier_may: may },
  now_ms: 0,
  reason: 'Price on the label',
});

describe('a pack with its weight', () => {
  it('has the weight of its label', () => {
    const label: ScaleLabel = { kind: 'weight', goods_code: '', quantity_milli: 2750 };
    const line = { kind: 'sold', quantity_milli: 2750, price_override: null };
    expect(labelledLine(goods(), label, terms(299))).toEqual(line);
    expect(labelledLine(goods('piece'), label, terms(299))).toEqual({ kind: 'not_sold' });
  });
});

describe('a pack with its price', () => {
  it('weighs what its price is worth', () => {
    const line = { kind: 'sold', quantity_milli: 1767, price_override: null };
    expect(labelledLine(goods(), priceLabel(265), terms(150))).toEqual(line);
  });

  it('costs what the label says though the shelf can’t come to it, if the cashier may', () => {
    expect(labelledLine(goods(), priceLabel(500), terms(2499))).toMatchObject({ kind: 'sold', quantity_milli: 200 });
    expect(labelledLine(goods(), priceLabel(501), terms(2499))).toEqual({ kind: 'needs_manager' });
    expect(labelledLine(goods(), priceLabel(501), terms(2499, ['price_override']))).toEqual({
      kind: 'sold',
      quantity_milli: 200,
      price_override: { amount_minor: 501, per_milli: 200, reason: 'Price on the label' },
    });
  });

  // Thousands of questions to the engine: a busy machine needs its time.
  it('finds the weight of every pack that was labelled at the shelf’s price', () => {
    const wrong = Array.from({ length: 3000 }, (_, n) => n + 1).filter((grams) => {
      const line = labelledLine(goods(), priceLabel(Math.round((grams * 2499) / 1000)), terms(2499));
      return line.kind !== 'sold' || line.quantity_milli !== grams || line.price_override !== null;
    });
    expect(wrong).toEqual([]);
  }, 60_000);

  it.each([0, null])('is refused where the shelf says %s', (shelf_minor) => {
    expect(labelledLine(goods(), priceLabel(265), terms(shelf_minor, ['price_override']))).toEqual({
      kind: 'not_sold',
    });
  });
});

it('divides in whole numbers', () => {
  expect(quantityFor(265, { amount_minor: 150, per_milli: 1000 })).toBe(1767);
  expect(quantityFor(1, { amount_minor: 3000, per_milli: 1000 })).toBe(0);
});
