import type { Order } from '@novapos/api';
import { describeError, formatMoney } from '@novapos/core';
import { Banner, Button } from '@novapos/ui';
import { Check, Printer, ReceiptText } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lazyPart } from '../app/lazy-part';
import { useOwnReceipt } from '../sales/prints-itself';
import { useTill } from '../till/use-till';

const ReceiptDialog = lazyPart(() => import('../sales/receipt-dialog').then((m) => m.ReceiptDialog));

/** The change, readable from the other side of the counter. It blocks nothing: the next scan begins the next sale. */
export function DonePanel({ order, onClose }: { order: Order; onClose?: () => void }) {
  const { t } = useTranslation();
  const till = useTill();
  const [receipt, setReceipt] = useState<'show' | 'print' | null>(null);
  const own = useOwnReceipt(order.id);
  const [wasPrinted, setWasPrinted] = useState(false);
  const money = (amount_minor: number) => formatMoney(amount_minor, order.currency);
  const hasChange = order.change_minor > 0;

  const next = () => {
    till.checkout.finish();
    onClose?.();
  };

  return (
    <div className="flex h-full animate-fade flex-col p-5 pb-[max(1.25rem,env(safe-area-inset-bottom))]">
      <p className="flex items-center gap-2.5 text-lg font-semibold">
        <span className="grid size-8 place-items-center rounded-full bg-ok text-surface">
          <Check className="size-5 stroke-3" aria-hidden="true" />
        </span>
        {t('done.title')}
        <span className="ms-auto font-mono text-base font-normal text-ink-soft">{order.receipt_label}</span>
      </p>
      <div role="status" className="grid grow place-content-center justify-items-center gap-2 text-center">
        <p className="text-xl font-medium text-ink-soft">{t(hasChange ? 'done.change' : 'done.noChange')}</p>
        <p className="text-5xl font-bold tracking-tight @md:text-[5.5rem]">{money(order.change_minor)}</p>
        <p className="text-lg text-ink-soft">
          {hasChange
            ? t('done.paid', { paid: money(order.paid_minor), total: money(order.due_minor) })
            : t('done.paidExactly')}
        </p>
      </div>
      {own.error !== null && !wasPrinted && (
        <Banner look="danger" className="mb-4">
          {describeError(t, own.error)}
        </Banner>
      )}
      <p className="mb-4 text-center text-sm text-ink-soft">
        {own.isPrinted && <span className="block font-semibold text-ink">{t('done.printed')}</span>}
        {t('done.hint')}
      </p>
      <div className="grid gap-2">
        <div className="grid grid-cols-2 gap-2">
          <Button size="lg" onClick={() => setReceipt('show')}>
            <ReceiptText className="size-6" aria-hidden="true" />
            <span className="text-base">{t('done.showReceipt')}</span>
          </Button>
          <Button size="lg" onClick={() => setReceipt('print')}>
            <Printer className="size-6" aria-hidden="true" />
            <span className="text-base">{t('common.print')}</span>
          </Button>
        </div>
        <Button look="primary" size="lg" className="h-18" autoFocus onClick={next}>
          <span className="text-xl">{t('done.next')}</span>
        </Button>
      </div>
      {receipt && (
        <Suspense>
          <ReceiptDialog
            order_id={order.id}
            label={order.receipt_label}
            isPrinting={receipt === 'print'}
            isCopy={wasPrinted || own.isPrinted}
            onPrinted={() => setWasPrinted(true)}
            onClose={() => setReceipt(null)}
          />
        </Suspense>
      )}
    </div>
  );
}
