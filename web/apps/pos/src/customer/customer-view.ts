import type { Order } from '@novapos/api';
import type { Currency, Unit } from '@novapos/core';
import { type Cart, isEmpty, itemCount } from '../cart/cart';
import type { CartQuote } from '../till/pricing';

export type CustomerLine = { id: string; name: string; unit: Unit; quantity_milli: number; total_minor: number | null };

/** What the customer sees: nothing that the receipt would not say. */
export type CustomerView = { store_name: string; currency: Currency } & (
  | { kind: 'welcome' }
  | { kind: 'sale'; lines: CustomerLine[]; count: number; due_minor: number }
  | { kind: 'paid'; due_minor: number; paid_minor: number; change_minor: number }
);

/** The last lines, because they are the ones that are being scanned. */
const LINES_SHOWN = 8;

type Seen = { store_name: string; currency: Currency; cart: Cart; quote: CartQuote; paid: Order | null };

export function customerView({ store_name, currency, cart, quote, paid }: Seen): CustomerView {
  const shop = { store_name, currency };
  if (paid) {
    const { due_minor, paid_minor, change_minor } = paid;
    return { ...shop, kind: 'paid', due_minor, paid_minor, change_minor };
  }
  if (isEmpty(cart)) return { ...shop, kind: 'welcome' };
  const totals = new Map(quote.lines.map((line) => [line.id, line.total_minor]));
  const lines = cart.lines.slice(-LINES_SHOWN).map(({ id, name, unit, quantity_milli }) => ({
    id,
    name,
    unit,
    quantity_milli,
    total_minor: totals.get(id) ?? null,
  }));
  return { ...shop, kind: 'sale', lines, count: itemCount(cart), due_minor: quote.cash_total_minor };
}
