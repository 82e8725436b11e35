import type { StockCount } from '@novapos/api';
import { formatDateTime } from '@novapos/core';
import { buttonClass, type Column, SelectField } from '@novapos/ui';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ClipboardList, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ExportButton, ExportProblem, useExport } from '../lists/export-button';
import { ListBody } from '../lists/list-body';
import { ListHead } from '../lists/list-head';
import { sortNamed, sortOf } from '../lists/sorting';
import { everyPage, tableFile } from '../lists/table-file';
import { places } from '../shop/places';
import { type CountFilter, type CountState, countSorts, countStates, isFiltered } from './count-filter';
import { CountStatus } from './count-status';
import { countPages } from './queries';

type Props = { filter: CountFilter; onFilter: (filter: CountFilter) => void; mayBegin: boolean };

export function CountsPage({ filter, onFilter, mayBegin }: Props) {
  const { t } = useTranslation();
  const pages = useInfiniteQuery(countPages(filter));
  const columns = useColumns();
  const { data } = useQuery(places());
  const exporting = useExport('counts');
  const placeOf = ({ location_id }: StockCount) =>
    data?.stores.find((store) => store.location_id === location_id)?.name;
  const counts = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const shown = pages.hasNextPage
    ? t('counts.shownMore', { count: counts.length })
    : t('counts.shown', { count: counts.length });
  const add = mayBegin && (
    <Link to="/stock/counts/new" className={buttonClass({ look: 'primary' })}>
      <Plus className="size-5" aria-hidden="true" />
      {t('counts.add')}
    </Link>
  );
  return (
    <>
      <ListHead title={t('counts.title')} shown={counts.length > 0 ? shown : null}>
        <ExportButton exporting={exporting} from={() => countsFile(filter, placeOf)} />
        {add}
      </ListHead>
      <ExportProblem exporting={exporting} />
      <search aria-label={t('list.filters')} className="mb-5 grid grid-cols-2 gap-3 md:max-w-xl">
        <SelectField
          label={t('counts.place')}
          value={filter.location_id ?? ''}
          options={[
            { value: '', label: t('counts.everyPlace') },
            ...(data?.stores ?? []).map(({ location_id, name }) => ({ value: location_id, label: name })),
          ]}
          onChange={({ target }) => onFilter({ ...filter, location_id: target.value || undefined })}
        />
        <SelectField
          label={t('counts.state')}
          value={filter.state ?? ''}
          options={[
            { value: '', label: t('counts.everyState') },
            ...countStates.map((value) => ({ value, label: t(`counts.states.${value}`) })),
          ]}
          onChange={({ target }) => onFilter({ ...filter, state: countStates.find((one) => one === target.value) })}
        />
      </search>
      <ListBody
        caption={t('counts.title')}
        columns={columns}
        rows={counts}
        keyOf={({ id }) => id}
        query={pages}
        failed={t('counts.failed')}
        none={{ icon: ClipboardList, title: t('counts.none'), help: t('counts.noneHelp'), action: add }}
        isFiltered={isFiltered(filter)}
        onClear={() => onFilter({ sort: filter.sort })}
        sort={sortOf(filter.sort ?? countSorts[0])}
        onSort={(sort) => onFilter({ ...filter, sort: sortNamed(countSorts, sort) })}
        more={
          pages.hasNextPage ? { isBusy: pages.isFetchingNextPage, onMore: () => void pages.fetchNextPage() } : undefined
        }
      />
    </>
  );
}

async function countsFile(filter: CountFilter, placeOf: (count: StockCount) => string | undefined): Promise<string> {
  const pages = await everyPage(countPages(filter));
  return tableFile(
    pages.flatMap(({ items }) => items),
    {
      begun_at: ({ at }) => at,
      place: placeOf,
      scope: ({ scope }) => scope,
      state: ({ state }) => state,
      products: ({ line_count }) => line_count,
      counted: ({ counted }) => counted,
      note: ({ note }) => note,
      count_id: ({ id }) => id,
    },
  );
}

function useColumns(): Column<StockCount>[] {
  const { t } = useTranslation();
  const { data } = useQuery(places());
  const storeOf = (count: StockCount) => data?.stores.find(({ location_id }) => location_id === count.location_id);
  return [
    {
      id: 'at',
      head: t('counts.column.begun'),
      isSortable: true,
      isFallingFirst: true,
      cell: (count) => (
        // The whole row is the link's target: its box covers the row.
        <Link
          to="/stock/counts/$countId"
          params={{ countId: count.id }}
          className="font-semibold text-brand after:absolute after:inset-0 max-md:whitespace-normal"
        >
          {formatDateTime(count.at, storeOf(count)?.time_zone)}
          <span className="mt-0.5 block text-sm font-normal text-ink-soft md:hidden">
            <bdi>{storeOf(count)?.name}</bdi>
          </span>
          {count.note && <span className="block text-sm font-normal wrap-anywhere text-ink-soft">{count.note}</span>}
        </Link>
      ),
    },
    { id: 'place', head: t('counts.column.place'), isSecondary: true, cell: (count) => storeOf(count)?.name },
    {
      id: 'scope',
      head: t('counts.column.scope'),
      isSecondary: true,
      cell: ({ scope }) => t(`counts.scopes.${scope === 'full' ? 'full' : 'cycle'}`),
    },
    {
      id: 'counted',
      head: t('counts.column.counted'),
      isNumber: true,
      isSecondary: true,
      cell: ({ counted, line_count }) => t('counts.progress', { counted, count: line_count }),
    },
    {
      id: 'state',
      head: t('counts.column.state'),
      cell: ({ state }) => <CountStatus state={state as CountState} />,
    },
  ];
}
