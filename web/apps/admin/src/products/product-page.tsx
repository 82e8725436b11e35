import type { Product, Store } from '@novapos/api';
import { pictureHash } from '@novapos/core';
import { Skeleton } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FamilyCard } from '../families/family-card';
import { BackLink } from '../layout/back-link';
import { LoadProblem } from '../layout/load-problem';
import { places } from '../shop/places';
import { EditProductForm } from './edit-product-form';
import { useSwitchProduct } from './mutations';
import { PictureCard } from './picture-card';
import { PriceHistory } from './price-history';
import { ProductFacts } from './product-facts';
import { ProductState } from './product-state';
import { ProductTrail } from './product-trail';
import { product as productQuery } from './queries';
import { ScheduledPrices } from './scheduled-prices';
import { StorePrices } from './store-prices';
import { SwitchButton, SwitchNote } from './switch-product';

type Props = {
  product_id: string;
  /** Who manages goods sees their past; who does so for every store may change them. */
  may: { change: boolean; seePast: boolean };
  wasMade: boolean;
};

export function ProductPage({ product_id, may, wasMade }: Props) {
  const { t } = useTranslation();
  const product = useQuery(productQuery(product_id));
  const shop = useQuery(places());
  const first = shop.data?.stores[0];
  const failed = [product, shop].find((query) => query.isError && !query.data);
  return (
    <>
      <BackLink to="/products">{t('products.title')}</BackLink>
      {failed && <LoadProblem title={t('product.failed')} error={failed.error} onRetry={() => void failed.refetch()} />}
      {!failed && !(product.data && first) && <Skeleton className="h-96 w-full rounded-lg" />}
      {product.data && shop.data && first && (
        <ProductDetails
          key={product_id}
          product={product.data}
          stores={shop.data.stores}
          first={first}
          may={may}
          wasMade={wasMade}
        />
      )}
    </>
  );
}

type DetailsProps = Pick<Props, 'may' | 'wasMade'> & {
  product: Product;
  stores: readonly Store[];
  first: Store;
};

function ProductDetails({ product, stores, first, may, wasMade }: DetailsProps) {
  const { currency } = first;
  const switching = useSwitchProduct(product.id);
  return (
    <>
      <header className="mb-5 flex flex-wrap items-center gap-3">
        <h1 className="min-w-0 text-2xl font-bold tracking-tight wrap-anywhere">
          <bdi>{product.name}</bdi>
        </h1>
        <ProductState isActive={product.active} />
        {may.change && (
          <div className="sm:ms-auto">
            <SwitchButton product={product} switching={switching} />
          </div>
        )}
      </header>
      <SwitchNote product={product} switching={switching} />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-5">
          {may.change ? (
            <EditProductForm product={product} currency={currency} wasMade={wasMade} />
          ) : (
            <ProductFacts product={product} currency={currency} />
          )}
          {(stores.length > 1 || product.store_prices.length > 0) && (
            <StorePrices product={product} stores={stores} mayChange={may.change} />
          )}
          {may.seePast && <ScheduledPrices product={product} stores={stores} first={first} mayChange={may.change} />}
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          {(may.change || pictureHash(product.image)) && <PictureCard product={product} mayChange={may.change} />}
          {(may.change || product.variant) && <FamilyCard product={product} mayChange={may.change} />}
          {may.seePast && <ProductTrail product={product} currency={currency} />}
          {may.seePast && <PriceHistory product={product} currency={currency} />}
        </div>
      </div>
    </>
  );
}
