import type { Product } from '@novapos/api';
import { type Currency, formatUnitPrice } from '@novapos/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { categories } from './queries';

/** A product for people who may look at it and not change it. */
export function ProductFacts({ product, currency }: { product: Product; currency: Currency }) {
  const { t } = useTranslation();
  const { data } = useQuery(categories());
  const { amount, per } = formatUnitPrice(product.price, product.unit, currency);
  const facts = [
    ['price', `${amount} ${per}`],
    ['sku', product.sku],
    ['barcodes', product.barcodes.join(', ') || t('trail.nothing')],
    ['category_id', data?.find(({ id }) => id === product.category_id)?.name ?? t('product.noCategory')],
    ['unit', t(`product.unit.${product.unit}`)],
    ['tax_category', product.tax_category],
  ] as const;
  return (
    <section aria-label={t('product.facts')} className="max-w-xl rounded-lg border border-line bg-surface p-5">
      <dl className="flex flex-col gap-3">
        {facts.map(([field, value]) => (
          <div key={field} className="flex justify-between gap-4">
            <dt className="text-ink-soft">{t(`product.field.${field}`)}</dt>
            <dd className="min-w-0 text-end font-medium wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
