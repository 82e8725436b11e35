import { Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { lazyPart } from '../app/lazy-part';
import { CartPanel } from '../cart/cart-panel';
import { CartSheet } from '../cart/cart-sheet';
import { CheckoutDialogs } from '../checkout/checkout-dialogs';
import { customerWindow } from '../customer/customer-window';
import { GoodsPanel } from '../goods/goods-panel';
import { saleKeys } from '../keys/sale-keys';
import { TillDialogs } from './till-dialogs';
import { useIsWide } from './use-is-wide';
import { useShortcuts } from './use-shortcuts';
import { useCartQuote, useTill } from './use-till';

const CustomerFeed = lazyPart(() => import('../customer/customer-feed').then((m) => m.CustomerFeed));

/** Goods on the left, the sale on the right; on a phone the sale is a sheet over the goods. */
export function SaleScreen() {
  const till = useTill();
  const quote = useCartQuote();
  const isWide = useIsWide();
  const searchField = useRef<HTMLInputElement>(null);
  const [search, setSearch] = useState('');

  const focusSearch = useCallback(() => searchField.current?.select(), []);
  const searchFor = useCallback((text: string) => {
    setSearch(text);
    searchField.current?.focus();
  }, []);
  const isWatched = useStore(customerWindow, (state) => state.isOpen);
  const shortcuts = useMemo(
    () => ({ '/': focusSearch, F2: focusSearch, ...saleKeys(till, quote) }),
    [till, quote, focusSearch],
  );
  useShortcuts(shortcuts);

  return (
    <main className="grid h-dvh grid-rows-[minmax(0,1fr)_auto] lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] lg:grid-rows-1">
      <GoodsPanel search={search} onSearch={setSearch} searchField={searchField} />
      {isWide ? <CartPanel quote={quote} /> : <CartSheet quote={quote} />}
      <TillDialogs quote={quote} onSearch={searchFor} />
      <CheckoutDialogs />
      {isWatched && (
        <Suspense>
          <CustomerFeed quote={quote} />
        </Suspense>
      )}
    </main>
  );
}
