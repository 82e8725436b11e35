/** What a family may have, as the API has it. */
export const OPTIONS_MAX = 3;
export const VALUES_MAX = 50;
export const VARIANTS_MAX = 200;
export const NAME_LENGTH_MAX = 40;

/** `S, M, L` is three values, and so are three lines of a spreadsheet. */
export function valuesIn(text: string): string[] {
  return text
    .split(/[,;،؛\n\t]+/)
    .map((value) => value.trim().replace(/\s+/g, ' '))
    .filter((value) => value !== '');
}

/** A spreadsheet writes `Size=M; Colour=red`. */
export function hasSign(text: string): boolean {
  return /[=;]/.test(text);
}

/** Nobody tells `Red` from `red`. */
export function isSameValue(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** The values with those that are new among the typed ones at their end, as many as there may be. */
export function withValues(values: readonly string[], typed: readonly string[]): string[] {
  const all = [...values];
  for (const value of typed) if (!all.some((there) => isSameValue(there, value))) all.push(value);
  return all.slice(0, VALUES_MAX);
}
