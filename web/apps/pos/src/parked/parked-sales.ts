import { uuidv7 } from '@novapos/core';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Cart, emptyCart, isEmpty } from '../cart/cart';
import type { CartStore } from '../cart/cart-store';
import type { TillDb } from '../offline/till-db';
import type { CartQuote } from '../till/pricing';
import { exchangeParked, PARKED_MAX, readParked, storeParked } from './parked-records';
import { type ParkedSale, parkedSale } from './parked-sale';

/** The sale on screen, as it is put aside. */
type Open = { name: string; quote: CartQuote; by: string };

/** The sales that wait on this device. The cart on screen changes at once; what the device can't write down is taken back. */
export class ParkedSales {
  readonly list: StoreApi<readonly ParkedSale[]>;
  readonly #db: TillDb;
  readonly #cart: CartStore;

  private constructor(db: TillDb, cart: CartStore, list: readonly ParkedSale[]) {
    this.#db = db;
    this.#cart = cart;
    this.list = createStore<readonly ParkedSale[]>(() => list);
  }

  static async open(db: TillDb, cart: CartStore): Promise<ParkedSales> {
    return new ParkedSales(db, cart, await readParked(db));
  }

  get isFull(): boolean {
    return this.list.getState().length >= PARKED_MAX;
  }

  /** False when there is no room, or nothing to put aside. */
  async park(open: Open): Promise<boolean> {
    const cart = this.#cart.get();
    const sale = this.isFull ? null : parkedFrom(cart, open);
    if (!sale) return false;
    this.#cart.show(emptyCart);
    this.#set([...this.list.getState(), sale]);
    try {
      await storeParked(this.#db, sale, cart.refused_as);
      return true;
    } catch (thrown) {
      this.#without(sale.id);
      this.#cart.change((now) => ({ ...cart, lines: [...cart.lines, ...now.lines] }));
      throw thrown;
    }
  }

  /** What is open now is put aside first. */
  async recall(wanted: ParkedSale, open: Open): Promise<void> {
    const cart = this.#cart.get();
    const sale = isEmpty(cart) ? null : parkedFrom(cart, open);
    const before = this.list.getState();
    this.#cart.show(wanted.cart);
    this.#set([...before.filter(({ id }) => id !== wanted.id), ...(sale ? [sale] : [])]);
    try {
      await exchangeParked(this.#db, wanted, { sale, refused_as: cart.refused_as });
    } catch (thrown) {
      this.#set(before);
      this.#cart.set(cart);
      throw thrown;
    }
  }

  /** Nobody comes back for it. */
  async discard(id: string): Promise<void> {
    await this.#db.parked.delete(id);
    this.#without(id);
  }

  #without(id: string): void {
    this.#set(this.list.getState().filter((sale) => sale.id !== id));
  }

  #set(list: readonly ParkedSale[]): void {
    this.list.setState(list, true);
  }
}

function parkedFrom(cart: Cart, { name, quote, by }: Open): ParkedSale | null {
  const parked_at = new Date().toISOString();
  return parkedSale({ id: uuidv7(), name, cart, quote, parked_at, parked_by: by });
}
