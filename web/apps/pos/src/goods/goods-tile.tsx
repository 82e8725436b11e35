import type { CatalogItem } from '@novapos/api';
import { type Currency, formatUnitPrice } from '@novapos/core';
import type { UnitPrice } from '@novapos/pricing';
import { useTranslation } from 'react-i18next';
import { bandColor } from './band-color';

type Props = {
  item: CatalogItem;
  price: UnitPrice | undefined;
  currency: Currency;
  color: string | null | undefined;
  onPick: () => void;
};

/** One touch puts one in the cart. A plain button, because there are many of them. */
export function GoodsTile({ item, price, currency, color, onPick }: Props) {
  const { t } = useTranslation();
  const shown = price && formatUnitPrice(price, item.unit, currency);
  return (
    <button
      type="button"
      onClick={onPick}
      className="press relative flex h-26 w-full flex-col justify-between overflow-hidden rounded-lg bg-surface p-3 ps-4.5 text-start shadow-card select-none hover:bg-raised"
    >
      <span
        aria-hidden="true"
        className="absolute inset-y-0 start-0 w-1.5 bg-(--band)"
        style={{ '--band': bandColor(color) }}
      />
      <span className="line-clamp-2 leading-snug font-semibold hyphens-auto break-words">{item.name}</span>
      <span className="text-ink-soft">
        {shown ? (
          <>
            <span className="font-semibold text-ink">{shown.amount}</span> <span className="text-sm">{shown.per}</span>
          </>
        ) : (
          t('sale.noPrice')
        )}
      </span>
    </button>
  );
}
