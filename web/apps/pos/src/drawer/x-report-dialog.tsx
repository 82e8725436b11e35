import type { XReport } from '@novapos/api';
import { describeError, formatMoney, taxLabel } from '@novapos/core';
import { Banner, Button, Dialog, Skeleton } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { xReport } from './queries';

type Figures = XReport['takings']['sales'];

/** What the drawer has taken up to now. It changes nothing. */
export function XReportDialog({ session_id, onClose }: { session_id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const report = useQuery(xReport(session_id));
  return (
    <Dialog title={t('drawer.xReport')} onClose={onClose} closeLabel={t('common.close')}>
      <p className="mb-4 text-ink-soft">{t('drawer.xHelp')}</p>
      {report.isPending && <Skeleton className="h-60 w-full" />}
      {report.isError && (
        <Banner look="danger" actions={<Button onClick={() => void report.refetch()}>{t('common.retry')}</Button>}>
          {describeError(t, report.error)}
        </Banner>
      )}
      {report.isSuccess && <Report {...report.data} />}
    </Dialog>
  );
}

function Report({ session, takings, cash }: XReport) {
  const { t } = useTranslation();
  const money = (minor: number) => formatMoney(minor, session.currency);
  const figures = (name: 'sales' | 'voids', { count, total_minor, taxes, tenders }: Figures): Line[] => [
    { label: t(`drawer.${name}`, { count }), amount: money(total_minor), isStrong: true },
    ...taxes.map((tax) => ({ label: taxLabel(tax), amount: money(tax.tax_minor) })),
    ...tenders.map((tender) => ({
      label: t('drawer.tender', { kind: tender.kind === 'cash' ? t('drawer.cash') : tender.kind, count: tender.count }),
      amount: money(tender.amount_minor),
    })),
  ];
  const cashiers = takings.cashiers.map(({ cashier_name, count, total_minor }) => ({
    label: t('drawer.tender', { kind: cashier_name, count }),
    amount: money(total_minor),
  }));
  const inDrawer = cash && [
    { label: t('drawer.float'), amount: money(cash.float_minor) },
    { label: t('drawer.cashSales'), amount: money(cash.sales_minor) },
    { label: t('drawer.cashVoids'), amount: money(-cash.voids_minor) },
    { label: t('drawer.moved.paid_in'), amount: money(cash.paid_in_minor) },
    { label: t('drawer.moved.paid_out'), amount: money(-cash.paid_out_minor) },
    { label: t('drawer.moved.drop'), amount: money(-cash.drops_minor) },
    { label: t('drawer.moved.loan'), amount: money(cash.loans_minor) },
    { label: t('drawer.expected'), amount: money(cash.expected_minor), isStrong: true },
  ];
  return (
    <div className="flex flex-col gap-4">
      <Lines lines={figures('sales', takings.sales)} />
      <Lines lines={figures('voids', takings.voids)} />
      {cashiers.length > 0 && <Lines lines={cashiers} />}
      {inDrawer ? <Lines lines={inDrawer} /> : <p className="text-sm text-ink-soft">{t('drawer.blind')}</p>}
    </div>
  );
}

type Line = { label: string; amount: string; isStrong?: boolean };

function Lines({ lines }: { lines: Line[] }) {
  return (
    <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 border-t border-line pt-3">
      {lines.map(({ label, amount, isStrong }) => (
        <div key={label} className={isStrong ? 'contents font-bold' : 'contents'}>
          <dt>{label}</dt>
          <dd className="text-end">{amount}</dd>
        </div>
      ))}
    </dl>
  );
}
