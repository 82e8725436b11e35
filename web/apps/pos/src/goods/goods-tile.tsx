import { pictureHash } from '@novapos/core';
import { clsx } from 'clsx';
import { Star } from 'lucide-react';
import { memo } from 'react';
import type { Tile } from '../catalog/tile';
import { bandColor } from './band-color';
import { GoodsPicture } from './goods-picture';
import { initials } from './initials';

/** `per` is what the amount is for, where that is not one piece. */
export type ShownPrice = { amount: string; per: string };

type Props = {
  tile: Tile;
  price: ShownPrice | undefined;
  noPrice: string;
  /** Of a family: how many variants there are, and whether the price is that of the cheapest. */
  mark: string | null;
  color: string | null | undefined;
  /** Whether it is a favourite, while favourites are chosen; null while goods are sold. */
  isStarred: boolean | null;
  onPick: (tile: Tile) => void;
  /** A long touch, or the other button of a mouse. */
  onDetails: (tile: Tile) => void;
};

/** One touch puts one in the cart. A plain button that knows nothing but its texts, because there are many of them. */
export const GoodsTile = memo(function GoodsTile(props: Props) {
  const { tile, price, noPrice, mark, color, isStarred, onPick, onDetails } = props;
  const { item, family } = tile;
  const name = family?.name ?? item.name;
  const picture = pictureHash(item.image);
  // A family says below how many it has, across the whole width: its picture is beside the name, and no letters stand for one.
  const inPlaceOfPicture = family ? null : (
    <span
      aria-hidden="true"
      className="grid size-9 shrink-0 place-items-center rounded-md bg-[color-mix(in_oklab,var(--band)_22%,var(--color-surface))] text-sm font-bold"
    >
      {initials(name)}
    </span>
  );
  const shown = picture ? <GoodsPicture hash={picture}>{inPlaceOfPicture}</GoodsPicture> : inPlaceOfPicture;
  return (
    <button
      type="button"
      aria-pressed={isStarred ?? undefined}
      aria-haspopup={family ? 'dialog' : undefined}
      onClick={() => onPick(tile)}
      onContextMenu={(event) => {
        event.preventDefault();
        onDetails(tile);
      }}
      style={{ '--band': bandColor(color) }}
      className={clsx(
        'press relative flex h-28 w-full flex-col justify-between overflow-hidden rounded-lg bg-surface p-3 ps-4.5 text-start shadow-card select-none hover:bg-raised',
        isStarred && 'outline-3 -outline-offset-3 outline-nova',
      )}
    >
      <span aria-hidden="true" className="absolute inset-y-0 start-0 w-1.5 bg-(--band)" />
      <span className="flex items-start justify-between gap-2">
        <span className="line-clamp-2 min-w-0 leading-snug font-semibold hyphens-auto break-words">
          <bdi>{name}</bdi>
        </span>
        {family && shown}
      </span>
      <span className="flex items-end justify-between gap-2">
        <span className="min-w-0 text-ink-soft">
          {mark && <span className="block text-sm leading-4">{mark} </span>}
          {price ? (
            <>
              <span className={clsx('text-lg font-bold text-ink', mark && 'leading-6')}>{price.amount}</span>{' '}
              <span className="text-sm">{price.per}</span>
            </>
          ) : (
            noPrice
          )}
        </span>
        {isStarred === null ? (
          !family && shown
        ) : (
          <Star className={clsx('size-6 shrink-0 text-nova', isStarred && 'fill-current')} aria-hidden="true" />
        )}
      </span>
    </button>
  );
});
