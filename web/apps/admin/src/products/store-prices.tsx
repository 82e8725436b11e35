import type { Product, Store } from '@novapos/api';
import { formatUnitPrice } from '@novapos/core';
import { Button } from '@novapos/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../layout/card';
import type { Price } from './price-form';
import { StorePriceDialog } from './store-price-dialog';

type Props = { product: Product; stores: readonly Store[]; mayChange: boolean };

/** What each store sells the product at: the price of all, or its own. */
export function StorePrices({ product, stores, mayChange }: Props) {
  const { t } = useTranslation();
  const [store_id, setStoreId] = useState<string | null>(null);
  const store = stores.find(({ id }) => id === store_id);
  return (
    <Card title={t('storePrices.title')} help={t('storePrices.help')}>
      <ul className="-my-2 flex flex-col divide-y divide-line">
        {stores.map((each) => {
          const own = ownPriceAt(product, each);
          const { amount, per } = formatUnitPrice(own ?? product.price, product.unit, each.currency);
          return (
            <li key={each.id} className="flex items-center gap-4 py-2">
              <span className="min-w-0 grow wrap-anywhere">
                <bdi>{each.name}</bdi>
                {own && <span className="block text-sm text-ink-soft">{t('storePrices.own')}</span>}
              </span>
              <span className="shrink-0 font-semibold">
                {amount} {per && <span className="font-normal text-ink-soft">{per}</span>}
              </span>
              {mayChange && (
                <Button
                  aria-label={t('storePrices.changeAt', { store: each.name })}
                  onClick={() => setStoreId(each.id)}
                >
                  {t('storePrices.change')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {store && (
        <StorePriceDialog
          product={product}
          store={store}
          own={ownPriceAt(product, store)}
          onClose={() => setStoreId(null)}
        />
      )}
    </Card>
  );
}

function ownPriceAt({ store_prices }: Product, store: Store): Price | null {
  return store_prices.find(({ store_id }) => store_id === store.id)?.price ?? null;
}
