import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { readMeta, TillDb } from '../offline/till-db';
import { addToCart } from './cart';
import { CartStore } from './cart-store';

let count = 0;
let db: TillDb;
let cart: CartStore;

beforeEach(async () => {
  count += 1;
  db = new TillDb(`cart-${count}`, 'register');
  cart = await CartStore.open(db);
});

const take = (name: string) =>
  cart.change((now) => addToCart(now, { id: name, name, unit: 'piece' }, crypto.randomUUID()));
const stored = async () => (await readMeta(db, 'cart'))?.lines.map((line) => line.name) ?? [];

it('has handed a line to the device before the touch is over', async () => {
  take('tea');
  // What goes away now waits for no timer and hears no answer.
  expect(await stored()).toEqual(['tea']);
});

it('writes many quick changes as few, and the last of them', async () => {
  for (const name of ['tea', 'milk', 'bread', 'salt']) take(name);
  await expect.poll(stored).toEqual(['tea', 'milk', 'bread', 'salt']);
});

it('hands over what waits behind an earlier write when the page goes away', async () => {
  take('tea');
  take('milk');
  void cart.save();
  expect(await stored()).toEqual(['tea', 'milk']);
});

it('leaves what it only shows to those who write it', async () => {
  take('tea');
  await expect.poll(stored).toEqual(['tea']);
  take('milk');
  cart.show({ lines: [], refused_as: null });
  expect(await stored()).toEqual(['tea', 'milk']);
  expect(cart.get().lines).toEqual([]);
});
