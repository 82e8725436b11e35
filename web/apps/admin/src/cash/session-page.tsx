import type { DrawerSession, DrawerSessionView } from '@novapos/api';
import { formatDate, formatDateTime, formatMoney } from '@novapos/core';
import { Badge, Banner, Button, buttonClass, Skeleton } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { FileText, Lock } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BackLink } from '../layout/back-link';
import { Card } from '../layout/card';
import { Facts } from '../layout/facts';
import { LoadProblem } from '../layout/load-problem';
import { usePlaces } from '../shop/use-places';
import { CloseDialog } from './close-dialog';
import { DrawerFacts } from './drawer-facts';
import { session as sessionQuery, xReport } from './queries';
import { SessionCounts } from './session-counts';
import { SessionMovements } from './session-movements';
import { SessionStatus } from './session-status';
import { TakingsFacts } from './takings-facts';
import { Variance } from './variance';

type Props = { session_id: string; mayClose: (session: DrawerSession) => boolean };

export function SessionPage({ session_id, mayClose }: Props) {
  const { t } = useTranslation();
  const session = useQuery(sessionQuery(session_id));
  return (
    <>
      <BackLink to="/cash/sessions">{t('sessions.title')}</BackLink>
      {session.isPending && <Skeleton className="h-96 w-full rounded-lg" />}
      {session.isError && !session.data && (
        <LoadProblem title={t('session.failed')} error={session.error} onRetry={() => void session.refetch()} />
      )}
      {session.data && <SessionDetails session={session.data} canClose={mayClose(session.data)} />}
    </>
  );
}

function SessionDetails({ session, canClose }: { session: DrawerSessionView; canClose: boolean }) {
  const { t } = useTranslation();
  const [isClosing, setIsClosing] = useState(false);
  const { storeOf, registerOf } = usePlaces();
  const time_zone = storeOf(session)?.time_zone;

  return (
    <>
      <header className="mb-5 flex flex-wrap items-center gap-3">
        <h1 className="text-2xl font-bold tracking-tight">
          {t('session.title', { register: registerOf(session)?.name ?? session.series })}
        </h1>
        <SessionStatus status={session.status} />
        {session.training && <Badge look="quiet">{t('cash.training')}</Badge>}
        {session.z_number && (
          <Link
            to="/cash/z-reports/$registerId/$zNumber"
            params={{ registerId: session.register_id, zNumber: session.z_number }}
            className={buttonClass({ className: 'sm:ms-auto' })}
          >
            <FileText className="size-5" aria-hidden="true" />
            {t('session.toZ', { number: session.z_number })}
          </Link>
        )}
      </header>
      {session.status === 'counting' && (
        <Banner
          look="warn"
          className="mb-5"
          actions={
            canClose && (
              <Button look="primary" onClick={() => setIsClosing(true)}>
                <Lock className="size-5" aria-hidden="true" />
                {t('session.close')}
              </Button>
            )
          }
        >
          {t('session.waiting')}
          <span className="block font-normal">{t('session.waitingFor')}</span>
        </Banner>
      )}
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <UpToNow session={session} />
          <SessionMovements session={session} time_zone={time_zone} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <SessionCounts session={session} time_zone={time_zone} />
          <SessionFacts session={session} time_zone={time_zone} />
        </div>
      </div>
      {isClosing && <CloseDialog session={session} onClose={() => setIsClosing(false)} />}
    </>
  );
}

/** The X report: what the session took, and what its drawer should hold where that may be known. */
function UpToNow({ session }: { session: DrawerSessionView }) {
  const { t } = useTranslation();
  const x = useQuery(xReport(session.id));
  if (x.isError && !x.data) {
    return <LoadProblem title={t('session.xFailed')} error={x.error} onRetry={() => void x.refetch()} />;
  }
  if (!x.data) return <Skeleton className="h-64 w-full rounded-lg" />;
  const { takings, cash } = x.data;
  return (
    <div className="grid items-start gap-5 md:grid-cols-2">
      <TakingsFacts takings={takings} currency={session.currency} />
      {cash ? (
        <DrawerFacts drawer={cash} expected_minor={cash.expected_minor} currency={session.currency} />
      ) : (
        <Card title={t('cash.drawer')}>
          <p className="text-sm text-ink-soft">{t('session.blind')}</p>
        </Card>
      )}
    </div>
  );
}

function SessionFacts({ session, time_zone }: { session: DrawerSessionView; time_zone: string | undefined }) {
  const { t } = useTranslation();
  const { textOf } = usePlaces();
  const { opened_at, opened_by, closed_at, closed_by, carried_minor, variance_minor, currency } = session;
  const by = (at: string, name: string) => t('cash.by', { at: formatDateTime(at, time_zone), name });
  return (
    <Card title={t('session.facts')}>
      <Facts
        facts={[
          [t('cash.place'), textOf(session)],
          [t('cash.businessDate'), formatDate(session.business_date)],
          [t('session.opened'), by(opened_at, opened_by.name)],
          ...(closed_at && closed_by ? [[t('session.closed'), by(closed_at, closed_by.name)] as const] : []),
          [t('session.own'), t(`session.owns.${session.own_drawer ? 'own' : 'shared'}`)],
          ...(typeof carried_minor === 'number'
            ? [[t('session.carried'), formatMoney(carried_minor, currency)] as const]
            : []),
          [t('cash.float'), formatMoney(session.float_minor, currency)],
        ]}
      />
      {typeof variance_minor === 'number' && (
        <p className="flex justify-between gap-4 text-sm">
          <span className="text-ink-soft">{t('cash.variance')}</span>
          <Variance variance_minor={variance_minor} currency={currency} />
        </p>
      )}
    </Card>
  );
}
