const ARABIC_ZERO = 0x660;

/** An Arabic keyboard may type digits of its own. */
function inLatin(text: string): string {
  return text.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - ARABIC_ZERO)).replace('٫', '.');
}

/** `"2.50"` or `"2,50"` with two places is 250: digits moved as text. Null for what is no such number, or has more places. */
export function parseDecimal(text: string, places: number): number | null {
  const match = /^(\d{1,13})(?:[.,](\d+))?$/.exec(inLatin(text.trim()));
  if (!match) return null;
  const [, whole = '', fraction = ''] = match;
  const digits = fraction.replace(/0+$/, '');
  if (digits.length > places) return null;
  const value = Number(whole + digits.padEnd(places, '0'));
  return Number.isSafeInteger(value) ? value : null;
}
