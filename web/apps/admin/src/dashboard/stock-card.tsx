import type { GoodsStock } from '@novapos/api';
import { formatQuantity } from '@novapos/core';
import { Badge } from '@novapos/ui';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { cardLink } from './card-link';
import { PartCard } from './part-card';
import { goodsInState } from './queries';

type Goods = { items: GoodsStock[] };

/** Goods of which somebody has to order more, or whose record is wrong. */
export function StockCard({ location_id }: { location_id: string | undefined }) {
  const { t } = useTranslation();
  const low = useQuery(goodsInState('low', location_id));
  const negative = useQuery(goodsInState('negative', location_id));
  // Below zero is the more urgent of the two, and nothing is named twice.
  const both = (negative.isSuccess ? low : negative) as UseQueryResult<Goods>;
  const below = negative.data?.items ?? [];
  const goods = [
    ...below,
    ...(low.data?.items ?? []).filter(({ product_id }) => !below.some((each) => each.product_id === product_id)),
  ];
  return (
    <PartCard
      title={t('dashboard.stock')}
      help={t('dashboard.stockHelp')}
      query={both}
      failed={t('dashboard.stockFailed')}
      isNone={() => goods.length === 0}
      none={t('dashboard.stockNone')}
      actions={
        <span className="flex flex-wrap gap-x-3">
          <Link to="/stock" search={{ state: 'low', location_id }} className={cardLink}>
            {t('dashboard.toLow')}
          </Link>
          <Link to="/stock" search={{ state: 'negative', location_id }} className={cardLink}>
            {t('dashboard.toNegative')}
          </Link>
        </span>
      }
    >
      {() => (
        <ul className="-my-2 flex flex-col divide-y divide-line">
          {goods.map(({ product_id, product, on_hand_milli }) => (
            <li key={product_id} className="relative flex items-center gap-3 py-3 text-sm">
              <Link
                to="/stock/$productId"
                params={{ productId: product_id }}
                className="min-w-0 grow font-semibold wrap-anywhere after:absolute after:inset-0"
              >
                <bdi>{product?.name ?? t('dashboard.unnamed')}</bdi>
              </Link>
              <span className="shrink-0">{formatQuantity(on_hand_milli, product?.unit)}</span>
              <Badge look={on_hand_milli < 0 ? 'danger' : 'warn'}>
                {t(on_hand_milli < 0 ? 'dashboard.negative' : 'dashboard.low')}
              </Badge>
            </li>
          ))}
        </ul>
      )}
    </PartCard>
  );
}
