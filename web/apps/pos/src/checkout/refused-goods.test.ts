import { ApiError } from '@novapos/api';
import { expect, it } from 'vitest';
import type { Cart, CartLine } from '../cart/cart';
import { refusedGoods } from './refused-goods';

const line = (name: string): CartLine => ({
  id: `line-${name}`,
  product_id: `product-${name}`,
  name,
  unit: 'piece',
  quantity_milli: 2000,
});
const cart: Cart = { lines: [line('Tea'), line('Milk'), line('Rolls')], refused_as: null };
const refusal = (extra: Record<string, unknown>) => new ApiError({ code: 'refused', detail: '', status: 422, extra });

it('names the lines that the problem points at, each once', () => {
  const errors = [{ pointer: '/lines/2/product_id' }, { pointer: '/lines/0/product_id' }, { pointer: '/lines/0' }];
  expect(refusedGoods(refusal({ errors }), cart)).toEqual([
    { line: cart.lines[0], available_milli: null },
    { line: cart.lines[2], available_milli: null },
  ]);
});

it('names the goods that are short, with what there is', () => {
  const shortages = [{ product_id: 'product-Milk', wanted_milli: 2000, available_milli: 1000 }];
  expect(refusedGoods(refusal({ shortages }), cart)).toEqual([{ line: cart.lines[1], available_milli: 1000 }]);
});

it('names nothing where the problem does not', () => {
  for (const errors of [undefined, 'x', [{ pointer: '/lines' }, { pointer: '/lines/9' }, { pointer: 7 }, null]]) {
    expect(refusedGoods(refusal({ errors }), cart)).toEqual([]);
  }
});
