import type { CatalogItem } from '@novapos/api';
import { pictureHash } from '@novapos/core';
import { clsx } from 'clsx';
import { Star } from 'lucide-react';
import { memo } from 'react';
import { bandColor } from './band-color';
import { GoodsPicture } from './goods-picture';
import { initials } from './initials';

/** `per` is what the amount is for, where that is not one piece. */
export type TilePrice = { amount: string; per: string };

type Props = {
  item: CatalogItem;
  price: TilePrice | undefined;
  noPrice: string;
  color: string | null | undefined;
  /** Whether it is a favourite, while favourites are chosen; null while goods are sold. */
  isStarred: boolean | null;
  onPick: (item: CatalogItem) => void;
  /** A long touch, or the other button of a mouse. */
  onDetails: (item: CatalogItem) => void;
};

/** One touch puts one in the cart. A plain button that knows nothing but its texts, because there are many of them. */
export const GoodsTile = memo(function GoodsTile(props: Props) {
  const { item, price, noPrice, color, isStarred, onPick, onDetails } = props;
  const picture = pictureHash(item.image);
  const inPlaceOfPicture = (
    <span
      aria-hidden="true"
      className="grid size-9 shrink-0 place-items-center rounded-md bg-[color-mix(in_oklab,var(--band)_22%,var(--color-surface))] text-sm font-bold"
    >
      {initials(item.name)}
    </span>
  );
  return (
    <button
      type="button"
      aria-pressed={isStarred ?? undefined}
      onClick={() => onPick(item)}
      onContextMenu={(event) => {
        event.preventDefault();
        onDetails(item);
      }}
      style={{ '--band': bandColor(color) }}
      className={clsx(
        'press relative flex h-28 w-full flex-col justify-between overflow-hidden rounded-lg bg-surface p-3 ps-4.5 text-start shadow-card select-none hover:bg-raised',
        isStarred && 'outline-3 -outline-offset-3 outline-nova',
      )}
    >
      <span aria-hidden="true" className="absolute inset-y-0 start-0 w-1.5 bg-(--band)" />
      <span className="line-clamp-2 leading-snug font-semibold hyphens-auto break-words">
        <bdi>{item.name}</bdi>
      </span>
      <span className="flex items-end justify-between gap-2">
        <span className="min-w-0 text-ink-soft">
          {price ? (
            <>
              <span className="text-lg font-bold text-ink">{price.amount}</span>{' '}
              <span className="text-sm">{price.per}</span>
            </>
          ) : (
            noPrice
          )}
        </span>
        {isStarred === null ? (
          picture ? (
            <GoodsPicture hash={picture}>{inPlaceOfPicture}</GoodsPicture>
          ) : (
            inPlaceOfPicture
          )
        ) : (
          <Star className={clsx('size-6 text-nova', isStarred && 'fill-current')} aria-hidden="true" />
        )}
      </span>
    </button>
  );
});
