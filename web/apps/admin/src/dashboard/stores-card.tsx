import type { Total } from '@novapos/api';
import { formatMoney } from '@novapos/core';
import type { Column } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ChartCard } from './chart-card';
import { type Days, weekdayOf } from './day';
import { totalsBy } from './queries';
import { RankedBars } from './ranked-bars';

type Row = { today: Total; before: Total | undefined };

/** Each store's day in its own currency, beside the same day last week. */
export function StoresCard({ days }: { days: Days }) {
  const { t } = useTranslation();
  const today = useQuery(totalsBy('store', { day: days.today, store_id: undefined }));
  const before = useQuery(totalsBy('store', { day: days.before, store_id: undefined }));
  const money = ({ total_minor, currency }: Total) => formatMoney(total_minor, currency);
  const rows: Row[] = (today.data ?? [])
    .map((total) => ({ today: total, before: before.data?.find(({ key }) => key === total.key) }))
    .sort((one, other) => other.today.total_minor - one.today.total_minor);
  const columns: Column<Row>[] = [
    {
      id: 'store',
      head: t('dashboard.column.store'),
      cell: (row) => <span className="whitespace-normal">{row.today.label}</span>,
    },
    { id: 'sales', head: t('dashboard.column.sales'), cell: (row) => row.today.count, isNumber: true },
    { id: 'today', head: t('dashboard.today'), cell: (row) => money(row.today), isNumber: true },
    {
      id: 'before',
      head: t('dashboard.before', { weekday: weekdayOf(days.before) }),
      cell: (row) => (row.before ? money(row.before) : '–'),
      isNumber: true,
      isSecondary: true,
    },
  ];
  return (
    <ChartCard
      title={t('dashboard.stores')}
      queries={[today, before]}
      failed={t('dashboard.storesFailed')}
      columns={columns}
      rows={rows}
      keyOf={(row) => row.today.key}
    >
      <RankedBars
        label={t('dashboard.stores')}
        bars={rows.map((row) => ({
          key: row.today.key,
          name: row.today.label,
          value: money(row.today),
          amount: row.today.total_minor,
        }))}
      />
    </ChartCard>
  );
}
