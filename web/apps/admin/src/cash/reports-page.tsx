import type { ZSummary } from '@novapos/api';
import { formatDate, formatDateTime, formatMoney } from '@novapos/core';
import { Badge, Button, type Column } from '@novapos/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { FileText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ExportButton, ExportProblem, useExport } from '../lists/export-button';
import { ListBody } from '../lists/list-body';
import { ListHead } from '../lists/list-head';
import { fileQuery } from '../lists/period';
import { sortNamed, sortOf } from '../lists/sorting';
import { DayFields, PlaceFields } from '../shop/place-fields';
import { usePlaces } from '../shop/use-places';
import { isFiltered, type ReportFilter, reportSorts } from './cash-filter';
import { reportPages } from './queries';
import { Variance } from './variance';

type Props = { filter: ReportFilter; onFilter: (filter: ReportFilter) => void };

export function ReportsPage({ filter, onFilter }: Props) {
  const { t } = useTranslation();
  const pages = useInfiniteQuery(reportPages(filter));
  const columns = useColumns();
  const reports = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const shown = pages.hasNextPage
    ? t('reports.shownMore', { count: reports.length })
    : t('reports.shown', { count: reports.length });
  const exporting = useExport('z-reports');
  const today = new Date().toLocaleDateString('sv');
  const change = (changes: Partial<ReportFilter>) => onFilter({ ...filter, ...changes });

  return (
    <>
      <ListHead title={t('reports.title')} shown={reports.length > 0 ? shown : null}>
        {isFiltered(filter) && reports.length > 0 && (
          <Button look="quiet" onClick={() => onFilter({})}>
            {t('list.clear')}
          </Button>
        )}
        <ExportButton exporting={exporting} from={`/z-reports/export?${fileQuery(filter, today)}`} />
      </ListHead>
      <ExportProblem exporting={exporting} />
      <search aria-label={t('list.filters')} className="mb-5 grid grid-cols-2 gap-3 lg:grid-cols-4">
        <PlaceFields filter={filter} onFilter={change} />
        <DayFields filter={filter} onFilter={change} />
      </search>
      <ListBody
        caption={t('reports.title')}
        columns={columns}
        rows={reports}
        keyOf={({ register_id, z_number }) => `${register_id}-${z_number}`}
        query={pages}
        failed={t('reports.failed')}
        none={{ icon: FileText, title: t('reports.none'), help: t('reports.noneHelp') }}
        isFiltered={isFiltered(filter)}
        onClear={() => onFilter({})}
        sort={sortOf(filter.sort ?? reportSorts[0])}
        onSort={(sort) => change({ sort: sortNamed(reportSorts, sort) })}
        more={
          pages.hasNextPage ? { isBusy: pages.isFetchingNextPage, onMore: () => void pages.fetchNextPage() } : undefined
        }
      />
    </>
  );
}

function useColumns(): Column<ZSummary>[] {
  const { t } = useTranslation();
  const { storeOf, registerOf, textOf } = usePlaces();
  return [
    {
      id: 'number',
      head: t('reports.column.number'),
      cell: (report) => (
        // The whole row is the link's target: its box covers the row.
        <Link
          to="/cash/z-reports/$registerId/$zNumber"
          params={{ registerId: report.register_id, zNumber: report.z_number }}
          className="after:absolute after:inset-0"
        >
          <span className="font-mono text-sm font-semibold text-brand">
            {[registerOf(report)?.series, report.z_number].filter(Boolean).join('-')}
          </span>
          <span className="mt-0.5 block text-sm text-ink-soft md:hidden">{formatDate(report.business_date)}</span>
        </Link>
      ),
    },
    {
      id: 'at',
      head: t('reports.column.closed'),
      isSortable: true,
      isFallingFirst: true,
      isSecondary: true,
      cell: (report) => formatDateTime(report.at, storeOf(report)?.time_zone),
    },
    { id: 'place', head: t('reports.column.place'), isSecondary: true, cell: textOf },
    {
      id: 'variance',
      head: t('reports.column.variance'),
      isSortable: true,
      cell: (report) => {
        const store = storeOf(report);
        return (
          <span className="inline-flex flex-wrap gap-1.5 max-md:whitespace-normal">
            {store && <Variance variance_minor={report.variance_minor} currency={store.currency} />}
            {report.corrections > 0 && <Badge look="quiet">{t('reports.late', { count: report.corrections })}</Badge>}
          </span>
        );
      },
    },
    {
      id: 'total',
      head: t('reports.column.total'),
      isNumber: true,
      cell: (report) => {
        const store = storeOf(report);
        return store && <span className="font-semibold">{formatMoney(report.total_minor, store.currency)}</span>;
      },
    },
  ];
}
