import type { Order } from '@novapos/api';
import { formatMoney, taxLabel } from '@novapos/core';
import { useTranslation } from 'react-i18next';

export function OrderTotals({ order }: { order: Order }) {
  const { t } = useTranslation();
  const money = (amount_minor: number) => formatMoney(amount_minor, order.currency);
  const rows: [string, number][] = [
    ...(order.discount_minor === 0 ? [] : [[t('order.discount'), -order.discount_minor] as [string, number]]),
    [t('order.net'), order.net_minor],
    ...order.taxes.map((tax): [string, number] => [
      order.prices_include_tax ? t('order.taxIncluded', { tax: taxLabel(tax) }) : taxLabel(tax),
      tax.tax_minor,
    ]),
    ...(order.cash_rounding_minor === 0 ? [] : [[t('order.rounding'), order.cash_rounding_minor] as [string, number]]),
  ];
  return (
    <section aria-label={t('order.total')} className="rounded-lg border border-line bg-surface p-5">
      <dl className="flex flex-col gap-2.5 text-sm">
        {rows.map(([label, amount]) => (
          <Row key={label} label={label} value={money(amount)} />
        ))}
        <div className="flex items-baseline justify-between border-t border-line pt-3">
          <dt className="text-base font-semibold">{t('order.total')}</dt>
          <dd className="text-2xl font-bold tracking-tight">{money(order.due_minor)}</dd>
        </div>
        {order.tenders.map(({ id, kind, amount_minor }) => (
          <Row key={id} label={t(`order.tender.${kind}`)} value={money(amount_minor)} />
        ))}
        <Row label={t('order.change')} value={money(order.change_minor)} />
      </dl>
    </section>
  );
}

function Row({ label, value }: { label: string; value: string }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="text-ink-soft">{label}</dt>
      <dd className="font-medium">{value}</dd>
    </div>
  );
}
