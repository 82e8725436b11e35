import type { Product } from '@novapos/api';

type Variant = { options: readonly { value: string }[] } | null | undefined;

/** What the product is in its family: `M · red`. Empty where it stands alone. */
export function variantText(variant: Variant): string {
  return variant?.options.map(({ value }) => value).join(' · ') ?? '';
}

/** The same without what the name says already. */
export function variantBeside({ name, variant }: Pick<Product, 'name' | 'variant'>): string {
  const words = ` ${name.toLowerCase()} `;
  const unsaid = variant?.options.filter(({ value }) => !words.includes(` ${value.toLowerCase()} `)) ?? [];
  return unsaid.map(({ value }) => value).join(' · ');
}
