import type { Total } from '@novapos/api';
import { type Currency, formatMoney, formatNumber } from '@novapos/core';
import { Skeleton } from '@novapos/ui';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { LoadProblem } from '../layout/load-problem';
import { averageOf, type Days, sumOf, untilHour, weekdayOf } from './day';

type Props = {
  today: UseQueryResult<Total[]>;
  before: UseQueryResult<Total[]>;
  days: Days;
  /** The hour that the clock shows there now, and the one at which its day begins. */
  clock: { hour: string; cutoff: string };
  currency: Currency;
};

/** What was sold so far, beside the same day last week. */
export function Figures({ today, before, days, clock, currency }: Props) {
  const { t } = useTranslation();
  if (today.isError) {
    return (
      <LoadProblem title={t('dashboard.figuresFailed')} error={today.error} onRetry={() => void today.refetch()} />
    );
  }
  const sum = sumOf(today.data ?? []);
  const whole = sumOf(before.data ?? []);
  const isNone = whole.count === 0;
  const byNow = sumOf(untilHour(before.data ?? [], clock.hour, clock.cutoff));
  const money = (amount_minor: number | null) => (amount_minor === null ? '–' : formatMoney(amount_minor, currency));
  const weekday = weekdayOf(days.before);
  const note = (byNow: string | number, whole: string | number) =>
    isNone ? t('dashboard.lastWeekNone', { weekday }) : t('dashboard.lastWeek', { weekday, byNow, whole });
  const figures = [
    {
      name: t('dashboard.sold'),
      value: money(sum.total_minor),
      note: note(money(byNow.total_minor), money(whole.total_minor)),
    },
    {
      name: t('dashboard.sales'),
      value: formatNumber(sum.count),
      note: note(byNow.count, whole.count),
    },
    {
      name: t('dashboard.average'),
      value: money(averageOf(sum)),
      note: isNone ? note(0, 0) : t('dashboard.lastWeekWhole', { weekday, whole: money(averageOf(whole)) }),
    },
  ];
  return (
    <section aria-label={t('dashboard.figures')}>
      <dl className="grid grid-cols-2 gap-3 md:grid-cols-3">
        {figures.map(({ name, value, note }) => (
          <div
            key={name}
            className="flex min-w-0 flex-col gap-1 rounded-lg border border-line bg-surface p-4 max-md:first:col-span-2 sm:p-5"
          >
            <dt className="text-sm font-semibold text-ink-soft">{name}</dt>
            {today.isPending ? (
              <dd>
                <Skeleton className="h-10 w-32" />
              </dd>
            ) : (
              <dd className="text-2xl font-bold sm:text-3xl tracking-tight wrap-anywhere">{value}</dd>
            )}
            {before.isSuccess && <dd className="text-sm text-ink-soft">{note}</dd>}
          </div>
        ))}
      </dl>
    </section>
  );
}
