import type { Order } from '@novapos/api';
import { expect, it } from 'vitest';
import { addToCart, emptyCart } from '../cart/cart';
import type { CartQuote } from '../till/pricing';
import { customerView } from './customer-view';

const shop = { store_name: 'Market Square', currency: { code: 'EUR', exponent: 2 } };
const none = { lines: [], cash_total_minor: 0 } as unknown as CartQuote;

function cartOf(count: number) {
  let cart = emptyCart;
  for (let n = 1; n <= count; n += 1) {
    cart = addToCart(cart, { id: `p${n}`, name: `Goods ${n}`, unit: 'piece' }, `l${n}`, n * 1000);
  }
  return cart;
}

it('welcomes the next customer', () => {
  expect(customerView({ ...shop, cart: emptyCart, quote: none, paid: null })).toEqual({ ...shop, kind: 'welcome' });
});

it('shows the last lines, all items counted, and the total', () => {
  const cart = cartOf(10);
  const quote = { lines: [{ id: 'l10', total_minor: 990 }], cash_total_minor: 1234 } as unknown as CartQuote;
  const view = customerView({ ...shop, cart, quote, paid: null });
  expect(view).toMatchObject({ kind: 'sale', count: 55, due_minor: 1234 });
  const lines = view.kind === 'sale' ? view.lines : [];
  expect(lines).toHaveLength(8);
  expect(lines.at(-1)).toEqual({
    id: 'l10',
    name: 'Goods 10',
    unit: 'piece',
    quantity_milli: 10_000,
    total_minor: 990,
  });
});

it('shows the change, and nothing of who paid it', () => {
  const paid = { due_minor: 1230, paid_minor: 2000, change_minor: 770, cashier_name: 'Ada' } as Order;
  expect(customerView({ ...shop, cart: emptyCart, quote: none, paid })).toEqual({
    ...shop,
    kind: 'paid',
    due_minor: 1230,
    paid_minor: 2000,
    change_minor: 770,
  });
});
