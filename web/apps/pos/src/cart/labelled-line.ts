import type { CatalogItem, PriceOverride } from '@novapos/api';
import type { Pricing, UnitPrice } from '@novapos/pricing';
import type { ScaleLabel } from '../scanner/scale-label';
import type { TillSetup } from '../till/open-drawer';
import { lineSubtotal, unitPrices } from '../till/pricing';
import { QUANTITY_MILLI_MAX } from './cart';

export type LabelledLine =
  | { kind: 'sold'; quantity_milli: number; price_override: PriceOverride | null }
  /** The label's price is not the shelf's for any weight, and this cashier may not give a line its own price. */
  | { kind: 'needs_manager' }
  /** Not sold by weight, or without a price: what the label says can't be sold. */
  | { kind: 'not_sold' };

type Terms = { pricing: Pricing; setup: TillSetup; now_ms: number; reason: string };

/**
 * The line of a labelled pack. A weight is taken as it is. A price stands whatever the shelf says today: the weight follows from it,
 * and only where the shelf's price does not come to it by any weight, the line has a price of its own.
 */
export function labelledLine(item: CatalogItem, label: ScaleLabel, terms: Terms): LabelledLine {
  if (item.unit === 'piece') return { kind: 'not_sold' };
  if (label.kind === 'weight') return { kind: 'sold', quantity_milli: label.quantity_milli, price_override: null };
  const { pricing, setup, now_ms, reason } = terms;
  const { amount_minor } = label;
  const shelf = unitPrices(pricing, setup, [item], now_ms).get(item.id);
  const quantity_milli = shelf ? quantityFor(amount_minor, shelf) : 0;
  if (quantity_milli === 0 || quantity_milli > QUANTITY_MILLI_MAX) return { kind: 'not_sold' };
  if (lineSubtotal(pricing, setup, item, quantity_milli, now_ms) === amount_minor) {
    return { kind: 'sold', quantity_milli, price_override: null };
  }
  if (!setup.cashier_may.includes('price_override')) return { kind: 'needs_manager' };
  return { kind: 'sold', quantity_milli, price_override: { amount_minor, per_milli: quantity_milli, reason } };
}

/** How much one gets for so much money: 2.65 at 1.50 a kilogram is 1.767 kg. Nothing where the shelf has no price. */
export function quantityFor(amount_minor: number, shelf: UnitPrice): number {
  if (shelf.amount_minor <= 0) return 0;
  const [half_up, price] = [2 * amount_minor * shelf.per_milli + shelf.amount_minor, 2 * shelf.amount_minor];
  return (half_up - (half_up % price)) / price;
}
