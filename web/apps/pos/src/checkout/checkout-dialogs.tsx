import { lazy, Suspense } from 'react';
import { useCheckout } from '../till/use-till';

const PriceChangedDialog = lazy(() =>
  import('./price-changed-dialog').then((m) => ({ default: m.PriceChangedDialog })),
);
const RefusedDialog = lazy(() => import('./refused-dialog').then((m) => ({ default: m.RefusedDialog })));

/** The questions that a sale can come back with. */
export function CheckoutDialogs() {
  const checkout = useCheckout();
  return (
    <Suspense>
      {checkout.step === 'price_changed' && <PriceChangedDialog {...checkout} />}
      {checkout.step === 'refused' && <RefusedDialog error={checkout.error} />}
    </Suspense>
  );
}
