const CODE_MAX = 40;

/** A shop code from the name of a shop: “Café Crème & Co.” is `cafe-creme-co`. */
export function shopCodeFrom(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, CODE_MAX)
    .replace(/^-+|-+$/g, '');
}
