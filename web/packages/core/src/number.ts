import { byLocale } from './language';

const numbers = byLocale((locale) => new Intl.NumberFormat(locale));

/** How many there are of something. */
export function formatNumber(value: number): string {
  return numbers().format(value);
}
