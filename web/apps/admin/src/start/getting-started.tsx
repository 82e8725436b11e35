import { ProgressBar, Skeleton } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Card } from '../layout/card';
import { LoadProblem } from '../layout/load-problem';
import { made } from './queries';
import { StepAction } from './step-action';
import { nextOf, type Step, stepsOf } from './steps';

/** What is left to do until the first sale, as the shop itself says it. A default export, as it comes late. */
export default function GettingStarted() {
  const { t } = useTranslation();
  const { data, isPending, isError, error, refetch } = useQuery(made());
  if (isPending) return <Skeleton className="h-96 w-full rounded-lg" />;
  if (isError) return <LoadProblem title={t('start.failed')} error={error} onRetry={() => void refetch()} />;
  const steps = stepsOf(data);
  const done = steps.filter(({ isDone }) => isDone).length;
  const progress = t('start.progress', { done, count: steps.length });
  return (
    <Card title={t('start.title')} help={t('start.help')}>
      <div className="flex flex-col gap-2">
        <p className="text-sm font-semibold">{progress}</p>
        <ProgressBar label={progress} value={done} max={steps.length} />
      </div>
      <ol className="-mb-2 flex flex-col divide-y divide-line">
        {steps.map((step, index) => (
          <StepRow key={step.name} step={step} number={index + 1} isNext={step.name === nextOf(steps)} />
        ))}
      </ol>
    </Card>
  );
}

function StepRow({ step: { name, isDone }, number, isNext }: { step: Step; number: number; isNext: boolean }) {
  const { t } = useTranslation();
  return (
    <li aria-current={isNext ? 'step' : undefined} className="flex flex-wrap items-center gap-x-4 gap-y-3 py-4">
      <span
        aria-hidden="true"
        className={clsx(
          'grid size-10 shrink-0 place-items-center self-start rounded-full font-semibold',
          isDone ? 'bg-ok-soft text-ok' : isNext ? 'bg-brand text-on-brand' : 'bg-ink/6 text-ink-soft',
        )}
      >
        {isDone ? <Check className="size-5" /> : number}
      </span>
      <div className="min-w-0 grow basis-52">
        <h3 className="font-semibold">
          {t(`start.${name}.title`)}
          {isDone && <span className="ms-2 text-sm font-medium text-ok">{t('start.done')}</span>}
        </h3>
        <p className="text-sm text-ink-soft">{t(`start.${name}.help`)}</p>
      </div>
      {!isDone && <StepAction name={name} isNext={isNext} />}
    </li>
  );
}
