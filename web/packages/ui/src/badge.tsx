import { clsx } from 'clsx';
import type { ReactNode } from 'react';

const looks = {
  ok: 'bg-ok-soft text-ok',
  warn: 'bg-warn-soft text-warn',
  danger: 'bg-danger-soft text-danger',
  quiet: 'bg-ink/6 text-ink-soft',
} as const;

export function Badge({ look, children }: { look: keyof typeof looks; children: ReactNode }) {
  return <span className={clsx('rounded-sm px-2 py-0.5 text-sm font-semibold', looks[look])}>{children}</span>;
}
