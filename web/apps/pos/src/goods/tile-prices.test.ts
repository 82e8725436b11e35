import type { CatalogItem } from '@novapos/api';
import type { Pricing } from '@novapos/pricing';
import { expect, it } from 'vitest';
import type { Tile } from '../catalog/tile';
import type { TillSetup } from '../till/open-drawer';
import { lowestOf, tilePrices } from './tile-prices';

const per = (amount_minor: number, per_milli = 1000) => ({ amount_minor, per_milli });
const setup = {
  register: { id: 'r' },
  store: { id: 's' },
  pricing: { currency: { code: 'EUR', exponent: 2 } },
} as unknown as TillSetup;

/** The last of the prices holds. */
const pricing = {
  priceFor: ({ prices }: { prices: { amount_minor: number; per_milli: number }[] }) => prices.at(-1) ?? null,
} as unknown as Pricing;

function prices(...amounts: number[]): CatalogItem['prices'] {
  return amounts.map((amount) => ({ ...per(amount), target: { type: 'tenant' } }));
}

function tile(own: CatalogItem['prices'], family: CatalogItem['prices'][] | null): Tile {
  const item = {
    id: 'a',
    rev: 1,
    name: 'a',
    sku: 'a',
    barcodes: [],
    tax_category: 's',
    unit: 'piece',
    prices: own,
  } as const;
  return { item: { ...item, barcodes: [] }, family: family && { id: 'f', name: 'F', count: 9, prices: family } };
}

it('finds the lowest of prices for different quantities', () => {
  expect(lowestOf([])).toBeNull();
  expect(lowestOf([per(500), per(500)])).toEqual({ lowest: per(500), isFrom: false });
  expect(lowestOf([per(500), per(300), per(400)])).toEqual({ lowest: per(300), isFrom: true });
  expect(lowestOf([per(500), per(4500, 10_000)])).toEqual({ lowest: per(4500, 10_000), isFrom: true });
  expect(lowestOf([per(500), per(5000, 10_000)])).toMatchObject({ isFrom: false });
});

it('says of a family what the cheapest costs here and now, and of goods their own price', () => {
  const plain = tile(prices(250), null);
  const varied = tile(prices(100), [prices(100, 2490), prices(1990), prices()]);
  const even = tile(prices(1), [prices(1990), prices(5, 1990)]);
  const none = tile(prices(), [prices(), prices()]);
  const shown = tilePrices(pricing, setup, [plain, varied, even, none], 0);
  expect(shown.get(plain)).toMatchObject({ price: { amount: '€2.50' }, isFrom: false });
  expect(shown.get(varied)).toMatchObject({ price: { amount: '€19.90' }, isFrom: true });
  expect(shown.get(even)).toMatchObject({ price: { amount: '€19.90' }, isFrom: false });
  expect(shown.has(none)).toBe(false);
});
