import type { CatalogItem } from '@novapos/api';
import { memo } from 'react';
import { bandColor } from './band-color';

/** `per` is what the amount is for, where that is not one piece. */
export type TilePrice = { amount: string; per: string };

type Props = {
  item: CatalogItem;
  price: TilePrice | undefined;
  noPrice: string;
  color: string | null | undefined;
  onPick: (item: CatalogItem) => void;
};

/** One touch puts one in the cart. A plain button that knows nothing but its texts, because there are many of them. */
export const GoodsTile = memo(function GoodsTile({ item, price, noPrice, color, onPick }: Props) {
  return (
    <button
      type="button"
      onClick={() => onPick(item)}
      className="press relative flex h-26 w-full flex-col justify-between overflow-hidden rounded-lg bg-surface p-3 ps-4.5 text-start shadow-card select-none hover:bg-raised"
    >
      <span
        aria-hidden="true"
        className="absolute inset-y-0 start-0 w-1.5 bg-(--band)"
        style={{ '--band': bandColor(color) }}
      />
      <span className="line-clamp-2 leading-snug font-semibold hyphens-auto break-words">{item.name}</span>
      <span className="text-ink-soft">
        {price ? (
          <>
            <span className="font-semibold text-ink">{price.amount}</span> <span className="text-sm">{price.per}</span>
          </>
        ) : (
          noPrice
        )}
      </span>
    </button>
  );
});
