import type { Product, StockMove, Store } from '@novapos/api';
import { formatDateTime, formatQuantityChange, minorToDecimal } from '@novapos/core';
import { type Column, SelectField } from '@novapos/ui';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { History } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ExportButton, ExportProblem, useExport } from '../lists/export-button';
import { ListBody } from '../lists/list-body';
import { sortNamed, sortOf } from '../lists/sorting';
import { everyPage, tableFile } from '../lists/table-file';
import { cashiers } from '../orders/queries';
import { useSessionState } from '../session/api';
import { can } from '../session/guard';
import { movePages } from './queries';
import { type MovesFilter, moveSorts } from './stock-filter';

type Props = {
  product: Product;
  stores: Store[];
  filter: MovesFilter;
  onFilter: (filter: MovesFilter) => void;
};

type Kind = 'receipt';
type Bucket = 'shelf';
type Reason = 'other';

/** All that ever moved a product. */
export function GoodsHistory({ product, stores, filter, onFilter }: Props) {
  const { t } = useTranslation();
  const { session } = useSessionState();
  const staff = useQuery({ ...cashiers(), enabled: can(session, 'list_users') });
  const pages = useInfiniteQuery(movePages(product.id, filter));
  const moves = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const storeOf = (move: StockMove) => stores.find((store) => store.location_id === move.location_id);
  const exporting = useExport('stock-moves');
  const personOf = ({ user_id }: StockMove) => staff.data?.find(({ id }) => id === user_id)?.name;
  const movesFile = async () => {
    const all = await everyPage(movePages(product.id, filter));
    return tableFile(
      all.flatMap(({ items }) => items),
      {
        at: ({ at }) => at,
        kind: ({ kind }) => kind,
        bucket: ({ bucket }) => bucket,
        quantity: ({ quantity_milli }) => minorToDecimal(quantity_milli, 3),
        place: (move) => storeOf(move)?.name,
        by: personOf,
        reason: ({ reason }) => reason,
        note: ({ note }) => note,
        document_id: ({ document_id }) => document_id,
      },
    );
  };
  const columns: Column<StockMove>[] = [
    {
      id: 'what',
      head: t('goods.column.what'),
      cell: (move) => (
        <span className="font-medium whitespace-normal">
          {t(`goods.kind.${move.kind as Kind}`)}
          {move.bucket !== 'shelf' && ` · ${t(`goods.bucket.${move.bucket as Bucket}`)}`}
          <span className="block text-sm font-normal text-ink-soft wrap-anywhere">
            {[move.reason && t(`stockAct.reasons.${move.reason as Reason}`), move.note].filter(Boolean).join(' · ')}
          </span>
          <span className="block text-sm font-normal text-ink-soft md:hidden">
            {[storeOf(move)?.name, formatDateTime(move.at, storeOf(move)?.time_zone)].filter(Boolean).join(' · ')}
          </span>
        </span>
      ),
    },
    {
      id: 'at',
      head: t('goods.column.at'),
      isSortable: true,
      isFallingFirst: true,
      isSecondary: true,
      cell: (move) => formatDateTime(move.at, storeOf(move)?.time_zone),
    },
    { id: 'place', head: t('goods.column.place'), isSecondary: true, cell: (move) => storeOf(move)?.name },
    {
      id: 'who',
      head: t('goods.column.who'),
      isSecondary: true,
      cell: personOf,
    },
    {
      id: 'quantity',
      head: t('goods.column.quantity'),
      isNumber: true,
      cell: ({ quantity_milli }) => (
        <span className={clsx('font-semibold', quantity_milli < 0 && 'text-danger')}>
          {formatQuantityChange(quantity_milli, product.unit)}
        </span>
      ),
    },
  ];
  return (
    <section className="mt-8">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-xl font-bold">{t('goods.historyTitle')}</h2>
        <ExportButton exporting={exporting} from={movesFile} />
      </div>
      <ExportProblem exporting={exporting} />
      <search aria-label={t('list.filters')} className="mb-5">
        <SelectField
          label={t('stock.place')}
          value={filter.location_id ?? ''}
          options={[
            { value: '', label: t('goods.all') },
            ...stores.map((store) => ({ value: store.location_id, label: store.name })),
          ]}
          onChange={({ target }) => onFilter({ ...filter, location_id: target.value || undefined })}
          className="sm:w-72"
        />
      </search>
      <ListBody
        caption={t('goods.historyTitle')}
        columns={columns}
        rows={moves}
        keyOf={({ id }) => id}
        query={pages}
        failed={t('goods.historyFailed')}
        none={{ icon: History, title: t('goods.historyNone'), help: t('goods.historyNoneHelp') }}
        isFiltered={filter.location_id !== undefined}
        onClear={() => onFilter({ sort: filter.sort })}
        sort={sortOf(filter.sort ?? moveSorts[0])}
        onSort={(sort) => onFilter({ ...filter, sort: sortNamed(moveSorts, sort) })}
        more={
          pages.hasNextPage ? { isBusy: pages.isFetchingNextPage, onMore: () => void pages.fetchNextPage() } : undefined
        }
      />
    </section>
  );
}
