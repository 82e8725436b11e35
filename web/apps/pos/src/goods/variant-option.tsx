import { direction } from '@novapos/core';
import { clsx } from 'clsx';
import { Star } from 'lucide-react';
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

type Value = { value: string; isChosen: boolean; isPossible: boolean; isStarred: boolean };

type Props = {
  name: string;
  values: readonly Value[];
  /** The first option that is still to be chosen: it takes the focus. */
  isNext: boolean;
  onChoose: (value: string) => void;
};

/** An option and its values: Tab goes from one option to the next, arrows from value to value. */
export function VariantOption({ name, values, isNext, onChoose }: Props) {
  const { t } = useTranslation();
  const nameId = useId();
  const group = useRef<HTMLDivElement>(null);
  const [visited, setVisited] = useState<string | null>(null);
  const first = values.find(({ isChosen }) => isChosen) ?? values.find(({ isPossible }) => isPossible) ?? values[0];
  const tabStop = visited ?? first?.value;

  useLayoutEffect(() => {
    if (!isNext) return;
    group.current?.querySelector<HTMLElement>('[aria-disabled="false"]')?.focus({ preventScroll: true });
    group.current?.scrollIntoView({ block: 'nearest' });
  }, [isNext]);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const forward = direction() === 'rtl' ? -1 : 1;
    const step = { ArrowRight: forward, ArrowLeft: -forward, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    buttons.at((at + step) % buttons.length)?.focus();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset can't be laid out as these are, and it is not a form.
    <div ref={group} role="group" aria-labelledby={nameId} onKeyDown={onKeyDown}>
      <h3 id={nameId} className="mb-2 font-semibold text-ink-soft">
        <bdi>{name}</bdi>
      </h3>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(5rem,1fr))] gap-2">
        {values.map(({ value, isChosen, isPossible, isStarred }) => (
          <button
            key={value}
            type="button"
            aria-pressed={isChosen}
            aria-disabled={!isPossible}
            tabIndex={value === tabStop ? 0 : -1}
            onFocus={() => setVisited(value)}
            onClick={() => isPossible && onChoose(value)}
            className={clsx(
              'press relative min-h-14 rounded-md border px-2 py-1 text-lg leading-tight font-semibold break-words hyphens-auto select-none',
              isChosen
                ? 'border-transparent bg-brand text-on-brand'
                : isPossible
                  ? 'border-control/50 bg-surface hover:border-control'
                  : 'cursor-not-allowed border-dashed border-control/50 text-ink-soft line-through opacity-45',
            )}
          >
            <bdi>{value}</bdi>
            {!isPossible && <span className="sr-only"> {t('variants.none')}</span>}
            {isStarred && (
              <>
                <Star className="absolute end-1.5 top-1.5 size-4 fill-current text-nova" aria-hidden="true" />
                <span className="sr-only"> {t('variants.starred')}</span>
              </>
            )}
          </button>
        ))}
      </div>
    </div>
  );
}
