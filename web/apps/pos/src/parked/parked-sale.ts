import { type Cart, type CartLine, isEmpty, withNewIds } from '../cart/cart';
import type { CartQuote } from '../till/pricing';

/**
 * What the store knows of a sale that waits here. `unsent`: nothing, so nobody else can have it. `sending`: it was sent, and no
 * answer was heard. `shared`: any register of the store may take it up. `refused`: it did not take it, so it stays here.
 */
export type ParkedState = 'unsent' | 'sending' | 'shared' | 'refused';

/** A sale that waits: the cart, and what each line cost when it was put aside. */
export type ParkedSale = {
  id: string;
  name: string;
  cart: Cart;
  /** Nothing of a sale that another register has put aside. */
  prices: readonly { line_id: string; total_minor: number }[];
  due_minor: number | null;
  parked_at: string;
  parked_by: string;
  state: ParkedState;
  /** The store was asked for it under this key and may have given it: the same question again tells. */
  recall_key?: string;
};

/** A line that costs something else now than when it was put aside; `now_minor` is null where it is not sold any more. */
export type PriceDifference = { line: CartLine; was_minor: number; now_minor: number | null };

type Parking = { id: string; name: string; cart: Cart; quote: CartQuote; parked_at: string; parked_by: string };

/** The cart keeps no number: what is put aside may be paid tomorrow, or never. */
export function parkedSale({ id, name, cart, quote, parked_at, parked_by }: Parking): ParkedSale | null {
  if (isEmpty(cart)) return null;
  const prices = quote.lines.map((line) => ({ line_id: line.id, total_minor: line.total_minor }));
  const due_minor = quote.cash_total_minor;
  return renewed({ id, name, cart, prices, due_minor, parked_at, parked_by, state: 'unsent' }, id);
}

/** The same sale as one that the store never heard of: an id that was taken up once is not put aside again. */
export function renewed({ recall_key: _, ...sale }: ParkedSale, id: string): ParkedSale {
  const cart = withNewIds(sale.cart);
  const totals = new Map(sale.prices.map(({ line_id, total_minor }) => [line_id, total_minor]));
  const prices = sale.cart.lines.flatMap((line, place) => {
    const [line_id, total_minor] = [cart.lines[place]?.id, totals.get(line.id)];
    return line_id === undefined || total_minor === undefined ? [] : [{ line_id, total_minor }];
  });
  return { ...sale, id, cart, prices, state: 'unsent' };
}

/** Nobody but this register can have it. */
export function isOnlyHere({ state, recall_key }: ParkedSale): boolean {
  return recall_key === undefined && (state === 'unsent' || state === 'refused');
}

/** What a customer who comes back has to be told. */
export function priceDifferences(sale: ParkedSale, quote: CartQuote): PriceDifference[] {
  const now = new Map(quote.lines.map((line) => [line.id, line.total_minor]));
  return sale.prices.flatMap(({ line_id, total_minor }) => {
    const line = sale.cart.lines.find(({ id }) => id === line_id);
    const now_minor = now.get(line_id) ?? null;
    return line && now_minor !== total_minor ? [{ line, was_minor: total_minor, now_minor }] : [];
  });
}
