import type { Store } from '@novapos/api';
import { EmptyState, SelectField, Skeleton } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { MapPinOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { BackLink } from '../layout/back-link';
import { LoadProblem } from '../layout/load-problem';
import { places } from '../shop/places';
import { FavouritesForm } from './favourites-form';

type Props = {
  store_id: string | undefined;
  onStore: (store_id: string) => void;
  mayChangeIn: (store_id: string) => boolean;
};

/** The goods that the tills of a store show first. */
export function FavouritesPage({ store_id, onStore, mayChangeIn }: Props) {
  const { t } = useTranslation();
  const shop = useQuery(places());
  const stores = (shop.data?.stores ?? []).filter(({ id }) => mayChangeIn(id));
  const store: Store | undefined = stores.find(({ id }) => id === store_id) ?? stores[0];
  return (
    <>
      <BackLink to="/products">{t('products.title')}</BackLink>
      <h1 className="text-2xl font-bold tracking-tight">{t('favourites.title')}</h1>
      <p className="mt-1 mb-5 max-w-3xl text-ink-soft">{t('favourites.help')}</p>
      {shop.isPending && <Skeleton className="h-96 w-full max-w-3xl rounded-lg" />}
      {shop.isError && !shop.data && (
        <LoadProblem title={t('favourites.failed')} error={shop.error} onRetry={() => void shop.refetch()} />
      )}
      {shop.data && !store && <EmptyState icon={MapPinOff} title={t('favourites.noStore')} />}
      {store && (
        <div className="flex max-w-3xl flex-col gap-5">
          {stores.length > 1 && (
            <SelectField
              label={t('favourites.store')}
              value={store.id}
              options={stores.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={({ target }) => onStore(target.value)}
            />
          )}
          <FavouritesForm key={store.id} store={store} />
        </div>
      )}
    </>
  );
}
