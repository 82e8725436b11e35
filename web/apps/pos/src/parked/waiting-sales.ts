import type { StoreParkedSale } from '@novapos/api';
import type { ParkedSale } from './parked-sale';

/** What the store has waiting; `isAll` is false where there was more than it said. */
export type StoreList = { sales: readonly StoreParkedSale[]; isAll: boolean };

/** A sale of this device, or one that only the store has. */
export type WaitingSale = { from: 'device'; sale: ParkedSale } | { from: 'store'; sale: StoreParkedSale };

/** What is put before the cashier: the device's own first, each part with the newest on top. Whatever both have is one. */
export function waitingSales(kept: readonly ParkedSale[], store: StoreList | null): WaitingSale[] {
  const known = new Set(kept.map(({ id }) => id));
  const others = store?.sales.filter(({ id }) => !known.has(id)) ?? [];
  return [
    ...kept.toReversed().map((sale) => ({ from: 'device', sale }) as const),
    ...others.toReversed().map((sale) => ({ from: 'store', sale }) as const),
  ];
}

/**
 * Those of this device that somebody else has taken up: the store knew them before it was asked, and does not have them any more.
 * What it was asked for from here it may have given to nobody but us.
 */
export function takenElsewhere(keptBefore: readonly ParkedSale[], { sales, isAll }: StoreList): string[] {
  if (!isAll) return [];
  const there = new Set(sales.map(({ id }) => id));
  return keptBefore
    .filter(({ id, state, recall_key }) => state === 'shared' && recall_key === undefined && !there.has(id))
    .map(({ id }) => id);
}
