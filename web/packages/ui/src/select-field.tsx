import { clsx } from 'clsx';
import { ChevronDown } from 'lucide-react';
import { type SelectHTMLAttributes, useId } from 'react';

type Props = Omit<SelectHTMLAttributes<HTMLSelectElement>, 'className' | 'id' | 'children'> & {
  label: string;
  options: readonly { value: string; label: string }[];
  className?: string;
};

/** The platform's own select: complete with keyboard, screen reader and the phone's wheel. */
export function SelectField({ label, options, className, ...select }: Props) {
  const id = useId();
  return (
    <div className={clsx('flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
      </label>
      <div className="relative">
        <select
          {...select}
          id={id}
          className="h-13 w-full appearance-none rounded-md border border-control bg-surface ps-4 pe-9 text-base outline-offset-0"
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown className="pointer-events-none absolute end-2.5 top-4 size-5 text-ink-soft" aria-hidden="true" />
      </div>
    </div>
  );
}
