import { Suspense } from 'react';
import { lazyPart } from '../app/lazy-part';
import { useCheckout } from '../till/use-till';

const PriceChangedDialog = lazyPart(() => import('./price-changed-dialog').then((m) => m.PriceChangedDialog));
const RefusedDialog = lazyPart(() => import('./refused-dialog').then((m) => m.RefusedDialog));

/** The questions that a sale can come back with. */
export function CheckoutDialogs() {
  const checkout = useCheckout();
  return (
    <Suspense>
      {checkout.step === 'price_changed' && <PriceChangedDialog {...checkout} />}
      {checkout.step === 'refused' && <RefusedDialog {...checkout} />}
    </Suspense>
  );
}
