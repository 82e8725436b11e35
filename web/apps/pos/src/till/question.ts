import type { CatalogItem } from '@novapos/api';

/** What the till asks or shows over its screens. One at a time. */
export type Question =
  | { kind: 'cash' }
  | { kind: 'quantity'; line_id: string }
  | { kind: 'price'; line_id: string }
  /** Of the sale where there is no line. */
  | { kind: 'more' | 'discount' | 'note'; line_id: string | null }
  | { kind: 'clear' }
  | { kind: 'goods'; item: CatalogItem }
  | { kind: 'park' }
  | { kind: 'parked' }
  | { kind: 'unknown_codes' }
  | { kind: 'shortcuts' };
