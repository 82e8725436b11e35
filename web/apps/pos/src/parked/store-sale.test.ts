import type { CatalogItem, StoreParkedSale } from '@novapos/api';
import { expect, it } from 'vitest';
import type { Cart } from '../cart/cart';
import type { ParkedSale } from './parked-sale';
import { bodyOf, fromStore } from './store-sale';

const cart: Cart = {
  lines: [
    {
      ...{ id: 'l1', product_id: 'p1', name: 'Tea', unit: 'piece', quantity_milli: 2000, note: 'gift' },
      discount: { rate_micro: 100_000, reason: 'Regular customer' },
    },
    {
      ...{ id: 'l2', product_id: 'p2', name: 'Ham', unit: 'kilogram', quantity_milli: 315, isLabelled: true },
      price_override: { amount_minor: 199, per_milli: 315, reason: 'Price on the label' },
    },
  ],
  discount: { rate_micro: 50_000, reason: 'Staff' },
  note: 'Comes back at five',
  refused_as: null,
};
const sale: ParkedSale = {
  ...{ id: 's', name: 'red jacket', cart, prices: [], due_minor: 1, parked_at: 'then', parked_by: 'Ada' },
  state: 'unsent',
};

it('comes back at another register as it was sent, under the names that the goods have there', () => {
  const { label, cart: sent, ...rest } = bodyOf(sale, 'r');
  expect(rest).toEqual({ id: 's', register_id: 'r' });
  const stored = { id: 's', label, cart: sent, by: { name: 'Ada' }, at: 'then' } as unknown as StoreParkedSale;
  const goods = new Map([['p1', { name: 'Green tea', unit: 'piece' } as CatalogItem]]);
  expect(fromStore(stored, goods, 'Not sold any more')).toMatchObject({
    ...{ id: 's', name: 'red jacket', parked_at: 'then', parked_by: 'Ada', prices: [], due_minor: null },
    state: 'shared',
    cart: {
      ...{ discount: cart.discount, note: cart.note, refused_as: null },
      lines: [
        { ...cart.lines[0], name: 'Green tea' },
        { id: 'l2', product_id: 'p2', name: 'Not sold any more', quantity_milli: 315 },
      ],
    },
  });
});

it('sends nothing that the API does not know', () => {
  const { lines } = bodyOf(sale, 'r').cart;
  expect(lines.map((line) => Object.keys(line).toSorted())).toEqual([
    ['discount', 'id', 'note', 'product_id', 'quantity_milli'],
    ['id', 'price_override', 'product_id', 'quantity_milli'],
  ]);
});
