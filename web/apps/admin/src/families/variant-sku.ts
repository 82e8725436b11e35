const SKU_LENGTH_MAX = 64;
const STEM_LENGTH_MAX = 24;

/** `Dark blue` is `DARKBLUE`, and `Größe` `GROSSE`: what can be typed again and read out. */
function inSku(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** What the SKUs of a family begin with, for as long as nobody says something else. */
export function stemOf(name: string): string {
  const words = name.split(/\s+/).map(inSku).filter(Boolean);
  return words.join('-').slice(0, STEM_LENGTH_MAX).replace(/-$/, '');
}

export function skuOf(stem: string, values: readonly string[]): string {
  return [stem.trim(), ...values.map(inSku)].filter(Boolean).join('-').slice(0, SKU_LENGTH_MAX);
}

/** The stem of a SKU that was made of these values; null where it was not. */
export function stemLike(sku: string, values: readonly string[]): string | null {
  const end = `-${skuOf('', values)}`;
  return sku.length > end.length && sku.toUpperCase().endsWith(end) ? sku.slice(0, -end.length) : null;
}
