import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { addToCart, type Cart, emptyCart } from '../cart/cart';
import { CartStore } from '../cart/cart-store';
import { readMeta, TillDb } from '../offline/till-db';
import type { CartQuote } from '../till/pricing';
import { PARKED_MAX } from './parked-records';
import { priceDifferences } from './parked-sale';
import { type ParkedDeps, ParkedSales } from './parked-sales';

let db: TillDb;
let cart: CartStore;
let isFree: boolean;
let count = 0;

beforeEach(async () => {
  count += 1;
  db = new TillDb(`parked-${count}`, 'register');
  cart = await CartStore.open(db);
  isFree = true;
  await db.meta.put({ key: 'next_receipt_number', value: 42 });
});

function cartOf(...names: string[]): Cart {
  return names.reduce((all, name) => addToCart(all, { id: name, name, unit: 'piece' }, crypto.randomUUID()), emptyCart);
}

/** Every line costs one euro. */
function quote({ lines }: Cart): CartQuote {
  const priced = lines.map(({ id }) => ({ id, total_minor: 100 }));
  return { lines: priced, cash_total_minor: 100 * lines.length } as unknown as CartQuote;
}

/** A till whose server is away: it is the device that counts. */
function openParked(of = cart): Promise<ParkedSales> {
  const away = () => Promise.reject(new Error('nobody is to be asked'));
  const api: ParkedDeps['api'] = { park: away, recall: away, list: away };
  const place = { register_id: 'r', store_id: 's' };
  return ParkedSales.open({ db, cart: of, api, place, quote, isFree: () => isFree, canSend: async () => false });
}

const open = (name: string) => ({ name, by: 'Ada' });
const names = (all: Cart) => all.lines.map(({ name }) => name);

it('puts a sale aside and brings it back, also after the till was opened again', async () => {
  cart.set(cartOf('tea', 'milk'));
  await (await openParked()).park(open('red jacket'));
  expect(cart.get()).toEqual(emptyCart);

  const again = await CartStore.open(db);
  expect(again.get()).toEqual(emptyCart);
  const parked = await openParked(again);
  const [sale] = parked.list.getState();
  expect(sale).toMatchObject({ name: 'red jacket', due_minor: 200, parked_by: 'Ada' });
  if (sale) await parked.recall(sale, open(''));
  expect(names(again.get())).toEqual(['tea', 'milk']);
  expect(names((await readMeta(db, 'cart')) ?? emptyCart)).toEqual(['tea', 'milk']);
  expect(parked.list.getState()).toEqual([]);
  expect(await db.parked.count()).toBe(0);
});

it('parks the open sale when another one is brought back', async () => {
  const parked = await openParked();
  cart.set(cartOf('tea'));
  await parked.park(open('first'));
  cart.set(cartOf('milk'));
  const [first] = parked.list.getState();
  if (first) await parked.recall(first, open('second'));
  expect(names(cart.get())).toEqual(['tea']);
  expect(parked.list.getState().map(({ name }) => name)).toEqual(['second']);
  expect((await db.parked.toArray()).map(({ name }) => name)).toEqual(['second']);
});

it('gives the number of a refused sale to the next one, and the parked lines new ids', async () => {
  await db.meta.put({ key: 'next_receipt_number', value: 43 });
  const refused = { ...cartOf('tea'), refused_as: { id: 'refused', receipt_number: 42 } };
  cart.set(refused);
  const parked = await openParked();
  await parked.park(open('later'));
  expect(await readMeta(db, 'next_receipt_number')).toBe(42);
  const [sale] = parked.list.getState();
  expect(sale?.cart.refused_as).toBeNull();
  expect(sale?.cart.lines[0]?.id).not.toBe(refused.lines[0]?.id);
});

it('takes no empty sale, and not more than it can keep', async () => {
  const parked = await openParked();
  expect(await parked.park(open('empty'))).toBe(false);
  for (let n = 0; n < PARKED_MAX; n += 1) {
    cart.set(cartOf('tea'));
    await parked.park(open(`${n}`));
  }
  cart.set(cartOf('milk'));
  expect(await parked.park(open('one more'))).toBe(false);
  expect(names(cart.get())).toEqual(['milk']);
});

it('changes nothing while a sale is being paid', async () => {
  const parked = await openParked();
  cart.set(cartOf('tea'));
  await parked.park(open('first'));
  cart.set(cartOf('milk'));
  isFree = false;
  expect(await parked.park(open('second'))).toBe(false);
  const [first] = parked.list.getState();
  expect(first && (await parked.recall(first, open('')))).toEqual({ kind: 'waits' });
  expect(names(cart.get())).toEqual(['milk']);
  expect(parked.list.getState()).toEqual([first]);
});

it('loses nothing when the device can’t write: the cart is back, with what was scanned meanwhile', async () => {
  const parked = await openParked();
  cart.set(cartOf('tea'));
  db.close();
  const parking = parked.park(open('later'));
  cart.set(cartOf('milk'));
  await expect(parking).rejects.toThrow();
  cart.stop();
  expect(names(cart.get())).toEqual(['tea', 'milk']);
  expect(parked.list.getState()).toEqual([]);
});

it('says what costs something else now, and what is not sold any more', async () => {
  const parked = await openParked();
  cart.set(cartOf('tea', 'milk', 'rolls'));
  await parked.park(open('later'));
  const [sale] = parked.list.getState();
  if (!sale) throw new Error('nothing is parked');
  const [tea, milk, rolls] = sale.cart.lines;
  const now = {
    lines: [
      { id: tea?.id, total_minor: 100 },
      { id: milk?.id, total_minor: 120 },
    ],
  } as unknown as CartQuote;
  expect(priceDifferences(sale, now)).toEqual([
    { line: milk, was_minor: 100, now_minor: 120 },
    { line: rolls, was_minor: 100, now_minor: null },
  ]);
});
