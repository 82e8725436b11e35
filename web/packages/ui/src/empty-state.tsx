import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

type Props = { icon: LucideIcon; title: string; children?: ReactNode; action?: ReactNode };

/** What a list shows when it has nothing: why, and what to do next. */
export function EmptyState({ icon: Icon, title, children, action }: Props) {
  return (
    <div className="m-auto flex max-w-sm flex-col items-center gap-2 p-8 text-center">
      <span className="mb-2 grid size-16 place-items-center rounded-full bg-brand-soft text-brand">
        <Icon className="size-7" aria-hidden="true" />
      </span>
      <p className="text-lg font-semibold">{title}</p>
      {children && <p className="text-sm text-ink-soft">{children}</p>}
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}
