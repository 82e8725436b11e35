import { Button } from '@novapos/ui';
import { clsx } from 'clsx';
import { ChevronDown, CirclePause, Ellipsis, ShoppingBasket } from 'lucide-react';
import { memo, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { DonePanel } from '../checkout/done-panel';
import { PayArea } from '../checkout/pay-area';
import type { ParkedSales } from '../parked/parked-sales';
import type { CartQuote } from '../till/pricing';
import { TrainingMark } from '../till/training-mark';
import { useCart, useCheckout, useTill } from '../till/use-till';
import { isEmpty, itemCount } from './cart';
import { CartLineRow } from './cart-line-row';
import { CartTotals } from './cart-totals';
import { UndoBar } from './undo-bar';
import { useRemoval } from './use-removal';

type Props = { quote: CartQuote; onClose?: () => void };

/** The sale: lines that scroll, and below them, always in reach, the total and the ways to pay. A letter in the search leaves it as it is. */
export const CartPanel = memo(function CartPanel({ quote, onClose }: Props) {
  const { t } = useTranslation();
  const checkout = useCheckout();
  const cart = useCart();
  const removal = useRemoval();

  if (checkout.step === 'done') {
    return (
      <Frame>
        <DonePanel order={checkout.order} {...(onClose && { onClose })} />
      </Frame>
    );
  }
  return (
    <Frame>
      <CartHeader onClose={onClose} />
      <div className="relative min-h-0 grow">
        {isEmpty(cart) ? <EmptyCart /> : <Lines quote={quote} onRemove={removal.remove} />}
        {removal.removed && <UndoBar name={removal.removed.line.name} onUndo={removal.undo} />}
      </div>
      <div className="shrink-0 border-t border-line bg-surface px-4 pt-3 pb-4 sm:px-5 sm:pb-5">
        {cart.note && <p className="pb-1 text-sm break-words text-ink-soft">{cart.note}</p>}
        <CartTotals quote={quote} />
        <PayArea quote={quote} />
      </div>
      <p role="status" className="sr-only">
        {t('cart.items', { count: itemCount(cart) })}
      </p>
    </Frame>
  );
});

function Frame({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <aside
      aria-label={t('cart.title')}
      className="@container relative flex h-full min-h-0 min-w-0 flex-col bg-surface lg:border-s lg:border-line"
    >
      <TrainingMark />
      {children}
    </aside>
  );
}

function CartHeader({ onClose }: { onClose: (() => void) | undefined }) {
  const { t } = useTranslation();
  const till = useTill();
  const cart = useCart();
  const isSending = useCheckout().step === 'sending';

  return (
    <header className="flex h-17 shrink-0 items-center gap-2 ps-4 pe-2 sm:ps-5">
      {onClose && (
        <Button look="quiet" size="icon" aria-label={t('cart.close')} onClick={onClose} className="-ms-3">
          <ChevronDown className="size-6" aria-hidden="true" />
        </Button>
      )}
      <h2 className="text-xl font-bold tracking-tight">{t('cart.title')}</h2>
      {!isEmpty(cart) && (
        <>
          <span className="text-ink-soft">{t('cart.items', { count: itemCount(cart) })}</span>
          <div className="ms-auto flex">
            <Button
              look="quiet"
              className="text-ink-soft"
              disabled={isSending}
              onClick={() => till.ask({ kind: 'park' })}
            >
              {t('cart.park')}
            </Button>
            <Button
              look="quiet"
              className="text-ink-soft"
              disabled={isSending}
              onClick={() => till.ask({ kind: 'clear' })}
            >
              {t('cart.clear')}
            </Button>
            <Button
              look="quiet"
              size="icon"
              className="text-ink-soft"
              aria-label={t('cart.moreOfSale')}
              disabled={isSending}
              onClick={() => till.ask({ kind: 'more', line_id: null })}
            >
              <Ellipsis className="size-5" aria-hidden="true" />
            </Button>
          </div>
        </>
      )}
    </header>
  );
}

function EmptyCart() {
  const { t } = useTranslation();
  const till = useTill();
  const parked = useStore(till.state, (state) => state.parked);
  return (
    <div className="grid h-full place-content-center justify-items-center gap-1 p-8 text-center">
      <ShoppingBasket className="mb-3 size-12 stroke-[1.25] text-control" aria-hidden="true" />
      <p className="text-lg font-semibold">{t('cart.empty')}</p>
      <p className="text-ink-soft">{t('cart.emptyHelp')}</p>
      {parked && <ParkedHint parked={parked} />}
    </div>
  );
}

function ParkedHint({ parked }: { parked: ParkedSales }) {
  const { t } = useTranslation();
  const till = useTill();
  const count = useStore(parked.list).length;
  if (count === 0) return null;
  return (
    <Button look="soft" className="mt-5" onClick={() => till.ask({ kind: 'parked' })}>
      <CirclePause className="size-5" aria-hidden="true" />
      {t('cart.parked', { count })}
    </Button>
  );
}

function Lines({ quote, onRemove }: { quote: CartQuote; onRemove: (line_id: string) => void }) {
  const { t } = useTranslation();
  const { lines } = useCart();
  const isSending = useCheckout().step === 'sending';
  const list = useRef<HTMLUListElement>(null);
  const count = lines.length;

  // A new line is always at the end, and must be seen.
  useEffect(() => {
    if (count > 0) list.current?.lastElementChild?.scrollIntoView({ block: 'nearest' });
  }, [count]);

  const priced = new Map(quote.lines.map((line) => [line.id, line]));
  return (
    <ul
      ref={list}
      aria-label={t('cart.title')}
      inert={isSending}
      className={clsx(
        'h-full overflow-y-auto overscroll-contain px-2 contain-strict sm:px-3',
        isSending && 'opacity-55',
      )}
    >
      {lines.map((line) => (
        <CartLineRow key={line.id} line={line} priced={priced.get(line.id)} onRemove={onRemove} />
      ))}
    </ul>
  );
}
