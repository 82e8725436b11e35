import type { Product, Store } from '@novapos/api';
import { describeError, uuidv7 } from '@novapos/core';
import { Banner, Button, SelectField, Skeleton, TextField } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BackLink } from '../layout/back-link';
import { Card } from '../layout/card';
import { LoadProblem } from '../layout/load-problem';
import { UnsavedGuard } from '../layout/unsaved-guard';
import { ProductPicker } from '../products/product-picker';
import { places } from '../shop/places';
import { useBeginCount } from './mutations';

const NOTE_MAX = 200;
const PRODUCTS_MAX = 500;
const scopes = ['full', 'cycle'] as const;

type Props = { mayCountIn: (store_id: string) => boolean };

export function NewCountPage({ mayCountIn }: Props) {
  const { t } = useTranslation();
  const shop = useQuery(places());
  return (
    <>
      <BackLink to="/stock/counts">{t('counts.title')}</BackLink>
      <h1 className="mb-5 text-2xl font-bold tracking-tight">{t('count.newTitle')}</h1>
      {shop.isPending && <Skeleton className="h-96 w-full max-w-3xl rounded-lg" />}
      {shop.isError && !shop.data && (
        <LoadProblem title={t('counts.failed')} error={shop.error} onRetry={() => void shop.refetch()} />
      )}
      {shop.data && <BeginForm stores={shop.data.stores.filter(({ id }) => mayCountIn(id))} />}
    </>
  );
}

function BeginForm({ stores }: { stores: Store[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [id] = useState(() => uuidv7());
  const begin = useBeginCount(id);
  const [location_id, setLocation] = useState(stores[0]?.location_id ?? '');
  const [scope, setScope] = useState<(typeof scopes)[number]>('full');
  const [note, setNote] = useState('');
  const [products, setProducts] = useState<Product[]>([]);
  const [isAsked, setIsAsked] = useState(false);
  const product_ids = scope === 'cycle' ? products.map((product) => product.id) : [];

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setIsAsked(true);
    if (scope === 'cycle' && product_ids.length === 0) return;
    await begin.mutateAsync({ location_id, scope, note: note.trim() || null, product_ids }).then(
      () => navigate({ to: '/stock/counts/$countId', params: { countId: id }, replace: true, ignoreBlocker: true }),
      () => undefined,
    );
  };

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex max-w-3xl flex-col gap-5">
      <UnsavedGuard isUnsaved={products.length > 0 && !begin.isSuccess} />
      {begin.isError && <Banner look="danger">{describeError(t, begin.error)}</Banner>}
      <Card title={t('count.scope')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            label={t('counts.place')}
            value={location_id}
            options={stores.map((store) => ({ value: store.location_id, label: store.name }))}
            onChange={({ target }) => setLocation(target.value)}
          />
          <SelectField
            label={t('counts.column.scope')}
            value={scope}
            options={scopes.map((value) => ({ value, label: t(`counts.scopes.${value}`) }))}
            onChange={({ target }) => setScope(scopes.find((one) => one === target.value) ?? scope)}
          />
          <TextField
            label={t('count.note')}
            autoComplete="off"
            maxLength={NOTE_MAX}
            value={note}
            onChange={({ target }) => setNote(target.value)}
            className="sm:col-span-2"
          />
        </div>
      </Card>
      {scope === 'cycle' && (
        <Card title={t('count.goods')}>
          {products.length < PRODUCTS_MAX && (
            <ProductPicker
              taken={products.map((product) => product.id)}
              onPick={(product) => setProducts([...products, product])}
            />
          )}
          {products.length === 0 && (
            <p className={isAsked ? 'text-sm font-medium text-danger' : 'text-sm text-ink-soft'}>{t('count.empty')}</p>
          )}
          <ul className="flex flex-col divide-y divide-line">
            {products.map((product) => (
              <li key={product.id} className="flex items-center gap-3 py-1">
                <span className="min-w-0 grow font-semibold wrap-anywhere">
                  <bdi>{product.name}</bdi>
                </span>
                <Button
                  look="quiet"
                  size="icon"
                  aria-label={t('count.removeOf', { name: product.name })}
                  onClick={() => setProducts(products.filter((one) => one.id !== product.id))}
                >
                  <X className="size-5" aria-hidden="true" />
                </Button>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <div className="flex justify-end">
        <Button type="submit" look="primary" isBusy={begin.isPending}>
          {t('count.begin')}
        </Button>
      </div>
    </form>
  );
}
