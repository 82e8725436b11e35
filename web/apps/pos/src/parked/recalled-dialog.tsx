import { formatMoney } from '@novapos/core';
import { Button, Dialog } from '@novapos/ui';
import { useTranslation } from 'react-i18next';
import type { CartQuote } from '../till/pricing';
import { useCurrency } from '../till/use-till';
import type { ParkedSale, PriceDifference } from './parked-sale';

type Props = { sale: ParkedSale; differences: PriceDifference[]; quote: CartQuote; onClose: () => void };

/** Said before the money changes hands: a sale that waited costs something else now. */
export function RecalledDialog({ sale, differences, quote, onClose }: Props) {
  const { t } = useTranslation();
  const currency = useCurrency();
  const money = (amount_minor: number) => formatMoney(amount_minor, currency);
  return (
    <Dialog
      role="alertdialog"
      title={t('recalled.title')}
      onClose={onClose}
      footer={
        <Button look="primary" size="lg" className="grow" data-autofocus onClick={onClose}>
          {t('recalled.ok')}
        </Button>
      }
    >
      <p className="mb-4 text-ink-soft">{t('recalled.help', { name: sale.name })}</p>
      <ul className="flex flex-col gap-2">
        {differences.map(({ line, was_minor, now_minor }) => (
          <li key={line.id} className="flex items-baseline gap-3">
            <span className="min-w-0 grow font-semibold break-words">
              <bdi>{line.name}</bdi>
            </span>
            <s className="text-ink-soft">{money(was_minor)}</s>
            <span className="font-bold">{now_minor === null ? t('recalled.notSold') : money(now_minor)}</span>
          </li>
        ))}
      </ul>
      <p className="mt-5 flex items-baseline justify-between border-t border-line pt-4 text-lg">
        <span>{t('cart.total')}</span>
        <span>
          {sale.due_minor !== null && <s className="text-ink-soft">{money(sale.due_minor)}</s>}{' '}
          <span className="ms-2 text-2xl font-bold">{money(quote.cash_total_minor)}</span>
        </span>
      </p>
    </Dialog>
  );
}
