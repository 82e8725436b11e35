import type { Total } from '@novapos/api';
import { formatMoney, formatQuantity } from '@novapos/core';
import type { Column } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ChartCard } from './chart-card';
import { totalsBy } from './queries';
import { RankedBars } from './ranked-bars';

type Props = { day: string; store_id: string | undefined; currency_code: string };

export function GoodsCard({ day, store_id, currency_code }: Props) {
  const { t } = useTranslation();
  const sold = useQuery(totalsBy('product', { day, store_id }));
  const goods = (sold.data ?? [])
    .filter(({ currency }) => currency.code === currency_code)
    .sort((one, other) => other.total_minor - one.total_minor);
  const nameOf = (total: Total) => (
    <Link
      to="/products/$productId"
      params={{ productId: total.key }}
      className="whitespace-normal underline-offset-3 wrap-anywhere hover:underline"
    >
      {total.label}
    </Link>
  );
  const columns: Column<Total>[] = [
    { id: 'product', head: t('dashboard.column.product'), cell: nameOf },
    {
      id: 'quantity',
      head: t('dashboard.column.quantity'),
      cell: ({ quantity_milli }) => formatQuantity(quantity_milli ?? 0),
      isNumber: true,
    },
    {
      id: 'total',
      head: t('dashboard.column.total'),
      cell: ({ total_minor, currency }) => formatMoney(total_minor, currency),
      isNumber: true,
    },
  ];
  return (
    <ChartCard
      title={t('dashboard.goods')}
      help={t('dashboard.goodsHelp')}
      queries={[sold]}
      failed={t('dashboard.goodsFailed')}
      columns={columns}
      rows={goods}
      keyOf={({ key }) => key}
    >
      <RankedBars
        label={t('dashboard.goods')}
        bars={goods.map((total) => ({
          key: total.key,
          name: nameOf(total),
          value: formatMoney(total.total_minor, total.currency),
          amount: total.total_minor,
        }))}
      />
    </ChartCard>
  );
}
