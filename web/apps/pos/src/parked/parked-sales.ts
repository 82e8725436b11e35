import { ApiError, errorFromThrown } from '@novapos/api';
import { uuidv7 } from '@novapos/core';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Cart, emptyCart, isEmpty } from '../cart/cart';
import type { CartStore } from '../cart/cart-store';
import type { TillDb } from '../offline/till-db';
import type { CartQuote } from '../till/pricing';
import type { ParkedApi } from './parked-api';
import {
  beginSending,
  exchangeParked,
  noteState,
  PARKED_MAX,
  readParked,
  replaceParked,
  storeParked,
} from './parked-records';
import { isOnlyHere, type ParkedSale, type ParkedState, parkedSale, renewed } from './parked-sale';
import { afterAsking, afterSending, isUnheard } from './store-answer';
import { bodyOf } from './store-sale';
import { type StoreList, takenElsewhere } from './waiting-sales';

/** How the sale on screen is put aside. */
export type Aside = { name: string; by: string };

/** `full`: there is no room here. `waits`: it is ours, and waits on this device, because the till is busy with another sale. */
export type Recalled = { kind: 'taken' | 'full' | 'waits' } | { kind: 'refused'; error: ApiError };

/** What the store said last, and whether it is being asked again. */
export type StoreView = { isAsking: boolean; list: StoreList | null; error: ApiError | null };

export type ParkedDeps = {
  db: TillDb;
  cart: CartStore;
  api: ParkedApi;
  place: { register_id: string; store_id: string };
  quote: (cart: Cart) => CartQuote;
  /** Nothing is being paid, so the cart may become another one. */
  isFree: () => boolean;
  /** Whether the server answers now: what it can't have heard of stays nobody's but ours. */
  canSend: () => Promise<boolean>;
};

/**
 * The sales that wait. Each is on this device first, and is sent to the store, where any register may take it up, once. The cart on
 * screen changes at once; what the device can't write down is taken back.
 */
export class ParkedSales {
  readonly list: StoreApi<readonly ParkedSale[]>;
  readonly store: StoreApi<StoreView> = createStore(() => ({ isAsking: false, list: null, error: null }));
  readonly #deps: ParkedDeps;
  readonly #turns = new Map<string, Promise<void>>();
  /** An answer to an earlier question than the last, or from before a sale was taken up here, is old. */
  #question = 0;

  private constructor(deps: ParkedDeps, list: readonly ParkedSale[]) {
    this.#deps = deps;
    this.list = createStore<readonly ParkedSale[]>(() => list);
  }

  static async open(deps: ParkedDeps): Promise<ParkedSales> {
    return new ParkedSales(deps, await readParked(deps.db));
  }

  get isFull(): boolean {
    return this.list.getState().length >= PARKED_MAX;
  }

  /** False when there is no room, or nothing to put aside. */
  async park(aside: Aside): Promise<boolean> {
    const { cart: open, db, isFree } = this.#deps;
    const cart = open.get();
    const sale = this.isFull || !isFree() ? null : this.#parkedFrom(cart, aside);
    if (!sale) return false;
    open.show(emptyCart);
    this.#set([...this.list.getState(), sale]);
    try {
      await storeParked(db, sale, cart.refused_as);
    } catch (thrown) {
      this.#without([sale.id]);
      open.change((now) => ({ ...cart, lines: [...cart.lines, ...now.lines] }));
      throw thrown;
    }
    this.#sendSoon();
    return true;
  }

  /** What is open now is put aside first. What others might have by now is asked of the store, under a key that is written down. */
  recall(wanted: ParkedSale, aside: Aside): Promise<Recalled> {
    const isKept = this.#find(wanted.id) !== undefined;
    if (!isKept && this.isFull) return Promise.resolve({ kind: 'full' });
    return this.#alone(wanted.id, async () => {
      const sale = this.#find(wanted.id) ?? (isKept ? null : wanted);
      if (!sale) return { kind: 'refused', error: notHere };
      const wasOnlyHere = isOnlyHere(sale);
      const error = wasOnlyHere ? null : await this.#ask(sale);
      if (error) return { kind: 'refused', error };
      if (!this.#deps.isFree()) {
        if (!wasOnlyHere) await this.#renew(sale);
        return { kind: 'waits' };
      }
      await this.#exchange(sale, aside);
      return { kind: 'taken' };
    });
  }

  /** Nobody comes back for it. Null when it is gone. */
  discard(unwanted: ParkedSale): Promise<ApiError | null> {
    return this.#alone(unwanted.id, async () => {
      const sale = this.#find(unwanted.id) ?? unwanted;
      const error = isOnlyHere(sale) ? null : await this.#ask(sale);
      if (!error) await this.#forget([sale.id]);
      return error;
    });
  }

  /** Asks for what was asked for before without an answer, then what the store has waiting, and sends what it does not know yet. */
  async sync(): Promise<void> {
    const asked = this.list.getState().filter(({ recall_key }) => recall_key !== undefined);
    for (const { id } of asked) await this.#alone(id, () => this.#settle(id));
    await this.look();
    await this.sendWaiting();
  }

  /** What the store has waiting, for people to choose from; what somebody else took up leaves this device, too. */
  async look(): Promise<void> {
    this.#question += 1;
    const question = this.#question;
    const keptBefore = this.list.getState();
    this.store.setState({ isAsking: true });
    try {
      const list = await this.#deps.api.list(this.#deps.place.store_id);
      if (question !== this.#question) return;
      await this.#forget(takenElsewhere(keptBefore, list).filter((id) => this.#find(id)?.recall_key === undefined));
      this.store.setState({ isAsking: false, list, error: null });
    } catch (thrown) {
      if (question === this.#question)
        this.store.setState({ isAsking: false, list: null, error: errorFromThrown(thrown) });
    }
  }

  /** What failed is sent again with the next call. */
  async sendWaiting(): Promise<void> {
    const waiting = this.list.getState().filter(({ state }) => state === 'unsent' || state === 'sending');
    if (waiting.length === 0 || !(await this.#deps.canSend())) return;
    for (const { id } of waiting) {
      const unheard = await this.#alone(id, () => this.#send(id));
      if (unheard) return;
    }
  }

  #sendSoon(): void {
    void this.sendWaiting().catch(() => undefined);
  }

  /** One attempt. The error is given back where nobody answered. */
  async #send(id: string): Promise<ApiError | null> {
    const { db, api, place } = this.#deps;
    const before = await beginSending(db, id);
    if (!before) return null;
    this.#note(id, 'sending');
    const error = await api.park(bodyOf(before, place.register_id));
    const state = afterSending(before.state, error);
    await noteState(db, id, state);
    this.#note(id, state);
    return error && isUnheard(error) ? error : null;
  }

  /** Null when it is ours; it then stays written down, with its key, until it is somewhere else. */
  async #ask(sale: ParkedSale): Promise<ApiError | null> {
    const { db, api } = this.#deps;
    // Until the store has answered to that, it may still come to know of it.
    const unheard = sale.state === 'sending' ? await this.#send(sale.id) : null;
    if (unheard) return unheard;
    const before = this.#find(sale.id) ?? sale;
    const asking = { ...before, recall_key: before.recall_key ?? uuidv7() };
    const isKept = this.#find(sale.id) !== undefined;
    await db.parked.put(asking);
    if (isKept) this.#put(asking);
    const error = await api.recall(asking.id, asking.recall_key);
    const whose = afterAsking(before, error);
    if (whose === 'taken') await this.#forget([sale.id]);
    // Only a first question that was refused is certainly without effect.
    else if (whose === 'refused' && before.recall_key === undefined) await this.#restore(before, isKept);
    else this.#put(asking);
    this.#askedFor(sale.id, whose === 'ours' || whose === 'taken');
    return whose === 'ours' ? null : error;
  }

  async #restore(before: ParkedSale, isKept: boolean): Promise<void> {
    if (!isKept) return this.#forget([before.id]);
    await this.#deps.db.parked.put(before);
    this.#put(before);
  }

  /** What the store is just saying may be from before. */
  #askedFor(asked_id: string, isGone: boolean): void {
    this.#question += 1;
    const { list } = this.store.getState();
    const sales = list?.sales.filter(({ id }) => !isGone || id !== asked_id) ?? [];
    this.store.setState({ isAsking: false, list: list && { ...list, sales } });
  }

  /** A sale that was asked for, and whose answer was never heard: what is ours waits here, as another one. */
  async #settle(id: string): Promise<void> {
    const sale = this.#find(id);
    if (sale?.recall_key !== undefined && !(await this.#ask(sale))) await this.#renew(sale);
  }

  async #renew(sale: ParkedSale): Promise<void> {
    const again = renewed(sale, uuidv7());
    await replaceParked(this.#deps.db, sale.id, again);
    this.#set([...this.list.getState().filter(({ id }) => id !== sale.id), again]);
    this.#sendSoon();
  }

  async #exchange(wanted: ParkedSale, aside: Aside): Promise<void> {
    const { db, cart: open } = this.#deps;
    const cart = open.get();
    const sale = this.#parkedFrom(cart, aside);
    const kept = this.#find(wanted.id) ?? wanted;
    open.show(wanted.cart);
    this.#set([...this.list.getState().filter(({ id }) => id !== wanted.id), ...(sale ? [sale] : [])]);
    try {
      await exchangeParked(db, wanted, { sale, refused_as: cart.refused_as });
    } catch (thrown) {
      this.#set([...this.list.getState().filter(({ id }) => id !== sale?.id), kept]);
      open.set(cart);
      throw thrown;
    }
    if (sale) this.#sendSoon();
  }

  #parkedFrom(cart: Cart, { name, by }: Aside): ParkedSale | null {
    if (isEmpty(cart)) return null;
    const parked_at = new Date().toISOString();
    return parkedSale({ id: uuidv7(), name, cart, quote: this.#deps.quote(cart), parked_at, parked_by: by });
  }

  /** About one sale, one thing after the other. */
  #alone<T>(id: string, act: () => Promise<T>): Promise<T> {
    const turn = (this.#turns.get(id) ?? Promise.resolve()).then(act);
    const over = turn.then(
      () => undefined,
      () => undefined,
    );
    this.#turns.set(id, over);
    void over.then(() => {
      if (this.#turns.get(id) === over) this.#turns.delete(id);
    });
    return turn;
  }

  #find(wanted_id: string): ParkedSale | undefined {
    return this.list.getState().find(({ id }) => id === wanted_id);
  }

  async #forget(ids: readonly string[]): Promise<void> {
    await this.#deps.db.parked.bulkDelete([...ids]);
    this.#without(ids);
  }

  /** Where it was, or as the newest. */
  #put(sale: ParkedSale): void {
    const list = this.list.getState();
    const place = list.findIndex(({ id }) => id === sale.id);
    this.#set(place < 0 ? [...list, sale] : list.with(place, sale));
  }

  #note(noted_id: string, state: ParkedState): void {
    this.#set(this.list.getState().map((sale) => (sale.id === noted_id ? { ...sale, state } : sale)));
  }

  #without(ids: readonly string[]): void {
    this.#set(this.list.getState().filter(({ id }) => !ids.includes(id)));
  }

  #set(list: readonly ParkedSale[]): void {
    this.list.setState(list, true);
  }
}

const notHere = new ApiError({ code: 'not_found', detail: '', status: 404 });
