import 'fake-indexeddb/auto';
import { ApiError, type Order, type Quote, type SaleBody } from '@novapos/api';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { addToCart, emptyCart } from '../cart/cart';
import { CartStore } from '../cart/cart-store';
import { readMeta, TillDb } from '../offline/till-db';
import { Checkout } from './checkout';
import { type SaleOutcome, SERVER_ERROR_ATTEMPTS_MAX } from './sale-answer';
import { alignCounters } from './sale-records';

const totals = { rev: 7, total_minor: 1230, cash_total_minor: 1230 };
const quote = { rev: 8, total_minor: 1300, cash_total_minor: 1300 } as Quote;

type Answer = SaleOutcome | ((body: SaleBody) => SaleOutcome | Promise<SaleOutcome>);

const accepted = (body: SaleBody): SaleOutcome => ({
  kind: 'accepted',
  order: { id: body.id, receipt_number: body.receipt_number } as Order,
});

function failed(status: number, code: string, extra: Record<string, unknown> = {}, retryAfterMs?: number): SaleOutcome {
  return {
    kind: 'failed',
    error: new ApiError({ code, detail: '', status, extra, retryAfterMs: retryAfterMs ?? null }),
  };
}

let db: TillDb;
let cart: CartStore;
let sent: SaleBody[];
let waits: number[];
let count = 0;

beforeEach(async () => {
  count += 1;
  db = new TillDb(`tenant-${count}`, 'register');
  cart = await CartStore.open(db);
  sent = [];
  waits = [];
  await alignCounters(db, { next_receipt_number: 42, next_training_number: 3 });
  fillCart();
});

function fillCart() {
  cart.set(addToCart(emptyCart, { id: 'tea', name: 'Tea', unit: 'piece' }, crypto.randomUUID()));
}

function checkoutWith(answers: Answer[], deps: Partial<ConstructorParameters<typeof Checkout>[0]> = {}) {
  const left = [...answers];
  return new Checkout({
    db,
    cart,
    register_id: 'register',
    drawer: () => null,
    canSend: async () => true,
    send: async (body) => {
      sent.push(structuredClone(body));
      const answer = left.shift() ?? accepted;
      return typeof answer === 'function' ? answer(body) : answer;
    },
    wait: async (delay_ms) => {
      waits.push(delay_ms);
    },
    whenSignedIn: async () => undefined,
    refreshPrices: async () => undefined,
    now: () => 1_800_000_000_000,
    ...deps,
  });
}

describe('a sale', () => {
  it('is not begun while the server is known to be away: the cart stays, no number is used', async () => {
    let isAway = true;
    const checkout = checkoutWith([], { canSend: async () => !isAway });
    await checkout.pay(totals, { kind: 'exact' });
    expect(checkout.state.getState()).toMatchObject({ step: 'refused', error: { code: 'server_away' } });
    expect(cart.get().lines).toHaveLength(1);
    expect(await db.sales.count()).toBe(0);
    expect(await readMeta(db, 'next_receipt_number')).toBe(42);

    isAway = false;
    checkout.backToCart();
    await checkout.pay(totals, { kind: 'exact' });
    expect(sent[0]).toMatchObject({ receipt_number: 42 });
  });

  it('is stored with its number before it is sent', async () => {
    const checkout = checkoutWith([
      async (body) => {
        expect(await db.sales.get(body.id)).toMatchObject({ state: 'pending', body });
        expect(await readMeta(db, 'next_receipt_number')).toBe(43);
        return accepted(body);
      },
    ]);
    await checkout.pay(totals, { kind: 'tendered', amount_minor: 2000 });
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      register_id: 'register',
      receipt_number: 42,
      rev: 7,
      tenders: [{ kind: 'cash', amount_minor: 2000 }],
      expected: { total_minor: 1230, due_minor: 1230, change_minor: 770 },
      device_at: '2027-01-15T08:00:00.000Z',
    });
    expect(checkout.state.getState().step).toBe('done');
    expect(cart.get()).toEqual(emptyCart);
    expect(await db.sales.toArray()).toMatchObject([{ state: 'accepted' }]);
  });

  it('is one sale however often pay is pressed', async () => {
    const checkout = checkoutWith([]);
    await Promise.all([1, 2, 3].map(() => checkout.pay(totals, { kind: 'exact' })));
    expect(sent).toHaveLength(1);
    expect(await db.sales.count()).toBe(1);
  });

  it('is not made from an empty cart or with too little money', async () => {
    const checkout = checkoutWith([]);
    await checkout.pay(totals, { kind: 'tendered', amount_minor: 1229 });
    cart.set(emptyCart);
    await checkout.pay(totals, { kind: 'exact' });
    expect(sent).toHaveLength(0);
  });

  it('takes the next number each time', async () => {
    const checkout = checkoutWith([]);
    await checkout.pay(totals, { kind: 'exact' });
    checkout.finish();
    fillCart();
    await checkout.pay(totals, { kind: 'exact' });
    expect(sent.map((body) => body.receipt_number)).toEqual([42, 43]);
    expect(new Set(sent.map((body) => body.id)).size).toBe(2);
  });
});

describe('without an answer', () => {
  it('sends the same body until there is one', async () => {
    const lost = [failed(0, 'network'), failed(0, 'timeout'), failed(502, 'http_502'), failed(503, 'busy')];
    const checkout = checkoutWith([...lost, failed(429, 'too_many_requests'), failed(504, 'http_504'), accepted]);
    await checkout.pay(totals, { kind: 'exact' });
    expect(sent).toHaveLength(7);
    for (const body of sent) expect(body).toEqual(sent[0]);
    expect(checkout.state.getState().step).toBe('done');
  });

  it('waits longer each time, and never less than the server asks', async () => {
    const checkout = checkoutWith([
      ...Array.from({ length: 8 }, () => failed(0, 'network')),
      failed(503, 'busy', {}, 60_000),
    ]);
    await checkout.pay(totals, { kind: 'exact' });
    expect(waits[0]).toBeLessThanOrEqual(1000);
    for (const wait of waits.slice(5, 8)) expect(wait).toBeGreaterThanOrEqual(7500);
    for (const wait of waits.slice(0, 8)) expect(wait).toBeLessThanOrEqual(15_000);
    expect(waits[8]).toBe(60_000);
  });

  it('goes on after a reload with the stored body, before anything else', async () => {
    const never = new Promise<SaleOutcome>(() => undefined);
    const interrupted = checkoutWith([() => never]);
    void interrupted.pay(totals, { kind: 'exact' });
    await vi.waitFor(() => expect(sent).toHaveLength(1));

    cart = await CartStore.open(db);
    const reloaded = checkoutWith([]);
    await reloaded.resume();
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(sent[0]);
    expect(reloaded.state.getState()).toMatchObject({ step: 'done', order: { receipt_number: 42 } });
    expect(cart.get()).toEqual(emptyCart);
    expect(await readMeta(db, 'next_receipt_number')).toBe(43);
  });

  it('gives up on an error of the server itself after a while, and keeps id and number', async () => {
    const checkout = checkoutWith(Array.from({ length: SERVER_ERROR_ATTEMPTS_MAX }, () => failed(500, 'internal')));
    await checkout.pay(totals, { kind: 'exact' });
    expect(sent).toHaveLength(SERVER_ERROR_ATTEMPTS_MAX);
    expect(checkout.state.getState().step).toBe('refused');
    expect(cart.get().refused_as).toEqual({ id: sent[0]?.id, receipt_number: 42 });
  });
});

describe('an answer that is not yes', () => {
  it('receipt_number_taken: the same sale goes again with the server’s number', async () => {
    const checkout = checkoutWith([failed(409, 'receipt_number_taken', { next_receipt_number: 50 })]);
    await checkout.pay(totals, { kind: 'exact' });
    expect(sent[1]).toEqual({ ...sent[0], receipt_number: 50 });
    expect(await readMeta(db, 'next_receipt_number')).toBe(51);
    expect(await db.sales.get(sent[0]?.id ?? '')).toMatchObject({ state: 'accepted', body: { receipt_number: 50 } });
  });

  it('quote_changed: asks, and charges the new total under the same id and number', async () => {
    const refreshPrices = vi.fn(async () => undefined);
    const checkout = checkoutWith([failed(409, 'quote_changed', { quote })], { refreshPrices });
    await checkout.pay(totals, { kind: 'tendered', amount_minor: 1500 });
    expect(refreshPrices).toHaveBeenCalledOnce();
    expect(checkout.state.getState()).toMatchObject({ step: 'price_changed', quote });
    await checkout.acceptNewPrice();
    expect(sent[1]).toEqual({
      ...sent[0],
      rev: 8,
      tenders: [{ ...sent[0]?.tenders[0], amount_minor: 1500 }],
      expected: { total_minor: 1300, due_minor: 1300, change_minor: 200 },
    });
    expect(checkout.state.getState().step).toBe('done');
  });

  it('quote_changed: what was given but is not enough becomes exactly the new amount', async () => {
    const checkout = checkoutWith([failed(409, 'quote_changed', { quote })]);
    await checkout.pay(totals, { kind: 'tendered', amount_minor: 1250 });
    await checkout.acceptNewPrice();
    expect(sent[1]).toMatchObject({ tenders: [{ amount_minor: 1300 }], expected: { change_minor: 0 } });
  });

  it('quote_changed: back in the cart, the next attempt keeps id and number', async () => {
    const checkout = checkoutWith([failed(409, 'quote_changed', { quote })]);
    await checkout.pay(totals, { kind: 'exact' });
    checkout.backToCart();
    await checkout.pay(quote, { kind: 'exact' });
    expect(sent[1]).toMatchObject({ id: sent[0]?.id, receipt_number: 42, expected: { total_minor: 1300 } });
    expect(await readMeta(db, 'next_receipt_number')).toBe(43);
  });

  it('out_of_stock: the cart is back; given up, its number goes to the next sale under a new id', async () => {
    const checkout = checkoutWith([failed(409, 'out_of_stock', { shortages: [] })]);
    await checkout.pay(totals, { kind: 'exact' });
    expect(checkout.state.getState()).toMatchObject({ step: 'refused', error: { code: 'out_of_stock' } });
    checkout.backToCart();
    await checkout.clearCart();
    fillCart();
    await checkout.pay(totals, { kind: 'exact' });
    expect(sent[1]?.id).not.toBe(sent[0]?.id);
    expect(sent.map((body) => body.receipt_number)).toEqual([42, 42]);
  });

  it('a refusal survives a reload: the cart knows as what it was refused', async () => {
    const checkout = checkoutWith([failed(422, 'unknown_product')]);
    await checkout.pay(totals, { kind: 'exact' });
    cart = await CartStore.open(db);
    expect(cart.get()).toMatchObject({ refused_as: { id: sent[0]?.id, receipt_number: 42 } });
    await alignCounters(db, { next_receipt_number: 42, next_training_number: 3 });
    const reloaded = checkoutWith([]);
    await reloaded.resume();
    expect(sent).toHaveLength(1);
    await reloaded.pay(totals, { kind: 'exact' });
    expect(sent[1]).toMatchObject({ id: sent[0]?.id, receipt_number: 42 });
  });

  it('unknown_product: the cart is back with its goods, and the till learns which of them are not sold any more', async () => {
    const refreshPrices = vi.fn(async () => undefined);
    const errors = [{ pointer: '/lines/0/product_id', code: 'unknown_product', detail: '' }];
    const checkout = checkoutWith([failed(422, 'unknown_product', { errors })], { refreshPrices });
    await checkout.pay(totals, { kind: 'exact' });
    expect(refreshPrices).toHaveBeenCalledOnce();
    expect(checkout.state.getState()).toMatchObject({ step: 'refused', cart: { lines: [{ name: 'Tea' }] } });
    checkout.backToCart();
    expect(cart.get().lines).toMatchObject([{ name: 'Tea' }]);
  });

  it('order_id_reused: the goods stay, every id is new', async () => {
    const checkout = checkoutWith([failed(422, 'order_id_reused')]);
    await checkout.pay(totals, { kind: 'exact' });
    checkout.backToCart();
    await checkout.pay(totals, { kind: 'exact' });
    expect(sent[1]?.id).not.toBe(sent[0]?.id);
    expect(sent[1]?.lines[0]?.id).not.toBe(sent[0]?.lines[0]?.id);
    expect(sent[1]?.receipt_number).toBe(43);
  });

  it('401: waits for a sign-in over the screen and then sends the same sale', async () => {
    let signIn: () => void = () => undefined;
    const whenSignedIn = () => new Promise<void>((resolve) => (signIn = resolve));
    const checkout = checkoutWith([failed(401, 'session_ended')], { whenSignedIn });
    const paying = checkout.pay(totals, { kind: 'exact' });
    await vi.waitFor(() => expect(checkout.state.getState()).toMatchObject({ trouble: { status: 401 } }));
    expect(sent).toHaveLength(1);
    signIn();
    await paying;
    expect(sent[1]).toEqual(sent[0]);
    expect(checkout.state.getState().step).toBe('done');
  });

  it('a device that can’t write sends nothing and loses nothing', async () => {
    const checkout = checkoutWith([]);
    db.close({ disableAutoOpen: true });
    await checkout.pay(totals, { kind: 'exact' });
    expect(sent).toHaveLength(0);
    expect(checkout.state.getState()).toMatchObject({ step: 'refused', error: { code: 'device_storage' } });
    expect(cart.get().lines).toHaveLength(1);
  });

  it('a device that can’t write down a booked sale says that it is booked', async () => {
    const checkout = checkoutWith([
      (body) => {
        db.close({ disableAutoOpen: true });
        return accepted(body);
      },
    ]);
    await checkout.pay(totals, { kind: 'exact' });
    expect(checkout.state.getState()).toMatchObject({ step: 'done', order: { receipt_number: 42 } });
    expect(cart.get()).toEqual(emptyCart);
  });

  it('while a sale waits for its answer, there is no second one', async () => {
    const never = new Promise<SaleOutcome>(() => undefined);
    void checkoutWith([() => never]).pay(totals, { kind: 'exact' });
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    const checkout = checkoutWith([]);
    await checkout.pay(totals, { kind: 'exact' });
    expect(sent).toHaveLength(1);
    expect(checkout.state.getState()).toMatchObject({ step: 'refused', error: { code: 'device_storage' } });
  });
});

describe('the counter', () => {
  it('follows the server only while no sale is under way', async () => {
    const checkout = checkoutWith([failed(409, 'out_of_stock')]);
    await checkout.pay(totals, { kind: 'exact' });
    await alignCounters(db, { next_receipt_number: 40, next_training_number: 3 });
    expect(await readMeta(db, 'next_receipt_number')).toBe(43);
    await checkout.clearCart();
    await alignCounters(db, { next_receipt_number: 40, next_training_number: 3 });
    expect(await readMeta(db, 'next_receipt_number')).toBe(40);
  });
});

describe('a drawer', () => {
  const drawer = (training: boolean) => ({ drawer: () => ({ id: 'session', training }) });

  it('is named by every sale that goes into it', async () => {
    await checkoutWith([], drawer(false)).pay(totals, { kind: 'exact' });
    expect(sent).toMatchObject([{ session_id: 'session', receipt_number: 42 }]);
    fillCart();
    await checkoutWith([]).pay(totals, { kind: 'exact' });
    expect(sent[1]).not.toHaveProperty('session_id');
  });

  it('for training has numbers of its own, which the server may change', async () => {
    const taken = failed(409, 'receipt_number_taken', { next_receipt_number: 7 });
    await checkoutWith([taken], drawer(true)).pay(totals, { kind: 'exact' });
    expect(sent.map((body) => body.receipt_number)).toEqual([3, 7]);
    expect(await readMeta(db, 'next_training_number')).toBe(8);
    expect(await readMeta(db, 'next_receipt_number')).toBe(42);
  });

  it('never gives a refused training sale’s number to a real one', async () => {
    const checkout = checkoutWith([failed(422, 'unknown_session')], drawer(true));
    await checkout.pay(totals, { kind: 'exact' });
    checkout.backToCart();
    await checkoutWith([]).pay(totals, { kind: 'exact' });
    expect(sent.map((body) => body.receipt_number)).toEqual([3, 42]);
    expect(sent[1]?.id).not.toBe(sent[0]?.id);
    expect(await db.sales.where('state').equals('refused').count()).toBe(0);
    expect(await readMeta(db, 'next_training_number')).toBe(3);
  });

  it('is asked for again when the server does not know it', async () => {
    const refreshPrices = vi.fn(async () => undefined);
    await checkoutWith([failed(409, 'session_needed')], { refreshPrices }).pay(totals, { kind: 'exact' });
    expect(refreshPrices).toHaveBeenCalledOnce();
  });
});
