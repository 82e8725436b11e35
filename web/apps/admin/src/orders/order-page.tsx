import type { Order } from '@novapos/api';
import { describeError, formatDate, formatDateTime } from '@novapos/core';
import { Banner, Button, EmptyState, Skeleton } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowLeft, Ban, CloudOff, ReceiptText } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { places } from '../shop/places';
import { OrderLines } from './order-lines';
import { OrderStatus } from './order-status';
import { OrderTotals } from './order-totals';
import { order as orderQuery } from './queries';
import { ReceiptDialog } from './receipt-dialog';
import { VoidDialog } from './void-dialog';

type Props = { order_id: string; canVoid: boolean };

export function OrderPage({ order_id, canVoid }: Props) {
  const { t } = useTranslation();
  const order = useQuery(orderQuery(order_id));
  return (
    <>
      <Link
        to="/orders"
        className="-ms-2 mb-2 inline-flex h-12 items-center gap-2 rounded-md px-2 font-semibold text-ink-soft hover:bg-ink/6"
      >
        <ArrowLeft className="size-5" aria-hidden="true" />
        {t('orders.title')}
      </Link>
      {order.isPending && <Skeleton className="h-96 w-full rounded-lg" />}
      {order.isError && (
        <EmptyState
          icon={CloudOff}
          title={t('order.failed')}
          action={<Button onClick={() => void order.refetch()}>{t('common.retry')}</Button>}
        >
          {describeError(t, order.error)}
        </EmptyState>
      )}
      {order.isSuccess && <OrderDetails order={order.data} canVoid={canVoid} />}
    </>
  );
}

function OrderDetails({ order, canVoid }: { order: Order; canVoid: boolean }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'receipt' | 'void' | null>(null);
  const time_zone = useStoreOf(order).store?.time_zone;
  const isVoided = order.status === 'voided';

  return (
    <>
      <header className="mb-5 flex flex-wrap items-center gap-3">
        <h1 className="text-2xl font-bold tracking-tight">{t('order.title', { label: order.receipt_label })}</h1>
        <OrderStatus status={order.status} />
        <div className="flex flex-wrap gap-2 sm:ms-auto">
          <Button onClick={() => setOpen('receipt')}>
            <ReceiptText className="size-5" aria-hidden="true" />
            {t('order.receipt')}
          </Button>
          {canVoid && !isVoided && (
            <Button look="dangerPlain" onClick={() => setOpen('void')}>
              <Ban className="size-5" aria-hidden="true" />
              {t('order.void')}
            </Button>
          )}
        </div>
      </header>
      {order.voided && (
        <Banner look="danger" className="mb-5">
          {t('order.voided', { name: order.voided.user_name, at: formatDateTime(order.voided.at, time_zone) })}
          <span className="block font-normal">{order.voided.reason}</span>
        </Banner>
      )}
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <OrderLines order={order} />
        <div className="flex flex-col gap-5">
          <OrderTotals order={order} />
          <Facts order={order} />
        </div>
      </div>
      {open === 'receipt' && <ReceiptDialog order={order} onClose={() => setOpen(null)} />}
      {open === 'void' && <VoidDialog order={order} onClose={() => setOpen(null)} />}
    </>
  );
}

function Facts({ order }: { order: Order }) {
  const { t } = useTranslation();
  const { store, register } = useStoreOf(order);
  const facts = [
    [t('order.place'), [store?.name, register?.name].filter(Boolean).join(' · ')],
    [t('order.cashier'), order.cashier_name],
    [t('order.businessDate'), formatDate(order.business_date)],
    [t('order.soldAt'), formatDateTime(order.created_at, store?.time_zone)],
    [t('order.deviceAt'), formatDateTime(order.device_at, store?.time_zone)],
    [t('order.number'), String(order.receipt_number)],
  ] as const;
  return (
    <section aria-label={t('order.facts')} className="rounded-lg border border-line bg-surface p-5">
      <h2 className="mb-3 font-semibold">{t('order.facts')}</h2>
      <dl className="flex flex-col gap-2.5 text-sm">
        {facts.map(([label, value]) => (
          <div key={label} className="flex justify-between gap-4">
            <dt className="text-ink-soft">{label}</dt>
            <dd className="text-end font-medium">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function useStoreOf(order: Order) {
  const { data } = useQuery(places());
  return {
    store: data?.stores.find(({ id }) => id === order.store_id),
    register: data?.registers.find(({ id }) => id === order.register_id),
  };
}
