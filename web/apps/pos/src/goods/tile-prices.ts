import { formatUnitPrice } from '@novapos/core';
import type { Pricing, UnitPrice } from '@novapos/pricing';
import type { Tile } from '../catalog/tile';
import type { TillSetup } from '../till/open-drawer';
import { unitPriceOf } from '../till/pricing';
import type { ShownPrice } from './goods-tile';

/** `isFrom`: some cost more. */
export type TilePrice = { price: ShownPrice; isFrom: boolean };

/** What tiles say that their goods cost here and now; none where nothing has a price. */
export function tilePrices(
  pricing: Pricing,
  setup: TillSetup,
  tiles: readonly Tile[],
  now_ms: number,
): Map<Tile, TilePrice> {
  return new Map(
    tiles.flatMap((tile) => {
      const { item, family } = tile;
      const all = (family?.prices ?? [item.prices]).flatMap(
        (prices) => unitPriceOf(pricing, setup, prices, now_ms) ?? [],
      );
      const found = lowestOf(all);
      if (!found) return [];
      const price = formatUnitPrice(found.lowest, item.unit, setup.pricing.currency);
      return [[tile, { price, isFrom: found.isFrom }]];
    }),
  );
}

/** The lowest of some prices, and whether others are higher. */
export function lowestOf(prices: readonly UnitPrice[]): { lowest: UnitPrice; isFrom: boolean } | null {
  const [first, ...others] = prices;
  if (!first) return null;
  const lowest = others.reduce((low, price) => (isHigher(low, price) ? price : low), first);
  return { lowest, isFrom: prices.some((price) => isHigher(price, lowest)) };
}

/** Each amount is for a quantity of its own. */
function isHigher(a: UnitPrice, b: UnitPrice): boolean {
  return BigInt(a.amount_minor) * BigInt(b.per_milli) > BigInt(b.amount_minor) * BigInt(a.per_milli);
}
