import type { HistoryEntry, Product } from '@novapos/api';
import { type Currency, formatDateTime, formatUnitPrice, pictureHash } from '@novapos/core';
import { Button, Skeleton } from '@novapos/ui';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { MoveRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { variantText } from '../families/variant-text';
import { LoadProblem } from '../layout/load-problem';
import { places } from '../shop/places';
import type { Price } from './price-form';
import { categories, productHistory, userNames } from './queries';
import { changesOf, type Past, type PastField } from './trail-words';

type Props = { product: Product; currency: Currency };

/** Who changed the product, when, and what it was before. */
export function ProductTrail({ product, currency }: Props) {
  const { t } = useTranslation();
  const pages = useInfiniteQuery(productHistory(product.id));
  const names = useQuery(userNames());
  const wordsOf = useWords(product, currency);
  const entries = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-label={t('trail.title')} className="rounded-lg border border-line bg-surface p-5">
      <h2 className="mb-3 font-semibold">{t('trail.title')}</h2>
      {pages.isPending && <Skeleton className="h-40 w-full" />}
      {pages.isError && (
        <LoadProblem title={t('trail.failed')} error={pages.error} onRetry={() => void pages.refetch()} />
      )}
      {pages.isSuccess && entries.length === 0 && <p className="text-sm text-ink-soft">{t('trail.none')}</p>}
      <ol className="flex flex-col gap-4 text-sm">
        {entries.map((entry) => (
          <li key={entry.rev} className="border-s-2 border-line ps-3">
            <p className="font-semibold">{actionOf(entry)}</p>
            {wordsOf(entry).map(({ field, label, before, after }) => (
              <p key={field} className="wrap-anywhere">
                <span className="text-ink-soft">{label}: </span>
                {before} <MoveRight className="inline size-4 text-ink-soft rtl:-scale-x-100" aria-hidden="true" />
                <span className="sr-only">{t('trail.became')}</span> <span className="font-medium">{after}</span>
              </p>
            ))}
            <p className="text-ink-soft">
              {t('trail.by', {
                name: names.data?.get(entry.user_id) ?? t('trail.somebody'),
                at: formatDateTime(entry.at),
              })}
            </p>
          </li>
        ))}
      </ol>
      {pages.hasNextPage && (
        <Button
          look="quiet"
          className="-ms-4 mt-2"
          isBusy={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t('trail.more')}
        </Button>
      )}
    </section>
  );

  function actionOf({ action }: HistoryEntry): string {
    // The API may learn of more kinds of change than this page knows.
    return t(`trail.action.${action as 'updated'}`, { defaultValue: t('trail.action.updated') });
  }
}

function useWords({ unit }: Product, currency: Currency) {
  const { t } = useTranslation();
  const { data } = useQuery(categories());
  const stores = useQuery(places()).data?.stores;

  return (entry: HistoryEntry) =>
    changesOf(entry)
      // The action says this already.
      .filter(({ field }) => field !== 'active' || entry.action === 'updated')
      .map(({ field, before, after }) => ({
        field,
        label: t(`product.field.${field}`),
        before: textOf(before, field) || t('trail.nothing'),
        after: textOf(after, field) || t('trail.nothing'),
      }));

  function textOf(past: Past, field: PastField): string {
    switch (field) {
      case 'price':
        return past.price ? priceText(past.price, past, currency) : '';
      case 'own_prices':
        return (past.own_prices ?? [])
          .map(({ store_id, price }) => {
            const store = stores?.find(({ id }) => id === store_id);
            const text = priceText(price, past, store?.currency ?? currency);
            return t('storePrices.at', { store: store?.name ?? t('schedule.otherStore'), price: text });
          })
          .join(', ');
      case 'category_id':
        return data?.find(({ id }) => id === past.category_id)?.name ?? '';
      case 'image':
        return pictureHash(past.image) ? t('picture.some') : (past.image ?? '');
      case 'variant':
        return past.variant ? [past.variant.family, variantText(past.variant)].join(': ') : '';
      case 'unit':
        return past.unit ? t(`product.unit.${past.unit}`) : '';
      case 'active':
        return t(past.active ? 'trail.yes' : 'trail.no');
      case 'barcodes':
        return past.barcodes?.join(', ') ?? '';
      default:
        return past[field] ?? '';
    }
  }

  function priceText(price: Price, past: Past, priced: Currency): string {
    const { amount, per } = formatUnitPrice(price, past.unit ?? unit, priced);
    return [amount, per].filter(Boolean).join(' ');
  }
}
