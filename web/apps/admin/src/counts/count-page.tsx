import type { StockCount } from '@novapos/api';
import { describeError, formatDateTime } from '@novapos/core';
import { Banner, Button, Skeleton } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BackLink } from '../layout/back-link';
import { LoadProblem } from '../layout/load-problem';
import { places } from '../shop/places';
import type { CountState, LineFilter } from './count-filter';
import { CountLines } from './count-lines';
import { CountStatus } from './count-status';
import { useStepCount } from './mutations';
import { count as countQuery } from './queries';
import { StepDialog } from './step-dialog';

type Props = {
  count_id: string;
  filter: LineFilter;
  onFilter: (filter: LineFilter) => void;
  may: (what: 'count' | 'approve', location_id: string) => boolean;
};

export function CountPage({ count_id, ...props }: Props) {
  const { t } = useTranslation();
  const count = useQuery(countQuery(count_id));
  return (
    <>
      <BackLink to="/stock/counts">{t('counts.title')}</BackLink>
      {count.isPending && <Skeleton className="h-96 w-full rounded-lg" />}
      {count.isError && !count.data && (
        <LoadProblem title={t('count.failed')} error={count.error} onRetry={() => void count.refetch()} />
      )}
      {count.data && <CountParts count={count.data} {...props} />}
    </>
  );
}

type PartsProps = Omit<Props, 'count_id'> & { count: StockCount };
export type AskedStep = 'submit' | 'approve' | 'cancel';

function CountParts({ count, filter, onFilter, may }: PartsProps) {
  const { t } = useTranslation();
  const { data } = useQuery(places());
  const [asked, setAsked] = useState<AskedStep | null>(null);
  const reopening = useStepCount(count.id);
  const store = data?.stores.find(({ location_id }) => location_id === count.location_id);
  const state = count.state as CountState;
  const isOpen = state === 'counting' || state === 'submitted';
  const mayCount = may('count', count.location_id);
  const mayApprove = may('approve', count.location_id);
  return (
    <>
      <header className="mb-5 flex flex-wrap items-center gap-3">
        <div className="min-w-0">
          <h1 className="text-2xl font-bold tracking-tight">{t('count.title', { place: store?.name ?? '' })}</h1>
          <p className="mt-1 flex flex-wrap items-center gap-2 text-sm text-ink-soft wrap-anywhere">
            <CountStatus state={state} />
            {[t('count.begunAt', { at: formatDateTime(count.at, store?.time_zone) }), count.note]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        <div className="flex flex-wrap gap-2 sm:ms-auto">
          {isOpen && mayCount && (
            <Button look="dangerPlain" onClick={() => setAsked('cancel')}>
              {t('count.cancel')}
            </Button>
          )}
          {state === 'counting' && mayCount && (
            <Button look="primary" onClick={() => setAsked('submit')}>
              {t('count.submit')}
            </Button>
          )}
          {state === 'submitted' && mayApprove && (
            <>
              <Button isBusy={reopening.isPending} onClick={() => reopening.mutate({ step: 'reopen' })}>
                {t('count.reopen')}
              </Button>
              <Button look="primary" onClick={() => setAsked('approve')}>
                {t('count.approve')}
              </Button>
            </>
          )}
        </div>
      </header>
      {reopening.isError && (
        <Banner look="danger" className="mb-5">
          {describeError(t, reopening.error)}
        </Banner>
      )}
      {state === 'counting' && (
        <Banner look="info" className="mb-5">
          {t('count.blind')}
        </Banner>
      )}
      <CountLines count={count} mayEnter={state === 'counting' && mayCount} filter={filter} onFilter={onFilter} />
      {asked && <StepDialog count={count} step={asked} onClose={() => setAsked(null)} />}
    </>
  );
}
