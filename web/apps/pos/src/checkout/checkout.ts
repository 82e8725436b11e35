import { ApiError, type Order, type Quote, type SaleBody } from '@novapos/api';
import { uuidv7 } from '@novapos/core';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Cart, emptyCart, isEmpty, withNewIds } from '../cart/cart';
import type { CartStore } from '../cart/cart-store';
import type { Cash, StoredSale, TillDb } from '../offline/till-db';
import { nextStep, retryDelay, type SaleOutcome } from './sale-answer';
import { type AgreedTotals, buildSaleBody, cashAmount, repriceCash, repriceSaleBody } from './sale-body';
import {
  abandonIdentity,
  giveUpSale,
  markAccepted,
  markRefused,
  pendingSale,
  renumberSale,
  replaceSale,
  storePendingSale,
} from './sale-records';

/** Refusals of what this till does not know yet. */
const outdated = new Set(['unknown_product', 'session_needed', 'unknown_session']);

export type CheckoutState =
  | { step: 'idle' }
  /** `trouble` is why the last attempt failed; the sale is safe on the device and goes on trying. */
  | { step: 'sending'; sale: StoredSale | null; attempts: number; trouble: ApiError | null }
  | { step: 'done'; order: Order }
  | { step: 'price_changed'; sale: StoredSale; quote: Quote; cash: Cash }
  /** `cart` is what was refused, as it was sent. */
  | { step: 'refused'; error: ApiError; cart: Cart };

export type CheckoutDeps = {
  db: TillDb;
  cart: CartStore;
  register_id: string;
  /** The drawer that the sale goes into, where one is open. */
  drawer: () => { id: string; training: boolean } | null;
  /** Whether the server answers; asked before a sale is made that would then wait for it. */
  canSend: () => Promise<boolean>;
  send: (body: SaleBody) => Promise<SaleOutcome>;
  /** Resolves after the time, or earlier when the signal fires. */
  wait: (delay_ms: number, signal: AbortSignal) => Promise<void>;
  whenSignedIn: () => Promise<void>;
  refreshPrices: () => Promise<void>;
  now: () => number;
};

/**
 * From a full cart to a booked sale. The sale is on the device, with its id and number, before it is sent; it is sent until the
 * server has answered; a second press, a lost answer or a reload in between makes no second order.
 */
export class Checkout {
  readonly state: StoreApi<CheckoutState> = createStore<CheckoutState>(() => ({ step: 'idle' }));
  readonly #deps: CheckoutDeps;
  #patience = new AbortController();

  constructor(deps: CheckoutDeps) {
    this.#deps = deps;
  }

  /** The till can take goods: no sale is on its way and no question is open. */
  get isFree(): boolean {
    const { step } = this.state.getState();
    return step === 'idle' || step === 'done';
  }

  async pay(totals: AgreedTotals, cash: Cash): Promise<void> {
    const { db, cart, register_id, drawer, canSend, now } = this.#deps;
    const goods = cart.get();
    if (!this.isFree || isEmpty(goods) || cashAmount(cash, totals.cash_total_minor) < totals.cash_total_minor) return;
    this.#sending(null, 0, null);
    if (!(await canSend())) return this.#serverIsAway();
    const device_at = new Date(now()).toISOString();
    const tender_id = uuidv7(now());
    const open = drawer();
    const session_id = open?.id ?? null;
    const is_training = open?.training ?? false;
    const sale = { cart: goods, cash, new_id: uuidv7(now()), stored_at: device_at, is_training };
    try {
      const stored = await storePendingSale(db, sale, (identity) =>
        buildSaleBody({ identity, register_id, session_id, cart: goods, totals, cash, tender_id, device_at }),
      );
      await this.#sendUntilAnswered(stored);
    } catch (thrown) {
      this.#storageFailed(thrown);
    }
  }

  /** A sale that a reload or a crash interrupted goes out before anything else. */
  async resume(): Promise<void> {
    const sale = await pendingSale(this.#deps.db);
    if (!sale) return;
    this.#deps.cart.set(sale.cart);
    try {
      await this.#sendUntilAnswered(sale);
    } catch (thrown) {
      this.#storageFailed(thrown);
    }
  }

  async acceptNewPrice(): Promise<void> {
    const state = this.state.getState();
    if (state.step !== 'price_changed') return;
    const { sale, quote, cash } = state;
    this.#sending(sale, 0, null);
    try {
      const body = repriceSaleBody(sale.body, quote, cash, uuidv7(this.#deps.now()));
      await this.#sendUntilAnswered(await replaceSale(this.#deps.db, sale, body, cash));
    } catch (thrown) {
      this.#storageFailed(thrown);
    }
  }

  backToCart(): void {
    const { step } = this.state.getState();
    if (step === 'price_changed' || step === 'refused') this.state.setState({ step: 'idle' }, true);
  }

  /** The change is given, the next customer comes. */
  finish(): void {
    if (this.state.getState().step === 'done') this.state.setState({ step: 'idle' }, true);
  }

  /** Empties the cart for good; a number that a refused sale held goes to the next one. */
  async clearCart(): Promise<void> {
    const { db, cart } = this.#deps;
    const { refused_as } = cart.get();
    // Before the cart is written: a crash in between must not leave a number that nobody gives up.
    if (refused_as) await giveUpSale(db, refused_as);
    cart.set(emptyCart);
  }

  /** Ends the pause before the next attempt, for instance when the network is back. */
  sendNow(): void {
    this.#patience.abort();
  }

  async #sendUntilAnswered(first: StoredSale): Promise<void> {
    const { db, cart, send, whenSignedIn, refreshPrices } = this.#deps;
    let sale = first;
    let trouble: ApiError | null = null;
    for (let attempts = 1, renumberings = 0; ; attempts += 1) {
      this.#sending(sale, attempts, trouble);
      const outcome = await send(sale.body);
      const next = nextStep(outcome, { attempts, renumberings });
      trouble = outcome.kind === 'failed' ? outcome.error : null;
      switch (next.do) {
        case 'accept':
          // Booked is booked. What this device can't write down, it asks the server for again after a reload.
          await markAccepted(db, sale, next.order).catch(() => undefined);
          cart.set(emptyCart);
          return this.state.setState({ step: 'done', order: next.order }, true);
        case 'retry':
          await this.#pause(sale, attempts, trouble, next.after_ms);
          break;
        case 'sign_in':
          this.#sending(sale, attempts, trouble);
          await whenSignedIn();
          trouble = null;
          await this.#pause(sale, attempts, trouble, retryDelay(attempts, null, Math.random));
          break;
        case 'renumber':
          sale = await renumberSale(db, sale, next.receipt_number);
          renumberings += 1;
          trouble = null;
          break;
        case 'ask_new_price': {
          cart.set(await markRefused(db, sale));
          await refreshPrices().catch(() => undefined);
          const cash = repriceCash(sale.cash, next.quote.cash_total_minor);
          return this.state.setState({ step: 'price_changed', sale, quote: next.quote, cash }, true);
        }
        case 'refuse':
          return this.#refuse(sale, next.error);
      }
    }
  }

  /** Nothing was made yet, so nothing has to be taken back. */
  #serverIsAway(): void {
    const error = new ApiError({ code: 'server_away', detail: '', status: 0 });
    this.state.setState({ step: 'refused', error, cart: this.#deps.cart.get() }, true);
  }

  async #refuse(sale: StoredSale, error: ApiError): Promise<void> {
    const { db, cart, refreshPrices } = this.#deps;
    if (error.code === 'order_id_reused') {
      await abandonIdentity(db, sale);
      cart.set(withNewIds(sale.cart));
    } else cart.set(await markRefused(db, sale));
    // The lines that are not sold any more must look so in the cart, and the drawer that is open must be known.
    if (outdated.has(error.code)) refreshPrices().catch(() => undefined);
    this.state.setState({ step: 'refused', error, cart: sale.cart }, true);
  }

  async #pause(sale: StoredSale, attempts: number, trouble: ApiError | null, delay_ms: number): Promise<void> {
    this.#patience = new AbortController();
    this.#sending(sale, attempts, trouble);
    await this.#deps.wait(delay_ms, this.#patience.signal);
  }

  #sending(sale: StoredSale | null, attempts: number, trouble: ApiError | null): void {
    this.state.setState({ step: 'sending', sale, attempts, trouble }, true);
  }

  /** The device could not write. Before the first send that means: no sale. After it, the stored sale goes out on reload. */
  #storageFailed(thrown: unknown): void {
    const detail = thrown instanceof Error ? thrown.message : String(thrown);
    const error = new ApiError({ code: 'device_storage', detail, status: 0 });
    this.state.setState({ step: 'refused', error, cart: this.#deps.cart.get() }, true);
  }
}
