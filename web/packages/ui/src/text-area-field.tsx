import { clsx } from 'clsx';
import { type Ref, type TextareaHTMLAttributes, useId } from 'react';

type Props = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className' | 'id'> & {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  ref?: Ref<HTMLTextAreaElement> | undefined;
};

export function TextAreaField({ label, hint, error, ref, ...input }: Props) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
      </label>
      <textarea
        {...input}
        ref={ref}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={note ? noteId : undefined}
        className={clsx(
          'min-h-24 w-full rounded-md border bg-surface px-4 py-3 text-base outline-offset-0',
          error ? 'border-danger' : 'border-control',
        )}
      />
      {note && (
        <p id={noteId} className={clsx('text-sm', error ? 'font-medium text-danger' : 'text-ink-soft')}>
          {note}
        </p>
      )}
    </div>
  );
}
