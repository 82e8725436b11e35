import { createStore, type StoreApi } from 'zustand/vanilla';
import { readMeta, type TillDb } from '../offline/till-db';
import { type Cart, emptyCart } from './cart';

const SAVE_DELAY_MS = 250;

/** The open cart, saved on the device after every change: a reload, a crash or a new sign-in finds it again. */
export class CartStore {
  readonly state: StoreApi<Cart>;
  readonly #db: TillDb;
  #timer: ReturnType<typeof setTimeout> | null = null;

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

  set(cart: Cart): void {
    this.state.setState(cart, true);
    this.stop();
    this.#timer = setTimeout(() => void this.save(), SAVE_DELAY_MS);
  }

  /** Saves nothing more. */
  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async save(): Promise<void> {
    this.stop();
    await this.#db.meta.put({ key: 'cart', value: this.get() });
  }
}
