import type { Product } from '@novapos/api';
import { describeError } from '@novapos/core';
import { Banner, Button } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchBox } from '../layout/search-box';
import { foundProducts } from './queries';

type Props = { taken: readonly string[]; onPick: (product: Product) => void };

/** Finds products by what is typed or scanned, each with a button that takes it. */
export function ProductPicker({ taken, onPick }: Props) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const found = useQuery(foundProducts(query));
  const products = found.data?.filter(({ id }) => !taken.includes(id)) ?? [];
  return (
    <div className="flex flex-col gap-3">
      <SearchBox label={t('picker.search')} placeholder={t('picker.searchHint')} value={query} onSearch={setQuery} />
      {found.isError && (
        <Banner look="danger">{t('picker.foundFailed', { reason: describeError(t, found.error) })}</Banner>
      )}
      {found.isSuccess && found.data.length === 0 && (
        <p role="status" className="text-sm text-ink-soft">
          {t('picker.foundNone')}
        </p>
      )}
      {products.length > 0 && (
        <ul aria-label={t('picker.found')} className="flex flex-col divide-y divide-line rounded-md border border-line">
          {products.map((product) => (
            <li key={product.id} className="flex items-center gap-3 py-1 ps-4 pe-1">
              <span className="min-w-0 grow wrap-anywhere">
                <bdi>{product.name}</bdi>
                <span className="block text-sm text-ink-soft">{product.sku}</span>
              </span>
              <Button
                look="quiet"
                size="icon"
                aria-label={t('picker.addOf', { name: product.name })}
                onClick={() => {
                  onPick(product);
                  setQuery('');
                }}
              >
                <Plus className="size-5" aria-hidden="true" />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
