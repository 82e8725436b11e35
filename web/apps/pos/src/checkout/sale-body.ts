import type { SaleBody } from '@novapos/api';
import type { Cart, SaleIdentity } from '../cart/cart';
import type { Cash } from '../offline/till-db';

/** The totals that a sale promises: what the cashier and the customer saw when the money changed hands. */
export type AgreedTotals = { rev: number; total_minor: number; cash_total_minor: number };

export function cashAmount(cash: Cash, due_minor: number): number {
  return cash.kind === 'exact' ? due_minor : cash.amount_minor;
}

export function buildSaleBody(sale: {
  identity: SaleIdentity;
  register_id: string;
  /** The drawer's, where one is open. */
  session_id: string | null;
  cart: Cart;
  totals: AgreedTotals;
  cash: Cash;
  tender_id: string;
  device_at: string;
}): SaleBody {
  const { identity, register_id, session_id, cart, totals, cash, tender_id, device_at } = sale;
  const payment = payWith(cash, totals, tender_id);
  return {
    id: identity.id,
    register_id,
    ...(session_id !== null && { session_id }),
    receipt_number: identity.receipt_number,
    rev: totals.rev,
    lines: cart.lines.map(({ id, product_id, quantity_milli, price_override, discount, note }) => ({
      id,
      product_id,
      quantity_milli,
      ...(price_override && { price_override }),
      ...(discount && { discount }),
      ...(note && { note }),
    })),
    ...(cart.discount && { discount: cart.discount }),
    ...(cart.note && { note: cart.note }),
    ...payment,
    device_at,
  };
}

/**
 * The same sale at the server's new total. What the customer handed over stays, unless it is not enough any more: then the
 * cashier takes the rest and the new amount is paid exactly.
 */
export function repriceCash(cash: Cash, due_minor: number): Cash {
  return cash.kind === 'tendered' && cash.amount_minor >= due_minor ? cash : { kind: 'exact' };
}

export function repriceSaleBody(body: SaleBody, totals: AgreedTotals, cash: Cash, tender_id: string): SaleBody {
  return { ...body, rev: totals.rev, ...payWith(cash, totals, body.tenders[0]?.id ?? tender_id) };
}

/** Where nothing is due, nothing is handed over. */
function payWith(cash: Cash, totals: AgreedTotals, tender_id: string): Pick<SaleBody, 'tenders' | 'expected'> {
  const due_minor = totals.cash_total_minor;
  const amount_minor = cashAmount(cash, due_minor);
  return {
    tenders: amount_minor === 0 ? [] : [{ id: tender_id, kind: 'cash', amount_minor }],
    expected: { total_minor: totals.total_minor, due_minor, change_minor: amount_minor - due_minor },
  };
}
