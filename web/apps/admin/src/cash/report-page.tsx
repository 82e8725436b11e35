import type { ZReport } from '@novapos/api';
import { formatDate, formatDateTime, formatMoney, formatRoundMoney } from '@novapos/core';
import { Button, buttonClass, Skeleton } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ReceiptText } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BackLink } from '../layout/back-link';
import { Card } from '../layout/card';
import { Facts } from '../layout/facts';
import { LoadProblem } from '../layout/load-problem';
import { PaperDialog } from '../layout/paper-dialog';
import { usePlaces } from '../shop/use-places';
import { DrawerFacts } from './drawer-facts';
import { LateSales } from './late-sales';
import { type ReportKey, report as reportQuery, reportText } from './queries';
import { TakingsFacts } from './takings-facts';
import { useVarianceText, Variance } from './variance';

export function ReportPage(key: ReportKey) {
  const { t } = useTranslation();
  const report = useQuery(reportQuery(key));
  return (
    <>
      <BackLink to="/cash/z-reports">{t('reports.title')}</BackLink>
      {report.isPending && <Skeleton className="h-96 w-full rounded-lg" />}
      {report.isError && !report.data && (
        <LoadProblem title={t('report.failed')} error={report.error} onRetry={() => void report.refetch()} />
      )}
      {report.data && <ReportDetails report={report.data} />}
    </>
  );
}

function ReportDetails({ report }: { report: ZReport }) {
  const { t } = useTranslation();
  const varianceText = useVarianceText();
  const [isPaperOpen, setIsPaperOpen] = useState(false);
  const { currency, counted_minor, variance_minor, left_minor } = report;
  const money = (amount_minor: number) => formatMoney(amount_minor, currency);
  return (
    <>
      <header className="mb-5 flex flex-wrap items-center gap-3">
        <h1 className="text-2xl font-bold tracking-tight">{t('report.title', { label: labelOf(report) })}</h1>
        <Variance variance_minor={variance_minor} currency={currency} />
        <div className="flex flex-wrap gap-2 sm:ms-auto">
          <Link
            to="/cash/sessions/$sessionId"
            params={{ sessionId: report.session_id }}
            className={buttonClass({ look: 'quiet' })}
          >
            {t('report.session')}
          </Link>
          <Button onClick={() => setIsPaperOpen(true)}>
            <ReceiptText className="size-5" aria-hidden="true" />
            {t('report.paper')}
          </Button>
        </div>
      </header>
      <div className="grid items-start gap-5 md:grid-cols-2 xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_20rem]">
        <TakingsFacts takings={report.takings} currency={currency} />
        <DrawerFacts drawer={report.cash} expected_minor={report.expected_minor} currency={currency}>
          <Facts
            facts={[
              [t('cash.counted'), money(counted_minor)],
              [t('cash.variance'), varianceText(variance_minor, currency)],
              [t('cash.left'), money(left_minor)],
            ]}
          />
        </DrawerFacts>
        <div className="flex min-w-0 flex-col gap-5 max-xl:col-span-full max-xl:grid max-xl:items-start md:max-xl:grid-cols-2">
          <ReportFacts report={report} />
          <CountedPieces report={report} />
          <GrandTotals report={report} />
        </div>
      </div>
      <LateSales register_id={report.register_id} z_number={report.z_number} currency={currency} />
      {isPaperOpen && <ReportPaper report={report} onClose={() => setIsPaperOpen(false)} />}
    </>
  );
}

function ReportFacts({ report }: { report: ZReport }) {
  const { t } = useTranslation();
  const { textOf } = usePlaces();
  const at = (moment: string) => formatDateTime(moment, report.time_zone);
  return (
    <Card title={t('report.facts')}>
      <Facts
        facts={[
          [t('cash.place'), textOf(report)],
          [t('cash.businessDate'), formatDate(report.business_date)],
          [t('report.opened'), t('cash.by', { at: at(report.opened_at), name: report.opened_by.name })],
          [t('report.countedBy'), report.counted_by.name],
          [t('report.closedBy'), report.closed_by.name],
          [t('report.closed'), at(report.closed_at)],
        ]}
      />
    </Card>
  );
}

function CountedPieces({ report }: { report: ZReport }) {
  const { t } = useTranslation();
  const { currency, pieces } = report;
  return (
    <Card title={t('report.pieces')}>
      {pieces.length === 0 && <p className="text-sm text-ink-soft">{t('report.piecesNone')}</p>}
      <Facts
        facts={pieces.map(
          ({ count, value_minor }) =>
            [
              t('report.piece', { count, value: formatRoundMoney(value_minor, currency) }),
              formatMoney(count * value_minor, currency),
            ] as const,
        )}
      />
    </Card>
  );
}

function GrandTotals({ report }: { report: ZReport }) {
  const { t } = useTranslation();
  const { sales_count, sales_minor, voids_count, voids_minor } = report.grand_totals;
  return (
    <Card title={t('report.totals')}>
      <Facts
        facts={[
          [t('cash.salesCount', { count: sales_count }), formatMoney(sales_minor, report.currency)],
          [t('cash.voidsCount', { count: voids_count }), formatMoney(voids_minor, report.currency)],
        ]}
      />
    </Card>
  );
}

function ReportPaper({ report, onClose }: { report: ZReport; onClose: () => void }) {
  const { t } = useTranslation();
  const { register_id, z_number } = report;
  const paper = useQuery(reportText({ register_id, z_number }));
  return <PaperDialog title={t('report.title', { label: labelOf(report) })} paper={paper} onClose={onClose} />;
}

function labelOf({ series, z_number }: ZReport): string {
  return `${series}-${z_number}`;
}
