import 'fake-indexeddb/auto';
import { ApiError, type StoreParkedSale } from '@novapos/api';
import { expect, it } from 'vitest';
import { addToCart, type Cart, emptyCart, isEmpty } from '../cart/cart';
import { CartStore } from '../cart/cart-store';
import { TillDb } from '../offline/till-db';
import type { CartQuote } from '../till/pricing';
import type { ParkedApi } from './parked-api';
import { PARKED_MAX } from './parked-records';
import { ParkedSales } from './parked-sales';
import { fromStore } from './store-sale';
import { type WaitingSale, waitingSales } from './waiting-sales';

const aside = { name: 'red jacket', by: 'Ada' };
const goods = new Map<never, never>();

it('is taken up once, by whoever is first; the register that parked it sees it gone', async () => {
  const store = new Store();
  const [one, two] = [await Register.open(store), await Register.open(store)];
  await one.ring('tea');
  await one.park();
  await two.parked.sync();
  const [shared] = two.waiting();
  expect(shared).toMatchObject({ from: 'store', sale: { label: 'red jacket' } });
  expect(await two.take(shared)).toEqual({ kind: 'taken' });
  expect(two.goods()).toEqual(['tea']);

  // Its own list is from before.
  expect(one.waiting()).toHaveLength(1);
  expect(await one.take(one.waiting()[0])).toMatchObject({ kind: 'refused', error: { code: 'already_recalled' } });
  expect(one.goods()).toEqual([]);
  expect(one.waiting()).toEqual([]);
});

it('sees with the next look what somebody else took up', async () => {
  const store = new Store();
  const [one, two] = [await Register.open(store), await Register.open(store)];
  await one.ring('tea');
  await one.park();
  await two.parked.sync();
  await two.take(two.waiting()[0]);
  await one.parked.sync();
  expect(one.waiting()).toEqual([]);
  expect(await one.db.parked.count()).toBe(0);
});

it('is parked at once without the network, comes back from the device, and is then never sent', async () => {
  const store = new Store();
  const one = await Register.open(store);
  store.isAway = true;
  await one.ring('tea');
  await one.park();
  expect(one.goods()).toEqual([]);
  expect(one.waiting()).toMatchObject([{ from: 'device', sale: { state: 'unsent' } }]);
  expect(await one.take(one.waiting()[0])).toEqual({ kind: 'taken' });
  expect(one.goods()).toEqual(['tea']);
  store.isAway = false;
  await one.parked.sync();
  expect(store.sales.size).toBe(0);
});

it('is sent when the network is back, also after a reload', async () => {
  const store = new Store();
  let one = await Register.open(store);
  store.isAway = true;
  await one.ring('tea');
  await one.park();
  one = await one.reload();
  store.isAway = false;
  await one.parked.sync();
  expect([...store.sales.values()]).toMatchObject([{ label: 'red jacket' }]);
  expect(one.waiting()).toMatchObject([{ from: 'device', sale: { state: 'shared' } }]);
});

it('asks the store for what it may have got, though its answer was lost', async () => {
  const store = new Store();
  const [one, two] = [await Register.open(store), await Register.open(store)];
  await one.ring('tea');
  store.faults = ['unanswered'];
  await one.park();
  expect(one.waiting()).toMatchObject([{ sale: { state: 'sending' } }]);
  await two.parked.sync();
  await two.take(two.waiting()[0]);
  expect(two.goods()).toEqual(['tea']);
  expect(await one.take(one.waiting()[0])).toMatchObject({ kind: 'refused', error: { code: 'already_recalled' } });
  expect(one.goods()).toEqual([]);
});

it('comes back from the device when what was sent has not arrived and never will', async () => {
  const store = new Store();
  const one = await Register.open(store);
  await one.ring('tea');
  store.faults = ['lost', 'refused'];
  await one.park();
  expect(await one.take(one.waiting()[0])).toEqual({ kind: 'taken' });
  expect(one.goods()).toEqual(['tea']);
});

it('is not given to two when it comes to the store only after it was taken back', async () => {
  const store = new Store();
  const [one, two] = [await Register.open(store), await Register.open(store)];
  await one.ring('tea');
  store.faults = ['late'];
  await one.park();
  await one.take(one.waiting()[0]);
  await ticks(2 * LATE_MS);
  await two.parked.sync();
  expect([one.goods(), two.waiting()]).toEqual([['tea'], []]);
});

it('gives nothing back while the store can’t be asked, and the same question later does', async () => {
  const store = new Store();
  const one = await Register.open(store);
  await one.ring('tea');
  await one.park();
  store.faults = ['unanswered'];
  expect(await one.take(one.waiting()[0])).toMatchObject({ kind: 'refused', error: { status: 0 } });
  expect(one.goods()).toEqual([]);
  expect(await one.take(one.waiting()[0])).toEqual({ kind: 'taken' });
  expect(one.goods()).toEqual(['tea']);
  expect(await one.db.parked.count()).toBe(0);
});

it.each(['its own', 'another’s'])(
  'waits again when the till dies between the question and the answer: %s',
  async (whose) => {
    const store = new Store();
    const two = await Register.open(store);
    let one = whose === 'its own' ? two : await Register.open(store);
    await two.ring('tea');
    await two.park();
    await one.parked.sync();
    store.faults = ['hang'];
    void one.take(one.waiting()[0]);
    await ticks();
    one = await one.reload();
    await one.parked.sync();
    await ticks();
    expect(one.goods()).toEqual([]);
    expect(one.waiting()).toMatchObject([{ from: 'device', sale: { state: 'shared' } }]);
    expect(await one.take(one.waiting()[0])).toEqual({ kind: 'taken' });
    expect(one.goods()).toEqual(['tea']);
  },
);

it('is taken up once when a touch and the till itself ask for it in the same moment', async () => {
  const store = new Store();
  const one = await Register.open(store);
  await one.ring('tea');
  await one.park();
  store.faults = ['unanswered'];
  await one.take(one.waiting()[0]);
  await Promise.all([one.take(one.waiting()[0]), one.parked.sync()]);
  expect([one.goods(), one.waiting()]).toEqual([['tea'], []]);
});

it('waits here when the till is being paid by the time that the answer comes', async () => {
  const store = new Store();
  const one = await Register.open(store);
  await one.ring('tea');
  await one.park();
  await one.ring('milk');
  one.isFree = false;
  expect(await one.take(one.waiting()[0])).toEqual({ kind: 'waits' });
  expect(one.goods()).toEqual(['milk']);
  expect(one.waiting()).toHaveLength(1);
});

it('loses nothing when the device can’t write down what the store gave', async () => {
  const store = new Store();
  const one = await Register.open(store);
  await one.ring('tea');
  await one.park();
  await one.ring('milk');
  const [wanted] = one.waiting();
  store.onRecall = () => one.db.close();
  await expect(one.take(wanted)).rejects.toThrow();
  expect(one.goods()).toEqual(['milk']);
  store.onRecall = () => undefined;
  const again = await one.reload();
  await again.parked.sync();
  expect(again.waiting()).toMatchObject([{ from: 'device', sale: { cart: { lines: [{ name: 'tea' }] } } }]);
});

it('discards from every register, and what somebody took up is not discarded', async () => {
  const store = new Store();
  const [one, two] = [await Register.open(store), await Register.open(store)];
  await one.ring('tea');
  await one.park();
  await two.parked.sync();
  const [shared] = two.waiting();
  expect(shared && (await two.parked.discard(asKept(shared)))).toBeNull();
  expect(two.waiting()).toEqual([]);
  const [stale] = one.waiting();
  expect(stale && (await one.parked.discard(asKept(stale)))).toMatchObject({ code: 'already_recalled' });
  expect(one.waiting()).toEqual([]);
});

it('ignores what the store said before a sale was taken up here', async () => {
  const store = new Store();
  const [one, two] = [await Register.open(store), await Register.open(store)];
  await one.ring('tea');
  await one.park();
  await two.parked.sync();
  const [shared] = two.waiting();
  const letGo = store.holdBackList();
  const looking = two.parked.look();
  await two.take(shared);
  letGo();
  await looking;
  expect(two.waiting()).toEqual([]);
  expect(two.goods()).toEqual(['tea']);
});

it('keeps here what the store refuses, and does not ask again', async () => {
  const store = new Store();
  const one = await Register.open(store);
  store.faults = ['refused'];
  await one.ring('tea');
  await one.park();
  expect(one.waiting()).toMatchObject([{ from: 'device', sale: { state: 'refused' } }]);
  await one.parked.sync();
  expect(store.sales.size).toBe(0);
  expect(await one.take(one.waiting()[0])).toEqual({ kind: 'taken' });
  expect(one.goods()).toEqual(['tea']);
});

it('takes up nothing of others where this device has all that it can keep track of', async () => {
  const store = new Store();
  const [one, two] = [await Register.open(store), await Register.open(store)];
  await two.ring('tea');
  await two.park();
  await one.parked.look();
  const [shared] = one.waiting();
  store.isAway = true;
  for (let n = 0; n < PARKED_MAX; n += 1) {
    await one.ring(`goods ${n}`);
    await one.parked.park(aside);
  }
  store.isAway = false;
  expect(await one.take(shared)).toEqual({ kind: 'full' });
  expect(store.waiting()).toHaveLength(1);
});

it.each(Array.from({ length: 16 }, (_, seed) => seed))(
  'neither loses a sale nor gives it to two, whatever fails in between (%i)',
  async (seed) => {
    const random = randomFrom(seed + 1);
    const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
    const store = new Store();
    const registers = [await Register.open(store), await Register.open(store)];
    const rung: string[] = [];
    for (let step = 0; step < 24; step += 1) {
      const place = Math.floor(random() * registers.length);
      const register = registers[place];
      if (!register) continue;
      store.isAway = random() < 0.15;
      store.faults = random() < 0.4 ? [pick(['lost', 'late', 'unanswered', 'hang', 'refused'] as const) ?? 'lost'] : [];
      const act = random();
      if (act < 0.3 && isEmpty(register.cart.get())) {
        rung.push(`goods ${step}`);
        await register.ring(`goods ${step}`);
      }
      const acting =
        act < 0.4 ? register.park() : act < 0.8 ? register.take(pick(register.waiting())) : register.parked.sync();
      const isOver = await Promise.race([acting.then(() => true), ticks(60).then(() => false)]);
      store.faults = [];
      if (!isOver || random() < 0.15) registers[place] = await register.reload();
    }
    store.isAway = false;
    // What never gets an answer ends with its page.
    for (const [place, register] of registers.entries()) registers[place] = await register.reload();
    for (let round = 0; round < 2; round += 1) for (const register of registers) await register.parked.sync();
    await ticks(2 * LATE_MS);
    for (const register of registers) await register.parked.sync();

    const places = new Map<string, Set<string>>(rung.map((name) => [name, new Set()]));
    registers.forEach((register, number) => {
      for (const name of register.goods()) places.get(name)?.add(`cart ${number}`);
      for (const { id, cart } of register.parked.list.getState())
        for (const { name } of cart.lines) places.get(name)?.add(id);
    });
    for (const { id, cart } of store.waiting())
      for (const { product_id } of cart.lines) places.get(product_id)?.add(id);
    expect([...places].filter(([, where]) => where.size !== 1)).toEqual([]);
  },
  30_000,
);

/** `late` comes to the store after the till has given up. */
type Fault = 'lost' | 'late' | 'unanswered' | 'hang' | 'refused';

const LATE_MS = 40;
const unheard = new ApiError({ status: 0, code: 'timeout', detail: '' });
const never = new Promise<never>(() => undefined);

/** The store's API as its contract is: a key has one effect, and a sale is given once. `faults` befall the next calls. */
class Store {
  readonly sales = new Map<string, StoreParkedSale>();
  readonly #takenBy = new Map<string, string>();
  faults: Fault[] = [];
  isAway = false;
  onRecall: () => void = () => undefined;
  #held: Promise<void> = Promise.resolve();

  waiting(): StoreParkedSale[] {
    return [...this.sales.values()].filter(({ id }) => !this.#takenBy.has(id));
  }

  holdBackList(): () => void {
    let letGo: () => void = () => undefined;
    this.#held = new Promise((resolve) => {
      letGo = resolve;
    });
    return letGo;
  }

  readonly api: ParkedApi = {
    park: ({ id, label, cart, register_id }) =>
      this.#call(() => {
        const at = new Date().toISOString();
        const by = { id: 'u', name: 'Ada' };
        if (!this.sales.has(id))
          this.sales.set(id, { id, label, cart, register_id, store_id: 's', by, at } as StoreParkedSale);
        return null;
      }),
    recall: (id, key) =>
      this.#call(() => {
        this.onRecall();
        if (!this.sales.has(id)) return new ApiError({ status: 404, code: 'not_found', detail: '' });
        const takenBy = this.#takenBy.get(id) ?? key;
        this.#takenBy.set(id, takenBy);
        return takenBy === key ? null : new ApiError({ status: 409, code: 'already_recalled', detail: '' });
      }),
    list: async () => {
      const sales = this.waiting();
      await this.#held;
      if (this.isAway) throw unheard;
      return { sales, isAll: true };
    },
  };

  async #call(work: () => ApiError | null): Promise<ApiError | null> {
    await ticks(0);
    if (this.isAway) return unheard;
    const fault = this.faults.shift();
    if (fault === 'late') setTimeout(work, LATE_MS);
    if (fault === 'lost' || fault === 'late') return unheard;
    if (fault === 'refused') return new ApiError({ status: 422, code: 'unknown_product', detail: '' });
    const answer = work();
    if (fault === 'hang') return never;
    return fault === 'unanswered' ? unheard : answer;
  }
}

let devices = 0;

/** A till of the store, on a device of its own. */
class Register {
  isFree = true;
  #isOn = true;
  readonly cart: CartStore;
  readonly db: TillDb;
  parked!: ParkedSales;
  readonly #store: Store;
  readonly #device: string;

  private constructor(store: Store, device: string, db: TillDb, cart: CartStore) {
    this.#store = store;
    this.#device = device;
    this.db = db;
    this.cart = cart;
  }

  static async open(store: Store, device?: string): Promise<Register> {
    devices += 1;
    const name = device ?? `shared-${devices}`;
    const db = new TillDb(name, 'register');
    const register = new Register(store, name, db, await CartStore.open(db));
    register.parked = await ParkedSales.open({
      db,
      cart: register.cart,
      api: register.#api(),
      place: { register_id: name, store_id: 's' },
      quote: (cart) => ({ lines: [], cash_total_minor: cart.lines.length }) as unknown as CartQuote,
      isFree: () => register.isFree,
      canSend: async () => !store.isAway,
    });
    return register;
  }

  /** The page is gone in this moment: nothing that it began goes on. */
  async reload(): Promise<Register> {
    this.#isOn = false;
    this.cart.stop();
    this.db.close();
    return Register.open(this.#store, this.#device);
  }

  #api(): ParkedApi {
    const { park, recall, list } = this.#store.api;
    const whileOn = async <T>(answering: Promise<T>): Promise<T> => {
      const answer = await answering;
      return this.#isOn ? answer : never;
    };
    return {
      park: (body) => whileOn(park(body)),
      recall: (id, key) => whileOn(recall(id, key)),
      list: (store_id) => whileOn(list(store_id)),
    };
  }

  async ring(name: string): Promise<void> {
    const product = { id: name, name, unit: 'piece' } as const;
    this.cart.set(addToCart(emptyCart, product, crypto.randomUUID()));
    await this.cart.save();
  }

  async park(): Promise<void> {
    await this.parked.park(aside);
    await ticks();
  }

  waiting(): WaitingSale[] {
    return waitingSales(this.parked.list.getState(), this.parked.store.getState().list);
  }

  async take(wanted: WaitingSale | undefined) {
    return wanted && this.parked.recall(asKept(wanted), aside);
  }

  goods(): string[] {
    const { lines }: Cart = this.cart.get();
    return lines.map(({ product_id }) => product_id);
  }
}

function asKept({ from, sale }: WaitingSale) {
  if (from === 'device') return sale;
  const kept = fromStore(sale, goods, '');
  const lines = kept.cart.lines.map((line) => ({ ...line, name: line.product_id }));
  return { ...kept, cart: { ...kept.cart, lines } };
}

/** Long enough for what goes on in the background. */
function ticks(delay_ms = 25): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delay_ms));
}

/** The same numbers for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
