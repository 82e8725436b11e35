import { Button, EmptyState } from '@novapos/ui';
import { PackageOpen, SearchX, Star } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Tile } from '../catalog/tile';
import { useCatalog, useCategories, useMinute, useSetup, useTill } from '../till/use-till';
import { GoodsComing } from './goods-coming';
import type { GoodsPage } from './goods-page';
import { GoodsTile } from './goods-tile';
import { tilePrices } from './tile-prices';
import { useFavouriteFamilies } from './use-favourite-families';
import { useFoundGoods } from './use-found-goods';

/** A little more than a screen: what is not seen must not hold up what is. */
const TILES_AT_ONCE = 36;
const nothingYet = { tiles: [], text: '' };

type Props = {
  search: string;
  page: GoodsPage;
  /** A touch makes goods a favourite, or stops that, instead of selling them. */
  isChoosing: boolean;
  onChoose: () => void;
};

export function GoodsGrid({ search, page, isChoosing, onChoose }: Props) {
  const { t } = useTranslation();
  const till = useTill();
  const setup = useSetup();
  const categories = useCategories();
  const { size } = useCatalog();
  const now_ms = useMinute();
  const [limit, setLimit] = useState(TILES_AT_ONCE);
  const favourite_ids = useStore(till.favourites.ids);
  const found = useFoundGoods({ search, page, favourite_ids, limit: limit + 1 });
  const { tiles, text } = found ?? nothingYet;
  const shown = useMemo(() => tiles.slice(0, limit), [tiles, limit]);
  const prices = useMemo(() => tilePrices(till.pricing, setup, shown, now_ms), [till, setup, shown, now_ms]);
  const colors = useMemo(() => new Map(categories.map((category) => [category.id, category.color])), [categories]);

  const favouriteFamilies = useFavouriteFamilies(isChoosing, favourite_ids);

  const pick = useCallback(
    (tile: Tile) => {
      if (!isChoosing) till.chooseFrom(tile);
      else if (tile.family) till.ask({ kind: 'variant', family: tile.family, isFavourite: true });
      else void till.favourites.toggle(tile.item.id);
    },
    [till, isChoosing],
  );
  const showDetails = useCallback(
    (tile: Tile) => (tile.family ? till.chooseFrom(tile) : till.ask({ kind: 'goods', item: tile.item })),
    [till],
  );
  const isStarred = ({ item, family }: Tile) =>
    family ? favouriteFamilies.has(family.id) : favourite_ids.includes(item.id);
  const isFavourites = page.kind === 'favourites' && text === '';

  if (!found) return <GoodsComing />;
  if (tiles.length === 0) {
    return (
      <div className="flex min-h-0 grow overflow-y-auto">
        {text !== '' ? (
          <EmptyState icon={SearchX} title={t('sale.noMatch', { text })}>
            {t('sale.noMatchHelp')}
          </EmptyState>
        ) : isFavourites ? (
          <EmptyState
            icon={Star}
            title={t('sale.noFavourites')}
            action={<Button onClick={onChoose}>{t('sale.chooseFavourites')}</Button>}
          >
            {t('sale.noFavouritesHelp')}
          </EmptyState>
        ) : (
          <EmptyState icon={PackageOpen} title={t(size === 0 ? 'sale.noGoods' : 'sale.noGoodsHere')}>
            {t('sale.noGoodsHelp')}
          </EmptyState>
        )}
      </div>
    );
  }

  return (
    <div className="min-h-0 grow overflow-y-auto px-3 py-3 sm:px-5">
      <ul
        aria-label={t('sale.goods')}
        className="grid grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] gap-2.5 sm:gap-3"
      >
        {shown.map((tile, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a letter more in the search fills the tiles anew, and makes none.
          <li key={place}>
            <GoodsTile
              tile={tile}
              price={prices.get(tile)?.price}
              noPrice={t('sale.noPrice')}
              mark={tile.family && t(prices.get(tile)?.isFrom ? 'sale.variantsFrom' : 'sale.variants', tile.family)}
              color={tile.item.category_id ? colors.get(tile.item.category_id) : null}
              isStarred={isChoosing ? isStarred(tile) : null}
              onPick={pick}
              onDetails={showDetails}
            />
          </li>
        ))}
      </ul>
      {tiles.length > limit && !isFavourites && (
        <div className="mt-4 flex justify-center">
          <Button look="quiet" onClick={() => setLimit(limit + TILES_AT_ONCE)}>
            {t('sale.more')}
          </Button>
        </div>
      )}
      {isFavourites && !isChoosing && (
        <div className="mt-4 flex justify-center">
          <Button look="quiet" className="text-ink-soft" onClick={onChoose}>
            {t('sale.chooseFavourites')}
          </Button>
        </div>
      )}
      {text !== '' && (
        <p role="status" className="sr-only">
          {t('sale.found', { count: shown.length })}
        </p>
      )}
    </div>
  );
}
