import type { OrderSummary } from '@novapos/api';
import { formatDateTime, formatMoney } from '@novapos/core';
import { Button, type Column } from '@novapos/ui';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { ReceiptText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ExportButton, ExportProblem, useExport } from '../lists/export-button';
import { ListBody } from '../lists/list-body';
import { ListHead } from '../lists/list-head';
import { fileQuery } from '../lists/period';
import { sortNamed, sortOf } from '../lists/sorting';
import { places } from '../shop/places';
import { isFiltered, type OrderFilter, orderSorts } from './order-filter';
import { OrderFilters } from './order-filters';
import { OrderStatus } from './order-status';
import { orderPages } from './queries';
import { inReach } from './reach';

type Props = { filter: OrderFilter; onFilter: (filter: OrderFilter) => void };

export function OrdersPage({ filter: asked, onFilter }: Props) {
  const { t } = useTranslation();
  const today = new Date().toLocaleDateString('sv');
  const filter = inReach(asked, today);
  const pages = useInfiniteQuery(orderPages(filter));
  const columns = useOrderColumns();
  const exporting = useExport('orders');
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
        <ExportButton exporting={exporting} from={`/orders/export?${fileQuery(filter, today)}`} />
      </ListHead>
      <ExportProblem exporting={exporting} />
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
        sort={sortOf(filter.sort ?? orderSorts[0])}
        onSort={(sort) => onFilter({ ...filter, sort: sortNamed(orderSorts, sort) })}
        onClear={() => onFilter({})}
        more={
          pages.hasNextPage ? { isBusy: pages.isFetchingNextPage, onMore: () => void pages.fetchNextPage() } : undefined
        }
      />
    </>
  );
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
      id: 'created_at',
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
