import type { Deposit } from '@novapos/api';
import { formatDateTime, formatMoney, minorToDecimal } from '@novapos/core';
import { Banner, Button, type Column, SelectField, Skeleton } from '@novapos/ui';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Landmark } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LoadProblem } from '../layout/load-problem';
import { ExportButton, ExportProblem, useExport } from '../lists/export-button';
import { ListBody } from '../lists/list-body';
import { ListHead } from '../lists/list-head';
import { sortNamed, sortOf } from '../lists/sorting';
import { everyPage, tableFile } from '../lists/table-file';
import { places } from '../shop/places';
import { depositSorts, type SafeFilter } from './cash-filter';
import { DepositDialog } from './deposit-dialog';
import { safePages } from './queries';

type Store = { id: string; name: string; time_zone: string; currency: { code: string; exponent: number } };
type Props = {
  filter: SafeFilter;
  onFilter: (filter: SafeFilter) => void;
  maySee: (store_id: string) => boolean;
};

export function SafePage({ filter, onFilter, maySee }: Props) {
  const { t } = useTranslation();
  const shop = useQuery(places());
  const stores = shop.data?.stores.filter(({ id }) => maySee(id)) ?? [];
  const store = stores.find(({ id }) => id === filter.store_id) ?? stores[0];
  return (
    <>
      {shop.isError && !shop.data && (
        <LoadProblem title={t('safe.failed')} error={shop.error} onRetry={() => void shop.refetch()} />
      )}
      {shop.isPending && <Skeleton className="h-96 w-full rounded-lg" />}
      {store && (
        <SafeOfStore
          key={store.id}
          store={store}
          sort={filter.sort}
          onSort={(sort) => onFilter({ ...filter, sort })}
          choice={
            <SelectField
              label={t('safe.store')}
              value={store.id}
              options={stores.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={({ target }) => onFilter({ ...filter, store_id: target.value })}
              className="sm:w-72"
            />
          }
        />
      )}
    </>
  );
}

type OfStoreProps = {
  store: Store;
  choice: React.ReactNode;
  sort: SafeFilter['sort'];
  onSort: (sort: SafeFilter['sort']) => void;
};

function SafeOfStore({ store, choice, sort, onSort }: OfStoreProps) {
  const { t } = useTranslation();
  const pages = useInfiniteQuery(safePages(store.id, sort));
  const [isOpen, setIsOpen] = useState(false);
  const [made, setMade] = useState<Deposit | null>(null);
  const deposits = pages.data?.pages.flatMap((page) => page.deposits.items) ?? [];
  const exporting = useExport('deposits');
  const in_safe_minor = pages.data?.pages[0]?.in_safe_minor;
  return (
    <>
      <ListHead title={t('safe.title')} shown={null}>
        <ExportButton exporting={exporting} from={() => depositsFile(store.id, sort)} />
        <Button
          look="primary"
          onClick={() => {
            setMade(null);
            setIsOpen(true);
          }}
        >
          <Landmark className="size-5" aria-hidden="true" />
          {t('safe.deposit')}
        </Button>
      </ListHead>
      <ExportProblem exporting={exporting} />
      {made && (
        <Banner look="info" className="mb-5">
          {t('safe.done', { amount: formatMoney(made.amount_minor, made.currency) })}
        </Banner>
      )}
      <search aria-label={t('list.filters')} className="mb-5">
        {choice}
      </search>
      {typeof in_safe_minor === 'number' && (
        <section aria-label={t('safe.inSafe')} className="mb-6 rounded-lg border border-line bg-surface p-5">
          <p className="text-sm text-ink-soft">{t('safe.inSafe')}</p>
          <p className="text-3xl font-bold tracking-tight">{formatMoney(in_safe_minor, store.currency)}</p>
          {in_safe_minor < 0 && <p className="mt-1 text-sm text-ink-soft">{t('safe.negative')}</p>}
        </section>
      )}
      <h2 className="mb-3 font-semibold">{t('safe.deposits')}</h2>
      <ListBody
        caption={t('safe.deposits')}
        columns={useColumns(store.time_zone)}
        rows={deposits}
        keyOf={({ id }) => id}
        query={pages}
        failed={t('safe.failed')}
        none={{ icon: Landmark, title: t('safe.none'), help: t('safe.noneHelp') }}
        isFiltered={false}
        onClear={() => undefined}
        sort={sortOf(sort ?? depositSorts[0])}
        onSort={(chosen) => onSort(sortNamed(depositSorts, chosen))}
        more={
          pages.hasNextPage ? { isBusy: pages.isFetchingNextPage, onMore: () => void pages.fetchNextPage() } : undefined
        }
      />
      {isOpen && (
        <DepositDialog
          store_id={store.id}
          currency={store.currency}
          onClose={() => setIsOpen(false)}
          onDone={(deposit) => {
            setMade(deposit);
            setIsOpen(false);
          }}
        />
      )}
    </>
  );
}

async function depositsFile(store_id: string, sort: SafeFilter['sort']): Promise<string> {
  const pages = await everyPage(safePages(store_id, sort));
  return tableFile(
    pages.flatMap(({ deposits }) => deposits.items),
    {
      reference: ({ reference }) => reference,
      at: ({ at }) => at,
      by: ({ by }) => by.name,
      amount: ({ amount_minor, currency }) => minorToDecimal(amount_minor, currency.exponent),
      currency: ({ currency }) => currency.code,
      deposit_id: ({ id }) => id,
    },
  );
}

function useColumns(time_zone: string): Column<Deposit>[] {
  const { t } = useTranslation();
  return [
    {
      id: 'reference',
      head: t('safe.column.reference'),
      cell: ({ reference, at }) => (
        <span className="font-semibold wrap-anywhere whitespace-normal">
          {reference}
          <span className="block text-sm font-normal text-ink-soft md:hidden">{formatDateTime(at, time_zone)}</span>
        </span>
      ),
    },
    {
      id: 'at',
      head: t('safe.column.at'),
      isSortable: true,
      isFallingFirst: true,
      isSecondary: true,
      cell: ({ at }) => formatDateTime(at, time_zone),
    },
    { id: 'by', head: t('safe.column.by'), isSecondary: true, cell: ({ by }) => by.name },
    {
      id: 'amount',
      head: t('safe.column.amount'),
      isNumber: true,
      cell: ({ amount_minor, currency }) => (
        <span className="font-semibold">{formatMoney(amount_minor, currency)}</span>
      ),
    },
  ];
}
