import { isEmpty } from '../cart/cart';
import { lockTill } from '../lock/lock';
import type { CartQuote } from '../till/pricing';
import type { Till } from '../till/till';

/** What the keys of the sale do. Function keys, because a scanner sends none of them; the last line is the one just taken. */
export function saleKeys(till: Till, quote: CartQuote): Record<string, () => void> {
  const isSelling = () => till.checkout.isFree && !isEmpty(till.cart.get());
  const ofLastLine = (ask: (line_id: string) => void) => () => {
    const line = till.cart.get().lines.at(-1);
    if (line && till.checkout.isFree && !line.isLabelled) ask(line.id);
  };
  const showKeys = () => till.ask({ kind: 'shortcuts' });
  return {
    F1: showKeys,
    '?': showKeys,
    F3: ofLastLine((line_id) => till.ask({ kind: 'quantity', line_id })),
    F4: () => till.ask({ kind: 'parked' }),
    F6: ofLastLine((line_id) => {
      if (till.state.getState().setup.cashier_may.includes('price_override')) till.ask({ kind: 'price', line_id });
    }),
    F7: lockTill,
    F8: () => isSelling() && till.ask({ kind: 'park' }),
    F9: () => till.pay(quote, { kind: 'exact' }),
    F10: () => isSelling() && till.mayPay(quote) && till.ask({ kind: 'cash' }),
  };
}
