import { clsx } from 'clsx';
import { ChevronDown } from 'lucide-react';
import { type Ref, type SelectHTMLAttributes, useId } from 'react';

type Props = Omit<SelectHTMLAttributes<HTMLSelectElement>, 'className' | 'id' | 'children'> & {
  label: string;
  options: readonly { value: string; label: string; lang?: string }[];
  hint?: string | undefined;
  error?: string | undefined;
  ref?: Ref<HTMLSelectElement> | undefined;
  className?: string;
};

/** The platform's own select: complete with keyboard, screen reader and the phone's wheel. */
export function SelectField({ label, options, hint, error, ref, className, ...select }: Props) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className={clsx('flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
      </label>
      <div className="relative">
        <select
          {...select}
          ref={ref}
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={note ? noteId : undefined}
          className={clsx(
            'h-13 w-full appearance-none truncate rounded-md border bg-surface ps-4 pe-9 text-base outline-offset-0',
            error ? 'border-danger' : 'border-control',
          )}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} lang={option.lang}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown className="pointer-events-none absolute end-2.5 top-4 size-5 text-ink-soft" aria-hidden="true" />
      </div>
      {note && (
        <p id={noteId} className={clsx('text-sm', error ? 'font-medium text-danger' : 'text-ink-soft')}>
          {note}
        </p>
      )}
    </div>
  );
}
