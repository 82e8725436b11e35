import type { OrderSummary } from '@novapos/api';
import { formatMoney, formatTime } from '@novapos/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { useTranslation } from 'react-i18next';
import { usePlaces } from '../shop/use-places';
import { cardLink } from './card-link';
import { PartCard } from './part-card';

type Props = { orders: UseQueryResult<OrderSummary[]>; store_id: string | undefined };

export function LatestCard({ orders, store_id }: Props) {
  const { t } = useTranslation();
  const { storeOf, textOf } = usePlaces();
  return (
    <PartCard
      title={t('dashboard.latest')}
      query={orders}
      failed={t('dashboard.latestFailed')}
      isNone={(items) => items.length === 0}
      none={t('dashboard.latestNone')}
      actions={
        <Link to="/orders" search={{ store_id }} className={cardLink}>
          {t('dashboard.toOrders')}
        </Link>
      }
    >
      {(items) => (
        <ul className="-my-2 flex flex-col divide-y divide-line">
          {items.map((order) => (
            <li key={order.id} className="relative flex items-baseline gap-3 py-3 text-sm">
              <span className="min-w-0 grow">
                <Link
                  to="/orders/$orderId"
                  params={{ orderId: order.id }}
                  className="font-mono font-semibold text-brand after:absolute after:inset-0"
                >
                  {order.receipt_label}
                </Link>
                <span className="block text-ink-soft wrap-anywhere">
                  {[formatTime(order.created_at, storeOf(order)?.time_zone), textOf(order)].join(' · ')}
                </span>
              </span>
              <span
                className={clsx('shrink-0 font-semibold', order.status === 'voided' && 'text-ink-soft line-through')}
              >
                {formatMoney(order.total_minor, order.currency)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </PartCard>
  );
}
