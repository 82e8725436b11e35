import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { CartQuote } from '../till/pricing';
import { useCart, useCheckout, useCurrency, useSetup } from '../till/use-till';
import { customerView } from './customer-view';
import { type CustomerMessage, customerChannel, customerWindow } from './customer-window';

/** Tells the customer's window what the sale shows, whenever that changes. Draws nothing. */
export function CustomerFeed({ quote }: { quote: CartQuote }) {
  const cart = useCart();
  const checkout = useCheckout();
  const currency = useCurrency();
  const { store } = useSetup();
  const { asked } = useStore(customerWindow);
  const [channel] = useState(customerChannel);
  const paid = checkout.step === 'done' ? checkout.order : null;
  const view = useMemo(
    () => customerView({ store_name: store.name, currency, cart, quote, paid }),
    [store.name, currency, cart, quote, paid],
  );

  useEffect(() => () => channel.close(), [channel]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a window that asks anew is told the same again.
  useEffect(() => {
    channel.postMessage({ kind: 'view', view } satisfies CustomerMessage);
  }, [channel, view, asked]);

  return null;
}
