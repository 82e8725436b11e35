import type { Till } from '../till/till';
import { type ParkedSale, priceDifferences } from './parked-sale';
import type { Aside, ParkedSales, Recalled } from './parked-sales';
import { fromStore } from './store-sale';
import type { WaitingSale } from './waiting-sales';

/** Brings a sale back at today's prices, and says what is different. */
export async function takeUp(
  till: Till,
  parked: ParkedSales,
  wanted: WaitingSale,
  { goneName, ...aside }: Aside & { goneName: string },
): Promise<Recalled> {
  await till.catalog.fetchAtHand(wanted.sale.cart.lines.map((line) => line.product_id));
  const sale = asKept(till, wanted, goneName);
  const recalled = await parked.recall(sale, aside);
  if (recalled.kind !== 'taken') return recalled;
  till.checkout.finish();
  const differences = priceDifferences(sale, till.quoteNow(sale.cart));
  till.showRecalled(differences.length > 0 ? { sale, differences } : null);
  return recalled;
}

/** A sale of the store as this register would keep it, with the goods that are at hand here. */
export function asKept(till: Till, { from, sale }: WaitingSale, goneName: string): ParkedSale {
  return from === 'device' ? sale : fromStore(sale, till.catalog.atHand.getState(), goneName);
}
