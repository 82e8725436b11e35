import { businessDate, describeError } from '@novapos/core';
import { Button, Dialog, EmptyState, Skeleton } from '@novapos/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ArrowLeft, CloudOff, ReceiptText, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { goTo } from '../app/screen';
import { useIsWide } from '../till/use-is-wide';
import { useMinute, useSetup } from '../till/use-till';
import { WithQueries } from '../with-queries';
import { salesOfDay } from './queries';
import { Receipt } from './receipt';
import { SaleActions } from './sale-actions';
import { SaleRow } from './sale-row';

/** This register's sales of the business day, each with its receipt beside it. */
export function SalesScreen() {
  return (
    <WithQueries>
      <SalesOfToday />
    </WithQueries>
  );
}

function SalesOfToday() {
  const { t } = useTranslation();
  const { register, store } = useSetup();
  const isWide = useIsWide();
  const today = businessDate(useMinute(), store);
  const sales = useInfiniteQuery(salesOfDay(register.id, today));
  const [selected_id, setSelected] = useState<string | null>(null);
  const orders = sales.data?.pages.flatMap((page) => page.items) ?? [];
  const selected = orders.find((order) => order.id === selected_id);

  return (
    <main className="grid h-dvh lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <section className="flex min-h-0 min-w-0 flex-col">
        <header className="flex items-center gap-2 px-3 py-3 sm:px-4 sm:py-4">
          <Button look="quiet" size="icon" aria-label={t('common.back')} onClick={() => goTo('sale')}>
            <ArrowLeft className="size-6 rtl:-scale-x-100" aria-hidden="true" />
          </Button>
          <h1 className="text-xl font-bold tracking-tight">{t('sales.title')}</h1>
          {orders.length > 0 && !sales.hasNextPage && (
            <span className="text-ink-soft">{t('sales.count', { count: orders.length })}</span>
          )}
          <Button
            look="quiet"
            size="icon"
            className="ms-auto"
            aria-label={t('sales.refresh')}
            isBusy={sales.isRefetching}
            onClick={() => void sales.refetch()}
          >
            <RefreshCw className="size-5" aria-hidden="true" />
          </Button>
        </header>
        <div className="flex min-h-0 grow flex-col overflow-y-auto px-3 pt-0.5 pb-5 sm:px-5">
          {sales.isPending && <Skeleton className="h-60 w-full rounded-xl" />}
          {sales.isError && (
            <EmptyState
              icon={CloudOff}
              title={t('sales.failed')}
              action={<Button onClick={() => void sales.refetch()}>{t('common.retry')}</Button>}
            >
              {describeError(t, sales.error)}
            </EmptyState>
          )}
          {sales.isSuccess && orders.length === 0 && (
            <EmptyState icon={ReceiptText} title={t('sales.none')}>
              {t('sales.noneHelp')}
            </EmptyState>
          )}
          {orders.length > 0 && (
            <ul className="shrink-0 overflow-hidden rounded-xl bg-surface shadow-card">
              {orders.map((order) => (
                <SaleRow
                  key={order.id}
                  order={order}
                  time_zone={store.time_zone}
                  isSelected={order.id === selected_id}
                  onSelect={() => setSelected(order.id)}
                />
              ))}
            </ul>
          )}
          {sales.hasNextPage && (
            <Button
              look="quiet"
              className="mx-auto mt-4"
              isBusy={sales.isFetchingNextPage}
              onClick={() => void sales.fetchNextPage()}
            >
              {t('sales.more')}
            </Button>
          )}
        </div>
      </section>
      {isWide ? (
        <aside aria-label={t('common.receipt')} className="flex min-h-0 flex-col border-s border-line bg-sunken">
          {selected ? (
            <>
              <div className="min-h-0 grow overflow-y-auto p-6">
                <Receipt order_id={selected.id} isCopy />
              </div>
              <div className="flex flex-wrap gap-3 border-t border-line bg-surface p-5">
                <SaleActions key={selected.id} order={selected} />
              </div>
            </>
          ) : (
            <EmptyState icon={ReceiptText} title={t('sales.pick')} />
          )}
        </aside>
      ) : (
        selected && (
          <Dialog
            title={t('sales.receiptOf', { label: selected.receipt_label })}
            onClose={() => setSelected(null)}
            closeLabel={t('common.close')}
            footer={<SaleActions order={selected} />}
          >
            <Receipt order_id={selected.id} isCopy />
          </Dialog>
        )
      )}
    </main>
  );
}
