import type { Order } from '@novapos/api';
import { formatDateTime } from '@novapos/core';
import { useTranslation } from 'react-i18next';
import { Card } from '../layout/card';

type Props = { order: Order; time_zone: string | undefined };

/** What became of an order, oldest first. */
export function OrderHistory({ order, time_zone }: Props) {
  const { t } = useTranslation();
  const { voided } = order;
  const steps = [
    { what: t('order.sold', { name: order.cashier_name }), at: order.created_at, why: null },
    ...(voided ? [{ what: t('order.wasVoided', { name: voided.user_name }), at: voided.at, why: voided.reason }] : []),
  ];
  return (
    <Card title={t('order.history')}>
      <ol className="flex flex-col gap-3 text-sm">
        {steps.map(({ what, at, why }) => (
          <li key={at}>
            <p className="font-medium wrap-anywhere">{what}</p>
            <p className="text-ink-soft">{formatDateTime(at, time_zone)}</p>
            {why && <p className="wrap-anywhere">{why}</p>}
          </li>
        ))}
      </ol>
    </Card>
  );
}
