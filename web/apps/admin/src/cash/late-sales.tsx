import type { Correction } from '@novapos/api';
import { type Currency, formatDateTime, formatMoney } from '@novapos/core';
import { Button, type Column, DataTable } from '@novapos/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LoadProblem } from '../layout/load-problem';
import { correctionPages, type ReportKey } from './queries';

/** The corrections of a Z report. Most have none, and then nothing is said. */
export function LateSales({ currency, ...key }: ReportKey & { currency: Currency }) {
  const { t } = useTranslation();
  const pages = useInfiniteQuery(correctionPages(key));
  const corrections = pages.data?.pages.flatMap((page) => page.items) ?? [];
  if (pages.isError && !pages.data) {
    return <LoadProblem title={t('report.lateFailed')} error={pages.error} onRetry={() => void pages.refetch()} />;
  }
  if (corrections.length === 0) return null;
  const columns: Column<Correction>[] = [
    { id: 'number', head: t('report.lateColumn.number'), cell: ({ correction_number }) => correction_number },
    {
      id: 'receipt',
      head: t('report.lateColumn.receipt'),
      cell: ({ order_id, receipt_label }) => (
        <Link to="/orders/$orderId" params={{ orderId: order_id }} className="after:absolute after:inset-0">
          <span className="font-mono text-sm font-semibold text-brand">{receipt_label}</span>
        </Link>
      ),
    },
    {
      id: 'arrived',
      head: t('report.lateColumn.arrived'),
      isSecondary: true,
      cell: ({ arrived_at }) => formatDateTime(arrived_at),
    },
    {
      id: 'cash',
      head: t('report.lateColumn.cash'),
      isNumber: true,
      isSecondary: true,
      cell: ({ cash_minor }) => formatMoney(cash_minor, currency),
    },
    {
      id: 'total',
      head: t('report.lateColumn.total'),
      isNumber: true,
      cell: ({ total_minor }) => <span className="font-semibold">{formatMoney(total_minor, currency)}</span>,
    },
  ];
  return (
    <section className="mt-6">
      <h2 className="font-semibold">{t('report.late')}</h2>
      <p className="mt-0.5 mb-3 text-sm text-ink-soft">{t('report.lateHelp')}</p>
      <DataTable
        caption={t('report.late')}
        columns={columns}
        rows={corrections}
        keyOf={({ correction_number }) => String(correction_number)}
      />
      {pages.hasNextPage && (
        <Button
          className="mx-auto mt-5 flex"
          isBusy={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t('list.more')}
        </Button>
      )}
    </section>
  );
}
