import type { Order, RegisterSetup, SaleBody } from '@novapos/api';
import { type Cart, emptyCart, type SaleIdentity } from '../cart/cart';
import { type Cash, readMeta, type StoredSale, type TillDb } from '../offline/till-db';

/** Finished sales that stay on the device; the server has them all. */
const FINISHED_SALES_KEPT = 200;

/**
 * Writes the sale and the register's counter in one strict transaction, before the first byte is sent. A cart that was refused
 * before keeps its id and number, unless that was of the other series; any other takes the next number. While another sale waits for its answer, there is no new one.
 */
export function storePendingSale(
  db: TillDb,
  sale: { cart: Cart; cash: Cash; new_id: string; stored_at: string; is_training: boolean },
  build: (identity: SaleIdentity) => SaleBody,
): Promise<StoredSale> {
  return db.transaction('rw', db.sales, db.meta, async () => {
    if (await pendingSale(db)) throw new Error('an earlier sale is not finished');
    const { is_training } = sale;
    let { refused_as } = sale.cart;
    if (refused_as && (refused_as.is_training ?? false) !== is_training) {
      await giveUpSale(db, refused_as);
      refused_as = null;
    }
    const next = (await readMeta(db, counterOf(is_training))) ?? 1;
    const identity = refused_as ?? { id: sale.new_id, receipt_number: next };
    const stored: StoredSale = {
      id: identity.id,
      state: 'pending',
      body: build(identity),
      cart: sale.cart,
      stored_at: sale.stored_at,
      cash: sale.cash,
      order: null,
      is_training,
    };
    await db.sales.put(stored);
    await putCounter(db, is_training, Math.max(next, identity.receipt_number + 1));
    return stored;
  });
}

/** The server counts differently: same sale, same id, its number. */
export function renumberSale(db: TillDb, sale: StoredSale, receipt_number: number): Promise<StoredSale> {
  return db.transaction('rw', db.sales, db.meta, async () => {
    const renumbered: StoredSale = { ...sale, body: { ...sale.body, receipt_number } };
    await db.sales.put(renumbered);
    await putCounter(db, sale.is_training, receipt_number + 1);
    return renumbered;
  });
}

/** New content under the same id and number, which only a refusal allows. */
export async function replaceSale(db: TillDb, sale: StoredSale, body: SaleBody, cash: Cash): Promise<StoredSale> {
  const replaced: StoredSale = { ...sale, state: 'pending', body, cash };
  await db.sales.put(replaced);
  return replaced;
}

export function markAccepted(db: TillDb, sale: StoredSale, order: Order): Promise<void> {
  return db.transaction('rw', db.sales, db.meta, async () => {
    await db.sales.put({ ...sale, state: 'accepted', order });
    await db.meta.put({ key: 'cart', value: emptyCart });
  });
}

/** The server said no, nothing was booked: the cart comes back and remembers as what it was refused. */
export function markRefused(db: TillDb, sale: StoredSale): Promise<Cart> {
  return db.transaction('rw', db.sales, db.meta, async () => {
    const { id, is_training = false } = sale;
    const refused_as = { id, receipt_number: sale.body.receipt_number, ...(is_training && { is_training }) };
    const cart: Cart = { ...sale.cart, refused_as };
    await db.sales.put({ ...sale, state: 'refused' });
    await db.meta.put({ key: 'cart', value: cart });
    return cart;
  });
}

/** The refused cart will not be paid any more: its number goes to the next sale. */
export function giveUpSale(db: TillDb, identity: SaleIdentity): Promise<void> {
  return db.transaction('rw', db.sales, db.meta, async () => {
    await db.sales.update(identity.id, { state: 'given_up' });
    await putCounter(db, identity.is_training, identity.receipt_number);
  });
}

/** An id that the server knows with other content can't be used again, and neither can its number. */
export async function abandonIdentity(db: TillDb, sale: StoredSale): Promise<void> {
  await db.sales.update(sale.id, { state: 'given_up' });
}

type Counters = Pick<RegisterSetup, 'next_receipt_number' | 'next_training_number'>;

/** The server's counters are the truth, unless a sale of ours is still under way. */
export function alignCounters(db: TillDb, counters: Counters): Promise<void> {
  return db.transaction('rw', db.sales, db.meta, async () => {
    const underWay = await db.sales.where('state').anyOf('pending', 'refused').count();
    if (underWay > 0) return;
    await putCounter(db, false, counters.next_receipt_number);
    await putCounter(db, true, counters.next_training_number);
  });
}

export function pendingSale(db: TillDb): Promise<StoredSale | undefined> {
  return db.sales.where('state').equals('pending').first();
}

export async function forgetOldSales(db: TillDb): Promise<void> {
  const finished = await db.sales.where('state').anyOf('accepted', 'given_up').primaryKeys();
  // Ids are UUIDs of version 7: their order is the order in time.
  await db.sales.bulkDelete(finished.sort().slice(0, -FINISHED_SALES_KEPT));
}

function counterOf(is_training = false) {
  return is_training ? 'next_training_number' : 'next_receipt_number';
}

async function putCounter(db: TillDb, is_training: boolean | undefined, value: number): Promise<void> {
  await db.meta.put({ key: counterOf(is_training), value });
}
