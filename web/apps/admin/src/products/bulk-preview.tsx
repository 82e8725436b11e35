import type { BulkEditDone } from '@novapos/api';
import { type Currency, formatMoney } from '@novapos/core';
import { Banner } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { MoveRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { categories } from './queries';

/** So many products are read through before a change; the rest is counted. */
const SHOWN_MAX = 50;

const fields = ['category_id', 'tax_category', 'active', 'price'] as const;
type Field = (typeof fields)[number];
type Item = BulkEditDone['items'][number];
type Side = Item['before'];

type Props = { tried: BulkEditDone; currency: Currency };

/** What the products were, and what they would become. */
export function BulkPreview({ tried, currency }: Props) {
  const { t } = useTranslation();
  const { data } = useQuery(categories());
  const more = tried.items.length - SHOWN_MAX;
  return (
    <>
      <Banner look={tried.changed === 0 ? 'warn' : 'info'}>
        {t(tried.changed === 0 ? 'bulk.changesNothing' : 'bulk.wouldChange', { count: tried.changed })}
        {tried.changed > 0 && tried.unchanged > 0 && ` ${t('bulk.unchanged', { count: tried.unchanged })}`}
      </Banner>
      <ul aria-label={t('bulk.preview')} className="flex flex-col gap-3 text-sm">
        {tried.items.slice(0, SHOWN_MAX).map((item) => (
          <li key={item.product_id} className="border-s-2 border-line ps-3 wrap-anywhere">
            <p className="font-semibold">
              <bdi>{item.name}</bdi>
            </p>
            {fields
              .filter((field) => JSON.stringify(item.before[field]) !== JSON.stringify(item.after[field]))
              .map((field) => (
                <p key={field}>
                  <span className="text-ink-soft">{t(`product.field.${field}`)}: </span>
                  {textOf(item.before, field)}{' '}
                  <MoveRight className="inline size-4 text-ink-soft rtl:-scale-x-100" aria-hidden="true" />
                  <span className="sr-only">{t('trail.became')}</span>{' '}
                  <span className="font-medium">{textOf(item.after, field)}</span>
                </p>
              ))}
          </li>
        ))}
      </ul>
      {more > 0 && <p className="text-sm text-ink-soft">{t('bulk.more', { count: more })}</p>}
    </>
  );

  function textOf(side: Side, field: Field): string {
    switch (field) {
      case 'price':
        return formatMoney(side.price.amount_minor, currency);
      case 'category_id':
        return data?.find(({ id }) => id === side.category_id)?.name ?? t('trail.nothing');
      case 'active':
        return t(side.active ? 'trail.yes' : 'trail.no');
      default:
        return side.tax_category;
    }
  }
}
