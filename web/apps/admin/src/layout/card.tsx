import { type ReactNode, useId } from 'react';

type Props = { title: string; help?: string; actions?: ReactNode; children: ReactNode };

/** A part of a page with a heading of its own. */
export function Card({ title, help, actions, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex min-w-0 flex-col gap-4 rounded-lg border border-line bg-surface p-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-0 grow basis-48">
          <h2 id={id} className="font-semibold">
            {title}
          </h2>
          {help && <p className="mt-0.5 text-sm text-ink-soft">{help}</p>}
        </div>
        {actions}
      </div>
      {children}
    </section>
  );
}
