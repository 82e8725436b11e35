import { clsx } from 'clsx';
import { useId } from 'react';

type Props<Value extends string> = {
  label: string;
  /** Null while nobody has chosen. */
  value: Value | null;
  /** `lang` where a label is in a language of its own. */
  options: readonly { value: Value; label: string; lang?: string }[];
  onChange: (value: Value) => void;
};

/** A few choices side by side, of which one holds. */
export function ChoiceGroup<Value extends string>({ label, value, options, onChange }: Props<Value>) {
  const name = useId();
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 text-sm font-semibold">{label}</legend>
      <div className="flex flex-wrap gap-1 rounded-md bg-ink/6 p-1">
        {options.map((option) => (
          <label
            key={option.value}
            className={clsx(
              'press flex h-12 grow cursor-pointer items-center justify-center rounded-sm px-3 font-semibold',
              'has-focus-visible:outline-3 has-focus-visible:outline-focus',
              option.value === value ? 'bg-brand-soft text-brand-strong' : 'text-ink-soft',
            )}
          >
            <input
              type="radio"
              name={name}
              className="sr-only"
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span lang={option.lang}>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
