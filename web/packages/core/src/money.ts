import { byLocale } from './language';

/** Money is an integer of minor units; it becomes text only here, with the currency of the store. */
export type Currency = { code: string; exponent: number };

const formats = new Map<string, () => Intl.NumberFormat>();

function formatFor({ code, exponent }: Currency): Intl.NumberFormat {
  const key = `${code}:${exponent}`;
  let format = formats.get(key);
  if (!format) {
    format = byLocale(
      (locale) =>
        new Intl.NumberFormat(locale, {
          style: 'currency',
          currency: code,
          currencyDisplay: 'narrowSymbol',
          minimumFractionDigits: exponent,
          maximumFractionDigits: exponent,
        }),
    );
    formats.set(key, format);
  }
  return format();
}

/** `minorToDecimal(-1230, 2)` is `"-12.30"`: digits moved as text, so no float ever holds an amount. */
export function minorToDecimal(amount_minor: number, exponent: number): `${number}` {
  const sign = amount_minor < 0 ? '-' : '';
  const digits = String(Math.abs(amount_minor)).padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  const fraction = digits.slice(digits.length - exponent);
  return (exponent === 0 ? `${sign}${whole}` : `${sign}${whole}.${fraction}`) as `${number}`;
}

export function formatMoney(amount_minor: number, currency: Currency): string {
  return formatFor(currency).format(minorToDecimal(amount_minor, currency.exponent));
}

/** For round amounts such as bank notes: `€20` rather than `€20.00`. */
export function formatRoundMoney(amount_minor: number, currency: Currency): string {
  const isWhole = amount_minor % 10 ** currency.exponent === 0;
  if (!isWhole) return formatMoney(amount_minor, currency);
  return formatFor(currency)
    .formatToParts(minorToDecimal(amount_minor, currency.exponent))
    .filter((part) => part.type !== 'decimal' && part.type !== 'fraction')
    .map((part) => part.value)
    .join('');
}
