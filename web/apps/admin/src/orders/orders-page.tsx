import type { OrderSummary } from '@novapos/api';
import { describeError, formatDateTime, formatMoney } from '@novapos/core';
import { Banner, Button, type Column } from '@novapos/ui';
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { Download, ReceiptText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { exportFile } from '../export-file';
import { ListBody } from '../lists/list-body';
import { ListHead } from '../lists/list-head';
import { places } from '../shop/places';
import { isFiltered, type OrderFilter, sortNamed, sortOf } from './order-filter';
import { OrderFilters } from './order-filters';
import { OrderStatus } from './order-status';
import { orderPages } from './queries';
import { dayAfter, inReach } from './reach';

const EXPORT_DAYS = 31;

type Props = { filter: OrderFilter; onFilter: (filter: OrderFilter) => void };

export function OrdersPage({ filter: asked, onFilter }: Props) {
  const { t } = useTranslation();
  const today = new Date().toLocaleDateString('sv');
  const filter = inReach(asked, today);
  const pages = useInfiniteQuery(orderPages(filter));
  const columns = useOrderColumns();
  const exporting = useMutation({
    mutationFn: () => exportFile(`/orders/export?${exportQuery(filter, today)}`, 'orders'),
  });
  const orders = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const shown = pages.hasNextPage
    ? t('orders.shownMore', { count: orders.length })
    : t('orders.shown', { count: orders.length });

  return (
    <>
      <ListHead title={t('orders.title')} shown={orders.length > 0 ? shown : null}>
        {isFiltered(filter) && orders.length > 0 && (
          <Button look="quiet" onClick={() => onFilter({})}>
            {t('list.clear')}
          </Button>
        )}
        <Button isBusy={exporting.isPending} onClick={() => exporting.mutate()}>
          <Download className="size-5" aria-hidden="true" />
          {t('stock.export')}
        </Button>
      </ListHead>
      {exporting.isError && (
        <Banner look="danger" className="mb-5">
          {t('stock.exportFailed', { reason: describeError(t, exporting.error) })}
        </Banner>
      )}
      <OrderFilters filter={filter} today={today} onFilter={onFilter} />
      <ListBody
        caption={t('orders.title')}
        columns={columns}
        rows={orders}
        keyOf={(order) => order.id}
        query={pages}
        failed={t('orders.failed')}
        none={{ icon: ReceiptText, title: t('orders.none'), help: t('orders.noneHelp') }}
        isFiltered={isFiltered(filter)}
        sort={sortOf(filter)}
        onSort={(sort) => onFilter({ ...filter, sort: sortNamed(sort) })}
        onClear={() => onFilter({})}
        more={
          pages.hasNextPage ? { isBusy: pages.isFetchingNextPage, onMore: () => void pages.fetchNextPage() } : undefined
        }
      />
    </>
  );
}

/** The list's own filters; a file needs a period: without one, the last 31 days until today. */
function exportQuery({ from, to, sort, ...rest }: OrderFilter, today: string): URLSearchParams {
  const last = to ?? today;
  const first = from ?? dayAfter(last, 1 - EXPORT_DAYS);
  const filters = Object.entries({ ...rest, from: first, to: last }).filter(([, value]) => value !== undefined);
  return new URLSearchParams(filters.map(([name, value]): [string, string] => [name, String(value)]));
}

function useOrderColumns(): Column<OrderSummary>[] {
  const { t } = useTranslation();
  const { data } = useQuery(places());
  const storeOf = (order: OrderSummary) => data?.stores.find((store) => store.id === order.store_id);
  const registerOf = (order: OrderSummary) => data?.registers.find((register) => register.id === order.register_id);
  return [
    {
      id: 'receipt',
      head: t('orders.column.receipt'),
      cell: (order) => (
        // The whole row is the link's target: its box covers the row.
        <Link to="/orders/$orderId" params={{ orderId: order.id }} className="after:absolute after:inset-0">
          <span className="font-mono text-sm font-semibold text-brand">{order.receipt_label}</span>
          {order.status === 'voided' && (
            <span className="mt-1 block md:hidden">
              <OrderStatus status={order.status} />
            </span>
          )}
        </Link>
      ),
    },
    {
      id: 'time',
      head: t('orders.column.time'),
      isSortable: true,
      cell: (order) => (
        <span className="max-md:whitespace-normal">{formatDateTime(order.created_at, storeOf(order)?.time_zone)}</span>
      ),
    },
    {
      id: 'place',
      head: t('orders.column.place'),
      cell: (order) => [storeOf(order)?.name, registerOf(order)?.name].filter(Boolean).join(' · '),
      isSecondary: true,
    },
    { id: 'cashier', head: t('orders.column.cashier'), cell: (order) => order.cashier_name, isSecondary: true },
    {
      id: 'items',
      head: t('orders.column.items'),
      cell: (order) => order.line_count,
      isNumber: true,
      isSecondary: true,
    },
    {
      id: 'status',
      head: t('orders.column.status'),
      cell: (order) => <OrderStatus status={order.status} />,
      isSecondary: true,
    },
    {
      id: 'total',
      head: t('orders.column.total'),
      cell: (order) => (
        <span className={clsx('font-semibold', order.status === 'voided' && 'text-ink-soft line-through')}>
          {formatMoney(order.total_minor, order.currency)}
        </span>
      ),
      isNumber: true,
      isSortable: true,
    },
  ];
}
