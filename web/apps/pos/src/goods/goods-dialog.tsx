import type { CatalogItem } from '@novapos/api';
import { formatUnitPrice } from '@novapos/core';
import { Button, Dialog } from '@novapos/ui';
import { Plus, Star, StarOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { variantOf } from '../catalog/variant';
import { unitPrices } from '../till/pricing';
import { useCategories, useMinute, useSetup, useTill } from '../till/use-till';

/** What the till knows of some goods: the price, without selling them, and whether they are on the first page. */
export function GoodsDialog({ item, onClose }: { item: CatalogItem; onClose: () => void }) {
  const { t } = useTranslation();
  const till = useTill();
  const setup = useSetup();
  const category = useCategories().find(({ id }) => id === item.category_id);
  const isFavourite = useStore(till.favourites.ids, (ids) => ids.includes(item.id));
  const price = unitPrices(till.pricing, setup, [item], useMinute()).get(item.id);
  const shown = price && formatUnitPrice(price, item.unit, setup.pricing.currency);
  const facts = [
    ...(variantOf(item)?.options.map(({ name, value }) => [name, value] as const) ?? []),
    [t('goods.sku'), item.sku],
    [t('goods.barcodes'), item.barcodes.join(', ')],
    [t('goods.category'), category?.name ?? ''],
  ] satisfies (readonly [string, string])[];

  return (
    <Dialog
      title={item.name}
      onClose={onClose}
      closeLabel={t('common.close')}
      footer={
        <>
          <Button size="lg" className="grow px-4" onClick={() => void till.favourites.toggle(item.id)}>
            {isFavourite ? (
              <StarOff className="size-5" aria-hidden="true" />
            ) : (
              <Star className="size-5" aria-hidden="true" />
            )}
            {t(isFavourite ? 'goods.unstar' : 'goods.star')}
          </Button>
          <Button
            look="primary"
            size="lg"
            className="grow px-4"
            onClick={() => {
              onClose();
              till.choose(item);
            }}
          >
            <Plus className="size-5" aria-hidden="true" />
            {t('goods.sell')}
          </Button>
        </>
      }
    >
      <p className="mb-4 text-3xl font-bold tracking-tight">
        {shown ? shown.amount : t('sale.noPrice')}
        {shown && <span className="text-lg font-semibold text-ink-soft"> {shown.per}</span>}
      </p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
        {facts
          .filter(([, value]) => value !== '')
          .map(([name, value], place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: they never move, and an option may be called what a fact is.
            <div key={place} className="contents">
              <dt className="text-ink-soft">
                <bdi>{name}</bdi>
              </dt>
              <dd className="min-w-0 break-words">
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
      </dl>
    </Dialog>
  );
}
