import { businessDate, formatDateTime, formatMoney, formatTime } from '@novapos/core';
import { Button, Spinner } from '@novapos/ui';
import { CloudOff, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { itemCount } from '../cart/cart';
import { useCurrency, useSetup } from '../till/use-till';
import type { WaitingSale } from './waiting-sales';

type Props = { waiting: WaitingSale; isBusy: boolean; onRecall: () => void; onDiscard: () => void };

/** A sale that waits: what it is known by, when and by whom it was parked, and what it comes to where that is known. */
export function ParkedRow({ waiting, isBusy, onRecall, onDiscard }: Props) {
  const { t } = useTranslation();
  const currency = useCurrency();
  const time = useParkedTime();
  const { name, facts, due_minor, isHereOnly } = shown(waiting);
  return (
    <li className="flex items-center gap-1 rounded-lg bg-sunken">
      <button
        type="button"
        aria-busy={isBusy || undefined}
        onClick={onRecall}
        className="press flex min-h-18 min-w-0 grow items-center gap-3 rounded-lg px-4 py-2 text-start hover:bg-brand-soft"
      >
        <span className="min-w-0 grow">
          <span className="block truncate text-lg font-semibold">
            <bdi>{name}</bdi>
          </span>
          <span className="block truncate text-sm text-ink-soft">
            {[time(facts.at), t('cart.items', { count: facts.count }), facts.last].join(' · ')}
          </span>
          {isHereOnly && (
            <span className="flex items-center gap-1.5 text-sm text-ink-soft">
              <CloudOff className="size-4 shrink-0 text-warn" aria-hidden="true" />
              {t('parked.onlyHere')}
            </span>
          )}
        </span>
        {isBusy ? (
          <Spinner className="size-6 shrink-0 text-brand" />
        ) : (
          due_minor !== null && <span className="shrink-0 text-lg font-bold">{formatMoney(due_minor, currency)}</span>
        )}
      </button>
      <Button
        look="quiet"
        size="icon"
        className="me-1 text-ink-soft"
        aria-label={t('parked.discard', { name })}
        onClick={onDiscard}
      >
        <Trash2 className="size-5" aria-hidden="true" />
      </Button>
    </li>
  );
}

/** Of its own sales the till knows the goods and what they cost; of the others, who has parked them. */
function shown({ from, sale }: WaitingSale) {
  const count = itemCount(sale.cart);
  if (from === 'store') {
    return { name: sale.label, facts: { at: sale.at, count, last: sale.by.name }, due_minor: null, isHereOnly: false };
  }
  const last = sale.cart.lines[0]?.name ?? '';
  const { name, due_minor, parked_at, state } = sale;
  return { name, facts: { at: parked_at, count, last }, due_minor, isHereOnly: state !== 'shared' };
}

/** The time; of another day, the date as well. */
function useParkedTime(): (at: string) => string {
  const { store } = useSetup();
  const today = businessDate(Date.now(), store);
  return (at) =>
    businessDate(Date.parse(at), store) === today
      ? formatTime(at, store.time_zone)
      : formatDateTime(at, store.time_zone);
}
