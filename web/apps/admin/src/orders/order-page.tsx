import type { Order } from '@novapos/api';
import { formatDate, formatDateTime } from '@novapos/core';
import { Banner, Button, Skeleton } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { Ban, Mail, ReceiptText } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BackLink } from '../layout/back-link';
import { Card } from '../layout/card';
import { Facts } from '../layout/facts';
import { LoadProblem } from '../layout/load-problem';
import { places } from '../shop/places';
import { EmailDialog } from './email-dialog';
import { OrderHistory } from './order-history';
import { OrderLines } from './order-lines';
import { OrderStatus } from './order-status';
import { OrderTotals } from './order-totals';
import { order as orderQuery } from './queries';
import { ReceiptDialog } from './receipt-dialog';
import { VoidDialog } from './void-dialog';

/** What whoever is signed in may do with the orders of a store. */
type Rights = { mayVoid: (store_id: string) => boolean; mayEmail: (store_id: string) => boolean };
type Props = Rights & { order_id: string };

export function OrderPage({ order_id, mayVoid, mayEmail }: Props) {
  const { t } = useTranslation();
  const order = useQuery(orderQuery(order_id));
  return (
    <>
      <BackLink to="/orders">{t('orders.title')}</BackLink>
      {order.isPending && <Skeleton className="h-96 w-full rounded-lg" />}
      {order.isError && !order.data && (
        <LoadProblem title={t('order.failed')} error={order.error} onRetry={() => void order.refetch()} />
      )}
      {order.data && (
        <OrderDetails
          order={order.data}
          canVoid={mayVoid(order.data.store_id)}
          canEmail={mayEmail(order.data.store_id)}
        />
      )}
    </>
  );
}

type DetailsProps = { order: Order; canVoid: boolean; canEmail: boolean };

function OrderDetails({ order, canVoid, canEmail }: DetailsProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'receipt' | 'email' | 'void' | null>(null);
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
          {canEmail && (
            <Button onClick={() => setOpen('email')}>
              <Mail className="size-5" aria-hidden="true" />
              {t('receiptEmail.open')}
            </Button>
          )}
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
          <OrderHistory order={order} time_zone={time_zone} />
          <OrderFacts order={order} />
        </div>
      </div>
      {open === 'receipt' && <ReceiptDialog order={order} onClose={() => setOpen(null)} />}
      {open === 'email' && <EmailDialog order={order} onClose={() => setOpen(null)} />}
      {open === 'void' && <VoidDialog order={order} onClose={() => setOpen(null)} />}
    </>
  );
}

function OrderFacts({ order }: { order: Order }) {
  const { t } = useTranslation();
  const { store, register } = useStoreOf(order);
  return (
    <Card title={t('order.facts')}>
      <Facts
        facts={[
          [t('order.place'), [store?.name, register?.name].filter(Boolean).join(' · ')],
          [t('order.businessDate'), formatDate(order.business_date)],
          [t('order.deviceAt'), formatDateTime(order.device_at, store?.time_zone)],
          [t('order.number'), String(order.receipt_number)],
        ]}
      />
    </Card>
  );
}

function useStoreOf(order: Order) {
  const { data } = useQuery(places());
  return {
    store: data?.stores.find(({ id }) => id === order.store_id),
    register: data?.registers.find(({ id }) => id === order.register_id),
  };
}
