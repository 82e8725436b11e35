import type { PriceOverride } from '@novapos/api';
import { ONE_MILLI, type Unit, uuidv7 } from '@novapos/core';

const CART_LINES_MAX = 500;
export const QUANTITY_MILLI_MAX = 9_999_000;

export type CartLine = {
  id: string;
  product_id: string;
  name: string;
  unit: Unit;
  quantity_milli: number;
  /** What it costs here instead of the shelf's price, and why. */
  price_override?: PriceOverride;
  discount?: Discount;
  /** Words for the receipt. */
  note?: string;
  /** From a scale's label: it stays a line of its own, with the quantity that was labelled. */
  isLabelled?: true;
};

/**
 * What the customer is buying. `refused_as` is the id and the receipt number of a sale of this cart that the server refused:
 * the next attempt uses them again, so that one cart can never become two orders.
 */
export type Cart = { lines: CartLine[]; discount?: Discount; note?: string; refused_as: SaleIdentity | null };

/** A part that is taken off, in millionths, and why. */
export type Discount = { rate_micro: number; reason: string };

/** Sales that are made to learn count in a series of their own. */
export type SaleIdentity = { id: string; receipt_number: number; is_training?: boolean };

export const emptyCart: Cart = { lines: [], refused_as: null };

export function isEmpty(cart: Cart): boolean {
  return cart.lines.length === 0;
}

/** The same goods again make the line longer, not the list; unless that line is of one price or one label. */
export function addToCart(
  cart: Cart,
  product: { id: string; name: string; unit: Unit },
  line_id: string,
  quantity_milli = ONE_MILLI,
): Cart {
  const there = cart.lines.find((line) => line.product_id === product.id && isPlain(line));
  if (there) return setQuantity(cart, there.id, there.quantity_milli + quantity_milli);
  const { id, name, unit } = product;
  return addLine(cart, { id: line_id, product_id: id, name, unit, quantity_milli });
}

export function addLine(cart: Cart, line: CartLine): Cart {
  return cart.lines.length < CART_LINES_MAX ? { ...cart, lines: [...cart.lines, line] } : cart;
}

function isPlain({ price_override, isLabelled, discount, note }: CartLine): boolean {
  return !price_override && !isLabelled && !discount && note === undefined;
}

/** A price of its own for this line; null is the shelf's price again. */
export function setPrice(cart: Cart, line_id: string, price_override: PriceOverride | null): Cart {
  return changeLine(cart, line_id, ({ price_override: _, ...rest }) =>
    price_override ? { ...rest, price_override } : rest,
  );
}

/** Taken off a line, or off the whole sale; null is nothing. */
export function setDiscount(cart: Cart, line_id: string | null, discount: Discount | null): Cart {
  const change = <T extends { discount?: Discount }>({ discount: _, ...rest }: T) =>
    discount ? { ...rest, discount } : rest;
  return line_id === null ? (change(cart) as Cart) : changeLine(cart, line_id, (line) => change(line) as CartLine);
}

/** Words for the receipt, to a line or to the whole sale; none where they are empty. */
export function setNote(cart: Cart, line_id: string | null, note: string): Cart {
  const change = <T extends { note?: string }>({ note: _, ...rest }: T) => (note ? { ...rest, note } : rest);
  return line_id === null ? (change(cart) as Cart) : changeLine(cart, line_id, (line) => change(line) as CartLine);
}

function changeLine(cart: Cart, line_id: string, change: (line: CartLine) => CartLine): Cart {
  return { ...cart, lines: cart.lines.map((line) => (line.id === line_id ? change(line) : line)) };
}

export function setQuantity(cart: Cart, line_id: string, quantity_milli: number): Cart {
  if (quantity_milli <= 0) return removeLine(cart, line_id);
  const capped = Math.min(quantity_milli, QUANTITY_MILLI_MAX);
  return changeLine(cart, line_id, (line) => ({ ...line, quantity_milli: capped }));
}

export function removeLine(cart: Cart, line_id: string): Cart {
  return { ...cart, lines: cart.lines.filter((line) => line.id !== line_id) };
}

/** Puts a removed line back where it was. */
export function restoreLine(cart: Cart, line: CartLine, position: number): Cart {
  return { ...cart, lines: cart.lines.toSpliced(Math.min(position, cart.lines.length), 0, line) };
}

/** Pieces count one by one; a weighed thing counts as one. */
export function itemCount({ lines }: { lines: readonly Pick<CartLine, 'quantity_milli'>[] }): number {
  return lines.reduce(
    (sum, line) => sum + (line.quantity_milli % ONE_MILLI === 0 ? line.quantity_milli / ONE_MILLI : 1),
    0,
  );
}

/** The same goods as a new cart: an id that was sold once, of the sale or of a line, is never sold again. */
export function withNewIds(cart: Cart): Cart {
  return { ...cart, lines: cart.lines.map((line) => ({ ...line, id: uuidv7() })), refused_as: null };
}
