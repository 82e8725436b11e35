import { useLocation } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';

/** For a link to one part of a page that has several. */
export const partTab =
  'inline-flex min-h-12 items-center border-b-3 border-transparent px-3 font-semibold whitespace-nowrap text-ink-soft hover:text-ink data-[status=active]:border-brand data-[status=active]:text-brand';

/** The parts of a page, side by side. */
export function PartTabs({ label, children }: { label: string; children: ReactNode }) {
  const tabs = useRef<HTMLElement>(null);
  const pathname = useLocation({ select: (location) => location.pathname });
  // A phone has no room for all of them, and this page's is to be in sight.
  useEffect(() => {
    const mine = pathname && tabs.current?.querySelector('[data-status="active"]');
    if (mine) mine.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [pathname]);
  return (
    <nav
      ref={tabs}
      aria-label={label}
      className="no-scrollbar -mx-4 mb-6 flex overflow-x-auto border-b border-line px-4 sm:mx-0 sm:px-0"
    >
      {children}
    </nav>
  );
}
