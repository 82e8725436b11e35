import { formatMoney, formatRoundMoney } from '@novapos/core';
import { Button } from '@novapos/ui';
import { Banknote } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isEmpty } from '../cart/cart';
import { drawerStop } from '../till/open-drawer';
import type { CartQuote } from '../till/pricing';
import { useCart, useCheckout, useCurrency, useSetup, useTill } from '../till/use-till';
import { bankNotes } from './bank-notes';
import { cashSuggestions } from './cash-suggestions';
import { DrawerStopNote } from './drawer-stop-note';
import { SendingNote } from './sending-note';

/** Exact cash is one touch; a usual note is one; anything else is typed. */
export function PayArea({ quote }: { quote: CartQuote }) {
  const { t } = useTranslation();
  const till = useTill();
  const currency = useCurrency();
  const cart = useCart();
  const { step } = useCheckout();
  const stop = drawerStop(useSetup());
  if (step === 'sending') return <SendingNote />;
  if (stop) return <DrawerStopNote stop={stop} />;

  const due_minor = quote.cash_total_minor;
  const canPay = !isEmpty(cart) && quote.unpriced_line_ids.length === 0 && step === 'idle';

  return (
    <div className="grid h-37 grid-cols-4 grid-rows-[1fr_4rem] gap-2">
      <Button
        look="primary"
        size="lg"
        className="col-span-4 h-full"
        disabled={!canPay}
        onClick={() => till.pay(quote, { kind: 'exact' })}
      >
        <Banknote className="size-7" aria-hidden="true" />
        <span className="text-xl font-bold">{t('pay.exact', { amount: formatMoney(due_minor, currency) })}</span>
        <span className="rounded-sm bg-on-brand/15 px-2 py-0.5 text-sm font-semibold">{t('pay.exactHint')}</span>
      </Button>
      {cashSuggestions(Math.max(due_minor, 1), bankNotes(currency)).map((amount_minor) => (
        <Button
          key={amount_minor}
          look="soft"
          size="lg"
          disabled={!canPay}
          aria-label={t('pay.note', { amount: formatMoney(amount_minor, currency) })}
          onClick={() => till.pay(quote, { kind: 'tendered', amount_minor })}
        >
          <span className="text-xl">{formatRoundMoney(amount_minor, currency)}</span>
        </Button>
      ))}
      <Button
        look="plain"
        size="lg"
        className="col-start-4"
        disabled={!canPay}
        onClick={() => till.ask({ kind: 'cash' })}
      >
        <span className="text-base leading-tight">{t('pay.other')}</span>
      </Button>
    </div>
  );
}
