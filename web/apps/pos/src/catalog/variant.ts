import type { CatalogItem } from '@novapos/api';

/** `position` is the value's place among those that the shop gave the option. */
export type VariantOption = { name: string; value: string; position: number };
/** The family that goods are a variant of, and which of it they are. */
export type Variant = { family_id: string; family: string; options: VariantOption[] };

export type MaybeVariant = CatalogItem & { variant?: Variant | null };

export function variantOf(item: CatalogItem): Variant | null {
  return (item as MaybeVariant).variant ?? null;
}
