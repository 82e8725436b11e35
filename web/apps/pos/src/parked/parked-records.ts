import { type Cart, emptyCart } from '../cart/cart';
import { giveUpSale } from '../checkout/sale-records';
import type { TillDb } from '../offline/till-db';
import type { ParkedSale, ParkedState } from './parked-sale';

/** A counter with more than these has lost sight of them. */
export const PARKED_MAX = 50;

/** The cart is put aside and the till is empty, or neither; a number that a refused sale held goes to the next one. */
export function storeParked(db: TillDb, sale: ParkedSale, refused_as: Cart['refused_as']): Promise<void> {
  return db.transaction('rw', db.parked, db.sales, db.meta, async () => {
    await db.parked.put(sale);
    await db.meta.put({ key: 'cart', value: emptyCart });
    if (refused_as) await giveUpSale(db, refused_as);
  });
}

type OpenSale = { sale: ParkedSale | null; refused_as: Cart['refused_as'] };

/** A sale comes back, and the one that was open, if there was one, takes its place. */
export function exchangeParked(db: TillDb, wanted: ParkedSale, open: OpenSale): Promise<void> {
  return db.transaction('rw', db.parked, db.sales, db.meta, async () => {
    await db.parked.delete(wanted.id);
    if (open.sale) await db.parked.put(open.sale);
    await db.meta.put({ key: 'cart', value: wanted.cart });
    if (open.refused_as) await giveUpSale(db, open.refused_as);
  });
}

/** Written before the first byte goes out: from here on it may be the store's. Nothing where it is not to be sent. */
export function beginSending(db: TillDb, id: string): Promise<ParkedSale | null> {
  return db.transaction('rw', db.parked, async () => {
    const sale = await db.parked.get(id);
    if (!sale || (sale.state !== 'unsent' && sale.state !== 'sending')) return null;
    await db.parked.put({ ...sale, state: 'sending' });
    return sale;
  });
}

export async function noteState(db: TillDb, id: string, state: ParkedState): Promise<void> {
  await db.parked.update(id, { state });
}

/** What was taken up or is not to be sold becomes another sale that waits, in its place. */
export function replaceParked(db: TillDb, id: string, sale: ParkedSale): Promise<void> {
  return db.transaction('rw', db.parked, async () => {
    await db.parked.delete(id);
    await db.parked.put(sale);
  });
}

export async function readParked(db: TillDb): Promise<ParkedSale[]> {
  // Ids are UUIDs of version 7: their order is the order in time.
  return db.parked.orderBy('id').toArray();
}
