import { type Cart, type CartLine, isEmpty, withNewIds } from '../cart/cart';
import type { CartQuote } from '../till/pricing';

/** A sale that waits: the cart, and what each line cost when it was put aside. */
export type ParkedSale = {
  id: string;
  name: string;
  cart: Cart;
  prices: readonly { line_id: string; total_minor: number }[];
  due_minor: number;
  parked_at: string;
  parked_by: string;
};

/** A line that costs something else now than when it was put aside; `now_minor` is null where it is not sold any more. */
export type PriceDifference = { line: CartLine; was_minor: number; now_minor: number | null };

type Parking = { id: string; name: string; cart: Cart; quote: CartQuote; parked_at: string; parked_by: string };

/** The cart keeps no number: what is put aside may be paid tomorrow, or never. */
export function parkedSale({ id, name, cart, quote, parked_at, parked_by }: Parking): ParkedSale | null {
  if (isEmpty(cart)) return null;
  const fresh = withNewIds(cart);
  const totals = new Map(quote.lines.map((line) => [line.id, line.total_minor]));
  const prices = cart.lines.flatMap((line, place) => {
    const [line_id, total_minor] = [fresh.lines[place]?.id, totals.get(line.id)];
    return line_id === undefined || total_minor === undefined ? [] : [{ line_id, total_minor }];
  });
  return { id, name, cart: fresh, prices, due_minor: quote.cash_total_minor, parked_at, parked_by };
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
