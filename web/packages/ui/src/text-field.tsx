import { clsx } from 'clsx';
import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from 'react';

export type TextFieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'id'> & {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  /** A button inside the field, at its end. */
  trailing?: ReactNode;
  ref?: Ref<HTMLInputElement> | undefined;
  className?: string;
};

export function TextField({ label, hint, error, trailing, ref, className, ...input }: TextFieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className={clsx('flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
      </label>
      <div className="relative">
        <input
          {...input}
          ref={ref}
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={note ? noteId : undefined}
          className={clsx(
            'h-13 w-full rounded-md border bg-surface px-4 text-base outline-offset-0 read-only:bg-sunken',
            trailing && 'pe-14',
            error ? 'border-danger' : 'border-control',
          )}
        />
        {trailing && <div className="absolute inset-y-0 end-0.5 flex items-center">{trailing}</div>}
      </div>
      {note && (
        <p id={noteId} className={clsx('text-sm', error ? 'font-medium text-danger' : 'text-ink-soft')}>
          {note}
        </p>
      )}
    </div>
  );
}
