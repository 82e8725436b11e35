import { expect, it } from 'vitest';
import {
  addLine,
  addToCart,
  type Cart,
  emptyCart,
  itemCount,
  removeLine,
  restoreLine,
  setPrice,
  setQuantity,
  withNewIds,
} from './cart';

const tea = { id: 'tea', name: 'Tea', unit: 'piece' } as const;
const apples = { id: 'apples', name: 'Apples', unit: 'kilogram' } as const;

it('makes the line longer when the same goods come again', () => {
  const cart = addToCart(addToCart(emptyCart, tea, 'l1'), tea, 'l2');
  expect(cart.lines).toEqual([{ id: 'l1', product_id: 'tea', name: 'Tea', unit: 'piece', quantity_milli: 2000 }]);
});

it('counts pieces, and what is weighed as one', () => {
  const cart = addToCart(addToCart(emptyCart, tea, 'l1', 3000), apples, 'l2', 450);
  expect(itemCount(cart)).toBe(4);
});

it('takes a line out at zero and puts it back where it was', () => {
  const cart = addToCart(addToCart(emptyCart, tea, 'l1'), apples, 'l2', 500);
  const [line] = cart.lines;
  const without = setQuantity(cart, 'l1', 0);
  expect(without.lines.map(({ id }) => id)).toEqual(['l2']);
  expect(line && restoreLine(without, line, 0)).toEqual(cart);
  expect(removeLine(cart, 'l2').lines).toHaveLength(1);
});

it('never sells an id twice', () => {
  const cart: Cart = { ...addToCart(emptyCart, tea, 'l1'), refused_as: { id: 's', receipt_number: 1 } };
  const again = withNewIds(cart);
  expect(again.refused_as).toBeNull();
  expect(again.lines[0]?.id).not.toBe('l1');
  expect(again.lines[0]).toMatchObject({ product_id: 'tea', quantity_milli: 1000 });
});

it('leaves a line with a price of its own, or with a label, as it is when the same goods come again', () => {
  const reduced = setPrice(addToCart(emptyCart, tea, 'l1'), 'l1', {
    amount_minor: 50,
    per_milli: 1000,
    reason: 'Torn',
  });
  expect(addToCart(reduced, tea, 'l2').lines.map(({ quantity_milli }) => quantity_milli)).toEqual([1000, 1000]);
  const pack = { id: 'l1', product_id: 'apples', name: 'Apples', unit: 'kilogram', quantity_milli: 350 } as const;
  const labelled = addLine(emptyCart, { ...pack, isLabelled: true });
  expect(addToCart(labelled, apples, 'l2', 200).lines.map(({ quantity_milli }) => quantity_milli)).toEqual([350, 200]);
});

it('puts the shelf’s price back', () => {
  const cart = addToCart(emptyCart, tea, 'l1');
  const reduced = setPrice(cart, 'l1', { amount_minor: 50, per_milli: 1000, reason: 'Torn' });
  expect(reduced.lines[0]?.price_override).toEqual({ amount_minor: 50, per_milli: 1000, reason: 'Torn' });
  expect(setPrice(reduced, 'l1', null)).toEqual(cart);
});
