import type { CatalogItem } from '@novapos/api';
import type { Family } from '../catalog/tile';

/** What the till asks or shows over its screens. One at a time. */
export type Question =
  | { kind: 'cash' }
  | { kind: 'quantity'; line_id: string }
  | { kind: 'price'; line_id: string }
  /** Of the sale where there is no line. */
  | { kind: 'more' | 'discount' | 'note'; line_id: string | null }
  | { kind: 'clear' }
  | { kind: 'goods'; item: CatalogItem }
  /** Which one of a family: to sell it, or to make it a favourite. */
  | { kind: 'variant'; family: Pick<Family, 'id' | 'name'>; isFavourite: boolean }
  | { kind: 'park' }
  | { kind: 'parked' }
  | { kind: 'unknown_codes' }
  | { kind: 'pin' }
  | { kind: 'shortcuts' };
