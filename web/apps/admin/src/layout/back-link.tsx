import { Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';

/** The way from a page back to the list that it belongs to. */
export function BackLink({
  to,
  children,
}: {
  to:
    | '/orders'
    | '/cash/sessions'
    | '/cash/z-reports'
    | '/products'
    | '/products/import'
    | '/products/families'
    | '/stock'
    | '/stock/counts'
    | '/stock/transfers'
    | '/users'
    | '/audit'
    | '/settings/stores'
    | '/settings/tax';
  children: ReactNode;
}) {
  return (
    <Link
      to={to}
      // It leads elsewhere, though its address begins like this page's.
      activeOptions={{ exact: true }}
      className="-ms-2 mb-2 inline-flex h-12 items-center gap-2 rounded-md px-2 font-semibold text-ink-soft hover:bg-ink/6"
    >
      <ArrowLeft className="size-5 rtl:-scale-x-100" aria-hidden="true" />
      {children}
    </Link>
  );
}
