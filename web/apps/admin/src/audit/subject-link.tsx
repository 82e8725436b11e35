import type { AuditEntry } from '@novapos/api';
import { Link, type LinkProps } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { type SubjectKind, subjectKind } from './subject';

type About = Pick<AuditEntry, 'action' | 'subject_id' | 'store_id'>;

/** Where what an entry is about has a page; null where it has none. */
export function subjectPage({ action, subject_id }: About): LinkProps | null {
  const kind = subjectKind(action);
  return kind && pages[kind](subject_id);
}

const pages: Record<SubjectKind, (id: string) => LinkProps | null> = {
  person: (userId) => ({ to: '/users/$userId', params: { userId } }),
  shop: () => ({ to: '/settings/shop' }),
  cashSettings: () => ({ to: '/settings/cash' }),
  discounts: () => ({ to: '/settings/discounts' }),
  taxes: () => ({ to: '/settings/tax' }),
  store: (storeId) => ({ to: '/settings/stores/$storeId', params: { storeId } }),
  register: () => ({ to: '/settings/registers' }),
  order: (orderId) => ({ to: '/orders/$orderId', params: { orderId } }),
  product: (productId) => ({ to: '/products/$productId', params: { productId } }),
  category: (category_id) => ({ to: '/products', search: { category_id } }),
  family: (familyId) => ({ to: '/products/families/$familyId', params: { familyId } }),
  import: (importId) => ({ to: '/products/import/$importId', params: { importId } }),
  session: (sessionId) => ({ to: '/cash/sessions/$sessionId', params: { sessionId } }),
  safe: () => ({ to: '/cash/safe' }),
  transfer: (transferId) => ({ to: '/stock/transfers/$transferId', params: { transferId } }),
  count: (countId) => ({ to: '/stock/counts/$countId', params: { countId } }),
  stockOf: (location_id) => ({ to: '/stock', search: { location_id } }),
};

/** What an entry is about, in words, and the way to its page. */
export function Subject({ entry, text, className }: { entry: About; text: string; className?: string }) {
  const page = subjectPage(entry);
  if (!page) return <bdi className={className}>{text}</bdi>;
  return (
    <Link {...page} className={clsx(className, 'rounded-sm font-medium text-brand underline')}>
      <bdi>{text}</bdi>
    </Link>
  );
}
