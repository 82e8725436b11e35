import { formatMoney, formatRoundMoney } from '@novapos/core';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCurrency } from '../till/use-till';
import { type Counted, moneyOf, typedCount } from './pieces';

type Props = { counted: Counted; onChange: (counted: Counted) => void };

/** Coins and notes, one line for each value. Enter and the arrows go from line to line. */
export function CashCount({ counted, onChange }: Props) {
  const { t } = useTranslation();
  const currency = useCurrency();
  const { coins, notes } = moneyOf(currency);
  const fields = useRef<HTMLDivElement>(null);

  const move = (event: KeyboardEvent<HTMLInputElement>) => {
    const steps = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!steps) return;
    const all = [...(fields.current?.querySelectorAll('input') ?? [])];
    const next = all[all.indexOf(event.currentTarget) + steps];
    // After the last one, Enter hands in the form.
    if (event.key === 'Enter' && !next) return;
    event.preventDefault();
    next?.select();
  };

  const groups = [
    ['notes', notes.toReversed()],
    ['coins', coins.toReversed()],
  ] as const;
  return (
    <div ref={fields} className="grid gap-4 sm:grid-cols-2 sm:items-start">
      {groups.map(([name, values]) => (
        <fieldset key={name} className="rounded-xl bg-surface px-4 pt-2 pb-3 shadow-card">
          <legend className="sr-only">{t(`drawer.${name}`)}</legend>
          <p aria-hidden="true" className="py-1.5 text-sm font-semibold text-ink-soft">
            {t(`drawer.${name}`)}
          </p>
          {values.map((value_minor) => (
            <label key={value_minor} className="grid grid-cols-[4.5rem_5rem_1fr] items-center gap-3 py-1">
              <span className="font-semibold">{formatRoundMoney(value_minor, currency)}</span>
              <input
                aria-label={t('drawer.howMany', { value: formatRoundMoney(value_minor, currency) })}
                inputMode="numeric"
                autoComplete="off"
                enterKeyHint="next"
                placeholder="0"
                value={counted.get(value_minor) ?? ''}
                onKeyDown={move}
                onChange={(event) => onChange(new Map(counted).set(value_minor, typedCount(event.target.value)))}
                className="h-12 w-full rounded-md border border-control bg-surface px-3 text-end text-lg outline-offset-0"
              />
              <span className="truncate text-end text-ink-soft">
                {formatMoney(value_minor * Number(counted.get(value_minor) ?? 0), currency)}
              </span>
            </label>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
