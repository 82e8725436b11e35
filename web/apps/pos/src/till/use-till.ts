import type { Capability } from '@novapos/api';
import type { Currency } from '@novapos/core';
import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { type CartQuote, quoteCart } from './pricing';
import type { Till } from './till';

export const TillContext = createContext<Till | null>(null);

export function useTill(): Till {
  const till = useContext(TillContext);
  if (!till) throw new Error('no till is open here');
  return till;
}

export const useCart = () => useStore(useTill().cart.state);
export const useCheckout = () => useStore(useTill().checkout.state);
export const useCatalog = () => useStore(useTill().catalog.state);
export const useSetup = () => useStore(useTill().state, (state) => state.setup);
export const useCategories = () => useStore(useTill().state, (state) => state.categories);

/** Whether who sells here may do this in this store. The server decides; this only spares a refusal. */
export function useMay(capability: Capability): boolean {
  return useSetup().cashier_may.includes(capability);
}

export function useCurrency(): Currency {
  return useSetup().pricing.currency;
}

/** The cart's totals, asked of the engine whenever cart, goods, settings or the minute change. */
export function useCartQuote(): CartQuote {
  const till = useTill();
  const cart = useCart();
  const setup = useSetup();
  const goods = useStore(till.catalog.atHand);
  const { rev } = useCatalog();
  const now_ms = useMinute();
  return useMemo(
    () => quoteCart(till.pricing, { setup, goods, rev }, cart, now_ms),
    [till, cart, setup, goods, rev, now_ms],
  );
}

/** The time, to the minute: prices with a date begin and end by themselves. */
export function useMinute(): number {
  const [now_ms, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now_ms;
}
