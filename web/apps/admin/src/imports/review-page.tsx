import type { Import } from '@novapos/api';
import { describeError, formatDateTime, formatNumber } from '@novapos/core';
import { Banner, Button, buttonClass, ProgressBar, Skeleton } from '@novapos/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { BackLink } from '../layout/back-link';
import { LoadProblem } from '../layout/load-problem';
import { useApplyImport } from './mutations';
import { importById } from './queries';
import { RefusedRows } from './refused-rows';

type Props = { import_id: string; canApply: boolean };

/** An import from its review to its result. */
export function ReviewPage({ import_id, canApply }: Props) {
  const { t } = useTranslation();
  const answer = useQuery(importById(import_id));
  return (
    <>
      <BackLink to="/products/import">{t('import.title')}</BackLink>
      {answer.isPending && <Skeleton className="h-64 w-full rounded-lg" />}
      {answer.isError && !answer.data && (
        <LoadProblem title={t('import.failed')} error={answer.error} onRetry={() => void answer.refetch()} />
      )}
      {answer.data && <Review of={answer.data} canApply={canApply} />}
    </>
  );
}

const titles = {
  reading: 'import.readingTitle',
  checked: 'import.review',
  applying: 'import.applyingTitle',
  applied: 'import.done',
} as const;

function Review({ of, canApply }: { of: Import; canApply: boolean }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const apply = useApplyImport(of.id);
  const changes = of.created + of.updated;
  const rows = of.rows - of.refused;

  // The lists of goods and categories are other ones now.
  useEffect(() => {
    if (of.state !== 'applied') return;
    void queryClient.invalidateQueries({ queryKey: ['products'] });
    void queryClient.invalidateQueries({ queryKey: ['categories'] });
  }, [of.state, queryClient]);

  return (
    <>
      <header className="mb-5">
        <h1 className="text-2xl font-bold tracking-tight">{t(titles[of.state])}</h1>
        <p role="status" className="sr-only">
          {t(titles[of.state])}
        </p>
        <p className="mt-1 text-ink-soft">
          {t('import.byWhom', { name: of.user_name, at: formatDateTime(of.created_at) })}
        </p>
      </header>
      {of.state === 'reading' ? (
        <Banner
          look="info"
          actions={
            <Link to="/products/import" activeOptions={{ exact: true }} className={buttonClass({})}>
              {t('import.otherFile')}
            </Link>
          }
        >
          {t('import.readingHelp')}
        </Banner>
      ) : (
        <Counts of={of} />
      )}
      {of.ignored_columns.length > 0 && (
        <Banner look="warn" className="mt-5">
          {t('import.ignored', { columns: of.ignored_columns.join(', ') })}
        </Banner>
      )}
      {apply.isError && (
        <Banner look="danger" className="mt-5">
          {describeError(t, apply.error)}
        </Banner>
      )}
      {of.state === 'applying' && (
        <section className="mt-5 rounded-lg border border-line bg-surface p-5">
          <p className="mb-3 font-semibold">{t('import.progress', { applied: of.rows_applied, rows })}</p>
          <ProgressBar label={t('import.applyingTitle')} value={of.rows_applied} max={rows} />
          <p className="mt-3 text-sm text-ink-soft">{t('import.leaveOpen')}</p>
        </section>
      )}
      {of.state === 'checked' && changes === 0 && (
        <Banner look="info" className="mt-5">
          {t('import.nothing')}
        </Banner>
      )}
      <div className="mt-5 flex flex-wrap gap-3">
        {of.state === 'checked' && canApply && changes > 0 && (
          <Button look="primary" isBusy={apply.isPending} onClick={() => apply.mutate()}>
            {t('import.apply', { count: changes })}
          </Button>
        )}
        {of.state === 'checked' && (
          <Link to="/products/import" activeOptions={{ exact: true }} className={buttonClass({})}>
            {t('import.otherFile')}
          </Link>
        )}
        {of.state === 'applied' && (
          <>
            <Link to="/products" activeOptions={{ exact: true }} className={buttonClass({ look: 'primary' })}>
              {t('import.toProducts')}
            </Link>
            <Link to="/products/import" activeOptions={{ exact: true }} className={buttonClass({})}>
              {t('import.again')}
            </Link>
          </>
        )}
      </div>
      {of.state !== 'reading' && of.refused > 0 && <RefusedRows of={of} />}
    </>
  );
}

function Counts({ of }: { of: Import }) {
  const { t } = useTranslation();
  return (
    <dl className="grid grid-cols-2 gap-3 md:grid-cols-4">
      {(['created', 'updated', 'unchanged', 'refused'] as const).map((outcome) => (
        <div key={outcome} className="flex flex-col-reverse rounded-lg border border-line bg-surface p-4">
          <dt className="text-sm text-ink-soft">{t(`import.${outcome}`)}</dt>
          <dd
            className={
              outcome === 'refused' && of.refused > 0 ? 'text-3xl font-bold text-danger' : 'text-3xl font-bold'
            }
          >
            {formatNumber(of[outcome])}
          </dd>
        </div>
      ))}
    </dl>
  );
}
