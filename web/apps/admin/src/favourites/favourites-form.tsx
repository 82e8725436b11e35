import type { Store } from '@novapos/api';
import { describeError } from '@novapos/core';
import { Banner, Button, Skeleton } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../layout/card';
import { UnsavedGuard } from '../layout/unsaved-guard';
import { ProductPicker } from '../products/product-picker';
import { product as productQuery } from '../products/queries';
import { SaveBar } from '../settings/save-bar';
import { usePutFavourites } from './mutations';
import { isSame, moved } from './place-of';

/** As many as a till shows on its first page. */
const FAVOURITES_MAX = 60;

export function FavouritesForm({ store }: { store: Store }) {
  const { t } = useTranslation();
  const kept = store.favourites ?? [];
  const [ids, setIds] = useState<readonly string[]>(kept);
  const put = usePutFavourites(store.id);
  const isChanged = !isSame(ids, kept) && !(put.isSuccess && isSame(ids, put.variables));
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        put.mutate(ids);
      }}
      className="flex flex-col gap-5"
    >
      <UnsavedGuard isUnsaved={isChanged} />
      {put.isError && <Banner look="danger">{describeError(t, put.error)}</Banner>}
      {put.isSuccess && !isChanged && <Banner look="info">{t('favourites.saved')}</Banner>}
      <Card title={t('favourites.goods')} help={t('favourites.count', { count: ids.length, max: FAVOURITES_MAX })}>
        {ids.length < FAVOURITES_MAX && <ProductPicker taken={ids} onPick={({ id }) => setIds([...ids, id])} />}
        {ids.length === 0 && <p className="text-sm text-ink-soft">{t('favourites.none')}</p>}
        <ol className="flex flex-col divide-y divide-line">
          {ids.map((id, index) => (
            <Favourite
              key={id}
              id={id}
              isFirst={index === 0}
              isLast={index === ids.length - 1}
              onMove={(by) => setIds(moved(ids, id, by))}
              onRemove={() => setIds(ids.filter((each) => each !== id))}
            />
          ))}
        </ol>
      </Card>
      {isChanged && (
        <SaveBar
          isBusy={put.isPending}
          onDiscard={() => {
            put.reset();
            setIds(kept);
          }}
        />
      )}
    </form>
  );
}

type RowProps = { id: string; isFirst: boolean; isLast: boolean; onMove: (by: -1 | 1) => void; onRemove: () => void };

function Favourite({ id, isFirst, isLast, onMove, onRemove }: RowProps) {
  const { t } = useTranslation();
  const { data, isPending } = useQuery(productQuery(id));
  const name = data?.name ?? t('favourites.unknown');
  return (
    <li className="flex items-center gap-1 py-1">
      <span className="min-w-0 grow wrap-anywhere">
        {isPending ? <Skeleton className="h-5 w-40" /> : <span className="font-semibold">{name}</span>}
        {data && !data.active && <span className="block text-sm text-ink-soft">{t('stock.offSale')}</span>}
      </span>
      <Button
        look="quiet"
        size="icon"
        disabled={isFirst}
        aria-label={t('favourites.up', { name })}
        onClick={() => onMove(-1)}
      >
        <ArrowUp className="size-5" aria-hidden="true" />
      </Button>
      <Button
        look="quiet"
        size="icon"
        disabled={isLast}
        aria-label={t('favourites.down', { name })}
        onClick={() => onMove(1)}
      >
        <ArrowDown className="size-5" aria-hidden="true" />
      </Button>
      <Button look="quiet" size="icon" aria-label={t('favourites.remove', { name })} onClick={onRemove}>
        <X className="size-5" aria-hidden="true" />
      </Button>
    </li>
  );
}
