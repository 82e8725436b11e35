import type { StockTransfer } from '@novapos/api';
import { formatDateTime } from '@novapos/core';
import { Badge, buttonClass, type Column, SelectField } from '@novapos/ui';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowRightLeft, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ExportButton, ExportProblem, useExport } from '../lists/export-button';
import { ListBody } from '../lists/list-body';
import { ListHead } from '../lists/list-head';
import { sortNamed, sortOf } from '../lists/sorting';
import { places } from '../shop/places';
import { withoutBlanks } from '../without-blanks';
import { transferPages } from './queries';
import { isFiltered, type TransferFilter, transferSorts, transferStates } from './transfer-filter';

type Props = { filter: TransferFilter; onFilter: (filter: TransferFilter) => void; maySend: boolean };

export function TransfersPage({ filter, onFilter, maySend }: Props) {
  const { t } = useTranslation();
  const pages = useInfiniteQuery(transferPages(filter));
  const columns = useColumns();
  const exporting = useExport('transfers');
  const { location_id, state } = filter;
  const { data } = useQuery(places());
  const transfers = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const shown = pages.hasNextPage
    ? t('transfers.shownMore', { count: transfers.length })
    : t('transfers.shown', { count: transfers.length });
  const add = maySend && (
    <Link to="/stock/transfers/new" className={buttonClass({ look: 'primary' })}>
      <Plus className="size-5" aria-hidden="true" />
      {t('transfers.add')}
    </Link>
  );
  return (
    <>
      <ListHead title={t('transfers.title')} shown={transfers.length > 0 ? shown : null}>
        <ExportButton
          exporting={exporting}
          from={`/stock/transfers/export?${new URLSearchParams(withoutBlanks({ location_id, state }))}`}
        />
        {add}
      </ListHead>
      <ExportProblem exporting={exporting} />
      <search aria-label={t('list.filters')} className="mb-5 grid grid-cols-2 gap-3 md:max-w-xl">
        <SelectField
          label={t('transfers.place')}
          value={filter.location_id ?? ''}
          options={[
            { value: '', label: t('transfers.everyPlace') },
            ...(data?.stores ?? []).map(({ location_id, name }) => ({ value: location_id, label: name })),
          ]}
          onChange={({ target }) => onFilter({ ...filter, location_id: target.value || undefined })}
        />
        <SelectField
          label={t('transfers.state')}
          value={filter.state ?? ''}
          options={[
            { value: '', label: t('transfers.everyState') },
            ...transferStates.map((value) => ({ value, label: t(`transfers.states.${value}`) })),
          ]}
          onChange={({ target }) =>
            onFilter({ ...filter, state: transferStates.find((each) => each === target.value) })
          }
        />
      </search>
      <ListBody
        caption={t('transfers.title')}
        columns={columns}
        rows={transfers}
        keyOf={({ id }) => id}
        query={pages}
        failed={t('transfers.failed')}
        none={{ icon: ArrowRightLeft, title: t('transfers.none'), help: t('transfers.noneHelp'), action: add }}
        isFiltered={isFiltered(filter)}
        onClear={() => onFilter({ sort: filter.sort })}
        sort={sortOf(filter.sort ?? transferSorts[0])}
        onSort={(sort) => onFilter({ ...filter, sort: sortNamed(transferSorts, sort) })}
        more={
          pages.hasNextPage ? { isBusy: pages.isFetchingNextPage, onMore: () => void pages.fetchNextPage() } : undefined
        }
      />
    </>
  );
}

/** Goods may come from or go to a place that somebody does not see. */
export function usePlaceNames(): (location_id: string) => string {
  const { t } = useTranslation();
  const { data } = useQuery(places());
  return (location_id) =>
    data?.stores.find((store) => store.location_id === location_id)?.name ?? t('transfers.elsewhere');
}

export function TransferState({ state }: { state: string }) {
  const { t } = useTranslation();
  const isDone = state === 'done';
  return (
    <Badge look={isDone ? 'quiet' : 'warn'}>{t(isDone ? 'transfers.states.done' : 'transfers.states.under_way')}</Badge>
  );
}

function useColumns(): Column<StockTransfer>[] {
  const { t } = useTranslation();
  const nameOf = usePlaceNames();
  return [
    {
      id: 'at',
      head: t('transfers.column.sent'),
      isSortable: true,
      isFallingFirst: true,
      cell: ({ id, at, from_location_id, to_location_id, note }) => (
        // The whole row is the link's target: its box covers the row.
        <Link
          to="/stock/transfers/$transferId"
          params={{ transferId: id }}
          className="font-semibold text-brand after:absolute after:inset-0 max-md:whitespace-normal"
        >
          {formatDateTime(at)}
          <span className="mt-0.5 block text-sm font-normal text-ink-soft md:hidden">
            {t('transfers.fromTo', { from: nameOf(from_location_id), to: nameOf(to_location_id) })}
          </span>
          {note && <span className="block text-sm font-normal wrap-anywhere text-ink-soft">{note}</span>}
        </Link>
      ),
    },
    {
      id: 'from',
      head: t('transfers.column.from'),
      isSecondary: true,
      cell: ({ from_location_id }) => nameOf(from_location_id),
    },
    {
      id: 'to',
      head: t('transfers.column.to'),
      isSecondary: true,
      cell: ({ to_location_id }) => nameOf(to_location_id),
    },
    {
      id: 'goods',
      head: t('transfers.column.goods'),
      isNumber: true,
      isSecondary: true,
      cell: ({ line_count }) => line_count,
    },
    { id: 'state', head: t('transfers.column.state'), cell: ({ state }) => <TransferState state={state} /> },
  ];
}
