import type { ReactNode } from 'react';

/** For a link to one part of a page that has several. */
export const partTab =
  'inline-flex min-h-12 items-center border-b-3 border-transparent px-3 font-semibold whitespace-nowrap text-ink-soft hover:text-ink data-[status=active]:border-brand data-[status=active]:text-brand';

/** The parts of a page, side by side. */
export function PartTabs({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav
      aria-label={label}
      className="no-scrollbar -mx-4 mb-6 flex overflow-x-auto border-b border-line px-4 sm:mx-0 sm:px-0"
    >
      {children}
    </nav>
  );
}
