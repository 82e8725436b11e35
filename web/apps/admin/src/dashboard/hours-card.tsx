import type { Total } from '@novapos/api';
import { type Currency, formatMoney } from '@novapos/core';
import type { Column } from '@novapos/ui';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ChartCard } from './chart-card';
import { type Days, type Hour, hoursOf, weekdayOf } from './day';
import { HourBars } from './hour-bars';

type Props = {
  today: UseQueryResult<Total[]>;
  before: UseQueryResult<Total[]>;
  days: Days;
  cutoff: string;
  currency: Currency;
};

export function HoursCard({ today, before, days, cutoff, currency }: Props) {
  const { t } = useTranslation();
  const hours = hoursOf(today.data ?? [], before.data ?? [], cutoff);
  const weekday = weekdayOf(days.before);
  const money = (amount_minor: number) => formatMoney(amount_minor, currency);
  const names = { today: t('dashboard.today'), before: t('dashboard.before', { weekday }) };
  const best = hours.reduce<Hour | null>(
    (most, hour) => (most && most.today_minor >= hour.today_minor ? most : hour),
    null,
  );
  const columns: Column<Hour>[] = [
    { id: 'hour', head: t('dashboard.column.hour'), cell: ({ hour }) => `${hour}:00` },
    { id: 'today', head: names.today, cell: ({ today_minor }) => money(today_minor), isNumber: true },
    { id: 'before', head: names.before, cell: ({ before_minor }) => money(before_minor), isNumber: true },
  ];
  return (
    <ChartCard
      title={t('dashboard.hours')}
      help={t('dashboard.hoursHelp', { weekday })}
      queries={[today, before]}
      failed={t('dashboard.hoursFailed')}
      columns={columns}
      rows={hours}
      keyOf={({ hour }) => hour}
    >
      <HourBars
        hours={hours}
        currency={currency}
        label={t('dashboard.hoursChart', { hour: `${best?.hour}:00`, amount: money(best?.today_minor ?? 0) })}
        names={names}
      />
    </ChartCard>
  );
}
