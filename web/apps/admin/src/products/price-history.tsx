import type { Product } from '@novapos/api';
import { type Currency, formatDateTime, formatUnitPrice } from '@novapos/core';
import { Button, Skeleton } from '@novapos/ui';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { LoadProblem } from '../layout/load-problem';
import { places } from '../shop/places';
import { productPrices, userNames } from './queries';

type Props = { product: Product; currency: Currency };

export function PriceHistory({ product, currency }: Props) {
  const { t } = useTranslation();
  const pages = useInfiniteQuery(productPrices(product.id));
  const names = useQuery(userNames());
  const stores = useQuery(places()).data?.stores;
  const prices = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-label={t('prices.title')} className="rounded-lg border border-line bg-surface p-5">
      <h2 className="mb-3 font-semibold">{t('prices.title')}</h2>
      {pages.isPending && <Skeleton className="h-24 w-full" />}
      {pages.isError && (
        <LoadProblem title={t('prices.failed')} error={pages.error} onRetry={() => void pages.refetch()} />
      )}
      <ol className="flex flex-col gap-3 text-sm">
        {prices.map((price) => {
          const { amount_minor, per_milli, store_id } = price;
          const { amount, per } =
            amount_minor == null
              ? { amount: t('prices.shops'), per: '' }
              : formatUnitPrice({ amount_minor, per_milli }, product.unit, currency);
          return (
            <li key={price.rev} className="flex justify-between gap-4">
              <span className="text-ink-soft">
                {t(store_id ? 'prices.byAt' : 'trail.by', {
                  store: stores?.find(({ id }) => id === store_id)?.name ?? t('schedule.otherStore'),
                  name: names.data?.get(price.user_id) ?? t('trail.somebody'),
                  at: formatDateTime(price.from),
                })}
              </span>
              <span className="shrink-0 font-semibold">
                {amount} {per && <span className="font-normal text-ink-soft">{per}</span>}
              </span>
            </li>
          );
        })}
      </ol>
      {pages.hasNextPage && (
        <Button
          look="quiet"
          className="-ms-4 mt-2"
          isBusy={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t('prices.more')}
        </Button>
      )}
    </section>
  );
}
