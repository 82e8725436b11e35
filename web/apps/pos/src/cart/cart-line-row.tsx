import { formatMoney, formatQuantity, formatUnitPrice, ONE_MILLI } from '@novapos/core';
import { Minus, Plus, X } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CartQuote } from '../till/pricing';
import { useCurrency, useTill } from '../till/use-till';
import type { CartLine } from './cart';
import { discountText } from './discount-text';

type Props = {
  line: CartLine;
  priced: CartQuote['lines'][number] | undefined;
  onRemove: (line_id: string) => void;
};

/** A scan changes one line; the others stay as they are on screen. */
export const CartLineRow = memo(LineRow, isSameRow);

function LineRow({ line, priced, onRemove }: Props) {
  const { t } = useTranslation();
  const till = useTill();
  const currency = useCurrency();
  const { name, unit, quantity_milli } = line;
  const quantity = formatQuantity(quantity_milli, unit);
  const isByPiece = unit === 'piece' && !line.isLabelled;

  return (
    <li
      onKeyDown={(event) => event.key === 'Delete' && onRemove(line.id)}
      className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-center contain-layout gap-x-2 gap-y-1 border-line py-2 ps-2 not-last:border-b @md:grid-cols-[minmax(0,1fr)_9.25rem_5.5rem_auto]"
    >
      <div className="col-span-2 min-w-0 @md:col-span-1">
        {priced ? (
          <button
            type="button"
            aria-label={t('cart.moreOf', { name })}
            onClick={() => till.ask({ kind: 'more', line_id: line.id })}
            className="press -mx-1.5 block min-h-12 w-full rounded-md px-1.5 py-0.5 text-start hover:bg-ink/6"
          >
            <LineName line={line} priced={priced} />
          </button>
        ) : (
          <LineName line={line} priced={priced} />
        )}
      </div>
      <p className="min-w-20 pe-2 text-end text-lg font-semibold @md:order-3 @md:min-w-0 @md:pe-0">
        {priced && formatMoney(priced.total_minor, currency)}
      </p>
      <div className="flex w-37 items-center @md:order-2">
        {isByPiece && (
          <StepButton
            label={t('cart.less', { name })}
            isDisabled={quantity_milli <= ONE_MILLI}
            onPress={() => till.step(line.id, -1)}
          >
            <Minus className="size-5" aria-hidden="true" />
          </StepButton>
        )}
        {line.isLabelled ? (
          <p className="grow text-center text-lg font-bold">{quantity}</p>
        ) : (
          <button
            type="button"
            aria-label={t('cart.quantityOf', { name, quantity })}
            onClick={() => till.ask({ kind: 'quantity', line_id: line.id })}
            className="press h-12 min-w-12 grow rounded-md px-1 text-lg font-bold hover:bg-ink/6"
          >
            {quantity}
          </button>
        )}
        {isByPiece && (
          <StepButton label={t('cart.more', { name })} onPress={() => till.step(line.id, 1)}>
            <Plus className="size-5" aria-hidden="true" />
          </StepButton>
        )}
      </div>
      <button
        type="button"
        aria-label={t('cart.remove', { name })}
        onClick={() => onRemove(line.id)}
        className="press col-start-3 grid size-12 place-items-center justify-self-end rounded-md text-ink-soft hover:bg-danger-soft hover:text-danger @md:order-4 @md:col-start-4"
      >
        <X className="size-5" aria-hidden="true" />
      </button>
    </li>
  );
}

/** Each quote has new objects; what counts is what the row shows of them. */
function isSameRow(one: Props, other: Props): boolean {
  return (
    one.line === other.line &&
    one.onRemove === other.onRemove &&
    one.priced?.total_minor === other.priced?.total_minor &&
    one.priced?.unit_price.amount_minor === other.priced?.unit_price.amount_minor &&
    one.priced?.unit_price.per_milli === other.priced?.unit_price.per_milli
  );
}

function LineName({ line, priced }: Pick<Props, 'line' | 'priced'>) {
  return (
    <>
      <span className="line-clamp-2 leading-snug font-semibold break-words">
        <bdi>{line.name}</bdi>
      </span>
      <UnitPriceNote line={line} priced={priced} />
      {line.discount && (
        <Note className="text-warn">
          <bdi>{discountText(line.discount)}</bdi>
        </Note>
      )}
      {line.note && (
        <Note className="text-ink-soft break-words">
          <bdi>{line.note}</bdi>
        </Note>
      )}
    </>
  );
}

/** What one costs, where the total does not already say it; or that the line can't be sold. */
function UnitPriceNote({ line, priced }: Pick<Props, 'line' | 'priced'>) {
  const { t } = useTranslation();
  const currency = useCurrency();
  if (!priced) return <Note className="font-medium text-danger">{t('cart.notSold')}</Note>;
  const { amount, per } = formatUnitPrice(priced.unit_price, line.unit, currency);
  const price = per === '' ? t('cart.each', { price: amount }) : `${amount} ${per}`;
  if (line.price_override) {
    const { reason } = line.price_override;
    return <Note className="text-warn">{line.isLabelled ? reason : t('cart.ownPrice', { price, reason })}</Note>;
  }
  if (line.unit === 'piece' && line.quantity_milli === ONE_MILLI) return null;
  return <Note className="text-ink-soft">{price}</Note>;
}

function Note({ className, children }: { className: string; children: ReactNode }) {
  return <span className={`block text-sm ${className}`}>{children}</span>;
}

type StepProps = { label: string; isDisabled?: boolean; onPress: () => void; children: ReactNode };

function StepButton({ label, isDisabled = false, onPress, children }: StepProps) {
  return (
    <button
      type="button"
      aria-label={label}
      disabled={isDisabled}
      onClick={onPress}
      className="press grid size-12 place-items-center rounded-md bg-sunken hover:bg-brand-soft disabled:opacity-40"
    >
      {children}
    </button>
  );
}
