import { clsx } from 'clsx';
import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

const looks = {
  info: { box: 'bg-brand-soft text-ink', icon: Info, tint: 'text-brand' },
  warn: { box: 'bg-warn-soft text-ink', icon: TriangleAlert, tint: 'text-warn' },
  danger: { box: 'bg-danger-soft text-ink', icon: CircleAlert, tint: 'text-danger' },
} as const;

type Props = { look: keyof typeof looks; children: ReactNode; actions?: ReactNode; className?: string };

/** A message that stays in the page. Trouble is read out at once, the rest when there is a pause. */
export function Banner({ look, children, actions, className }: Props) {
  const { box, icon: Icon, tint } = looks[look];
  return (
    <div
      role={look === 'danger' ? 'alert' : 'status'}
      className={clsx('flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md px-4 py-2.5', box, className)}
    >
      <Icon className={clsx('size-5 shrink-0', tint)} aria-hidden="true" />
      <div className="min-w-0 grow basis-48 text-sm font-medium">{children}</div>
      {actions && <div className="ms-auto flex shrink-0 gap-2">{actions}</div>}
    </div>
  );
}
