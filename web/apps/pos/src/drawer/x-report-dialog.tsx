import type { XReport } from '@novapos/api';
import { describeError, formatDateTime, formatMoney, taxLabel } from '@novapos/core';
import { Banner, Button, Dialog, Skeleton } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { printReceipt } from '../sales/print-receipt';
import { useSessionState } from '../session/api';
import { useSetup } from '../till/use-till';
import { xReport } from './queries';

type Figures = XReport['takings']['sales'];

/** What the drawer has taken up to now. It changes nothing. */
export function XReportDialog({ session_id, onClose }: { session_id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const report = useQuery(xReport(session_id));
  return (
    <Dialog
      title={t('drawer.xReport')}
      onClose={onClose}
      closeLabel={t('common.close')}
      footer={
        report.isSuccess && (
          <Button look="primary" size="lg" className="grow" onClick={printReceipt}>
            <Printer className="size-6" aria-hidden="true" />
            {t('common.print')}
          </Button>
        )
      }
    >
      <p className="mb-4 text-ink-soft">{t('drawer.xHelp')}</p>
      {report.isPending && <Skeleton className="h-60 w-full" />}
      {report.isError && (
        <Banner look="danger" actions={<Button onClick={() => void report.refetch()}>{t('common.retry')}</Button>}>
          {describeError(t, report.error)}
        </Banner>
      )}
      {report.isSuccess && (
        <div data-print="" className="flex flex-col gap-4">
          <Origin session={report.data.session} at_ms={report.dataUpdatedAt} />
          <Report {...report.data} />
        </div>
      )}
    </Dialog>
  );
}

type OriginProps = { session: XReport['session']; at_ms: number };

/** Where these figures are from, who has them shown and when: without it, a print says nothing the next day. */
function Origin({ session, at_ms }: OriginProps) {
  const { t } = useTranslation();
  const signedIn = useSessionState().session;
  const { store, register } = useSetup();
  const time = (at: string | number) => formatDateTime(at, store.time_zone);
  return (
    <header>
      <p data-only-print="" className="font-bold">
        {t('drawer.xReport')}
      </p>
      {session.training && <p className="font-bold">{t('drawerHint.training')}</p>}
      <p>
        <bdi>{store.name}</bdi> · <bdi>{register.name}</bdi>
      </p>
      <p>{t('drawer.since', { time: time(session.opened_at), name: session.opened_by.name })}</p>
      <p>{t('drawer.asOf', { time: time(at_ms), name: signedIn?.user.name ?? '' })}</p>
    </header>
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
    <>
      <Lines lines={figures('sales', takings.sales)} />
      <Lines lines={figures('voids', takings.voids)} />
      {cashiers.length > 0 && <Lines lines={cashiers} />}
      {inDrawer ? <Lines lines={inDrawer} /> : <p className="text-ink-soft">{t('drawer.blind')}</p>}
    </>
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
