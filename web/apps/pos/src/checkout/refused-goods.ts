import type { ApiError } from '@novapos/api';
import type { Cart, CartLine } from '../cart/cart';

/** A line of the cart that a refusal is about; with the stock there is, when that is the reason. */
export type RefusedGoods = { line: CartLine; available_milli: number | null };

/** The server names goods that are short by their product, and lines that it can't sell by their place in the body. */
export function refusedGoods(error: ApiError, cart: Cart): RefusedGoods[] {
  const short = new Map(listOf(error.extra['shortages'], isShortage).map((each) => [each.product_id, each]));
  const pointed = new Set(listOf(error.extra['errors'], isPointed).map(({ pointer }) => lineAt(pointer)));
  return cart.lines.flatMap((line, index) => {
    const available_milli = short.get(line.product_id)?.available_milli ?? null;
    return available_milli !== null || pointed.has(index) ? [{ line, available_milli }] : [];
  });
}

/** `/lines/2/product_id` is about line 2. */
function lineAt(pointer: string): number | null {
  const place = /^\/lines\/(\d+)/.exec(pointer)?.[1];
  return place === undefined ? null : Number(place);
}

function listOf<T>(value: unknown, is: (each: unknown) => each is T): T[] {
  return Array.isArray(value) ? value.filter(is) : [];
}

function isShortage(value: unknown): value is { product_id: string; available_milli: number } {
  return typeof value === 'object' && value !== null && 'product_id' in value && 'available_milli' in value;
}

function isPointed(value: unknown): value is { pointer: string } {
  return typeof value === 'object' && value !== null && 'pointer' in value && typeof value.pointer === 'string';
}
