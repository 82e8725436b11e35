import { createStore, type StoreApi } from 'zustand/vanilla';
import { readMeta, type TillDb, writeMetaNow } from '../offline/till-db';
import { type Cart, emptyCart } from './cart';

/** The open cart, on the device from the moment it changes: a reload, a crash or a new sign-in finds it again. */
export class CartStore {
  readonly state: StoreApi<Cart>;
  readonly #db: TillDb;
  #isWriting = false;
  #isUnwritten = false;

  private constructor(db: TillDb, cart: Cart) {
    this.#db = db;
    this.state = createStore(() => cart);
  }

  static async open(db: TillDb): Promise<CartStore> {
    return new CartStore(db, (await readMeta(db, 'cart')) ?? emptyCart);
  }

  get(): Cart {
    return this.state.getState();
  }

  change(change: (cart: Cart) => Cart): void {
    this.set(change(this.get()));
  }

  /** While one write is under way, the next waits for it: fast scans are one write, not many. */
  set(cart: Cart): void {
    this.state.setState(cart, true);
    this.#isUnwritten = true;
    if (!this.#isWriting) void this.save().catch(() => undefined);
  }

  /** For what is written together with other records: shows it, and leaves the writing to them. */
  show(cart: Cart): void {
    this.state.setState(cart, true);
    this.stop();
  }

  /** Saves nothing more. */
  stop(): void {
    this.#isUnwritten = false;
  }

  async save(): Promise<void> {
    this.#isUnwritten = false;
    this.#isWriting = true;
    try {
      await writeMetaNow(this.#db, { key: 'cart', value: this.get() });
    } finally {
      this.#isWriting = false;
    }
    if (this.#isUnwritten) await this.save();
  }
}
