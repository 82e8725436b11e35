import { formatMoney } from '@novapos/core';
import { ChevronUp } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lazyPart } from '../app/lazy-part';
import type { CartQuote } from '../till/pricing';
import { useCart, useCheckout, useCurrency } from '../till/use-till';
import { itemCount } from './cart';

const CartOverlay = lazyPart(() => import('./cart-overlay').then((m) => m.CartOverlay));

/** On a phone: a bar with the total below the goods, and the whole sale one touch away. */
export function CartSheet({ quote }: { quote: CartQuote }) {
  const { t } = useTranslation();
  const currency = useCurrency();
  const count = itemCount(useCart());
  const { step } = useCheckout();
  const [isOpen, setIsOpen] = useState(false);
  const isShown = isOpen || step === 'sending' || step === 'done';

  return (
    <div className="bg-surface p-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] shadow-float">
      <button
        type="button"
        onClick={() => setIsOpen(true)}
        disabled={count === 0}
        className="press flex h-16 w-full items-center gap-3 rounded-lg bg-brand px-5 text-on-brand disabled:bg-ink/10 disabled:text-ink-soft"
      >
        <ChevronUp className="size-6" aria-hidden="true" />
        <span className="text-lg font-semibold">{count === 0 ? t('cart.emptyHelp') : t('cart.items', { count })}</span>
        {count > 0 && (
          <span className="ms-auto text-2xl font-bold">{formatMoney(quote.cash_total_minor, currency)}</span>
        )}
      </button>
      {isShown && (
        <Suspense>
          <CartOverlay quote={quote} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
