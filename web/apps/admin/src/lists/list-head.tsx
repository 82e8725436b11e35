import type { ReactNode } from 'react';

type Props = { title: string; shown: string | null; children?: ReactNode };

/** The name of a list, how much of it is shown, and what can be done. */
export function ListHead({ title, shown, children }: Props) {
  return (
    <div className="mb-4 flex min-h-12 flex-wrap items-center gap-x-3 gap-y-2">
      <h1 className="text-2xl font-bold tracking-tight">{title}</h1>
      <p role="status" className="text-ink-soft">
        {shown}
      </p>
      {children && <div className="flex flex-wrap gap-2 sm:ms-auto">{children}</div>}
    </div>
  );
}
