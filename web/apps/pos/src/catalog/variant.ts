import type { CatalogItem, Variant } from '@novapos/api';

/** What goods are in their family, where they are one of several that differ in size, colour and the like. */
export function variantOf(item: CatalogItem): Variant | null {
  return item.variant ?? null;
}
