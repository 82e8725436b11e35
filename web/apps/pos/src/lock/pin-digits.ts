import type { TypedKey } from '@novapos/ui';

export const DIGITS_MIN = 4;
export const DIGITS_MAX = 6;

/** One more key on the digits typed so far. */
export function pressPinKey(digits: string, key: TypedKey): string {
  if (key === 'clear') return '';
  if (key === 'back') return digits.slice(0, -1);
  return (digits + key).slice(0, DIGITS_MAX);
}

/** What stands in the field: nobody who looks on reads more than how many there are. */
export function dotsOf(digits: string): string {
  return '•'.repeat(digits.length);
}

/** The digits after the field was changed by other means than our keys: what was put in, or how many dots are left. */
export function digitsFromField(text: string, digits: string): string {
  const added = text.replace(/\D/g, '');
  return added === '' ? digits.slice(0, text.length) : (digits + added).slice(0, DIGITS_MAX);
}
