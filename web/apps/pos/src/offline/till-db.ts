import type { Category, Order, SaleBody } from '@novapos/api';
import Dexie, { type EntityTable } from 'dexie';
import type { Cart } from '../cart/cart';
import type { ParkedSale } from '../parked/parked-sale';
import type { TillSetup } from '../till/open-drawer';
import type { UnknownCode } from '../unknown/unknown-codes';

/**
 * A sale that was sent, or is about to be. `body` is frozen while it is `pending`: every attempt sends exactly it.
 * `refused` waits for the cashier: the server has said no, so nothing was booked.
 */
export type StoredSale = {
  id: string;
  state: 'pending' | 'accepted' | 'refused' | 'given_up';
  body: SaleBody;
  cart: Cart;
  stored_at: string;
  /** How much the customer handed over, in words of the till: exact, or an amount. */
  cash: Cash;
  order: Order | null;
  /** Made to learn: its number is of a series of its own. */
  is_training?: boolean;
};

export type Cash = { kind: 'exact' } | { kind: 'tendered'; amount_minor: number };

type MetaValues = {
  next_receipt_number: number;
  next_training_number: number;
  cart: Cart;
  favourites: readonly string[];
};
type ReferenceValues = { setup: TillSetup; categories: Category[] };

type Row<Values> = { [Key in keyof Values]: { key: Key; value: Values[Key] } }[keyof Values];

/** The database of one register of one shop. Its transactions are strict: a sale that was stored survives a power cut. */
export class TillDb extends Dexie {
  declare sales: EntityTable<StoredSale, 'id'>;
  declare meta: EntityTable<Row<MetaValues>, 'key'>;
  declare reference: EntityTable<Row<ReferenceValues>, 'key'>;
  declare parked: EntityTable<ParkedSale, 'id'>;
  declare unknown_codes: EntityTable<UnknownCode, 'code'>;

  constructor(tenant_id: string, register_id: string) {
    super(`nova-till-${tenant_id}-${register_id}`, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ segments: '++seq', sales: 'id, state', meta: 'key', reference: 'key' });
    // The goods have a database of their own: the worker's.
    this.version(2).stores({ segments: null });
    this.version(3).stores({ parked: 'id', unknown_codes: 'code' });
    // Sales that wait were on the device alone before.
    this.version(4)
      .stores({})
      .upgrade((rows) => rows.table('parked').toCollection().modify({ state: 'unsent' }));
  }
}

export async function readMeta<Key extends keyof MetaValues>(
  db: TillDb,
  key: Key,
): Promise<MetaValues[Key] | undefined> {
  return (await db.meta.get(key))?.value as MetaValues[Key] | undefined;
}

export async function readReference<Key extends keyof ReferenceValues>(
  db: TillDb,
  key: Key,
): Promise<ReferenceValues[Key] | undefined> {
  return (await db.reference.get(key))?.value as ReferenceValues[Key] | undefined;
}

/**
 * Hands a row to the browser to be written, before it returns: what is done and committed by then survives a page that goes away
 * in the same moment. Dexie commits only after an answer, which such a page never hears.
 */
export function writeMetaNow(db: TillDb, row: Row<MetaValues>): Promise<void> {
  return new Promise((resolve, reject) => {
    const writing = db.backendDB().transaction('meta', 'readwrite', { durability: 'strict' });
    writing.oncomplete = () => resolve();
    writing.onabort = () => reject(writing.error);
    writing.objectStore('meta').put(row);
    writing.commit();
  });
}
