import type { Store } from '@novapos/api';
import { Banner, buttonClass, EmptyState, SelectField, Skeleton } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { ReceiptText } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { LoadProblem } from '../layout/load-problem';
import { useSessionState } from '../session/api';
import { can } from '../session/guard';
import { places } from '../shop/places';
import type { DashboardFilter } from './dashboard-filter';
import { daysAt, hourAt } from './day';
import { DrawersCard } from './drawers-card';
import { Figures } from './figures';
import { LatestCard } from './latest-card';
import { latestOrders, totalsBy } from './queries';
import { StockCard } from './stock-card';

// The figures and lists are there without waiting for what draws the charts.
const Charts = lazy(() => import('./charts'));
const GettingStarted = lazy(() => import('../start/getting-started'));

type Props = { filter: DashboardFilter; onFilter: (filter: DashboardFilter) => void };

export function DashboardPage({ filter, onFilter }: Props) {
  const { t } = useTranslation();
  const shop = useQuery(places());
  const stores = shop.data?.stores ?? [];
  const chosen = stores.find(({ id }) => id === filter.store_id);
  const store = chosen ?? stores[0];
  return (
    <>
      <div className="mb-5 flex flex-wrap items-end gap-x-4 gap-y-3">
        <h1 className="grow text-2xl font-bold tracking-tight">{t('dashboard.title')}</h1>
        {stores.length > 1 && (
          <SelectField
            label={t('dashboard.store')}
            value={chosen?.id ?? ''}
            options={[
              { value: '', label: t('dashboard.everyStore') },
              ...stores.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={({ target }) => onFilter({ store_id: target.value || undefined })}
            className="w-full sm:w-64"
          />
        )}
      </div>
      {shop.isPending && <Skeleton className="h-96 w-full rounded-lg" />}
      {shop.isError && !shop.data && (
        <LoadProblem title={t('dashboard.figuresFailed')} error={shop.error} onRetry={() => void shop.refetch()} />
      )}
      {store && <Day store={store} isChosen={chosen !== undefined} stores={stores} />}
    </>
  );
}

/** The day of one store, or of all of them by the clock and in the currency of this one. */
function Day({ store, isChosen, stores }: { store: Store; isChosen: boolean; stores: readonly Store[] }) {
  const { t } = useTranslation();
  const { session } = useSessionState();
  const store_id = isChosen ? store.id : undefined;
  const now_ms = Date.now();
  const days = daysAt(now_ms, store);
  const { currency, day_cutoff: cutoff } = store;
  const inCurrency = <Row extends { currency: { code: string } }>(rows: Row[]) =>
    rows.filter((row) => row.currency.code === currency.code);
  const today = useQuery({ ...totalsBy('hour', { day: days.today, store_id }), select: inCurrency });
  const before = useQuery({ ...totalsBy('hour', { day: days.before, store_id }), select: inCurrency });
  const orders = useQuery(latestOrders(store_id));

  if (orders.data?.length === 0) {
    if (!isChosen && can(session, 'update_shop')) {
      return (
        <Suspense fallback={<Skeleton className="h-96 w-full rounded-lg" />}>
          <GettingStarted />
        </Suspense>
      );
    }
    return (
      <EmptyState
        icon={ReceiptText}
        title={t('dashboard.emptyTitle')}
        action={
          <a href="/pos/" className={buttonClass({ look: 'primary' })}>
            {t('dashboard.toTill')}
          </a>
        }
      >
        {t('dashboard.emptyHelp')}
      </EmptyState>
    );
  }
  const hasOthers = !isChosen && stores.some((each) => each.currency.code !== currency.code);
  return (
    <div className="flex flex-col gap-5">
      {hasOthers && <Banner look="info">{t('dashboard.otherCurrencies', { currency: currency.code })}</Banner>}
      <Figures
        today={today}
        before={before}
        days={days}
        clock={{ hour: hourAt(now_ms, store), cutoff }}
        currency={currency}
      />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Suspense fallback={<Skeleton className="h-96 w-full rounded-lg" />}>
          <Charts
            today={today}
            before={before}
            days={days}
            store={store}
            store_id={store_id}
            hasStores={!isChosen && stores.length > 1}
          />
        </Suspense>
        <div className="flex min-w-0 flex-col gap-5">
          {can(session, 'list_goods_stock') && <StockCard location_id={isChosen ? store.location_id : undefined} />}
          {can(session, 'list_sessions') && <DrawersCard store_id={store_id} />}
          <LatestCard orders={orders} store_id={store_id} />
        </div>
      </div>
    </div>
  );
}
