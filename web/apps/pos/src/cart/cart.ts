import { ONE_MILLI, type Unit, uuidv7 } from '@novapos/core';

const CART_LINES_MAX = 500;
export const QUANTITY_MILLI_MAX = 9_999_000;

export type CartLine = { id: string; product_id: string; name: string; unit: Unit; quantity_milli: number };

/**
 * What the customer is buying. `refused_as` is the id and the receipt number of a sale of this cart that the server refused:
 * the next attempt uses them again, so that one cart can never become two orders.
 */
export type Cart = { lines: CartLine[]; refused_as: { id: string; receipt_number: number } | null };

export const emptyCart: Cart = { lines: [], refused_as: null };

export function isEmpty(cart: Cart): boolean {
  return cart.lines.length === 0;
}

/** The same goods again make the line longer, not the list. */
export function addToCart(
  cart: Cart,
  product: { id: string; name: string; unit: Unit },
  line_id: string,
  quantity_milli = ONE_MILLI,
): Cart {
  const there = cart.lines.find((line) => line.product_id === product.id);
  if (there) return setQuantity(cart, there.id, there.quantity_milli + quantity_milli);
  if (cart.lines.length >= CART_LINES_MAX) return cart;
  const line = { id: line_id, product_id: product.id, name: product.name, unit: product.unit, quantity_milli };
  return { ...cart, lines: [...cart.lines, line] };
}

export function setQuantity(cart: Cart, line_id: string, quantity_milli: number): Cart {
  if (quantity_milli <= 0) return removeLine(cart, line_id);
  const capped = Math.min(quantity_milli, QUANTITY_MILLI_MAX);
  return {
    ...cart,
    lines: cart.lines.map((line) => (line.id === line_id ? { ...line, quantity_milli: capped } : line)),
  };
}

export function removeLine(cart: Cart, line_id: string): Cart {
  return { ...cart, lines: cart.lines.filter((line) => line.id !== line_id) };
}

/** Puts a removed line back where it was. */
export function restoreLine(cart: Cart, line: CartLine, position: number): Cart {
  return { ...cart, lines: cart.lines.toSpliced(Math.min(position, cart.lines.length), 0, line) };
}

/** Pieces count one by one; a weighed thing counts as one. */
export function itemCount(cart: Cart): number {
  return cart.lines.reduce(
    (sum, line) => sum + (line.quantity_milli % ONE_MILLI === 0 ? line.quantity_milli / ONE_MILLI : 1),
    0,
  );
}

/** The same goods as a new cart: an id that was sold once, of the sale or of a line, is never sold again. */
export function withNewIds(cart: Cart): Cart {
  return { lines: cart.lines.map((line) => ({ ...line, id: uuidv7() })), refused_as: null };
}
