import { Button } from '@novapos/ui';
import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { type KeyboardEvent, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useTypedValues } from './use-typed-values';

type Props = {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  values: readonly string[];
  onValues: (values: string[]) => void;
};

/** Values that are typed one after the other, each of which becomes a thing of its own. */
export function ValuesField({ label, hint, error, values, onValues }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const typing = useTypedValues(values, onValues);
  const note = error ?? hint;
  const press = (event: KeyboardEvent) => {
    typing.input.onKeyDown(event);
    if (event.key === 'Backspace' && typing.isEmpty && values.length > 0) onValues(values.slice(0, -1));
  };

  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
      </label>
      <div
        className={clsx(
          'flex min-h-13 w-full flex-wrap items-center gap-1 rounded-md border bg-surface p-1',
          'has-[input:focus-visible]:outline-3 has-[input:focus-visible]:outline-focus',
          error ? 'border-danger' : 'border-control',
        )}
      >
        <ul aria-label={t('family.option.valuesList')} className="contents">
          {values.map((value) => (
            <li
              key={value}
              className="inline-flex min-w-0 items-center rounded-sm bg-brand-soft ps-3 font-medium text-brand-strong"
            >
              <span className="min-w-0 wrap-anywhere">
                <bdi>{value}</bdi>
              </span>
              <Button
                look="quiet"
                className="size-11! px-0!"
                aria-label={t('family.option.removeValue', { value })}
                onClick={() => {
                  onValues(values.filter((each) => each !== value));
                  input.current?.focus();
                }}
              >
                <X className="size-4" aria-hidden="true" />
              </Button>
            </li>
          ))}
        </ul>
        <input
          {...typing.input}
          ref={input}
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={note ? `${id}-note` : undefined}
          className="h-11 min-w-24 grow basis-24 rounded-sm bg-transparent px-3 text-base outline-none"
          onKeyDown={press}
        />
      </div>
      {note && (
        <p id={`${id}-note`} className={clsx('text-sm', error ? 'font-medium text-danger' : 'text-ink-soft')}>
          {note}
        </p>
      )}
    </div>
  );
}
