import type { DrawerSession } from '@novapos/api';
import { formatDate, formatDateTime } from '@novapos/core';
import { Badge, Button, type Column, SelectField } from '@novapos/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Vault } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ExportButton, ExportProblem, useExport } from '../lists/export-button';
import { ListBody } from '../lists/list-body';
import { ListHead } from '../lists/list-head';
import { fileQuery } from '../lists/period';
import { sortNamed, sortOf } from '../lists/sorting';
import { DayFields, PlaceFields } from '../shop/place-fields';
import { usePlaces } from '../shop/use-places';
import { inReach, isFiltered, type SessionFilter, sessionSorts, sessionStatuses } from './cash-filter';
import { sessionPages } from './queries';
import { SessionStatus } from './session-status';
import { Variance } from './variance';

type Props = { filter: SessionFilter; onFilter: (filter: SessionFilter) => void };

export function SessionsPage({ filter: asked, onFilter }: Props) {
  const { t } = useTranslation();
  const today = new Date().toLocaleDateString('sv');
  const filter = inReach(asked, today);
  const pages = useInfiniteQuery(sessionPages(filter));
  const columns = useColumns();
  const sessions = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const shown = pages.hasNextPage
    ? t('sessions.shownMore', { count: sessions.length })
    : t('sessions.shown', { count: sessions.length });
  const exporting = useExport('sessions');
  const change = (changes: Partial<SessionFilter>) =>
    onFilter(inReach({ ...filter, ...changes }, today, 'from' in changes ? 'from' : 'to'));

  return (
    <>
      <ListHead title={t('sessions.title')} shown={sessions.length > 0 ? shown : null}>
        {isFiltered(filter) && sessions.length > 0 && (
          <Button look="quiet" onClick={() => onFilter({})}>
            {t('list.clear')}
          </Button>
        )}
        <ExportButton exporting={exporting} from={`/sessions/export?${fileQuery(filter, today)}`} />
      </ListHead>
      <ExportProblem exporting={exporting} />
      <search aria-label={t('list.filters')} className="mb-5 grid grid-cols-2 gap-3 md:grid-cols-3 lg:grid-cols-5">
        <SelectField
          label={t('sessions.state')}
          value={filter.status ?? ''}
          options={[
            { value: '', label: t('sessions.every') },
            ...sessionStatuses.map((value) => ({ value, label: t(`sessions.status.${value}`) })),
          ]}
          onChange={({ target }) => change({ status: sessionStatuses.find((status) => status === target.value) })}
          className="max-md:col-span-2"
        />
        <PlaceFields filter={filter} onFilter={change} />
        <DayFields filter={filter} onFilter={change} />
      </search>
      <ListBody
        caption={t('sessions.title')}
        columns={columns}
        rows={sessions}
        keyOf={({ id }) => id}
        query={pages}
        failed={t('sessions.failed')}
        none={{ icon: Vault, title: t('sessions.none'), help: t('sessions.noneHelp') }}
        isFiltered={isFiltered(filter)}
        onClear={() => onFilter({})}
        sort={sortOf(filter.sort ?? sessionSorts[0])}
        onSort={(sort) => change({ sort: sortNamed(sessionSorts, sort) })}
        more={
          pages.hasNextPage ? { isBusy: pages.isFetchingNextPage, onMore: () => void pages.fetchNextPage() } : undefined
        }
      />
    </>
  );
}

function useColumns(): Column<DrawerSession>[] {
  const { t } = useTranslation();
  const { storeOf, textOf } = usePlaces();
  return [
    {
      id: 'opened_at',
      head: t('sessions.column.opened'),
      isSortable: true,
      isFallingFirst: true,
      cell: (session) => (
        // The whole row is the link's target: its box covers the row.
        <Link
          to="/cash/sessions/$sessionId"
          params={{ sessionId: session.id }}
          className="font-semibold text-brand after:absolute after:inset-0 max-md:whitespace-normal"
        >
          {formatDateTime(session.opened_at, storeOf(session)?.time_zone)}
          <span className="mt-0.5 block text-sm font-normal text-ink-soft md:hidden">{textOf(session)}</span>
        </Link>
      ),
    },
    { id: 'place', head: t('sessions.column.place'), isSecondary: true, cell: textOf },
    { id: 'by', head: t('sessions.column.by'), isSecondary: true, cell: ({ opened_by }) => opened_by.name },
    {
      id: 'day',
      head: t('sessions.column.day'),
      isSecondary: true,
      cell: ({ business_date }) => formatDate(business_date),
    },
    {
      id: 'state',
      head: t('sessions.column.state'),
      cell: ({ status, training }) => (
        <span className="inline-flex flex-wrap gap-1.5 max-md:whitespace-normal">
          <SessionStatus status={status} />
          {training && <Badge look="quiet">{t('cash.training')}</Badge>}
        </span>
      ),
    },
    {
      id: 'variance',
      head: t('sessions.column.variance'),
      isSortable: true,
      isNumber: true,
      isSecondary: true,
      cell: ({ variance_minor, currency }) =>
        typeof variance_minor === 'number' && <Variance variance_minor={variance_minor} currency={currency} />,
    },
  ];
}
