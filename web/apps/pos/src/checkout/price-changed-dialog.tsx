import type { Quote } from '@novapos/api';
import { formatMoney } from '@novapos/core';
import { Button, Dialog } from '@novapos/ui';
import { useTranslation } from 'react-i18next';
import type { Cash, StoredSale } from '../offline/till-db';
import { useCurrency, useTill } from '../till/use-till';
import { cashAmount } from './sale-body';

type Props = { sale: StoredSale; quote: Quote; cash: Cash };

export function PriceChangedDialog({ sale, quote, cash }: Props) {
  const { t } = useTranslation();
  const till = useTill();
  const currency = useCurrency();
  const money = (amount_minor: number) => formatMoney(amount_minor, currency);
  const due_minor = quote.cash_total_minor;
  const change_minor = cashAmount(cash, due_minor) - due_minor;
  const missing_minor = sale.cash.kind === 'tendered' ? due_minor - sale.cash.amount_minor : 0;

  return (
    <Dialog
      role="alertdialog"
      title={t('priceChanged.title')}
      footer={
        <>
          <Button size="lg" className="grow" onClick={() => till.checkout.backToCart()}>
            {t('priceChanged.back')}
          </Button>
          <Button look="primary" size="lg" className="grow" onClick={() => void till.checkout.acceptNewPrice()}>
            {t('priceChanged.accept', { amount: money(due_minor) })}
          </Button>
        </>
      }
    >
      <p className="text-ink-soft">{t('priceChanged.help')}</p>
      <dl className="my-5 grid grid-cols-2 gap-3">
        <div className="rounded-lg bg-sunken p-4">
          <dt className="text-sm text-ink-soft">{t('priceChanged.was')}</dt>
          <dd className="text-2xl font-semibold text-ink-soft line-through">{money(sale.body.expected.due_minor)}</dd>
        </div>
        <div className="rounded-lg bg-brand-soft p-4">
          <dt className="text-sm text-ink-soft">{t('priceChanged.now')}</dt>
          <dd className="text-2xl font-bold">{money(due_minor)}</dd>
        </div>
      </dl>
      {missing_minor > 0 && (
        <p className="font-semibold">{t('priceChanged.missing', { amount: money(missing_minor) })}</p>
      )}
      {change_minor > 0 && <p className="font-semibold">{t('priceChanged.change', { amount: money(change_minor) })}</p>}
    </Dialog>
  );
}
