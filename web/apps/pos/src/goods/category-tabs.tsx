import { direction } from '@novapos/core';
import { clsx } from 'clsx';
import { Star } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCategories } from '../till/use-till';
import { bandColor } from './band-color';
import { allGoodsPage, favouritesPage, type GoodsPage, pageKey } from './goods-page';

/** While somebody searches, none is selected. */
type Props = { selected: GoodsPage | null; onSelect: (page: GoodsPage) => void };

export const CategoryTabs = memo(function CategoryTabs({ selected, onSelect }: Props) {
  const { t } = useTranslation();
  const categories = useCategories();
  const selectedKey = selected && pageKey(selected);
  return (
    <nav
      aria-label={t('sale.categories')}
      // A wheel turns up and down only, and must reach the last category, too.
      onWheel={(event) => {
        event.currentTarget.scrollLeft += direction() === 'rtl' ? -event.deltaY : event.deltaY;
      }}
      className="no-scrollbar flex shrink-0 gap-2 overflow-x-auto px-3 pt-3 pb-1 sm:px-5"
    >
      <Chip isSelected={selectedKey === 'favourites'} onPress={() => onSelect(favouritesPage)}>
        <Star className="-ms-1 size-4.5 fill-current text-nova" aria-hidden="true" />
        {t('sale.favourites')}
      </Chip>
      <Chip isSelected={selectedKey === 'all'} onPress={() => onSelect(allGoodsPage)}>
        {t('sale.all')}
      </Chip>
      {categories.map((category) => (
        <Chip
          key={category.id}
          isSelected={selectedKey === category.id}
          onPress={() => onSelect({ kind: 'category', id: category.id })}
        >
          <span
            aria-hidden="true"
            className="size-2.5 rounded-full bg-(--band)"
            style={{ '--band': bandColor(category.color) }}
          />
          <bdi>{category.name}</bdi>
        </Chip>
      ))}
    </nav>
  );
});

type ChipProps = { isSelected: boolean; onPress: () => void; children: ReactNode };

function Chip({ isSelected, onPress, children }: ChipProps) {
  return (
    <button
      type="button"
      aria-pressed={isSelected}
      onClick={(event) => {
        event.currentTarget.scrollIntoView({ block: 'nearest', inline: 'center' });
        onPress();
      }}
      className={clsx(
        'press flex h-12 shrink-0 items-center gap-2 rounded-full px-5 font-semibold whitespace-nowrap select-none',
        isSelected ? 'bg-ink text-canvas' : 'bg-surface text-ink shadow-card hover:bg-raised',
      )}
    >
      {children}
    </button>
  );
}
